// How runs side by side compare at one step: their numbers, and the differences of two matrices cell by cell.

import { comparable } from "../../model/measured.js";

/** @import {Run} from "../../model/state.js" */
/** @import {Evaluation} from "../../types/run.js" */

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

/** What each run is measured by, on the same held-out pairs; undefined where nothing is known yet. @param {readonly Run[]} runs @returns {Record<string, number | undefined>[]} */
export function numbersOf(runs) {
  const measured = comparable(runs.map(({ history }) => history));
  return runs.map((run, k) => numbersOfRun(run, measured[k]?.evaluation));
}

/** @param {Run} run @param {Evaluation | undefined} evaluation @returns {Record<string, number | undefined>} */
function numbersOfRun({ history: { last }, report }, evaluation) {
  return {
    forward: evaluation?.recallAt1.forward ?? undefined,
    backward: evaluation?.recallAt1.backward ?? undefined,
    auc: evaluation?.auc ?? undefined,
    gap: last && last.meanPositive - (last.closestRow + last.closestColumn) / 2,
    active: last?.activeEither,
    loss: report?.loss,
  };
}
