// The similarity matrix: a heat map with the positives, each row's and each column's negative, and beside it what each anchor still costs.
import { heatMap } from "../../pkg/web/tripletscope.js";
import { alongOf, closest, looksAtColumns, looksAtRows } from "../state.js";
import { words } from "../words/index.js";
import { colour, contextOf, fit, isDark } from "./canvas.js";
import { element } from "./dom.js";
import { mark } from "./marks.js";

/** @import {App, Quantity, State} from "../state.js" */
/** @import {View} from "./index.js" */

/** Pixels beside the matrix for the anchors' costs. */
const GUTTER = 34;
/** Smaller cells have no room for marks. */
const SMALLEST_MARKED = 7;

function diverging() {
  return isDark() ? /** @type {const} */ ("diverging-dark") : /** @type {const} */ ("diverging-light");
}
/** @param {Float32Array} s @param {number} size */
const transpose = (s, size) => s.map((_, k) => s[(k % size) * size + Math.floor(k / size)]);
/** @param {Float32Array} s @param {number} size */
const difference = (s, size) => s.map((x, k) => x - s[(k % size) * size + Math.floor(k / size)]);
/** @param {Float32Array} cells */
const largest = (cells) => cells.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-9);
/** Makes the mean negatives' part visible beside the closest one's, which is B − 1 times as large. @param {number} x */
const signedRoot = (x) => Math.sign(x) * Math.sqrt(Math.abs(x));

/** @type {Record<Quantity, {map: () => "sequential" | "diverging-light" | "diverging-dark", cells: (state: State) => Float32Array, ends: (cells: Float32Array) => number}>} */
const quantities = {
  similarity: { map: () => "sequential", cells: (state) => state.similarity, ends: () => 1 },
  transposed: { map: () => "sequential", cells: (state) => transpose(state.similarity, state.batchSize), ends: () => 1 },
  difference: { map: diverging, cells: (state) => difference(state.similarity, state.batchSize), ends: largest },
  gradient: { map: diverging, cells: (state) => (state.report?.gradient ?? new Float32Array()).map(signedRoot), ends: largest },
};

/** @type {View} */
export const matrix = { id: "matrix", mount };

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  const canvas = element("canvas", { class: "matrix", "aria-hidden": "true" });
  const reader = element("div", { role: "row", class: "visually-hidden" });
  const grid = element("div", { role: "grid", tabindex: 0, class: "grid", "aria-label": words.matrix.grid }, canvas, reader);
  const choice = quantityChoice(app);
  const bar = element("canvas", { class: "colour-bar", "aria-hidden": "true" });
  const [low, high] = [element("span"), element("span")];
  const legend = element("ul", { class: "legend" }, ...Object.entries(words.matrix.legend).map(([name, text]) => legendEntry(name, text)));
  const note = element("p", { class: "note" });
  section.append(choice, grid, element("div", { class: "scale" }, low, bar, high), note, legend);
  const pixels = document.createElement("canvas");
  listen(grid, canvas, app);

  return (/** @type {State} */ state) => {
    const { map, cells, ends } = quantities[state.quantity];
    const values = cells(state);
    const end = ends(values);
    paint(pixels, values, state.batchSize, map(), end);
    const geometry = frameOf(canvas, state.batchSize);
    drawMatrix(canvas, pixels, geometry, state);
    paintBar(bar, map());
    const shown = state.quantity === "gradient" ? end * end : end;
    [low.textContent, high.textContent] = [words.number(-shown), words.number(shown)];
    note.textContent = words.matrix.notes[state.quantity];
    for (const input of choice.querySelectorAll("input")) input.checked = input.value === state.quantity;
    read(grid, reader, state);
  };
}

/** @param {App} app */
function quantityChoice(app) {
  const options = Object.keys(quantities).map((name) => {
    const input = element("input", { type: "radio", name: "quantity", value: name });
    input.addEventListener("change", () => app.show(/** @type {Quantity} */ (name)));
    return element("label", {}, input, element("span", {}, words.matrix.quantities[/** @type {Quantity} */ (name)]));
  });
  return element("fieldset", { class: "segments" }, element("legend", { class: "visually-hidden" }, words.matrix.choose), ...options);
}

/** @param {string} name @param {string} text */
function legendEntry(name, text) {
  const canvas = element("canvas", { width: 32, height: 32, "aria-hidden": "true" });
  const context = contextOf(canvas);
  context.fillStyle = "#575d6d";
  context.fillRect(0, 0, 32, 32);
  mark(context, /** @type {import("./marks.js").Sign} */ (name), 0, 0, 32, true);
  return element("li", {}, canvas, text);
}

/** @param {HTMLCanvasElement} pixels @param {Float32Array} values @param {number} size @param {Parameters<typeof heatMap>[1]} map @param {number} end */
function paint(pixels, values, size, map, end) {
  if (size === 0) return;
  [pixels.width, pixels.height] = [size, values.length / size];
  const bytes = heatMap(values, map, -end, end);
  contextOf(pixels).putImageData(new ImageData(new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.length), size), 0, 0);
}

/** @param {HTMLCanvasElement} bar @param {Parameters<typeof heatMap>[1]} map */
function paintBar(bar, map) {
  const ramp = Float32Array.from({ length: 256 }, (_, k) => k / 127.5 - 1);
  paint(bar, ramp, 256, map, 1);
}

/** @typedef {{scale: number, cell: number, side: number}} Geometry */

/** Where the matrix lies on its canvas: from the upper left corner, `side` pixels. @param {HTMLCanvasElement} canvas @param {number} size @returns {Geometry} */
function frameOf(canvas, size) {
  const { width, scale } = fit(canvas);
  const side = Math.max(1, width - GUTTER);
  return { scale, side, cell: side / Math.max(1, size) };
}

/** @param {HTMLCanvasElement} canvas @param {HTMLCanvasElement} pixels @param {Geometry} geometry @param {State} state */
function drawMatrix(canvas, pixels, { scale, cell, side }, state) {
  const context = contextOf(canvas);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  const size = state.batchSize;
  if (size === 0) return;
  context.imageSmoothingEnabled = false;
  context.drawImage(pixels, 0, 0, side, side);
  drawCosts(context, cell, side, state);
  if (cell >= SMALLEST_MARKED) drawMarks(context, cell, state);
  const [column, row] = placed(state, state.selection.column, state.selection.row);
  context.strokeStyle = colour("ink");
  context.lineWidth = 1;
  context.strokeRect(0.5, row * cell, side - 1, cell);
  context.strokeRect(column * cell, 0.5, cell, side - 1);
  mark(context, "selected", column * cell, row * cell, cell, true);
}

/** The negatives that the terms of the loss have picked are drawn in full, those that no term looks at faintly.
 * @param {CanvasRenderingContext2D} context @param {number} cell @param {State} state */
function drawMarks(context, cell, state) {
  const { batchSize: size, similarity } = state;
  const picked = partners(state);
  const put = (/** @type {import("./marks.js").Sign} */ sign, /** @type {number} */ i, /** @type {number} */ j, /** @type {boolean} */ full) => {
    const [x, y] = placed(state, j, i);
    mark(context, sign, x * cell, y * cell, cell, full);
  };
  for (let i = 0; i < size; i++) {
    const row = picked.rows?.[i] ?? closest(similarity, size, i, "row");
    const column = picked.columns?.[i] ?? closest(similarity, size, i, "column");
    put("positive", i, i, true);
    if (row >= 0) put("row", i, row, Boolean(picked.rows));
    if (column >= 0) put("column", column, i, Boolean(picked.columns));
  }
}

/** Across and down, as the matrix is shown: Sᵀ has them exchanged. @param {State} state @param {number} x @param {number} y @returns {[number, number]} */
const placed = (state, x, y) => (state.quantity === "transposed" ? [y, x] : [x, y]);

/** Each row's and each column's negative in the first term that picks a single one. @param {State} state */
export function partners({ report, loss }) {
  const first = (/** @type {"rowPartner" | "columnPartner"} */ field) =>
    report?.terms.map((term) => term[field]).find((list) => list.some((k) => k >= 0));
  return loss.kind === "softmax" ? {} : { rows: first("rowPartner"), columns: first("columnPartner") };
}

/** Bars at the right for the rows and below for the columns: what each anchor costs in the terms that look along it.
 * @param {CanvasRenderingContext2D} context @param {number} cell @param {number} side @param {State} state */
function drawCosts(context, cell, side, state) {
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
  const [right, below] = placed(state, 0, 1).map(
    (k) =>
      [
        { costs: rows, colour: colour("rows") },
        { costs: columns, colour: colour("columns") },
      ][k],
  );
  context.fillStyle = right.colour;
  for (let i = 0; i < batchSize; i++) context.fillRect(side + 4, i * cell + (cell - thick) / 2, length(right.costs[i]), thick);
  context.fillStyle = below.colour;
  for (let i = 0; i < batchSize; i++) context.fillRect(i * cell + (cell - thick) / 2, side + 4, thick, length(below.costs[i]));
}

/** @param {HTMLElement} grid @param {HTMLCanvasElement} canvas @param {App} app */
function listen(grid, canvas, app) {
  const last = () => app.state().batchSize - 1;
  const clamp = (/** @type {number} */ k) => Math.min(Math.max(k, 0), last());
  canvas.addEventListener("pointermove", (event) => {
    const { cell, side } = frameOf(canvas, last() + 1);
    if (event.offsetX >= side || event.offsetY >= side) return;
    const [column, row] = placed(app.state(), Math.floor(event.offsetX / cell), Math.floor(event.offsetY / cell));
    app.select({ row: clamp(row), column: clamp(column) });
  });
  // What is read out is not kept in step while nobody listens.
  grid.addEventListener("focus", () => app.select(app.state().selection));
  grid.addEventListener("keydown", (event) => {
    const { selection } = app.state();
    const [column, row] = placed(app.state(), selection.column, selection.row);
    /** @type {Record<string, [number, number]>} */
    const moves = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [event.ctrlKey ? 0 : row, 0],
      End: [event.ctrlKey ? last() : row, last()],
      PageUp: [row - 8, column],
      PageDown: [row + 8, column],
    };
    const move = moves[event.key];
    if (!move || event.altKey || event.metaKey) return;
    event.preventDefault();
    const [toColumn, toRow] = placed(app.state(), move[1], move[0]);
    app.select({ row: clamp(toRow), column: clamp(toColumn) });
  });
}

/** A grid with the one cell that is looked at: screen readers follow the active descendant. @param {HTMLElement} grid @param {HTMLElement} reader @param {State} state */
function read(grid, reader, state) {
  const { batchSize: size, selection, similarity } = state;
  if (document.activeElement !== grid && reader.firstChild && reader.dataset.size === String(size)) return;
  reader.dataset.size = String(size);
  grid.setAttribute("aria-rowcount", String(size));
  grid.setAttribute("aria-colcount", String(size));
  reader.setAttribute("aria-rowindex", String(selection.row + 1));
  const text = words.matrix.cell(selection.row, selection.column, similarity[selection.row * size + selection.column] ?? 0);
  reader.replaceChildren(element("div", { role: "gridcell", id: "matrix-cell", "aria-colindex": selection.column + 1 }, text));
  grid.setAttribute("aria-activedescendant", "matrix-cell");
}
