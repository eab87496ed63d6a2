// What is known of settings beside what they take: sizes that belong together, and values that fail.

/** @import {DatasetReport, Values} from "../types/run.js" */

/** Sizes that belong together: those of a run that takes seconds, and those of the course. @type {Record<"quick" | "course", Values>} */
export const SIZES = {
  quick: { batchSize: 32, "model.embeddingDim": 32, "model.hiddenDim": 32 },
  course: { batchSize: 256, "model.embeddingDim": 128, "model.hiddenDim": 128 },
};

/** A batch draws from at least so many clusters for each of its pairs, so that batches differ. */
const CLUSTERS_A_PAIR = 8;
/** Up to so many pairs to train on: the width that their words fill, and a learning rate that suits it. */
const WIDTHS = [
  { pairs: 5_000, width: 32, rate: 0.01 },
  { pairs: 50_000, width: 64, rate: 0.005 },
  { pairs: Infinity, width: 128, rate: 0.002 },
];
/** The pairs are gone through so often, within these steps. */
const PASSES = 10;
const STEPS = { least: 100, most: 20_000 };

const powerFrom = (/** @type {number} */ x) => 2 ** Math.ceil(Math.log2(x));
const powerTo = (/** @type {number} */ x) => 2 ** Math.floor(Math.log2(x));
const within = (/** @type {number} */ x, /** @type {number} */ least, /** @type {number} */ most) => Math.min(Math.max(x, least), most);

/** Sizes and steps that suit a file of pairs: a batch that its clusters fill and, where they are no vectors, a width for its words and a length that 95 in 100 questions keep to.
 * @param {DatasetReport} report @param {boolean} [vectors] @returns {Values} */
export function sizesFor({ trainPairs, lengths, heldOut }, vectors = false) {
  const clusters = Math.max(2, heldOut.ofClusters - heldOut.clusters);
  const batchSize = within(powerTo(clusters / CLUSTERS_A_PAIR), Math.min(8, powerTo(clusters)), 256);
  const { width, rate } = WIDTHS.find(({ pairs }) => trainPairs <= pairs) ?? WIDTHS[0];
  const steps = within(Math.ceil((PASSES * trainPairs) / batchSize / 100) * 100, STEPS.least, STEPS.most);
  if (vectors) return { batchSize, "page.stopAt": steps };
  return {
    batchSize,
    maxLength: within(powerFrom(lengths[1]), 4, 512),
    "model.embeddingDim": width,
    "model.hiddenDim": width,
    "adam.learningRate": rate,
    "page.stopAt": steps,
  };
}

/** From these values on, training is known to fail. @type {Record<string, number>} */
const FAILS_FROM = { "adam.learningRate": 0.1 };

/** The settings whose values are known to fail. @param {Values} values */
export const failing = (values) => Object.keys(FAILS_FROM).filter((key) => failsFrom(key, values[key]) !== undefined);

/** The value from which a setting is known to fail, if this one does. @param {string} key @param {number | string | boolean} value */
export const failsFrom = (key, value) => (Number(value) >= FAILS_FROM[key] ? FAILS_FROM[key] : undefined);
