// The benchmark's page: does one kind of work a number of times with the shipped package, and says how long it took. tools/bench/bench.mjs calls it.
import init, * as core from "../../pkg/web/tripletscope.js";
import { memoryOf, stepsBy } from "./crews.js";
import { quora, random } from "./made.js";
import { stepsOf } from "./steps.js";
import { trainingOf } from "./training.js";
import { opening } from "./vectors.js";

/** @import {CurvesSpec} from "../../pkg/web/tripletscope.js" */
/** @import {sizes} from "./made.js" */
/** @typedef {{step: () => number, questionsWithGradient: () => number}} Run */

const { DatasetReader, drawCurves, evaluateLoss, heatMap } = core;
const MEGABYTE = 1 << 20;
const SEED = 1;
const CURVES = 5;
const POINTS = 2000;
const CELLS = 256;

const { memory } = await init();

/** @type {Map<string, Run>} */
const runs = new Map();

/** A run on one batch, made when it is first asked for. @param {keyof typeof sizes} name */
function runOf(name) {
  const known = runs.get(name);
  if (known) return known;
  const { model, adam, left, right, batch, loss } = trainingOf(core, name);
  const step = () => adam.step(model, left, right, batch, loss);
  const questionsWithGradient = () => {
    const { gradient } = evaluateLoss(model.gradients(left, right, batch, loss).similarity, batch, loss);
    const [rows, columns] = [new Set(), new Set()];
    gradient.forEach((g, place) => {
      if (g !== 0) [rows, columns].forEach((set, side) => void set.add(side === 0 ? Math.floor(place / batch) : place % batch));
    });
    return (rows.size + columns.size) / (2 * batch);
  };
  const run = { step, questionsWithGradient };
  runs.set(name, run);
  return run;
}

/** Milliseconds for one of `count` calls in a row: the clock of some engines ticks once a millisecond. @param {number} count @param {() => void} act */
function each(count, act) {
  const start = performance.now();
  for (let k = 0; k < count; k++) act();
  return (performance.now() - start) / count;
}

/** @param {string} id */
function canvasOf(id) {
  const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector(`#${id}`));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser gives no 2d canvas.");
  return { canvas, context };
}

/** Noisy curves that fall, as losses do. */
const curves = Array.from({ length: CURVES }, (_, c) => {
  const next = random(SEED + c);
  return Float64Array.from({ length: 2 * POINTS }, (_, k) => (k % 2 === 0 ? k / 2 : 1 / (1 + k / 800) + 0.2 * next()));
});
/** @type {CurvesSpec} */
const look = {
  xLabel: "step",
  series: curves.map((_, c) => ({ label: `curve ${c + 1}`, colour: 0x2060a0 + 0x1800 * c })),
  scale: 1,
  ink: 0x202020,
  grid: 0xdddddd,
};
const cells = Float32Array.from({ length: CELLS * CELLS }, random(SEED));

function chart() {
  const { canvas, context } = canvasOf("chart");
  context.clearRect(0, 0, canvas.width, canvas.height);
  drawCurves(canvas, look, curves);
}

/** What each kind of work is: given how often, milliseconds for one. @type {Record<string, (count: number) => number | Promise<number>>} */
const work = {
  "step small": (count) => each(count, runOf("small").step),
  "step medium": (count) => each(count, runOf("medium").step),
  "step course": (count) => each(count, runOf("course").step),
  "step course, one worker": (count) => stepsBy("one worker", count),
  "step course, two workers": (count) => stepsBy("two workers", count),
  "step course, two workers, a run each": (count) => stepsBy("two workers, a run each", count),
  chart: (count) => each(count, chart),
  "chart and raster": (count) =>
    each(count, () => {
      chart();
      canvasOf("chart").context.getImageData(0, 0, 1, 1);
    }),
  matrix: (count) =>
    each(count, () => {
      const bytes = heatMap(cells, "sequential", 0, 1);
      canvasOf("matrix").context.putImageData(new ImageData(new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.length), CELLS), 0, 0);
    }),
};

/** Reads a file that is made piece by piece; making it is not in the time. The instance must be fresh: its memory never shrinks. @param {number} rows */
function csv(rows) {
  const reader = new DatasetReader();
  const encoder = new TextEncoder();
  let [ms, fileBytes] = [0, 0];
  /** @param {() => void} act */
  const timed = (act) => {
    ms += each(1, act);
  };
  for (const text of quora(rows, SEED, MEGABYTE)) {
    const piece = encoder.encode(text);
    fileBytes += piece.length;
    timed(() => reader.push(piece));
  }
  let rowsRead = 0;
  timed(() => {
    const dataset = reader.finish();
    rowsRead = dataset.report().rowsRead;
  });
  if (rowsRead !== rows) throw new Error(`${rowsRead} of ${rows} rows were read.`);
  return { ms, fileBytes, memoryBytes: memory.buffer.byteLength };
}

Object.assign(globalThis, {
  bench: {
    work: (/** @type {string} */ name, /** @type {number} */ count) => work[name](count),
    questionsWithGradient: (/** @type {keyof typeof sizes} */ name) => runOf(name).questionsWithGradient(),
    memoryOf,
    stepsOf,
    csv,
    opening,
  },
});
