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
import { allLosses, fingerprintOf, furtherOf, LIBRARIES, samples } from "../support/loss-cases.mjs";

/** @typedef {import("../../pkg/node/tripletscope.js").LossConfig} LossConfig */

await installInterop();
const python = pythonWith("interop");
/** A model is trained on the batch of this size. */
const TRAINED = 8;
/** Texts that no pair of the batch has, as candidates of its rows. */
const FURTHER = 4;
const RECORD = path.join(import.meta.dirname, "losses.json");

/** x yᵀ of rows [n, h] and [m, h]. @param {Float32Array} x @param {Float32Array} y @param {number} h */
function product(x, y, h) {
  const m = y.length / h;
  return Float32Array.from({ length: (x.length / h) * m }, (_, k) => {
    const [i, j] = [Math.floor(k / m), k % m];
    let sum = 0;
    for (let c = 0; c < h; c++) sum += x[i * h + c] * y[j * h + c];
    return sum;
  });
}

/** Adds (g or gᵀ) v to the gradient of the other side. @param {Float64Array} to @param {Float32Array | undefined} g @param {Float32Array} v @param {number} h
 * @param {boolean} [transposed] */
function add(to, g, v, h, transposed = false) {
  const width = (transposed ? to.length : v.length) / h;
  for (let k = 0; g && k < g.length; k++) {
    const [i, j] = [Math.floor(k / width), k % width];
    const [row, from] = transposed ? [j, i] : [i, j];
    for (let c = 0; c < h; c++) to[row * h + c] += g[k] * v[from * h + c];
  }
}

/** What the package says: the loss, and its gradient by v1, v2 and v3. @param {LossConfig} loss @param {Float32Array} vectors @param {number} n @param {Float32Array} v3 */
function expected(loss, vectors, n, v3) {
  const h = vectors.length / (2 * n);
  const [v1, v2] = [vectors.subarray(0, vectors.length / 2), vectors.subarray(vectors.length / 2)];
  // The candidates of the rows: questions 2, and behind them the further texts.
  const others = Float32Array.of(...v2, ...v3);
  const more = { left: product(v1, v1, h), right: product(v2, v2, h), further: v3.length / h };
  const report = evaluateLoss(product(v1, others, h), n, loss, more);
  const [d1, d2] = [new Float64Array(v1.length), new Float64Array(others.length)];
  add(d1, report.gradient, others, h);
  add(d2, report.gradient, v1, h, true);
  for (const transposed of [false, true]) {
    add(d1, report.leftGradient, v1, h, transposed);
    add(d2.subarray(0, v2.length), report.rightGradient, v2, h, transposed);
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
      samples.flatMap(({ size, vectors }) =>
        [0, FURTHER].map((more) => ({
          name: `${name}, B = ${size}, K = ${more}`,
          code: codeOf(loss, library, name, undefined, more),
          size,
          vectors: [...vectors],
          further: [...furtherOf(vectors, size, more).further],
          loss,
          train: size === TRAINED && isSteady(loss),
        })),
      ),
    );
    const input = JSON.stringify(cases.map(({ loss: _, ...each }) => each));
    const made = spawnSync(python, [path.join(import.meta.dirname, "losses.py"), library], { input, encoding: "utf8", maxBuffer: 2 ** 28 });
    assert.equal(made.status, 0, made.stderr);
    const found = /** @type {{loss: number, gradient: number[], losses: number[]}[]} */ (JSON.parse(made.stdout));
    assert.equal(found.length, cases.length);
    for (const [k, { name, loss, size, vectors, further, train }] of cases.entries()) {
      const wanted = expected(loss, Float32Array.from(vectors), size, Float32Array.from(further));
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
