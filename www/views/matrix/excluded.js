// Which negatives semi-hard terms leave out: those that are closer than the positive are too hard.
import { alongOf, looksAtColumns, looksAtRows } from "../../model/state.js";

/** @import {LossConfig} from "../../types/run.js" */
/** @typedef {{row: boolean, column: boolean}} Excluding along which lines */

const SEMI_HARD = new Set(["semi-hard", "semi-hard-course"]);

/** @param {LossConfig} loss @returns {Excluding} */
export function excludingOf(loss) {
  if (loss.kind === "softmax") return { row: false, column: false };
  const alongs = loss.terms.map((term, k) => (SEMI_HARD.has(term.negative) ? alongOf(loss, k) : undefined)).filter((along) => along !== undefined);
  return { row: alongs.some(looksAtRows), column: alongs.some(looksAtColumns) };
}

/** Is cell (i, j) too hard for row i, and for column j? @param {Float32Array} s @param {number} size @param {number} i @param {number} j @returns {Excluding} */
export const tooHard = (s, size, i, j) => ({ row: s[i * size + j] > s[i * size + i], column: s[i * size + j] > s[j * size + j] });
