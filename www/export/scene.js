// A view as it stands on the page, as shapes, texts and images: its elements' boxes and texts, and what it draws on its canvases. Controls are left out.
import { copyOf, record, rectangle } from "./recorder.js";
import { textsOf } from "./texts.js";

/** @import {Clip, Item, Matrix} from "./recorder.js" */
/** @typedef {{items: Item[], width: number, height: number}} Scene */

/** What works the view and what only screen readers hear. */
const LEFT_OUT =
  "button, option, select[aria-label], textarea, h2, fieldset, details, input:is([type=range], [type=checkbox], [type=radio]), p:has(> [type=checkbox]), .visually-hidden";
const IDENTITY = /** @type {Matrix} */ ([1, 0, 0, 1, 0, 0]);
/** Around the picture, in pixels of the page. */
export const EDGE = 16;

/** @param {HTMLElement} section @param {() => void} draw the view once more @returns {Scene} */
export function sceneOf(section, draw) {
  const drawings = record(draw);
  const { left, width } = section.getBoundingClientRect();
  const items = [...section.children].flatMap((child) => itemsOf(child, section, drawings, []));
  const { top, bottom, right } = extent(section);
  const placed = items.map((item) => moved(item, [1, 0, 0, 1, -left, EDGE - top]));
  return { items: placed, width: Math.max(width, right - left + EDGE), height: bottom - top + 2 * EDGE };
}

/** From the first to the last thing that is shown. @param {HTMLElement} section */
function extent(section) {
  const holds = (/** @type {Element} */ node) =>
    node.matches("canvas, input, select, meter") ||
    [...node.childNodes].some((child) => child instanceof globalThis.Text && child.data.trim() !== "");
  const shown = [...section.querySelectorAll("*")].filter((node) => !node.closest(LEFT_OUT) && node.checkVisibility() && holds(node));
  const boxes = shown.map((node) => node.getBoundingClientRect()).filter(({ height }) => height > 0);
  if (boxes.length === 0) return { top: 0, bottom: 0, right: 0 };
  const wide = [...section.querySelectorAll("*")].filter((node) => overflows(node) && growsInto(node, section) && node.matches("[tabindex]"));
  const right = Math.max(0, ...wide.map((node) => node.getBoundingClientRect().left + node.scrollWidth));
  return { top: Math.min(...boxes.map(({ top }) => top)), bottom: Math.max(...boxes.map(({ bottom }) => bottom)), right };
}

/** @param {Element} node */
const overflows = (node) => node.scrollWidth > node.clientWidth || node.scrollHeight > node.clientHeight;

/** What is scrolled sideways is shown in full where nothing stands at its right. @param {Element} node @param {Element} section */
const growsInto = (node, section) =>
  node.scrollLeft === 0 &&
  node.scrollHeight <= node.clientHeight &&
  node.getBoundingClientRect().right > section.getBoundingClientRect().right - 2 * EDGE;

/** @param {Element} node @param {Element} section @param {ReturnType<typeof record>} drawings @param {Clip[]} clips @returns {Item[]} */
function itemsOf(node, section, drawings, clips) {
  if (node.matches(LEFT_OUT) || !node.checkVisibility()) return [];
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  const over = style.overflowX !== "visible" && overflows(node) && !growsInto(node, section);
  const inner = over ? [...clips, { d: rectangle(box.x, box.y, box.width, box.height), matrix: IDENTITY }] : clips;
  const own = boxItems(style, box, clips);
  if (node instanceof HTMLCanvasElement) return [...own, ...drawing(node, box, drawings, inner)];
  if (node instanceof HTMLMeterElement) return [...own, ...meterItems(node, box, style.accentColor, clips)];
  const children = [...node.children].flatMap((child) => itemsOf(child, section, drawings, inner));
  const marks = ["::before", "::after"].flatMap((name) => markItems(getComputedStyle(node, name), node, box, clips));
  return [...own, ...ruleOf(node, style, clips), ...textsOf(node, style, inner), ...children, ...marks];
}

/** @param {HTMLCanvasElement} canvas @param {DOMRect} box @param {ReturnType<typeof record>} drawings @param {Clip[]} clips @returns {Item[]} */
function drawing(canvas, box, drawings, clips) {
  if (canvas.width === 0 || canvas.height === 0) return [];
  /** @type {Matrix} */
  const onto = [box.width / canvas.width, 0, 0, box.height / canvas.height, box.x, box.y];
  const all = [...clips, { d: rectangle(box.x, box.y, box.width, box.height), matrix: IDENTITY }];
  const items = drawings.get(canvas);
  if (items) return items.map((item) => ({ ...moved(item, onto), clips: [...all, ...moved(item, onto).clips] }));
  const { width, height } = canvas;
  return [{ kind: "image", source: copyOf(canvas), x: 0, y: 0, width, height, smooth: false, matrix: onto, clips, alpha: 1 }];
}

/** @param {Item} item @param {Matrix} matrix @returns {Item} */
function moved(item, matrix) {
  return {
    ...item,
    matrix: product(matrix, item.matrix),
    clips: item.clips.map((clip) => ({ ...clip, matrix: product(matrix, clip.matrix) })),
  };
}

/** First the second, then the first. @param {Matrix} m @param {Matrix} n @returns {Matrix} */
const product = ([a, b, c, d, e, f], [p, q, r, s, t, u]) => [
  a * p + c * q,
  b * p + d * q,
  a * r + c * s,
  b * r + d * s,
  a * t + c * u + e,
  b * t + d * u + f,
];

/** @param {string} fill @param {[number, number, number, number]} box @param {Clip[]} clips @returns {Item} */
export const filled = (fill, box, clips) => ({ kind: "path", d: rectangle(...box), fill, matrix: IDENTITY, clips, alpha: 1 });

/** Its ground and its borders. @param {CSSStyleDeclaration} style @param {{x: number, y: number, width: number, height: number}} box @param {Clip[]} clips @returns {Item[]} */
function boxItems(style, { x, y, width, height }, clips) {
  const items = [];
  if (!/^(transparent|rgba\(.*, 0\))$/.test(style.backgroundColor)) items.push(filled(style.backgroundColor, [x, y, width, height], clips));
  const [top, right, bottom, left] = /** @type {const} */ (["Top", "Right", "Bottom", "Left"]).map((side) =>
    style[`border${side}Style`] === "none" ? 0 : Number.parseFloat(style[`border${side}Width`]),
  );
  if (top > 0) items.push(filled(style.borderTopColor, [x, y, width, top], clips));
  if (bottom > 0) items.push(filled(style.borderBottomColor, [x, y + height - bottom, width, bottom], clips));
  if (left > 0) items.push(filled(style.borderLeftColor, [x, y, left, height], clips));
  if (right > 0) items.push(filled(style.borderRightColor, [x + width - right, y, right, height], clips));
  return items;
}

/** A box that the style sheet puts into a cell. @param {CSSStyleDeclaration} style @param {Element} node @param {DOMRect} box @param {Clip[]} clips */
function markItems(style, node, box, clips) {
  if (style.content === "none" || style.content === "normal" || style.position !== "absolute") return [];
  const px = (/** @type {string[]} */ ...lengths) => lengths.reduce((sum, length) => sum + Number.parseFloat(length), 0);
  const [x, y] = [box.x + node.clientLeft + px(style.left), box.y + node.clientTop + px(style.top)];
  const width = px(style.width, style.borderLeftWidth, style.borderRightWidth);
  return boxItems(style, { x, y, width, height: px(style.height, style.borderTopWidth, style.borderBottomWidth) }, clips);
}

/** The line of a fraction, which the browser draws. @param {Element} node @param {CSSStyleDeclaration} style @param {Clip[]} clips */
function ruleOf(node, style, clips) {
  if (node.localName !== "mfrac") return [];
  const [over, under] = [...node.children].map((child) => child.getBoundingClientRect());
  const { x, width } = node.getBoundingClientRect();
  return [filled(style.color, [x, (over.bottom + under.top) / 2 - 0.5, width, 1], clips)];
}

/** @param {HTMLMeterElement} meter @param {DOMRect} box @param {string} colour @param {Clip[]} clips */
function meterItems(meter, { x, y, width, height }, colour, clips) {
  const share = (meter.value - meter.min) / (meter.max - meter.min);
  const soft = getComputedStyle(meter).color;
  const bar = /** @type {const} */ ([x, y + height / 4, width, height / 2]);
  return [
    { ...filled(soft, [...bar], clips), alpha: 0.2 },
    filled(colour === "auto" ? soft : colour, [bar[0], bar[1], share * width, bar[3]], clips),
  ];
}
