// Undo: before each change of settings what was in force in the run that was changed, and before other data or another start the whole run there was.

/** @import {Settings} from "./experiment.js" */
/** @import {Plan} from "./state.js" */
/** @typedef {{shown: number} & Settings} Before */
/** @typedef {{settings: Before} | {plan: Plan}} Entry */

/** Whole runs that can be gone back to. */
const MOST_PLANS = 20;

export class Undo {
  /** @type {Entry[]} */ #past = [];
  /** @type {Entry[]} */ #future = [];
  /** What was changed last: going on changing it, as with a slider, is one change. */
  #touched = "";
  /** What could be gone back to before the run was put aside. @type {{past: Entry[], future: Entry[]} | undefined} */
  #parked;

  get can() {
    return { undo: this.#past.length > 0, redo: this.#future.length > 0 };
  }

  /** @param {Before} settings in force before @param {string} touched what is changed */
  note(settings, touched) {
    if (touched !== this.#touched || this.#future.length > 0) this.#past.push({ settings });
    this.#touched = touched;
    this.#future = [];
  }

  /** @param {Plan} plan of the runs that others take the place of */
  notePlan(plan) {
    const plans = this.#past.filter((entry) => "plan" in entry);
    this.#past = [...this.#past.filter((entry) => entry !== (plans.length >= MOST_PLANS && plans[0])), { plan }];
    [this.#future, this.#touched] = [[], ""];
  }

  /** What to go back to, and how it is now, for the way on again. @param {(entry: Entry) => Entry} now @returns {Entry | undefined} */
  undo = (now) => this.#move(this.#past, this.#future, now);
  /** @param {(entry: Entry) => Entry} now @returns {Entry | undefined} */
  redo = (now) => this.#move(this.#future, this.#past, now);

  /** The run is put aside with its past: what comes now has a past of its own. */
  park() {
    this.#parked = { past: this.#past, future: this.#future };
    [this.#past, this.#future, this.#touched] = [[], [], ""];
  }

  /** The run is back with its past. */
  unpark() {
    [this.#past, this.#future, this.#touched] = [this.#parked?.past ?? [], this.#parked?.future ?? [], ""];
    this.#parked = undefined;
  }

  /** What is on the page cannot be gone back to, where the way to another run has failed. @param {Pick<Plan, "source" | "experiment">} on */
  stay({ source, experiment }) {
    const isOther = (/** @type {Entry} */ entry) => !("plan" in entry) || entry.plan.experiment !== experiment || entry.plan.source !== source;
    [this.#past, this.#future] = [this.#past.filter(isOther), this.#future.filter(isOther)];
  }

  /** Runs have come or gone: settings of single runs cannot be gone back to, whole runs before can. */
  forget() {
    this.#past = this.#past.filter((entry) => "plan" in entry);
    [this.#future, this.#touched] = [[], ""];
  }

  /** @param {Entry[]} from @param {Entry[]} to @param {(entry: Entry) => Entry} now */
  #move(from, to, now) {
    const entry = from.pop();
    if (entry) to.push(now(entry));
    this.#touched = "";
    return entry;
  }
}
