// What several tests start from: repeatable random numbers, a small file of pairs, a small model and a run.

export { random } from "../../tools/bench/made.js";

/** @param {string} text */
export const bytes = (text) => new TextEncoder().encode(text);

const THINGS = ["kettle", "old grey bicycle", "roof", "clock", "radio in the kitchen", "fence"];
const ACTS = ["mend", "clean", "sell", "paint", "draw", "carry", "describe", "lock"];

/** Rows of question 1, question 2 and label: each act on each thing twice over, and beside it one that is another thing's. */
export const rows = THINGS.flatMap((thing, t) =>
  ACTS.flatMap((act) => [
    `How do I ${act} a ${thing}?,What is the best way to ${act} the ${thing} at home?,1`,
    `How do I ${act} a ${thing}?,How do I ${act} a ${THINGS[(t + 1) % THINGS.length]}?,0`,
  ]),
);

export const csv = ["question1,question2,is_duplicate", ...rows, ""].join("\n");

/** @type {import("../../pkg/node/tripletscope.js").ModelConfig} */
export const modelConfig = { vocabularySize: 7, embeddingDim: 4, hiddenDim: 3, pooling: "masked-mean", initialisation: "trax", seed: 2 };

/** @type {import("../../pkg/node/tripletscope.js").AdamConfig} */
export const adamConfig = {
  learningRate: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7,
  weightDecay: 1e-5,
  schedule: "warmup-rsqrt",
  warmupSteps: 5,
};

/** @type {import("../../pkg/node/tripletscope.js").RunConfig} */
export const runConfig = {
  model: { embeddingDim: 12, hiddenDim: 10, pooling: "masked-mean", initialisation: "keras", seed: 3 },
  loss: {
    kind: "triplet",
    terms: [
      { negative: "mean", along: "rows", margin: 0.25 },
      { negative: "hardest", along: "averaged", margin: 0.25, weight: 0.5 },
    ],
    reduction: "mean",
  },
  adam: adamConfig,
  batchSize: 8,
  maxLength: 16,
  swap: false,
  seed: 3,
};

/** Three pairs of questions of four tokens, right-padded with 1. */
export const left = Uint32Array.of(2, 3, 4, 1, 5, 6, 1, 1, 2, 2, 6, 5);
export const right = Uint32Array.of(3, 2, 1, 1, 6, 5, 4, 1, 0, 2, 5, 1);
