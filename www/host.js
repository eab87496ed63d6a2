// Where the page's parts come from: its WebAssembly module, its workers, its lessons. A build for another place puts a file of this shape in its stead.

/** Each worker's file. */
const WORKERS = { trainer: "worker.js", verdict: "verdict/worker.js" };

/** @type {Promise<WebAssembly.Module> | undefined} */
let module;

/** Compiled once, for the page and all its workers. */
export const wasmModule = () => {
  module ??= WebAssembly.compileStreaming(fetch(new URL("../pkg/web/tripletscope_bg.wasm", import.meta.url)));
  return module;
};

/** @param {keyof typeof WORKERS} name */
export const startWorker = (name) => new Worker(new URL(WORKERS[name], import.meta.url), { type: "module" });

/** A lesson's file, read as JSON. @param {string} language @param {string} id @returns {Promise<unknown>} */
export async function readLesson(language, id) {
  const file = await fetch(new URL(`lessons/${language}/${id}.json`, import.meta.url));
  return file.json();
}
