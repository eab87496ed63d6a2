// The losses that the page gives as classes for PyTorch, JAX and Keras, with the real libraries: value and gradient are the package's, and a small model learns by them.
// UPDATE=1 records which code has been run, so that the tests without these libraries see when it changes.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { evaluateLoss } from "../../pkg/node/tripletscope.js";
import { installInterop, pythonWith } from "../../tools/setup/python.mjs";
import { codeOf } from "../../www/views/formula/code.js";
import { allLosses, fingerprintOf, LIBRARIES, samples } from "../support/loss-cases.mjs";

/** @typedef {import("../../pkg/node/tripletscope.js").LossConfig} LossConfig */

await installInterop();
const python = pythonWith("interop");
/** A model is trained on the batch of this size. */
const TRAINED = 8;
const RECORD = path.join(import.meta.dirname, "losses.json");

/** x yᵀ of rows [n, h]. @param {Float32Array} x @param {Float32Array} y @param {number} n */
function product(x, y, n) {
  const h = x.length / n;
  return Float32Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    let sum = 0;
    for (let c = 0; c < h; c++) sum += x[i * h + c] * y[j * h + c];
    return sum;
  });
}

/** Adds (g or gᵀ) v. @param {Float64Array} to @param {Float32Array | undefined} g @param {Float32Array} v @param {number} n @param {boolean} [transposed] */
function add(to, g, v, n, transposed = false) {
  const h = v.length / n;
  for (let k = 0; g && k < n * n; k++) {
    const [i, j] = [Math.floor(k / n), k % n];
    const [row, from] = transposed ? [j, i] : [i, j];
    for (let c = 0; c < h; c++) to[row * h + c] += g[k] * v[from * h + c];
  }
}

/** What the package says: the loss, and its gradient by v1 and v2. @param {LossConfig} loss @param {Float32Array} vectors @param {number} n */
function expected(loss, vectors, n) {
  const [v1, v2] = [vectors.subarray(0, vectors.length / 2), vectors.subarray(vectors.length / 2)];
  const sides = { left: product(v1, v1, n), right: product(v2, v2, n) };
  const report = evaluateLoss(product(v1, v2, n), n, loss, sides);
  const [d1, d2] = [new Float64Array(v1.length), new Float64Array(v2.length)];
  add(d1, report.gradient, v2, n);
  add(d2, report.gradient, v1, n, true);
  for (const transposed of [false, true]) {
    add(d1, report.leftGradient, v1, n, transposed);
    add(d2, report.rightGradient, v2, n, transposed);
  }
  return { loss: report.loss, gradient: [...d1, ...d2] };
}

/** @param {number} a @param {number} b */
const isNear = (a, b) => Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b));

/** Does every small step down the gradient make it less? With semi-hard negatives another one may come into play. @param {LossConfig} loss */
const isSteady = (loss) => loss.kind === "softmax" || loss.terms.every(({ negative }) => !negative.startsWith("semi"));

for (const library of LIBRARIES) {
  test(`every loss as a class for ${library} gives the package's loss and gradient, and a small model learns by it`, () => {
    assert.ok(python, "there is no Python with PyTorch, JAX and Keras");
    const cases = Object.entries(allLosses()).flatMap(([name, loss]) =>
      samples.map(({ size, vectors }) => ({
        name: `${name}, B = ${size}`,
        code: codeOf(loss, library, name),
        size,
        vectors: [...vectors],
        loss,
        train: size === TRAINED && isSteady(loss),
      })),
    );
    const input = JSON.stringify(cases.map(({ name, code, size, vectors, train }) => ({ name, code, size, vectors, train })));
    const made = spawnSync(python, [path.join(import.meta.dirname, "losses.py"), library], { input, encoding: "utf8", maxBuffer: 2 ** 28 });
    assert.equal(made.status, 0, made.stderr);
    const found = /** @type {{loss: number, gradient: number[], losses: number[]}[]} */ (JSON.parse(made.stdout));
    assert.equal(found.length, cases.length);
    for (const [k, { name, loss, size, vectors, train }] of cases.entries()) {
      const wanted = expected(loss, Float32Array.from(vectors), size);
      assert.ok(isNear(found[k].loss, wanted.loss), `${name}: ${found[k].loss} instead of ${wanted.loss}`);
      const off = wanted.gradient.findIndex((g, c) => !isNear(found[k].gradient[c], g));
      assert.equal(off, -1, `${name}: gradient ${off} is ${found[k].gradient[off]} instead of ${wanted.gradient[off]}`);
      const { losses } = found[k];
      if (train && wanted.loss > 0) assert.ok(Number(losses.at(-1)) < losses[0], `${name} is not learnt: ${losses}`);
    }
    const recorded = JSON.parse(readFileSync(RECORD, "utf8"));
    if (process.env.UPDATE) writeFileSync(RECORD, `${JSON.stringify({ ...recorded, [library]: fingerprintOf(library) }, null, 1)}\n`);
    else assert.equal(recorded[library], fingerprintOf(library), "UPDATE=1 records the new code");
  });
}
