// What a reader has chosen before, where the browser keeps it: nothing depends on it.

/** Before the name of what is kept. */
const OWN = "tripletscope.";

/** @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(OWN + name, value);
  } catch {
    // The page works the same without it.
  }
}

/** @param {string} name @returns {string | undefined} */
export function recall(name) {
  try {
    return localStorage.getItem(OWN + name) ?? undefined;
  } catch {
    return undefined;
  }
}
