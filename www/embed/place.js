// Where an embedded page lives: what it has from its element. Types only.

/** @typedef {"page" | import("../host.js").WorkerName} Part of the program */
/** Where workers come from: a blob, a data address, or there are none and the page's thread does their work. @typedef {"blob" | "data" | "page"} Rung */

/** What drives the page from outside: its store, links as they are read and written, lessons by name, address or as data, and pictures of views.
 * @typedef {object} Remote
 * @property {import("../model/store.js").Store} app
 * @property {import("../words/index.js").Words} words in the page's language
 * @property {typeof import("../../pkg/web/tripletscope.js").readLink} read
 * @property {(values: import("../types/run.js").Values, loss: import("../types/run.js").LossConfig) => string} write
 * @property {(given: string | object) => Promise<void>} startLesson
 * @property {(view: string) => Promise<Blob>} picture as PNG
 */

/** @typedef {object} Place
 * @property {ShadowRoot} root
 * @property {HTMLElement} frame around the page's elements
 * @property {AbortSignal} ended when the element is taken away
 * @property {() => Rung} rung
 * @property {() => Promise<import("../host/core.js").Core>} wasmModule
 * @property {(name: import("../host.js").WorkerName) => Worker} startWorker
 * @property {(language: string, id: string) => Promise<unknown>} readLesson
 * @property {() => Promise<string>} readReference
 * @property {() => Promise<import("../types/reference.js").Corrected>} readCorrected
 * @property {() => Promise<import("../types/minute.js").Known>} readEvidence
 * @property {() => Promise<import("../types/minute.js").Further[]>} readLosses
 * @property {(url: URL) => Promise<Blob>} readData
 * @property {() => string} readHash
 * @property {(text: string) => void} writeHash
 * @property {(text: string) => string} addressOf
 * @property {() => string} here
 * @property {() => void} restart
 * @property {(act: () => void) => void} watchAddress
 * @property {(loses: () => boolean) => void} askBeforeLeaving
 * @property {() => void} leave
 * @property {(event: string, detail?: Record<string, unknown>) => void} announce
 * @property {(height: number) => void} tellHeight
 * @property {(remote: Remote) => void} attach
 */

export {};
