// How near a map is looked at, and where: what stands at a place of the canvas stays there while it is zoomed.
import { frameOf } from "./draw.js";

/** @import {Shown} from "./map.js" */
/** @typedef {{x: number, y: number}} Place in pixels of the canvas */

const FURTHEST = 16;
/** Of a press and of a key. */
export const STEP = 1.5;
/** Pixels from an edge within which what is chosen is brought to the middle. */
const EDGE = 20;

/** @param {HTMLCanvasElement} canvas @param {Shown} shown @param {number} factor @param {Place} [at] otherwise where the chosen one stands, or the middle */
export function zoomBy(canvas, shown, factor, at) {
  const { width, height, unit, x, y } = frameOf(canvas, shown);
  const place = at ?? (shown.chosen >= 0 ? { x: x(shown.chosen), y: y(shown.chosen) } : { x: width / 2, y: height / 2 });
  const zoom = Math.min(FURTHEST, Math.max(1, shown.zoom * factor));
  const shift = 1 / unit - shown.zoom / (unit * zoom);
  const [cx, cy] = shown.centre;
  shown.zoom = zoom;
  shown.centre = zoom === 1 ? [0, 0] : [cx + (place.x - width / 2) * shift, cy - (place.y - height / 2) * shift];
}

/** Moves a map that is zoomed by so many pixels. @param {HTMLCanvasElement} canvas @param {Shown} shown @param {number} dx @param {number} dy */
export function moveBy(canvas, shown, dx, dy) {
  if (shown.zoom === 1) return;
  const { unit, reach } = frameOf(canvas, shown);
  const within = (/** @type {number} */ at) => Math.max(-reach, Math.min(reach, at));
  const [cx, cy] = shown.centre;
  shown.centre = [within(cx - dx / unit), within(cy + dy / unit)];
}

/** Brings the chosen one to the middle where it would not be seen. @param {HTMLCanvasElement} canvas @param {Shown} shown */
export function keepInSight(canvas, shown) {
  const { points, chosen } = shown;
  if (shown.zoom === 1 || chosen < 0) return;
  const { width, height, x, y } = frameOf(canvas, shown);
  const inside = (/** @type {number} */ at, /** @type {number} */ size) => at >= EDGE && at <= size - EDGE;
  if (!inside(x(chosen), width) || !inside(y(chosen), height)) shown.centre = [points[2 * chosen], points[2 * chosen + 1]];
}
