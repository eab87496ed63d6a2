import assert from "node:assert/strict";
import { test } from "node:test";
import { Adam, Model, presets } from "../../pkg/node/tripletscope.js";
import { assertClose, assertRefused, assertSameBits } from "../support/assertions.mjs";
import { adamConfig, left, modelConfig, random, right } from "../support/samples.mjs";

/** @typedef {import("../../pkg/node/tripletscope.js").LossConfig} LossConfig */
/** @typedef {import("../../pkg/node/tripletscope.js").Parameters} Parameters */

const BATCH = 3;
const TENSORS = /** @type {const} */ (["embedding", "kernel", "recurrentKernel", "bias"]);

/** Losses without corners where they are looked at: a softmax, and hinges that are all active. @type {LossConfig[]} */
const SMOOTH = [
  { kind: "softmax", along: "averaged", scale: 5, reduction: "mean" },
  { kind: "triplet", terms: [{ negative: "mean", along: "averaged", margin: 2 }], reduction: "sum" },
];

test("a model has the shapes and the start of its configuration", () => {
  const p = new Model(modelConfig).parameters();
  const { vocabularySize: V, embeddingDim: D, hiddenDim: H } = modelConfig;
  const lengths = TENSORS.map((name) => p[name].length);
  assert.deepEqual(lengths, [V * D, D * 4 * H, H * 4 * H, 4 * H]);
  assert.ok(p.bias.every((x) => x === 1));
  assertSameBits(new Model(modelConfig).parameters(), p);
  assert.notDeepEqual(new Model({ ...modelConfig, seed: 3 }).parameters().kernel, p.kernel);
});

test("questions become unit rows, the same alone as in a batch", () => {
  const model = new Model(modelConfig);
  const rows = model.encode(left, BATCH);
  assert.equal(rows.length, BATCH * modelConfig.hiddenDim);
  const row = (/** @type {number} */ i) => rows.subarray(3 * i, 3 * i + 3);
  const norms = [0, 1, 2].map((i) => Math.hypot(...row(i)));
  assertClose(norms, [1, 1, 1], 1e-6, "norms");
  assert.deepEqual(model.encode(left.subarray(4, 8), 1), Float32Array.from(row(1)));
  assertClose(model.encode(Uint32Array.of(5, 6), 1), row(1), 1e-6, "padding does not count");
});

test("the similarity matrix holds the cosines of left with right", () => {
  const model = new Model(modelConfig);
  const [v1, v2] = [model.encode(left, BATCH), model.encode(right, BATCH)];
  const cosine = (/** @type {number} */ i, /** @type {number} */ j) => [0, 1, 2].reduce((sum, k) => sum + v1[3 * i + k] * v2[3 * j + k], 0);
  const expected = [0, 1, 2].flatMap((i) => [0, 1, 2].map((j) => cosine(i, j)));
  assertClose(model.gradients(left, right, BATCH, SMOOTH[0]).similarity, expected, 1e-6, "S");
});

/**
 * The loss with one number of one tensor moved.
 * @param {Model} model
 * @param {Parameters} parameters
 * @param {keyof Parameters} name
 * @param {number} place
 * @param {number} by
 * @param {LossConfig} loss
 */
function lossAt(model, parameters, name, place, by, loss) {
  const moved = { ...parameters, [name]: parameters[name].slice() };
  moved[name][place] += by;
  model.setParameters(moved);
  return model.gradients(left, right, BATCH, loss).loss;
}

/**
 * Weights from −1 to 1, far from the start, where all vectors are nearly parallel and gradients vanish.
 * @param {Parameters} parameters
 */
function scattered(parameters) {
  const next = random(5);
  const anywhere = (/** @type {Float32Array} */ values) => values.map(() => 2 * next() - 1);
  const { embedding, kernel, recurrentKernel, bias } = parameters;
  return { embedding: anywhere(embedding), kernel: anywhere(kernel), recurrentKernel: anywhere(recurrentKernel), bias: anywhere(bias) };
}

test("every gradient is the slope of the loss", () => {
  const H = 2 ** -6;
  for (const pooling of /** @type {const} */ (["mean", "masked-mean"])) {
    for (const loss of SMOOTH) {
      const model = new Model({ ...modelConfig, pooling });
      const parameters = scattered(model.parameters());
      model.setParameters(parameters);
      const gradients = model.gradients(left, right, BATCH, loss).parameters;
      for (const name of TENSORS) {
        // Two step widths cancel the leading error of the central difference.
        const slope = (/** @type {number} */ i, /** @type {number} */ h) =>
          (lossAt(model, parameters, name, i, h, loss) - lossAt(model, parameters, name, i, -h, loss)) / (2 * h);
        const slopes = Array.from(parameters[name], (_, i) => (4 * slope(i, H) - slope(i, 2 * H)) / 3);
        assert.ok(
          slopes.some((x) => Math.abs(x) > 0.05),
          `${name} matters`,
        );
        assertClose(gradients[name], slopes, 1e-4, `${pooling}, ${loss.kind}, ${name}`);
      }
    }
  }
});

test("weights that were read can be set", () => {
  const [a, b] = [new Model(modelConfig), new Model({ ...modelConfig, seed: 9 })];
  b.setParameters(a.parameters());
  assert.deepEqual(b.encode(left, BATCH), a.encode(left, BATCH));
});

test("an update with given gradients is the same step, to the bit", () => {
  const loss = presets().both;
  const [stepped, updated] = [new Model(modelConfig), new Model(modelConfig)];
  const [one, other] = [new Adam(adamConfig), new Adam(adamConfig)];
  for (let k = 0; k < 12; k++) {
    const { loss: expected, parameters } = updated.gradients(left, right, BATCH, loss);
    other.update(updated, parameters);
    assert.equal(one.step(stepped, left, right, BATCH, loss), expected);
  }
  assertSameBits(stepped.parameters(), updated.parameters());
  assert.notDeepEqual(stepped.parameters().embedding, new Model(modelConfig).parameters().embedding);
});

test("a model goes through safetensors unchanged", () => {
  const model = new Model(modelConfig);
  new Adam(adamConfig).step(model, left, right, BATCH, presets().lab);
  const file = model.toSafetensors();
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true)))));
  assert.deepEqual(header.embedding.shape, [modelConfig.vocabularySize, modelConfig.embeddingDim]);
  const again = Model.fromSafetensors(file);
  assertSameBits(again.parameters(), model.parameters());
  assert.deepEqual(again.encode(left, BATCH), model.encode(left, BATCH), "the pooling is kept");
  assert.deepEqual(again.toSafetensors(), file);
  assertRefused(() => Model.fromSafetensors(Uint8Array.of(1, 2, 3)), "not a .safetensors file");
});

test("a mistake in a model's configuration or input is named", () => {
  const model = new Model(modelConfig);
  assertRefused(() => new Model({ ...modelConfig, hiddenDim: 0 }), "model.hiddenDim", "0", "from 1 to 1024");
  assertRefused(() => new Model({ ...modelConfig, vocabularySize: Number.NaN }), "model.vocabularySize", "NaN");
  const misspelt = /** @type {typeof modelConfig} */ ({ ...modelConfig, hidenDim: 3 });
  assertRefused(() => new Model(misspelt), "model.hidenDim", "not a known field", "hiddenDim");
  assertRefused(() => model.encode(left, 5), "tokens's length", "12", "multiple of batchSize = 5");
  assertRefused(() => model.encode(Uint32Array.of(2, 7), 1), "tokens[1]", "7", "from 0 to 6");
  assertRefused(() => model.gradients(left, right.subarray(1), BATCH, SMOOTH[0]), "right's length", "11", "12");
  assertRefused(() => model.gradients(left, right, 1, SMOOTH[0]), "batchSize", "1", "at least 2");
});

test("a mistake in weights or in an optimiser's configuration is named", () => {
  const model = new Model(modelConfig);
  const p = model.parameters();
  assertRefused(() => model.setParameters({ ...p, bias: p.bias.subarray(1) }), "parameters.bias's length", "11", "12");
  assertRefused(() => model.setParameters({ ...p, kernel: p.kernel.map(() => Number.NaN) }), "parameters.kernel[0]", "NaN", "finite");
  const { bias, ...rest } = p;
  assert.equal(bias.length, 12);
  assertRefused(() => model.setParameters(/** @type {Parameters} */ (rest)), "parameters.bias", "missing", "Float32Array of 12");
  assertSameBits(model.parameters(), p);
  assertRefused(() => new Adam({ ...adamConfig, learningRate: 2 }), "adam.learningRate", "2", "from 0.000001 to 1");
  const adam = new Adam(adamConfig);
  adam.step(model, left, right, BATCH, SMOOTH[0]);
  assertRefused(() => adam.step(new Model({ ...modelConfig, hiddenDim: 5 }), left, right, BATCH, SMOOTH[0]), "another shape");
});

test("Gradients that are refused leave nothing behind", () => {
  const [loss] = SMOOTH;
  const [tried, never] = [0, 1].map(() => ({ model: new Model(modelConfig), adam: new Adam({ ...adamConfig, beta2: 0, epsilon: 1e-12 }) }));
  const ones = tried.model.parameters();
  for (const name of TENSORS) ones[name].fill(1);
  const spoilt = (/** @type {number} */ number) => ({ ...ones, bias: Float32Array.from(ones.bias).fill(number, 1, 2) });
  const before = tried.model.parameters();
  assertRefused(() => tried.adam.update(tried.model, spoilt(Number.NaN)), "gradients.bias[1]", "NaN");
  assertRefused(() => tried.adam.update(tried.model, { ...ones, bias: new Float32Array(1) }), "gradients.bias", "1");
  assertRefused(() => tried.adam.update(tried.model, spoilt(3e38)), "diverged at step 1", "adam.learningRate");
  assertSameBits(tried.model.parameters(), before);
  for (const { model, adam } of [tried, never]) {
    adam.step(model, left, right, BATCH, loss);
    adam.update(model, ones);
    adam.step(model, left, right, BATCH, loss);
  }
  assertSameBits(tried.model.parameters(), never.model.parameters());
});
