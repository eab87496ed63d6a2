// Lines of S, and which of their cells may be an anchor's negative.

/** @typedef {import("../../../pkg/web/tripletscope.js").Negative} Negative */
/** @typedef {"row" | "column"} Direction */

/** @param {Float32Array} matrix [B, B] @param {number} size @param {number} i @param {Direction} direction */
export const lineOf = (matrix, size, i, direction) =>
  Float32Array.from({ length: size }, (_, k) => (direction === "row" ? matrix[i * size + k] : matrix[k * size + i]));

/** All but the positive; the semi-hard ones only those that are not closer than the positive. @param {Float32Array} line @param {number} i @param {Negative} negative */
export function candidatesOf(line, i, negative) {
  const anyCloseness = negative === "mean" || negative === "hardest";
  return Array.from(line, (s, k) => k !== i && (anyCloseness || s <= line[i]));
}

/** The largest cell that may be chosen, −1 where none may. @param {Float32Array} line @param {boolean[]} candidates */
export const closestOf = (line, candidates) => candidates.reduce((best, may, k) => (may && (best < 0 || line[k] > line[best]) ? k : best), -1);
