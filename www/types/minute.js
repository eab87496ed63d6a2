// What the first minute hands to the words that say it. Types only.

/** What many seeds gave: recall@1 with a loss minus that of rows alone, as shares of 1.
 * @typedef {object} Finding
 * @property {number} median
 * @property {[number, number] | null} interval of 95 % for the median
 * @property {number} better seeds that end higher
 * @property {number} seeds
 * @property {boolean} sure is it beyond chance, after the correction for all comparisons?
 * @property {number} [rate] the learning rate, if it was tuned
 */

/** Results that were made under the same conditions (`examples/verdict/evidence.rs` writes them): what both directions gain on rows alone.
 * @typedef {object} Evidence
 * @property {string} data the name of a file with its fingerprint; empty for the built-in questions
 * @property {string} [set] which of the built-in sets, if it is not the questions
 * @property {string} asymmetry of the built-in questions
 * @property {number} batch pairs in a batch
 * @property {number} steps
 * @property {boolean} tuned has each loss a learning rate of its own?
 * @property {boolean} vectors are the questions given as vectors?
 * @property {number} [width] of the network's vectors, if it is not the page's default
 * @property {number} [rate] the learning rate of rows alone, if it was tuned
 * @property {Finding} both
 */

/** What is told at once. `comparisons` are corrected for; `width` of embeddings and vectors, margin and the softmaxes' scale are those of all conditions.
 * @typedef {{comparisons: number, width: number, margin: number, scale: number, conditions: Evidence[]}} Known */

/** What is told of the same conditions where somebody asks for more: of both directions each seed, and what other losses gain on their baseline.
 * @typedef {{differences: number[], families: {baseline: string, rate?: number, losses: [loss: string, finding: Finding][]}[]}} Further */
/** @typedef {Evidence & Further} Full */

/** The run that the results are told for. @typedef {{data: string, set: string, vectors: boolean, asymmetry: number, batch: number}} Asked
 * `data` is a file's name with its fingerprint, or empty for the built-in `set` */

/** How a race ended: recall@1 of each run, the mean of both ways. @typedef {{rows: number, both: number, step: number, seed: number}} Outcome */

/** @typedef {"rows" | "columns"} Along */
/** What the first card shows: the lines looked along, and the cell that can be moved. @typedef {{along: Along, moved: number}} Seen */
/** Where a race is: runs that race on, or stand there. @typedef {{seed: number, step: number, races: boolean}} Raced */
/** Where a reader is: a card and the furthest one, from 0. @typedef {{at: number, reached: number, guess?: number, outcome?: Outcome, see: Seen, race?: Raced}} Place */

export {};
