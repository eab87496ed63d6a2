// The signs in the matrix, the same in every view and legend: outline = positive, horizontal bar = a row's negative, vertical bar = a column's, hatching =
// too hard for its row (/) or for its column (\), strokes between two columns = the gutter before further ones.
// Each has a dark and a light stroke, so that it is seen on every colour.

/** @typedef {"positive" | "row" | "column" | "selected" | "rowExcluded" | "columnExcluded" | "further"} Sign */

/** Corner to corner, in parts of a cell: x, y, width, height. @type {Record<string, [number, number, number, number]>} */
const shapes = {
  positive: [0.12, 0.12, 0.76, 0.76],
  row: [0.16, 0.4, 0.68, 0.2],
  column: [0.4, 0.16, 0.2, 0.68],
  selected: [0, 0, 1, 1],
};
const OUTLINED = new Set(["positive", "selected"]);
/** Strokes of a hatching from x, y to x, y, in parts of a cell. @type {Record<string, [number, number, number, number][]>} */
const hatchings = {
  rowExcluded: [
    [0.04, 0.52, 0.52, 0.04],
    [0.04, 0.96, 0.96, 0.04],
    [0.48, 0.96, 0.96, 0.48],
  ],
  columnExcluded: [
    [0.48, 0.04, 0.96, 0.52],
    [0.04, 0.04, 0.96, 0.96],
    [0.04, 0.48, 0.52, 0.96],
  ],
  further: [
    [0.3, 0.4, 0.7, 0.1],
    [0.3, 0.65, 0.7, 0.35],
    [0.3, 0.9, 0.7, 0.6],
  ],
};

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
  if (sign in hatchings) return hatch(context, hatchings[sign], x, y, cell);
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

/** @param {CanvasRenderingContext2D} context @param {[number, number, number, number][]} strokes @param {number} x @param {number} y @param {number} cell */
function hatch(context, strokes, x, y, cell) {
  context.globalAlpha = 0.65;
  context.beginPath();
  for (const [x1, y1, x2, y2] of strokes) {
    context.moveTo(x + x1 * cell, y + y1 * cell);
    context.lineTo(x + x2 * cell, y + y2 * cell);
  }
  for (const [colour, width] of /** @type {const} */ ([
    ["#000000", cell / 10],
    ["#ffffff", cell / 24],
  ])) {
    context.strokeStyle = colour;
    context.lineWidth = Math.max(colour === "#ffffff" ? 0.75 : 1.75, width);
    context.stroke();
  }
  context.globalAlpha = 1;
}
