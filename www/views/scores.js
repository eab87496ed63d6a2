// The held-out pairs' cosines: histograms, a threshold to move, what it decides, and the ROC curve.
import { words } from "../words/index.js";
import { axes, line } from "./axes.js";
import { colour } from "./canvas.js";
import { element } from "./dom.js";

/** @import {App, State} from "../state.js" */
/** @import {View} from "./index.js" */

/** The course's threshold. */
const COURSE = 0.7;
const BINS = 40;

/** @type {View} */
export const scores = { id: "scores", mount };

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  const histogram = element("canvas", { class: "chart", role: "img" });
  const roc = element("canvas", { class: "chart", role: "img" });
  const slider = element("input", { type: "range", min: -1, max: 1, step: 0.01, id: "threshold", class: "wide" });
  const course = element("button", { type: "button" }, words.scores.course);
  const decided = element("p", { "data-id": "decided" });
  const label = element("label", { for: slider.id });
  slider.addEventListener("input", () => app.setThreshold(slider.valueAsNumber));
  course.addEventListener("click", () => app.setThreshold(COURSE));
  const figure = (/** @type {string} */ caption, /** @type {HTMLElement} */ canvas) =>
    element("figure", {}, element("figcaption", {}, caption), canvas);
  const handle = element("div", { class: "field threshold" }, label, slider, course);
  section.append(figure(words.scores.histogram, histogram), handle, decided, figure(words.scores.roc, roc));
  drag(histogram, app);

  return (/** @type {State} */ state) => {
    const { measured } = state.history;
    if (!measured) return;
    const split = {
      duplicates: measured.scores.subarray(0, measured.evaluation.duplicates),
      others: measured.scores.subarray(measured.evaluation.duplicates),
    };
    const counts = decide(split, state.threshold);
    slider.value = String(state.threshold);
    label.textContent = words.scores.threshold(state.threshold);
    decided.textContent = split.others.length > 0 && split.duplicates.length > 0 ? words.scores.decided(counts) : words.scores.oneKind;
    drawHistogram(histogram, split, state.threshold);
    histogram.setAttribute("aria-label", `${words.scores.histogram}. ${decided.textContent}`);
    drawRoc(roc, split, state.threshold);
    roc.setAttribute("aria-label", words.scores.auc(measured.evaluation.auc));
  };
}

/** @typedef {{duplicates: Float32Array, others: Float32Array}} Split */

/** What a threshold makes of both kinds: a cosine above it is called a duplicate. @param {Split} split @param {number} threshold */
export function decide({ duplicates, others }, threshold) {
  const above = (/** @type {Float32Array} */ list) => list.reduce((count, score) => count + Number(score > threshold), 0);
  const [truePositive, falsePositive] = [above(duplicates), above(others)];
  const [falseNegative, trueNegative] = [duplicates.length - truePositive, others.length - falsePositive];
  return { truePositive, falsePositive, trueNegative, falseNegative };
}

/** @param {Float32Array} list */
function bin(list) {
  const bins = new Array(BINS).fill(0);
  for (const score of list) bins[Math.min(BINS - 1, Math.max(0, Math.floor(((score + 1) / 2) * BINS)))] += 1 / Math.max(1, list.length);
  return bins;
}

/** @param {HTMLCanvasElement} canvas @param {Split} split @param {number} threshold */
function drawHistogram(canvas, split, threshold) {
  const kinds = [
    { bins: bin(split.others), fill: colour("others"), name: words.scores.others },
    { bins: bin(split.duplicates), fill: colour("curve"), name: words.scores.duplicates },
  ];
  const most = Math.max(0.01, ...kinds.flatMap(({ bins }) => bins));
  const { context, x, y } = axes(canvas, { x: [-1, 1], y: [0, most], xName: words.scores.cosine, yName: words.scores.share });
  for (const [k, { bins, fill, name }] of kinds.entries()) {
    context.fillStyle = context.strokeStyle = fill;
    context.globalAlpha = 0.55;
    for (const [b, share] of bins.entries()) {
      const left = -1 + (2 * b) / BINS;
      context.fillRect(x(left), y(share), x(left + 2 / BINS) - x(left) - 1, y(0) - y(share));
    }
    context.globalAlpha = 1;
    context.textAlign = "left";
    context.fillText(name, x(-0.97), y(most) + 14 + 15 * k);
  }
  context.strokeStyle = colour("ink");
  context.lineWidth = 2;
  line(context, x(threshold), y(0), x(threshold), y(most));
}

/** True against false positives for every threshold, from the strictest on. @param {Split} split */
export function rocPoints({ duplicates, others }) {
  const sorted = [...Array.from(duplicates, (score) => ({ score, hit: true })), ...Array.from(others, (score) => ({ score, hit: false }))].sort(
    (a, b) => b.score - a.score,
  );
  let [hits, misses] = [0, 0];
  /** @type {[number, number][]} */
  const points = [[0, 0]];
  for (const [k, { score, hit }] of sorted.entries()) {
    if (hit) hits++;
    else misses++;
    if (sorted[k + 1]?.score !== score) points.push([misses / Math.max(1, others.length), hits / Math.max(1, duplicates.length)]);
  }
  return points;
}

/** @param {HTMLCanvasElement} canvas @param {Split} split @param {number} threshold */
function drawRoc(canvas, split, threshold) {
  const { context, x, y } = axes(canvas, { x: [0, 1], y: [0, 1], xName: words.scores.falsePositives, yName: words.scores.truePositives });
  if (split.others.length === 0 || split.duplicates.length === 0) return;
  line(context, x(0), y(0), x(1), y(1));
  context.strokeStyle = colour("curve");
  context.lineWidth = 2;
  context.beginPath();
  for (const [u, v] of rocPoints(split)) context.lineTo(x(u), y(v));
  context.stroke();
  const { truePositive, falsePositive } = decide(split, threshold);
  context.fillStyle = colour("ink");
  context.beginPath();
  context.arc(x(falsePositive / split.others.length), y(truePositive / split.duplicates.length), 5, 0, 2 * Math.PI);
  context.fill();
}

/** The line in the histogram follows the pointer; by keyboard the slider does the same. @param {HTMLCanvasElement} canvas @param {App} app */
function drag(canvas, app) {
  const follow = (/** @type {PointerEvent} */ event) => {
    const { left, width } = canvas.getBoundingClientRect();
    const share = (event.clientX - left - 40) / (width - 50);
    app.setThreshold(Math.round(Math.min(1, Math.max(-1, 2 * share - 1)) * 100) / 100);
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    follow(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (canvas.hasPointerCapture(event.pointerId)) follow(event);
  });
}
