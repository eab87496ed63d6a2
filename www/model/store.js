// The page's one state and the one way to change it: an action is dispatched, the next state and its link follow from it once, and subscribers hear of it.
import { presets } from "../../pkg/web/tripletscope.js";
import { formOf } from "../loss/form.js";
import { judged } from "../loss/judge.js";
import { same } from "../ui/memo.js";
import { words } from "../words/index.js";
import { changeOf, NoRoom } from "./changes.js";
import { lastChange, NAMES, settingsAt } from "./experiment.js";
import { experimentAfter, parkedPlan, readsBeside, shownSettings } from "./pending.js";
import { saidOf } from "./problems.js";
import { calledBy, linkOf, settingOf } from "./settings.js";
import { around, emptyRun } from "./state.js";
import { Undo } from "./undo.js";

/** @import {LossConfig, Said, Source, Values, Weights} from "../types/run.js" */
/** @import {Change} from "./changes.js" */
/** @import {Edit, Experiment, Settings, Standing} from "./experiment.js" */
/** @import {Around, Quantity, Run, State} from "./state.js" */

/** What goes to the runs and changes nothing by itself.
 * @typedef {{type: "play"} | {type: "pause"} | {type: "step"} | {type: "measure"} | {type: "list"} | {type: "halt"} | {type: "seek", step: number}
 *   | {type: "ask", question1: string, question2: string} | {type: "map", what: "questions" | "words"} | {type: "explain", pair: number}
 *   | {type: "time", values: Values} | {type: "save", what: "run" | "safetensors" | "npz"}} Command */
/** @typedef {Change | Command} Action */
/** @typedef {(state: State, before: State, action: Action) => void} Listener */

/** What the runs report of what is asked for. */
const REPORTED = ["opened", "unopened", "lost"];

/** What trains. */
const TRAINS = ["play", "step", "seek"];

export class Store {
  /** @type {Around} */ #now;
  /** @type {State} */ #seen;
  /** @type {Listener[]} */ #listeners = [];
  #undo = new Undo();
  /** @type {{experiment: Experiment, step: number, shown: number, text: string} | undefined} */ #link;
  /** The end of the round that is under way: what is changed now can be in force from there on. */
  edge = 0;
  /** The step that the runs are to stand at. */
  aim = 0;

  /** @param {Experiment} experiment @param {Standing} standing to go to */
  constructor(experiment, { step, shown }) {
    const form = formOf(experiment.loss) ?? formOf(Object.values(presets())[0]);
    this.#now = { ...around(experiment, /** @type {State["form"]} */ (form)), back: shown || undefined };
    this.aim = step;
    this.#seen = seenOf(this.#now);
  }

  state = () => this.#seen;

  /** @param {Listener} listener */
  subscribe(listener) {
    this.#listeners.push(listener);
  }

  /** What is not allowed is said, and nothing changes. @param {Action} action @returns {boolean} whether it is allowed */
  dispatch = (action) => {
    if (this.#now.locked && TRAINS.includes(action.type)) return false;
    const before = this.#seen;
    try {
      const next = this.#next(action);
      if (!next) return true;
      this.#set(next);
    } catch (error) {
      const said = saidOf(error);
      if (error instanceof NoRoom) this.complain(words.runs.full(NAMES.length));
      else if (said.problem) this.complain(words.problem(said));
      else throw error;
      return false;
    }
    for (const listener of this.#listeners) listener(this.#seen, before, action);
    return true;
  };

  /** @param {Action} action @returns {Around | undefined} */
  #next(action) {
    const change = changeOf(this.#now, /** @type {Change} */ (action), { undo: this.#undo, step: this.#standing, edge: this.edge });
    if (!change) return undefined;
    // What was wrong before is not what somebody asks for now; what the runs report says nothing of it.
    if ((change.experiment || change.pending) && this.#now.source && !REPORTED.includes(action.type)) change.problem = "";
    const [can, before] = [this.#undo.can, this.#now.can];
    const kept = can.undo === before.undo && can.redo === before.redo ? before : can;
    const next = followed({ ...this.#now, ...change, can: kept }, this.edge);
    // A link says what is not allowed.
    if (change.experiment) this.#linkOf(next);
    if (change.pending) linkOf(experimentAfter(next, change.pending), 0);
    return next;
  }

  /** @param {Around} next */
  #set(next) {
    this.#now = next;
    this.#seen = seenOf(next);
  }

  /** Where the runs stand, or are on their way to. */
  get #standing() {
    return this.#now.playing ? (this.#now.runs[0]?.step ?? 0) : this.aim;
  }

  /** @param {Around} state */
  #linkOf({ experiment, shown: now, back = now }) {
    const [made, step, shown] = [this.#link, this.#standing, Math.min(back, experiment.runs.length - 1)];
    if (made?.experiment === experiment && made.step === step && made.shown === shown) return made.text;
    const text = linkOf(experiment, step, shown);
    this.#link = { experiment, step, shown, text };
    return text;
  }

  /** What has been asked for, open or not yet. @returns {Settings} */
  asked = () => {
    const { pending, shown } = this.#now;
    if (!pending) return this.#seen;
    const experiment = experimentAfter(this.#now, pending);
    return settingsAt(experiment, Math.min(shown, experiment.runs.length - 1), Infinity);
  };

  /** The link of what is on the page, or has been asked for; what goes on while a file is read stays. */
  link = () => {
    const { pending, source } = this.#now;
    return pending && source && !readsBeside(this.#now)
      ? linkOf(experimentAfter(this.#now, pending), pending.step, pending.plan?.shown)
      : this.#linkOf(this.#now);
  };

  /** The link of the reader's own run, whatever has the page in the meantime. */
  ownLink = () => {
    const { parked } = this.#now;
    return parked ? linkOf(parkedPlan(this.#now, parked).experiment, parked.step, parked.shown) : this.link();
  };

  /** What the reader's own run is on, and where it stands. @returns {{source?: Source, called?: string, step: number}} */
  own = () => this.#now.parked ?? { source: this.#now.source, called: calledBy(this.#seen.values, this.#now.data), step: this.#seen.step };

  /** The run is put aside with its log and its undo. */
  park = () => this.dispatch({ type: "park" });
  /** The run that was put aside is put back, or gives way for good. @param {boolean} [back] */
  unpark = (back = true) => this.dispatch({ type: "unpark", back });
  /** @param {boolean} locked */
  lock = (locked) => void (locked !== this.#now.locked && this.dispatch({ type: "lock", locked }));
  /** A run of its own from these settings, on the built-in questions or on a file. @param {Edit} edit @param {number} step to go to @param {Source} [source] */
  begin = ({ values, loss }, step, source = { kind: "builtin", config: {} }) => {
    const { values: before, loss: shown } = this.#seen;
    const set = settingOf("data.set").default;
    /** @type {Experiment} */
    const experiment = { values: { ...before, "data.set": set, ...values }, loss: loss ?? shown, runs: [[]] };
    const open = source.kind === "builtin" && this.#now.source?.kind === "builtin" && !this.#now.pending;
    const reads = !open || Object.keys(experiment.values).some((key) => key.startsWith("data.") && experiment.values[key] !== before[key]);
    return this.dispatch({ type: "follow", experiment, step, source, reads });
  };

  /** @param {import("./state.js").Selection} selection */
  select = (selection) => this.dispatch({ type: "look", look: { selection } });
  /** @param {Quantity} quantity */
  show = (quantity) => this.dispatch({ type: "look", look: { quantity } });
  /** @param {number} threshold */
  setThreshold = (threshold) => this.dispatch({ type: "look", look: { threshold } });
  /** The answer comes with the state. @param {string} question1 @param {string} question2 */
  ask = (question1, question2) => this.dispatch({ type: "ask", question1, question2 });
  /** The map comes with the state. @param {"questions" | "words"} what */
  map = (what) => this.dispatch({ type: "map", what });
  /** The held-out pairs' texts come with the state. */
  listPairs = () => this.dispatch({ type: "list" });
  /** Asks about a held-out pair, and marks it among the others. @param {NonNullable<State["pair"]>} pair */
  showPair = (pair) => {
    const { values } = this.#seen;
    if (!values["view.ask"] || !values["view.scores"]) this.apply({ values: { "view.ask": true, "view.scores": true } });
    this.dispatch({ type: "look", look: { pair } });
    this.ask(pair.question1, pair.question2);
  };
  /** What a pair of the batch shown goes through comes with the state. @param {number} pair */
  explain = (pair) => this.dispatch({ type: "explain", pair });
  /** Many settings at once. @param {Edit} edit */
  apply = (edit) => this.dispatch({ type: "edit", edit, step: this.edge, noted: true });
  /** @param {string} key @param {number | string | boolean} value */
  set = (key, value) => this.apply({ values: { [key]: value } });
  /** @param {LossConfig} loss */
  setLoss = (loss) => this.apply({ loss });

  /** Reads data and begins the runs on it, or continues a saved run. @param {Source} source @param {Uint8Array} [saved] @param {string} [name] */
  open = (source, saved, name = source.kind === "file" ? source.name : words.data.builtin) => this.dispatch({ type: "open", source, saved, name });
  /** What is being opened is not wanted any more: all goes on as it was. */
  cancel = () => this.dispatch({ type: "cancel" });
  openBuiltin = () => this.open({ kind: "builtin", config: {} });
  /** Continues a saved run on the data that is open. @param {Uint8Array} saved @param {string} name of its file */
  restore = (saved, name) => this.open(this.#now.source ?? { kind: "builtin", config: {} }, saved, name);
  /** Begins the run with weights, on the data that is open. @param {Weights} weights */
  weigh = (weights) => this.dispatch({ type: "weigh", weights });
  /** The run, without the weights that it began with. */
  fresh = () => this.dispatch({ type: "fresh" });
  /** The same start again. */
  reset = () => this.dispatch({ type: "reset" });
  /** The run, on the built-in questions. */
  restart = () => (this.#now.source?.kind === "file" ? this.openBuiltin() : this.reset());

  /** Results of a verdict, which its view shows beside those that it has. @param {File} results */
  showResults = (results) => {
    if (!this.#seen.values["view.verdict"]) this.set("view.verdict", true);
    this.dispatch({ type: "results", results });
  };

  play = () => this.dispatch({ type: "play" });
  pause = () => this.dispatch({ type: "pause" });
  step = () => this.dispatch({ type: "step" });
  /** All held-out pairs, where the runs stand. */
  measure = () => this.dispatch({ type: "measure" });
  /** Back to a step, or on to it. @param {number} step */
  seek = (step) => {
    const last = Number(settingOf("page.stopAt").max);
    if (Number.isInteger(step) && step >= 0 && step <= last) return this.dispatch({ type: "seek", step: Math.max(step, this.#now.origin) });
    this.complain(words.element.noStep(String(step), last));
    return false;
  };
  /** Stops on a long way to a step. */
  halt = () => this.dispatch({ type: "halt" });
  /** @param {"run" | "safetensors" | "npz"} what the whole run, or its weights in that format */
  save = (what) => this.dispatch({ type: "save", what });

  /** @param {number} run */
  showRun = (run) => this.dispatch({ type: "show", run });
  /** From the same start, but for this, or with weights of its own. @param {Edit} edit @param {Weights} [weights] */
  addRun = (edit, weights) => this.dispatch({ type: "add", edit, weights });
  /** @param {number} run */
  removeRun = (run) => this.dispatch({ type: "remove", run });
  /** The last change, or the run before. */
  undo = () => this.dispatch({ type: "undo" });
  redo = () => this.dispatch({ type: "redo" });

  /** Says what went wrong. @param {string} sentence @param {string} [message] what others are told of it: nothing that a person has opened
   * @param {Said} [said] the same in parts, of what was given */
  complain = (sentence, message = sentence, said = undefined) => void this.dispatch({ type: "complain", sentence, message, said });

  /** Does what may have to be loaded first, and says where that has failed. @param {() => unknown} act */
  attempt = async (act) => {
    try {
      await act();
    } catch (error) {
      const said = saidOf(error);
      if (!said.unfetched && !said.unread) throw error;
      this.complain(words.problem(said));
    }
  };
}

/** The state as views see it: the run that is shown, and what stands beside it. @param {Around} state @returns {State} */
function seenOf(state) {
  const run = state.runs[state.shown];
  if (run) return { ...run, ...state };
  const { values, loss } = shownSettings(state);
  return { ...emptyRun(values, loss), ...state };
}

/** A state and what follows from it. @param {Around} state @param {number} edge @returns {Around} */
function followed(state, edge) {
  const step = state.runs[0]?.step ?? 0;
  const heads = state.fresh ? [] : [step, ...state.runs.map(({ history }) => history.head)];
  const reached = Math.max(state.origin, ...heads);
  const planned = Math.max(reached, lastChange(state.experiment));
  // What is changed while a run goes on is in force from the step that it is on its way to, and is shown where it stands.
  const head = state.playing && edge >= planned ? reached : planned;
  const each = state.runs.map((run) => inForce(run, state, state.fresh || step >= head ? Infinity : step));
  const runs = same(each, state.runs) ? state.runs : each;
  const { loss } = shownSettings({ ...state, runs });
  const form = loss === formed.get(state.form) ? state.form : (formOf(loss, state.form) ?? state.form);
  formed.set(form, loss);
  return { ...state, runs, head, form };
}

/** The loss that a form has been made of. @type {WeakMap<State["form"], LossConfig>} */
const formed = new WeakMap();

/** @param {Run} run @param {Around} state @param {number} step @returns {Run} */
function inForce(run, { keys, experiment }, step) {
  const k = keys.indexOf(run.key);
  const { values, loss } = settingsAt(experiment, k, step);
  const kept = same(Object.values(values), Object.values(run.values)) ? run.values : values;
  const report = run.batchSize < 2 ? undefined : judged(run, loss);
  const [name, settled] = [NAMES[k], kept === run.values && loss === run.loss && report === run.report];
  return settled && name === run.name ? run : { ...run, name, values: kept, loss, report };
}
