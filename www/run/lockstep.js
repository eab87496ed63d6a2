// Up to four runs at one time: each in a worker of its own, all at the same step. A round takes every run to the next stop; while it is drawn, the next one is under way.

import { isWhole } from "../model/measured.js";
import { workersOfRun } from "./cores.js";
import { budgetOf } from "./snapshots.js";

/** @import {Frame, Log, Pace, Source} from "../types/run.js" */
/** @import {Measure} from "./protocol.js" */
/** @import {RunClient} from "./run-client.js" */

/** A round is longer than a frame of the screen, so that the workers do not wait for the page. */
const SHORTEST_MS = 20;
/** It takes so many times as long as what is drawn of it, so that drawing leaves the training its time, but at most so many milliseconds: what goes on is seen to go on.
 * Runs side by side wait for each other at its end. Partners have the cores that the page would draw on: two pictures a second are enough there.
 * @type {Record<"alone" | "together" | "shared", [drawings: number, longest: number]>} */
const ROUNDS = { alone: [10, 100], together: [10, 40], shared: [80, 500] };

/** How long drawing takes. @typedef {{drawn: () => Promise<void>, spent: () => number}} Drawing */
/** @typedef {{to: number, measure?: Measure}} Stop */
/** A step; where the runs stand, measured for the curve or on all held-out pairs; or one step on. @typedef {Stop | "here" | "all" | "next"} Wanted */

/** @typedef {object} Handlers
 * @property {(frames: Frame[], clients: RunClient[]) => Promise<void>} frames of one round, one a run; resolves once they are drawn
 * @property {() => number} spent milliseconds of all drawing so far
 * @property {(playing: boolean) => void} playing
 * @property {(measuring: boolean) => void} measuring all held-out pairs
 * @property {(edge: number, aim: number) => void} edge where the round under way ends: what is changed now can be in force from there; and where the runs are to stand
 */

export class Lockstep {
  /** @type {RunClient[]} */ #clients = [];
  /** @type {Handlers} */ #handlers;
  /** @type {Pace} */ #pace = { speed: "full", stopAt: 0, evaluateEvery: 25, extent: "sample", workers: "auto", lastStep: Infinity };
  /** Runs that are not driven here have a share of the cores too. */
  #beside = 0;
  #playing = false;
  #pausing = false;
  #driving = false;
  #held = true;
  /** Does the round under way measure where the runs stand, and are all held-out pairs to be measured there, as nothing else is wanted? */
  #measures = false;
  #unmeasured = false;
  /** Steps of a round at full speed. */
  #stride = 1;
  /** Milliseconds of all drawing until this round. */
  #spent = 0;
  /** Where the runs stand, and where the round under way ends. */
  #step = 0;
  #edge = 0;
  /** @type {Wanted | undefined} what is done before anything else */ #wanted;
  /** @type {() => void} */ #wake = () => {};

  /** @param {Handlers} handlers */
  constructor(handlers) {
    this.#handlers = handlers;
  }

  /** @param {Pace} pace */
  pace(pace) {
    this.#pace = pace;
    this.#shareCores();
    this.#wake();
  }

  play = () => {
    this.#setPlaying(true);
    if (this.#measures) this.#defer();
    this.#drive();
  };

  /** Stands still, with the held-out pairs measured where it stands: for the curve, and then all of them, unless something else is wanted before. */
  pause = () => {
    // Each stands still at the next step; those that are behind then follow the first.
    this.#pausing = this.#playing;
    if (this.#playing) for (const client of this.#clients) client.halt();
    this.#setPlaying(false);
    this.#want("here");
  };

  /** Ends a long way to a step where it has come to. */
  halt = () => {
    this.#setPlaying(false);
    for (const client of this.#clients) client.halt();
  };

  /** Measures all held-out pairs where the runs stand; those that play stand still for it. */
  measure = () => {
    this.#setPlaying(false);
    this.#want("all");
  };

  /** One step, without a measurement. */
  step = () => {
    this.#setPlaying(false);
    this.#want("next");
  };

  /** @param {number} to */
  seek = (to) => {
    this.#setPlaying(false);
    this.#want({ to, measure: "curve" });
  };

  /** The runs, in their order. @returns {readonly RunClient[]} */
  get clients() {
    return this.#clients;
  }

  /** Nobody takes a step, and what is wanted waits. */
  hold() {
    this.#held = true;
    this.#setPlaying(false);
  }

  /** They go on where they stood, or where somebody wants them meanwhile: whoever is not there catches up. */
  resume() {
    this.#held = false;
    this.#want(this.#wanted ?? { to: this.#step, measure: "curve" });
  }

  /** These runs begin together. @param {RunClient[]} clients @param {number} step */
  begin(clients, step) {
    [this.#clients, this.#held] = [clients, false];
    this.#shareCores();
    [this.#step, this.#edge, this.#stride] = [step, step, 1];
    this.#want({ to: step, measure: "curve" });
  }

  /** Runs of which there has been nothing before are opened, and begin together. @param {RunClient[]} clients @param {{source: Source, log: Log}[]} starts
   * @returns {Promise<boolean>} whether all have come */
  async open(clients, starts) {
    this.#clients = clients;
    const opened = await Promise.all(clients.map((client, k) => client.open(starts[k].source, starts[k].log)));
    if (opened.includes(undefined)) return false;
    for (const [k, client] of clients.entries()) client.begin(starts[k].log, budgetOf(clients.length));
    this.begin(clients, 0);
    return true;
  }

  /** Ends all runs: it cannot be used after that. */
  end() {
    this.hold();
    for (const client of this.#clients) client.end();
  }

  /** A further run catches up with the others. @param {RunClient} client @param {number} place */
  join(client, place) {
    this.#clients = this.#clients.toSpliced(place, 0, client);
    this.#shareCores();
    this.#want(this.#wanted ?? "here");
  }

  /** @param {RunClient} client */
  leave(client) {
    this.#clients = this.#clients.filter((other) => other !== client);
    this.#shareCores();
    if (!this.#driving) this.#want("here");
  }

  /** @param {number} beside runs that are not driven here */
  share(beside) {
    this.#beside = beside;
    this.#shareCores();
  }

  #shareCores() {
    for (const client of this.#clients) client.allow(workersOfRun(this.#pace.workers, this.#clients.length + this.#beside));
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
    this.#defer();
    this.#wake();
    this.#mark(this.#edge);
    this.#drive();
  }

  /** What is wanted now does not wait for what is measured. */
  #defer() {
    for (const client of this.#clients) client.defer();
  }

  /** @param {number} edge */
  #mark(edge) {
    this.#edge = edge;
    this.#handlers.edge(edge, typeof this.#wanted === "object" ? this.#wanted.to : edge);
  }

  /** Goes on until nothing more is wanted; what is wanted meanwhile is taken up after the round. */
  async #drive() {
    if (this.#driving || this.#held) return;
    this.#driving = true;
    let drawn = Promise.resolve();
    for (let stop = this.#next(); stop; stop = this.#next()) {
      this.#mark(stop.to);
      const clients = this.#clients;
      const frames = await this.#round(clients, stop);
      await drawn;
      if (this.#held) break;
      if (!frames) {
        // Runs that have come or gone meanwhile do not change where the others go.
        if (clients !== this.#clients) this.#wanted ??= stop;
        else this.#setPlaying(false);
        continue;
      }
      const before = this.#step;
      const steps = frames.map((frame) => frame.step);
      this.#step = this.#pausing ? Math.max(...steps) : Math.min(...steps);
      this.#pausing = false;
      if (steps.some((step) => step !== this.#step)) this.#wanted ??= { to: this.#step, measure: "curve" };
      this.#unmeasured = stop.measure === "curve" && !frames.every(isMeasured);
      // A round that has not come further says nothing of how long one takes.
      if (this.#playing && !stop.measure && this.#step > before) this.#adapt(frames);
      // The next round is on its way before this one is looked at.
      drawn = Promise.resolve()
        .then(() => this.#handlers.frames(frames, clients))
        .catch(thrown);
      const { stopAt, lastStep } = this.#pace;
      if (this.#playing && ((before < stopAt && this.#step === stopAt) || this.#step >= lastStep)) this.pause();
      if (this.#playing && this.#pace.speed !== "full" && !this.#wanted) await this.#sleep(1000 / Number(this.#pace.speed));
    }
    this.#driving = false;
    if (!this.#held) this.#mark(this.#step);
  }

  /** @returns {Stop | undefined} */
  #next() {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    const { speed, stopAt, lastStep } = this.#pace;
    if (wanted === "here") return { to: this.#step, measure: "curve" };
    if (wanted === "all") return { to: this.#step, measure: "all" };
    if (wanted === "next") return { to: Math.max(this.#step, Math.min(this.#step + 1, lastStep)) };
    if (wanted) return wanted;
    if (!this.#playing) return this.#unmeasured ? { to: this.#step, measure: "all" } : undefined;
    const to = this.#step + (speed === "full" ? this.#stride : 1);
    return { to: Math.max(this.#step, Math.min(to, stopAt > this.#step ? stopAt : lastStep)) };
  }

  /** @param {readonly RunClient[]} clients @param {Stop} stop @returns {Promise<Frame[] | undefined>} */
  async #round(clients, stop) {
    const { evaluateEvery: every, extent } = this.#pace;
    [this.#measures, this.#unmeasured] = [stop.measure !== undefined, false];
    if (stop.measure === "all") this.#handlers.measuring(true);
    const frames = await Promise.all(clients.map((client) => client.go({ ...stop, every, extent })));
    if (stop.measure === "all") this.#handlers.measuring(false);
    this.#measures = false;
    return frames.every((frame) => frame !== undefined) ? frames : undefined;
  }

  /** The next round shall take as long as one should. @param {Frame[]} frames */
  #adapt(frames) {
    const busy = Math.max(0.1, ...frames.map((frame) => frame.busy));
    const spent = this.#handlers.spent();
    const [drawings, longest] = ROUNDS[frames.some(({ workers }) => workers > 1) ? "shared" : frames.length > 1 ? "together" : "alone"];
    const wanted = Math.min(Math.max(SHORTEST_MS, drawings * (spent - this.#spent)), longest);
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

/** Have all held-out pairs been measured where the run stands? @param {Frame} frame */
const isMeasured = ({ step, measured }) => isWhole(measured) && measured.step === step;

/** What the page has done wrong is told as what it is, and holds nothing up. @param {unknown} error */
function thrown(error) {
  setTimeout(() => {
    throw error;
  });
}
