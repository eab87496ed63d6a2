// The signs in the matrix: each has its own shape, so that none needs a colour to be told from another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { mark } from "../../www/ui/marks.js";

/** What a sign draws into a cell of 100 pixels: rectangles, and lines from corner to corner. @param {import("../../www/ui/marks.js").Sign} sign */
function drawnBy(sign) {
  const [rectangles, lines] = [/** @type {number[][]} */ ([]), /** @type {number[][]} */ ([])];
  /** @type {number[]} */
  let from = [];
  const context = {
    strokeRect: (/** @type {number[]} */ ...box) => rectangles.push(box.map(Math.round)),
    fillRect: (/** @type {number[]} */ ...box) => rectangles.push(box.map(Math.round)),
    beginPath: () => {},
    moveTo: (/** @type {number[]} */ ...at) => (from = at),
    lineTo: (/** @type {number[]} */ ...to) => lines.push([...from, ...to]),
    stroke: () => {},
  };
  mark(/** @type {any} */ (context), sign, 0, 0, 100, true);
  return { rectangles, lines };
}

test("A row's negative is a bar that lies, a column's one that stands, and the positive a square", () => {
  const [[, , rowWidth, rowHeight]] = drawnBy("row").rectangles;
  const [[, , columnWidth, columnHeight]] = drawnBy("column").rectangles;
  const [[, , width, height]] = drawnBy("positive").rectangles;
  assert.ok(rowWidth > 2 * rowHeight && columnHeight > 2 * columnWidth && width === height);
});

test("What is left out for its row is hatched /, for its column \\", () => {
  for (const [sign, way] of /** @type {const} */ ([
    ["rowExcluded", -1],
    ["columnExcluded", 1],
  ])) {
    const { lines } = drawnBy(sign);
    assert.equal(lines.length, 3);
    for (const [x1, y1, x2, y2] of lines) assert.equal(Math.sign(x2 - x1) * Math.sign(y2 - y1), way, `${sign}: ${[x1, y1, x2, y2]}`);
  }
});
