// Course-size steps in workers: one that takes whole steps, two that take a side each, or two that have nothing to do with each other, which says what a second core of the machine is worth.
import { scriptAt } from "../../www/host/trusted.js";

/** @import {Order, Taken} from "./worker.js" */

/** The sides of a step that each worker takes; both, where none is named. */
const SIDES = /** @type {const} */ ({
  "one worker": [undefined],
  "two workers": ["left", "right"],
  "two workers, a run each": [undefined, undefined],
});
/** @typedef {keyof typeof SIDES} Crew */

/** @type {Map<Crew, Worker[]>} */
const crews = new Map();
/** By step: whoever takes it, the loss is the same to the bit. @type {Map<number, number>} */
const losses = new Map();
/** What a crew has taken so far, and the most memory of one of its instances. */
const taken = /** @type {Record<Crew, {steps: number, memory: number}>} */ (
  Object.fromEntries(Object.keys(SIDES).map((crew) => [crew, { steps: 0, memory: 0 }]))
);

/** @param {Crew} crew */
function workersOf(crew) {
  const known = crews.get(crew);
  if (known) return known;
  const { port1, port2 } = new MessageChannel();
  const workers = SIDES[crew].map((side, k) => {
    const worker = new Worker(scriptAt(new URL("worker.js", import.meta.url)), { type: "module" });
    const port = [port1, port2][k];
    worker.postMessage(/** @type {Order} */ ({ begin: "course", side, port }), [port]);
    return worker;
  });
  crews.set(crew, workers);
  return workers;
}

/** @param {Worker} worker @param {number} steps @returns {Promise<Taken>} */
const order = (worker, steps) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(/** @type {Order} */ ({ steps }));
  });

/** Milliseconds of one of so many steps, of each worker where they take whole ones. @param {Crew} crew @param {number} steps */
export async function stepsBy(crew, steps) {
  const workers = workersOf(crew);
  const start = performance.now();
  const all = await Promise.all(workers.map((worker) => order(worker, steps)));
  const ms = (performance.now() - start) / steps;
  taken[crew].steps += steps;
  for (const { loss, memory } of all) {
    taken[crew].memory = Math.max(taken[crew].memory, memory);
    const known = losses.get(taken[crew].steps) ?? loss;
    if (loss !== known) throw new Error(`The loss of step ${taken[crew].steps} is ${loss} by ${crew}, but was ${known} before.`);
    losses.set(taken[crew].steps, loss);
  }
  return ms;
}

/** The most bytes of wasm memory in one instance of a crew. @param {Crew} crew */
export const memoryOf = (crew) => taken[crew].memory;
