// What the page knows at one moment; every view draws itself from it alone.
import { History } from "./history.js";

/** @import {Answer, DatasetReport, Explanation, LossConfig, LossReport, Source, Values} from "../types/run.js" */
/** @import {Form} from "../loss/form.js" */
/** @import {Edit, Experiment} from "./experiment.js" */

/** @typedef {"similarity" | "transposed" | "difference" | "gradient"} Quantity */

/** One run at the step that is shown.
 * @typedef {object} Run
 * @property {string} name
 * @property {Values} values in force
 * @property {LossConfig} loss in force
 * @property {number} run counts the runs of its worker
 * @property {number} step
 * @property {number} batchSize of the matrix that is shown
 * @property {Float32Array} similarity
 * @property {{left: string[], right: string[]}} texts
 * @property {Float32Array} vectors [2B, H] of the batch that is shown, questions 1 first
 * @property {number} workers that share its steps
 * @property {LossReport | undefined} report what the loss in force makes of the matrix that is shown
 * @property {History} history
 */

/** What stands beside the runs.
 * @typedef {object} Around
 * @property {Experiment} experiment
 * @property {Run[]} runs side by side, all at the same step
 * @property {number} shown which of them the views show
 * @property {number} origin the first step that can be gone back to
 * @property {number} head the last step that there has been
 * @property {Form} form the loss as switches, or the last one that could be shown so
 * @property {boolean} playing
 * @property {{step: number, to: number} | undefined} going a long way to a step
 * @property {Source | undefined} source
 * @property {DatasetReport | undefined} data
 * @property {{row: number, column: number}} selection
 * @property {Quantity} quantity
 * @property {number} threshold cosines above it are called duplicates
 * @property {Answer | undefined} answer to the last two questions that were asked
 * @property {Explanation | undefined} explanation the last one that was asked for
 * @property {{undo: boolean, redo: boolean}} can
 */

/** The run that is shown, and what stands beside it. @typedef {Run & Around} State */

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
 * @property {(edit: Edit) => void} apply many settings at once
 * @property {() => void} restart the run, on the built-in questions
 * @property {(step: number) => void} seek back to a step, or on to it
 * @property {() => void} halt on a long way to a step
 * @property {(run: number) => void} showRun
 * @property {(edit: Edit) => void} addRun from the same start, but for this
 * @property {(run: number) => void} removeRun
 * @property {() => void} undo the last change of settings
 * @property {() => void} redo
 * @property {(sentence: string) => void} complain
 */

/** What drives the page from outside.
 * @typedef {object} Remote
 * @property {App} app
 * @property {() => void} play
 * @property {() => void} pause
 * @property {() => void} step
 * @property {() => void} reset the same start
 * @property {() => string} link of what is on the page
 * @property {(link: string) => import("./experiment.js").Settings} read
 * @property {(values: Values, loss: LossConfig) => string} write
 * @property {(given: string | object) => Promise<void>} startLesson by its name, its address, or the lesson itself
 * @property {(view: string) => Promise<Blob>} picture of a view, as PNG
 */

/** The course calls two questions duplicates if their cosine is above this. */
const COURSE_THRESHOLD = 0.7;

/** A run of which nothing has come yet. @param {string} name @param {Values} values @param {LossConfig} loss @returns {Run} */
export const emptyRun = (name, values, loss) => ({
  name,
  values,
  loss,
  run: -1,
  step: 0,
  batchSize: 0,
  similarity: new Float32Array(),
  texts: { left: [], right: [] },
  vectors: new Float32Array(),
  workers: 1,
  report: undefined,
  history: new History([]),
});

/** @param {Experiment} experiment @param {Form} form @returns {Around} */
export const around = (experiment, form) => ({
  experiment,
  runs: [],
  shown: 0,
  origin: 0,
  head: 0,
  form,
  playing: false,
  going: undefined,
  source: undefined,
  data: undefined,
  selection: { row: 0, column: 0 },
  quantity: "similarity",
  threshold: COURSE_THRESHOLD,
  answer: undefined,
  explanation: undefined,
  can: { undo: false, redo: false },
});

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
