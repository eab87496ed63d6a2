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

/** In pixels of the page. @param {HTMLCanvasElement} canvas */
export function sizeOf(canvas) {
  const known = sizes.get(canvas);
  if (known) return known;
  const size = { width: canvas.clientWidth, height: canvas.clientHeight };
  if (size.width > 0) sizes.set(canvas, size);
  if (!watched.has(canvas)) watcher.observe(canvas);
  watched.add(canvas);
  return size;
}

/** @param {HTMLCanvasElement} canvas @param {string} ratio of width and height */
export function shape(canvas, ratio) {
  if (canvas.style.aspectRatio === ratio) return;
  canvas.style.aspectRatio = ratio;
  sizes.delete(canvas);
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
  sized(canvas, Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  return { width, height, scale };
}

/** Every change of its size, be it to the same, gives a canvas new memory. @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
export function sized(canvas, width, height) {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
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

/** By name, until colours change. @template T @param {(name: string) => T} compute @returns {(name: string) => T} */
function kept(compute) {
  /** @type {Map<string, T>} */
  const known = new Map();
  whenColoursChange(() => known.clear());
  return (name) => {
    const value = known.get(name) ?? compute(name);
    known.set(name, value);
    return value;
  };
}

/** By the name of a custom property, without the dashes. */
export const colour = kept(computed);

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

/** The same as 0xrrggbb; the system's colours too, which have names. */
export const colourNumber = kept((name) => {
  const context = contextOf(document.createElement("canvas"));
  context.fillStyle = colour(name);
  return Number.parseInt(String(context.fillStyle).slice(1), 16);
});

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
