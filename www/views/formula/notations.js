// How the course and the thread write the same things. Each notation gives the parts that `general.js` and `anchors.js` put together.
import { bracketed, coloured, larger, over, row, sub, subsup, word } from "./mathml.js";

/** @typedef {import("./mathml.js").Part} Part */
/** @typedef {"row" | "column"} Direction */
/** @typedef {import("../../../pkg/web/tripletscope.js").Negative} Negative */

/**
 * @typedef {object} Notation
 * @property {() => Part} loss
 * @property {string} margin
 * @property {(name: string) => Part} cost of anchor i
 * @property {() => Part} positive
 * @property {(direction: Direction, other: string) => Part} similarity of anchor i and another pair's question
 * @property {(margin: Part, positive: Part, negative: Part) => Part} hinge
 * @property {() => Part} [definition] of the positive, where it and the negatives are names that have lines of their own
 */

/** Of question 1 of a pair and question 2 of another. @param {string} i @param {string} j */
const cosine = (i, j) => row("s", bracketed(subsup("v", i, "1"), ",", subsup("v", j, "2")));

/** @type {Record<"course" | "thread", Notation>} */
export const notations = {
  course: {
    loss: () => "ℒ",
    margin: "α",
    cost: (name) => sub(word(`cost${name}`), "i"),
    positive: () => row("s", bracketed(sub("A", "i"), ",", sub("P", "i"))),
    similarity: (direction, other) => coloured(direction, direction === "row" ? cosine("i", other) : cosine(other, "i")),
    hinge: (margin, positive, negative) => larger(row(margin, "−", positive, "+", negative), "0"),
    definition: () => cosine("i", "i"),
  },
  thread: {
    loss: () => word("Cost"),
    margin: "m",
    cost: (name) => sub(word(`Cost${name}`), "i"),
    positive: () => sub("S", "i", "i"),
    similarity: (direction, other) => coloured(direction, sub("S", ...(direction === "row" ? ["i", other] : [other, "i"]))),
    hinge: (margin, positive, negative) => sub(row("[", margin, "−", positive, "+", negative, "]"), "+"),
  },
};

/** What the course calls a negative. @param {Negative} negative @param {Direction} direction */
export const nameOf = (negative, direction) =>
  subsup(word(negative === "mean" ? "mean_neg" : "closest_neg"), "i", coloured(direction, word(direction === "row" ? "row" : "col")));

/** The others' sum. @param {Notation} notation @param {Direction} direction */
export const sumOf = ({ similarity }, direction) => row(over("∑", "j", "≠", "i"), similarity(direction, "j"));
