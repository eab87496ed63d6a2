// A worker of the benchmark: takes training steps, all of them or one half of each, whose other half is another worker's.
import init, * as core from "../../pkg/web/tripletscope.js";
import { ADAM, trainingOf } from "./training.js";

/** @import {Training} from "./training.js" */
/** What a worker is told: first what it trains, then to take so many steps. `port` leads to the worker of the other side.
 * @typedef {{begin: keyof typeof import("./made.js").sizes, side?: "left" | "right", port?: MessagePort} | {steps: number}} Order */
/** What it answers. @typedef {{loss: number, memory: number}} Taken */

const ready = init();
/** @type {() => number | Promise<number>} */
let step;

/** @param {Training} training */
function whole({ model, adam, left, right, batch, loss }) {
  return () => adam.step(model, left, right, batch, loss);
}

/** @param {Training} training @param {"left" | "right"} side @param {MessagePort} port */
function half({ model, adam, batch, loss, ...sides }, side, port) {
  const exchange = exchangeOver(port);
  const partner = new core.Partner(model, adam);
  const of = partner.parts(batch);
  const first = side === "left" ? 0 : of / 2;
  const inOrder = (/** @type {any} */ own, /** @type {any} */ other) => (side === "left" ? [own, other] : [other, own]);
  return async () => {
    const own = partner.encode(sides[side], batch);
    const [v1, v2] = inOrder(own, await exchange(own.slice(), []));
    const vectors = new Float32Array(own.length * 2);
    vectors.set(v1);
    vectors.set(v2, own.length);
    const made = partner.partGradients(vectors, first, first + of / 2, of, loss);
    const kept = made.parts.map(() => null);
    partner.finish(inOrder(kept, await exchange(made.parts, [])).flat(), ADAM);
    return made.loss;
  };
}

/** Hands something over and waits for the like of it, which may have come before. @param {MessagePort} port */
function exchangeOver(port) {
  /** @type {any[]} */
  const come = [];
  let wake = () => {};
  port.onmessage = ({ data }) => {
    come.push(data);
    wake();
  };
  /** @template T @param {T} own @param {{buffer: ArrayBufferLike}[]} arrays that move with it @returns {Promise<T>} */
  return async (own, arrays) => {
    port.postMessage(own, /** @type {ArrayBuffer[]} */ (arrays.map(({ buffer }) => buffer)));
    if (come.length === 0) await /** @type {Promise<void>} */ (new Promise((resolve) => (wake = resolve)));
    return come.shift();
  };
}

self.onmessage = async (/** @type {MessageEvent<Order>} */ { data }) => {
  const { memory } = await ready;
  if ("begin" in data) {
    const training = trainingOf(core, data.begin);
    step = data.side && data.port ? half(training, data.side, data.port) : whole(training);
    return;
  }
  let loss = Number.NaN;
  for (let k = 0; k < data.steps; k++) loss = await step();
  self.postMessage(/** @type {Taken} */ ({ loss, memory: memory.buffer.byteLength }));
};
