// What the first minute hands to the words that say it. Types only.

/** What many seeds gave: recall@1 with a loss minus that of the baseline, seed by seed.
 * @typedef {{median: number, least: number, most: number, better: number, seeds: number, differences: number[]}} Finding */

/** Results that were made under the same conditions: what both directions gain on rows alone, and what columns instead of rows do.
 * @typedef {object} Evidence
 * @property {string} data the name of a file, or of what else is not as in a run of the page's own questions; empty for those
 * @property {string} asymmetry of the built-in questions
 * @property {number} steps
 * @property {boolean} tuned has each loss a learning rate of its own?
 * @property {Finding} both
 * @property {Finding | undefined} columns
 */

/** A summary of results that were made under the same conditions, as far as the first minute tells it: of losses compared with rows alone.
 * @typedef {Pick<import("../../pkg/web/tripletscope.js").VerdictLoss, "loss" | "settings" | "differences" | "medianDifference" | "better">} GistOfLoss
 * @typedef {Pick<import("../../pkg/web/tripletscope.js").VerdictGroup, "data" | "asymmetry" | "steps" | "settings"> & {losses: GistOfLoss[]}} Gist */

/** How a race ended: recall@1 of each run, the mean of both ways. @typedef {{rows: number, both: number, step: number, seed: number}} Outcome */

export {};
