// In its worker: what is opened. Data are read and a run is made ready beside the one that goes on, until it is begun.
import { Dataset } from "../../pkg/web/tripletscope.js";
import { median } from "../run/cores.js";
import { readOpened } from "../run/read-file.js";
import { otherTasks } from "./thread.js";
import { startOf } from "./training.js";

/** @import {Trainer} from "../../pkg/web/tripletscope.js" */
/** @import {FromWorker, ToWorker} from "../run/protocol.js" */
/** @import {RunConfig, Source} from "../types/run.js" */
/** @import {Start, Training} from "./training.js" */

/** @template {ToWorker["type"]} T @typedef {Extract<ToWorker, {type: T}>} Message */

/** Steps are tried in so many slices, between which other messages come; each goes on for so long. */
const [SLICES, SLICE_MS] = [16, 30];

/** Milliseconds that a step of a slice takes. @param {Trainer} trial */
function paceOf(trial) {
  const start = performance.now();
  let steps = 0;
  for (; performance.now() < start + SLICE_MS; steps++) trial.step();
  return (performance.now() - start) / steps;
}

export class Opening {
  /** @type {Training} */ #training;
  /** @type {(message: FromWorker) => void} */ #tell;
  /** The run that was asked for last: one that is read for longer than a later one does not take its place. */
  #latest = 0;
  /** @type {WeakMap<Dataset, {called: string, calledWithNegatives: string}>} what a verdict calls files that are open */ #names = new WeakMap();
  /** @type {Start | undefined} what has been opened and not begun */ #prepared;

  /** @param {Training} training @param {(message: FromWorker) => void} tell */
  constructor(training, tell) {
    [this.#training, this.#tell] = [training, tell];
  }

  /** @param {Message<"open">} message */
  async open({ source, log, saved, weights, run: number }) {
    this.#latest = number;
    const data = source ? await this.#read(source, number) : this.#training.dataset;
    if (!data) throw new Error("There are no data to open a run on.");
    if (this.#latest !== number) return this.#discard(data);
    this.#forget();
    const next = this.#made(data, { log, saved, weights });
    this.#prepared = { number, data, next, log, saved, weights };
    if (source?.kind === "file")
      this.#names.set(data, { called: data.verdictName(source.name), calledWithNegatives: data.verdictName(source.name, true) });
    const names = this.#names.get(data) ?? { called: "", calledWithNegatives: "" };
    this.#tell({ type: "opened", run: number, report: { ...data.report(), ...names }, config: next.config(), origin: next.stepNumber });
  }

  /** @param {Message<"begin">} message */
  begin({ run: number, log, budget, from }) {
    const prepared = this.#prepared;
    if (prepared?.number !== number) return;
    const { data, saved, weights } = prepared;
    // What has been changed since it was opened holds.
    const same = saved || weights || JSON.stringify(log[0].config) === JSON.stringify(prepared.log[0]?.config);
    const next = same ? prepared.next : startOf(data, { log, saved, weights });
    if (!same) prepared.next.free();
    this.#prepared = undefined;
    this.#training.begin({ number, data, next, saved, weights, log: saved ? [{ step: 0, config: next.config() }] : log }, budget, from);
  }

  /** What is being opened is not wanted any more. */
  cancel() {
    this.#latest = 0;
    this.#forget();
  }

  /** Tells how long a step takes with other sizes, on the data that are open. Of what is tried the later half counts: the first steps are slow, as code is compiled and
   * memory taken. @param {RunConfig} config */
  async time(config) {
    const dataset = this.#newest;
    if (!dataset) return;
    const trial = startOf(dataset, { log: [{ step: 0, config }], saved: undefined, weights: undefined });
    try {
      /** @type {number[]} */
      const paces = [];
      while (paces.length < SLICES && this.#newest === dataset) {
        paces.push(paceOf(trial));
        await otherTasks();
      }
      this.#tell({ type: "timed", milliseconds: median(paces.slice(paces.length >> 1)) });
    } finally {
      trial.free();
    }
  }

  /** The data that are open, or about to be: their run begins when all have come. */
  get #newest() {
    return this.#prepared?.data ?? this.#training.dataset;
  }

  #forget() {
    if (this.#prepared) this.#discard(this.#prepared.data, this.#prepared.next);
    this.#prepared = undefined;
  }

  /** @param {Source} source @param {number} run that asks for it; once another one does, reading ends */
  #read(source, run) {
    if (source.kind === "builtin") return Dataset.builtin(source.config.set ?? "questions", source.config);
    const total = source.file.size + (source.test?.file.size ?? 0);
    return readOpened(source, (bytes, rows) => {
      if (this.#latest !== run) throw new Error("It is not wanted any more.");
      this.#tell({ type: "progress", run, bytes, total, rows });
    });
  }

  /** @param {Dataset} data @param {Parameters<typeof startOf>[1]} from */
  #made(data, from) {
    try {
      return startOf(data, from);
    } catch (error) {
      this.#discard(data);
      throw error;
    }
  }

  /** @param {Dataset} data @param {Trainer} [next] */
  #discard(data, next) {
    next?.free();
    if (data !== this.#training.dataset) data.free();
  }
}
