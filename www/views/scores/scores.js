// Cosines and a threshold to move: of the held-out pairs with what it decides and the ROC curve, and of the batch's positives and closest negatives.

import { decide, rocCurve, shareInterval, histogram as sharesOf } from "../../../pkg/web/tripletscope.js";
import { closestOf } from "../../loss/judge.js";
import { settingOf } from "../../model/settings.js";
import { element, say } from "../../ui/dom.js";
import { memory } from "../../ui/memo.js";
import { stopsOn } from "../../ui/stops.js";
import { isBelowChance } from "../../words/format.js";
import { words } from "../../words/index.js";
import { scoresTable } from "../tables.js";
import { drawHistogram, drawRoc } from "./charts.js";
import { measuresPart } from "./measures.js";

/** @import {App, State} from "../../model/state.js" */
/** @import {Series} from "./charts.js" */
/** @import {View} from "../index.js" */

const BINS = 40;
const NONE = new Float32Array();

/** @type {View} */
export const scores = { id: "scores", ignores: ["selection", "quantity", "answer", "explanation", "ghost", "mapped"], mount, table: scoresTable };

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  const [held, batch, threshold, measures] = [heldOutPart(app), batchPart(app), thresholdPart(app), measuresPart(app)];
  section.append(held.histogram, threshold.node, held.decision, batch.node, held.roc, measures.node);
  return (/** @type {State} */ state) => {
    threshold.show(state.threshold);
    held.show(state);
    batch.show(state);
    measures.show(state);
  };
}

/** The handle of the line in both histograms. @param {App} app */
function thresholdPart(app) {
  const slider = element("input", { type: "range", min: -1, max: 1, step: 0.01, id: "threshold" });
  const label = element("label", { for: slider.id });
  const atCourse = Number(settingOf("threshold").default);
  const course = element("button", { type: "button" }, words.scores.course(atCourse));
  slider.addEventListener("input", () => app.setThreshold(slider.valueAsNumber));
  course.addEventListener("click", () => app.setThreshold(atCourse));
  const show = (/** @type {number} */ threshold) => {
    if (slider.valueAsNumber !== threshold) slider.value = String(threshold);
    say(label, words.scores.threshold(threshold));
  };
  return { node: element("div", { class: "field threshold" }, label, slider, course), show };
}

/** @param {App} app */
function heldOutPart(app) {
  const chart = histogram(words.scores.histogram, app);
  const canvas = element("canvas", { class: "chart" });
  const stops = stopsOn(canvas, {});
  const auc = element("figcaption", { "data-id": "auc" });
  const chance = element("p", { class: "note", "data-id": "below-chance" }, words.measured.belowChance);
  const roc = element("figure", {}, auc, stops.node, chance);
  const decided = element("p", { "data-id": "decided" });
  const table = confusionTable();
  const remember = memory();
  const show = (/** @type {State} */ { history: { measured, whole }, threshold, pair }) => {
    roc.hidden = table.node.hidden = !measured;
    if (!measured) return say(decided, words.scores.notYet);
    const { split, points, series } = remember([measured], () => heldOut(measured));
    const counts = decide(split.duplicates, split.others, threshold);
    const both = split.duplicates.length > 0 && split.others.length > 0;
    roc.hidden = !both;
    table.show(counts);
    say(decided, both ? accuracyOf(counts) : words.scores.oneKind(split.duplicates.length > 0));
    const mark = pair && whole === measured ? measured.scores[pair.index] : undefined;
    chart.show(series, threshold, [words.scores.decided(counts), ...(mark === undefined ? [] : [words.scores.marked(mark)])].join(" "), mark);
    if (!both) return;
    say(auc, words.scores.auc(measured.evaluation.auc));
    chance.hidden = !isBelowChance(measured.evaluation.auc);
    const along = drawRoc(canvas, points, [counts.falsePositive / split.others.length, counts.truePositive / split.duplicates.length]);
    stops.show(along, `${auc.textContent} ${words.scores.decided(counts)}`);
  };
  return { histogram: chart.node, roc, decision: element("div", {}, table.node, decided), show };
}

/** @param {ReturnType<typeof decide>} counts */
function accuracyOf({ truePositive, falsePositive, trueNegative, falseNegative }) {
  const right = truePositive + trueNegative;
  const all = right + falsePositive + falseNegative;
  return words.scores.accuracy(right, all, shareInterval(right, all));
}

/** @param {NonNullable<State["history"]["measured"]>} measured */
function heldOut({ scores: all, evaluation }) {
  const split = { duplicates: all.subarray(0, evaluation.duplicates), others: all.subarray(evaluation.duplicates) };
  /** @type {Series[]} */
  const series = [
    { name: words.scores.others, colour: "others", look: "filled", bins: sharesOf(split.others, 1, BINS) },
    { name: words.scores.duplicates, colour: "curve", look: "filled", bins: sharesOf(split.duplicates, 1, BINS) },
  ];
  return { split, points: rocCurve(split.duplicates, split.others), series: series.filter((_, k) => [split.others, split.duplicates][k].length > 0) };
}

/** @param {App} app */
function batchPart(app) {
  const chart = histogram(words.scores.batch, app);
  const note = element("p", { class: "note", "data-id": "batch" });
  const remember = memory();
  const show = (/** @type {State} */ state) => {
    const { similarity, batchSize, threshold } = state;
    if (batchSize < 2) return;
    const { lists, series } = remember([similarity], () => ofBatch(state));
    const [positives, rows, columns] = lists.map((list) => decide(list, NONE, threshold).truePositive);
    say(note, words.scores.above({ positives, rows, columns }, batchSize));
    chart.show(series, threshold, note.textContent ?? "");
  };
  return { node: element("div", {}, chart.node, note), show };
}

/** @param {State} state */
function ofBatch(state) {
  const { similarity: s, batchSize: size } = state;
  const [rows, columns] = [closestOf(state, "row"), closestOf(state, "column")];
  const over = (/** @type {(i: number) => number} */ cell) => Float32Array.from({ length: size }, (_, i) => s[cell(i)]);
  const lists = [over((i) => i * size + i), over((i) => i * size + rows[i]), over((i) => columns[i] * size + i)];
  const looks = /** @type {const} */ (["filled", "line", "dashed"]);
  const series = ["curve", "rows", "columns"].map((colour, k) => ({
    name: words.scores.ofBatch[k],
    colour,
    look: looks[k],
    bins: sharesOf(lists[k], 1, BINS),
  }));
  return { lists, series };
}

/** The pairs of each kind by what they are called. */
function confusionTable() {
  const cell = (/** @type {string} */ id) => element("td", { "data-id": id });
  const cells = {
    truePositive: cell("true-positive"),
    falseNegative: cell("false-negative"),
    falsePositive: cell("false-positive"),
    trueNegative: cell("true-negative"),
  };
  const row = (/** @type {string} */ name, /** @type {HTMLElement[]} */ ...own) => element("tr", {}, element("th", { scope: "row" }, name), ...own);
  const head = words.scores.called.map((name) => element("th", { scope: "col" }, name));
  const node = element(
    "table",
    { class: "confusion" },
    element("thead", {}, element("tr", {}, element("td"), ...head)),
    element(
      "tbody",
      {},
      row(words.scores.duplicates, cells.truePositive, cells.falseNegative),
      row(words.scores.others, cells.falsePositive, cells.trueNegative),
    ),
  );
  const show = (/** @type {ReturnType<typeof decide>} */ counts) => {
    for (const [name, td] of Object.entries(cells)) say(td, String(counts[/** @type {keyof typeof counts} */ (name)]));
  };
  return { node, show };
}

/** A histogram whose line follows the pointer; by keyboard the slider does the same. @param {string} caption @param {App} app */
function histogram(caption, app) {
  const canvas = element("canvas", { class: "chart threshold" });
  const stops = stopsOn(canvas, { wide: true });
  let valueAt = (/** @type {number} */ _px) => 0;
  const follow = (/** @type {PointerEvent} */ { offsetX }) => {
    app.setThreshold(Math.round(Math.min(1, Math.max(-1, valueAt(offsetX))) * 100) / 100);
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    follow(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (canvas.hasPointerCapture(event.pointerId)) follow(event);
  });
  const show = (
    /** @type {Series[]} */ series,
    /** @type {number} */ threshold,
    /** @type {string} */ summary,
    /** @type {number | undefined} */ mark = undefined,
  ) => {
    const drawn = drawHistogram(canvas, series, threshold, mark);
    valueAt = drawn.value;
    stops.show(drawn.stops, `${caption}. ${words.scores.threshold(threshold)}. ${summary}`);
  };
  return { node: element("figure", {}, element("figcaption", {}, caption), stops.node), show };
}
