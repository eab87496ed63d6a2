// Doing again only what something has changed for.

/** What of the state only single views draw: the others ignore it. @type {readonly ["quantity", "threshold", "answer", "explanation", "ghost", "mapped"]} */
export const ASIDE = ["quantity", "threshold", "answer", "explanation", "ghost", "mapped"];

/** Gives back what it computed last, until one of `of` is another. */
export function memory() {
  /** @type {{of: readonly unknown[], value: any} | undefined} */
  let last;
  return /** @template T @param {readonly unknown[]} of @param {() => T} compute @returns {T} */ (of, compute) => {
    if (!last || !same(last.of, of)) last = { of, value: compute() };
    return last.value;
  };
}

/** @param {readonly unknown[]} a @param {readonly unknown[]} b */
export const same = (a, b) => a.length === b.length && a.every((value, k) => Object.is(value, b[k]));
