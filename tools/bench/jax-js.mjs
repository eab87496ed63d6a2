// A peer for the benchmark: whole training steps by jax-js, compiled to WebAssembly in V8 as in Chrome, on one thread. As native.py: reads lines
// {"size", "count"}, and answers each with {"ms", "loss"}.
import { createInterface } from "node:readline";
import { defaultDevice, init, jit, nn, numpy as np, valueAndGrad, vjp } from "@jax-js/jax";
import * as core from "../../pkg/node/tripletscope.js";
import { sizes } from "./made.js";
import { ADAM, trainingOf } from "./training.js";

/** @typedef {import("@jax-js/jax").numpy.Array} NpArray */
/** @typedef {Record<string, NpArray>} Arrays */

const MARGIN = 0.25;
const LEAST_NORM = 1e-12;

await init("wasm");
defaultDevice("wasm");

/** @param {keyof typeof sizes} size */
function stepsOf(size) {
  const { batch, steps, dim, vocabulary } = sizes[size];
  const { left, right, model } = trainingOf(core, size);
  const { embedding, kernel, recurrentKernel, bias } = model.parameters();
  /** @type {Arrays} */
  let weights = {
    embedding: np.array(embedding).reshape([vocabulary, dim]),
    kernel: np.array(kernel).reshape([dim, 4 * dim]),
    recurrent: np.array(recurrentKernel).reshape([dim, 4 * dim]),
    bias: np.array(bias),
  };
  const names = Object.keys(weights);
  const zeros = () => Object.fromEntries(names.map((name) => [name, np.zeros(weights[name].shape)]));
  let [first, second] = [zeros(), zeros()];
  const both = 2 * batch;
  // Time first: [T, 2B].
  const ids = new Int32Array(steps * both);
  for (const [s, side] of [left, right].entries())
    for (const [k, id] of side.entries()) ids[(k % steps) * both + s * batch + Math.floor(k / steps)] = id;
  const tokens = np.array(ids, { dtype: np.int32 });

  // An array is gone once it has been used; `ref` is one more use of it.
  /** @param {Arrays} given x [T · 2B, D], and the weights of the LSTM */
  function encode({ x, kernel, recurrent, bias }) {
    const gates = np.split(
      np
        .matmul(x, kernel)
        .add(bias)
        .reshape([steps, both, 4 * dim]),
      steps,
      0,
    );
    let [h, c, total] = Array.from({ length: 3 }, () => np.zeros([both, dim]));
    for (const own of gates) {
      const [i, f, g, o] = np.split(own.reshape([both, 4 * dim]).add(np.matmul(h, recurrent.ref)), 4, 1);
      c = nn
        .sigmoid(f)
        .mul(c)
        .add(nn.sigmoid(i).mul(np.tanh(g)));
      h = nn.sigmoid(o).mul(np.tanh(c.ref));
      total = total.add(h.ref);
    }
    for (const used of [h, c, recurrent]) used.dispose();
    const mean = total.mul(1 / steps);
    const norm = np.sqrt(np.maximum(np.square(mean.ref).sum(1).reshape([both, 1]), LEAST_NORM));
    return mean.div(norm);
  }

  /** @param {Arrays} given */
  function lossOf(given) {
    const [v1, v2] = np.split(encode(given), 2, 0);
    const scores = np.matmul(v1, np.transpose(v2));
    const eye = np.eye(batch);
    const positive = scores.ref.mul(eye.ref).sum(1);
    const others = scores.mul(np.array(1).sub(eye.ref));
    const closest = np.max(others.ref.sub(eye.mul(2)), 1);
    const average = others.sum(1).mul(1 / (batch - 1));
    const missing = positive.mul(-1).add(MARGIN);
    return nn
      .relu(missing.ref.add(closest))
      .add(nn.relu(missing.add(average)))
      .mean();
  }

  const gradients = jit((/** @type {Arrays} */ given) => {
    const [loss, g] = valueAndGrad(lossOf)(given);
    return { loss, g };
  });
  const update = jit(
    (/** @type {Arrays} */ w, /** @type {Arrays} */ m, /** @type {Arrays} */ v, /** @type {Arrays} */ g, /** @type {Arrays} */ due) => {
      const out = { w: /** @type {Arrays} */ ({}), m: /** @type {Arrays} */ ({}), v: /** @type {Arrays} */ ({}) };
      for (const name of names) {
        const mean = m[name].mul(ADAM.beta1).add(g[name].ref.mul(1 - ADAM.beta1));
        const square = v[name].mul(ADAM.beta2).add(np.square(g[name]).mul(1 - ADAM.beta2));
        [out.m[name], out.v[name]] = [mean.ref, square.ref];
        const far = mean.div(due.mean.ref).div(np.sqrt(square.div(due.square.ref)).add(ADAM.epsilon));
        out.w[name] = w[name].sub(far.mul(ADAM.learningRate));
      }
      for (const used of Object.values(due)) used.dispose();
      return out;
    },
  );

  let done = 0;
  return async () => {
    done++;
    const due = { mean: np.array(1 - ADAM.beta1 ** done), square: np.array(1 - ADAM.beta2 ** done) };
    // The rows of the embedding are looked up outside: what is compiled cannot scatter.
    const [x, back] = vjp((/** @type {NpArray} */ table) => np.take(table, tokens.ref, 0), [weights.embedding.ref]);
    const { kernel, recurrent, bias } = weights;
    const { loss, g } = gradients({ x, kernel: kernel.ref, recurrent: recurrent.ref, bias: bias.ref });
    const [embedding] = back(g.x);
    back.dispose();
    const next = update(weights, first, second, { embedding, kernel: g.kernel, recurrent: g.recurrent, bias: g.bias }, due);
    [weights, first, second] = [next.w, next.m, next.v];
    return Number(await loss.jsAsync());
  };
}

/** @type {Map<string, () => Promise<number>>} */
const known = new Map();
for await (const line of createInterface({ input: process.stdin })) {
  const { size, count } = JSON.parse(line);
  const step = known.get(size) ?? stepsOf(size);
  known.set(size, step);
  const begun = performance.now();
  let loss = Number.NaN;
  for (let k = 0; k < count; k++) loss = await step();
  console.log(JSON.stringify({ ms: (performance.now() - begun) / count, loss }));
}
