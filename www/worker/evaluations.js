// In its worker: how well held-out pairs are told apart, measured piece by piece. The curve is measured on a sample that is always the same; at rest or on request, all are.

import { isWhole } from "../model/measured.js";

/** @import {Measuring, Trainer} from "../../pkg/web/tripletscope.js" */
/** @import {Crew} from "../run/crew.js" */
/** @import {Extent, Measured} from "../types/run.js" */

/** Which pairs are measured, for the curve or besides; every so many steps the curve waits for it. @typedef {{extent: Extent, curve: boolean, every: number}} Wanted */
/** `kept`: the curve waits for it, however late it comes. @typedef {{of: Trainer, step: number, curve: boolean, kept: boolean, work: Measuring}} Task */

export class Evaluations {
  /** @type {Task[]} */ #tasks = [];
  /** @type {Trainer | undefined} whose measures are shown */ #shown;
  /** The last step in the curve. */
  #last = -1;
  /** @type {Measured | undefined} what the curve shows */ sampled;
  /** @type {Measured | undefined} the same, or all pairs where they have been measured since */ measured;
  /** @type {Measured[]} new in the curve since they were taken last */ #news = [];

  /** A new run, of which the curve has come so far. @param {number} last step */
  begin(last) {
    for (const { work } of this.#tasks) work.free();
    [this.#tasks, this.#news, this.#last] = [[], [], last];
  }

  /** The run stands somewhere else: nothing has been measured there. @param {Trainer} trainer */
  place(trainer) {
    [this.#shown, this.sampled, this.measured] = [trainer, undefined, undefined];
    this.drop();
  }

  /** Is there something to measure where the run stands? @param {Trainer} trainer @param {Wanted} wanted */
  plan(trainer, { extent, curve, every }) {
    const step = trainer.stepNumber;
    const known = curve ? this.sampled : this.measured;
    if (known?.step === step && (curve || isWhole(known))) return false;
    const kept = curve && step > this.#last && step % every === 0;
    this.#tasks.push({ of: trainer, step, curve, kept, work: trainer.beginEvaluation(extent) });
    return true;
  }

  /** One piece; false if there is nothing to measure. @param {Crew} [crew] takes pieces too, if it has the weights that are measured */
  async advance(crew) {
    const [task] = this.#tasks;
    if (!task) return false;
    const isCurrent = () => task === this.#tasks[0];
    const more = await (crew?.follows(task.of, task.step) ? crew.measure(task.work, isCurrent) : task.work.advance());
    if (more || !isCurrent()) return true;
    this.#tasks.shift();
    this.#take(task, { step: task.step, ...task.work.finish() });
    return true;
  }

  /** What the curve does not wait for is given up. */
  drop() {
    for (const { kept, work } of this.#tasks) if (!kept) work.free();
    this.#tasks = this.#tasks.filter(({ kept }) => kept);
  }

  /** What is new in the curve. */
  news() {
    const news = this.#news;
    this.#news = [];
    return news;
  }

  /** @param {Task} task @param {Measured} measured */
  #take({ of, step, curve }, measured) {
    if (of === this.#shown) this.measured = measured;
    if (!curve) return;
    if (of === this.#shown) this.sampled = measured;
    if (step <= this.#last) return;
    this.#last = step;
    this.#news.push(measured);
  }
}
