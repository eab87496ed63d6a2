// What is to be opened: other data, another start, opened weights, or a whole run as it was; and the experiment once that is open.
import { changed, ofPage, settingsAt, startedAt } from "./experiment.js";
import { calledBy, encoderFor } from "./settings.js";

/** @import {Edit, Experiment, Settings} from "./experiment.js" */
/** @import {Around, Pending, Plan} from "./state.js" */

/** The settings that are shown are in force from this step on: in the past those of then, otherwise those to come. @param {Around} state */
const now = ({ fresh, runs, head }) => (fresh || (runs[0]?.step ?? 0) >= head ? Number.POSITIVE_INFINITY : runs[0].step);

/** In force where the shown run stands. @param {Around} state @returns {Settings} */
export const shownSettings = ({ runs, shown, experiment }) =>
  runs[shown] ?? settingsAt(experiment, Math.min(shown, experiment.runs.length - 1), Infinity);

const isEmpty = (/** @type {Edit} */ { values = {}, loss }) => !loss && Object.keys(values).length === 0;

/** The experiment once that is open. @param {Around} state @param {Pending} pending @returns {Experiment} */
export function experimentAfter(state, { why, plan, edit }) {
  if (why === "on" || (why === "first" && isEmpty(edit))) return state.experiment;
  if (why === "first") return changed(state.experiment, 0, 0, edit);
  if (plan && why === "back") return { ...plan.experiment, values: { ...plan.experiment.values, ...ofPage(state.experiment.values) } };
  if (plan && isEmpty(edit)) return plan.experiment;
  const begun = plan ? startedAt(plan.experiment, plan.step) : startedAt(state.experiment, now(state));
  return isEmpty(edit) ? begun : changed(begun, plan?.shown ?? state.shown, 0, edit);
}

/** @param {Around} state @param {number} step @returns {Plan | undefined} */
export const planOf = ({ source, data, saved, weights, experiment, keys, shown }, step) =>
  source && { source, called: calledBy(experiment.values, data), saved, weights, experiment, keys, shown, step };

/** How the page looks is the reader's choice of now, whatever was put aside. */
const LOOKS = ["page.language", "page.theme"];

/** What was put aside, as it is put back. @param {Around} state @param {Plan} parked @returns {Plan} */
export function parkedPlan({ experiment }, parked) {
  const looks = Object.fromEntries(LOOKS.filter((key) => key in experiment.values).map((key) => [key, experiment.values[key]]));
  return { ...parked, experiment: { ...parked.experiment, values: { ...parked.experiment.values, ...looks } } };
}

/** Other data or a saved run; the network is of the kind that the data want. @param {Around} state @param {Extract<import("./changes.js").Change, {type: "open"}>} action @param {number} step */
export function opening(state, { source, name, saved, edit }, step) {
  const values = { ...encoderFor(source, shownSettings(state).values), ...edit?.values };
  return pending(state, { source, name, saved, edit: saved ? {} : { ...edit, values }, alone: Boolean(saved), step: state.source ? 0 : step });
}

/** Where a file is read first, the runs that there are go on meanwhile. @param {Around} state */
export const readsBeside = ({ source, pending }) => Boolean(source && pending?.reads && pending.source.kind === "file");

/** Is that source to be opened, now or then? @param {Around} state @param {import("../types/run.js").Source} source */
export const waitsFor = ({ pending }, source) => pending?.source === source || pending?.next?.source === source;

/** @param {Around} state @param {Partial<Pending> & Pick<Pending, "source">} wanted @returns {Pending} */
export const pending = (state, wanted) => ({
  name: "",
  reads: true,
  edit: {},
  weights: {},
  alone: false,
  step: 0,
  why: state.source || wanted.plan ? "new" : "first",
  ...wanted,
});

/** A whole run is made again as it was. @param {Around} state @param {Plan} plan @param {"back" | "parked"} why */
export const again = (state, plan, why) =>
  pending(state, { source: plan.source, saved: plan.saved, weights: plan.weights, plan, step: plan.step, why });
