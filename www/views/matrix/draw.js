// Drawing the matrix: the heat map as one image, the signs, what each anchor still costs, and a lens for cells too small for signs.

import { alongOf, closest, looksAtColumns, looksAtRows } from "../../model/state.js";
import { colour, contextOf, fit } from "../../ui/canvas.js";
import { mark } from "../../ui/marks.js";
import { excludingOf, tooHard } from "./excluded.js";
import { placed } from "./layout.js";

/** @import {Layout} from "./layout.js" */
/** @import {State} from "../../model/state.js" */

/** Pixels beside the matrix for the anchors' costs. */
const GUTTER = 34;
/** Smaller cells have no room for marks. */
const SMALLEST_MARKED = 7;
/** Larger matrices are hatched under the lens only. */
const LARGEST_HATCHED = 32;
/** Pixels of a cell under the lens. */
const LENS_CELL = 22;

/** @typedef {{scale: number, cell: number, side: number}} Geometry */

/** Where the matrix lies on its canvas: from the upper left corner, `side` pixels. @param {HTMLCanvasElement} canvas @param {number} size @returns {Geometry} */
export function frameOf(canvas, size) {
  const { width, scale } = fit(canvas);
  const side = Math.max(1, width - GUTTER);
  return { scale, side, cell: side / Math.max(1, size) };
}

/** @param {HTMLCanvasElement} canvas @param {HTMLCanvasElement} pixels @param {Geometry} geometry @param {State} state @param {Layout} layout */
export function drawMatrix(canvas, pixels, { scale, cell, side }, state, layout) {
  const context = contextOf(canvas);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  const size = state.batchSize;
  if (size === 0) return;
  context.imageSmoothingEnabled = false;
  context.drawImage(pixels, 0, 0, side, side);
  drawCosts(context, cell, side, state, layout);
  if (!needsLens({ scale, cell, side })) drawMarks(context, cell, state, layout, size <= LARGEST_HATCHED);
  const [column, row] = placed(layout, state.selection.row, state.selection.column);
  context.strokeStyle = colour("ink");
  context.lineWidth = 1;
  context.strokeRect(0.5, row * cell, side - 1, cell);
  context.strokeRect(column * cell, 0.5, cell, side - 1);
  mark(context, "selected", column * cell, row * cell, cell, true);
}

/** Are the cells too small for signs? @param {Geometry} geometry */
export const needsLens = ({ cell }) => cell < SMALLEST_MARKED;

/** The neighbourhood of the cell that is looked at, large enough for signs. @param {HTMLCanvasElement} canvas @param {HTMLCanvasElement} pixels @param {State} state @param {Layout} layout */
export function drawLens(canvas, pixels, state, layout) {
  const { width, height, scale } = fit(canvas);
  const context = contextOf(canvas);
  const [x, y] = placed(layout, state.selection.row, state.selection.column);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  // The cell is in the middle, but for those at the edge of the matrix.
  const whole = state.batchSize * LENS_CELL;
  const start = (/** @type {number} */ k, /** @type {number} */ room) => Math.min(Math.max((k + 0.5) * LENS_CELL - room / 2, 0), whole - room);
  const [left, top] = [start(x, width), start(y, height)];
  context.translate(-left, -top);
  context.drawImage(pixels, 0, 0, whole, whole);
  const inside = (/** @type {number} */ k, /** @type {number} */ from, /** @type {number} */ room) =>
    (k + 1) * LENS_CELL > from && k * LENS_CELL < from + room;
  drawMarks(context, LENS_CELL, state, layout, true, (across, down) => inside(across, left, width) && inside(down, top, height));
  mark(context, "selected", x * LENS_CELL, y * LENS_CELL, LENS_CELL, true);
}

/** The negatives that the terms of the loss have picked are drawn in full, those that no term looks at faintly.
 * @param {CanvasRenderingContext2D} context @param {number} cell @param {State} state @param {Layout} layout @param {boolean} hatched
 * @param {(x: number, y: number) => boolean} [seen] */
function drawMarks(context, cell, state, layout, hatched, seen = () => true) {
  const { batchSize: size, similarity } = state;
  const picked = partners(state);
  const put = (
    /** @type {import("../../ui/marks.js").Sign} */ sign,
    /** @type {number} */ i,
    /** @type {number} */ j,
    /** @type {boolean} */ full,
  ) => {
    const [x, y] = placed(layout, i, j);
    if (seen(x, y)) mark(context, sign, x * cell, y * cell, cell, full);
  };
  if (hatched) drawExcluded(state, (sign, i, j) => put(sign, i, j, true));
  for (let i = 0; i < size; i++) {
    const row = picked.rows?.[i] ?? closest(similarity, size, i, "row");
    const column = picked.columns?.[i] ?? closest(similarity, size, i, "column");
    put("positive", i, i, true);
    if (row >= 0) put("row", i, row, Boolean(picked.rows));
    if (column >= 0) put("column", column, i, Boolean(picked.columns));
  }
}

/** @param {State} state @param {(sign: "rowExcluded" | "columnExcluded", i: number, j: number) => void} put */
function drawExcluded({ batchSize: size, similarity, loss }, put) {
  const excluding = excludingOf(loss);
  if (!excluding.row && !excluding.column) return;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const { row, column } = tooHard(similarity, size, i, j);
      if (excluding.row && row) put("rowExcluded", i, j);
      if (excluding.column && column) put("columnExcluded", i, j);
    }
  }
}

/** Each row's and each column's negative in the first term that picks a single one. @param {State} state */
export function partners({ report, loss }) {
  const first = (/** @type {"rowPartner" | "columnPartner"} */ field) =>
    report?.terms.map((term) => term[field]).find((list) => list.some((k) => k >= 0));
  return loss.kind === "softmax" ? {} : { rows: first("rowPartner"), columns: first("columnPartner") };
}

/** Bars at the right for the rows and below for the columns: what each anchor costs in the terms that look along it.
 * @param {CanvasRenderingContext2D} context @param {number} cell @param {number} side @param {State} state @param {Layout} layout */
function drawCosts(context, cell, side, state, { order, turned }) {
  const { report, loss, batchSize } = state;
  if (!report) return;
  const costs = (/** @type {(along: string) => boolean} */ looks) => {
    const sums = new Float32Array(batchSize);
    report.terms.forEach((term, k) => {
      if (looks(alongOf(loss, k))) for (let i = 0; i < batchSize; i++) sums[i] += term.cost[i];
    });
    return sums;
  };
  const [rows, columns] = [costs(looksAtRows), costs(looksAtColumns)];
  const most = Math.max(1e-9, ...rows, ...columns);
  const length = (/** @type {number} */ cost) => (cost / most) * (GUTTER - 8);
  const thick = Math.max(1, cell - 2);
  const lines = [
    { costs: rows, colour: colour("rows") },
    { costs: columns, colour: colour("columns") },
  ];
  const [right, below] = turned ? lines.reverse() : lines;
  context.fillStyle = right.colour;
  for (let k = 0; k < batchSize; k++) context.fillRect(side + 4, k * cell + (cell - thick) / 2, length(right.costs[order[k]]), thick);
  context.fillStyle = below.colour;
  for (let k = 0; k < batchSize; k++) context.fillRect(k * cell + (cell - thick) / 2, side + 4, thick, length(below.costs[order[k]]));
}
