// The mistakes that people make, through the package: losses and gradients against the float64 reference, and what reports, links and editions say.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { configsOf, Dataset, editions, evaluateLoss, Model, presets, readLink, Trainer, writeLink } from "../../pkg/node/tripletscope.js";
import { root } from "../../tools/shell.mjs";
import { TRAPS } from "../../www/loss/traps.js";
import "../support/web-core.mjs";

const golden = JSON.parse(readFileSync(path.join(root, "tests", "reference", "mistakes.json"), "utf8"));
const NAMES = /** @type {const} */ (["embedding", "kernel", "recurrentKernel", "bias"]);

/** @param {ArrayLike<number>} found @param {number[]} expected @param {string} what */
function assertClose(found, expected, what) {
  const far = Math.hypot(...expected.map((x, k) => found[k] - x)) / Math.max(Math.hypot(...expected), 1e-6);
  assert.ok(far < 1e-4, `${what}: ${far}`);
}

for (const { name, loss, gradients } of golden.cases) {
  test(`Loss and gradients are the reference's with this mistake: ${name}`, () => {
    const is = (/** @type {string} */ own) => name === own || name === "all";
    const { vocabulary: vocabularySize, embeddingDim, hiddenDim, batch } = golden;
    const model = new Model({
      ...{ vocabularySize, embeddingDim, hiddenDim, initialisation: "keras", seed: 1 },
      pooling: is("wrong-axis") ? "units" : "mean",
      normalise: is("batch-norm") ? "batch" : "each",
    });
    model.setParameters(/** @type {never} */ (Object.fromEntries(NAMES.map((tensor) => [tensor, Float32Array.from(golden.parameters[tensor])]))));
    const mistakes = { transposed: is("transposed"), oneHinge: is("one-hinge") };
    const config = { ...presets()["course-2022"], mistakes };
    const found = model.gradients(Uint32Array.from(golden.left), Uint32Array.from(golden.right), batch, /** @type {never} */ (config));
    assertClose([found.loss], [loss], "loss");
    for (const tensor of NAMES) assertClose(found.parameters[tensor], gradients[tensor], tensor);
  });
}

/** The report of the first step of a link. @param {string} text */
function firstOf(text) {
  const { values, loss, problems } = readLink(text);
  assert.deepEqual(problems, []);
  const { run, data } = configsOf(values, loss);
  return new Trainer(Dataset.builtin("questions", data), run).step();
}

test("A report names what acts, and no more", () => {
  assert.deepEqual(firstOf("v=1&batchSize=8").mistakes, []);
  assert.deepEqual(firstOf("v=1&batchSize=8&model.normalise=batch&loss=transposed~course-2020").mistakes, ["batch-norm", "transposed"]);
  const padded = firstOf("v=1&batchSize=8&model.pooling=mean");
  assert.deepEqual(padded.mistakes, ["padding"]);
  assert.ok(padded.padding > 0.1 && padded.padding < 0.9);
  assert.deepEqual(firstOf("v=1&batchSize=8&loss=sum~mean_rows_0.25_1~hardest_rows_0.25_1").mistakes, ["reduction"]);
});

test("V2·V1ᵀ sees in a matrix what the right loss sees in its transpose, and one hinge lets a term pay for another", () => {
  const s = Float32Array.of(0.9, 0, 0.68, 0.95);
  const loss = { .../** @type {any} */ (presets().columns), reduction: "sum" };
  const rows = { ...loss, terms: loss.terms.map((/** @type {object} */ term) => ({ ...term, along: "rows" })) };
  assert.equal(evaluateLoss(s, 2, { ...rows, mistakes: { transposed: true } }).loss, evaluateLoss(s, 2, loss).loss);
  const [mean, closest] = [0.25, 0.1].map((margin, k) => ({ negative: k ? "hardest" : "mean", along: "columns", margin, weight: 1 }));
  const terms = /** @type {never} */ ({ kind: "triplet", terms: [mean, closest], reduction: "sum" });
  assert.ok(Math.abs(evaluateLoss(s, 2, terms).loss - 0.03) < 1e-6);
  assert.equal(evaluateLoss(s, 2, /** @type {never} */ ({ .../** @type {object} */ (terms), mistakes: { oneHinge: true } })).loss, 0);
});

test("Every mistake of the page is made and put right again, in the link too", () => {
  const { values, loss } = readLink("v=1&loss=lab");
  for (const { name, is, make, right } of TRAPS.filter(({ name }) => name !== "cold-start")) {
    const before = { values, loss };
    assert.equal(is(before), false, name);
    const made = make(before);
    const wrong = { values: { ...values, ...made.values }, loss: made.loss ?? loss };
    assert.equal(is(wrong), true, name);
    const text = writeLink(wrong.values, wrong.loss);
    const link = readLink(text);
    assert.equal(is(link), true, `${name}: ${text}`);
    const back = right(wrong);
    assert.equal(writeLink({ ...wrong.values, ...back.values }, back.loss ?? wrong.loss), writeLink(values, loss), name);
  }
});

test("Sum for mean is what the core says it is, of every named loss, and cannot be made of a loss without a name", () => {
  const trap = TRAPS.find(({ name }) => name === "reduction");
  assert.ok(trap);
  const { values } = readLink("v=1&batchSize=8");
  const told = (/** @type {import("../../pkg/node/tripletscope.js").LossConfig} */ loss) => {
    const { run, data } = configsOf(values, loss);
    return new Trainer(Dataset.builtin("questions", data), run).step().mistakes.includes("reduction");
  };
  for (const [name, loss] of Object.entries(presets())) {
    const wrong = /** @type {typeof loss} */ (trap.make({ values, loss }).loss);
    assert.deepEqual(
      [trap.can?.({ values, loss }), trap.is({ values, loss }), trap.is({ values, loss: wrong })],
      [true, told(loss), told(wrong)],
      name,
    );
    assert.equal(told(wrong), true, name);
  }
  const { loss } = readLink("v=1&loss=mean~mean_rows_0.3_1");
  assert.equal(trap.can?.({ values, loss }), false);
});

test("Of each edition there are the settings, the run, the reading and its results", () => {
  assert.deepEqual(
    editions().map(({ name, run, reading }) => [name, run.batchSize, run.loss, reading.tokenizer]),
    [
      ["course-2020", 256, presets()["course-2020"], "course"],
      ["course-2022", 256, presets()["course-2022"], "course"],
      ["course-tensorflow", 256, presets()["course-tensorflow"], "course-tensorflow"],
    ],
  );
  const { values, loss } = readLink("v=1&data.edition=course-2022");
  assert.deepEqual(configsOf(values, loss).reading, editions()[1].reading);
  assert.equal(configsOf(values, loss).run.model.embeddingRows, 41_699);
});
