// Both workers in one script: its name says which of them it is.

/** @type {Record<string, () => Promise<unknown>>} */
const workers = { trainer: () => import("../worker.js"), verdict: () => import("../verdict/worker.js") };
workers[self.name]();
