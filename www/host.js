// Where the page lives: its document, its address, and where its module, workers, lessons and reference results come from. A build for another place puts a file of this
// shape in its stead; nothing else on the page knows of `document`'s ids, of `location`, or of files.

import { scriptAt } from "./host/trusted.js";

/** Each worker's file. */
const WORKERS = { trainer: "worker.js", verdict: "verdict/worker.js" };

/** @typedef {keyof typeof WORKERS} WorkerName */

/** @type {Promise<import("./host/core.js").Core> | undefined} */
let core;

/** A file of the core. @param {"first" | "rest"} part */
const wasmOf = (part) => new URL(`../pkg/web/tripletscope_${part}.wasm`, import.meta.url);

/** If nothing has come by then, the core is asked for once more: a browser may lose a request. */
const LATE_MS = 15_000;

/** Compiled once, for the page and all its workers. */
export const wasmModule = () => {
  core ??= compiled().then((module) => ({ module, rest: wasmOf("rest").href }));
  return core;
};

/** @returns {Promise<WebAssembly.Module>} */
const compiled = () =>
  new Promise((resolve, reject) => {
    const ask = (/** @type {RequestInit} */ how) => WebAssembly.compileStreaming(fetch(wasmOf("first"), how)).then(resolve, reject);
    const late = setTimeout(ask, LATE_MS, { cache: "reload" });
    ask({}).finally(() => clearTimeout(late));
  });

/** @param {WorkerName} name */
export const startWorker = (name) => new Worker(scriptAt(new URL(WORKERS[name], import.meta.url)), { type: "module" });

/** Where workers come from. @returns {"file" | "blob" | "data" | "page"} */
export const rung = () => "file";

/** A lesson's file, read as JSON. @param {string} language @param {string} id @returns {Promise<unknown>} */
export async function readLesson(language, id) {
  const file = await fetch(new URL(`lessons/${language}/${id}.json`, import.meta.url));
  return file.json();
}

/** The verdict that was made without a browser, as its file's text. */
export async function readReference() {
  const file = await fetch(new URL("verdict/reference.json", import.meta.url));
  return file.text();
}

/** How sure each of its comparisons is. @returns {Promise<import("./types/reference.js").Corrected>} */
export async function readCorrected() {
  const file = await fetch(new URL("verdict/reference-corrected.json", import.meta.url));
  return file.json();
}

/** What that verdict says of rows alone and both directions (`examples/verdict/evidence.rs`). @returns {Promise<import("./types/minute.js").Known>} */
export async function readEvidence() {
  const file = await fetch(new URL("first-minute/evidence.json", import.meta.url));
  return file.json();
}

/** What it says besides, in the same order. @returns {Promise<import("./types/minute.js").Further[]>} */
export async function readLosses() {
  const file = await fetch(new URL("first-minute/evidence-losses.json", import.meta.url));
  return file.json();
}

/** A file of questions that lies beside the page, and nowhere else. @param {URL} url @returns {Promise<Blob>} */
export async function readData(url) {
  const answer = await fetch(url, { redirect: "error" });
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`.trim());
  return answer.blob();
}

/** What holds the page's elements. @returns {Document | ShadowRoot} */
export const root = () => document;
/** The element around the page: it has its language, its colours as custom properties, and gets what is dropped. @returns {HTMLElement} */
export const frame = () => document.documentElement;

/** What is as high as the page. @returns {HTMLElement} */
export const content = () => document.body;

/** What stands behind the # of the address. */
export const readHash = () => location.hash;

/** Keeps the address in step; documents without one of their own (srcdoc) go without. @param {string} text of a link */
export function writeHash(text) {
  try {
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  } catch {
    // The page works the same without it.
  }
}

/** The address of the page with a link. @param {string} text */
export const addressOf = (text) => location.href.replace(/#.*/, "") + (text ? `#${text}` : "");

/** The address as it is. */
export const here = () => location.href;

/** Is it a page of its own, which another page can frame? */
export const isWholePage = () => /^(https?|file):$/.test(location.protocol);

/** Does it stand inside another page? */
export const isEmbedded = () => parent !== window;

/** Reloads the page from its address. */
export const restart = () => location.reload();
/** Somebody writes another link into the address. @param {() => void} act */
export const watchAddress = (act) => addEventListener("hashchange", act);
/** Asks before the page is left, as long as there is something to lose. @param {() => boolean} loses */
export const askBeforeLeaving = (loses) => addEventListener("beforeunload", (event) => loses() && event.preventDefault());

/** Gives the keys back to the page around this one. */
export function leave() {
  if (parent === window) return;
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  parent.focus();
}

/** Ends when the page does. @returns {AbortSignal | undefined} */
export const ended = () => /** @type {AbortSignal | undefined} */ (undefined);

/** Gives the page around this one the means to drive it. @param {object} _ */
export const attach = (_) => {};

/** Tells the page around this one what happens here; never anything that a person has typed or opened.
 * @param {string} event @param {Record<string, unknown>} [detail] */
export function announce(event, detail = {}) {
  if (parent !== window) parent.postMessage({ subject: "tripletscope", event, ...detail }, "*");
}

/** Tells the page around this one how high this one is, in the words that learning platforms, notebooks and our own snippet listen for. @param {number} height */
export function tellHeight(height) {
  if (parent === window) return;
  const messages = [
    { subject: "lti.frameResize", height },
    { subject: "org.imsglobal.lti.frameResize", height },
    { type: "plugin.resize", payload: { width: "100%", height } },
    { subject: "tripletscope", event: "height", height },
  ];
  for (const message of messages) parent.postMessage(message, "*");
}
