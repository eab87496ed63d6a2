// What a run has reported so far, field by field, as the points x, y, x, y, … that charts take.

import { isWhole } from "./measured.js";

/** @import {Frame, Measured, StepReport} from "../types/run.js" */

class Points {
  #values = new Float64Array(256);
  #length = 0;

  /** @param {number} x @param {number} y */
  push(x, y) {
    if (this.#length === this.#values.length) {
      const longer = new Float64Array(2 * this.#length);
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[this.#length++] = x;
    this.#values[this.#length++] = y;
  }

  /** @param {Float64Array} values x, y, … @param {number} last x */
  fill(values, last) {
    for (let k = 0; k < values.length && values[k] <= last; k += 2) this.push(values[k], values[k + 1]);
  }

  get length() {
    return this.#length;
  }

  all() {
    return this.#values.subarray(0, this.#length);
  }
}

/** The number at a path such as `recallAt1.forward`. @param {object} report @param {string} path */
const numberAt = (report, path) => {
  /** @type {any} */
  let value = report;
  for (const name of path.split(".")) value = value?.[name];
  return typeof value === "number" ? value : undefined;
};

export class History {
  /** @type {Map<string, Points>} */ #points = new Map();
  /** @type {Map<string, Points>} by their weights */ #sums = new Map();
  /** @type {StepReport | undefined} of the step that is shown */ last;
  /** @type {Measured | undefined} what was measured last at the step that is shown, or before it */ measured;
  /** @type {Measured | undefined} the same on the pairs that the curve shows */ sampled;
  /** @type {Measured | undefined} the last time that all held-out pairs were measured */ whole;
  /** The last step that there has been. */
  head = 0;

  /** @param {readonly string[]} fields paths into step reports and evaluations */
  constructor(fields) {
    for (const field of fields) this.#points.set(field, new Points());
  }

  /** @param {Pick<Frame, "reports" | "evaluations" | "report" | "measured" | "sampled">} frame */
  add({ reports, evaluations, report, measured, sampled }) {
    for (const report of reports) this.#take(report.step, report);
    for (const { step, evaluation } of evaluations) this.#take(step, evaluation);
    this.head = Math.max(this.head, report?.step ?? 0, measured?.step ?? 0);
    [this.last, this.measured, this.sampled] = [report, measured, sampled];
    if (isWhole(measured)) this.whole = measured;
  }

  /** What has been reported until a step. @param {number} step */
  until(step) {
    const past = new History([...this.#points.keys()]);
    for (const [field, points] of this.#points) past.#points.get(field)?.fill(points.all(), step);
    past.head = step;
    return past;
  }

  /** @param {number} step @param {object} report */
  #take(step, report) {
    for (const [field, points] of this.#points) {
      const value = numberAt(report, field);
      if (value !== undefined) points.push(step, value);
    }
  }

  /** A line for each step that was reported or measured, with every field that has a number there.
   * @param {number} [from] step @returns {({step: number} & Record<string, number>)[]} */
  lines(from = 0) {
    /** @type {Map<number, {step: number} & Record<string, number>>} */
    const lines = new Map();
    for (const [field, points] of this.#points) {
      const values = points.all();
      for (let k = values.length - 2; k >= 0 && values[k] >= from; k -= 2)
        lines.set(values[k], { step: values[k], ...lines.get(values[k]), [field]: values[k + 1] });
    }
    return [...lines.values()].sort((a, b) => a.step - b.step);
  }

  /** @param {string} field */
  points(field) {
    return this.#points.get(field)?.all() ?? new Float64Array();
  }

  /** A sum of fields with weights, at the steps that all of them have. @param {Record<string, number>} weights */
  weighted(weights) {
    const key = JSON.stringify(weights);
    const sums = this.#sums.get(key) ?? new Points();
    this.#sums.set(key, sums);
    const [first, ...others] = Object.entries(weights).map(([field, weight]) => ({ points: this.points(field), weight }));
    const shortest = Math.min(first.points.length, ...others.map(({ points }) => points.length));
    // What has been added up stays as it is.
    for (let k = sums.length; k < shortest; k += 2)
      sums.push(
        first.points[k],
        others.reduce((sum, { points, weight }) => sum + weight * points[k + 1], first.weight * first.points[k + 1]),
      );
    return sums.all();
  }
}
