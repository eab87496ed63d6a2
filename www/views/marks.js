// The signs in the matrix, the same in every view and legend: outline = positive, horizontal bar = a row's negative, vertical bar = a column's.
// Each has a dark and a light stroke, so that it is seen on every colour.

/** @typedef {"positive" | "row" | "column" | "selected"} Sign */

/** Corner to corner, in parts of a cell: x, y, width, height. @type {Record<Sign, [number, number, number, number]>} */
const shapes = {
  positive: [0.12, 0.12, 0.76, 0.76],
  row: [0.16, 0.4, 0.68, 0.2],
  column: [0.4, 0.16, 0.2, 0.68],
  selected: [0, 0, 1, 1],
};
const OUTLINED = new Set(["positive", "selected"]);

/**
 * Draws a sign into the cell at (x, y); in full, or faintly where the loss does not look there.
 * @param {CanvasRenderingContext2D} context
 * @param {Sign} sign
 * @param {number} x
 * @param {number} y
 * @param {number} cell
 * @param {boolean} full
 */
export function mark(context, sign, x, y, cell, full) {
  const [left, top, width, height] = shapes[sign].map((part) => part * cell);
  context.globalAlpha = full ? 1 : 0.35;
  context.strokeStyle = "#000000";
  context.lineWidth = Math.max(2, cell / 8);
  context.strokeRect(x + left, y + top, width, height);
  if (OUTLINED.has(sign)) {
    context.strokeStyle = "#ffffff";
    context.lineWidth = Math.max(1, cell / 16);
    context.strokeRect(x + left, y + top, width, height);
  } else {
    context.fillStyle = "#ffffff";
    context.fillRect(x + left, y + top, width, height);
  }
  context.globalAlpha = 1;
}
