import assert from "node:assert/strict";
import { test } from "node:test";
import { Dataset, Model, presets, Trainer } from "../../pkg/node/tripletscope.js";
import { assertClose, assertRefused } from "../support/assertions.mjs";
import { bytes, csv, rows, runConfig } from "../support/samples.mjs";

const dataset = Dataset.fromCsv(bytes(csv));
const B = runConfig.batchSize;

/**
 * @param {Trainer} trainer
 * @param {number} steps
 */
const losses = (trainer, steps) => Array.from({ length: steps }, () => trainer.step().loss);

test("a step reports what the matrix of its batch says", () => {
  const trainer = new Trainer(dataset, runConfig);
  const report = trainer.step();
  const s = trainer.similarity();
  assert.equal(s.length, B * B);
  assert.equal(report.step, 1);
  assert.equal(trainer.stepNumber, 1);
  assert.equal(report.terms.length, 2);
  assertClose([report.terms[0] + report.terms[1]], [report.loss], 1e-6, "the terms' shares");
  const diagonal = Array.from({ length: B }, (_, i) => s[i * B + i]);
  assertClose([report.meanPositive], [diagonal.reduce((a, b) => a + b) / B], 1e-6, "the mean positive");
  const closest = diagonal.map((_, i) => Math.max(...s.subarray(i * B, i * B + B).filter((_, j) => j !== i)));
  assertClose([report.closestRow], [closest.reduce((a, b) => a + b) / B], 1e-6, "the mean closest negative");
  for (const share of [...report.active, report.activeEither, report.samePartner]) assert.ok(share >= 0 && share <= 1);
  const { step, loss, terms, active, mistakes, ...measures } = report;
  assert.deepEqual(mistakes, []);
  assert.deepEqual([step, terms.length, active.length, loss > 0], [1, 2, 2, true]);
  for (const [name, value] of Object.entries(measures)) assert.ok(Number.isFinite(value), name);
});

test("the texts of a batch are pairs of the file", () => {
  const trainer = new Trainer(dataset, runConfig);
  trainer.step();
  const { left, right } = trainer.batchTexts();
  assert.deepEqual([left.length, right.length], [B, B]);
  for (const [i, question] of left.entries()) assert.ok(rows.includes(`${question},${right[i]},1`), question);
});

test("the same seed gives the same run, and another seed another", () => {
  const [a, b] = [new Trainer(dataset, runConfig), new Trainer(dataset, runConfig)];
  assert.deepEqual(losses(a, 20), losses(b, 20));
  assert.deepEqual(a.save(), b.save());
  assert.notDeepEqual(losses(new Trainer(dataset, { ...runConfig, seed: 4 }), 20), losses(new Trainer(dataset, runConfig), 20));
});

test("another loss acts from the next step on and nothing restarts", () => {
  const [kept, changed] = [new Trainer(dataset, runConfig), new Trainer(dataset, runConfig)];
  assert.deepEqual(losses(kept, 5), losses(changed, 5));
  changed.setLoss(presets()["both-sum"]);
  const [a, b] = [kept.step(), changed.step()];
  assert.deepEqual(changed.similarity(), kept.similarity(), "the batch and the weights are the same");
  assert.equal(b.step, 6);
  assert.equal(b.terms.length, 4);
  assert.notEqual(a.loss, b.loss);
  assert.deepEqual(changed.config().loss, presets()["both-sum"]);
});

test("a restored run continues to the bit", () => {
  const original = new Trainer(dataset, { ...runConfig, swap: true });
  losses(original, 7);
  const restored = Trainer.restore(dataset, original.save());
  assert.equal(restored.stepNumber, 7);
  assert.deepEqual(losses(restored, 15), losses(original, 15));
  assert.deepEqual(restored.save(), original.save());
  assert.deepEqual(restored.evaluate(), original.evaluate());
});

test("an evaluation counts the held-out pairs", () => {
  const trainer = new Trainer(dataset, runConfig);
  losses(trainer, 30);
  const e = trainer.evaluate();
  assert.equal(e.pairs, dataset.evaluationPairs);
  const { truePositive, falsePositive, trueNegative, falseNegative } = e.confusion;
  assert.equal(truePositive + falsePositive + trueNegative + falseNegative, e.pairs);
  assert.equal(truePositive + falseNegative, e.duplicates);
  assert.ok(e.duplicates > 0);
  for (const share of [e.recallAt1, e.mrr].flatMap((ways) => [ways.forward, ways.backward])) assert.ok(share !== null && share >= 0 && share <= 1);
  for (const share of [e.accuracyAt07, e.bestAccuracy, e.auc]) assert.ok(share === null || (share >= 0 && share <= 1));
});

test("training makes held-out duplicates closer than other pairs", () => {
  const trainer = new Trainer(Dataset.builtin("questions"), { ...runConfig, batchSize: 32 });
  const before = trainer.evaluate();
  losses(trainer, 150);
  const after = trainer.evaluate();
  assert.ok(Number(after.mrr.forward) > Number(before.mrr.forward) + 0.1, `${after.mrr.forward} after ${before.mrr.forward}`);
});

test("a prediction is the cosine of two questions", () => {
  const trainer = new Trainer(dataset, runConfig);
  losses(trainer, 10);
  const [one, other] = ["How do I paint a fence?", "What is the best way to paint the fence at home?"];
  assertClose([trainer.predict(one, one)], [1], 1e-5, "a question with itself");
  assertClose([trainer.predict(one, other)], [trainer.predict(other, one)], 1e-6, "both ways");
  assert.ok(Math.abs(trainer.predict("", "words that nobody knows")) <= 1 + 1e-6);
});

test("the model of a run can be taken out", () => {
  const trainer = new Trainer(dataset, runConfig);
  trainer.step();
  const model = Model.fromSafetensors(trainer.toSafetensors());
  assert.equal(model.parameters().embedding.length, dataset.vocabularySize * runConfig.model.embeddingDim);
});

test("a mistake in a run's configuration is named", () => {
  assertRefused(() => new Trainer(dataset, { ...runConfig, batchSize: 1 }), "batchSize", "1", "from 2 to 1024");
  assertRefused(() => new Trainer(dataset, { ...runConfig, seed: -1 }), "seed", "-1", "from 0");
  const misspelt = /** @type {typeof runConfig} */ ({ ...runConfig, batchsize: 8 });
  assertRefused(() => new Trainer(dataset, misspelt), "batchsize", "not a known field", "batchSize");
  const { loss, ...rest } = runConfig;
  assert.equal(loss.kind, "triplet");
  assertRefused(() => new Trainer(dataset, /** @type {typeof runConfig} */ (rest)), "loss", "missing");
  const trainer = new Trainer(dataset, runConfig);
  assertRefused(() => trainer.setLoss({ ...runConfig.loss, reduction: /** @type {"mean"} */ ("median") }), "loss.reduction", '"median"', '"sum"');
});

test("a saved run is refused on other data, and so is what is no run", () => {
  const trainer = new Trainer(dataset, runConfig);
  assertRefused(() => Trainer.restore(Dataset.builtin("questions"), trainer.save()), "other data");
  assertRefused(() => Trainer.restore(dataset, trainer.toSafetensors()), "no saved run");
  assertRefused(() => Trainer.restore(dataset, Uint8Array.of(0, 1)), "not a .safetensors file");
});

test("measuring piece by piece gives what measuring at once gives, while the run goes on", () => {
  const trainer = new Trainer(Dataset.builtin("questions"), runConfig);
  trainer.step();
  const [scored, sample] = [trainer.evaluateScored(), trainer.evaluateSample()];
  assert.ok(sample.sample.pairs < sample.sample.of, "with small batches only a part is measured");
  assert.deepEqual(scored.evaluation.sample, { pairs: scored.scores.length, of: scored.scores.length });
  const [full, part] = [trainer.beginEvaluation("full"), trainer.beginEvaluation("sample")];
  assert.deepEqual([full.pairs, part.pairs], [scored.scores.length, sample.pairs]);
  full.advance();
  part.advance();
  trainer.step();
  while (full.advance());
  assert.equal(full.stepNumber, 1);
  assert.deepEqual(full.finish(), scored);
  assert.deepEqual(part.finish().evaluation, sample);
  assertRefused(() => new Trainer(Dataset.builtin("questions"), runConfig).beginEvaluation(/** @type {"full"} */ ("half")), '"half"', '"sample"');
});

test("every measure comes with its interval", () => {
  const trainer = new Trainer(Dataset.builtin("questions"), runConfig);
  const { accuracyAt07, auc, recallAt1, intervals, baseRate, chosenThreshold } = trainer.evaluate();
  assert.equal(baseRate, 0.5);
  for (const [value, interval] of /** @type {[number, [number, number]][]} */ ([
    [accuracyAt07, intervals.accuracyAt07],
    [auc, intervals.auc],
    [recallAt1.forward, intervals.recallAt1.forward],
    [recallAt1.backward, intervals.recallAt1.backward],
    [chosenThreshold?.accuracy, chosenThreshold?.interval],
  ]))
    assert.ok(interval[0] <= value && value <= interval[1] && interval[1] - interval[0] > 0.001, `${value} in ${interval}`);
});
