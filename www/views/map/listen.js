// Pointer and keys over the map: pointing reads a text, a press chooses it, a drag with the lasso picks out what lies in it.
import { frameOf } from "./draw.js";

/** @import {Shown} from "./map.js" */
/** @typedef {object} Acts
 * @property {Shown} shown
 * @property {ReturnType<typeof import("../../ui/tip.js").tipOver>} tip
 * @property {() => boolean} isLasso
 * @property {(picked: Iterable<number>) => void} pick
 * @property {(k: number) => void} choose −1 for none
 * @property {() => void} show
 */

/** Pixels within which a pointer finds a point, and between two points of a lasso. */
const [NEAR, APART] = [14, 3];
const [FURTHEST, ZOOM] = [16, 1.5];

/** @param {HTMLCanvasElement} canvas @param {Acts} acts */
export function listen(canvas, acts) {
  const { shown, tip, isLasso, pick, choose, show } = acts;
  const read = (/** @type {number} */ k, /** @type {{x: number, y: number}} */ at) => {
    if (k < 0 || !shown.mapped) return tip.hide();
    tip.show(at, [shown.mapped.texts[k]]);
  };
  canvas.addEventListener("pointerdown", (event) => {
    const at = placeOf(canvas, event);
    if (!isLasso()) return choose(nearest(canvas, shown, at));
    canvas.setPointerCapture(event.pointerId);
    shown.chosen = -1;
    shown.lasso = [[at.x, at.y]];
  });
  canvas.addEventListener("pointermove", (event) => {
    const at = placeOf(canvas, event);
    if (!canvas.hasPointerCapture(event.pointerId)) return read(nearest(canvas, shown, at), at);
    const [x, y] = shown.lasso[shown.lasso.length - 1] ?? [0, 0];
    if (Math.hypot(at.x - x, at.y - y) < APART) return;
    shown.lasso.push([at.x, at.y]);
    show();
  });
  canvas.addEventListener("pointerup", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    canvas.releasePointerCapture(event.pointerId);
    const { x, y } = frameOf(canvas, shown);
    const all = Array.from({ length: shown.points.length / 2 }, (_, k) => k);
    pick(all.filter((k) => isInside(shown.lasso, x(k), y(k))));
  });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const zoom = { "+": ZOOM, "-": 1 / ZOOM }[event.key];
    if (event.altKey || event.metaKey || event.ctrlKey || (!step && !zoom)) return;
    event.preventDefault();
    const count = shown.points.length / 2;
    if (step && count > 0) choose((shown.chosen + step + count) % count);
    if (!zoom) return;
    shown.zoom = Math.min(FURTHEST, Math.max(1, shown.zoom * zoom));
    show();
  });
}

/** The page may be shown larger than it is laid out. @param {HTMLCanvasElement} canvas @param {PointerEvent} event */
function placeOf(canvas, { clientX, clientY }) {
  const { left, top, width } = canvas.getBoundingClientRect();
  const shrink = canvas.clientWidth / width;
  return { x: (clientX - left) * shrink, y: (clientY - top) * shrink };
}

/** @param {HTMLCanvasElement} canvas @param {Shown} shown @param {{x: number, y: number}} at */
function nearest(canvas, shown, at) {
  const { x, y } = frameOf(canvas, shown);
  let [best, distance] = [-1, NEAR];
  for (let k = 0; k < shown.points.length / 2; k++) {
    const d = Math.hypot(x(k) - at.x, y(k) - at.y);
    if (d < distance) [best, distance] = [k, d];
  }
  return best;
}

/** Is a point inside an outline (even-odd)? @param {[number, number][]} outline @param {number} px @param {number} py */
export function isInside(outline, px, py) {
  let inside = false;
  for (const [k, [x, y]] of outline.entries()) {
    const [u, v] = outline[(k + 1) % outline.length];
    if (y > py !== v > py && px < x + ((py - y) / (v - y)) * (u - x)) inside = !inside;
  }
  return inside;
}
