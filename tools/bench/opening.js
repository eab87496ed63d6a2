// A worker of the benchmark that has just begun: copies files of vectors, or opens them as the page's workers do, the first time and again.
import init from "../../pkg/web/tripletscope.js";
import { readVectors } from "../../www/run/arrays.js";

/** @typedef {{module: WebAssembly.Module, files: Blob[], dim: number, what: "copy" | "open"}} Order */

/** How often after the first time. */
const AGAIN = 3;

/** @type {Record<Order["what"], (order: Order) => Promise<void>>} */
const acts = {
  copy: async ({ files }) => {
    for (const file of files) new Uint8Array(await file.arrayBuffer()).slice();
  },
  open: async ({ files, dim }) => {
    const data = await readVectors({ files, dim, v1: { file: 0, array: "0" }, v2: { file: 1, array: "0" } });
    data.free();
  },
};

self.onmessage = async (/** @type {MessageEvent<Order>} */ { data }) => {
  await init({ module_or_path: data.module });
  const times = [];
  for (let k = 0; k <= AGAIN; k++) {
    const start = performance.now();
    await acts[data.what](data);
    times.push(performance.now() - start);
  }
  self.postMessage(times);
};
