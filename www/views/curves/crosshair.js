// The crosshair of a chart, by pointer and keys, and the steps that are zoomed to by dragging.
import { element } from "../../ui/dom.js";
import { words } from "../../words/index.js";

/** @import {Panel, Scale} from "./curves.js" */
/** @typedef {object} Actions
 * @property {() => Scale | undefined} scale
 * @property {(step: number | undefined) => void} point
 * @property {(range: [number, number] | undefined) => void} zoom
 * @property {() => {cross: number | undefined, range: [number, number] | undefined}} chosen
 */

/** A shorter drag is a press. */
const LEAST_PX = 6;
/** Steps of a key with Shift; and of the narrowest zoom. */
const [LEAP, NARROWEST] = [10, 4];

/** @param {Panel} panel @param {boolean} keys does this chart take the keys for all? @param {Actions} actions */
export function crossOver({ box }, keys, actions) {
  const line = element("div", { class: "cross-line", hidden: true });
  const band = element("div", { class: "cross-band", hidden: true });
  const slider = keys ? { role: "slider", tabindex: 0, "aria-label": words.curves.crosshair, "aria-valuemin": 0, "aria-valuenow": 0 } : {};
  const over = element("div", { class: "cross", title: words.curves.zoomHow, ...slider }, line, band);
  box.append(over);
  follow(over, band, actions);
  if (keys) over.addEventListener("keydown", (event) => press(event, actions));
}

/** @param {HTMLElement} over @param {HTMLElement} band @param {Actions} actions */
function follow(over, band, { scale, point, zoom }) {
  /** @type {number | undefined} where a drag began */
  let from;
  // The page may be shown larger than it is laid out.
  const xOf = (/** @type {PointerEvent} */ event) => {
    const { left, width } = over.getBoundingClientRect();
    return ((event.clientX - left) * over.clientWidth) / width;
  };
  over.addEventListener("pointermove", (event) => {
    point(scale()?.step(xOf(event)));
    if (from === undefined) return;
    const [left, right] = [from, xOf(event)].sort((a, b) => a - b);
    band.hidden = right - left < LEAST_PX;
    [band.style.left, band.style.width] = [`${left}px`, `${right - left}px`];
  });
  over.addEventListener("pointerdown", (event) => {
    point(scale()?.step(xOf(event)));
    // A finger looks around; it scrolls up and down.
    if (event.button !== 0 || event.pointerType === "touch") return;
    from = xOf(event);
    over.setPointerCapture(event.pointerId);
  });
  over.addEventListener("pointerup", (event) => {
    const [now, start] = [scale(), from];
    [from, band.hidden] = [undefined, true];
    if (!now || start === undefined || Math.abs(xOf(event) - start) < LEAST_PX) return;
    const [a, b] = [now.step(start), now.step(xOf(event))].sort((x, y) => x - y);
    if (b > a) zoom([a, Math.max(b, a + NARROWEST)]);
  });
  over.addEventListener("pointercancel", () => {
    [from, band.hidden] = [undefined, true];
  });
  over.addEventListener("pointerleave", () => from === undefined && point(undefined));
  over.addEventListener("dblclick", () => zoom(undefined));
}

/** @param {KeyboardEvent} event @param {Actions} actions */
function press(event, { scale, point, zoom, chosen }) {
  const now = scale();
  if (!now) return;
  const { cross, range } = chosen();
  const at = cross ?? now.to;
  const leap = event.shiftKey ? LEAP : 1;
  const to = { ArrowLeft: at - leap, ArrowDown: at - leap, ArrowRight: at + leap, ArrowUp: at + leap, Home: now.from, End: now.to }[event.key];
  if (to !== undefined) point(Math.min(now.to, Math.max(now.from, to)));
  else if (event.key === "+" || event.key === "-") zoom(zoomed(now, at, event.key === "+" ? 0.5 : 2));
  else if (event.key === "Escape" && (cross !== undefined || range)) {
    point(undefined);
    zoom(undefined);
  } else return;
  event.preventDefault();
}

/** Fewer or more steps around one of them. @param {Scale} scale @param {number} at @param {number} times @returns {[number, number] | undefined} */
function zoomed({ from, to, head }, at, times) {
  const width = Math.max(NARROWEST, (to - from) * times);
  if (width >= head) return undefined;
  const start = Math.round(Math.min(head - width, Math.max(0, at - width / 2)));
  return [start, start + Math.round(width)];
}
