// In its worker: the run that is trained. It goes to the step that it is told, back as well as on, in slices between which messages are heard, and then posts a frame.
import { Trainer } from "../../pkg/web/tripletscope.js";
import { saidOf } from "../model/problems.js";
import { runWith } from "../run/arrays.js";
import { Crew } from "../run/crew.js";
import { Snapshots } from "../run/snapshots.js";
import { taskOf } from "../run/task-queue.js";
import { isCrash } from "./crash.js";

/** @import {Dataset} from "../../pkg/web/tripletscope.js" */
/** @import {FromWorker, Kept, ToWorker} from "../run/protocol.js" */
/** @import {Frame, Log, Measured, StepReport, Weights} from "../types/run.js" */

/** Training goes on for so long before messages are looked at: what a halt may take, or, without a worker, the page. A message to oneself is not free: while the page
 * draws, it takes WebKit four milliseconds. */
const SLICE_MS = "document" in globalThis ? 10 : 50;
/** The way to a step is reported this often. */
const REPORT_MS = 150;
/** What a step takes is averaged over so many. */
const AVERAGED = 8;
/** A step that takes longer is worth being shared. */
const WORTH_SHARING_MS = 12;

/** A run that has been made ready, and what it is made of. `saved`: a saved run that it continues; `weights`: opened ones that it begins with.
 * @typedef {{number: number, data: Dataset, next: Trainer, log: Log, saved: Uint8Array | undefined, weights: Weights | undefined}} Start */
/** @typedef {Omit<Extract<ToWorker, {type: "go"}>, "type"> & {since: number, told: number}} Goal */

/** A run before its first step here. @param {Dataset} data @param {Pick<Start, "log" | "saved" | "weights">} from */
export function startOf(data, { log, saved, weights }) {
  if (saved) return Trainer.restore(data, saved);
  return weights ? runWith(data, log[0].config, weights) : new Trainer(data, log[0].config);
}

export class Training {
  /** @type {(message: FromWorker, transfer?: Transferable[]) => void} */ #tell;
  /** @type {Trainer | undefined} */ trainer;
  /** @type {Dataset | undefined} */ dataset;
  run = 0;
  /** @type {Log} */ #log = [];
  /** @type {Log[number] | undefined} what the trainer is configured by */ #inForce;
  /** @type {Pick<Start, "saved" | "weights">} what it goes on from */ #origin = { saved: undefined, weights: undefined };
  #snapshots = new Snapshots(0);
  /** The last step that there has been, and the last at which the held-out pairs were measured. */
  #head = 0;
  #lastMeasured = -1;
  /** @type {Goal | undefined} */ #goal;
  /** @type {Crew | undefined} whom the steps are shared with */ #crew;
  /** Has the page been told that the steps are worth being shared? */
  #offered = false;
  /** Is a slice of the way under way? */
  #turning = false;
  /** Milliseconds that a step takes. */
  #pace = 0;
  /** @type {StepReport | undefined} */ #report;
  /** @type {Measured | undefined} */ #measured;
  /** @type {Pick<Frame, "reports" | "evaluations">} for the first time since the last frame */ #news = { reports: [], evaluations: [] };
  #soon;

  /** @param {(message: FromWorker, transfer?: Transferable[]) => void} tell @param {(act: () => Promise<void>) => void} guard does a slice, and refuses what goes wrong in it */
  constructor(tell, guard) {
    this.#tell = tell;
    this.#soon = taskOf(() => guard(() => this.#turn()));
  }

  /** A new run in the place of the one before. @param {Start} start @param {number} budget of its snapshots @param {Kept} [from] the past that it takes up */
  begin({ number, data, next, log, saved, weights }, budget, from) {
    if (this.dataset !== data) this.dataset?.free();
    [this.dataset, this.#origin, this.#log] = [data, { saved, weights }, log];
    [this.run, this.#goal, this.#snapshots, this.#offered] = [number, undefined, new Snapshots(budget), false];
    this.#news = { reports: [], evaluations: [] };
    this.#place(next);
    [this.#head, this.#lastMeasured] = [next.stepNumber, -1];
    if (from) this.#take(data, from);
  }

  /** What is in force from which step. @param {Log} log */
  follow(log) {
    this.#log = log;
    if (this.trainer && !this.#goal) this.#configure(this.trainer);
  }

  /** @param {Omit<Goal, "since" | "told">} wanted */
  go(wanted) {
    if (!this.trainer || !this.dataset) return;
    this.#approach(this.trainer, this.dataset, wanted.to);
    const now = performance.now();
    this.#goal = { ...wanted, since: now, told: now };
    return this.#turn();
  }

  halt() {
    if (this.#goal && this.trainer) this.#goal.to = this.trainer.stepNumber;
  }

  /** Shows the run where it stands. */
  rest() {
    if (this.#goal && this.trainer) this.#arrive(this.trainer, this.#goal);
  }

  /** @param {MessagePort[]} ports one to each partner */
  share(ports) {
    this.#crew?.end();
    this.#crew = ports.length > 0 ? new Crew(ports) : undefined;
  }

  /** The last snapshot before a step. @param {number} step */
  kept = (step) => this.#snapshots.before(step);

  /** One slice at a time: while a step is shared, other messages may change the goal. */
  async #turn() {
    if (this.#turning) return;
    this.#turning = true;
    try {
      await this.#slice();
    } finally {
      this.#turning = false;
    }
  }

  async #slice() {
    const until = performance.now() + SLICE_MS;
    while (this.trainer && this.#goal && this.trainer.stepNumber < this.#goal.to && performance.now() < until)
      await this.#advance(this.trainer, this.#goal.every);
    const { trainer } = this;
    const goal = this.#goal;
    if (!trainer || !goal) return;
    if (trainer.stepNumber >= goal.to) return this.#arrive(trainer, goal);
    const now = performance.now();
    if (now - goal.told > REPORT_MS) {
      goal.told = now;
      this.#tell({ type: "going", step: trainer.stepNumber, to: goal.to });
    }
    this.#soon();
  }

  /** @param {Trainer} own @param {number} every */
  async #advance(own, every) {
    this.#configure(own);
    const start = performance.now();
    // A step of one part is nobody else's.
    const taken = this.#crew && own.parts > 1 ? await this.#shared(own, this.#crew) : this.#alone(own);
    if (!taken) return;
    this.#pace += (performance.now() - start - this.#pace) / Math.min(taken.step, AVERAGED);
    this.#report = taken;
    if (taken.step > this.#head) {
      this.#head = taken.step;
      this.#news.reports.push(taken);
      if (taken.step % every === 0) this.#measure(own);
    }
    if (this.#snapshots.wants(taken.step)) this.#snapshots.keep(taken.step, own.save());
  }

  /** @param {Trainer} own */
  #alone(own) {
    const start = performance.now();
    const taken = own.step();
    if (!this.#offered && performance.now() - start > WORTH_SHARING_MS) {
      this.#offered = true;
      this.#tell({ type: "shareable", parts: own.parts });
    }
    return taken;
  }

  /** A step with partners; when one is lost, alone after all. Undefined if another run has taken the place of this one meanwhile.
   * @param {Trainer} own @param {Crew} partners */
  async #shared(own, partners) {
    const isCurrent = () => this.trainer === own;
    try {
      return await partners.step(own, isCurrent);
    } catch (error) {
      // Only what comes of the partners is made good by going on alone.
      if (isCrash(error) || saidOf(error).problem) throw error;
      if (this.#crew === partners) {
        partners.end();
        this.#crew = undefined;
        this.#tell({ type: "partner-lost" });
      }
      return isCurrent() ? own.step() : undefined;
    }
  }

  /** The next step, and what is said of it before it is taken, goes by what is in force where the run stands. @param {Trainer} trainer */
  #configure(trainer) {
    const due = this.#log.findLast((entry) => entry.step <= trainer.stepNumber);
    if (!due || due === this.#inForce) return;
    trainer.configure(due.config);
    this.#inForce = due;
  }

  /** @param {Trainer} trainer */
  #measure(trainer) {
    if (this.#measured?.step === trainer.stepNumber) return;
    this.#measured = { step: trainer.stepNumber, ...trainer.evaluateScored() };
    if (this.#measured.step <= this.#lastMeasured) return;
    this.#lastMeasured = this.#measured.step;
    this.#news.evaluations.push(this.#measured);
  }

  /** @param {Trainer} trainer @param {Goal} reached */
  #arrive(trainer, reached) {
    if (reached.measure || trainer.stepNumber < this.#head) this.#measure(trainer);
    this.#goal = undefined;
    this.#configure(trainer);
    const [similarity, vectors] = [trainer.similarity(), trainer.vectors()];
    const shown = { step: trainer.stepNumber, report: this.#report, measured: this.#measured, similarity, vectors, texts: trainer.batchTexts() };
    const whose = {
      run: this.run,
      ticket: reached.ticket,
      busy: performance.now() - reached.since,
      workers: this.#crew?.size ?? 1,
      kept: this.#snapshots.steps,
      pace: this.#pace,
    };
    const frame = { ...whose, ...shown, ...this.#news };
    this.#news = { reports: [], evaluations: [] };
    this.#tell({ type: "frame", frame }, [similarity.buffer, vectors.buffer]);
  }

  /** Back, or a long way on, from the nearest place that is kept. @param {Trainer} from @param {Dataset} data @param {number} to */
  #approach(from, data, to) {
    const kept = this.#snapshots.before(to);
    if (from.stepNumber <= to && from.stepNumber >= (kept?.step ?? 0)) return;
    this.#place(kept ? Trainer.restore(data, kept.bytes) : this.#begun(data));
  }

  /** The run before its first step here. @param {Dataset} data */
  #begun = (data) => startOf(data, { ...this.#origin, log: this.#log });

  /** @param {Trainer} next */
  #place(next) {
    this.trainer?.free();
    this.trainer = next;
    [this.#report, this.#measured, this.#inForce] = [undefined, undefined, undefined];
    next.preview();
  }

  /** A run that forks has another's past: it is taken up where that was kept. @param {Dataset} data @param {Kept} from */
  #take(data, from) {
    this.#snapshots.keep(from.step, from.bytes);
    this.#place(Trainer.restore(data, from.bytes));
    [this.#head, this.#lastMeasured] = [from.step, from.step];
  }
}
