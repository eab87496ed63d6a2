// All presets on the very matrix that is shown, and how far each is from the loss in force.
import { sameLoss } from "../../loss/form.js";
import { judge } from "../../loss/judge.js";
import { namedLosses } from "../../loss/presets.js";
import { presetTitle } from "../../loss/titles.js";
import { element } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { fixed } from "./live.js";

/** @import {State} from "../../model/state.js" */
/** @import {LossConfig} from "../../types/run.js" */

/** While it runs, the table is made again no more often than this. */
const PAUSE_MS = 500;
/** The digits of a difference, in every row: it is small. */
const DIGITS = 4;

export function comparison() {
  const named = Object.entries(namedLosses());
  const rows = named.map(([name]) => {
    const [loss, each, difference] = ["loss", "each", "difference"].map((id) => element("td", { "data-id": id }));
    const title = element("th", { scope: "row" }, presetTitle(name));
    return { row: element("tr", { "data-preset": name }, title, loss, each, difference), loss, each, difference };
  });
  const head = words.formula.columns.map((text) => element("th", { scope: "col" }, text));
  const table = element(
    "table",
    { class: "comparison" },
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows.map(({ row }) => row)),
  );

  /** @param {number[]} values of the loss in force, then of all presets @param {LossConfig} inForce @param {number} size of the batch */
  const show = ([own, ...values], inForce, size) => {
    // A sum grows with the batch, and a softmax is no distance between similarities: what is compared is the same quantity for one pair.
    const perPair = (/** @type {number} */ value, /** @type {LossConfig} */ { reduction }) => (reduction === "sum" ? value / size : value);
    for (const [k, { row, loss, each, difference }] of rows.entries()) {
      const [, preset] = named[k];
      const same = sameLoss(preset, inForce);
      const mean = perPair(values[k], preset);
      row.classList.toggle("in-force", same);
      loss.textContent = fixed(values[k]);
      each.textContent = fixed(mean);
      const alike = preset.kind === inForce.kind;
      const gap = mean - perPair(own, inForce);
      difference.textContent = same ? words.formula.inForce : alike ? `${gap > 0 ? "+" : ""}${fixed(gap, DIGITS)}` : words.formula.otherUnit;
    }
  };
  return {
    table,
    draw: evaluator(
      named.map(([, loss]) => loss),
      show,
    ),
  };
}

/**
 * Judges one loss a frame while the run goes on, so that no frame is late; all at once while it stands.
 * @param {LossConfig[]} losses
 * @param {(values: number[], inForce: LossConfig, size: number) => void} show
 */
function evaluator(losses, show) {
  /** @type {{similarity: Float32Array, further: Float32Array, vectors: Float32Array, batchSize: number, loss: LossConfig, values: number[]} | undefined} */
  let job;
  /** @type {{similarity?: Float32Array, loss?: LossConfig}} */
  let shown = {};
  let last = Number.NEGATIVE_INFINITY;
  return (/** @type {State} */ { similarity, further, vectors, batchSize, loss, playing }) => {
    const current = job ?? shown;
    const old = current.similarity !== similarity || current.loss !== loss;
    const now = performance.now();
    if (old && (!playing || (!job && now - last >= PAUSE_MS) || job?.loss !== loss))
      job = { similarity, further, vectors, batchSize, loss, values: [] };
    if (!job) return;
    const all = [job.loss, ...losses];
    do job.values.push(judge(job, all[job.values.length]).loss);
    while (!playing && job.values.length < all.length);
    if (job.values.length < all.length) return;
    show(job.values, job.loss, job.batchSize);
    shown = job;
    job = undefined;
    last = now;
  };
}
