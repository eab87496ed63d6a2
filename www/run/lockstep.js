// Up to four runs at one time: each in a worker of its own, all at the same step. A round takes every run to the next stop; while it is drawn, the next one is under way.

import { workersOfRun } from "./cores.js";

/** @import {Frame, Log, Pace, Source} from "../types/run.js" */
/** @import {Opened, Trainer} from "./run-client.js" */

/** A round is longer than a frame of the screen, so that the workers do not wait for the page, and much longer than what is drawn of it, so that drawing leaves
 * the training its time; but what goes on is seen to go on. */
const [SHORTEST_MS, DRAWINGS, LONGEST_MS] = [20, 10, 100];
/** Snapshots of all runs together take at most so many bytes. */
const SNAPSHOT_BYTES = 128 * 2 ** 20;

/** A run as it is opened.
 * @typedef {{source: Source, log: Log}} Start */

/** A step, where the runs stand, or one step on. @typedef {{to: number, measure: boolean} | "here" | "next"} Wanted */

/** How it went with a further run: something else that began meanwhile, or an end, takes it away. @typedef {"joined" | "refused" | "dropped"} Joined */

/** @typedef {object} Handlers
 * @property {(frames: Frame[]) => Promise<void>} frames of one round, one a run; resolves once they are drawn
 * @property {() => number} spent milliseconds of all drawing so far
 * @property {(playing: boolean) => void} playing
 */

export class Lockstep {
  /** @type {Trainer[]} */ #trainers;
  /** @type {() => Trainer} */ #hire;
  /** @type {Handlers} */ #handlers;
  /** @type {Pace} */ #pace = { speed: "full", stopAt: 0, evaluateEvery: 25, workers: "auto" };
  #playing = false;
  #driving = false;
  /** Steps of a round at full speed. */
  #stride = 1;
  /** Milliseconds of all drawing until this round. */
  #spent = 0;
  /** Where the runs stand, and where the round under way ends. */
  #step = 0;
  #edge = 0;
  /** @type {Wanted | undefined} what is done before anything else */ #wanted;
  /** @type {() => void} */ #wake = () => {};
  /** Counts the times that all runs began together. */
  #begun = 0;
  /** @type {Trainer | undefined} the further run that is on its way */ #joiner;

  /** @param {() => Trainer} hire makes a run's trainer @param {Handlers} handlers */
  constructor(hire, handlers) {
    this.#hire = hire;
    this.#handlers = handlers;
    this.#trainers = [hire()];
  }

  /** @param {Pace} pace */
  pace(pace) {
    this.#pace = pace;
    this.#shareCores();
    this.#wake();
  }

  play = () => {
    this.#setPlaying(true);
    this.#drive();
  };

  /** Stands still, with the held-out pairs measured where it stands. */
  pause = () => {
    this.#setPlaying(false);
    this.#want("here");
  };

  /** Ends a long way to a step where it has come to. */
  halt = () => {
    this.#setPlaying(false);
    for (const trainer of this.#trainers) trainer.halt();
  };

  /** The step from which a change of settings can take effect: the end of the round that is under way. */
  get edge() {
    return this.#edge;
  }

  /** The step that the runs are to stand at. */
  get aim() {
    return typeof this.#wanted === "object" ? this.#wanted.to : this.#edge;
  }

  /** One step, without a measurement. */
  step = () => {
    this.#setPlaying(false);
    this.#want("next");
  };

  /** @param {number} to */
  seek = (to) => {
    this.#setPlaying(false);
    this.#want({ to, measure: true });
  };

  /** The first run opens first: if it is refused, everything stays as it was. @param {Start[]} starts @param {Uint8Array} [saved]
   * @returns {Promise<Opened | undefined>} */
  async open(starts, saved) {
    const [first, ...others] = starts;
    const budget = SNAPSHOT_BYTES / starts.length;
    const trainer = this.#trainers[0];
    const opened = await trainer.open(first.source, first.log, budget, saved);
    if (!opened) return trainer.ended ? this.open(starts, saved) : undefined;
    this.#begun++;
    this.#setPlaying(false);
    this.#hold(starts.length);
    await Promise.all(others.map(({ source, log }, k) => this.#trainers[k + 1].open(source, log, budget)));
    this.#begin(opened.origin);
    return opened;
  }

  /** @param {Log[]} logs */
  reset(logs) {
    this.#begun++;
    this.#setPlaying(false);
    for (const [k, log] of logs.entries()) this.#trainers[k].reset(log, SNAPSHOT_BYTES / logs.length);
    this.#begin(0);
  }

  /** @param {Log[]} logs of more runs than there are, if some are on their way */
  relog(logs) {
    for (const [k, trainer] of this.#trainers.entries()) trainer.log(logs[k]);
  }

  /** A further run catches up with the others; a fork has the past of another one. @param {Start} start @param {{saved?: Uint8Array, forks?: {of: Trainer, step: number}}} [from]
   * @returns {Promise<Joined>} */
  async add({ source, log }, { saved, forks } = {}) {
    const begun = this.#begun;
    const trainer = this.#hire();
    this.#joiner = trainer;
    const past = await forks?.of.past(forks.step);
    const opened = await trainer.open(source, log, SNAPSHOT_BYTES / (this.#trainers.length + 1), saved, past);
    this.#joiner = undefined;
    if (!opened || begun !== this.#begun) {
      const dropped = opened || trainer.ended;
      trainer.end();
      return dropped ? "dropped" : "refused";
    }
    this.#trainers.push(trainer);
    this.#shareCores();
    this.#want("here");
    return "joined";
  }

  /** One of the runs, or the one that is on its way. @param {number} run */
  remove(run) {
    if (run === this.count) this.#joiner?.end();
    if (run >= this.count || this.count === 1) return;
    this.#trainers.splice(run, 1)[0].end();
    this.#shareCores();
    this.#want("here");
  }

  /** Ends all runs: it is of no use any more. */
  end() {
    this.#begun++;
    this.#setPlaying(false);
    this.#joiner?.end();
    this.#hold(0);
  }

  /** The runs that are there. */
  get count() {
    return this.#trainers.length;
  }

  /** The trainer of a run. @param {number} run */
  run = (run) => this.#trainers[run];
  /** What each run has reported. */
  histories = () => this.#trainers.map((trainer) => trainer.history);

  /** @param {number} count */
  #hold(count) {
    for (const trainer of this.#trainers.splice(count)) trainer.end();
    while (this.#trainers.length < count) this.#trainers.push(this.#hire());
    this.#shareCores();
  }

  #shareCores() {
    for (const trainer of this.#trainers) trainer.allow(workersOfRun(this.#pace.workers, this.#trainers.length));
  }

  /** @param {number} step */
  #begin(step) {
    [this.#step, this.#edge, this.#stride] = [step, step, 1];
    this.#want({ to: step, measure: true });
  }

  /** @param {boolean} playing */
  #setPlaying(playing) {
    if (this.#playing === playing) return;
    this.#playing = playing;
    this.#handlers.playing(playing);
  }

  /** @param {Wanted} wanted */
  #want(wanted) {
    this.#wanted = wanted;
    this.#wake();
    this.#drive();
  }

  /** Goes on until nothing more is wanted; what is wanted meanwhile is taken up after the round. */
  async #drive() {
    if (this.#driving) return;
    this.#driving = true;
    let drawn = Promise.resolve();
    for (let stop = this.#next(); stop; stop = this.#next()) {
      const { to, measure } = stop;
      this.#edge = to;
      const frames = await this.#round(to, measure);
      await drawn;
      if (!frames) {
        this.#setPlaying(false);
        continue;
      }
      const before = this.#step;
      this.#step = Math.min(...frames.map((frame) => frame.step));
      if (frames.some((frame) => frame.step !== this.#step)) this.#wanted ??= { to: this.#step, measure: true };
      if (this.#playing && !measure) this.#adapt(frames);
      // The next round is on its way before this one is looked at.
      drawn = Promise.resolve(frames).then(this.#handlers.frames);
      if (this.#playing && before < this.#pace.stopAt && this.#step === this.#pace.stopAt) this.pause();
      if (this.#playing && this.#pace.speed !== "full" && !this.#wanted) await this.#sleep(1000 / Number(this.#pace.speed));
    }
    this.#driving = false;
    this.#edge = this.#step;
  }

  /** @returns {{to: number, measure: boolean} | undefined} */
  #next() {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    if (wanted === "here") return { to: this.#step, measure: true };
    if (wanted === "next") return { to: this.#step + 1, measure: false };
    if (wanted) return wanted;
    if (!this.#playing) return undefined;
    const to = this.#step + (this.#pace.speed === "full" ? this.#stride : 1);
    const { stopAt } = this.#pace;
    return { to: stopAt > this.#step ? Math.min(to, stopAt) : to, measure: false };
  }

  /** @param {number} to @param {boolean} measure @returns {Promise<Frame[] | undefined>} */
  async #round(to, measure) {
    const how = { measure, every: this.#pace.evaluateEvery };
    const frames = await Promise.all(this.#trainers.map((trainer) => trainer.go(to, how)));
    return frames.every((frame) => frame !== undefined) ? frames : undefined;
  }

  /** The next round shall take as long as one should. @param {Frame[]} frames */
  #adapt(frames) {
    const busy = Math.max(0.1, ...frames.map((frame) => frame.busy));
    const spent = this.#handlers.spent();
    const wanted = Math.min(Math.max(SHORTEST_MS, DRAWINGS * (spent - this.#spent)), LONGEST_MS);
    this.#spent = spent;
    this.#stride = Math.min(Math.ceil((this.#stride * wanted) / busy), 2 * this.#stride);
  }

  /** @param {number} ms @returns {Promise<void>} */
  #sleep(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
