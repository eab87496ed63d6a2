// The charts of the scores: histograms with the threshold in them, and the ROC curve.
import { axes, line } from "../../ui/axes.js";
import { colour } from "../../ui/canvas.js";
import { words } from "../../words/index.js";

/** One kind of cosines in a histogram. @typedef {{name: string, colour: string, look: "filled" | "line" | "dashed", bins: Float64Array}} Series */

/** @param {HTMLCanvasElement} canvas @param {Series[]} series @param {number} threshold @param {number} [mark] a cosine that is looked at @returns {(px: number) => number} which cosine stands at a pixel */
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
  return value;
}

/** @param {HTMLCanvasElement} canvas @param {[number, number][]} points @param {[number, number]} here what the threshold makes of it */
export function drawRoc(canvas, points, here) {
  const { context, x, y } = axes(canvas, { x: [0, 1], y: [0, 1], xName: words.scores.falsePositives, yName: words.scores.truePositives });
  context.strokeStyle = colour("soft");
  context.setLineDash([3, 3]);
  line(context, x(0), y(0), x(1), y(1));
  context.setLineDash([]);
  context.strokeStyle = colour("curve");
  context.lineWidth = 2;
  context.beginPath();
  for (const [u, v] of points) context.lineTo(x(u), y(v));
  context.stroke();
  context.fillStyle = colour("ink");
  context.beginPath();
  context.arc(x(here[0]), y(here[1]), 5, 0, 2 * Math.PI);
  context.fill();
}
