// What each chart shows: the fields of a run's reports, or of several runs one number each.
import { collapsed } from "../../loss/judge.js";
import { changedSince, editionOf } from "../../model/editions.js";
import { colourNumber, fit } from "../../ui/canvas.js";
import { LOOKS } from "../../ui/run-looks.js";
import { words } from "../../words/index.js";

/** @import {State} from "../../model/state.js" */
/** `smooth`: a thick smoothed line over the raw one. @typedef {{field: string, colour: string, dash?: number, smooth?: boolean}} Curve */
/** With several runs a chart shows one number of each: a sum of fields with weights. @typedef {{weights: Record<string, number>, smooth?: boolean, yRange?: [number, number]}} Compared */
/** @typedef {{id: keyof typeof words.curves.charts, series: Curve[], compared: Compared, yRange?: [number, number], levels?: (state: State) => {label: string, y: number}[], beside?: (state: State) => Line[]}} Chart */
/** @typedef {{label: string, name: string, field?: string, colour: string, dash?: number, smooth?: boolean, pale?: boolean, points: Float64Array, of?: object, what?: string}} Line
 * `points`: all of them; those of the same number `what` of the same history `of` only ever grow. */

/** @type {Chart[]} */
export const charts = [
  {
    id: "loss",
    series: [{ field: "loss", colour: "curve", smooth: true }],
    compared: { weights: { loss: 1 }, smooth: true },
    levels: (state) => (state.report ? [{ label: words.curves.collapse, y: collapsed(state, state.loss) }] : []),
    beside: landmarks,
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
      { field: "meanPositive", colour: "curve", smooth: true },
      { field: "closestRow", colour: "rows", smooth: true },
      { field: "closestColumn", colour: "columns", dash: 6, smooth: true },
    ],
    compared: { weights: { meanPositive: 1, closestRow: -0.5, closestColumn: -0.5 }, smooth: true },
  },
];

/** The losses that the course's notebook had, as long as everything is as it was there, in one of several runs at least; beside several there is no room for a name. @param {State} state @returns {Line[]} */
function landmarks(state) {
  const { values, loss, runs } = state;
  const edition = editionOf(values);
  const several = isSeveral(state);
  const losses = several ? runs.map((run) => run.loss) : [loss];
  if (!edition?.landmarks.length || losses.every((each) => changedSince(edition, values, each).length > 0)) return [];
  const name = words.curves.notebook;
  return [{ label: several ? "" : name, name, colour: "soft", dash: 2, points: Float64Array.from(edition.landmarks.flat()) }];
}

/** Pixels of the page around the axes: at the left, and at the right for names, or for a run's letter. */
export const LEFT = 44;
const [NAMES_WIDTH, LETTER] = [92, 22];
/** The axis reaches so far, however few steps there are. */
const FEWEST = 10;

/** @param {State} state */
const isSeveral = ({ runs }) => runs.length > 1;
/** @param {State} state */
export const rightOf = (state) => (isSeveral(state) ? LETTER : NAMES_WIDTH);
/** @param {Line[]} lines @returns {[number, number]} the steps that a chart shows if nobody has chosen some */
export const stepsOf = (lines) => [0, Math.max(FEWEST, ...lines.map(({ points }) => points.at(-2) ?? 0))];
/** A curve of recall names the sample that it is measured on: among fewer pairs partners are found more easily. @param {Chart} chart @param {State} state */
export function titleOf({ id }, state) {
  const title = words.curves[isSeveral(state) ? "compared" : "charts"][id];
  const sample = id === "recall" ? state.history.sampled?.evaluation.sample : undefined;
  return sample && sample.pairs < sample.of ? `${title}, ${words.measured.sampled(sample)}` : title;
}

/** The curves of a chart: the fields of the run, or one number of each of several. @param {Chart} chart @param {State} state @returns {Line[]} */
export function linesOf({ series, compared, beside }, state) {
  const { history, runs } = state;
  const names = /** @type {Record<string, string>} */ (words.curves.series);
  const further = beside?.(state) ?? [];
  if (!isSeveral(state)) {
    const own = series.map((each) => ({ ...each, label: names[each.field], name: names[each.field], ...grown(history, each.field) }));
    return [...own, ...further];
  }
  const { weights, smooth } = compared;
  const what = JSON.stringify(weights);
  const sumOf = (/** @type {State["history"]} */ of) => ({ points: of.weighted(weights), of, what });
  return [...runs.map((run, k) => ({ label: run.name, name: run.name, smooth, ...sumOf(run.history), ...LOOKS[k] })), ...further];
}

/** @param {State["history"]} of @param {string} what */
const grown = (of, what) => ({ points: of.points(what), of, what });

/** The same curves of the run's ghost. @param {Line[]} lines @param {State} state @returns {Line[]} */
export const ghostLines = (lines, { runs, ghost, values }) =>
  ghost && runs.length < 2 && values["curves.ghost"]
    ? lines.flatMap((line) => (line.field ? [{ ...line, ...grown(ghost.history, line.field), pale: true }] : []))
    : [];

/** The value of a line at a step, or the last one before it. @param {Line} line @param {number} step */
export function valueAt({ points }, step) {
  let [low, high] = [0, points.length / 2];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[2 * middle] <= step) low = middle + 1;
    else high = middle;
  }
  return low > 0 ? points[2 * low - 1] : undefined;
}

/** What a canvas is drawn by. @param {Chart} chart @param {HTMLCanvasElement} canvas @param {State} state @param {Line[]} lines
 * @param {{range: [number, number] | undefined, flags: {label: string, x: number}[]}} shown */
export function specOf({ id, yRange, levels, compared }, canvas, state, lines, { range, flags }) {
  const several = isSeveral(state);
  const smoothing = Number(state.values["curves.smoothing"]);
  return {
    xLabel: words.curves.step,
    series: lines.map(({ label, colour, dash = 0, smooth, pale = false }) => ({
      ...{ label, colour: colourNumber(colour), dash, pale },
      smoothing: smooth ? smoothing : 0,
    })),
    levels: several ? [] : (levels?.(state) ?? []),
    yRange: several ? compared.yRange : yRange,
    labelWidth: rightOf(state),
    log: id === "loss" && Boolean(state.values["curves.log"]),
    cursor: state.step < state.head ? state.step : null,
    ...(range ? { xRange: range } : {}),
    flags,
    comma: words.comma,
    scale: fit(canvas).scale,
    ink: colourNumber("ink"),
    grid: colourNumber("line"),
  };
}
