// The loss in force in general: what is reduced, each cost, and the negatives that it is made of. One formula a line.
import { termsOf } from "../../loss/judge.js";
import { isOneHinge } from "../../loss/traps.js";
import { words } from "../../words/index.js";
import { sharesOf, sumsOf } from "./anchors.js";
import { bracketed, formula, fraction, larger, mistaken, over, plus, row, sub } from "./mathml.js";
import { spellings } from "./negatives.js";
import { networkOf } from "./network.js";
import { gap, nameOf, power, powersOf, sumOf } from "./notations.js";

/** @import {LossConfig, Values} from "../../types/run.js" */
/** @import {Direction, Negative, Notation} from "./notations.js" */
/** @typedef {Extract<LossConfig, {kind: "triplet"}>} Triplet */
/** @typedef {import("./mathml.js").Part} Part */

/** What is a mistake is red where mistakes are marked. @param {{loss: LossConfig, values: Values}} own @param {Notation} notation @param {boolean} marked */
export function generalOf({ loss, values }, notation, marked) {
  const lines = loss.kind === "softmax" ? softmax(loss, notation) : triplet(loss, notation, marked);
  return [...lines, ...networkOf(values, marked)].map((parts) => formula(...parts));
}

/** @param {LossConfig} loss @param {Notation} notation @param {Part[]} costs of one anchor */
const reduced = ({ reduction }, { loss }, costs) => {
  const mean = reduction === "mean" ? [fraction("1", "B")] : [];
  return [loss(), "=", ...mean, over("∑", "i"), costs.length > 1 ? bracketed(plus(...costs)) : costs[0]];
};

/** @param {Triplet} loss @param {Notation} notation @param {boolean} marked @returns {Part[][]} */
function triplet(loss, notation, marked) {
  const { terms } = loss;
  const oneHinge = isOneHinge(loss);
  const same = terms.every((term) => term.margin === terms[0].margin);
  const margin = (/** @type {number} */ k) => (same ? notation.margin : sub(notation.margin, String(k + 1)));
  const costs = terms.map(({ weight = 1 }, k) => row(...(weight === 1 ? [] : [written(weight), "·"]), notation.cost(String(k + 1))));
  const each = terms.map((_, k) => {
    const inside = gap(margin(k), notation.positive(), negativeOf(loss, k, notation));
    return [notation.cost(String(k + 1)), "=", oneHinge ? inside : notation.hinge(inside)];
  });
  const margins = same ? [[notation.margin, "=", written(terms[0].margin)]] : terms.map((term, k) => [margin(k), "=", written(term.margin)]);
  const ends = margins.flatMap((parts, k) => (k === 0 ? parts : [words.comma ? ";" : ",", " ", ...parts]));
  const summands = oneHinge ? [mistaken(notation.hinge(plus(...costs)), marked)] : costs;
  return [reduced(loss, notation, summands), ...each, ...definitions(loss, notation), ends];
}

/** @param {number} x */
const written = (x) => words.decimal(String(Number(x.toPrecision(6))));

/** The negative of anchor i in a term, all directions combined. @param {Triplet} loss @param {number} k @param {Notation} notation */
function negativeOf(loss, k, notation) {
  const { negative, along } = loss.terms[k];
  const { directions } = termsOf(loss)[k];
  const of = (/** @type {Direction} */ direction) =>
    notation.definition ? nameOf(negative, direction) : spellings[negative].formula(notation, direction);
  if (directions.length === 1) return of(directions[0]);
  if (along !== "averaged") return larger(...directions.map(of));
  if (negative !== "mean" || notation.definition) return fraction(plus(...directions.map(of)), "2");
  return fraction(plus(...directions.map((direction) => sumOf(notation, direction))), row("2", "B", "−", "2"));
}

/** A line for each name that the costs use, and one for the positive. @param {Triplet} loss @param {Notation} notation @returns {Part[][]} */
function definitions(loss, notation) {
  if (!notation.definition) return [];
  const used = loss.terms.flatMap(({ negative }, k) => termsOf(loss)[k].directions.map((direction) => `${negative} ${direction}`));
  const lines = [...new Set(used)].map((name) => {
    const [negative, direction] = /** @type {[Negative, Direction]} */ (name.split(" "));
    return [nameOf(negative, direction), "=", spellings[negative].formula(notation, direction)];
  });
  return [...lines, [notation.positive(), "=", notation.definition()]];
}

/** @param {Extract<LossConfig, {kind: "softmax"}>} loss @param {Notation} notation @returns {Part[][]} */
function softmax(loss, notation) {
  const sums = sumsOf(loss).map((sum) => ({ ...termsOf(sum)[0], named: notation.cost(`\u00a0${words.formula.sums[sum.along]}`) }));
  const lines = sums.map(({ directions, named }) => {
    return [named, "=", "−", "ln", fraction(power(notation.positive()), powersOf(notation, directions))];
  });
  const shares = sharesOf(loss);
  const both = shares.even ? [fraction("1", "2"), bracketed(plus(...sums.map(({ named }) => named)))] : weighted(shares, sums);
  const costs = sums.length > 1 ? [row(...both)] : [sums[0].named];
  return [reduced(loss, notation, costs), ...lines, ["λ", "=", written(loss.scale)]];
}

/** @param {{rows: number, columns: number}} shares @param {{named: Part}[]} sums */
const weighted = (shares, [rows, columns]) => [plus(row(written(shares.rows), "·", rows.named), row(written(shares.columns), "·", columns.named))];
