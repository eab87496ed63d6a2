// What a reader has chosen before, where the browser keeps it, for good or for this tab alone: nothing depends on it.

/** Before the name of what is kept. */
const OWN = "tripletscope.";

/** @typedef {"localStorage" | "sessionStorage"} Store */

/** @param {string} name @param {string} value @param {Store} [store] */
export function remember(name, value, store = "localStorage") {
  try {
    globalThis[store].setItem(OWN + name, value);
  } catch {
    // The page works the same without it.
  }
}

/** Is this a page that was there before, loaded again? */
export const isReloaded = () => performance.getEntriesByType("navigation").some((entry) => "type" in entry && entry.type === "reload");

/** For the page that is built after this one. @param {string} name @param {unknown} what */
export const handOver = (name, what) => remember(name, JSON.stringify(what), "sessionStorage");

/** What the page before this one has handed over: once. @param {string} name */
export function takeOver(name) {
  const kept = recall(name, "sessionStorage");
  remember(name, "", "sessionStorage");
  try {
    return JSON.parse(kept ?? "");
  } catch {
    return undefined;
  }
}

/** @param {string} name @param {Store} [store] @returns {string | undefined} */
export function recall(name, store = "localStorage") {
  try {
    return globalThis[store].getItem(OWN + name) ?? undefined;
  } catch {
    return undefined;
  }
}
