// Drawing the matrix: the heat map as one image, the signs, what each anchor still costs, and a lens for cells too small for signs.

import { looks } from "../../loss/judge.js";
import { colour, contextOf, fit, shape, sizeOf } from "../../ui/canvas.js";
import { mark } from "../../ui/marks.js";
import { excludedOf, excludes } from "./excluded.js";
import { APART, drawFurther, furtherShown } from "./further.js";
import { placed } from "./layout.js";
import { negativesOf } from "./negatives.js";

/** @import {Layout} from "./layout.js" */
/** @import {State} from "../../model/state.js" */
/** @import {Direction} from "../../loss/judge.js" */
/** @import {Sign} from "../../ui/marks.js" */

/** Pixels beside the matrix for the anchors' costs. */
const GUTTER = 34;
/** Smaller cells have no room for marks. */
const SMALLEST_MARKED = 7;
/** Larger matrices are hatched under the lens only. */
const LARGEST_HATCHED = 32;
/** Pixels of a cell under the lens. */
const LENS_CELL = 22;

/** `side`: of the matrix; `wide`: with the further columns. @typedef {{scale: number, cell: number, side: number, wide: number}} Geometry */

/** Where the matrix lies on its canvas: from the upper left corner, `side` pixels, and behind a gutter `further` columns.
 * @param {HTMLCanvasElement} canvas @param {number} size @param {number} further @returns {Geometry} */
export function frameOf(canvas, size, further) {
  const { width } = sizeOf(canvas);
  const wide = width - GUTTER;
  const cell = Math.max(1, wide - (further > 0 ? APART : 0)) / Math.max(1, size + further);
  // As high as it is then.
  shape(canvas, further > 0 ? `${width} / ${Math.round(cell * size + GUTTER)}` : "");
  const { scale } = fit(canvas);
  return { scale, cell, side: cell * Math.max(1, size), wide };
}

/** @param {HTMLCanvasElement} canvas @param {{own: HTMLCanvasElement, further: HTMLCanvasElement}} pixels @param {Geometry} geometry @param {State} state @param {Layout} layout */
export function drawMatrix(canvas, pixels, geometry, state, layout) {
  const { scale, cell, side, wide } = geometry;
  const context = contextOf(canvas);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  const size = state.batchSize;
  if (size === 0) return;
  context.imageSmoothingEnabled = false;
  const marked = !needsLens(geometry);
  context.drawImage(pixels.own, 0, 0, side, side);
  drawCosts(context, geometry, state, layout);
  if (marked) drawMarks(context, cell, state, layout, size <= LARGEST_HATCHED);
  drawFurther(context, pixels.further, geometry, state, layout, marked);
  const [column, row] = placed(layout, state.selection.row, state.selection.column);
  context.strokeStyle = colour("ink");
  context.lineWidth = 1;
  context.strokeRect(0.5, row * cell, wide - 1, cell);
  if (state.selection.further !== undefined) return;
  context.strokeRect(column * cell, 0.5, cell, side - 1);
  mark(context, "selected", column * cell, row * cell, cell, true);
}

/** Are the cells too small for signs? @param {Geometry} geometry */
export const needsLens = ({ cell }) => cell < SMALLEST_MARKED;

/** The neighbourhood of the selected cell, large enough for signs, and further columns behind their gutter.
 * @param {HTMLCanvasElement} canvas @param {{own: HTMLCanvasElement, further: HTMLCanvasElement}} pixels @param {State} state @param {Layout} layout */
export function drawLens(canvas, pixels, state, layout) {
  const { width, height, scale } = fit(canvas);
  const context = contextOf(canvas);
  const [x, y] = placed(layout, state.selection.row, state.selection.column);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  // The cell is in the middle, but for those at the edge of the matrix.
  const [whole, count, { further = -1 }] = [state.batchSize * LENS_CELL, furtherShown(state), state.selection];
  const beside = further >= 0 && further < count;
  const across = beside ? whole + APART + further * LENS_CELL : x * LENS_CELL;
  const start = (/** @type {number} */ at, /** @type {number} */ room, /** @type {number} */ end) =>
    Math.min(Math.max(at + LENS_CELL / 2 - room / 2, 0), end - room);
  const [left, top] = [start(across, width, whole + (count && APART + count * LENS_CELL)), start(y * LENS_CELL, height, whole)];
  context.translate(-left, -top);
  context.drawImage(pixels.own, 0, 0, whole, whole);
  const inside = (/** @type {number} */ k, /** @type {number} */ from, /** @type {number} */ room) =>
    (k + 1) * LENS_CELL > from && k * LENS_CELL < from + room;
  drawMarks(context, LENS_CELL, state, layout, true, (across, down) => inside(across, left, width) && inside(down, top, height));
  drawFurther(context, pixels.further, { cell: LENS_CELL, side: whole }, state, layout, true);
  if (!beside) mark(context, "selected", across, y * LENS_CELL, LENS_CELL, true);
}

/** What stands for a direction's negatives, and what for those left out; of one side the anchors stand at the rows. */
const SIGNS = /** @type {const} */ ({
  row: ["row", "rowExcluded"],
  column: ["column", "columnExcluded"],
  left: ["row", "rowExcluded"],
  right: ["row", "rowExcluded"],
});

/** The directions of the matrix that is shown. @param {State["quantity"]} quantity @returns {Direction[]} */
export const shownDirections = (quantity) => (quantity === "left" || quantity === "right" ? [quantity] : ["row", "column"]);

/** The negatives that the terms of the loss have picked are drawn in full, those that no term looks at faintly.
 * @param {CanvasRenderingContext2D} context @param {number} cell @param {State} state @param {Layout} layout @param {boolean} hatched
 * @param {(x: number, y: number) => boolean} [seen] */
function drawMarks(context, cell, state, layout, hatched, seen = () => true) {
  const { batchSize: size, quantity } = state;
  // Signs would hide what little differs.
  if (quantity === "difference") return;
  const directions = shownDirections(quantity);
  const put = (/** @type {Sign} */ sign, /** @type {number} */ i, /** @type {number} */ j, /** @type {boolean} */ full) => {
    const [x, y] = placed(layout, i, j);
    if (seen(x, y)) mark(context, sign, x * cell, y * cell, cell, full);
  };
  for (const direction of directions) if (hatched) drawExcluded(state, direction, (sign, i, j) => put(sign, i, j, true));
  const chosen = directions.map((direction) => negativesOf(state, direction));
  for (let i = 0; i < size; i++) {
    if (directions.length > 1) put("positive", i, i, true);
    for (const [k, direction] of directions.entries()) {
      const { partners, picked } = chosen[k];
      const at = partners[i];
      if (at >= 0 && at < size)
        put(SIGNS[direction][0], ...(direction === "column" ? /** @type {const} */ ([at, i]) : /** @type {const} */ ([i, at])), picked);
    }
  }
}

/** @param {State} state @param {Direction} direction @param {(sign: Sign, i: number, j: number) => void} put */
function drawExcluded(state, direction, put) {
  const { batchSize: size, loss } = state;
  if (!excludes(loss, direction)) return;
  const excluded = excludedOf(state, loss, direction);
  for (let k = 0; k < size * size; k++) if (excluded(k)) put(SIGNS[direction][1], Math.floor(k / size), k % size);
}

/** Bars at the right for the rows and below for the columns: what each anchor costs in the terms that look along it. One side has one list of anchors.
 * @param {CanvasRenderingContext2D} context @param {Geometry} geometry @param {State} state @param {Layout} layout */
function drawCosts(context, { cell, side, wide }, state, { order, turned }) {
  const { report, loss, batchSize, quantity } = state;
  if (!report) return;
  const lines = shownDirections(quantity).map((direction) => {
    const costs = new Float32Array(batchSize);
    report.terms.forEach((term, k) => {
      if (looks(loss, k, direction)) for (let i = 0; i < batchSize; i++) costs[i] += term.cost[i];
    });
    return { costs, colour: colour(direction === "column" || direction === "right" ? "columns" : "rows") };
  });
  const most = Math.max(1e-9, ...lines.flatMap(({ costs }) => Array.from(costs)));
  const length = (/** @type {number} */ cost) => (cost / most) * (GUTTER - 8);
  const thick = Math.max(1, cell - 2);
  const [right, below] = turned ? lines.reverse() : lines;
  context.fillStyle = right.colour;
  for (let k = 0; k < batchSize; k++) context.fillRect(wide + 4, k * cell + (cell - thick) / 2, length(right.costs[order[k]]), thick);
  if (!below) return;
  context.fillStyle = below.colour;
  for (let k = 0; k < batchSize; k++) context.fillRect(k * cell + (cell - thick) / 2, side + 4, thick, length(below.costs[order[k]]));
}
