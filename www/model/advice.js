// What is known of settings beside what they take: sizes that belong together, and values that fail.

/** @import {Values} from "../types/run.js" */

/** Sizes that belong together: those of a run that takes seconds, and those of the course. @type {Record<"quick" | "course", Values>} */
export const SIZES = {
  quick: { batchSize: 32, "model.embeddingDim": 32, "model.hiddenDim": 32 },
  course: { batchSize: 256, "model.embeddingDim": 128, "model.hiddenDim": 128 },
};

/** From these values on, training is known to fail. @type {Record<string, number>} */
const FAILS_FROM = { "adam.learningRate": 0.1 };

/** The value from which a setting is known to fail, if this one does. @param {string} key @param {number | string | boolean} value */
export const failsFrom = (key, value) => (Number(value) >= FAILS_FROM[key] ? FAILS_FROM[key] : undefined);
