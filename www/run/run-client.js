// One run on the page's side: the only file that talks with a worker. It starts it, tells it where to go, and starts it anew after a crash.

import { rung, startWorker } from "../host.js";
import { History } from "../model/history.js";

/** @import {FromWorker, Kept, ToWorker} from "./protocol.js" */
/** @import {Answer, Explanation, Frame, Log, Source} from "../types/run.js" */
/** @typedef {Extract<FromWorker, {type: "opened"}>} Opened */

/** What is told of a run without being asked for.
 * @typedef {object} Handlers
 * @property {(message: Extract<FromWorker, {type: "progress"}>) => void} progress
 * @property {(message: Extract<FromWorker, {type: "going"}>) => void} going
 * @property {(message: Extract<FromWorker, {type: "refused"}>) => void} refused
 * @property {(message: Extract<FromWorker, {type: "saved"}>) => void} saved
 * @property {(answer: Answer) => void} answer
 * @property {(explanation: Explanation) => void} explanation
 * @property {(sentence: string) => void} crashed a new worker is there, with nothing open
 */

/** What a fork takes over: a snapshot, and what was reported until then. @typedef {{kept: Kept, history: History}} Past */

/** After more losses of partners than that, a run goes on alone. */
const MOST_LOSSES = 3;

/** @template T @typedef {{number: number, resolve: (value: T | undefined) => void}} Waiting */

export class Trainer {
  /** @type {WebAssembly.Module} */ #module;
  /** @type {Handlers} */ #handlers;
  /** @type {Worker} */ #worker;
  /** Counts runs and tickets, so that what comes late of the one before is not taken for one of this. */
  #run = 0;
  #ticket = 0;
  /** The run that frames are of. */
  #shown = 0;
  /** @type {Waiting<Frame> | undefined} */ #frame;
  /** @type {Waiting<Opened> | undefined} */ #opened;
  /** @type {(kept: Kept | undefined) => void} */ #kept = () => {};
  /** @type {History | undefined} of the run that forks, until it is open */ #past;
  #fields;
  /** @type {Worker[]} that share its steps */ #partners = [];
  /** How many workers may share a step, and how many could. */
  #allowed = 1;
  #parts = 1;
  #losses = 0;
  /** Of the run, all that it has reported so far. */
  history;
  /** Nothing comes of it any more. */
  ended = false;

  /** @param {WebAssembly.Module} module @param {readonly string[]} fields that the history keeps @param {Handlers} handlers */
  constructor(module, fields, handlers) {
    this.#module = module;
    this.#handlers = handlers;
    this.#fields = fields;
    this.history = new History(fields);
    this.#worker = this.#start();
  }

  /** Reads data and begins a run on it, or continues a saved one; until that has worked the present run stays. Undefined if it was refused.
   * @param {Source} source @param {Log} log @param {number} budget of snapshots, in bytes @param {Uint8Array} [saved]
   * @param {Past} [past] of the run that it forks from @returns {Promise<Opened | undefined>} */
  open(source, log, budget, saved, past) {
    if (this.ended) return Promise.resolve(undefined);
    const run = ++this.#run;
    this.#opened?.resolve(undefined);
    return new Promise((resolve) => {
      this.#opened = { number: run, resolve };
      this.#past = past?.history;
      this.#say({ type: "open", run, source, log, saved, budget, from: past?.kept });
    });
  }

  /** Begins the run anew. @param {Log} log @param {number} budget */
  reset(log, budget) {
    this.#drop();
    this.#begin(++this.#run);
    this.#say({ type: "reset", run: this.#run, log, budget });
  }

  /** What a run that forks before a step needs of this one. @param {number} step @returns {Promise<Past | undefined>} */
  async past(step) {
    if (this.ended) return undefined;
    const kept = await new Promise((/** @type {(kept: Kept | undefined) => void} */ resolve) => {
      this.#kept = resolve;
      this.#say({ type: "keep", before: step });
    });
    return kept && { kept, history: this.history.until(kept.step) };
  }

  /** What is in force from which step. @param {Log} log */
  log = (log) => this.#say({ type: "log", log });

  /** Trains until that step, or goes back to it; undefined if something else came between.
   * @param {number} to @param {{measure: boolean, every: number}} how @returns {Promise<Frame | undefined>} */
  go(to, how) {
    this.#frame?.resolve(undefined);
    const ticket = ++this.#ticket;
    return new Promise((resolve) => {
      this.#frame = { number: ticket, resolve };
      this.#say({ type: "go", ticket, to, ...how });
    });
  }

  /** Stops on its way, with a frame of where it is. */
  halt = () => this.#say({ type: "halt" });
  /** @param {"run" | "model"} what */
  save = (what) => this.#say({ type: "save", what });
  /** @param {string} question1 @param {string} question2 */
  ask = (question1, question2) => this.#say({ type: "ask", question1, question2 });
  /** @param {number} step @param {number} pair */
  explain = (step, pair) => this.#say({ type: "explain", run: this.#run, step, pair });

  end() {
    this.ended = true;
    this.#drop();
    this.#worker.terminate();
    for (const partner of this.#partners.splice(0)) partner.terminate();
  }

  /** How many workers may share its steps, itself included; it hires partners where its steps are worth it. @param {number} workers */
  allow(workers) {
    this.#allowed = workers;
    this.#hirePartners();
  }

  #hirePartners() {
    const wanted = this.ended || rung() === "page" || this.#losses > MOST_LOSSES ? 0 : Math.min(this.#allowed, this.#parts) - 1;
    if (wanted === this.#partners.length) return;
    for (const partner of this.#partners) partner.terminate();
    const channels = Array.from({ length: wanted }, () => new MessageChannel());
    this.#partners = channels.map(({ port2 }) => this.#startPartner(port2));
    const ports = channels.map(({ port1 }) => port1);
    this.#worker.postMessage(/** @type {ToWorker} */ ({ type: "crew", ports }), ports);
  }

  /** @param {MessagePort} port to the run's worker */
  #startPartner(port) {
    const partner = startWorker("trainer");
    partner.onerror = () => this.#losePartners();
    partner.postMessage({ type: "load", module: this.#module });
    partner.postMessage(/** @type {ToWorker} */ ({ type: "partner", port }), [port]);
    return partner;
  }

  /** The run goes on alone, and then with new partners. */
  #losePartners() {
    this.#losses++;
    for (const partner of this.#partners.splice(0)) partner.terminate();
    this.#worker.postMessage(/** @type {ToWorker} */ ({ type: "crew", ports: [] }));
    this.#hirePartners();
  }

  /** @param {ToWorker} message */
  #say(message) {
    this.#worker.postMessage(message);
  }

  #start() {
    const worker = startWorker("trainer");
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = (event) => this.#restart(event.message);
    worker.postMessage({ type: "load", module: this.#module });
    return worker;
  }

  /** Nothing that is waited for comes any more. */
  #drop() {
    this.#frame?.resolve(undefined);
    this.#opened?.resolve(undefined);
    this.#kept(undefined);
    [this.#frame, this.#opened] = [undefined, undefined];
  }

  /** @param {FromWorker} message */
  #hear(message) {
    if (message.type === "frame") this.#take(message.frame);
    else if (message.type === "opened") {
      if (message.run === this.#opened?.number) this.#begin(message.run, message);
    } else if (message.type === "progress") this.#handlers.progress(message);
    else if (message.type === "going") this.#handlers.going(message);
    else if (message.type === "kept") this.#kept(message.kept);
    else if (message.type === "refused") this.#refuse(message);
    else if (message.type === "saved") this.#handlers.saved(message);
    else if (message.type === "answer") this.#handlers.answer(message.answer);
    else if (message.type === "shareable") {
      this.#parts = message.parts;
      this.#hirePartners();
    } else if (message.type === "partner-lost") this.#losePartners();
    else if (message.type === "explanation") this.#handlers.explanation(message.explanation);
    else this.#restart(message.sentence);
  }

  /** @param {number} run @param {Opened} [opened] */
  #begin(run, opened) {
    this.#shown = run;
    this.history = this.#past ?? new History(this.#fields);
    this.#past = undefined;
    this.#opened?.resolve(opened);
    this.#opened = undefined;
  }

  /** @param {Frame} frame */
  #take(frame) {
    if (frame.run !== this.#shown) return;
    this.history.add(frame);
    if (frame.ticket === this.#frame?.number) this.#frame.resolve(frame);
  }

  /** @param {Extract<FromWorker, {type: "refused"}>} message */
  #refuse(message) {
    if (message.what === "open") this.#opened?.resolve(undefined);
    if (message.what === "go") this.#frame?.resolve(undefined);
    this.#handlers.refused(message);
  }

  /** @param {string} sentence */
  #restart(sentence) {
    this.#drop();
    this.#worker.terminate();
    for (const partner of this.#partners.splice(0)) partner.terminate();
    this.#parts = 1;
    this.#worker = this.#start();
    this.#handlers.crashed(sentence);
  }
}
