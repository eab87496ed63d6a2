// What a run is made of and what it reports, as plain data. Types only: every module may use them.

/** @typedef {import("../../pkg/web/tripletscope.js").LossConfig} LossConfig */
/** Its matrices are [B, B]; what stands at further texts, [B, K], comes beside them.
 * @typedef {Omit<import("../../pkg/web/tripletscope.js").LossReport, "terms"> & {furtherGradient?: Float32Array, terms: TermReport[]}} LossReport */
/** @typedef {import("../../pkg/web/tripletscope.js").TermReport & {furtherExcluded?: Uint8Array}} TermReport */
/** @typedef {import("../../pkg/web/tripletscope.js").RunConfig} RunConfig */
/** @typedef {import("../../pkg/web/tripletscope.js").StepReport} StepReport */
/** @typedef {import("../../pkg/web/tripletscope.js").Evaluation} Evaluation */
/** `called`: what a verdict calls a file, and where its runs use its negatives; empty for the built-in questions.
 * @typedef {import("../../pkg/web/tripletscope.js").DatasetReport & {called: string, calledWithNegatives: string}} DatasetReport */
/** @typedef {import("../../pkg/web/tripletscope.js").BuiltinConfig} BuiltinConfig */
/** @typedef {import("../../pkg/web/tripletscope.js").Setting} Setting */
/** @typedef {import("../../pkg/web/tripletscope.js").Values} Values */
/** @typedef {import("../../pkg/web/tripletscope.js").Change} Change */
/** @typedef {import("../../pkg/web/tripletscope.js").Problem} Problem */

/** What went wrong: the sentence in English and, of what a person gave, its parts; `unfetched`: a part of the page did not come, and the sentence is the browser's;
 * `unread`: so it is of a file.
 * @typedef {{sentence: string, problem?: Problem, unfetched?: boolean, unread?: boolean}} Said */

/** What a file does not say of how it is read. @typedef {import("../../pkg/web/tripletscope.js").Reading} Reading */
/** Files that a person has opened: one of pairs, how it is read, and a test file of its own, of which `reading` says what holds for it alone; or arrays.
 * @typedef {{file: Blob, reading?: Reading, test?: {file: Blob, name: string, reading?: Reading}, vectors?: Vectors}} Opened */

/** Where question pairs come from. `address`: where the file lies, if a link says so.
 * @typedef {{kind: "builtin", config: BuiltinConfig} | {kind: "file", name: string, address?: string} & Opened} Source */

/** An array of a file. @typedef {{file: number, array: string}} Place */
/** Vectors of one's own: files of arrays, and which array is what. @typedef {{files: Blob[], dim: number, v1: Place, v2: Place, labels?: Place, left?: Place, right?: Place, split?: Place}} Vectors */

/** A file of weights that a run begins with, and what is said of its words where the file does not.
 * @typedef {{name: string, bytes: Uint8Array, more: {vocabulary?: string[], tokenizer?: string, maxLength?: number, pooling?: "mean" | "masked-mean" | "units"}}} Weights */

/** How runs advance; none of it changes a number. `lastStep`: that a link can name; a run that is left alone stops there.
 * @typedef {{speed: string, stopAt: number, evaluateEvery: number, extent: Extent, workers: string, lastStep: number}} Pace */

/** Held-out pairs: all, or a sample that is always the same. @typedef {"full" | "sample"} Extent */

/** A run's configuration from each step at which it changes; the first entry is that of step 0.
 * @typedef {{step: number, config: RunConfig}[]} Log */

/** What has happened for the first time since the last frame, and where the run stands.
 * @typedef {object} Frame
 * @property {number} run counts the runs of a worker: a frame of an earlier run is dropped
 * @property {number} ticket of the `go` that it answers
 * @property {number} step
 * @property {number} busy milliseconds that the worker took for it
 * @property {number} workers that share the steps
 * @property {number[]} kept steps at which there are snapshots
 * @property {number} pace milliseconds that a step takes
 * @property {StepReport | undefined} report of the last step; undefined before the first one
 * @property {Measured | undefined} measured the held-out pairs, when they were measured last: all, or the sample
 * @property {Measured | undefined} sampled what the curve shows of them
 * @property {Float32Array<ArrayBuffer>} similarity S [B, B] of the last batch; of the next one before the first step
 * @property {Float32Array<ArrayBuffer>} further [B, K] the same of its further texts, candidates of the rows
 * @property {{left: string[], right: string[], extra: string[]}} texts
 * @property {Float32Array<ArrayBuffer>} vectors [2B, H] of the same batch, questions 1 first
 * @property {Float32Array<ArrayBuffer>} furtherVectors [K, H]
 * @property {StepReport[]} reports
 * @property {Measured[]} evaluations
 */

/** The held-out pairs at a step, all or a sample (`evaluation.sample`): `scores` are their cosines, those of the duplicates first.
 * @typedef {{step: number, evaluation: Evaluation, scores: Float32Array<ArrayBuffer>}} Measured */

/** The texts of all held-out pairs, in the order of their cosines: `label` is 1 for duplicates, `line` 0 without a file.
 * @typedef {{left: string[], right: string[], label: Uint8Array, line: Uint32Array}} HeldOutPairs */

/** What the network says to two questions.
 * @typedef {{question1: string, question2: string, cosine: number, nearest: {question: string, cosine: number}[]}} Answer */

/** What pair `pair` of the batch at that step goes through, with the weights as they are.
 * @typedef {import("../../pkg/web/tripletscope.js").Explanation & {run: number, step: number, pair: number}} Explanation */

/** Of a run at a step: what a map is made of. @typedef {{run: number, step: number, what: "questions" | "words"} & import("../../pkg/web/tripletscope.js").Mapped} Mapped */

/** What is said of a map's plane: how much of the variance it has, or how far its search has come and how many of the nearest ones it keeps.
 * @typedef {{plane: "principal", share: number, problem: string} | {plane: "neighbours", round: number, rounds: number}
 *   | {plane: "neighbours", each: number, kept: number, keptByPrincipal: number}} PlaneSaid */

export {};
