// The selected anchors' own numbers: what each term reads off the matrix for the row, the column or the pair that is looked at.
import { evaluateLoss } from "../../../pkg/web/tripletscope.js";

/** @import {State} from "../../model/state.js" */
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
 * @property {number} row its negative by row; NaN where the term has none
 * @property {number} column its negative by column; NaN where the term has none
 * @property {number} negative both combined; NaN where there is no candidate
 * @property {number} cost after the weight
 */

/** Rows are looked at where the row is selected, columns where the column is, pairs at both. @param {Term["along"]} along @param {State["selection"]} selection */
function anchorsOf(along, { row, column }) {
  if (along === "rows") return [row];
  if (along === "columns") return [column];
  return row === column ? [row] : [row, column];
}

/** @param {State} state @param {Triplet} loss @returns {Hinge[]} */
export function hingesOf({ similarity, batchSize, selection }, loss) {
  const judged = evaluateLoss(similarity, batchSize, loss).terms;
  const apart = (/** @type {"rows" | "columns"} */ along) =>
    evaluateLoss(similarity, batchSize, { ...loss, terms: loss.terms.map((term) => ({ ...term, along })) }).terms;
  const combined = loss.terms.some(({ along }) => along === "averaged" || along === "harder");
  const [rows, columns] = combined ? [apart("rows"), apart("columns")] : [judged, judged];
  return loss.terms.flatMap((term, k) =>
    anchorsOf(term.along, selection).map((anchor) => ({
      k,
      term,
      anchor,
      positive: similarity[anchor * batchSize + anchor],
      row: term.along === "columns" ? Number.NaN : rows[k].negative[anchor],
      column: term.along === "rows" ? Number.NaN : columns[k].negative[anchor],
      negative: judged[k].negative[anchor],
      cost: judged[k].cost[anchor],
    })),
  );
}

/**
 * One direction of a softmax at one anchor: cost = total − scale · positive.
 * @typedef {{direction: "row" | "column", anchor: number, positive: number, total: number}} CrossEntropy total: ln Σ exp(scale · S)
 */

/** @param {State} state @param {Softmax} loss @returns {CrossEntropy[]} */
export function crossEntropiesOf({ similarity, batchSize, selection }, { along, scale }) {
  const directions = /** @type {const} */ (["row", "column"]).filter((direction) => along === "averaged" || along === `${direction}s`);
  return directions.map((direction) => {
    const anchor = selection[direction];
    const [start, stride] = direction === "row" ? [anchor * batchSize, 1] : [anchor, batchSize];
    const line = Array.from({ length: batchSize }, (_, k) => scale * similarity[start + k * stride]);
    const top = Math.max(...line);
    const total = top + Math.log(line.reduce((sum, x) => sum + Math.exp(x - top), 0));
    return { direction, anchor, positive: similarity[anchor * batchSize + anchor], total };
  });
}
