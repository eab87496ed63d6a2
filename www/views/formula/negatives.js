// How each kind of negative is written: as a formula, and in code. The only file of the front end that lists the kinds.
import { cases, fraction, over, row } from "./mathml.js";
import { sumOf } from "./notations.js";

/** @import {Words} from "./dialects.js" */
/** @import {Part} from "./mathml.js" */
/** @import {Direction, Negative, Notation} from "./notations.js" */

/**
 * @typedef {object} Spelling
 * @property {(notation: Notation, direction: Direction) => Part} formula of anchor i
 * @property {(words: Words) => string} code of each line of m, whose positives are p; −∞ where there is none
 * @property {boolean} [mayLack] an anchor may have no negative of this kind
 */

/** @param {Notation} notation @param {Direction} direction */
const cellOf = ({ similarity }, direction) => similarity(direction, "j");

/** @type {Record<Negative, Spelling>} */
export const spellings = {
  mean: {
    formula: (notation, direction) => fraction(sumOf(notation, direction), row("B", "−", "1")),
    code: ({ sum, where, count }) => `${sum(where("others", "m", "0.0"))} / ${count}`,
  },
  hardest: {
    formula: (notation, direction) => row(over("max", "j", "≠", "i"), cellOf(notation, direction)),
    code: ({ max, where, nothing }) => max(where("others", "m", nothing)),
  },
  "semi-hard": {
    formula: (notation, direction) => {
      const below = [cellOf(notation, direction), "≤", notation.positive()];
      return row(over("max", "j", "≠", "i", ",", " ", ...below), cellOf(notation, direction));
    },
    code: ({ max, where, nothing }) => max(where("others & (m <= p[:, None])", "m", nothing)),
    mayLack: true,
  },
  "semi-hard-course": {
    formula: (notation, direction) => {
      const [cell, p] = [() => cellOf(notation, direction), notation.positive];
      const lowered = row(cell(), "−", "2", ",");
      return row(
        over("max", "j"),
        cases([row("−2", ","), row("j", "=", "i")], [row(cell(), ","), row(cell(), "≤", p())], [lowered, row(cell(), ">", p())]),
      );
    },
    code: ({ max, where }) => max(where("others", where("m > p[:, None]", "m - 2.0", "m"), "-2.0")),
  },
};
