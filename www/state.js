// What the page knows at one moment; every view draws itself from it alone.

/** @import {Answer, DatasetReport, Explanation, LossConfig, LossReport, Source, Values} from "./protocol.js" */
/** @import {Form} from "./loss-form.js" */
/** @import {History} from "./history.js" */

/** @typedef {"similarity" | "transposed" | "difference" | "gradient"} Quantity */

/**
 * @typedef {object} State
 * @property {Values} values
 * @property {LossConfig} loss
 * @property {Form} form the loss as switches, or the last one that could be shown so
 * @property {boolean} playing
 * @property {Source | undefined} source
 * @property {DatasetReport | undefined} data
 * @property {number} run
 * @property {number} step
 * @property {number} batchSize of the matrix that is shown
 * @property {Float32Array} similarity
 * @property {{left: string[], right: string[]}} texts
 * @property {Float32Array} vectors [2B, H] of the batch that is shown, questions 1 first
 * @property {LossReport | undefined} report what the loss in force makes of the matrix that is shown
 * @property {History} history
 * @property {{row: number, column: number}} selection
 * @property {Quantity} quantity
 * @property {number} threshold cosines above it are called duplicates
 * @property {Answer | undefined} answer to the last two questions that were asked
 * @property {Explanation | undefined} explanation the last one that was asked for
 */

/** What views and controls may do.
 * @typedef {object} App
 * @property {() => State} state
 * @property {(selection: {row: number, column: number}) => void} select
 * @property {(quantity: Quantity) => void} show
 * @property {(threshold: number) => void} setThreshold
 * @property {(question1: string, question2: string) => void} ask the answer comes with the state
 * @property {(pair: number) => void} explain what a pair of the batch shown goes through: comes with the state
 * @property {(key: string, value: number | string | boolean) => void} set
 * @property {(loss: LossConfig) => void} setLoss
 * @property {(change: {values?: Values, loss?: LossConfig}) => void} apply many settings at once
 * @property {() => void} restart the run, on the built-in questions
 * @property {(sentence: string) => void} complain
 */

/** Where a term looks. @param {LossConfig} loss @param {number} index */
export const alongOf = (loss, index) => (loss.kind === "softmax" ? loss.along : loss.terms[index].along);
/** @param {string} along */
export const looksAtRows = (along) => along !== "columns";
/** @param {string} along */
export const looksAtColumns = (along) => along !== "rows";

/** The largest cell of a line of S but for its positive. @param {Float32Array} s @param {number} size @param {number} line @param {"row" | "column"} direction */
export function closest(s, size, line, direction) {
  let best = -1;
  for (let k = 0; k < size; k++) {
    if (k !== line && (best < 0 || at(s, size, line, k, direction) > at(s, size, line, best, direction))) best = k;
  }
  return best;
}

/** @param {Float32Array} s @param {number} size @param {number} line @param {number} k @param {"row" | "column"} direction */
const at = (s, size, line, k, direction) => (direction === "row" ? s[line * size + k] : s[k * size + line]);
