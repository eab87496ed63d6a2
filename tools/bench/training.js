// A training on one batch, for the benchmark's page and its workers.
import { Adam, Model, presets } from "../../pkg/web/tripletscope.js";
import { sizes, tokens } from "./made.js";

/** @import {AdamConfig, LossConfig} from "../../pkg/web/tripletscope.js" */
/** @typedef {ReturnType<typeof trainingOf>} Training */

const SEED = 1;
/** So slow that nothing is learnt: otherwise hinges would fall silent, and a step without a gradient is less work. @type {AdamConfig} */
export const ADAM = { learningRate: 1e-6, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0, schedule: "constant", warmupSteps: 1 };

/** @param {keyof typeof sizes} size */
export function trainingOf(size) {
  const { batch, vocabulary, dim } = sizes[size];
  return {
    ...tokens(sizes[size], SEED),
    batch,
    loss: /** @type {LossConfig} */ (presets()["course-2020"]),
    model: new Model({ vocabularySize: vocabulary, embeddingDim: dim, hiddenDim: dim, pooling: "mean", initialisation: "keras", seed: SEED }),
    adam: new Adam(ADAM),
  };
}
