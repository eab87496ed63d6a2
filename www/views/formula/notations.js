// How the course and the thread write the same things. Each notation gives the parts that `general.js` and `anchors.js` put together.
import { bracketed, coloured, larger, over, plus, row, sub, subsup, sup, word } from "./mathml.js";

/** @typedef {import("./mathml.js").Part} Part */
/** @typedef {import("../../loss/judge.js").Direction} Direction */
/** @typedef {import("../../../pkg/web/tripletscope.js").Negative} Negative */

/**
 * @typedef {object} Notation
 * @property {() => Part} loss
 * @property {string} margin
 * @property {(name: string) => Part} cost of anchor i
 * @property {() => Part} positive
 * @property {(direction: Direction, other: string) => Part} similarity of anchor i and another pair's question
 * @property {(inside: Part) => Part} hinge
 * @property {() => Part} [definition] of the positive, where it and the negatives are names that have lines of their own
 */

/** Of two questions: their pairs, and whether they are question 1 or 2. @param {string} i @param {string} j @param {string} first @param {string} second */
const cosine = (i, j, first = "1", second = "2") => row("s", bracketed(subsup("v", i, first), ",", subsup("v", j, second)));
/** The colour of an anchor: that of rows for question 1, that of columns for question 2. @param {Direction} direction */
export const signOf = (direction) => (direction === "row" || direction === "left" ? "row" : "column");

/** @type {Record<Direction, (other: string) => Part>} */
const cosines = {
  row: (other) => cosine("i", other),
  column: (other) => cosine(other, "i"),
  left: (other) => cosine("i", other, "1", "1"),
  right: (other) => cosine("i", other, "2", "2"),
};
/** @type {Record<Direction, (other: string) => [string, string, string]>} */
const cells = {
  row: (other) => ["S", "i", other],
  column: (other) => ["S", other, "i"],
  left: (other) => ["A", "i", other],
  right: (other) => ["C", "i", other],
};
/** In the names of negatives. */
const SHORT = { row: "row", column: "col", left: "left", right: "right" };

/** @type {Record<"course" | "thread", Notation>} */
export const notations = {
  course: {
    loss: () => "ℒ",
    margin: "α",
    cost: (name) => sub(word(`cost${name}`), "i"),
    positive: () => row("s", bracketed(sub("A", "i"), ",", sub("P", "i"))),
    similarity: (direction, other) => coloured(signOf(direction), cosines[direction](other)),
    hinge: (inside) => larger(inside, "0"),
    definition: () => cosine("i", "i"),
  },
  thread: {
    loss: () => word("Cost"),
    margin: "m",
    cost: (name) => sub(word(`Cost${name}`), "i"),
    positive: () => sub("S", "i", "i"),
    similarity: (direction, other) => coloured(signOf(direction), sub(...cells[direction](other))),
    hinge: (inside) => sub(row("[", inside, "]"), "+"),
  },
};

/** What a hinge is of. @param {Part} margin @param {Part} positive @param {Part} negative */
export const gap = (margin, positive, negative) => row(margin, "−", positive, "+", negative);

/** What the course calls a negative. @param {Negative} negative @param {Direction} direction */
export const nameOf = (negative, direction) =>
  subsup(word(negative === "mean" ? "mean_neg" : "closest_neg"), "i", coloured(signOf(direction), word(SHORT[direction])));

/** The others' sum. @param {Notation} notation @param {Direction} direction */
export const sumOf = ({ similarity }, direction) => row(over("∑", "j", "≠", "i"), similarity(direction, "j"));

/** e to the scaled similarity x. @param {Part} x */
export const power = (x) => sup("e", "λ", " ", x);

/** What a softmax's sum is over: S_ii stands in row and column; where there is neither, it is added once. @param {Notation} notation @param {readonly Direction[]} directions */
export function powersOf(notation, directions) {
  const across = (/** @type {Direction} */ direction) => direction === "row" || direction === "column";
  const sums = directions.map((direction) =>
    row(over("∑", "j", ...(across(direction) ? [] : ["≠", "i"])), power(notation.similarity(direction, "j"))),
  );
  const all = directions.some(across) ? sums : [power(notation.positive()), ...sums];
  return all.length > 1 ? plus(...all) : all[0];
}
