// A training on one batch, for the benchmark's page, its workers and the peers.
import { sizes, tokens } from "./made.js";

/** @import {AdamConfig, LossConfig} from "../../pkg/web/tripletscope.js" */
/** @typedef {ReturnType<typeof trainingOf>} Training */

const SEED = 1;
/** So slow that nothing is learnt: otherwise hinges would fall silent, and a step without a gradient is less work. @type {AdamConfig} */
export const ADAM = { learningRate: 1e-6, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0, schedule: "constant", warmupSteps: 1 };

/** @param {typeof import("../../pkg/web/tripletscope.js") | typeof import("../../pkg/node/tripletscope.js")} core of the page, or of Node @param {keyof typeof sizes} size */
export function trainingOf({ Adam, Model, presets }, size) {
  const { batch, vocabulary, dim } = sizes[size];
  return {
    ...tokens(sizes[size], SEED),
    batch,
    loss: /** @type {LossConfig} */ (presets()["course-2020"]),
    model: new Model({ vocabularySize: vocabulary, embeddingDim: dim, hiddenDim: dim, pooling: "mean", initialisation: "keras", seed: SEED }),
    adam: new Adam(ADAM),
  };
}
