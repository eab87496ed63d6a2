// What the page knows at one moment; every view draws itself from it alone.
import { NAMES } from "./experiment.js";
import { History } from "./history.js";
import { settingOf } from "./settings.js";

/** @import {Answer, Change, DatasetReport, Explanation, HeldOutPairs, LossConfig, LossReport, Mapped, Source, Values, Weights} from "../types/run.js" */
/** @import {Form} from "../loss/form.js" */
/** @import {Edit, Experiment} from "./experiment.js" */
/** @import {Ghost} from "./ghost.js" */

/** A cell of S; `further`: in its row, that further text. @typedef {{row: number, column: number, further?: number}} Selection */

/** @typedef {"similarity" | "transposed" | "difference" | "gradient" | "left" | "right"} Quantity */

/** One run at the step that is shown.
 * @typedef {object} Run
 * @property {number} key by which it is known as long as it is there
 * @property {string} name
 * @property {Values} values in force
 * @property {LossConfig} loss in force
 * @property {number} run counts the runs of its worker
 * @property {number} step
 * @property {number} batchSize of the matrix that is shown
 * @property {Float32Array} similarity
 * @property {Float32Array} further [B, K] questions 1 against the batch's further texts
 * @property {{left: string[], right: string[], extra: string[]}} texts
 * @property {Float32Array} vectors [2B, H] of the batch that is shown, questions 1 first
 * @property {Float32Array} furtherVectors [K, H]
 * @property {number} workers that share its steps
 * @property {number[]} kept steps at which there are snapshots
 * @property {number} pace milliseconds that a step takes
 * @property {LossReport | undefined} report what the loss in force makes of the matrix that is shown
 * @property {History} history
 */

/** What stands beside the runs.
 * @typedef {object} Around
 * @property {Experiment} experiment
 * @property {number[]} keys of the experiment's runs
 * @property {Record<number, Fork>} forks where runs that are on their way come from
 * @property {number} era counts how often all runs have begun together
 * @property {boolean} fresh nothing has come yet of the runs that have begun
 * @property {number | undefined} back the run that was shown when these were put aside: it is shown again once they have come
 * @property {Run[]} runs side by side, all at the same step; those that are on their way come after them
 * @property {number} shown which of them the views show
 * @property {Pending | undefined} pending what is being opened
 * @property {Uint8Array | undefined} saved a saved run that the first run continues
 * @property {Record<number, Weights>} weights that runs begin with, by their keys
 * @property {Plan | undefined} parked the reader's own run, put aside while something else has the page
 * @property {Ghost | undefined} ghost a pale curve beside the run
 * @property {boolean} locked nothing is trained: something is owed first
 * @property {Notice | undefined} notice what went wrong, until it is read
 * @property {string} problem with what was asked last
 * @property {number} origin the first step that can be gone back to
 * @property {number} head the last step that there has been
 * @property {Form} form the loss as switches, or the last one that could be shown so
 * @property {boolean} playing
 * @property {boolean} measuring all held-out pairs
 * @property {File | undefined} results of a verdict, to be shown
 * @property {{step: number, to: number} | undefined} going a long way to a step
 * @property {Source | undefined} source
 * @property {DatasetReport | undefined} data
 * @property {Selection} selection
 * @property {Quantity} quantity
 * @property {number} threshold cosines above it are called duplicates
 * @property {HeldOutPairs | undefined} heldOut the held-out pairs' texts, once they have been asked for
 * @property {{index: number, question1: string, question2: string} | undefined} pair the held-out pair that is looked at
 * @property {Answer | undefined} answer to the last two questions that were asked
 * @property {Explanation | undefined} explanation the last one that was asked for
 * @property {Mapped | undefined} mapped the last map that was asked for
 * @property {{undo: boolean, redo: boolean}} can
 */

/** Other data, another start or a whole run before that is being opened: until that has worked, everything stays as it is.
 * @typedef {object} Pending
 * @property {string} name of what is opened; none for a restart
 * @property {Source} source
 * @property {boolean} reads does it take reading, or is it the data that is open?
 * @property {Uint8Array} [saved]
 * @property {Record<number, Weights>} weights
 * @property {boolean} alone does one run take the place of all there are?
 * @property {Edit} edit of the settings, from the start
 * @property {Plan} [plan] in the place of the experiment there is
 * @property {number} step to go to then
 * @property {"first" | "new" | "back" | "on" | "parked"} why
 * @property {Pending} [next] what is opened then
 */

/** Which run, and where: its past is shared as long as the changes are these. @typedef {{of: number, step: number, changes: Change[]}} Fork */

/** All that a run follows from, and where it stands: enough to make it again. @typedef {object} Plan
 * @property {Source} source
 * @property {string} [called] what the data is called, with its fingerprint
 * @property {Uint8Array | undefined} saved
 * @property {Record<number, Weights>} weights
 * @property {Experiment} experiment
 * @property {number[]} keys
 * @property {number} shown
 * @property {number} step
 */

/** `again`: it can be tried again; `of`: a fault, if nothing else; `before`: what has not been read yet, one of each kind.
 * @typedef {{sentence: string, again: boolean, of?: "file" | "silent", before?: Notice}} Notice */

/** The run that is shown, and what stands beside it. @typedef {Run & Around} State */

/** What views and controls do it with. @typedef {import("./store.js").Store} App */

/** A run of which nothing has come yet. @param {Values} values @param {LossConfig} loss @returns {Run} */
export const emptyRun = (values, loss) => ({
  key: 0,
  name: NAMES[0],
  values,
  loss,
  run: -1,
  step: 0,
  batchSize: 0,
  similarity: new Float32Array(),
  further: new Float32Array(),
  texts: { left: [], right: [], extra: [] },
  vectors: new Float32Array(),
  furtherVectors: new Float32Array(),
  workers: 1,
  kept: [],
  pace: 0,
  report: undefined,
  history: new History([]),
});

/** @param {Experiment} experiment @param {Form} form @returns {Around} */
export const around = (experiment, form) => ({
  experiment,
  keys: experiment.runs.map((_, key) => key),
  forks: {},
  era: 0,
  fresh: true,
  back: undefined,
  runs: [],
  shown: 0,
  pending: undefined,
  saved: undefined,
  weights: {},
  parked: undefined,
  ghost: undefined,
  locked: false,
  notice: undefined,
  problem: "",
  origin: 0,
  head: 0,
  form,
  playing: false,
  measuring: false,
  results: undefined,
  going: undefined,
  source: undefined,
  data: undefined,
  selection: { row: 0, column: 0 },
  quantity: "similarity",
  threshold: Number(settingOf("threshold").default),
  heldOut: undefined,
  pair: undefined,
  answer: undefined,
  explanation: undefined,
  mapped: undefined,
  can: { undo: false, redo: false },
});
