// What the arrays of a file are taken for: nothing that may be a label is passed over, whatever its shape and its values.
import "../support/web-core.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Dataset } from "../../pkg/web/tripletscope.js";
import { fits, guessed, placesOf, vectorsOf } from "../../www/page/arrays/roles.js";
import { readVectors } from "../../www/run/arrays.js";
import { npyOf } from "../support/arrays.mjs";

/** @typedef {import("../../www/run/protocol.js").ArrayFound} ArrayFound */

const N = 60;
const numbers = (/** @type {(k: number) => number} */ of, count = N) => Float32Array.from({ length: count }, (_, k) => of(k));
/** @param {string} name @param {number[]} shape @param {Float32Array<ArrayBuffer>} values @returns {ArrayFound} */
const array = (name, shape, values, file = 0) => ({ file, name, shape, values });
/** @param {string} name @param {(k: number) => string} of @returns {ArrayFound} */
const texts = (name, of) => ({ file: 0, name, shape: [N], values: new Float32Array(), texts: Array.from({ length: N }, (_, k) => of(k)) });
const sides = () => [
  array(
    "a",
    [N, 4],
    numbers((k) => Math.sin(k + 1), 4 * N),
  ),
  array(
    "b",
    [N, 4],
    numbers((k) => Math.cos(k + 1), 4 * N),
  ),
];
const plusMinus = numbers((k) => (k % 3 ? 1 : -1));
const scores = numbers((k) => (k % 11) / 10);

test("Labels are found as one column or as a list, as 0 and 1, as ±1, as words and as scores", () => {
  for (const labels of [
    array(
      "x",
      [N],
      numbers((k) => k % 2),
    ),
    array("x", [N, 1], plusMinus),
    array("x", [N], scores),
    texts("x", (k) => (k % 2 ? "same" : "different")),
    texts("gold", (k) => (k % 2 ? "alike" : "neutral")),
  ])
    assert.equal(guessed([...sides(), labels]).labels, 2, `${labels.shape} ${labels.texts?.[0] ?? labels.values.slice(0, 3)}`);
});

test("Numbers of lines, texts that differ and parts of the data are no labels", () => {
  const others = [
    array(
      "id",
      [N],
      numbers((k) => k),
    ),
    texts("left", (k) => `How is ${k}?`),
    texts("right", (k) => `What is ${k}?`),
  ];
  const split = texts("split", (k) => (k % 5 ? "train" : "test"));
  assert.deepEqual(guessed([...sides(), ...others, split]), { v1: 0, v2: 1, labels: -1, left: 3, right: 4, split: 5 });
  assert.equal(fits(array("y", [N, 1], plusMinus), "v1"), false, "one number is no vector");
});

test("The core knows what says train or test, and a label by its name, in whatever file it stands", () => {
  const split = texts("0", (k) => (k % 5 ? "trn" : "holdout"));
  const files = [{ ...split, name: "partition.npy" }, array("other.npy", [N], scores), array("y_test.npy", [N], plusMinus)];
  assert.deepEqual(guessed([...sides(), ...files]), { v1: 0, v2: 1, labels: 4, left: -1, right: -1, split: 2 });
  assert.deepEqual(Dataset.inspectBeside(["id"], [numbers((k) => k)]), { label: null, split: null });
  assert.throws(() => Dataset.inspectBeside(["a"], []), /columns's length is 0/);
});

test("What is chosen is found again in the files", () => {
  const arrays = [...sides(), array("y", [N], plusMinus)];
  const places = guessed(arrays);
  assert.deepEqual(placesOf(vectorsOf([], arrays, places), arrays), places);
});

/** @param {Float32Array} labels @param {import("../../www/types/run.js").Reading} [reading] @param {number[]} [shape] */
async function read(labels, reading, shape = [N]) {
  const [v1, v2] = sides().map(({ values }) => npyOf([N, 4], values));
  const files = [v1, v2, npyOf(shape, labels)].map((bytes) => new File([bytes], "a.npy"));
  const at = (/** @type {number} */ file) => ({ file, array: "0" });
  const data = await readVectors({ files, dim: 4, v1: at(0), v2: at(1), labels: at(2) }, reading);
  const report = data.report();
  data.free();
  return report;
}

test("Labels mean what they say: −1 is no duplicate, and scores are asked about before they are read", async () => {
  for (const shape of [[N], [N, 1]]) {
    const { duplicates, nonDuplicates } = await read(plusMinus, undefined, shape);
    assert.deepEqual([duplicates, nonDuplicates], [40, 20]);
  }
  await assert.rejects(
    read(scores),
    /Column labels looks like scores, and nothing says which of its values mean duplicates: "0" \(6\), "0\.1" \(6\)/,
  );
  const { duplicates, nonDuplicates, skipped, kept, rowsRead } = await read(scores, { duplicate: { from: 0.8 }, different: { below: 0.4 } });
  assert.deepEqual([duplicates, nonDuplicates], [15, 24]);
  assert.equal(kept.train + kept.test + skipped.total, rowsRead);
});

test("What is held out is as it is said", async () => {
  const { heldOut, reduced } = await read(plusMinus, { split: { heldOut: 0.25, seed: 3 } });
  assert.deepEqual([heldOut.clusters, heldOut.ofClusters, reduced], [10, 40, null]);
  assert.deepEqual((await read(plusMinus, { split: { heldOut: 0.5 } })).reduced, { of: "clusters", asked: 20, taken: 13 });
});
