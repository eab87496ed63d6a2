// What comes from a host may be anything, and may throw when it is looked at. Here it becomes plain data, a text, or a few letters for a sentence that refuses it.

/** Plain data nest no deeper and have no more parts. */
const [DEEP, MANY] = [64, 1_000_000];
/** A value is spelled in so many parts and letters at most. */
const [FEW, LONGEST] = [1000, 60];

/** @param {string} text */
export const cut = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** Undefined where that throws. @template T @param {() => T} act @returns {T | undefined} */
export function tried(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** Only a true one has a size. @param {unknown} value @returns {value is Blob} */
export const isBlob = (value) => tried(() => Reflect.get(Blob.prototype, "size", value)) !== undefined;

/** @param {any} value @param {{parts: number}} left how many there may be @param {number} depth @returns {any} */
function copyOf(value, left, depth) {
  if (--left.parts < 0 || depth === 0 || ["function", "symbol", "bigint"].includes(typeof value)) throw new TypeError("no plain data");
  if (typeof value !== "object" || value === null) return value;
  const below = (/** @type {unknown} */ part) => copyOf(part, left, depth - 1);
  if (Array.isArray(value)) {
    if (value.length > left.parts) throw new TypeError("too long");
    return Array.from(value, below);
  }
  // To ask each object would take long.
  if (typeof value.size === "number" && isBlob(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, below(part)]));
}

/** A copy of plain data, with files in it, that throws no more. @param {unknown} value @param {number} [parts] that it may have
 * @returns {{is: any} | undefined} nothing of what is no plain data */
export const plainOf = (value, parts = MANY) => tried(() => ({ is: copyOf(value, { parts }, DEEP) }));

/** The text that an attribute or a link would have of a value. @param {unknown} value @returns {string | undefined} nothing of what has none */
export const textIn = (value) =>
  tried(() => {
    if (value === null || value === undefined || typeof value === "symbol" || typeof value === "function" || Array.isArray(value)) return undefined;
    const text = String(value);
    return typeof value === "object" && text.startsWith("[object ") ? undefined : text;
  });

/** A value in few letters, whatever it is. @param {unknown} value */
export function spelled(value) {
  if (typeof value === "function") return "function";
  if (typeof value !== "object" || value === null) return cut(String(value));
  return cut(tried(() => JSON.stringify(plainOf(value, FEW)?.is)) ?? "{…}");
}

/** A text within a link; halves of letters, which none can hold, are replaced. @param {string} text */
export const inLink = (text) => encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd"));
