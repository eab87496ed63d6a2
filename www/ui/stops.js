// Stops of a chart: what stands at the one under the pointer or the finger is shown in a tip beside it; keys go from one to the next.
import { element } from "./dom.js";
import { tipOver } from "./tip.js";

/** Where a stop stands, in pixels of the canvas, and what is said there. @typedef {{x: number, y: number, text: string}} Stop */
/** `wide`: the nearest from side to side, however high the pointer is; otherwise one has to be near. @typedef {{wide?: boolean}} Reach */

/** Pixels within which a pointer finds a stop. */
const NEAR = 24;
/** Stops of a key with Shift. */
const LEAP = 10;

/** @param {HTMLCanvasElement} canvas @param {Reach} reach */
export function stopsOn(canvas, { wide = false }) {
  const tip = tipOver(canvas);
  const mark = element("i", { class: "stop-mark", hidden: true });
  tip.node.append(mark);
  for (const [name, value] of Object.entries({ role: "slider", tabindex: "0", "aria-valuemin": "0" })) canvas.setAttribute(name, value);
  /** @type {() => Stop[]} */
  let stopsNow = () => [];
  /** @type {number | undefined} */
  let chosen;
  const put = (/** @type {number | undefined} */ k) => {
    const stops = k === undefined ? [] : stopsNow();
    chosen = k === undefined || stops.length === 0 ? undefined : Math.max(0, Math.min(k, stops.length - 1));
    mark.hidden = chosen === undefined;
    if (chosen === undefined) return tip.hide();
    const { x, y, text } = stops[chosen];
    tip.show({ x, y }, [text]);
    canvas.setAttribute("aria-valuemax", String(stops.length - 1));
    canvas.setAttribute("aria-valuenow", String(chosen));
    canvas.setAttribute("aria-valuetext", text);
    mark.style.transform = `translate(${x}px, ${y}px)`;
  };
  const point = (/** @type {PointerEvent} */ event) => {
    const box = canvas.getBoundingClientRect();
    // The page may be shown larger than it is laid out.
    const shrink = canvas.clientWidth / box.width;
    put(nearest(stopsNow(), (event.clientX - box.left) * shrink, (event.clientY - box.top) * shrink, wide));
  };
  canvas.addEventListener("pointermove", point);
  canvas.addEventListener("pointerdown", point);
  canvas.addEventListener("pointerleave", () => put(undefined));
  canvas.addEventListener("focus", () => canvas.matches(":focus-visible") && put(chosen ?? 0));
  canvas.addEventListener("blur", () => put(undefined));
  canvas.addEventListener("keydown", (event) => {
    const at = chosen ?? 0;
    const leap = event.shiftKey ? LEAP : 1;
    const to = { ArrowLeft: at - leap, ArrowDown: at - leap, ArrowRight: at + leap, ArrowUp: at + leap, Home: 0, End: Infinity }[event.key];
    if (to === undefined || event.altKey || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    put(to);
  });
  /** What is drawn now. @param {() => Stop[]} stops made when they are asked for @param {string} label of the whole chart */
  const show = (stops, label) => {
    stopsNow = stops;
    if (canvas.getAttribute("aria-label") !== label) canvas.setAttribute("aria-label", label);
    if (chosen !== undefined) put(chosen);
    else if (!canvas.hasAttribute("aria-valuenow")) canvas.setAttribute("aria-valuenow", "0");
  };
  return { node: tip.node, show };
}

/** @param {Stop[]} stops @param {number} px @param {number} py @param {boolean} wide */
function nearest(stops, px, py, wide) {
  let [best, distance] = [/** @type {number | undefined} */ (undefined), wide ? Infinity : NEAR];
  for (const [k, { x, y }] of stops.entries()) {
    const d = wide ? Math.abs(x - px) : Math.hypot(x - px, y - py);
    if (d < distance) [best, distance] = [k, d];
  }
  return best;
}
