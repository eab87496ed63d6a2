// Rows of coloured cells: vectors, the steps of a question one below the other, and lines of S with their signs.
import { colour, contextOf, fit } from "../../ui/canvas.js";
import { element } from "../../ui/dom.js";
import { paint } from "../../ui/heat.js";
import { mark } from "../../ui/marks.js";

/** @import {Map} from "../../ui/heat.js" */
/** @import {Sign} from "../../ui/marks.js" */

const ROW = 14;
/** Smaller cells have no room for signs. */
const SMALLEST_MARKED = 7;

/** A cell for each number. @param {Float32Array} values @param {number} columns @param {Map} map @param {number} end @param {string} label */
export function strip(values, columns, map, end, label) {
  const canvas = element("canvas", { class: "strip", role: "img", "aria-label": label });
  paint(canvas, values, columns, map, end);
  canvas.style.height = `${(values.length / columns) * ROW}px`;
  return canvas;
}

/** Steps below one another, each with its word. @param {string[]} names @param {HTMLCanvasElement} canvas */
export const named = (names, canvas) =>
  element("div", { class: "slow-steps" }, element("ol", {}, ...names.map((name) => element("li", {}, name))), canvas);

/** A line of S, drawn once it stands on the page: cells that are left out are hatched.
 * @typedef {{values: Float32Array, map: Map, end: number, label: string, marks: [Sign, number][], left?: (k: number) => boolean}} Line */

/** @param {Line} line @returns {{canvas: HTMLCanvasElement, draw: () => void}} */
export function lineStrip({ values, map, end, label, marks, left }) {
  const canvas = element("canvas", { class: "strip line", role: "img", "aria-label": label });
  const pixels = document.createElement("canvas");
  paint(pixels, values, values.length, map, end);
  const draw = () => {
    const { width, height, scale } = fit(canvas);
    const context = contextOf(canvas);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(pixels, 0, 0, width, height);
    const cell = width / values.length;
    if (left) hatch(context, cell, height, values.length, left);
    const side = Math.min(cell, height);
    if (side < SMALLEST_MARKED) return;
    for (const [sign, k] of marks) mark(context, sign, (k + 0.5) * cell - side / 2, (height - side) / 2, side, true);
  };
  return { canvas, draw };
}

/** @param {CanvasRenderingContext2D} context @param {number} cell @param {number} height @param {number} count @param {(k: number) => boolean} left */
function hatch(context, cell, height, count, left) {
  context.save();
  for (let k = 0; k < count; k++) {
    if (!left(k)) continue;
    context.globalAlpha = 0.8;
    context.fillStyle = colour("surface");
    context.fillRect(k * cell, 0, cell, height);
    context.globalAlpha = 1;
    context.strokeStyle = colour("soft");
    context.beginPath();
    context.moveTo(k * cell + 1, height - 1);
    context.lineTo((k + 1) * cell - 1, 1);
    context.stroke();
  }
  context.restore();
}
