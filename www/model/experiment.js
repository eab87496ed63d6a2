// The experiment: the first run's start, and what changes in which run at which step. Every number of every run follows from it, to the bit.
import { runConfig, settingOf } from "./settings.js";

/** @import {Change, LossConfig, Log, Values} from "../types/run.js" */

/** Further runs start as the first one, but for their change at step 0.
 * @typedef {{values: Values, loss: LossConfig, runs: Change[][]}} Experiment */
/** @typedef {{values: Values, loss: LossConfig}} Settings */
/** Where a link's runs stand, and which of them is looked at. @typedef {{step: number, shown: number}} Standing */
/** @typedef {{values?: Values, loss?: LossConfig}} Edit */
/** Where a person edits: the run and step that are shown, and the last step that there is.
 * @typedef {{shown: number, step: number, head: number}} Place */
/** What an edit asks for: nothing of the runs, another log, other data or weights, or a further run from here on.
 * @typedef {"page" | "log" | "restart" | "fork"} Effect */

/** What the runs are called, as many as the table allows. */
export const NAMES = ["A", "B", "C", "D"];

/** May a setting differ between runs side by side, as the loss may? Others are changed in all of them. @param {string} key */
const isOwn = (key) => settingOf(key).scope === "own";

/** In force in a run for the step after `step`. @param {Experiment} experiment @param {number} run @param {number} step @returns {Settings} */
export function settingsAt({ values, loss, runs }, run, step) {
  const due = runs[run].filter((change) => change.step <= step);
  if (due.length === 0) return { values, loss };
  return { values: Object.assign({}, values, ...due.map((change) => change.values)), loss: due.findLast((change) => change.loss)?.loss ?? loss };
}

/** The configuration from each step at which it changes, as a worker takes it. @param {Experiment} experiment @param {number} run @returns {Log} */
export function logOf(experiment, run) {
  const steps = new Set([0, ...experiment.runs[run].map((change) => change.step)]);
  return [...steps].map((step) => {
    const { values, loss } = settingsAt(experiment, run, step);
    return { step, config: runConfig(values, loss) };
  });
}

/** The last step at which anything changes. @param {Experiment} experiment */
export const lastChange = ({ runs }) => Math.max(0, ...runs.flat().map((change) => change.step));

/** What a person's edit does to the experiment, or undefined where there is no room for the run that it asks for.
 * @param {Experiment} experiment @param {Place} place @param {Edit} edit @returns {{experiment: Experiment, shown: number, effect: Effect} | undefined} */
export function edited(experiment, { shown, step, head }, edit) {
  const [page, runs] = parted(edit.values ?? {});
  const next = { ...experiment, values: { ...experiment.values, ...page } };
  const edits = { values: runs, loss: edit.loss };
  if (!edit.loss && Object.keys(runs).length === 0) return { experiment: next, shown, effect: "page" };
  if (Object.keys(runs).some((key) => settingOf(key).restarts)) {
    return { experiment: changed(startedAt(next, step), shown, 0, edits), shown, effect: "restart" };
  }
  if (step >= head) return { experiment: changed(next, shown, step, edits), shown, effect: "log" };
  const fork = { ...next, runs: [...next.runs, differences(next, shown, step)] };
  if (fork.runs.length > NAMES.length) return undefined;
  const own = fork.runs.length - 1;
  const changes = put(fork, own, step, edits);
  if (JSON.stringify(changes) === JSON.stringify(fork.runs[own])) return { experiment: next, shown, effect: "page" };
  return { experiment: { ...fork, runs: fork.runs.with(own, changes) }, shown: own, effect: "fork" };
}

/** A further run, from the first run's start but for this. @param {Experiment} experiment @param {Edit} edit @returns {Experiment} */
export function added(experiment, edit) {
  const more = { ...experiment, runs: [...experiment.runs, []] };
  const own = more.runs.length - 1;
  return { ...more, runs: more.runs.with(own, put(more, own, 0, edit)) };
}

/** Without a run; where the first goes, the next one is the first. @param {Experiment} experiment @param {number} run @returns {Experiment} */
export function without(experiment, run) {
  if (run > 0) return { ...experiment, runs: experiment.runs.toSpliced(run, 1) };
  const starts = experiment.runs.map((_, k) => settingsAt(experiment, k, 0)).slice(1);
  const later = experiment.runs.slice(1).map((changes) => changes.filter((change) => change.step > 0));
  return fromStarts(starts, later);
}

/** The experiment that starts with what is in force at a step. @param {Experiment} experiment @param {number} step */
export const startedAt = (experiment, step) =>
  fromStarts(
    experiment.runs.map((_, run) => settingsAt(experiment, run, step)),
    experiment.runs.map(() => []),
  );

/** @param {Settings[]} starts @param {Change[][]} later @returns {Experiment} */
function fromStarts(starts, later) {
  const [{ values, loss }] = starts;
  const runs = starts.map((start, k) => [...difference(0, { values, loss }, start), ...later[k]]);
  return { values, loss, runs };
}

/** A run's changes until a step, as those of a run beside the first. @param {Experiment} experiment @param {number} run @param {number} step */
const differences = ({ runs }, run, step) => runs[run].filter((change) => change.step <= step);

/** Loss and own settings change in one run, others in all. @param {Experiment} experiment @param {number} shown @param {number} step @param {Edit} edit @returns {Experiment} */
export function changed(experiment, shown, step, { values = {}, loss }) {
  const entries = Object.entries(values);
  const own = Object.fromEntries(entries.filter(([key]) => isOwn(key)));
  const all = Object.fromEntries(entries.filter(([key]) => !isOwn(key)));
  const editOf = (/** @type {number} */ run) => (run === shown ? { values: { ...own, ...all }, loss } : { values: all });
  if (step > 0) return { ...experiment, runs: experiment.runs.map((_, run) => put(experiment, run, step, editOf(run))) };
  const starts = experiment.runs.map((_, run) => {
    const start = settingsAt(experiment, run, 0);
    const edit = editOf(run);
    return { values: { ...start.values, ...edit.values }, loss: edit.loss ?? start.loss };
  });
  return fromStarts(
    starts,
    experiment.runs.map(() => []),
  );
}

/** A run's changes with an edit at a step, the last there is; what is in force before it anyway is no change.
 * @param {Experiment} experiment @param {number} run @param {number} step @param {Edit} edit @returns {Change[]} */
function put(experiment, run, step, edit) {
  const now = settingsAt(experiment, run, step);
  const changes = experiment.runs[run].filter((change) => change.step < step);
  const before = settingsAt({ ...experiment, runs: [changes] }, 0, step);
  return [...changes, ...difference(step, before, { values: { ...now.values, ...edit.values }, loss: edit.loss ?? now.loss })];
}

/** @param {number} step @param {Settings} before @param {Settings} after @returns {Change[]} one change, or none */
function difference(step, before, after) {
  const values = Object.fromEntries(Object.entries(after.values).filter(([key, value]) => value !== before.values[key]));
  const loss = JSON.stringify(after.loss) === JSON.stringify(before.loss) ? {} : { loss: after.loss };
  return Object.keys(values).length + Object.keys(loss).length > 0 ? [{ step, values, ...loss }] : [];
}

/** The page's settings, and those of runs. @param {Values} values @returns {[Values, Values]} */
const parted = (values) => [picked(values, true), picked(values, false)];

/** The page's settings among others. @param {Values} values */
export const ofPage = (values) => picked(values, true);

/** @param {Values} values @param {boolean} page @returns {Values} */
function picked(values, page) {
  const isPage = (/** @type {string} */ key) => settingOf(key).scope === "page";
  return Object.fromEntries(Object.entries(values).filter(([key]) => isPage(key) === page));
}
