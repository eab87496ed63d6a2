// In its worker: the run that is trained. It goes to the step that it is told, back as well as on, in slices between which messages are heard, and then posts a frame.
import { Trainer } from "../../pkg/web/tripletscope.js";
import { parted, partedVectors } from "../loss/further.js";
import { saidOf } from "../model/problems.js";
import { runWith } from "../run/arrays.js";
import { Sharing } from "../run/cores.js";
import { Crew } from "../run/crew.js";
import { Snapshots } from "../run/snapshots.js";
import { isCrash } from "./crash.js";
import { Evaluations } from "./evaluations.js";
import { taskOf } from "./thread.js";

/** @import {Dataset} from "../../pkg/web/tripletscope.js" */
/** @import {FromWorker, Kept, ToWorker} from "../run/protocol.js" */
/** @import {Log, StepReport, Weights} from "../types/run.js" */

/** Training goes on for so long before messages are read: what a halt may take, or, without a worker, the page. A message to oneself is not free: while the page
 * draws, it takes WebKit four milliseconds. */
const SLICE_MS = "document" in globalThis ? 10 : 30;
/** The way to a step is reported this often. */
const REPORT_MS = 150;
/** What a step takes is averaged over so many. */
const AVERAGED = 8;
/** Between two snapshots the steps take so many times as long as keeping one does. */
const SNAPSHOT_SHARE = 30;

/** A run that has been made ready, and what it is made of. `saved`: a saved run that it continues; `weights`: opened ones that it begins with.
 * @typedef {{number: number, data: Dataset, next: Trainer, log: Log, saved: Uint8Array | undefined, weights: Weights | undefined}} Start */
/** `deferred`: measuring waits. @typedef {Omit<Extract<ToWorker, {type: "go"}>, "type"> & {since: number, told: number, deferred: boolean}} Goal */

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
  /** The last step that there has been. */
  #head = 0;
  #evaluations = new Evaluations();
  /** @type {Goal | undefined} */ #goal;
  /** @type {Crew | undefined} whom the steps are shared with */ #crew;
  #sharing = new Sharing();
  /** Is a slice of the way under way? */
  #turning = false;
  /** Milliseconds that a step takes, and that the last snapshot took. */
  #pace = 0;
  #keeping = 0;
  /** @type {StepReport | undefined} */ #report;
  /** @type {StepReport[]} for the first time since the last frame */ #news = [];
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
    [this.run, this.#goal, this.#snapshots, this.#sharing] = [number, undefined, new Snapshots(budget), new Sharing()];
    [this.#news, this.#head] = [[], next.stepNumber];
    this.#evaluations.begin(-1);
    this.#place(next);
    if (from) this.#take(data, from);
  }

  /** What is in force from which step. @param {Log} log */
  follow(log) {
    this.#log = log;
    if (this.trainer && !this.#goal) this.#configure(this.trainer);
  }

  /** @param {Omit<Goal, "since" | "told" | "deferred">} wanted */
  go(wanted) {
    if (!this.trainer || !this.dataset) return;
    this.#approach(this.trainer, this.dataset, wanted.to);
    const now = performance.now();
    this.#goal = { ...wanted, since: now, told: now, deferred: false };
    return this.#turn();
  }

  halt() {
    if (this.#goal && this.trainer) this.#goal.to = this.trainer.stepNumber;
  }

  /** Measuring waits until the next `go`, and what the curve can do without is given up: something else is wanted first. */
  defer() {
    if (this.#goal) this.#goal.deferred = true;
    this.#evaluations.drop();
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
    while (this.trainer && this.#goal && performance.now() < until)
      if (!(await this.#piece(this.trainer, this.#goal))) return this.#arrive(this.trainer, this.#goal);
    const { trainer } = this;
    const goal = this.#goal;
    if (!trainer || !goal) return;
    const now = performance.now();
    if (now - goal.told > REPORT_MS) {
      goal.told = now;
      this.#tell(trainer.stepNumber < goal.to ? { type: "going", step: trainer.stepNumber, to: goal.to } : { type: "measuring" });
    }
    this.#soon();
  }

  /** The next thing on the way; false if there is nothing left to do. @param {Trainer} own @param {Goal} goal */
  async #piece(own, goal) {
    const measures = !goal.deferred;
    if (measures && (await this.#shared(own, this.#crew, (crew) => this.#evaluations.advance(crew)))) return true;
    if (own.stepNumber < goal.to) {
      await this.#advance(own, goal);
      return true;
    }
    if (!measures) return false;
    if (goal.measure === "all") return this.#evaluations.plan(own, { extent: "full", curve: false, every: goal.every });
    return (goal.measure === "curve" || own.stepNumber < this.#head) && this.#evaluations.plan(own, curveOf(goal));
  }

  /** @param {Trainer} own @param {Goal} goal */
  async #advance(own, goal) {
    this.#configure(own);
    const start = performance.now();
    // A step of one part is nobody else's.
    const crew = own.parts > 1 && !this.#sharing.compares ? this.#crew : undefined;
    const taken = await this.#shared(own, crew, (partners, isCurrent) => partners?.step(own, isCurrent) ?? own.step());
    if (!taken) return;
    const took = performance.now() - start;
    this.#watch(own.parts, took, crew !== undefined);
    this.#pace += (took - this.#pace) / Math.min(taken.step, AVERAGED);
    this.#report = taken;
    if (taken.step > this.#head) {
      this.#head = taken.step;
      this.#news.push(taken);
      if (taken.step % goal.every === 0) this.#evaluations.plan(own, curveOf(goal));
    }
    this.#keep(own);
  }

  /** Partners come when the steps are worth it, and go when they turn out not to be. @param {number} parts of a step @param {number} took @param {boolean} shared */
  #watch(parts, took, shared) {
    if (shared) {
      if (this.#sharing.shared(took)) this.#tell({ type: "shareable", parts: 1 });
    } else if (this.#crew && parts > 1) this.#sharing.compared(took);
    else if (parts > 1 && this.#sharing.alone(took)) this.#tell({ type: "shareable", parts });
  }

  /** Keeps a snapshot where one is due; one that takes long is not due soon again. @param {Trainer} own */
  #keep(own) {
    // By a coarse clock, no time at all has passed yet.
    const apart = this.#pace > 0 ? (SNAPSHOT_SHARE * this.#keeping) / this.#pace : 0;
    if (!this.#snapshots.wants(own.stepNumber, apart)) return;
    const start = performance.now();
    this.#snapshots.keep(own.stepNumber, own.save());
    this.#keeping = performance.now() - start;
  }

  /** With partners, if there are any; when one is lost, alone after all. Undefined if another run has taken the place of this one meanwhile.
   * @template T @param {Trainer} own @param {Crew | undefined} partners @param {(partners: Crew | undefined, isCurrent: () => boolean) => T | Promise<T>} act */
  async #shared(own, partners, act) {
    const isCurrent = () => this.trainer === own;
    try {
      return await act(partners, isCurrent);
    } catch (error) {
      // Only what comes of the partners is made good by going on alone.
      if (!partners || isCrash(error) || saidOf(error).problem) throw error;
      if (this.#crew === partners) {
        partners.end();
        this.#crew = undefined;
        this.#tell({ type: "partner-lost" });
      }
      return isCurrent() ? act(undefined, isCurrent) : undefined;
    }
  }

  /** The next step, and what is said of it before it is taken, goes by what is in force where the run stands. @param {Trainer} trainer */
  #configure(trainer) {
    const due = this.#log.findLast((entry) => entry.step <= trainer.stepNumber);
    if (!due || due === this.#inForce) return;
    trainer.configure(due.config);
    this.#inForce = due;
    // Other steps may be worth what those before were not.
    this.#sharing = new Sharing();
  }

  /** @param {Trainer} trainer @param {Goal} reached */
  #arrive(trainer, reached) {
    this.#goal = undefined;
    try {
      this.#configure(trainer);
    } finally {
      // What does not fit into the run is refused, and where it stands is told all the same.
      this.#post(trainer, reached);
    }
  }

  /** @param {Trainer} trainer @param {Goal} reached */
  #post(trainer, reached) {
    const texts = trainer.batchTexts();
    const [similarity, further] = parted(trainer.similarity(), texts.left.length);
    const [vectors, furtherVectors] = partedVectors(trainer.vectors(), texts.left.length, texts.extra.length);
    const { sampled, measured } = this.#evaluations;
    const shown = { step: trainer.stepNumber, report: this.#report, sampled, measured, similarity, further, vectors, furtherVectors, texts };
    const whose = {
      run: this.run,
      ticket: reached.ticket,
      busy: performance.now() - reached.since,
      workers: this.#crew?.size ?? 1,
      kept: this.#snapshots.steps,
      pace: this.#pace,
    };
    const frame = { ...whose, ...shown, reports: this.#news, evaluations: this.#evaluations.news() };
    this.#news = [];
    this.#tell({ type: "frame", frame }, [similarity.buffer, further.buffer, vectors.buffer, furtherVectors.buffer]);
  }

  /** Back, or a long way on, from the nearest place that is kept. @param {Trainer} from @param {Dataset} data @param {number} to */
  #approach(from, data, to) {
    if (from.stepNumber <= to && from.stepNumber >= (this.#snapshots.placeBefore(to) ?? 0)) return;
    const kept = this.#snapshots.before(to);
    this.#place(kept ? Trainer.restore(data, kept.bytes) : this.#begun(data));
  }

  /** The run before its first step here. @param {Dataset} data */
  #begun = (data) => startOf(data, { ...this.#origin, log: this.#log });

  /** @param {Trainer} next */
  #place(next) {
    this.trainer?.free();
    this.trainer = next;
    [this.#report, this.#inForce] = [undefined, undefined];
    this.#evaluations.place(next);
    next.preview();
  }

  /** A run that forks has another's past: it is taken up where that was kept. @param {Dataset} data @param {Kept} from */
  #take(data, from) {
    this.#snapshots.keep(from.step, from.bytes);
    this.#place(Trainer.restore(data, from.bytes));
    this.#head = from.step;
    this.#evaluations.begin(from.step);
  }
}

/** What the curve shows of the held-out pairs. @param {Goal} goal */
const curveOf = ({ extent, every }) => ({ extent, curve: true, every });
