// Strips of dots, one for each seed, over a scale that all losses share.
import { line, ticks } from "../../ui/axes.js";
import { colour, contextOf, fit } from "../../ui/canvas.js";

/** @typedef {[number, number]} Range */
/** One seed's value, and where it stands in the canvas. @typedef {{x: number, y: number, value: number, seed: number}} Dot */
/** @typedef {object} Strip
 * @property {number[]} values
 * @property {number[]} [seeds] of the values
 * @property {Range} range of the scale
 * @property {number | null} median
 * @property {Range | undefined} [band]
 * @property {boolean} [zero] a line where nothing differs
 * @property {string} [hue] the dots' colour
 */

/** Pixels beside the scale, a dot's radius, and how far dots of the same value stand apart. */
const [EDGE, RADIUS, APART] = [14, 3.5, 7.5];

/** A little more than the values span, in round steps; a single value gets some room. @param {number[]} values @returns {Range} */
export function rangeOf(values) {
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(0.004, (high - low) * 0.04);
  return [low - room, high + room];
}

/** @param {HTMLCanvasElement} canvas @param {Range} range */
function scaleOf(canvas, [low, high]) {
  const { width, height, scale } = fit(canvas);
  const context = contextOf(canvas);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  context.lineWidth = 1;
  const x = (/** @type {number} */ value) => EDGE + ((value - low) / (high - low)) * (width - 2 * EDGE);
  return { context, width, height, x };
}

/** Gives where the dots stand, from left to right. @param {HTMLCanvasElement} canvas @param {Strip} strip @returns {Dot[]} */
export function drawStrip(canvas, { values, seeds = [], range, median, band, zero = false, hue = "accent" }) {
  const { context, width, height, x } = scaleOf(canvas, range);
  if (width < 3 * EDGE) return [];
  const middle = height / 2;
  context.strokeStyle = colour("line");
  for (const tick of ticks(range)) line(context, x(tick), 0, x(tick), height);
  if (band) {
    context.fillStyle = colour("soft");
    context.globalAlpha = 0.3;
    context.fillRect(x(band[0]) - 1, middle - 8, x(band[1]) - x(band[0]) + 2, 16);
    context.globalAlpha = 1;
  }
  context.strokeStyle = colour("ink");
  if (zero) line(context, x(0), 0, x(0), height);
  context.lineWidth = 3;
  if (median !== null) line(context, x(median), middle - 13, x(median), middle + 13);
  context.fillStyle = colour(hue);
  return dots(
    context,
    values.map((value, k) => ({ value, seed: seeds[k] })),
    x,
    middle,
  );
}

/** Dots that would cover each other move up and down in turn. @param {CanvasRenderingContext2D} context @param {{value: number, seed: number}[]} all
 * @param {(value: number) => number} x @param {number} middle @returns {Dot[]} */
function dots(context, all, x, middle) {
  /** @type {{px: number, level: number, value: number, seed: number}[]} */
  const placed = [];
  for (const { value, seed } of [...all].sort((a, b) => a.value - b.value)) {
    const px = x(value);
    const near = new Set(placed.filter((other) => px - other.px < 2 * RADIUS).map(({ level }) => level));
    const level = LEVELS.find((k) => !near.has(k)) ?? 0;
    placed.push({ px, level, value, seed });
    context.beginPath();
    context.arc(px, middle + level * APART, RADIUS, 0, 2 * Math.PI);
    context.fill();
  }
  return placed.map(({ px, level, value, seed }) => ({ x: px, y: middle + level * APART, value, seed }));
}
const LEVELS = [0, -1, 1, -2, 2];

/** The scale in words under the strips. @param {HTMLCanvasElement} canvas @param {Range} range @param {(value: number) => string} write */
export function drawScale(canvas, range, write) {
  const { context, height, x } = scaleOf(canvas, range);
  context.font = "12px sans-serif";
  context.fillStyle = colour("soft");
  context.textAlign = "center";
  for (const tick of ticks(range)) context.fillText(write(tick), x(tick), height - 4);
}
