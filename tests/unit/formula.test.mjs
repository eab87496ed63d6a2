// The Python that the page offers for a loss, run: it must give the loss that the package gives.
// NumPy runs as it is. TensorFlow is too large to install, so its code runs over tf_shim.py, which has the few operations that it uses, in NumPy.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { presets } from "../../pkg/node/tripletscope.js";
import { pythonWithNumpy } from "../../tools/setup/python.mjs";
import { inCI } from "../../tools/shell.mjs";
import { judge } from "../../www/loss/judge.js";
import { codeOf } from "../../www/views/formula/code.js";
import { allLosses, allSums, allTerms, batchOf, fingerprintOf, furtherOf, LIBRARIES, samples } from "../support/loss-cases.mjs";
import "../support/web-core.mjs";

/** @typedef {import("../../pkg/node/tripletscope.js").LossConfig} LossConfig */

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

/** Runs the code of every loss in one Python. @param {Record<string, LossConfig>} losses @param {typeof LANGUAGES[number]} language @param {number} [more] K */
function agrees(losses, language, more = 0) {
  const cases = Object.entries(losses).flatMap(([name, loss]) =>
    samples.map(({ size, vectors }) => {
      const { further, similarity } = furtherOf(vectors, size, more);
      const expected = judge({ ...batchOf(vectors, size), further: similarity }, loss).loss;
      return { what: `${name}, B = ${size}, K = ${more}`, loss, size, vectors, further, expected };
    }),
  );
  const programs = cases.map(({ what, loss, size, vectors, further, expected }) =>
    codeOf(loss, language, what, { vectors, size, further, loss: expected }, more),
  );
  const printed = linesOf([language === "tensorflow" ? "import tf_shim" : "", ...programs].join("\n"));
  assert.equal(printed.length, cases.length);
  for (const [k, { what, expected }] of cases.entries()) {
    const off = Math.abs(Number(printed[k]) - expected);
    assert.ok(off <= 1e-5 * Math.max(1, Math.abs(expected)), `${what}: ${printed[k]} instead of ${expected}\n${programs[k]}`);
  }
}

for (const language of LANGUAGES) {
  test(`the ${language} code of every loss with further texts gives the package's loss`, { skip }, () => agrees(allLosses(), language, 4));
  test(`the ${language} code of every softmax gives the package's loss`, { skip }, () => agrees(allSums(), language));
  test(`the ${language} code of every preset gives the package's loss`, { skip }, () => agrees(presets(), language));
  test(`the ${language} code of every negative along every direction gives the package's loss`, { skip }, () => agrees(allTerms(), language));
}

for (const language of LANGUAGES)
  test(`the ${language} code of the mistakes of a loss makes them too, and gives the package's loss`, { skip }, () => {
    const wrong = (/** @type {LossConfig} */ loss, /** @type {object} */ mistakes) => /** @type {LossConfig} */ ({ ...loss, mistakes });
    const losses = Object.entries({ ...presets(), ...allTerms() }).filter(([, { kind }]) => kind === "triplet");
    for (const mistakes of [{ oneHinge: true }, { transposed: true }, { oneHinge: true, transposed: true }])
      agrees(Object.fromEntries(losses.map(([name, loss]) => [`${name}, ${Object.keys(mistakes)}`, wrong(loss, mistakes)])), language);
    assert.notEqual(codeOf(wrong(presets()["course-2022"], { oneHinge: true }), "numpy", ""), codeOf(presets()["course-2022"], "numpy", ""));
  });

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

test("the classes for PyTorch, JAX and Keras are those that the libraries have run, with the package's losses and gradients", () => {
  const recorded = JSON.parse(readFileSync(path.join(import.meta.dirname, "../interop/losses.json"), "utf8"));
  for (const library of LIBRARIES) assert.equal(fingerprintOf(library), recorded[library], `${library} differs: UPDATE=1 npm test -- interop`);
});
