// The page and its workers in one script, so that what they share stands there once: its `part` says which of them it is.

/** @type {Record<import("./place.js").Part, () => Promise<unknown>>} */
const parts = { page: () => import("../main.js"), trainer: () => import("../worker.js"), verdict: () => import("../verdict/worker.js") };
parts[part]();
