// Workers that make runs in the background: the only file of the verdict that knows that there are workers.
import { startWorker, wasmModule } from "../host.js";
import { saidOf } from "../model/problems.js";
import { workersOfVerdict } from "../run/cores.js";

/** @import {Said} from "../types/run.js" */
/** @import {FromWorker, Outcome, Run, ToWorker} from "./protocol.js" */
/** @typedef {{worker: Worker, run: Run | undefined, steps: number}} Member */

/** @typedef {object} Handlers
 * @property {(run: Run, outcome: Outcome) => void} made
 * @property {() => void} changed what the pool says of itself has changed
 * @property {(said: Said) => void} failed nothing is made any more
 */

/** Too little has been done before to say how long the rest takes. */
const LEAST_MS = 1000;

export class Pool {
  /** @type {Handlers} */ #handlers;
  /** @type {"idle" | "running" | "paused"} */ state = "idle";
  /** @type {Member[]} */ #members = [];
  /** @type {Run[]} not begun */ #queue = [];
  /** @type {import("../types/run.js").Opened | undefined} that the runs are made on */ #file;
  /** Steps of runs that are made. */
  #done = 0;
  #total = 0;
  /** Milliseconds of earlier stretches between pauses, and when this one began. */
  #spent = 0;
  #since = 0;
  /** Counts starts, so that one that has been cancelled while it waited does not begin. */
  #start = 0;

  /** @param {Handlers} handlers */
  constructor(handlers) {
    this.#handlers = handlers;
  }

  /** @param {Run[]} runs @param {import("../types/run.js").Opened | undefined} file */
  async start(runs, file) {
    this.cancel();
    [this.#queue, this.#file] = [[...runs], file];
    [this.#done, this.#total, this.#spent] = [0, runs.reduce((sum, run) => sum + run.steps, 0), 0];
    this.#enter("running");
    const start = ++this.#start;
    try {
      const module = await wasmModule();
      if (start === this.#start) this.#hire(module, Math.min(workersOfVerdict(), runs.length));
    } catch (error) {
      this.#fail(saidOf(error));
    }
  }

  pause() {
    this.#spent += performance.now() - this.#since;
    this.#enter("paused");
    for (const { worker } of this.#members) say(worker, { type: "pause" });
  }

  resume() {
    this.#enter("running");
    for (const { worker } of this.#members) say(worker, { type: "resume" });
  }

  /** What has been begun and is not made is lost. */
  cancel() {
    this.#start++;
    for (const { worker } of this.#members) worker.terminate();
    [this.#members, this.#queue] = [[], []];
    this.#enter("idle");
  }

  /** How much of all steps is done, and how many seconds the rest will take if that can be said. */
  progress() {
    const done = this.#done + this.#members.reduce((sum, member) => sum + member.steps, 0);
    const spent = this.#spent + (this.state === "running" ? performance.now() - this.#since : 0);
    const seconds = done > 0 && spent > LEAST_MS ? ((spent / done) * (this.#total - done)) / 1000 : undefined;
    return { share: this.#total > 0 ? done / this.#total : 0, seconds };
  }

  /** @param {Pool["state"]} state */
  #enter(state) {
    this.state = state;
    this.#since = performance.now();
    this.#handlers.changed();
  }

  /** @param {WebAssembly.Module} module @param {number} count */
  #hire(module, count) {
    for (let k = 0; k < count; k++) {
      /** @type {Member} */
      const member = { worker: startWorker("verdict"), run: undefined, steps: 0 };
      this.#members.push(member);
      member.worker.onmessage = ({ data }) => this.#hear(member, data);
      member.worker.onerror = (event) => this.#fail({ sentence: event.message });
      say(member.worker, { type: "load", module });
      if (this.state === "paused") say(member.worker, { type: "pause" });
      this.#next(member);
    }
  }

  /** @param {Member} member */
  #next(member) {
    [member.run, member.steps] = [this.#queue.shift(), 0];
    if (member.run) return say(member.worker, { type: "make", run: member.run, file: this.#file });
    member.worker.terminate();
    this.#members = this.#members.filter((other) => other !== member);
    if (this.#members.length === 0) this.#enter("idle");
  }

  /** @param {Member} member @param {FromWorker} message */
  #hear(member, message) {
    if (message.type === "failed") return this.#fail(message.said);
    if (message.type === "progress") member.steps = message.steps;
    else if (member.run) {
      const { run } = member;
      this.#done += run.steps;
      this.#handlers.made(run, message.outcome);
      this.#next(member);
    }
    this.#handlers.changed();
  }

  /** @param {Said} said */
  #fail(said) {
    this.cancel();
    this.#handlers.failed(said);
  }
}

/** @param {Worker} worker @param {ToWorker} message */
const say = (worker, message) => worker.postMessage(message);
