// One run on the page's side: the only file that talks with a worker. It starts it, tells it where to go, and hears when it is no more.

import { History } from "../model/history.js";
import { attended } from "./attended.js";
import { Partners } from "./partners.js";

/** @import {FromWorker, Kept, ToWorker, Way} from "./protocol.js" */
/** @import {Frame, Log, RunConfig, Source, Weights} from "../types/run.js" */
/** @typedef {Extract<FromWorker, {type: "opened"}>} Opened */
/** @typedef {Extract<FromWorker, {type: "refused"}>} Refused */
/** Why nothing comes of a worker any more. @typedef {{type: "crashed", sentence: string}} Crashed */

/** What is told of a run without being waited for.
 * @typedef {Extract<FromWorker, {type: "progress" | "timed" | "going" | "saved" | "pairs" | "answer" | "explanation" | "mapped"}>
 *   | Refused | Crashed | {type: "silent"} | {type: "speaks"}} Told */

/** What is heard of the runs beside the state. @typedef {Extract<Told, {type: "progress" | "timed" | "saved"}>} News */

/** What a fork takes over: a snapshot, and what was reported until then. @typedef {{kept: Kept, history: History}} Past */

/** @template T @typedef {{number: number, resolve: (value: T | undefined) => void}} Waiting */

/** One that is waited for and says nothing for so long may be stuck; or a step takes long. */
const SILENT_MS = 60_000;

/** What a worker says to its client alone. */
const UNTOLD = ["looked", "inspected", "measuring"];

export class RunClient {
  /** @type {import("../host/core.js").Core} */ #module;
  /** @type {(told: Told) => void} */ #tell;
  /** @type {import("./attended.js").Attended | undefined} */ #worker;
  /** Counts runs and tickets, so that what comes late of the one before is not taken for one of this. */
  #run = 0;
  #ticket = 0;
  /** The run that frames are of. */
  #begun = 0;
  /** @type {Waiting<Frame> | undefined} */ #frame;
  /** @type {Waiting<Opened> | undefined} */ #opened;
  /** @type {((kept: Kept | undefined) => void)[]} who asks for a snapshot, in the order of the answers */ #kept = [];
  /** @type {readonly string[]} */ #fields;
  /** @type {Partners} that share its steps */ #partners;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #silence;
  #silent = false;
  /** Of the run, all that it has reported so far. */
  history;
  /** Nothing comes of it any more. */
  ended = false;
  /** Has its worker got data, so that a run can be opened on them without reading? */
  holdsData = false;

  /** @param {import("../host/core.js").Core} module @param {readonly string[]} fields that the history keeps @param {(told: Told) => void} tell */
  constructor(module, fields, tell) {
    [this.#module, this.#fields, this.#tell] = [module, fields, tell];
    this.history = new History(fields);
    this.#partners = new Partners(module, (message, transfer) => this.#worker?.say(message, transfer));
  }

  /** Reads data, or takes what is open, and makes a run ready on it, a saved one, or one with opened weights; the present run goes on. Undefined if it was refused.
   * @param {Source | undefined} source @param {Log} log @param {Uint8Array} [saved] @param {Weights} [weights] that it begins with
   * @returns {Promise<Opened | undefined>} */
  open(source, log, saved, weights) {
    if (this.ended) return Promise.resolve(undefined);
    const run = ++this.#run;
    this.#opened?.resolve(undefined);
    return new Promise((resolve) => {
      this.#opened = { number: run, resolve };
      this.#say({ type: "open", run, source, log, saved, weights });
    });
  }

  /** What is being opened is not wanted any more. */
  cancel() {
    this.#opened?.resolve(undefined);
    this.#opened = undefined;
    this.#say({ type: "cancel" });
  }

  /** Begins what has been opened in the place of the run before. @param {Log} log @param {number} budget of snapshots, in bytes @param {Past} [past] of the run that it forks from */
  begin(log, budget, past) {
    this.#frame?.resolve(undefined);
    // Whether its steps are worth being shared is seen anew.
    this.#partners.share(1);
    this.#begun = this.#run;
    this.holdsData = this.#worker !== undefined;
    this.history = past?.history ?? new History(this.#fields);
    this.#say({ type: "begin", run: this.#run, log, budget, from: past?.kept });
  }

  /** What a run that forks before a step needs of this one. @param {number} step @returns {Promise<Past | undefined>} */
  async past(step) {
    if (!this.#worker) return undefined;
    const kept = await new Promise((/** @type {(kept: Kept | undefined) => void} */ resolve) => {
      this.#kept.push(resolve);
      this.#say({ type: "keep", before: step });
    });
    return kept && { kept, history: this.history.until(kept.step) };
  }

  /** What is in force from which step. @param {Log} log */
  log = (log) => this.#say({ type: "log", log });

  /** Trains until that step, or goes back to it; undefined if something else came between.
   * @param {Way} way @returns {Promise<Frame | undefined>} */
  go(way) {
    this.#frame?.resolve(undefined);
    if (!this.#worker) return Promise.resolve(undefined);
    const ticket = ++this.#ticket;
    return new Promise((resolve) => {
      this.#frame = { number: ticket, resolve };
      this.#say({ type: "go", ticket, ...way });
    });
  }

  /** How long a step takes with other sizes, on the data that are open. @param {RunConfig} config */
  time = (config) => this.#say({ type: "time", config });

  /** Is this a frame of the run that has begun? @param {Frame} frame */
  owns = (frame) => !this.ended && frame.run === this.#begun;

  /** Stops on its way, with a frame of where it is. */
  halt = () => this.#say({ type: "halt" });
  /** Measuring waits: something else is wanted first. */
  defer = () => this.#say({ type: "defer" });
  /** @param {import("./protocol.js").Saved} what */
  save = (what) => this.#say({ type: "save", what });
  /** The held-out pairs' texts. */
  pairs = () => this.#say({ type: "pairs", run: this.#begun });
  /** @param {string} question1 @param {string} question2 */
  ask = (question1, question2) => this.#say({ type: "ask", question1, question2 });
  /** @param {"questions" | "words"} what */
  map = (what) => this.#say({ type: "map", what });
  /** @param {number} step @param {number} pair */
  explain = (step, pair) => this.#say({ type: "explain", run: this.#begun, step, pair });

  /** How many workers may share its steps, itself included. @param {number} workers */
  allow = (workers) => this.#partners.allow(workers);

  end() {
    this.ended = true;
    this.#stop();
  }

  /** Its worker is waited for no longer. */
  giveUp = () => this.#crash("");

  /** To the worker; only to open something is one started. @param {ToWorker} message */
  #say(message) {
    if (message.type === "open") this.#worker ??= attended("trainer", this.#module, this.#hear, this.#crash);
    this.#worker?.say(message);
    this.#listen();
  }

  /** From now on: how long is nothing said to what is waited for? */
  #listen() {
    clearTimeout(this.#silence);
    if (!this.#worker || !(this.#frame || this.#opened)) return;
    this.#silence = setTimeout(() => {
      this.#silent = true;
      this.#tell({ type: "silent" });
    }, SILENT_MS);
  }

  #stop() {
    this.#worker?.end();
    [this.#worker, this.holdsData] = [undefined, false];
    this.#partners.end();
    // Nothing that is waited for comes any more.
    this.#frame?.resolve(undefined);
    this.#opened?.resolve(undefined);
    for (const resolve of this.#kept.splice(0)) resolve(undefined);
    [this.#frame, this.#opened, this.#silent] = [undefined, undefined, false];
    clearTimeout(this.#silence);
  }

  #crash = (/** @type {string} */ sentence) => {
    this.#tell({ type: "crashed", sentence });
    this.#stop();
  };

  #hear = (/** @type {FromWorker} */ message) => {
    if (this.#silent) this.#tell({ type: "speaks" });
    this.#silent = false;
    this.#answer(message);
    this.#listen();
  };

  /** @param {FromWorker} message */
  #answer(message) {
    if (message.type === "frame") this.#take(message.frame);
    else if (message.type === "opened") this.#settle(message.run, message);
    else if (message.type === "kept") this.#kept.shift()?.(message.kept);
    else if (message.type === "shareable") this.#partners.share(message.parts);
    else if (message.type === "partner-lost") this.#partners.lose();
    else if (message.type === "crashed") this.#crash(message.sentence);
    else if (message.type === "refused") this.#refuse(message);
    else if (message.type === "pairs" && message.run !== this.#begun) return;
    // What is not wanted any more may still be on its way.
    else if (message.type === "progress" && message.run !== this.#opened?.number) return;
    else if (!UNTOLD.includes(message.type)) this.#tell(/** @type {Told} */ (message));
  }

  /** @param {number} run @param {Opened} [opened] */
  #settle(run, opened) {
    if (run !== this.#opened?.number) return;
    this.#opened.resolve(opened);
    this.#opened = undefined;
  }

  /** @param {Frame} frame */
  #take(frame) {
    if (!this.owns(frame)) return;
    this.history.add(frame);
    if (frame.ticket !== this.#frame?.number) return;
    this.#frame.resolve(frame);
    this.#frame = undefined;
  }

  /** @param {Refused} message */
  #refuse(message) {
    // What has been asked for since is what counts.
    if (message.what === "open" && message.run !== this.#opened?.number) return;
    this.#tell(message);
    if (message.what === "open") this.#settle(this.#run);
    if (message.what === "load") this.#crash(message.sentence);
    if (message.what === "begin") {
      this.#frame?.resolve(undefined);
      this.holdsData = false;
    }
  }
}
