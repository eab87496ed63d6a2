// What each action makes of the state: what is changed in it, and nothing else happens here.
import { withEdition } from "./editions.js";
import { added, edited, lastChange, settingsAt, without } from "./experiment.js";
import { again, experimentAfter, opening, parkedPlan, pending, planOf, readsBeside, shownSettings } from "./pending.js";
import { fittedTo, settingOf, withConfig } from "./settings.js";

/** @import {Answer, DatasetReport, Explanation, Frame, HeldOutPairs, LossConfig, Mapped, RunConfig, Said, Source, Values, Weights} from "../types/run.js" */
/** @import {Edit, Experiment, Settings} from "./experiment.js" */
/** @import {Ghost} from "./ghost.js" */
/** @import {History} from "./history.js" */
/** @import {Around, Notice, Pending, Plan, Quantity, Run} from "./state.js" */
/** @import {Undo} from "./undo.js" */

/** What somebody does, and what the runs report.
 * @typedef {{type: "edit", edit: Edit, step: number, noted: boolean}
 *   | {type: "open", source: Source, name: string, saved?: Uint8Array, edit?: Edit}
 *   | {type: "weigh", weights: Weights} | {type: "fresh"}
 *   | {type: "follow", experiment: Experiment, step: number, shown?: number, source?: Source, reads?: boolean}
 *   | {type: "reset"} | {type: "undo"} | {type: "redo"}
 *   | {type: "park"} | {type: "unpark", back: boolean} | {type: "lock", locked: boolean}
 *   | {type: "add", edit: Edit, weights?: Weights} | {type: "remove", run: number} | {type: "show", run: number}
 *   | {type: "look", look: {selection?: import("./state.js").Selection, quantity?: Quantity, threshold?: number, pair?: Around["pair"]}}
 *   | {type: "opened", pending: Pending, report: DatasetReport, config: RunConfig, origin: number}
 *   | {type: "unopened", pending: Pending} | {type: "cancel"}
 *   | {type: "retract", experiment: Experiment}
 *   | {type: "lost", key: number}
 *   | {type: "frames", frames: {key: number, frame: Frame, history: History}[]}
 *   | {type: "ghost", ghost: Ghost | undefined}
 *   | {type: "playing", playing: boolean} | {type: "measuring", measuring: boolean} | {type: "going", step: number, to: number}
 *   | {type: "pairs", pairs: HeldOutPairs} | {type: "answer", answer: Answer} | {type: "explanation", explanation: Explanation} | {type: "mapped", mapped: Mapped}
 *   | {type: "complain", sentence: string, message: string, said?: Said}
 *   | {type: "results", results: File}
 *   | {type: "notice", notice: Notice} | {type: "dismiss", of?: Notice["of"]} | {type: "again"}} Change */

/** There are as many runs as there may be. */
export class NoRoom extends Error {}

/** With several runs, they are shown side by side. */
const COMPARING = { "view.compare": true };

/** The run that was put aside comes back, or gives way for good and can be undone to. @param {Around} state @param {boolean} back @param {Undo} undo
 * @returns {Partial<Around>} */
function unpark(state, back, undo) {
  if (!state.parked) return {};
  const plan = parkedPlan(state, state.parked);
  if (back) return { pending: again(state, plan, "parked"), locked: false };
  undo.unpark();
  undo.notePlan(plan);
  return { parked: undefined, locked: false };
}

/** Of an edit, what is not so already; values also where they will not be so. @param {Edit} edit @param {Settings} inForce @param {Settings} [coming] @returns {{values: Values, loss: LossConfig | undefined}} */
const differing = ({ values = {}, loss }, inForce, coming = inForce) => ({
  values: Object.fromEntries(Object.entries(values).filter(([key, value]) => value !== inForce.values[key] || value !== coming.values[key])),
  loss: loss && loss !== inForce.loss ? loss : undefined,
});

/** A change of settings while the runs go on, from a step on; a restart is something to be opened.
 * @param {Around} state @param {Extract<Change, {type: "edit"}>} action @param {Undo} undo @returns {Partial<Around>} */
function edit(state, { edit: asked, step, noted }, undo) {
  const { shown, head, experiment } = state;
  const inForce = step < head ? shownSettings(state) : settingsAt(experiment, shown, Infinity);
  const coming = state.pending ? settingsAt(experimentAfter(state, state.pending), 0, Infinity) : inForce;
  const own = differing(asked, inForce, coming);
  const keys = Object.keys(own.values);
  const next = edited(experiment, { shown, step, head }, own);
  if (!next) throw new NoRoom();
  if (next.effect === "restart") return restart(state, own, next.experiment, keys);
  if (next.effect === "fork") {
    undo.forget();
    const key = freeKey(state);
    const fork = { of: state.keys[shown], step: lastChange({ ...next.experiment, runs: next.experiment.runs.slice(-1) }) };
    const changes = next.experiment.runs[next.shown];
    const weights = inherited(state, state.keys[shown], key);
    return { experiment: next.experiment, keys: [...state.keys, key], weights, forks: { ...state.forks, [key]: { ...fork, changes } } };
  }
  if (noted && (own.loss || keys.some((key) => settingOf(key).group !== "views")))
    undo.note({ shown, ...settingsAt(experiment, shown, Infinity) }, `${keys} ${Boolean(own.loss)}`);
  return { experiment: next.experiment };
}

/** @param {Around} state @param {Edit} own @param {Experiment} experiment with that changed @param {string[]} keys @returns {Partial<Around>} */
function restart(state, own, experiment, keys) {
  const { source, pending: before } = state;
  if (!source) return { experiment, pending: before && { ...before } };
  const merged = { values: { ...before?.edit.values, ...own.values }, loss: own.loss ?? before?.edit.loss };
  const reads = before?.reads || keys.some((key) => key.startsWith("data."));
  // Another network does not begin with weights of this one.
  const weights = keys.some((key) => key.startsWith("model.")) ? {} : (before ?? state).weights;
  const alone = Boolean(before?.alone && !before.saved);
  const wanted = {
    source: before?.source ?? source,
    name: before?.name ?? "",
    reads,
    edit: merged,
    weights,
    alone,
    plan: before?.plan,
    next: before?.next,
  };
  return { pending: pending(state, wanted) };
}

/** A further run begins with the weights of another one, if that one does. @param {Around} state @param {number} of @param {number} key */
const inherited = ({ weights }, of, key) => (weights[of] ? { ...weights, [key]: weights[of] } : weights);

const freeKey = (/** @type {Around} */ { keys }) => Math.max(...keys) + 1;

/** @param {Around} state @param {number} run @param {Undo} undo @returns {Partial<Around>} */
function remove(state, run, undo) {
  const { experiment, keys, runs, shown } = state;
  if (keys.length === 1 || !(run in keys)) return {};
  undo.forget();
  const before = shown > run || (shown === run && run === keys.length - 1);
  const rest = runs.filter(({ key }) => key !== keys[run]);
  const next = Math.max(0, Math.min(before ? shown - 1 : shown, rest.length - 1));
  return { experiment: without(experiment, run), keys: keys.toSpliced(run, 1), runs: rest, shown: next };
}

/** The run before a restart stays as a pale curve. @param {Around} state @returns {Ghost | undefined} */
const lastRun = ({ runs: [run, ...others], era }) =>
  run && run.history.head > 0 && others.length === 0 ? { flag: undefined, history: run.history, key: `before ${era}` } : undefined;

/** @param {Around} state @param {Extract<Change, {type: "opened"}>} action @param {Undo} undo @param {number} step where the runs before stand @returns {Partial<Around>} */
function opened(state, { pending: asked, report, config, origin }, undo, step) {
  const wanted = state.pending;
  if (!wanted || wanted !== asked) return {};
  const before = planOf(state, step);
  if (wanted.why === "new" && before) undo.notePlan(before);
  if (wanted.why === "parked") undo.unpark();
  const { source, saved, weights, plan } = wanted;
  const began = {
    source,
    saved,
    weights,
    data: report,
    origin,
    era: state.era + 1,
    fresh: true,
    parked: wanted.why === "parked" ? undefined : state.parked,
    ghost: wanted.why === "new" && !wanted.reads ? lastRun(state) : undefined,
    pending: wanted.next,
    answer: undefined,
    explanation: undefined,
    mapped: undefined,
    heldOut: undefined,
    pair: undefined,
  };
  if (wanted.alone) {
    const values = withEdition(withConfig(shownSettings(state).values, config), config.loss);
    const keys = state.keys.slice(0, 1);
    const runs = state.runs.filter(({ key }) => key === keys[0]);
    return { ...began, experiment: { values, loss: config.loss, runs: [[]] }, keys, runs, shown: 0, forks: {} };
  }
  const keys = plan?.keys ?? state.keys;
  const runs = state.runs.filter(({ key }) => keys.includes(key));
  const shown = Math.max(0, Math.min(plan?.shown ?? state.shown, runs.length - 1));
  return { ...began, experiment: experimentAfter(state, wanted), keys, runs, shown, forks: {}, back: plan?.shown ?? state.back };
}

/** @param {Around} state @param {Extract<Change, {type: "frames"}>} action @returns {Partial<Around>} */
function frames(state, { frames: given }) {
  const known = given.filter(({ key }) => state.keys.includes(key));
  if (known.length === 0) return {};
  const runs = known.map(({ key, frame, history }) => {
    const { run, step, similarity, further, texts, vectors, furtherVectors, workers, kept, pace } = frame;
    const batchSize = Math.round(Math.sqrt(similarity.length));
    const { name, values, loss } = state.runs.find((other) => other.key === key) ?? { name: "", ...shownSettings(state) };
    const shown = { run, step, similarity, further, texts, vectors, furtherVectors, workers, kept, pace, batchSize };
    return /** @type {Run} */ ({ key, name, values, loss, ...shown, report: undefined, history });
  });
  const joined = !state.fresh && runs.length > state.runs.length;
  const shown = joined
    ? runs.findLastIndex(({ key }) => !state.runs.some((other) => other.key === key))
    : Math.min(state.back ?? state.shown, runs.length - 1);
  const { row, column, further = -1 } = state.selection;
  const { batchSize: size, texts } = runs[shown];
  const there = further < texts.extra.length ? state.selection : { row, column };
  const selection = row < size && column < size ? there : { row: 0, column: 0 };
  return { runs, shown, selection, going: undefined, fresh: false, back: undefined };
}

/** The last change taken back, or made again. @param {Around} state @param {"undo" | "redo"} way @param {Undo} undo @param {number} step @param {number} edge @returns {Partial<Around>} */
function goBack(state, way, undo, step, edge) {
  // Runs that are on their way back already are what one goes back from.
  const coming = state.pending?.why === "back" ? state.pending.plan : undefined;
  const { experiment } = coming ?? state;
  const entry = undo[way]((there) => {
    if ("plan" in there) return { plan: coming ?? planOf(state, step) ?? there.plan };
    const { shown } = there.settings;
    return shown in experiment.runs ? { settings: { shown, ...settingsAt(experiment, shown, Infinity) } } : there;
  });
  if (!entry) return {};
  if ("plan" in entry) return backTo(state, entry.plan);
  const { shown, values, loss } = entry.settings;
  // Settings of a run that did not come back cannot be gone back to.
  if (!(shown in experiment.runs)) return {};
  if (!coming)
    return { shown, ...edit({ ...state, shown }, { type: "edit", edit: { values, loss }, step: Math.max(edge, state.head), noted: false }, undo) };
  const [head, inForce] = [Math.max(coming.step, lastChange(experiment)), settingsAt(experiment, shown, Infinity)];
  const next = edited(experiment, { shown, step: head, head }, differing({ values, loss }, inForce));
  return backTo(state, { ...coming, shown, step: next?.effect === "restart" ? 0 : coming.step, experiment: next?.experiment ?? experiment });
}

/** @param {Around} state @param {Plan} plan @returns {Partial<Around>} */
const backTo = (state, plan) => ({ pending: again(state, plan, "back") });

/** What is to be read beside what is said of this. @param {Notice | undefined} notice @param {Notice["of"]} of @returns {Notice | undefined} */
const unread = (notice, of) => (notice?.of === of ? notice?.before : notice && { ...notice, before: unread(notice.before, of) });

/** @typedef {{undo: Undo, step: number, edge: number}} Place where the runs stand, and from which step on what is changed now can be in force */

/** Undefined where an action is of no account: nobody hears of it. @param {Around} state @param {Change} action @param {Place} place
 * @returns {Partial<Around> | undefined} */
export function changeOf(state, action, { undo, step, edge }) {
  switch (action.type) {
    case "edit":
      return edit(state, action, undo);
    case "open":
      return { pending: opening(state, action, step) };
    case "weigh": {
      const { source, keys } = state;
      const { weights } = action;
      if (!source) return {};
      return { pending: pending(state, { source, name: weights.name, reads: false, weights: { [keys[0]]: weights }, alone: true }) };
    }
    case "fresh":
      return state.source ? { pending: pending(state, { source: state.source, reads: false }) } : {};
    case "reset":
      if (!state.source) return {};
      // A file that is being read comes after that.
      if (!state.pending || (readsBeside(state) && state.pending.why === "new"))
        return { pending: pending(state, { source: state.source, reads: false, weights: state.weights, next: state.pending }) };
      // What is being opened restarts anyway; what comes back stays at its start.
      return state.pending.plan ? { pending: { ...state.pending, saved: undefined, step: 0 } } : {};
    case "follow": {
      const { step: to, shown = 0, reads = true } = action;
      const source = action.source ?? state.source ?? { kind: /** @type {const} */ ("builtin"), config: {} };
      const experiment = fittedTo(source, action.experiment);
      const plan = { source, saved: undefined, weights: {}, experiment, keys: experiment.runs.map((_, key) => key), shown, step: to };
      return { pending: pending(state, { source, plan, reads, step: to }) };
    }
    case "park": {
      const parked = state.parked ?? planOf(state, step);
      if (parked && !state.parked) undo.park();
      return { parked };
    }
    case "unpark":
      return unpark(state, action.back, undo);
    case "results":
      return { results: action.results };
    case "lock":
      return { locked: action.locked };
    case "undo":
    case "redo":
      return goBack(state, action.type, undo, step, edge);
    case "add": {
      undo.forget();
      const { values, ...experiment } = added(state.experiment, action.edit);
      const key = freeKey(state);
      const weights = action.weights ? { ...state.weights, [key]: action.weights } : inherited(state, state.keys[0], key);
      return { experiment: { ...experiment, values: { ...values, ...COMPARING } }, keys: [...state.keys, key], weights };
    }
    case "remove":
      return remove(state, action.run, undo);
    // What a worker has refused is as it was before; runs that have come or gone since are not.
    case "retract":
      return action.experiment.runs.length === state.keys.length ? { experiment: action.experiment, problem: state.problem } : {};
    case "lost":
      return remove(state, state.keys.indexOf(action.key), undo);
    case "show":
      return action.run in state.runs ? { shown: action.run, back: undefined, explanation: undefined, answer: undefined, mapped: undefined } : {};
    // Before the first matrix there is no cell to look at.
    case "look":
      return action.look.selection && !state.runs.length ? {} : action.look;
    case "opened":
      return opened(state, action, undo, step);
    // What is there already stays.
    case "cancel":
      return state.source ? { pending: state.pending?.next && { ...state.pending, next: undefined } } : {};
    case "unopened":
      if (state.pending !== action.pending) return {};
      if (state.source && action.pending.why === "back") undo.stay({ ...state, source: state.source });
      return { pending: action.pending.next };
    case "frames":
      return frames(state, action);
    case "ghost":
      return { ghost: action.ghost };
    case "playing":
      return { playing: action.playing };
    case "measuring":
      return { measuring: action.measuring };
    case "going":
      // A round of a run that plays is no way to anywhere; one that catches up with the others is.
      return state.playing && action.step >= state.runs[state.shown].step ? undefined : { going: { step: action.step, to: action.to } };
    case "mapped":
      return { mapped: action.mapped };
    case "pairs":
      return { heldOut: action.pairs };
    case "answer":
      return { answer: action.answer };
    case "explanation":
      return { explanation: action.explanation };
    case "complain":
      return { problem: action.sentence };
    case "notice":
      return { notice: { ...action.notice, before: unread(state.notice, action.notice.of) } };
    case "dismiss":
      return { notice: action.of ? unread(state.notice, action.of) : state.notice?.before };
    case "again":
      return { notice: state.notice?.before };
    default:
      return {};
  }
}
