// The gradient as the sum of its parts: what the mean and what the closest negatives add to it in each direction, as the core reports it.
import { ALONG, DIRECTIONS, detailsOf, termsOf } from "../../loss/judge.js";

/** @import {LossConfig} from "../../types/run.js" */
/** @import {Batch, Direction} from "../../loss/judge.js" */
/** @typedef {import("../../../pkg/web/tripletscope.js").Term} Term */
/** @typedef {"mean" | "closest" | "softmax"} Kind */
/** `along`: of dL/dS for rows and columns, of the derivatives by A and C for left and right.
 * @typedef {{kind: Kind, along: "rows" | "columns" | "left" | "right", gradient: Float32Array}} Part */

/** Where a term's gradient of a direction stands, and which directions add to it: the pull at a positive is told with its anchor's row or column. */
const FIELDS = /** @type {const} */ ({
  row: ["rowGradient", ["row", "left"]],
  column: ["columnGradient", ["column", "right"]],
  left: ["leftGradient", ["left"]],
  right: ["rightGradient", ["right"]],
});

/** @param {Term} term @returns {Kind} */
export const kindOf = (term) => (term.negative === "mean" ? "mean" : "closest");

/** The parts that the loss has: those along rows and columns add up to dL/dS but for rounding, those of left to dL/dA, those of right to dL/dC.
 * @param {Batch} batch @param {LossConfig} loss @returns {Part[]} */
export function partsOf(batch, loss) {
  const { terms } = detailsOf(batch, loss);
  const kinds = loss.kind === "softmax" ? [/** @type {Kind} */ ("softmax")] : loss.terms.map(kindOf);
  return /** @type {const} */ (["mean", "closest", "softmax"]).flatMap((kind) =>
    DIRECTIONS.flatMap((direction) => {
      const [field, adding] = FIELDS[direction];
      const adds = (/** @type {number} */ k) => kinds[k] === kind && termsOf(loss)[k].directions.some((own) => includes(adding, own));
      const gradients = terms.flatMap((term, k) => (adds(k) ? (term[field] ?? []) : []));
      return gradients.length > 0 ? [{ kind, along: ALONG[direction], gradient: sum(gradients) }] : [];
    }),
  );
}

/** @param {readonly Direction[]} list @param {Direction} direction */
const includes = (list, direction) => list.includes(direction);

/** @param {Float32Array[]} gradients */
function sum([first, ...others]) {
  return others.length === 0 ? first : first.map((g, k) => others.reduce((total, other) => total + other[k], g));
}
