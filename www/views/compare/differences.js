// How runs side by side compare at one step: their numbers, and the differences of two matrices cell by cell.

import { sameLoss } from "../../loss/form.js";
import { judge } from "../../loss/judge.js";
import { comparable } from "../../model/measured.js";

/** @import {Run} from "../../model/state.js" */
/** @import {Evaluation, LossConfig} from "../../types/run.js" */

/** S and dL/dS of one run minus those of another; undefined where a cell does not stand for the same two questions in both. @param {Run} one @param {Run} other */
export function differences(one, other) {
  if (!one.report || !other.report || !sameTexts(one, other)) return undefined;
  return { similarity: minus(one.similarity, other.similarity), gradient: minus(one.report.gradient, other.report.gradient) };
}

/** @param {Run} one @param {Run} other */
const sameTexts = ({ texts: a }, { texts: b }) =>
  a === b ||
  [a.left, a.right].every((side, k) => side.length === [b.left, b.right][k].length && side.every((text, i) => text === [b.left, b.right][k][i]));

/** @param {Float32Array} a @param {Float32Array} b */
const minus = (a, b) => a.map((x, k) => x - b[k]);

/** A run's numbers, and the intervals of those that are measured. @typedef {{numbers: Record<string, number | undefined>, intervals: Record<string, [number, number] | null>}} Compared */

/** What each run is measured by, on the same held-out pairs; undefined where nothing is known yet. @param {readonly Run[]} runs @returns {Compared[]} */
export function numbersOf(runs) {
  const measured = comparable(runs.map(({ history }) => history));
  return runs.map((run, k) => {
    const evaluation = measured[k]?.evaluation;
    const { recallAt1, auc = null } = evaluation?.intervals ?? {};
    const intervals = { forward: recallAt1?.forward ?? null, backward: recallAt1?.backward ?? null, auc };
    return { numbers: numbersOfRun(run, evaluation, runs[0].loss), intervals };
  });
}

/** @param {Run} run @param {Evaluation | undefined} evaluation @param {LossConfig} measure the loss that says for all runs what is active @returns {Record<string, number | undefined>} */
function numbersOfRun(run, evaluation, measure) {
  const {
    history: { last },
    report,
  } = run;
  return {
    forward: evaluation?.recallAt1.forward ?? undefined,
    backward: evaluation?.recallAt1.backward ?? undefined,
    auc: evaluation?.auc ?? undefined,
    gap: last && last.meanPositive - (last.closestRow + last.closestColumn) / 2,
    active: report && activeShare(sameLoss(run.loss, measure) ? report : judge(run, measure)),
    loss: report?.loss,
  };
}

/** Of the batch's pairs, those where any term's hinge is above zero. @param {import("../../types/run.js").LossReport} report */
function activeShare({ terms }) {
  const size = terms[0].cost.length;
  return Array.from({ length: size }, (_, i) => Number(terms.some(({ cost }) => cost[i] > 0))).reduce((sum, one) => sum + one, 0) / size;
}
