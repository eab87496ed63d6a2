// One verdict from its start: tuning, the runs, what is made, and that it is found again.
import { verdictGrid, verdictTuned } from "../../pkg/web/tripletscope.js";
import { forgetVerdict, keepVerdict, keptVerdict } from "../host/keep.js";
import { ended, isEmbedded } from "../host.js";
import { marksOf } from "./plan.js";
import { Pool } from "./pool.js";
import { Results } from "./results.js";

/** @import {KeptVerdict} from "../host/keep.js" */
/** @import {Opened, Outcome, Pairs, Run} from "./protocol.js" */
/** @import {Said} from "../types/run.js" */

/** How far it is: runs of this part, which tunes or compares; `share` of all steps, `seconds` that are left if that can be said.
 * @typedef {{state: Pool["state"], tuning: boolean, made: number, all: number, share: number, seconds: number | undefined}} Standing */

/** What is to be made: with `rates` each loss is tuned first, over so many other seeds; `courses`: measured on the way too.
 * @typedef {{runs: Run[], rates: number[], tuneSeeds: number, courses: boolean, file: Opened | undefined}} Order */

/** @typedef {object} Handlers
 * @property {(run: Run, first: boolean) => void} made `first` of those that were started together; none of the tuning
 * @property {() => void} changed
 * @property {() => void} done
 * @property {(said: Said) => void} failed
 */

/** So long is waited for more before results are kept. */
const KEEP_MS = 500;
/** @param {Run[]} runs */
const stepsOf = (runs) => runs.reduce((sum, { steps }) => sum + steps, 0);

export class Session {
  results = new Results();
  /** Runs that choose learning rates: no results. */
  tuning = new Results();
  /** The same runs as the results', measured on their way. */
  courses = new Results();
  /** The runs that are asked for, each at its learning rate. @type {Run[]} */ plan = [];
  /** @type {Handlers} */ #handlers;
  /** @type {Pool} */ #pool;
  /** @type {Order | undefined} */ #order;
  /** Of the part that is made. */
  #part = { tuning: false, all: 0, before: 0, made: 0 };
  /** Steps of all parts: in all, and before the part that is made. */
  #steps = { all: 0, before: 0 };
  #unsaved = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #keeping;
  /** @type {Promise<void> | undefined} what is being kept */ #underway;
  /** How many of each kind are kept, none before the first time; and how many of them somebody has had forgotten since. @type {number[]} */ #kept =
    [];
  #forgotten = [0, 0, 0];

  /** @param {Handlers} handlers */
  constructor(handlers) {
    this.#handlers = handlers;
    const measured = (/** @type {Run} */ run, /** @type {number} */ steps, /** @type {Outcome} */ outcome) =>
      this.courses.add({ ...run, steps }, outcome);
    this.#pool = new Pool({ made: this.#take, measured, changed: handlers.changed, failed: handlers.failed });
    const ask = (/** @type {BeforeUnloadEvent} */ event) => this.#unsaved && event.preventDefault();
    addEventListener("beforeunload", ask, { signal: ended() });
  }

  get state() {
    return this.#pool.state;
  }

  /** The runs that tune an order. @param {Order} order */
  static gridOf = ({ runs, rates, tuneSeeds }) => (rates.length > 0 ? verdictGrid(runs, new Float64Array(rates), tuneSeeds) : []);

  /** The runs of an order, each at its learning rate; none while it is not tuned. @param {Order} order */
  chosen = (order) => (order.rates.length > 0 ? verdictTuned(order.runs, Session.gridOf(order), this.tuning.all()) : order.runs);

  /** Makes those runs that have not been made. @param {Order} order */
  start(order) {
    this.#order = order;
    const grid = Session.gridOf(order);
    const missing = grid.filter((run) => !this.tuning.has(run));
    this.#steps = { all: stepsOf(grid) + stepsOf(order.runs), before: 0 };
    if (missing.length > 0) this.#make(grid, missing, true);
    else this.#compare();
  }

  #compare() {
    if (!this.#order) return;
    this.plan = this.chosen(this.#order) ?? [];
    this.#make(
      this.plan,
      this.plan.filter((run) => !this.results.has(run)),
      false,
    );
  }

  /** @param {Run[]} all @param {Run[]} missing @param {boolean} tuning */
  #make(all, missing, tuning) {
    this.#part = { tuning, all: all.length, before: all.length - missing.length, made: 0 };
    const rest = tuning ? stepsOf(this.#order?.runs ?? []) : 0;
    this.#steps.before = this.#steps.all - rest - stepsOf(missing);
    const marks = !tuning && this.#order?.courses ? marksOf : () => [];
    if (missing.length > 0) this.#pool.start(missing, this.#order?.file, marks);
  }

  pause = () => this.#pool.pause();
  resume = () => this.#pool.resume();
  cancel = () => this.#pool.cancel();

  /** @returns {Standing} */
  standing() {
    const { steps, each } = this.#pool.progress();
    const [{ tuning, all, before, made }, done] = [this.#part, this.#steps.before + steps];
    const seconds = each === undefined ? undefined : (each * (this.#steps.all - done)) / 1000;
    return { state: this.state, tuning, made: before + made, all, share: this.#steps.all > 0 ? done / this.#steps.all : 0, seconds };
  }

  /** What is made so far, as a file's text. @param {"json" | "csv"} format */
  save(format) {
    if (format === "json") this.#unsaved = false;
    return this.results[format]();
  }

  /** Takes up what this browser has kept of earlier visits; how many runs that is. */
  async found() {
    const kept = isEmbedded() ? undefined : await keptVerdict();
    if (!kept) return 0;
    try {
      const added = this.#takeUp(kept);
      this.#kept = this.#all().map((each) => each.size);
      return added;
    } catch {
      await forgetVerdict();
      return 0;
    }
  }

  /** Of this and other tabs; how many results that are not here. @param {KeptVerdict} kept */
  #takeUp({ results, tuning, courses }) {
    this.tuning.take(/** @type {Pairs} */ (tuning));
    this.courses.take(/** @type {Pairs} */ (courses));
    return this.results.take(/** @type {Pairs} */ (results)).added;
  }

  /** Before long, and not for each run by itself. */
  keep() {
    if (!isEmbedded()) this.#keeping ??= setTimeout(() => (this.#underway = this.#keep()), KEEP_MS);
  }

  #all = () => [this.results, this.tuning, this.courses];

  /** What was forgotten is not kept again, though it is still on the page. What another tab has kept since is taken up. */
  #keep = async () => {
    this.#keeping = undefined;
    const done = await keepVerdict((kept) => {
      if (kept) this.#takeUp(kept);
      else if (this.#kept.length > 0) this.#forgotten = this.#kept;
      this.#kept = this.#all().map((each) => each.size);
      const [results, tuning, courses] = this.#all().map((each, k) => each.all().slice(this.#forgotten[k]));
      return { results, tuning, courses };
    });
    if (done !== undefined && this.#kept[0] === this.results.size) this.#unsaved = false;
  };

  /** Away with all results, here and in what is kept: what is being kept comes before, and would come back. */
  async clear() {
    clearTimeout(this.#keeping);
    await this.#underway;
    for (const each of this.#all()) each.clear();
    [this.#keeping, this.#unsaved, this.#kept, this.#forgotten] = [undefined, false, [], [0, 0, 0]];
    if (!isEmbedded()) await forgetVerdict();
  }

  /** @param {Run} run @param {Outcome} outcome */
  #take = (run, outcome) => {
    const { tuning } = this.#part;
    (tuning ? this.tuning : this.results).add(run, outcome);
    this.#unsaved = true;
    this.keep();
    const made = ++this.#part.made;
    const isLast = this.#part.before + made === this.#part.all;
    if (!tuning) this.#handlers.made(run, made === 1);
    // The pool goes on with what it has once this has been heard.
    if (isLast) queueMicrotask(tuning ? () => this.#compare() : this.#handlers.done);
  };
}
