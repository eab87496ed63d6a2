// The charts of the scores: histograms with the threshold in them, and the ROC curve.
import { axes, line } from "../../ui/axes.js";
import { colour } from "../../ui/canvas.js";
import { words } from "../../words/index.js";

/** @import {Stop} from "../../ui/stops.js" */
/** One kind of cosines in a histogram. @typedef {{name: string, colour: string, look: "filled" | "line" | "dashed", bins: Float64Array}} Series */

/** @param {HTMLCanvasElement} canvas @param {Series[]} series @param {number} threshold @param {number} [mark] a cosine that is looked at
 * @returns {{value: (px: number) => number, stops: () => Stop[]}} which cosine stands at a pixel, and what each bin holds */
export function drawHistogram(canvas, series, threshold, mark) {
  const most = Math.max(0.01, ...series.flatMap(({ bins }) => Array.from(bins)));
  const { context, x, y, value } = axes(canvas, { x: [-1, 1], y: [0, most], xName: words.scores.cosine, yName: words.scores.share });
  for (const [k, { name, colour: own, look, bins }] of series.entries()) {
    context.fillStyle = context.strokeStyle = colour(own);
    const edge = (/** @type {number} */ b) => x(-1 + (2 * b) / bins.length);
    if (look === "filled") {
      context.globalAlpha = 0.55;
      for (const [b, share] of bins.entries()) context.fillRect(edge(b), y(share), edge(b + 1) - edge(b) - 1, y(0) - y(share));
      context.globalAlpha = 1;
    } else {
      context.lineWidth = 2;
      context.setLineDash(look === "dashed" ? [5, 3] : []);
      context.beginPath();
      for (const [b, share] of bins.entries()) {
        context.lineTo(edge(b), y(share));
        context.lineTo(edge(b + 1), y(share));
      }
      context.stroke();
      context.setLineDash([]);
    }
    context.textAlign = "left";
    context.fillText(name, x(-0.97), y(most) + 14 + 15 * k);
  }
  context.strokeStyle = context.fillStyle = colour("ink");
  context.lineWidth = 2;
  line(context, x(threshold), y(0), x(threshold), y(most));
  context.beginPath();
  context.arc(x(threshold), (y(0) + y(most)) / 2, 5, 0, 2 * Math.PI);
  context.fill();
  if (mark !== undefined) {
    // A small triangle that stands on the axis.
    context.beginPath();
    for (const [dx, dy] of [
      [0, 0],
      [-6, -11],
      [6, -11],
    ])
      context.lineTo(x(mark) + dx, y(0) + dy);
    context.closePath();
    context.fill();
  }
  const bins = series[0]?.bins.length ?? 0;
  const stop = (/** @type {number} */ b) => {
    const [low, high] = [b, b + 1].map((edge) => -1 + (2 * edge) / bins);
    const shares = series.map(({ name, bins: own }) => ({ name, share: own[b] }));
    return { x: x((low + high) / 2), y: y(Math.max(...shares.map(({ share }) => share))), text: words.scores.bin(low, high, shares) };
  };
  return { value, stops: () => Array.from({ length: bins }, (_, b) => stop(b)) };
}

/** So many stops on the way along the ROC curve. */
const STOPS = 60;

/** @param {HTMLCanvasElement} canvas @param {Float64Array} points x, y, x, y, … @param {[number, number]} here what the threshold makes of it
 * @returns {() => Stop[]} */
export function drawRoc(canvas, points, here) {
  const { context, x, y } = axes(canvas, { x: [0, 1], y: [0, 1], xName: words.scores.falsePositives, yName: words.scores.truePositives });
  context.strokeStyle = colour("soft");
  context.setLineDash([3, 3]);
  line(context, x(0), y(0), x(1), y(1));
  context.setLineDash([]);
  context.strokeStyle = colour("curve");
  context.lineWidth = 2;
  context.beginPath();
  for (let k = 0; k < points.length; k += 2) context.lineTo(x(points[k]), y(points[k + 1]));
  context.stroke();
  context.fillStyle = colour("ink");
  context.beginPath();
  context.arc(x(here[0]), y(here[1]), 5, 0, 2 * Math.PI);
  context.fill();
  const length = points.length / 2;
  const count = Math.min(STOPS, length);
  const along = Array.from({ length: count }, (_, k) => 2 * Math.round((k * (length - 1)) / Math.max(1, count - 1)));
  return () => along.map((k) => ({ x: x(points[k]), y: y(points[k + 1]), text: words.scores.rocAt(points[k], points[k + 1]) }));
}
