// Workers that make runs in the background: the only file of the verdict that knows that there are workers.
import { startWorker, wasmModule } from "../host.js";
import { saidOf } from "../model/problems.js";
import { workersOfVerdict } from "../run/cores.js";

/** @import {Said} from "../types/run.js" */
/** @import {FromWorker, Opened, Outcome, Run, ToWorker} from "./protocol.js" */
/** @typedef {{worker: Worker, run: Run | undefined, steps: number}} Member */

/** @typedef {object} Handlers
 * @property {(run: Run, outcome: Outcome) => void} made
 * @property {(run: Run, steps: number, outcome: Outcome) => void} measured on its way
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
  /** @type {Opened | undefined} that the runs are made on */ #file;
  /** @type {(run: Run) => number[]} at which steps a run is measured on its way */ #marks = () => [];
  /** Steps of finished runs. */
  #done = 0;
  /** Milliseconds of earlier stretches between pauses, and when this one began. */
  #spent = 0;
  #since = 0;
  /** Counts starts, so that one that has been cancelled while it waited does not begin. */
  #start = 0;

  /** @param {Handlers} handlers */
  constructor(handlers) {
    this.#handlers = handlers;
  }

  /** @param {Run[]} runs @param {Opened | undefined} file @param {(run: Run) => number[]} marks */
  async start(runs, file, marks) {
    this.cancel();
    [this.#queue, this.#file, this.#marks] = [[...runs], file, marks];
    [this.#done, this.#spent] = [0, 0];
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

  /** Steps done since the start, and how many milliseconds one takes if that can be said. */
  progress() {
    const steps = this.#done + this.#members.reduce((sum, member) => sum + member.steps, 0);
    const spent = this.#spent + (this.state === "running" ? performance.now() - this.#since : 0);
    return { steps, each: steps > 0 && spent > LEAST_MS ? spent / steps : undefined };
  }

  /** @param {Pool["state"]} state */
  #enter(state) {
    this.state = state;
    this.#since = performance.now();
    this.#handlers.changed();
  }

  /** @param {import("../host/core.js").Core} module @param {number} count */
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
    if (member.run) return say(member.worker, { type: "make", run: member.run, marks: this.#marks(member.run), file: this.#file });
    member.worker.terminate();
    this.#members = this.#members.filter((other) => other !== member);
    if (this.#members.length === 0) this.#enter("idle");
  }

  /** @param {Member} member @param {FromWorker} message */
  #hear(member, message) {
    if (message.type === "failed") return this.#fail(message.said);
    if (message.type === "progress") member.steps = message.steps;
    else if (message.type === "measured") member.run && this.#handlers.measured(member.run, message.steps, message.outcome);
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
