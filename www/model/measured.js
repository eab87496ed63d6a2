// Held-out pairs that have been measured: all of them, or the sample that the curve shows.

/** @import {Measured} from "../types/run.js" */

/** Are these all held-out pairs? @param {Measured | undefined} measured @returns {measured is Measured} */
export const isWhole = (measured) => measured !== undefined && measured.evaluation.sample.pairs === measured.evaluation.sample.of;

/** @typedef {{measured: Measured | undefined, sampled: Measured | undefined}} Known */

/** What can be compared of several runs: all pairs where each has measured them at the same step, else the sample. @param {readonly Known[]} runs */
export function comparable(runs) {
  const [first] = runs;
  const alike = runs.every(({ measured }) => isWhole(measured) && measured.step === first.measured?.step);
  return runs.map(({ measured, sampled }) => (alike ? measured : sampled));
}
