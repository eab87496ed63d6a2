// Curves over the steps of the run: the loss, how well held-out partners are found, and the similarities that the margin is about.
import { drawCurves } from "../../pkg/web/tripletscope.js";
import { colourNumber, fit } from "../ui/canvas.js";
import { element, say } from "../ui/dom.js";
import { ASIDE } from "../ui/memo.js";
import { LOOKS } from "../ui/run-looks.js";
import { words } from "../words/index.js";
import { curvesTable } from "./tables.js";

/** @import {LossConfig} from "../types/run.js" */
/** @import {State} from "../model/state.js" */
/** @import {View} from "./index.js" */
/** @typedef {{field: string, colour: string, dash?: number, smoothing?: number}} Curve */
/** With several runs a chart shows one number of each: a sum of fields with weights. @typedef {{weights: Record<string, number>, smoothing?: number, yRange?: [number, number]}} Compared */
/** @typedef {{id: keyof typeof words.curves.charts, series: Curve[], compared: Compared, yRange?: [number, number], levels?: (state: State) => {label: string, y: number}[]}} Chart */

/** @type {Chart[]} */
const charts = [
  {
    id: "loss",
    series: [{ field: "loss", colour: "curve", smoothing: 0.9 }],
    compared: { weights: { loss: 1 }, smoothing: 0.9 },
    levels: (state) => collapseLine(state.loss, state.batchSize),
  },
  {
    id: "recall",
    yRange: [0, 1],
    series: [
      { field: "recallAt1.forward", colour: "rows" },
      { field: "recallAt1.backward", colour: "columns", dash: 6 },
    ],
    compared: { weights: { "recallAt1.forward": 0.5, "recallAt1.backward": 0.5 }, yRange: [0, 1] },
  },
  {
    id: "similarities",
    yRange: [-0.5, 1],
    series: [
      { field: "meanPositive", colour: "curve", smoothing: 0.9 },
      { field: "closestRow", colour: "rows", smoothing: 0.9 },
      { field: "closestColumn", colour: "columns", dash: 6, smoothing: 0.9 },
    ],
    compared: { weights: { meanPositive: 1, closestRow: -0.5, closestColumn: -0.5 }, smoothing: 0.9 },
  },
];

/** What the loss is when all vectors are the same: every hinge costs its margin. @param {LossConfig} loss @param {number} size */
export function collapseLine(loss, size) {
  if (size === 0) return [];
  const anchors = loss.reduction === "sum" ? size : 1;
  const each = loss.kind === "softmax" ? Math.log(size) : loss.terms.reduce((sum, term) => sum + (term.weight ?? 1) * term.margin, 0);
  return [{ label: words.curves.collapse, y: anchors * each }];
}

/** What no curve shows, but is saved. */
const FURTHER = [
  ...["activeEither", "meanNegative", "samePartner", "asymmetry", "collapse", "alignment", "uniformity"],
  ...["accuracyAt07", "bestThreshold", "bestAccuracy", "auc", "mrr.forward", "mrr.backward"],
];
const FIELDS = [...charts.flatMap((chart) => chart.series.map((series) => series.field)), ...FURTHER];

/** Room for a run's letter behind its curve, in pixels. */
const LETTER = 22;

/** @type {View} */
export const curves = { id: "curves", fields: FIELDS, ignores: ["selection", ...ASIDE], mount, table: curvesTable(FIELDS) };

/** @param {HTMLElement} section */
function mount(section) {
  const drawn = charts.map((chart) => {
    const canvas = element("canvas", { class: "chart", role: "img" });
    const title = element("figcaption");
    const figure = element("figure", {}, title, canvas);
    section.append(figure);
    return { chart, canvas, title, figure };
  });
  const [loss] = drawn;
  let several = false;
  return (/** @type {State} */ state) => {
    // What can be compared comes first: losses of different terms have different scales.
    if (several !== state.runs.length > 1) {
      several = !several;
      section.insertBefore(loss.figure, several ? null : drawn[1].figure);
    }
    for (const { chart, canvas, title } of drawn) {
      say(title, words.curves[several ? "compared" : "charts"][chart.id]);
      drawChart(chart, canvas, state);
    }
  };
}

/** @typedef {{label: string, name: string, colour: string, dash?: number, smoothing?: number, points: Float64Array}} Line */

/** The curves of a chart: the fields of the run, or one number of each of several. @param {Chart} chart @param {State} state @returns {Line[]} */
export function linesOf({ series, compared }, { history, runs }) {
  const names = /** @type {Record<string, string>} */ (words.curves.series);
  if (runs.length < 2)
    return series.map(({ field, ...rest }) => ({ label: names[field], name: names[field], points: history.points(field), ...rest }));
  const { weights, smoothing } = compared;
  return runs.map((run, k) => ({ label: run.name, name: run.name, smoothing, points: weighted(run.history, weights), ...LOOKS[k] }));
}

/** A sum of fields with weights, at the steps that all of them have. @param {State["history"]} history @param {Record<string, number>} weights */
function weighted(history, weights) {
  const [first, ...others] = Object.entries(weights).map(([field, weight]) => ({ points: history.points(field), weight }));
  return first.points.map((x, k) => (k % 2 === 0 ? x : others.reduce((sum, { points, weight }) => sum + weight * points[k], first.weight * x)));
}

/** @param {Chart} chart @param {HTMLCanvasElement} canvas @param {State} state */
function drawChart(chart, canvas, state) {
  const { id, yRange, levels, compared } = chart;
  const { scale, width } = fit(canvas);
  if (width < 140) return;
  const several = state.runs.length > 1;
  const lines = linesOf(chart, state);
  const spec = {
    xLabel: words.curves.step,
    series: lines.map(({ label, colour, dash = 0, smoothing = 0 }) => ({ label, colour: colourNumber(colour), dash, smoothing })),
    levels: several ? [] : (levels?.(state) ?? []),
    yRange: several ? compared.yRange : yRange,
    ...(several ? { labelWidth: LETTER } : {}),
    cursor: state.step < state.head ? state.step : null,
    scale,
    ink: colourNumber("ink"),
    grid: colourNumber("line"),
  };
  const points = lines.map((line) => line.points);
  canvas.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
  drawCurves(canvas, spec, points);
  const latest = lines.map(({ name, points: own }) => `${name} ${own.length > 0 ? words.number(own.at(-1) ?? 0) : words.none}`);
  canvas.setAttribute("aria-label", `${words.curves[several ? "compared" : "charts"][id]}: ${latest.join(", ")}`);
}
