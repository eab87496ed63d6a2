// The Python that the page offers for a loss, run: it must give the loss that the package gives.
// NumPy runs as it is. TensorFlow is too large to install, so its code runs over tf_shim.py, which has the few operations that it uses, in NumPy.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { presets } from "../../pkg/node/tripletscope.js";
import { pythonWithNumpy } from "../../tools/setup/python.mjs";
import { inCI } from "../../tools/shell.mjs";
import { judge } from "../../www/loss/judge.js";
import { codeOf } from "../../www/views/formula/code.js";
import { random } from "../support/samples.mjs";
import "../support/web-core.mjs";

/** @typedef {import("../../pkg/node/tripletscope.js").LossConfig} LossConfig */
/** @typedef {import("../../pkg/node/tripletscope.js").Term} Term */

const LANGUAGES = /** @type {const} */ (["numpy", "tensorflow"]);
const python = pythonWithNumpy();
const skip = python || inCI ? false : "there is no Python with NumPy";

/** @param {string} program what it prints, line by line */
function linesOf(program) {
  const { stdout, stderr } = spawnSync(python, ["-W", "error", "-"], {
    input: program,
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: path.join(import.meta.dirname, "..", "support") },
  });
  assert.equal(stderr, "");
  return stdout.trim().split("\n");
}

/** Unit vectors of questions 1 and then of questions 2, pairs close enough for every kind of negative to occur. @param {number} size @param {number} width @param {number} seed */
function unitVectors(size, width, seed) {
  const next = random(seed);
  const vectors = Array.from({ length: size }, () => Array.from({ length: width }, () => next() * 2 - 1));
  const partners = vectors.map((v) => v.map((x) => x + 1.6 * (next() * 2 - 1)));
  return Float32Array.from([...vectors, ...partners].flatMap((v) => v.map((x) => x / Math.hypot(...v))));
}

/** @param {Float32Array} vectors @param {number} size */
function similarity(vectors, size) {
  const width = vectors.length / (2 * size);
  const s = new Float32Array(size * size);
  for (let k = 0; k < s.length; k++) {
    const [i, j] = [Math.floor(k / size), (k % size) + size];
    for (let h = 0; h < width; h++) s[k] += vectors[i * width + h] * vectors[j * width + h];
  }
  return s;
}

/** @param {Float32Array} vectors @param {number} size */
const batchOf = (vectors, size) => ({ similarity: similarity(vectors, size), batchSize: size, vectors });

const samples = [2, 3, 8, 33].map((size, k) => ({ size, vectors: unitVectors(size, 5, k + 1) }));

/** Runs the code of every loss in one Python. @param {Record<string, LossConfig>} losses @param {typeof LANGUAGES[number]} language */
function agrees(losses, language) {
  const cases = Object.entries(losses).flatMap(([name, loss]) =>
    samples.map(({ size, vectors }) => ({
      what: `${name}, B = ${size}`,
      loss,
      size,
      vectors,
      expected: judge(batchOf(vectors, size), loss).loss,
    })),
  );
  const programs = cases.map(({ what, loss, size, vectors, expected }) => codeOf(loss, language, what, { vectors, size, loss: expected }));
  const printed = linesOf([language === "tensorflow" ? "import tf_shim" : "", ...programs].join("\n"));
  assert.equal(printed.length, cases.length);
  for (const [k, { what, expected }] of cases.entries()) {
    const off = Math.abs(Number(printed[k]) - expected);
    assert.ok(off <= 1e-5 * Math.max(1, Math.abs(expected)), `${what}: ${printed[k]} instead of ${expected}\n${programs[k]}`);
  }
}

/** Every negative along every direction, with a margin and a weight of its own. @returns {Record<string, LossConfig>} */
function allTerms() {
  /** @type {Term["negative"][]} */
  const negatives = ["mean", "hardest", "semi-hard", "semi-hard-course"];
  /** @type {Term["along"][]} */
  const alongs = ["rows", "columns", "averaged", "harder", "left", "right", "distance-swap"];
  const terms = negatives.flatMap((negative) => alongs.map((along, k) => ({ negative, along, margin: 0.3 + k / 8, weight: k === 0 ? 2 : 0.75 })));
  return Object.fromEntries(terms.map((term) => [`${term.negative} ${term.along}`, { kind: "triplet", terms: [term], reduction: "sum" }]));
}

/** Every softmax, and unequal shares. @returns {Record<string, LossConfig>} */
function allSums() {
  const alongs = /** @type {const} */ (["rows", "columns", "averaged", "left", "right", "four"]);
  const even = alongs.map((along) => /** @type {[string, LossConfig]} */ ([along, { kind: "softmax", along, scale: 7, reduction: "sum" }]));
  const balance = /** @type {LossConfig} */ ({ kind: "softmax", along: "averaged", scale: 7, balance: 0.3, reduction: "mean" });
  return { ...Object.fromEntries(even), balance };
}

for (const language of LANGUAGES) {
  test(`the ${language} code of every softmax gives the package's loss`, { skip }, () => agrees(allSums(), language));
  test(`the ${language} code of every preset gives the package's loss`, { skip }, () => agrees(presets(), language));
  test(`the ${language} code of every negative along every direction gives the package's loss`, { skip }, () => agrees(allTerms(), language));
}

test("the samples have anchors without a semi-hard candidate in one direction, and others with one", () => {
  const loss = /** @type {LossConfig} */ ({ kind: "triplet", terms: [{ negative: "semi-hard", along: "averaged", margin: 0.5 }], reduction: "sum" });
  const found = samples.flatMap(({ size, vectors }) => {
    const [{ rowPartner, columnPartner }] = judge(batchOf(vectors, size), loss).terms;
    return [...rowPartner].map((row, i) => Number(row >= 0) + Number(columnPartner[i] >= 0));
  });
  assert.deepEqual([...new Set(found)].sort(), [0, 1, 2]);
});

test("a loss's code has only what that loss needs", () => {
  const code = codeOf(presets()["vse++"], "numpy", "VSE++");
  assert.match(code, /0\.2 - p \+ hardest\(s\)/);
  assert.match(code, /0\.2 - p \+ hardest\(s\.T\)/);
  assert.match(code, /return cost\.sum\(\)/);
  assert.doesNotMatch(code, /mean|semi|average|base64/);
});
