// The loss in force in general: what is reduced, each cost, and the negatives that it is made of. One formula a line.
import { words } from "../../words/index.js";
import { bracketed, cases, formula, fraction, larger, over, plus, row, sub, sup } from "./mathml.js";
import { nameOf, sumOf } from "./notations.js";

/** @import {LossConfig} from "../../types/run.js" */
/** @import {Direction, Negative, Notation} from "./notations.js" */
/** @typedef {import("../../../pkg/web/tripletscope.js").Term} Term */
/** @typedef {import("./mathml.js").Part} Part */

const ROW = /** @type {const} */ ("row");
const COLUMN = /** @type {const} */ ("column");

/** @param {LossConfig} loss @param {Notation} notation */
export function generalOf(loss, notation) {
  const lines = loss.kind === "softmax" ? softmax(loss, notation) : triplet(loss, notation);
  return lines.map((parts) => formula(...parts));
}

/** @param {LossConfig} loss @param {Notation} notation @param {Part[]} costs of one anchor */
const reduced = ({ reduction }, { loss }, costs) => {
  const mean = reduction === "mean" ? [fraction("1", "B")] : [];
  return [loss(), "=", ...mean, over("∑", "i"), costs.length > 1 ? bracketed(plus(...costs)) : costs[0]];
};

/** @param {Extract<LossConfig, {kind: "triplet"}>} loss @param {Notation} notation @returns {Part[][]} */
function triplet(loss, notation) {
  const { terms } = loss;
  const same = terms.every((term) => term.margin === terms[0].margin);
  const margin = (/** @type {number} */ k) => (same ? notation.margin : sub(notation.margin, String(k + 1)));
  const costs = terms.map(({ weight = 1 }, k) => row(...(weight === 1 ? [] : [written(weight), "·"]), notation.cost(String(k + 1))));
  const each = terms.map((term, k) => [
    notation.cost(String(k + 1)),
    "=",
    notation.hinge(margin(k), notation.positive(), negativeOf(term, notation)),
  ]);
  const margins = same ? [[notation.margin, "=", written(terms[0].margin)]] : terms.map((term, k) => [margin(k), "=", written(term.margin)]);
  const ends = margins.flatMap((parts, k) => (k === 0 ? parts : [",", " ", ...parts]));
  return [reduced(loss, notation, costs), ...each, ...definitions(terms, notation), ends];
}

/** @param {number} x */
const written = (x) => String(Number(x.toPrecision(6)));

/** The negative of anchor i in a term, both directions combined. @param {Term} term @param {Notation} notation */
function negativeOf({ negative, along }, notation) {
  const of = (/** @type {Direction} */ direction) =>
    notation.definition ? nameOf(negative, direction) : definitionOf(negative, direction, notation);
  if (along === "rows") return of(ROW);
  if (along === "columns") return of(COLUMN);
  if (along === "harder") return larger(of(ROW), of(COLUMN));
  if (negative === "mean" && !notation.definition) return fraction(plus(sumOf(notation, ROW), sumOf(notation, COLUMN)), row("2", "B", "−", "2"));
  return fraction(plus(of(ROW), of(COLUMN)), "2");
}

/** A line for each name that the costs use, and one for the positive. @param {Term[]} terms @param {Notation} notation @returns {Part[][]} */
function definitions(terms, notation) {
  if (!notation.definition) return [];
  const used = terms.flatMap(({ negative, along }) => {
    const directions = along === "rows" ? [ROW] : along === "columns" ? [COLUMN] : [ROW, COLUMN];
    return directions.map((direction) => `${negative} ${direction}`);
  });
  const lines = [...new Set(used)].map((name) => {
    const [negative, direction] = /** @type {[Negative, Direction]} */ (name.split(" "));
    return [nameOf(negative, direction), "=", definitionOf(negative, direction, notation)];
  });
  return [...lines, [notation.positive(), "=", notation.definition()]];
}

/** @param {Negative} negative @param {Direction} direction @param {Notation} notation @returns {Part} */
function definitionOf(negative, direction, notation) {
  const cell = () => notation.similarity(direction, "j");
  const p = notation.positive;
  switch (negative) {
    case "mean":
      return fraction(sumOf(notation, direction), row("B", "−", "1"));
    case "hardest":
      return row(over("max", "j", "≠", "i"), cell());
    case "semi-hard":
      return row(over("max", "j", "≠", "i", ",", " ", cell(), "≤", p()), cell());
    case "semi-hard-course":
      return row(
        over("max", "j"),
        cases([row("−2", ","), row("j", "=", "i")], [row(cell(), ","), row(cell(), "≤", p())], [row(cell(), "−", "2", ","), row(cell(), ">", p())]),
      );
  }
}

/** @param {Extract<LossConfig, {kind: "softmax"}>} loss @param {Notation} notation @returns {Part[][]} */
function softmax(loss, notation) {
  const directions = loss.along === "rows" ? [ROW] : loss.along === "columns" ? [COLUMN] : [ROW, COLUMN];
  const named = (/** @type {Direction} */ direction) => notation.cost(`\u00a0${words.formula.direction[direction]}`);
  const half = directions.length > 1 ? [fraction("1", "2")] : [];
  const lines = directions.map((direction) => {
    const power = (/** @type {Part} */ x) => sup("e", "λ", " ", x);
    const ratio = fraction(power(notation.positive()), row(over("∑", "j"), power(notation.similarity(direction, "j"))));
    return [named(direction), "=", "−", "ln", ratio];
  });
  const costs = half.length > 0 ? [row(...half, bracketed(plus(...directions.map(named))))] : directions.map(named);
  return [reduced(loss, notation, costs), ...lines, ["λ", "=", written(loss.scale)]];
}
