// Where an embedded page lives: what it has from its element. Types only.

/** @typedef {"page" | import("../host.js").WorkerName} Part of the program */
/** Where workers come from: a blob, a data address, or there are none and the page's thread does their work. @typedef {"blob" | "data" | "page"} Rung */

/** @typedef {object} Place
 * @property {ShadowRoot} root
 * @property {HTMLElement} frame around the page's elements
 * @property {AbortSignal} ended when the element is taken away
 * @property {() => Rung} rung
 * @property {() => Promise<WebAssembly.Module>} wasmModule
 * @property {(name: import("../host.js").WorkerName) => Worker} startWorker
 * @property {(language: string, id: string) => Promise<unknown>} readLesson
 * @property {() => Promise<string>} readReference
 * @property {() => string} readHash
 * @property {(text: string) => void} writeHash
 * @property {(text: string) => string} addressOf
 * @property {() => string} here
 * @property {() => void} restart
 * @property {() => void} watchAddress
 * @property {() => void} leave
 * @property {(event: string, detail?: Record<string, unknown>) => void} announce
 * @property {(height: number) => void} tellHeight
 * @property {(remote: import("../model/state.js").Remote) => void} attach
 */

export {};
