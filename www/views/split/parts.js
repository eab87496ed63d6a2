// dL/dS as the sum of its parts: what the mean and what the closest negatives add to it, along the rows and along the columns.

/** @import {LossConfig, LossReport} from "../../types/run.js" */
/** @typedef {import("../../../pkg/web/tripletscope.js").Term} Term */
/** @typedef {"rows" | "columns"} Direction */
/** @typedef {"mean" | "closest" | "softmax"} Kind */
/** @typedef {{kind: Kind, along: Direction, gradient: Float32Array}} Part */
/** @typedef {(similarity: Float32Array, size: number, loss: LossConfig) => LossReport} Evaluate */

/** @type {readonly Direction[]} */
const DIRECTIONS = ["rows", "columns"];
/** @param {Term} term @returns {Kind} */
export const kindOf = (term) => (term.negative === "mean" ? "mean" : "closest");

/**
 * The parts that the loss has; their sum is its gradient, but for rounding.
 * @param {Evaluate} evaluate
 * @param {Float32Array} similarity [B, B]
 * @param {number} size B
 * @param {LossConfig} loss
 * @returns {Part[]}
 */
export function partsOf(evaluate, similarity, size, loss) {
  if (loss.kind === "softmax") return softmaxParts(evaluate, similarity, size, loss);
  const alone = (/** @type {Term[]} */ terms) => evaluate(similarity, size, { ...loss, terms });
  return /** @type {const} */ (["mean", "closest"]).flatMap((kind) => {
    const terms = loss.terms.filter((term) => kindOf(term) === kind);
    const joint = terms.filter(({ along }) => along === "averaged" || along === "harder");
    const shares = joint.map((term) => sharesOf(alone, term, size, loss.reduction === "mean" ? 1 / size : 1));
    return DIRECTIONS.flatMap((along) => {
      const own = terms.filter((term) => term.along === along);
      const gradients = [...(own.length > 0 ? [alone(own).gradient] : []), ...shares.map((share) => share[along])];
      return gradients.length > 0 ? [{ kind, along, gradient: sum(gradients) }] : [];
    });
  });
}

/** @param {Evaluate} evaluate @param {Float32Array} similarity @param {number} size @param {Extract<LossConfig, {kind: "softmax"}>} loss @returns {Part[]} */
function softmaxParts(evaluate, similarity, size, loss) {
  const share = loss.along === "averaged" ? 0.5 : 1;
  return DIRECTIONS.filter((along) => loss.along === "averaged" || loss.along === along).map((along) => {
    const { gradient } = evaluate(similarity, size, { ...loss, along });
    return { kind: "softmax", along, gradient: gradient.map((g) => share * g) };
  });
}

/** What a term that looks along both directions pulls at the row's and at the column's negative. The pull at the positive is shared in the same ratio.
 * @param {(terms: Term[]) => LossReport} alone @param {Term} term @param {number} size @param {number} factor of the reduction */
function sharesOf(alone, term, size, factor) {
  const [{ cost }, rows, columns] = alone([term, { ...term, along: "rows" }, { ...term, along: "columns" }]).terms;
  const shares = { rows: new Float32Array(size * size), columns: new Float32Array(size * size) };
  const pull = (term.weight ?? 1) * factor;
  const mean = term.negative === "mean";
  for (let i = 0; i < size; i++) {
    if (cost[i] === 0) continue;
    const row = rowShare(term, rows.negative[i], columns.negative[i]);
    push(shares.rows, { start: i * size, step: 1, i, size }, mean, rows.rowPartner[i], pull * row);
    push(shares.columns, { start: i, step: size, i, size }, mean, columns.columnPartner[i], pull * (1 - row));
  }
  return shares;
}

/** The row's share in the negative; a direction without a candidate is NaN, and of two equal ones the row's is the harder. @param {Term} term @param {number} row @param {number} column */
function rowShare({ along }, row, column) {
  if (Number.isNaN(row) || Number.isNaN(column)) return Number.isNaN(row) ? 0 : 1;
  if (along === "averaged") return 0.5;
  return column > row ? 0 : 1;
}

/** Along one line of S: down at the positive, up at the negative or at all of them. @param {Float32Array} gradient
 * @param {{start: number, step: number, i: number, size: number}} line @param {boolean} mean @param {number} partner @param {number} pull */
function push(gradient, { start, step, i, size }, mean, partner, pull) {
  gradient[start + i * step] -= pull;
  if (!mean && partner >= 0) gradient[start + partner * step] += pull;
  for (let j = 0; mean && j < size; j++) if (j !== i) gradient[start + j * step] += pull / (size - 1);
}

/** @param {Float32Array[]} gradients */
function sum([first, ...others]) {
  return others.length === 0 ? first : first.map((g, k) => others.reduce((total, other) => total + other[k], g));
}
