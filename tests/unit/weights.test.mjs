// Weights from and to elsewhere, through the package; the native tests (tests/weights.rs) go through every layout.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Dataset, Model, presets, readArrays, readVocabulary, Trainer } from "../../pkg/node/tripletscope.js";
import { assertRefused, assertSameBits } from "../support/assertions.mjs";
import { adamConfig, bytes, csv, modelConfig } from "../support/samples.mjs";

const { vocabularySize, ...model } = modelConfig;
const config = { model, loss: presets().both, adam: adamConfig, batchSize: 8, maxLength: 16, swap: false, seed: 1 };
const data = Dataset.fromCsv(bytes(csv));
const trainer = new Trainer(data, config);
for (let k = 0; k < 5; k++) trainer.step();
const { left, right } = data.heldOut();

test("a run's weights go out with their words and come back as the same model", () => {
  for (const format of /** @type {const} */ (["npz", "safetensors"])) {
    const file = trainer.toWeights(format);
    const opened = Model.fromWeights(file);
    const source = opened.source();
    assert.deepEqual([source?.layout, source?.byNames, source?.paddingFirst], ["ours", true, false]);
    assert.equal(source?.words, data.vocabularySize - 2);
    assertSameBits(opened.parameters(), Model.fromSafetensors(trainer.toSafetensors()).parameters());
    const run = Trainer.fromWeights(data, { ...config, model: { ...model, embeddingDim: 99 } }, file);
    assert.equal(run.config().model.embeddingDim, model.embeddingDim, "sizes are the model's");
    assert.equal(run.predict(left[0], right[0]), trainer.predict(left[0], right[0]));
    assert.deepEqual(run.evaluateScored(), trainer.evaluateScored());
    assert.deepEqual(Trainer.restore(data, run.save()).step(), run.step());
  }
  assertRefused(() => trainer.toWeights(/** @type {"npz"} */ ("h5")), "format", '"h5"', '"npz"');
});

test("a mean over the wrong axis goes out as what it is, and comes back so", () => {
  const wrong = new Trainer(data, { ...config, model: { ...model, pooling: "units" } });
  for (let k = 0; k < 5; k++) wrong.step();
  for (const format of /** @type {const} */ (["npz", "safetensors"])) {
    const file = wrong.toWeights(format);
    assert.equal(Model.fromWeights(file).source()?.pooling, "units", format);
    assert.equal(Trainer.fromWeights(data, config, file).predict(left[0], right[0]), wrong.predict(left[0], right[0]), format);
  }
});

test("an archive's arrays are readable one by one, its words as texts", () => {
  const arrays = readArrays(trainer.toWeights("npz"));
  assert.deepEqual(Object.keys(arrays), ["embedding", "kernel", "recurrentKernel", "bias", "vocabulary", "tokenizer", "pooling", "length"]);
  assert.deepEqual(arrays.embedding.shape, [data.vocabularySize, model.embeddingDim]);
  assert.deepEqual(arrays.vocabulary.texts?.slice(0, 2), ["<UNK>", "<PAD>"]);
  assert.deepEqual([arrays.tokenizer.texts, arrays.pooling.texts], [["words"], [model.pooling]]);
  assert.equal(arrays.length.values[0], 16);
});

test("a model without a vocabulary can be inspected, but not asked", () => {
  const file = new Model({ ...model, vocabularySize: 40 }).toSafetensors();
  assert.equal(Model.fromWeights(file).source()?.words, null);
  assertRefused(() => Trainer.fromWeights(data, config, file), "no vocabulary");
  const vocabulary = readVocabulary(bytes("how\nmend\n"));
  const run = Trainer.fromWeights(data, config, file, { vocabulary, tokenizer: "words", maxLength: 8 });
  assert.equal(run.config().maxLength, 8);
  assertRefused(
    () => Trainer.fromWeights(data, config, file, { vocabulary: Array.from({ length: 50 }, (_, k) => `w${k}`) }),
    "vocabulary",
    "50",
    "38",
  );
  assertRefused(() => Trainer.fromWeights(data, config, file, { vocabulary, tokenizer: "spaces" }), "more.tokenizer", "spaces", "words");
  assertRefused(() => Trainer.fromWeights(data, config, file, { vocabulary, maxLength: 0 }), "more.maxLength", "0", "from 1 to 512");
});

test("a linear head trains on vectors of one's own", () => {
  const v1 = Float32Array.from({ length: 400 * 8 }, (_, k) => Math.sin(k * k + 1));
  const v2 = v1.map((x, k) => x + 0.5 * Math.sin(7 * k));
  const labels = Uint8Array.from({ length: 400 }, (_, k) => (k % 4 === 3 ? 0 : 1));
  const dataset = Dataset.fromVectors(v1, v2, 8, { labels, left: Array.from(labels, (_, k) => `left ${k}`) });
  assert.equal(dataset.report().source, "vectors");
  const linear = {
    ...config,
    model: { ...model, encoder: /** @type {const} */ ("linear"), initialisation: /** @type {const} */ ("identity"), hiddenDim: 8 },
  };
  const run = new Trainer(dataset, linear);
  const { evaluation, scores } = run.evaluateScored();
  assert.ok(evaluation.auc !== null && scores.length === dataset.evaluationPairs);
  const { left: texts, right: others } = dataset.heldOut();
  assert.match(texts[0], /^left \d+$/);
  assert.equal(Math.fround(run.predict(texts[0], others[0])), scores[0]);
  const before = run.step().loss;
  for (let k = 0; k < 60; k++) run.step();
  assert.ok(run.step().loss < before);
  assert.deepEqual(Trainer.restore(dataset, run.save()).step(), run.step());
  assertRefused(() => run.explain(0), "vectors");
  assertRefused(() => new Trainer(dataset, config), "linear encoder");
  assertRefused(() => Model.fromWeights(run.toWeights("npz")), "model.encoder", "linear", "lstm");
});
