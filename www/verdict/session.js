// One verdict from its start: what is to be made, what is made, and that it is not lost unsaved.
import { ended } from "../host.js";
import { Pool } from "./pool.js";
import { Results } from "./results.js";

/** @import {Outcome, Run} from "./protocol.js" */
/** @import {Said} from "../types/run.js" */

/** How far it is: `share` of all steps, `seconds` that are left if that can be said.
 * @typedef {{state: Pool["state"], made: number, all: number, share: number, seconds: number | undefined}} Standing */

/** @typedef {object} Handlers
 * @property {(run: Run, first: boolean) => void} made `first` of those that were started together
 * @property {() => void} changed
 * @property {() => void} done
 * @property {(said: Said) => void} failed
 */

export class Session {
  results = new Results();
  /** @type {Handlers} */ #handlers;
  /** @type {Pool} */ #pool;
  #all = 0;
  /** Runs of the plan that were there before the start. */
  #before = 0;
  #made = 0;
  #unsaved = false;

  /** @param {Handlers} handlers */
  constructor(handlers) {
    this.#handlers = handlers;
    this.#pool = new Pool({ made: this.#take, changed: handlers.changed, failed: handlers.failed });
    const ask = (/** @type {BeforeUnloadEvent} */ event) => this.#unsaved && event.preventDefault();
    addEventListener("beforeunload", ask, { signal: ended() });
  }

  get state() {
    return this.#pool.state;
  }

  /** Makes those runs that have not been made. @param {Run[]} plan @param {import("../types/run.js").Opened} [file] that they are made on */
  start(plan, file) {
    const todo = plan.filter((run) => !this.results.has(run));
    [this.#all, this.#before, this.#made] = [plan.length, plan.length - todo.length, 0];
    if (todo.length > 0) this.#pool.start(todo, file);
  }

  pause = () => this.#pool.pause();
  resume = () => this.#pool.resume();
  cancel = () => this.#pool.cancel();

  /** @returns {Standing} */
  standing() {
    const { share, seconds } = this.#pool.progress();
    const [all, before] = [this.#all, this.#before];
    return { state: this.state, made: before + this.#made, all, share: all > 0 ? (before + share * (all - before)) / all : 0, seconds };
  }

  /** What is made so far, as a file's text. @param {"json" | "csv"} format */
  save(format) {
    if (format === "json") this.#unsaved = false;
    return this.results[format]();
  }

  /** @param {Run} run @param {Outcome} outcome */
  #take = (run, outcome) => {
    this.results.add(run, outcome);
    this.#made++;
    this.#unsaved = true;
    this.#handlers.made(run, this.#made === 1);
    if (this.#before + this.#made === this.#all) this.#handlers.done();
  };
}
