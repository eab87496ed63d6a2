// Draws a map: all points in a few paths, so that thousands take a part of a frame.
import { colour, contextOf, fit } from "../../ui/canvas.js";

/** @import {Shown} from "./map.js" */

/** Pixels of a point, and of one that is picked out. */
const [POINT, PICKED] = [3, 7];
const EDGE = 14;

/** Where points stand, the pixels for each number of the plane, and how far its points reach. @param {HTMLCanvasElement} canvas @param {Shown} shown */
export function frameOf(canvas, { points, zoom, centre: [cx, cy] }) {
  const { width, height, scale } = fit(canvas);
  let reach = 1e-6;
  for (let k = 0; k < points.length; k++) reach = Math.max(reach, Math.abs(points[k]));
  const unit = ((Math.min(width, height) / 2 - EDGE) / reach) * zoom;
  const x = (/** @type {number} */ k) => width / 2 + (points[2 * k] - cx) * unit;
  const y = (/** @type {number} */ k) => height / 2 - (points[2 * k + 1] - cy) * unit;
  return { width, height, scale, unit, reach, x, y };
}

/** @param {HTMLCanvasElement} canvas @param {Shown} shown */
export function draw(canvas, shown) {
  const { mapped, points, picked, chosen, near, lasso } = shown;
  const { width, height, scale, x, y } = frameOf(canvas, shown);
  const context = contextOf(canvas);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  if (!mapped || points.length !== 2 * mapped.texts.length) return;
  const squares = (/** @type {Iterable<number>} */ list, /** @type {string} */ name, /** @type {number} */ size, alpha = 1) => {
    context.fillStyle = colour(name);
    context.globalAlpha = alpha;
    for (const k of list) context.fillRect(x(k) - size / 2, y(k) - size / 2, size, size);
    context.globalAlpha = 1;
  };
  lines(context, tiesOf(mapped.clusters), x, y, "soft", 0.3);
  const [alone, tied] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let k = 0; k < mapped.texts.length; k++) (mapped.clusters[k] > 0 ? tied : alone).push(k);
  const some = picked.size > 0 || chosen >= 0;
  squares(alone, "others", POINT, some ? 0.35 : 0.9);
  squares(tied, "curve", POINT, some ? 0.35 : 0.9);
  squares(picked, "columns", PICKED);
  if (chosen >= 0) {
    const ties = near.map(({ index }) => /** @type {[number, number]} */ ([chosen, index]));
    lines(context, ties, x, y, "ink", 0.8);
    squares(
      near.map(({ index }) => index),
      "columns",
      PICKED,
    );
    squares([chosen], "rows", PICKED + 2);
  }
  if (lasso.length > 1) outline(context, lasso);
}

/** @type {WeakMap<Uint32Array, [number, number][]>} */
const known = new WeakMap();

/** Each question of a cluster with the next one of it. @param {Uint32Array} clusters */
function tiesOf(clusters) {
  const before = known.get(clusters);
  if (before) return before;
  /** @type {Map<number, number>} */
  const last = new Map();
  /** @type {[number, number][]} */
  const ties = [];
  for (const [k, cluster] of clusters.entries()) {
    const other = last.get(cluster);
    if (cluster > 0 && other !== undefined) ties.push([other, k]);
    last.set(cluster, k);
  }
  known.set(clusters, ties);
  return ties;
}

/** @param {CanvasRenderingContext2D} context @param {[number, number][]} ties @param {(k: number) => number} x @param {(k: number) => number} y
 * @param {string} name @param {number} alpha */
function lines(context, ties, x, y, name, alpha) {
  context.globalAlpha = alpha;
  context.strokeStyle = colour(name);
  context.lineWidth = 1;
  context.beginPath();
  for (const [a, b] of ties) {
    context.moveTo(x(a), y(a));
    context.lineTo(x(b), y(b));
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {[number, number][]} lasso */
function outline(context, lasso) {
  context.strokeStyle = context.fillStyle = colour("accent");
  context.lineWidth = 1.5;
  context.beginPath();
  for (const [x, y] of lasso) context.lineTo(x, y);
  context.closePath();
  context.stroke();
  context.globalAlpha = 0.12;
  context.fill();
  context.globalAlpha = 1;
}
