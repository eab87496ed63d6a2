// How each kind of negative is written: as a formula, in NumPy and in TensorFlow. The only file of the front end that lists the kinds.
import { cases, fraction, over, row } from "./mathml.js";
import { sumOf } from "./notations.js";

/** @import {Part} from "./mathml.js" */
/** @import {Direction, Negative, Notation} from "./notations.js" */

/**
 * @typedef {object} Spelling
 * @property {(notation: Notation, direction: Direction) => Part} formula of anchor i
 * @property {string} numpy of each line of m, whose positives are p; −∞ where there is none
 * @property {string} tensorflow the same
 * @property {boolean} [mayLack] an anchor may have no negative of this kind
 */

/** @param {Notation} notation @param {Direction} direction */
const cellOf = ({ similarity }, direction) => similarity(direction, "j");

/** @type {Record<Negative, Spelling>} */
export const spellings = {
  mean: {
    formula: (notation, direction) => fraction(sumOf(notation, direction), row("B", "−", "1")),
    numpy: "np.where(others, m, 0.0).sum(axis=1) / (len(m) - 1)",
    tensorflow: "tf.reduce_sum(tf.where(others, m, 0.0), axis=1) / tf.cast(tf.shape(m)[0] - 1, m.dtype)",
  },
  hardest: {
    formula: (notation, direction) => row(over("max", "j", "≠", "i"), cellOf(notation, direction)),
    numpy: "np.where(others, m, -np.inf).max(axis=1)",
    tensorflow: 'tf.reduce_max(tf.where(others, m, float("-inf")), axis=1)',
  },
  "semi-hard": {
    formula: (notation, direction) => {
      const below = [cellOf(notation, direction), "≤", notation.positive()];
      return row(over("max", "j", "≠", "i", ",", " ", ...below), cellOf(notation, direction));
    },
    numpy: "np.where(others & (m <= p[:, None]), m, -np.inf).max(axis=1)",
    tensorflow: 'tf.reduce_max(tf.where(others & (m <= p[:, None]), m, float("-inf")), axis=1)',
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
    numpy: "np.where(others, np.where(m > p[:, None], m - 2.0, m), -2.0).max(axis=1)",
    tensorflow: "tf.reduce_max(tf.where(others, tf.where(m > p[:, None], m - 2.0, m), -2.0), axis=1)",
  },
};
