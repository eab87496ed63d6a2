// Pointer, fingers, wheel and keys over the map: pointing reads a text, a press chooses it, a drag moves a map that is zoomed, or with the lasso picks out
// what lies in it.
import { frameOf } from "./draw.js";
import { keepInSight, moveBy, STEP, zoomBy } from "./zoom.js";

/** @import {Shown} from "./map.js" */
/** @import {Place} from "./zoom.js" */
/** @typedef {object} Acts
 * @property {Shown} shown
 * @property {ReturnType<typeof import("../../ui/tip.js").tipOver>} tip
 * @property {() => boolean} isLasso
 * @property {(picked: Iterable<number>) => void} pick
 * @property {(k: number) => void} choose −1 for none
 * @property {() => void} show
 */

/** Pixels within which a pointer finds a point, between two points of a lasso, and that a press may slip. */
const [NEAR, APART, SLIP] = [14, 3, 4];
/** What a pixel of the wheel zooms. */
const WHEEL = 0.0025;

/** @param {HTMLCanvasElement} canvas @param {Acts} acts */
export function listen(canvas, acts) {
  listenToPointers(canvas, acts);
  const { shown, choose, show } = acts;
  canvas.addEventListener(
    "wheel",
    (event) => {
      // The wheel scrolls the page until the map has the focus; two fingers on a pad come with Ctrl.
      if (!event.ctrlKey && !canvas.matches(":focus")) return;
      event.preventDefault();
      zoomBy(canvas, shown, Math.exp(-event.deltaY * WHEEL * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 16)), placeOf(canvas, event));
      show();
    },
    { passive: false },
  );
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const zoom = { "+": STEP, "-": 1 / STEP }[event.key];
    if (event.altKey || event.metaKey || event.ctrlKey || (!step && !zoom)) return;
    event.preventDefault();
    const count = shown.points.length / 2;
    if (step && count > 0) choose((shown.chosen + step + count) % count);
    if (zoom) zoomBy(canvas, shown, zoom);
    keepInSight(canvas, shown);
    show();
  });
}

/** @param {HTMLCanvasElement} canvas @param {Acts} acts */
function listenToPointers(canvas, { shown, tip, isLasso, pick, choose, show }) {
  /** The fingers that are down. @type {Map<number, Place>} */
  const down = new Map();
  let moved = false;
  /** @type {Place} */
  let from = { x: 0, y: 0 };
  const read = (/** @type {Place} */ at) => {
    const k = nearest(canvas, shown, at);
    if (k < 0 || !shown.mapped) return tip.hide();
    tip.show(at, [shown.mapped.texts[k]]);
  };
  const drag = (/** @type {Place} */ at, /** @type {Place} */ before) => {
    moved ||= Math.hypot(at.x - from.x, at.y - from.y) > SLIP;
    const [x, y] = shown.lasso[shown.lasso.length - 1] ?? [];
    if (x === undefined) {
      if (moved) moveBy(canvas, shown, at.x - before.x, at.y - before.y);
    } else if (Math.hypot(at.x - x, at.y - y) >= APART) shown.lasso.push([at.x, at.y]);
    show();
  };
  canvas.addEventListener("pointerdown", (event) => {
    const at = placeOf(canvas, event);
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, at);
    moved = down.size > 1;
    from = at;
    const catches = isLasso() && !moved;
    shown.lasso = catches ? [[at.x, at.y]] : [];
    if (catches) shown.chosen = -1;
  });
  canvas.addEventListener("pointermove", (event) => {
    const at = placeOf(canvas, event);
    const before = down.get(event.pointerId);
    if (!before) return read(at);
    const [other] = [...down].filter(([id]) => id !== event.pointerId);
    down.set(event.pointerId, at);
    if (!other) return drag(at, before);
    const between = (/** @type {Place} */ place) => Math.hypot(place.x - other[1].x, place.y - other[1].y);
    zoomBy(canvas, shown, between(at) / Math.max(1, between(before)), other[1]);
    show();
  });
  const up = (/** @type {PointerEvent} */ event) => {
    if (!down.delete(event.pointerId) || down.size > 0 || event.type === "pointercancel") return;
    if (shown.lasso.length > 0) {
      const { x, y } = frameOf(canvas, shown);
      const all = Array.from({ length: shown.points.length / 2 }, (_, k) => k);
      pick(all.filter((k) => isInside(shown.lasso, x(k), y(k))));
    } else if (!moved) choose(nearest(canvas, shown, placeOf(canvas, event)));
  };
  for (const type of /** @type {const} */ (["pointerup", "pointercancel"])) canvas.addEventListener(type, up);
  // Two fingers are the map's, one scrolls the page.
  canvas.addEventListener("touchstart", (event) => event.touches.length > 1 && event.preventDefault(), { passive: false });
}

/** The page may be shown larger than it is laid out. @param {HTMLCanvasElement} canvas @param {MouseEvent} event @returns {Place} */
function placeOf(canvas, { clientX, clientY }) {
  const { left, top, width } = canvas.getBoundingClientRect();
  const shrink = canvas.clientWidth / width;
  return { x: (clientX - left) * shrink, y: (clientY - top) * shrink };
}

/** @param {HTMLCanvasElement} canvas @param {Shown} shown @param {Place} at */
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
