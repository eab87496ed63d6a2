// Workers that make runs in the background: the only file of the verdict that knows that there are workers.
import { wasmModule } from "../host.js";
import { saidOf } from "../model/problems.js";
import { attended } from "../run/attended.js";
import { workersOfVerdict } from "../run/cores.js";

/** @import {Said} from "../types/run.js" */
/** @import {FromWorker, Opened, Outcome, Run, ToWorker} from "./protocol.js" */
/** @import {Core} from "../host/core.js" */
/** @import {Attended} from "../run/attended.js" */
/** What a worker makes, how far it is, and how often workers were lost since it got further than ever. @typedef {{run: Run | undefined, steps: number, furthest: number, lost: number}} Work */
/** `watchdog` runs while something is waited for. @typedef {Work & {worker: Attended, gone: (sentence: string) => void, watchdog?: ReturnType<typeof setTimeout>}} Member */

/** @typedef {object} Handlers
 * @property {(run: Run, outcome: Outcome) => void} made
 * @property {(run: Run, steps: number, outcome: Outcome) => void} measured on its way
 * @property {() => void} changed what the pool says of itself has changed
 * @property {(said: Said) => void} failed nothing is made any more
 */

/** Too little has been done before to say how long the rest takes. */
const LEAST_MS = 1000;
/** A worker that says nothing for so long is stuck; measuring may take minutes. */
const SILENT_MS = 600_000;
/** A run that loses so many workers at one place is not tried again. */
const TOO_MANY = 2;

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
    for (const member of this.#members) {
      member.worker.say({ type: "pause" });
      this.#await(member);
    }
  }

  resume() {
    this.#enter("running");
    for (const member of this.#members) {
      member.worker.say({ type: "resume" });
      this.#await(member);
    }
  }

  /** What has been begun and is not made is lost. */
  cancel() {
    this.#start++;
    this.#members.forEach(dismiss);
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

  /** @param {Core} module @param {number} count */
  #hire(module, count) {
    for (let k = 0; k < count; k++) {
      const run = /** @type {Run} */ (this.#queue.shift());
      const member = this.#engage(module, { run, steps: 0, furthest: 0, lost: 0 });
      this.#members.push(member);
      this.#make(member, run);
    }
  }

  /** A worker for that. @param {Core} module @param {Work} work @returns {Member} */
  #engage(module, work) {
    const gone = (/** @type {string} */ sentence) => this.#replace(module, member, sentence);
    const worker = attended("verdict", module, (/** @type {FromWorker} */ message) => this.#hear(member, message), gone);
    /** @type {Member} */
    const member = Object.assign(work, { worker, gone });
    if (this.state === "paused") worker.say({ type: "pause" });
    return member;
  }

  /** Its worker is no more: another one makes its run again, unless that has been tried. @param {Core} module @param {Member} member @param {string} sentence */
  #replace(module, member, sentence) {
    dismiss(member);
    if (++member.lost >= TOO_MANY || !member.run) return this.#fail({ sentence });
    member.steps = 0;
    this.#make(this.#engage(module, member), member.run);
  }

  /** @param {Member} member @param {Run} run */
  #make(member, run) {
    member.worker.say({ type: "make", run, marks: this.#marks(run), file: this.#file });
    this.#await(member);
  }

  /** From now on: how long does it say nothing? @param {Member} member */
  #await(member) {
    clearTimeout(member.watchdog);
    if (this.state === "running") member.watchdog = setTimeout(member.gone, SILENT_MS, "");
  }

  /** @param {Member} member */
  #next(member) {
    [member.run, member.steps, member.furthest] = [this.#queue.shift(), 0, 0];
    if (member.run) return this.#make(member, member.run);
    dismiss(member);
    this.#members = this.#members.filter((other) => other !== member);
    if (this.#members.length === 0) this.#enter("idle");
  }

  /** @param {Member} member @param {FromWorker} message */
  #hear(member, message) {
    this.#await(member);
    if (message.type === "failed") return this.#fail(message.said);
    if (message.type === "progress") {
      member.steps = message.steps;
      if (member.steps > member.furthest) [member.furthest, member.lost] = [member.steps, 0];
    } else if (message.type === "measured") member.run && this.#handlers.measured(member.run, message.steps, message.outcome);
    else if (message.type === "made" && member.run) {
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

/** @param {Member} member */
function dismiss({ worker, watchdog }) {
  clearTimeout(watchdog);
  worker.end();
}
