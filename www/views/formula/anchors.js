// The selected anchors' own numbers: what each term reads off the matrices for the selected row, column or pair.
import { ALONG, alone, directionsOf, judge, termsOf } from "../../loss/judge.js";
import { isOneHinge } from "../../loss/traps.js";
import { settingOf } from "../../model/settings.js";

/** @import {State} from "../../model/state.js" */
/** @import {Direction} from "../../loss/judge.js" */
/** @typedef {import("../../../pkg/web/tripletscope.js").Term} Term */
/** @typedef {Extract<import("../../types/run.js").LossConfig, {kind: "triplet"}>} Triplet */
/** @typedef {Extract<import("../../types/run.js").LossConfig, {kind: "softmax"}>} Softmax */

/**
 * One term at one anchor.
 * @typedef {object} Hinge
 * @property {number} k the term's index
 * @property {Term} term
 * @property {number} anchor
 * @property {number} positive
 * @property {[Direction, number][]} negatives in the directions that have one
 * @property {number} negative all combined; NaN where there is no candidate
 * @property {number} cost after the weight
 */

/** Question 1 of the selected row and question 2 of the selected column: those that a term has as anchors. @param {readonly Direction[]} directions @param {State["selection"]} selection */
function anchorsOf(directions, { row, column }) {
  const anchors = directions.map((direction) => (direction === "row" || direction === "left" ? row : column));
  return [...new Set(anchors)];
}

/** @param {State} state @param {Triplet} loss @returns {Hinge[]} */
export function hingesOf(state, loss) {
  const judged = judge(state, loss).terms;
  // One hinge over all terms is of both questions of a pair: each of its anchors is in every term.
  const together = isOneHinge(loss) ? anchorsOf(directionsOf(loss), state.selection) : undefined;
  return loss.terms.flatMap((term, k) => {
    const { directions } = termsOf(loss)[k];
    const each = directions.map((direction) => {
      const { negative } = directions.length > 1 ? judge(state, alone(term.negative, direction)).terms[0] : judged[k];
      return { direction, negative };
    });
    return (together ?? anchorsOf(directions, state.selection)).map((anchor) => ({
      k,
      term,
      anchor,
      positive: state.similarity[anchor * (state.batchSize + 1)],
      negatives: each.flatMap(({ direction, negative }) =>
        Number.isNaN(negative[anchor]) ? [] : [/** @type {[Direction, number]} */ ([direction, negative[anchor]])],
      ),
      negative: judged[k].negative[anchor],
      cost: judged[k].cost[anchor],
    }));
  });
}

/**
 * One sum of a softmax at one anchor: cost = total − scale · positive.
 * @typedef {{along: Softmax["along"], directions: readonly Direction[], anchor: number, positive: number, total: number, cost: number}} CrossEntropy
 * total: ln Σ exp(scale · S)
 */

/** @param {State} state @param {Softmax} loss @returns {CrossEntropy[]} */
export function crossEntropiesOf(state, loss) {
  return sumsOf(loss).flatMap((sum) => {
    const [{ directions }] = termsOf(sum);
    const [{ cost }] = judge(state, sum).terms;
    return anchorsOf(directions, state.selection).map((anchor) => {
      const positive = state.similarity[anchor * (state.batchSize + 1)];
      return { along: sum.along, directions, anchor, positive, total: cost[anchor] + loss.scale * positive, cost: cost[anchor] };
    });
  });
}

/** The weights of the rows and of the columns, and whether they count alike. @param {Softmax} loss */
export function sharesOf({ balance }) {
  const even = Number(settingOf("loss.balance").default);
  const rows = balance ?? even;
  return { rows, columns: Number((1 - rows).toPrecision(6)), even: rows === even };
}

/** A softmax that is averaged is two sums, every other one is one. @param {Softmax} loss @returns {Softmax[]} */
export function sumsOf(loss) {
  const { balance: _, ...sum } = loss;
  return loss.along === "averaged" ? termsOf(loss)[0].directions.map((direction) => ({ ...sum, along: ALONG[direction] })) : [loss];
}
