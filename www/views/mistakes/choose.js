// Which held-out pairs are listed, and in which order.

/** @import {HeldOutPairs} from "../../types/run.js" */

/** One held-out pair. `beyond`: how far it lies on the wrong side of the threshold; below 0 on the right one. `index` counts as the cosines do.
 * @typedef {{index: number, line: number, left: string, right: string, duplicate: boolean, cosine: number, beyond: number}} Pair */
/** @typedef {keyof typeof FILTERS} Filter */
/** @typedef {"line" | "left" | "right" | "label" | "cosine" | "beyond"} Column */
/** @typedef {{filter: Filter, search: string, sort: Column, descending: boolean}} Choice */

/** So close to the threshold is near it. */
export const NEAR = 0.05;

const FILTERS = {
  all: () => true,
  mistakes: (/** @type {Pair} */ pair) => isWrong(pair),
  falsePositives: (/** @type {Pair} */ pair) => isWrong(pair) && !pair.duplicate,
  falseNegatives: (/** @type {Pair} */ pair) => isWrong(pair) && pair.duplicate,
  near: (/** @type {Pair} */ { beyond }) => Math.abs(beyond) <= NEAR,
};
export const filters = /** @type {Filter[]} */ (Object.keys(FILTERS));

/** A cosine above the threshold is called a duplicate. @param {Pair} pair */
export const isWrong = ({ duplicate, beyond }) => (duplicate ? beyond >= 0 : beyond > 0);

/** @param {HeldOutPairs} pairs @param {Float32Array} cosines in the same order @param {number} threshold @returns {Pair[]} */
export const pairsOf = ({ left, right, label, line }, cosines, threshold) =>
  Array.from(cosines, (cosine, index) => {
    const duplicate = label[index] === 1;
    const beyond = duplicate ? threshold - cosine : cosine - threshold;
    return { index, line: line[index], left: left[index], right: right[index], duplicate, cosine, beyond };
  });

/** What a column is sorted by; without a file there are no lines, and pairs have their numbers. @type {Record<Column, (pair: Pair) => number | string>} */
const KEYS = {
  line: ({ line, index }) => line || index,
  left: ({ left }) => left,
  right: ({ right }) => right,
  label: ({ duplicate }) => Number(duplicate),
  cosine: ({ cosine }) => cosine,
  beyond: ({ beyond }) => beyond,
};
const collator = new Intl.Collator();

/** @param {readonly Pair[]} pairs @param {Choice} choice */
export function chosen(pairs, { filter, search, sort, descending }) {
  const wanted = search.trim().toLocaleLowerCase();
  const holds = (/** @type {Pair} */ { left, right }) =>
    wanted === "" || left.toLocaleLowerCase().includes(wanted) || right.toLocaleLowerCase().includes(wanted);
  const key = KEYS[sort];
  const way = descending ? -1 : 1;
  return pairs
    .filter((pair) => FILTERS[filter](pair) && holds(pair))
    .map((pair) => ({ pair, key: key(pair) }))
    .sort((a, b) => way * compared(a.key, b.key) || a.pair.index - b.pair.index)
    .map(({ pair }) => pair);
}

/** @param {number | string} a @param {number | string} b */
const compared = (a, b) => (typeof a === "string" ? collator.compare(a, String(b)) : a - Number(b));
