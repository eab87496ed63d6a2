// Workers where a frame may forbid them: from a blob, from a data address, or else on the page's own thread, in slices.

import { scriptAt } from "../host/trusted.js";

/** @import {Part, Rung} from "./place.js" */
/** A rung's address of a script, and what gives it back. @typedef {{url: string, free: () => void}} Source */
/** @typedef {(part: Part, self: object, place?: import("./place.js").Place) => void} Program */

/** Who says nothing for so long says nothing any more. */
const PATIENCE_MS = 5000;

/** @type {Record<Exclude<Rung, "page">, (code: string) => Source>} */
const SOURCES = {
  blob: (code) => {
    const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    return { url, free: () => URL.revokeObjectURL(url) };
  },
  data: (code) => ({ url: `data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`, free: () => {} }),
};

/** The first rung that works here. @returns {Promise<Rung>} */
export async function firstRung() {
  for (const rung of /** @type {const} */ (["blob", "data"])) if (await works(rung)) return rung;
  return "page";
}

/** Does a worker from there answer? @param {keyof typeof SOURCES} rung @returns {Promise<boolean>} */
async function works(rung) {
  const { url, free } = SOURCES[rung]("postMessage(0)");
  /** @type {Worker | undefined} */
  let worker;
  try {
    const own = (worker = new Worker(scriptAt(url)));
    return await new Promise((resolve) => {
      own.onmessage = () => resolve(true);
      own.onerror = (event) => {
        event.preventDefault();
        resolve(false);
      };
      setTimeout(() => resolve(false), PATIENCE_MS);
    });
  } catch {
    return false;
  } finally {
    worker?.terminate();
    free();
  }
}

/** What starts a program's workers, until the signal: then they end, and nothing is left of them.
 * @param {Rung} rung @param {Program} program @param {string} text of the same @param {AbortSignal} ended @returns {(name: Exclude<Part, "page">) => Worker} */
export function workersOn(rung, program, text, ended) {
  const source = rung === "page" ? undefined : SOURCES[rung](`(${text})(self.name, self)`);
  ended.addEventListener("abort", () => source?.free());
  return (name) => {
    const worker = source ? new Worker(scriptAt(source.url), { name }) : onPage(program, name);
    ended.addEventListener("abort", () => worker.terminate());
    return worker;
  };
}

/** What a worker does no more work after. */
const LAST = { trainer: "halt", verdict: "pause" };

/** A worker's manners without a worker. @param {Program} program @param {Exclude<Part, "page">} name */
function onPage(program, name) {
  const { port1, port2 } = new MessageChannel();
  const scope = {
    onmessage: /** @type {((event: {data: unknown}) => void) | null} */ (null),
    postMessage: (/** @type {unknown} */ message, /** @type {{transfer?: Transferable[]}} */ { transfer = [] } = {}) =>
      port2.postMessage(message, transfer),
  };
  port2.onmessage = (event) => scope.onmessage?.(event);
  program(name, scope);
  const outside = {
    onmessage: /** @type {((event: MessageEvent) => void) | null} */ (null),
    onerror: null,
    postMessage: (/** @type {unknown} */ message, /** @type {Transferable[]} */ transfer = []) => port1.postMessage(message, transfer),
    terminate: () => {
      port1.close();
      port2.close();
      scope.onmessage?.({ data: { type: LAST[name] } });
    },
  };
  port1.onmessage = (event) => outside.onmessage?.(event);
  return /** @type {Worker} */ (/** @type {unknown} */ (outside));
}
