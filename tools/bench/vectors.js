// How long files of vectors take to open: 20,000 pairs of 384 numbers in two .npy files, and what copying the same bytes takes.
import { scriptAt } from "../../www/host/trusted.js";
import { npy } from "./made.js";

/** @import {Order} from "./opening.js" */

const [ROWS, DIM] = [20_000, 384];

/** In a worker of its own. @param {Order} order @returns {Promise<number[]>} milliseconds of the first time, and of the others */
function timesOf(order) {
  const worker = new Worker(scriptAt(new URL("opening.js", import.meta.url)), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(order);
  }).finally(() => worker.terminate());
}

/** One round: each in a worker that has just begun. */
export async function opening() {
  const module = await WebAssembly.compileStreaming(fetch(new URL("../../pkg/web/tripletscope_bg.wasm", import.meta.url)));
  const files = [1, 2].map((seed) => new Blob([npy(ROWS, DIM, seed)]));
  const [copy, open] = [await timesOf({ module, files, dim: DIM, what: "copy" }), await timesOf({ module, files, dim: DIM, what: "open" })];
  return { copy, open };
}
