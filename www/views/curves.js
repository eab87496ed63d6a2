// Curves over the steps of the run: the loss, how well held-out partners are found, and the similarities that the margin is about.
import { drawCurves } from "../../pkg/web/tripletscope.js";
import { words } from "../words/index.js";
import { colourNumber, fit } from "./canvas.js";
import { element } from "./dom.js";
import { ASIDE } from "./memo.js";

/** @import {LossConfig} from "../protocol.js" */
/** @import {State} from "../state.js" */
/** @import {View} from "./index.js" */
/** @typedef {{field: string, colour: string, dash?: number, smoothing?: number}} Curve */
/** @typedef {{id: keyof typeof words.curves.charts, series: Curve[], yRange?: [number, number], levels?: (state: State) => {label: string, y: number}[]}} Chart */

/** @type {Chart[]} */
const charts = [
  { id: "loss", series: [{ field: "loss", colour: "curve", smoothing: 0.9 }], levels: (state) => collapseLine(state.loss, state.batchSize) },
  {
    id: "recall",
    yRange: [0, 1],
    series: [
      { field: "recallAt1.forward", colour: "rows" },
      { field: "recallAt1.backward", colour: "columns", dash: 6 },
    ],
  },
  {
    id: "similarities",
    yRange: [-0.5, 1],
    series: [
      { field: "meanPositive", colour: "curve", smoothing: 0.9 },
      { field: "closestRow", colour: "rows", smoothing: 0.9 },
      { field: "closestColumn", colour: "columns", dash: 6, smoothing: 0.9 },
    ],
  },
];

/** What the loss is when all vectors are the same: every hinge costs its margin. @param {LossConfig} loss @param {number} size */
export function collapseLine(loss, size) {
  if (size === 0) return [];
  const anchors = loss.reduction === "sum" ? size : 1;
  const each = loss.kind === "softmax" ? Math.log(size) : loss.terms.reduce((sum, term) => sum + (term.weight ?? 1) * term.margin, 0);
  return [{ label: words.curves.collapse, y: anchors * each }];
}

/** @type {View} */
export const curves = {
  id: "curves",
  fields: charts.flatMap((chart) => chart.series.map((series) => series.field)),
  ignores: ["selection", ...ASIDE],
  mount,
};

/** @param {HTMLElement} section */
function mount(section) {
  const drawn = charts.map((chart) => {
    const canvas = element("canvas", { class: "chart", role: "img" });
    section.append(element("figure", {}, element("figcaption", {}, words.curves.charts[chart.id]), canvas));
    return { chart, canvas };
  });
  return (/** @type {State} */ state) => {
    for (const { chart, canvas } of drawn) drawChart(chart, canvas, state);
  };
}

/** @param {Chart} chart @param {HTMLCanvasElement} canvas @param {State} state */
function drawChart({ id, series, yRange, levels }, canvas, state) {
  const { scale, width } = fit(canvas);
  if (width < 140) return;
  const names = /** @type {Record<string, string>} */ (words.curves.series);
  const looks = series.map(({ field, colour, ...rest }) => ({ label: names[field], colour: colourNumber(colour), ...rest }));
  const points = series.map(({ field }) => state.history.points(field));
  const spec = {
    xLabel: words.curves.step,
    series: looks,
    levels: levels?.(state) ?? [],
    yRange,
    scale,
    ink: colourNumber("ink"),
    grid: colourNumber("line"),
  };
  canvas.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
  drawCurves(canvas, spec, points);
  const latest = series.map(({ field }, k) => `${names[field]} ${points[k].length > 0 ? words.number(points[k].at(-1) ?? 0) : words.none}`);
  canvas.setAttribute("aria-label", `${words.curves.charts[id]}: ${latest.join(", ")}`);
}
