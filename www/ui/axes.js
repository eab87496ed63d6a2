// A small chart's frame on a canvas: grid, ticks and names, and where values stand in it.
import { words } from "../words/index.js";
import { colour, contextOf, fit } from "./canvas.js";

/** @typedef {{x: [number, number], y: [number, number], xName: string, yName: string, yTicks?: boolean}} Frame */

const MARGIN = { left: 40, right: 10, top: 8, bottom: 34 };
const FONT = "12px sans-serif";
/** About so many ticks an axis. */
const TICKS = 4;

/**
 * Draws the frame onto the cleared canvas.
 * @param {HTMLCanvasElement} canvas
 * @param {Frame} frame
 * @returns {{context: CanvasRenderingContext2D, x: (value: number) => number, y: (value: number) => number, value: (px: number) => number}}
 */
export function axes(canvas, { x, y, xName, yName, yTicks = true }) {
  const { width, height, scale } = fit(canvas);
  const context = contextOf(canvas);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const [right, bottom] = [width - MARGIN.right, height - MARGIN.bottom];
  const toX = (/** @type {number} */ v) => MARGIN.left + ((v - x[0]) / (x[1] - x[0])) * (right - MARGIN.left);
  const toY = (/** @type {number} */ v) => bottom - ((v - y[0]) / (y[1] - y[0])) * (bottom - MARGIN.top);
  context.font = FONT;
  context.lineWidth = 1;
  context.strokeStyle = colour("line");
  context.fillStyle = colour("soft");
  context.textAlign = "center";
  for (const v of ticks(x)) {
    line(context, toX(v), MARGIN.top, toX(v), bottom);
    context.fillText(label(v), toX(v), bottom + 14);
  }
  context.fillText(xName, (MARGIN.left + right) / 2, height - 4);
  context.textAlign = "right";
  for (const v of yTicks ? ticks(y) : []) {
    line(context, MARGIN.left, toY(v), right, toY(v));
    context.fillText(label(v), MARGIN.left - 5, toY(v) + 4);
  }
  context.save();
  context.translate(11, (MARGIN.top + bottom) / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = "center";
  context.fillText(yName, 0, 0);
  context.restore();
  context.strokeStyle = colour("soft");
  line(context, MARGIN.left, bottom, right, bottom);
  return { context, x: toX, y: toY, value: (px) => x[0] + ((px - MARGIN.left) / (right - MARGIN.left)) * (x[1] - x[0]) };
}

/** @param {CanvasRenderingContext2D} context @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
export function line(context, x1, y1, x2, y2) {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

/** Round values within a range. @param {[number, number]} range */
export function ticks([low, high]) {
  const raw = (high - low) / TICKS;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((k) => k * power >= raw) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, k) => (first + k) * step);
}

/** @param {number} v */
const label = (v) => words.decimal(String(Number(v.toFixed(2))).replace("-", "−"));
