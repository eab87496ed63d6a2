// What views hand to the words that say it. Types only.

/** @import {DatasetReport, LossConfig, LossReport, StepReport} from "./run.js" */

/** A term's anchors in the margin plane.
 * @typedef {{kind: "closest" | "mean", along: import("../../pkg/web/tripletscope.js").Along, directions: import("../../pkg/web/tripletscope.js").TermLooks["directions"], margin: number, x: number[], y: number[], active: boolean[]}} Cloud */
/** @typedef {{from: number, to: number, margin: number}} Wedge angles in radians; the margin of the term */

/** The batch that is shown, and what the step before it reported.
 * @typedef {object} Batch
 * @property {number} step
 * @property {LossReport | undefined} report
 * @property {number} batchSize
 * @property {{last: StepReport | undefined}} history
 * @property {LossConfig} loss
 * @property {DatasetReport | undefined} data
 * @property {{extra: string[]}} texts
 */

export {};
