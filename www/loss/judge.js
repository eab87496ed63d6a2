// What the core makes of a loss on a batch. No file of the page decides what a loss looks at, leaves out or pulls at: it is asked here.
import { evaluateLoss, lossTerms, sameSide } from "../../pkg/web/tripletscope.js";
import { memory } from "../ui/memo.js";
import { joined, parted } from "./further.js";

/** @import {LossConfig, LossReport} from "../types/run.js" */
/** @typedef {"row" | "column" | "left" | "right"} Direction */
/** @typedef {import("../../pkg/web/tripletscope.js").TermLooks} TermLooks */

/** S [B, B], and the vectors [2B, H] that it is of, questions 1 first; or the similarities of each side with itself. `further` [B, K]: questions 1 against
 * further texts, which are candidates of the rows.
 * @typedef {{similarity: Float32Array, batchSize: number, vectors?: Float32Array, left?: Float32Array, right?: Float32Array, further?: Float32Array}} Batch */

/** @type {readonly Direction[]} */
export const DIRECTIONS = ["row", "column", "left", "right"];

/** The term that looks along one direction only is called so. @type {Record<Direction, "rows" | "columns" | "left" | "right">} */
export const ALONG = { row: "rows", column: "columns", left: "left", right: "right" };

/** Made once for each object. @template {object} K @template T @param {(key: K) => T} make @returns {(key: K) => T} */
function once(make) {
  /** @type {WeakMap<K, T>} */
  const made = new WeakMap();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

/** Where each term looks; a softmax is one term. @type {(loss: LossConfig) => TermLooks[]} */
export const termsOf = once(lossTerms);

/** Does a term look along the direction? @param {LossConfig} loss @param {number} term @param {Direction} direction */
export const looks = (loss, term, direction) => termsOf(loss)[term].directions.includes(direction);

/** Does any? @param {LossConfig} loss @param {Direction} direction */
export const looksAt = (loss, direction) => termsOf(loss).some(({ directions }) => directions.includes(direction));

/** The directions that any term looks along. @param {LossConfig} loss */
export const directionsOf = (loss) => DIRECTIONS.filter((direction) => looksAt(loss, direction));

/** @type {WeakMap<Float32Array, {left: Float32Array, right: Float32Array}>} */
const sides = new WeakMap();

/** The similarities of each side with itself. @param {Batch} batch @returns {{left: Float32Array, right: Float32Array}} */
export function sidesOf({ similarity, batchSize, vectors, left, right }) {
  if (left && right) return { left, right };
  const known = sides.get(similarity);
  if (known) return known;
  if (!vectors) throw new Error("a batch has its vectors, or the similarities of each side");
  const half = vectors.length / 2;
  const made = { left: sameSide(vectors.subarray(0, half), batchSize), right: sameSide(vectors.subarray(half), batchSize) };
  sides.set(similarity, made);
  return made;
}

/** What a loss makes of a batch; in detail, also what each term leaves out and what each direction gives.
 * @param {Batch} batch @param {LossConfig} loss @param {boolean} [detail] @returns {LossReport} */
export function judge(batch, loss, detail = false) {
  const beside = looksAt(loss, "left") || looksAt(loss, "right") ? sidesOf(batch) : {};
  const { similarity, batchSize, further } = batch;
  if (!further?.length) return evaluateLoss(similarity, batchSize, loss, { ...beside, detail });
  const all = joined(similarity, further, batchSize);
  return besides(evaluateLoss(all, batchSize, loss, { ...beside, detail, further: further.length / batchSize }), batchSize);
}

/** The report with its matrices [B, B], and beside them what stands in the further columns, [B, K]; partners from B on are further texts.
 * @param {import("../../pkg/web/tripletscope.js").LossReport} report @param {number} batchSize @returns {LossReport} */
function besides(report, batchSize) {
  const [gradient, furtherGradient] = parted(report.gradient, batchSize);
  const terms = report.terms.map((term) => {
    const { excluded, rowGradient, columnGradient } = term;
    if (!excluded || !rowGradient || !columnGradient) return term;
    const [own, furtherExcluded] = parted(excluded, batchSize);
    return {
      ...{ ...term, excluded: own, furtherExcluded },
      ...{ rowGradient: parted(rowGradient, batchSize)[0], columnGradient: parted(columnGradient, batchSize)[0] },
    };
  });
  return { ...report, gradient, furtherGradient, terms };
}

/** The same, kept for each matrix until another loss is asked for. @param {boolean} detail @returns {(batch: Batch, loss: LossConfig) => LossReport} */
function kept(detail) {
  /** @type {WeakMap<Float32Array, {loss: LossConfig, report: LossReport}>} */
  const made = new WeakMap();
  return (batch, loss) => {
    const known = made.get(batch.similarity);
    if (known?.loss === loss) return known.report;
    const report = judge(batch, loss, detail);
    made.set(batch.similarity, { loss, report });
    return report;
  };
}

/** What a loss makes of a batch, made once. */
export const judged = kept(false);
/** The same in detail, made once. */
export const detailsOf = kept(true);

const collapse = memory();
/** The loss of a network that gives all texts of a batch the same vector. @param {Batch} batch @param {LossConfig} loss @returns {number} */
export const collapsed = ({ similarity, batchSize, further }, loss) =>
  collapse([loss, batchSize, further?.length], () => {
    const same = similarity.slice().fill(1);
    return judge({ similarity: same, batchSize, left: same, right: same, further: further?.slice().fill(1) }, loss).loss;
  });

/** One term that looks along one direction. @param {import("../../pkg/web/tripletscope.js").Negative} negative @param {Direction} direction @returns {LossConfig} */
export const alone = (negative, direction) => ({
  kind: "triplet",
  reduction: "sum",
  terms: [{ negative, along: ALONG[direction], margin: 0 }],
});

/** The closest candidate of each anchor among the pairs, whatever the loss; none before the first batch. @param {Batch} batch @param {Direction} direction @returns {Int32Array} */
export function closestOf(batch, direction) {
  if (batch.batchSize < 2) return new Int32Array();
  const known = closest.get(batch.similarity) ?? {};
  closest.set(batch.similarity, known);
  known[direction] ??= partnersOf(judge({ ...batch, further: undefined }, alone("hardest", direction)).terms[0], direction);
  return /** @type {Int32Array} */ (known[direction]);
}
/** @type {WeakMap<Float32Array, Partial<Record<Direction, Int32Array>>>} */
const closest = new WeakMap();

/** The partners that a term has found in a direction; none where it does not look. @param {LossReport["terms"][number]} term @param {Direction} direction @returns {Int32Array} */
export const partnersOf = (term, direction) => term[/** @type {const} */ (`${direction}Partner`)] ?? new Int32Array(term.cost.length).fill(-1);

/** The negatives of the first term that picks single ones in a direction. @param {LossReport} report @param {Direction} direction @returns {Int32Array | undefined} */
export const pickedBy = (report, direction) => report.terms.map((term) => partnersOf(term, direction)).find((list) => list.some((k) => k >= 0));
