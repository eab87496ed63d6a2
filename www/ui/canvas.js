// Canvases in device pixels, and the page's colours for them.
import { content, ended, frame, root } from "../host.js";

/** What canvases cover on the page, until the browser says that it is otherwise: to ask for it while the page changes costs a layout each time.
 * @type {WeakMap<Element, {width: number, height: number}>} */
const sizes = new WeakMap();
/** @type {WeakSet<Element>} */
const watched = new WeakSet();
const watcher = new ResizeObserver((entries) => {
  for (const { target } of entries) sizes.delete(target);
});

/** @param {HTMLCanvasElement} canvas */
function sizeOf(canvas) {
  const known = sizes.get(canvas);
  if (known) return known;
  const size = { width: canvas.clientWidth, height: canvas.clientHeight };
  if (size.width > 0) sizes.set(canvas, size);
  if (!watched.has(canvas)) watcher.observe(canvas);
  watched.add(canvas);
  return size;
}

/** @type {number | undefined} */
let asked;
/** Device pixels for a pixel of the page. */
export const density = () => asked ?? (window.devicePixelRatio || 1) * magnification;

let magnification = 1;
/** Everything is shown so much larger, by the style's `zoom`: canvases need as many more pixels. @param {number} times */
export function setMagnification(times) {
  magnification = times;
}

/** Does what draws on canvases as if the page's pixels were so dense. @template T @param {number} scale @param {() => T} act @returns {T} */
export function atDensity(scale, act) {
  asked = scale;
  try {
    return act();
  } finally {
    asked = undefined;
  }
}

/**
 * Makes the canvas as many device pixels as it covers on the page.
 * @param {HTMLCanvasElement} canvas
 * @returns {{width: number, height: number, scale: number}} in pixels of the page, and device pixels for each
 */
export function fit(canvas) {
  const scale = density();
  const { width, height } = sizeOf(canvas);
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  return { width, height, scale };
}

/** A 2d context, which every browser gives. @param {HTMLCanvasElement} canvas */
export function contextOf(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser gives no 2d canvas.");
  return context;
}

/** What makes colours others without a change of the state. */
const LOOKS = ["(prefers-color-scheme: dark)", "(forced-colors: active)"];
/** @type {Set<() => void>} */
const followers = new Set();
/** @param {() => void} act */
export function whenColoursChange(act) {
  followers.add(act);
  for (const look of LOOKS) matchMedia(look).addEventListener("change", act, { signal: ended() });
}

/** @type {Map<string, string>} */
const colours = new Map();
whenColoursChange(() => colours.clear());

/** @param {string} name of a custom property, without the dashes */
export function colour(name) {
  const known = colours.get(name) ?? computed(name);
  colours.set(name, known);
  return known;
}

/** @type {HTMLElement | undefined} has one colour after the other */
let probe;
/** A colour may be one of two: which of them, only an element can tell. @param {string} name */
function computed(name) {
  if (!probe?.isConnected) {
    probe = document.createElement("i");
    probe.hidden = true;
    probe.className = "probe";
    content().append(probe);
  }
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

/** The same as 0xrrggbb; the system's colours too, which have names. @param {string} name */
export function colourNumber(name) {
  const context = contextOf(document.createElement("canvas"));
  context.fillStyle = colour(name);
  return Number.parseInt(String(context.fillStyle).slice(1), 16);
}

/** @type {string} */
let theme = "auto";
export const isDark = () => theme === "dark" || (theme === "auto" && matchMedia(LOOKS[0]).matches);

/** Light or dark, or as the system is. @param {string} wanted */
export function setTheme(wanted) {
  if (theme === wanted) return;
  theme = wanted;
  const whole = root();
  for (const node of whole instanceof ShadowRoot ? [frame(), /** @type {HTMLElement} */ (whole.host)] : [frame()])
    node.style.colorScheme = theme === "auto" ? "" : theme;
  for (const act of followers) act();
}
