// What can be wrong, of every kind: in English as the package says it, and in German as the page makes it of the same parts.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Adam,
  Dataset,
  DatasetReader,
  evaluateLoss,
  heatMap,
  Model,
  Partner,
  presets,
  readArrays,
  readLink,
  readVocabulary,
  Trainer,
  verdictLink,
  verdictResults,
  writeLink,
} from "../../pkg/node/tripletscope.js";
import { allowances, inGerman, otherFiles, problems, reasons } from "../../www/words/de-problems.js";
import { table } from "../../www/words/de-table.js";
import { assertGerman } from "../support/assertions.mjs";

/** @typedef {import("../../pkg/node/tripletscope.js").Problem} Problem */
/** @typedef {{sentence: string, problem: Problem}} Said */

const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
const loss = presets().both;
const model = { embeddingDim: 4, hiddenDim: 3, pooling: /** @type {const} */ ("mean"), initialisation: /** @type {const} */ ("keras"), seed: 1 };
const adam = {
  learningRate: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7,
  weightDecay: 0,
  schedule: /** @type {const} */ ("constant"),
  warmupSteps: 1,
};
const config = { model, loss, adam, batchSize: 4, maxLength: 8, swap: false, seed: 1 };
const data = Dataset.builtin("questions");
const saved = (() => {
  const trainer = new Trainer(data, config);
  trainer.step();
  return trainer.save();
})();
const small = () => new Model({ ...model, vocabularySize: 5 });

/** The saved run with a text of its header exchanged for one of the same length. @param {string} from @param {string} to */
function altered(from, to) {
  const text = Buffer.from(saved).toString("latin1");
  assert.ok(text.includes(from) && from.length === to.length, from);
  return Uint8Array.from(Buffer.from(text.replace(from, to), "latin1"));
}

/** The saved run with a negative second moment. */
function negative() {
  const bytes = Uint8Array.from(saved);
  const header = Number(new DataView(bytes.buffer).getBigUint64(0, true)) + 8;
  const { data_offsets } = JSON.parse(Buffer.from(bytes.subarray(8, header)).toString())["v.bias"];
  new DataView(bytes.buffer).setFloat32(header + data_offsets[0], -1, true);
  return bytes;
}

/** What is wrong with what a program calls. @param {() => unknown} call @returns {Said} */
function thrown(call) {
  try {
    call();
  } catch (error) {
    const { message, problem } = /** @type {Error & {problem: Problem}} */ (error);
    return { sentence: message, problem };
  }
  throw new Error(`nothing is thrown by ${call}`);
}

/** Pairs that are vectors. */
function vectors() {
  const v1 = Float32Array.from({ length: 120 }, (_, k) => Math.cos(k * k));
  return Dataset.fromVectors(
    v1,
    v1.map((x, k) => x + Math.sin(k)),
    4,
  );
}

/** A run on them. */
function head() {
  const trainer = new Trainer(vectors(), { ...config, model: { ...model, encoder: "linear", initialisation: "random" } });
  trainer.step();
  return trainer;
}

/** A file of weights of these shapes. @param {Record<string, number[]>} shapes */
function tensors(shapes) {
  let end = 0;
  const entries = Object.entries(shapes).map(([name, shape]) => {
    const start = end;
    end += 4 * shape.reduce((count, extent) => count * extent, 1);
    return [name, { dtype: "F32", shape, data_offsets: [start, end] }];
  });
  const header = JSON.stringify(Object.fromEntries(entries));
  const file = new Uint8Array(8 + header.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(bytes(header), 8);
  return file;
}

/** A file of one array, which is no model. */
function onlyBias() {
  const header = '{"bias":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"more":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}';
  return Uint8Array.from([header.length, 0, 0, 0, 0, 0, 0, 0, ...bytes(header), 0, 0, 0, 0, 0, 0, 0, 0]);
}

/** What no type allows. @param {unknown} value @returns {any} */
const wrong = (value) => value;

/** Rows with values that mean nothing by themselves. @param {string} name */
const labelled = (name) =>
  Array.from(
    { length: 40 },
    (_, k) => `How do I mend thing${k}?,What mends thing${k}?,${name === "score" ? (k % 10) / 2 : ["match", "clash"][k % 2]}\n`,
  ).join("");

const run = { asymmetry: "0.5", loss: "both", seed: 3, steps: 20, settings: "" };
const outcome = { forward: 0.5, backward: 0.25, auc: 0.75 };

const calls = [
  () => new Model({ ...model, hiddenDim: 0, vocabularySize: 5 }),
  () => new Adam({ ...adam, learningRate: 2 }),
  () => new Adam({ ...adam, schedule: wrong("never") }),
  () => new Trainer(data, { ...config, swap: wrong(1) }),
  () => new Trainer(data, wrong({ ...config, batchsize: 4 })),
  () => new Trainer(data, wrong({ ...config, loss: undefined })),
  () => new Trainer(data, wrong(7)),
  () =>
    new Trainer(
      data,
      wrong(() => 0),
    ),
  () => new Model({ ...model, embeddingDim: 1024, vocabularySize: 500_000 }),
  () => new Model({ ...model, initialisation: "identity", vocabularySize: 5 }),
  () => new Model({ ...model, encoder: "linear", initialisation: "identity", vocabularySize: 5 }),
  () => new Trainer(data, { ...config, batchSize: 1024, maxLength: 512, model: { ...config.model, embeddingDim: 1024, hiddenDim: 1024 } }),
  () => new Trainer(data, config).configure({ ...config, model: { ...model, hiddenDim: 5 } }),
  () => new Trainer(data, config).configure({ ...config, seed: 2 }),
  () => new Trainer(data, config).explain(0),
  () => new Trainer(data, config).explain(0.5),
  () => evaluateLoss(new Float32Array(3), 2, loss),
  () => evaluateLoss(new Float32Array(4), 2, presets().four),
  () => evaluateLoss(Float32Array.of(1, 0, Number.NaN, 1), 2, loss),
  () => evaluateLoss(new Float32Array(1), 1, loss),
  () => evaluateLoss(new Float32Array(4), 2, presets().four),
  () => evaluateLoss(new Float32Array(4), 2, { kind: "triplet", reduction: "mean", terms: wrong(3) }),
  () => small().encode(Uint32Array.of(2, 3, 4), 2),
  () => small().gradients(Uint32Array.of(2, 3), Uint32Array.of(2, 3, 4), 2, loss),
  () => small().setParameters(wrong({})),
  () => {
    const optimiser = new Adam(adam);
    optimiser.step(small(), Uint32Array.of(2, 3), Uint32Array.of(3, 2), 2, loss);
    optimiser.step(new Model({ ...model, hiddenDim: 5, vocabularySize: 5 }), Uint32Array.of(2, 3), Uint32Array.of(3, 2), 2, loss);
  },
  () => new Partner(small(), new Adam(adam)).partGradients(new Float32Array(6), 0, 1, 2, loss),
  () => heatMap(new Float32Array(1), "sequential", 1, 1),
  () => writeLink({}, loss, wrong({ runs: 1, step: 0 })),
  ...[
    "",
    "PK\u0003\u0004",
    "Rar!",
    "PAR1",
    "ARROW1",
    "%PDF",
    "{\\rtf1",
    "SQLite format 3",
    "GIF89a",
    "<!doctype html>",
    "<?xml version='1.0'?>",
    "{}",
    '{"q1": ["a b"], "q2": ["c d", "e f"]}',
    "a\0b\0\0c",
    "One\nTwo\n",
    `question1,question2\n"${"x".repeat(1 << 21)}`,
    "question1,question2\nHow?,\n",
    Array.from({ length: 20 }, (_, k) => `How is thing${k} mended?\tWhat mends thing${k}?\tHow is thing${k + 3} sold?`).join("\n"),
    Array.from({ length: 3_000 }, (_, k) =>
      JSON.stringify({ q1: `How is thing${k} mended?`, q2: "What mends it?", ...(k > 2900 && { split: "test" }) }),
    ).join("\n"),
    '{"train": [{"a": "b"}], "test": [{"a": "b"}]}',
    "[('How is it?', 'What is it?')]",
    "version https://git-lfs.github.com/spec/v1\n",
    "@relation pairs\n@attribute question1 string\n@data\n",
    "question1,question2\nHow is it?,nothing\nWhat is it?,nothing\n",
    '{"_id": "d1", "title": "How it is", "text": "What it is"}\n{"_id": "d2", "title": "How that was", "text": "What that was"}\n',
    ...["verdict", "score"].map((name) => `question1,question2,${name}\n${labelled(name)}`),
  ].map((text) => () => Dataset.fromCsv(bytes(text))),
  ...[[0x1f, 0x8b], [0x80, 4, 0x95], [0x93, ...bytes("NUMPY")], Array.from({ length: 60 }, (_, k) => 0xc0 + (k % 30))].map(
    (start) => () => Dataset.fromCsv(Uint8Array.from(start)),
  ),
  () => new Trainer(Dataset.fromCsv(bytes("question1,question2\nhow one,what one\nhow two,what two\n")), config).verdictOutcome(),
  () => {
    const trainer = new Trainer(data, { ...config, adam: { ...adam, beta2: 0, epsilon: 1e-12, learningRate: 1 } });
    while (trainer.stepNumber < 1000) trainer.step();
  },
  ...[
    { question1: 3 },
    { question1: true },
    { question1: "a", question2: "b" },
    { question1: 1, question2: 1 },
    { label: [] },
    { delimiter: "" },
    { duplicate: { to: 1 } },
    { split: [] },
    { split: { heldOut: 0.9 } },
    { firstLine: 0 },
    { format: "xml" },
    { label: "label", duplicate: { from: 1 }, different: { below: 3 } },
    { label: "label", duplicate: ["1"], different: ["1.0"] },
  ].map((reading) => () => Dataset.fromCsv(bytes("question1,question2,label\nHow is it?,What is it?,1\n"), wrong(reading))),
  ...[
    [[1, 0, 0, 1], [1, 0, 0, 1], 3],
    [[1, 0, 0, 0], [1, 0, 0, 1], 2],
    [[1, 0, 0, 1], [1, 0, 0, Number.NaN], 2],
  ].map(
    ([v1, v2, dim]) =>
      () =>
        Dataset.fromVectors(Float32Array.from(wrong(v1)), Float32Array.from(wrong(v2)), wrong(dim)),
  ),
  () => Dataset.fromVectors(Float32Array.of(1), Float32Array.of(1), 1, { left: wrong([3]) }),
  () => Dataset.fromCsv(bytes("__label__1 How is it? ||| What is it?\n__label__0 How is that? ||| What was it?\n")),
  () =>
    Dataset.fromCsv(
      bytes(`q1,q2,label\n${Array.from({ length: 20 }, (_, k) => `'How is it ${k}, then ${k}','What is it ${k}, now ${k}',${k % 2}\n`).join("")}`),
    ),
  () => Dataset.fromCsv(bytes(JSON.stringify([{ question1: ["How", "is", "it"], question2: ["What", "is", "it"] }]))),
  () => {
    const [train, test] = ["question1,question2,label\nHow is it?,What is it?,1\n", "question1,question2\nHow is it?,What is it?\n"].map((text) => {
      const reader = new DatasetReader();
      reader.push(bytes(text));
      return reader;
    });
    train.finishWith(test);
  },
  () => new Trainer(vectors(), config),
  () => head().explain(0),
  () => head().predict("How are you?", "v1[1]"),
  () => Model.fromWeights(onlyBias()),
  () => Model.fromWeights(tensors({ embedding: [5, 4], kernel: [4, 12], recurrentKernel: [3, 12] })),
  () => Model.fromWeights(tensors({ embedding: [5, 4], kernel: [12, 4], recurrentKernel: [3, 12], bias: [12] })),
  () => Model.fromWeights(tensors({ a: [4, 12], b: [5, 4], c: [3, 12], d: [12] })),
  () => Trainer.fromWeights(data, config, small().toSafetensors()),
  () => Trainer.fromWeights(data, config, small().toSafetensors(), { vocabulary: ["a", "a"] }),
  () => readVocabulary(bytes('{"a": 2, "b": 2}')),
  () => {
    const words = Array.from({ length: 420 }, (_, k) => `word${k}`).join(" ");
    const rows = `How is it?,${words}\nWhat is ${"long".repeat(10_000)}?,Where is that?\n`;
    new Trainer(Dataset.fromCsv(bytes(`question1,question2\n${rows}`)), config).toWeights("npz");
  },
  () => Dataset.fromCsv(bytes(`v1,v2\n${'"[0.1, 0.2]","[0.2, 0.3]"\n'.repeat(9)}`)),
  () => readArrays(bytes("How?")),
  () => readArrays(Buffer.from("\x93NUMPY\x01\x00", "latin1")),
  () => Trainer.restore(data, Uint8Array.of(1, 2)),
  () => Trainer.restore(data, new Trainer(data, config).toSafetensors()),
  () => Trainer.restore(Dataset.builtin("questions", { seed: 2 }), saved),
  () => Trainer.restore(data, altered('\\"hiddenDim\\":3', '\\"hiddenDim\\":4')),
  () => Trainer.restore(data, altered('"bias"', '"bi4s"')),
  () => Trainer.restore(data, altered('"dtype":"F32"', '"dtype":"I32"')),
  () => Trainer.restore(data, negative()),
  () => verdictResults(wrong(3)),
  () => verdictResults(wrong([[run]])),
  () => verdictLink({ ...run, loss: "both&seed=4" }),
  () => verdictLink({ ...run, settings: "seed=4" }),
  () =>
    verdictResults([
      [run, outcome],
      [run, { ...outcome, auc: 1 }],
    ]),
];
const links = ["sead=1&".repeat(13), "v=2", "loss=none", "sead=1", "run=&run=&run=&run=", "at=5,seed=2", "at=5,loss=lab&at=4,loss=both"];

const said = [...calls.map(thrown), ...links.flatMap((link) => readLink(link).problems)];

/** What the German page calls a field. @param {string} field */
const called = (field) => (field === "loss" ? "Verlust" : (table[field]?.label ?? field));
/** What was given, as German writes it. @param {string} value */
const asGerman = (value) => (Number.isFinite(Number(value)) ? value.replace(".", ",") : value.replace(/"(.*)"/, "„$1“"));

test("In German a mistake in a link has the page's names, German quotation marks, and commas in its numbers", () => {
  const sentences = (/** @type {string} */ link) => readLink(`v=1&${link}`).problems.map(({ problem }) => inGerman(problem));
  assert.deepEqual(sentences("batchSize=1"), ["Batchgröße B ist 1; erlaubt ist eine ganze Zahl von 2 bis 1024."]);
  assert.deepEqual(sentences("adam.learningRate=1.5"), ["Lernrate ist 1,5; erlaubt ist eine Zahl von 0,000001 bis 1."]);
  assert.deepEqual(sentences("adam.epsilon=x"), ["ε ist „x“; erlaubt ist eine Zahl von 0,000000000001 bis 1."]);
  assert.deepEqual(sentences("page.theme=red"), ["Farben ist „red“; erlaubt ist eines von „auto“, „light“, „dark“."]);
  assert.match(sentences("loss=foo")[0], /^Verlust ist „foo“; erlaubt ist course-2020, /);
});

test("Every kind of mistake can be made, and the page has German words for each and for no other", () => {
  const kinds = new Set(said.map(({ problem }) => problem.kind));
  assert.deepEqual([...kinds].sort(), Object.keys(problems).sort());
  const allowed = said.flatMap(({ problem }) => ("allowed" in problem && typeof problem.allowed === "object" ? [problem.allowed.kind] : []));
  assert.deepEqual([...new Set(allowed)].sort(), Object.keys(allowances).sort());
  const files = said.flatMap(({ problem }) => (problem.kind === "other-file" ? [problem.what] : []));
  assert.deepEqual([...new Set(files)].sort(), Object.keys(otherFiles).sort());
});

test("The German sentence of each has no English word, and names the field, the value and the numbers that the English one names", () => {
  for (const { sentence, problem } of said) {
    const german = inGerman(problem);
    assertGerman(german);
    assert.notEqual(german, sentence);
    if ("field" in problem) assert.ok(german.includes(called(problem.field)), german);
    if ("value" in problem) assert.ok(german.includes(asGerman(String(problem.value))), german);
    const numbers = (/** @type {string} */ text) =>
      [...new Set(text.replace(/([0-9]),(?=[0-9])/g, "$1.").match(/-?[0-9][0-9.]*(?<!\.)/g) ?? [])].filter((x) => x !== "0").sort();
    if (problem.kind !== "not-safetensors") assert.deepEqual(numbers(german), numbers(sentence), `${german} — ${sentence}`);
  }
});

/** Files whose rows are skipped or changed, each for reasons of its own, and how they are read. @returns {[Uint8Array, object?][]} */
function oddFiles() {
  const good = Array.from({ length: 40 }, (_, k) => `"How, then, do I mend thing${k}?",Où est thing${k}?,1`);
  const bad = [
    "only one field",
    "What is this thing?,What is that thing?,maybe",
    "?!,How are you?,1",
    "NaN,How are you?,1",
    "The same words?,The same words?,1",
    good[0],
    good[0].replace(/1$/, "0"),
    "Où est thing1?,What is a nail?,1",
    "Où est thing2?,What is a screw?,1",
    '"How, then, do I mend thing1?",What is a nail?,0',
    ...Array.from({ length: 6 }, (_, k) => `Où est thing${k + 3}?,Où est thing${k + 7}?,0`),
    "What, pray, is it?,What is that?,1",
    "question1,question2,is_duplicate",
    '"What is\na line?",What is that line?,1',
  ];
  const text = Buffer.from(`question1,question2,is_duplicate\n${[...good, ...bad].join("\n")}\nWhat is a caf`);
  const pairs = (/** @type {string[]} */ last) =>
    Array.from({ length: 40 }, (_, k) => `How do I mend thing${k}?,What mends thing${k}?,${last[k % last.length]}\n`);
  const objects = pairs(["1"]).map((row) => JSON.stringify({ question1: row.split(",")[0], question2: row.split(",")[1] }));
  return [
    [Buffer.concat([text, Buffer.of(0xe9), Buffer.from(' here?,Where is that place?,1\n"How does it end?,')])],
    [bytes([...objects, '{"question1": {"text": "Why?"}, "question2": "Why so?"}', '{"question1": "Why'].join("\n"))],
    [bytes(`question1,question2,score\n${pairs(["1", "3", "5"]).join("")}`), { label: "score", duplicate: { from: 4 }, different: { below: 2 } }],
    [bytes(`question1,question2,split\n${pairs(["train", "train", "test", "dev", "?"]).join("")}`), { label: null, split: "split" }],
    [bytes(`question1,question2,is_duplicate\n${pairs(["1"]).join("")}`), { split: { train: 20, test: 10 } }],
    [bytes(`query,positive_1,positive_2\n${pairs(["What can mend it?"]).join("")}`)],
  ];
}

test("Every reason for skipping or mending a row is found in a file, and said in German", () => {
  const reports = oddFiles().map(([file, reading]) => Dataset.fromCsv(file, reading).report());
  reports.push(Dataset.fromVectors(Float32Array.of(1, 2, 2, 1, 3, 1, 0, 1), Float32Array.of(1, 2, 1, 1, 1, 3, 1, 0), 2).report());
  const found = reports.flatMap(({ skipped, repaired }) => [...skipped.reasons, ...repaired.reasons]);
  assert.deepEqual([...new Set(found.map(({ why }) => why))].sort(), Object.keys(reasons).sort());
  for (const { why, reason } of found) {
    assert.notEqual(reasons[why], reason);
    assertGerman(`${reasons[why]}.`);
  }
});
