// The sandbox's table: a number to type or drag in each cell, its gradient under it, and what each row and column costs at the edges.

import { heatMap } from "../../../pkg/web/tripletscope.js";
import { root } from "../../host.js";
import { closestOf, looksAt, pickedBy } from "../../loss/judge.js";
import { decimalField, numberIn, write } from "../../ui/decimal.js";
import { element } from "../../ui/dom.js";
import { inkOn } from "../../ui/heat.js";
import { words } from "../../words/index.js";
import { edgeOf, showEdge } from "./edges.js";

/** @import {LossConfig, LossReport} from "../../types/run.js" */
/** @import {Direction} from "../../loss/judge.js" */
/** @import {Square, Which} from "./square.js" */
/** @typedef {{input: HTMLInputElement, gradient: HTMLElement, box: HTMLElement}} Cell */

/** Pixels of a cell's width at most, of a few large ones together, and of the head and the edge beside the cells. */
const [CELL, LARGE, TOGETHER, EDGES] = [60, 104, 320, 156];
/** So many cells in a row are large. */
const FEW = 3;
/** Pixels of a drag for each hundredth. */
const PIXELS = 2;

/** @param {number} size */
const classOf = (size) => (size <= FEW ? "sandbox roomy" : "sandbox");
/** @param {number} size */
const widthOf = (size) => `${Math.max(CELL, Math.min(LARGE, TOGETHER / size)) * size + EDGES}px`;

/**
 * A table for a square of this size, and what shows a judgement in it.
 * @param {Square} square
 * @param {() => void} changed
 */
export function tableOf(square, changed) {
  const { size } = square;
  const each = Array.from({ length: size }, (_, k) => k);
  const cells = each.map((i) => each.map((j) => cellOf(square, i, j, changed)));
  const side = (/** @type {string} */ scope, /** @type {string} */ name, /** @type {string} */ text) =>
    element("th", { scope, class: `sandbox-head ${scope === "row" ? "sandbox-side " : ""}${name}` }, text);
  const right = each.map((k) => element("td", { "data-id": `row-${k}` }));
  const below = each.map((k) => element("td", { "data-id": `column-${k}` }));
  const table = element(
    "table",
    { class: classOf(size), "aria-label": words.sandbox.table },
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("td", { class: "sandbox-side" }),
        ...each.map((j) => side("col", "columns", String(j + 1))),
        element("th", { scope: "col", class: "sandbox-head sandbox-edge rows" }, words.sandbox.row),
      ),
    ),
    element(
      "tbody",
      {},
      ...each.map((i) => element("tr", {}, side("row", "rows", String(i + 1)), ...cells[i].map(({ box }) => box), right[i])),
      element("tr", {}, side("row", "columns", words.sandbox.column), ...below, element("td")),
    ),
  );
  table.style.maxWidth = widthOf(size);
  const show = (/** @type {LossReport} */ report, /** @type {LossConfig} */ loss) => {
    showCells(cells, square, report.gradient);
    showPartners(cells, square, report);
    showEdge(right, "row", edgeOf(square, report, loss, "row"));
    showEdge(below, "column", edgeOf(square, report, loss, "column"));
  };
  return { node: table, show };
}

/**
 * The same for the similarities of one side with itself, which stand there while the loss looks at them.
 * @param {Square} square
 * @param {"left" | "right"} side
 * @param {() => void} changed
 */
export function sideTableOf(square, side, changed) {
  const { size } = square;
  const each = Array.from({ length: size }, (_, k) => k);
  const sign = side === "left" ? "row" : "column";
  const cells = each.map((i) => each.map((j) => (i === j ? ownCell() : cellOf(square, i, j, changed, side))));
  const head = (/** @type {string} */ scope, /** @type {number} */ k) =>
    element("th", { scope, class: `sandbox-head ${scope === "row" ? "sandbox-side " : ""}${sign}s` }, String(k + 1));
  const edge = each.map((k) => element("td", { "data-id": `${side}-${k}` }));
  const title = element("th", { scope: "col", class: `sandbox-head sandbox-edge ${sign}s` }, words.sandbox[side]);
  const rows = each.map((i) => element("tr", {}, head("row", i), ...cells[i].map(({ box }) => box), edge[i]));
  const top = element("tr", {}, element("td", { class: "sandbox-side" }), ...each.map((j) => head("col", j)), title);
  const table = element(
    "table",
    { class: classOf(size), "aria-label": words.sandbox.sides[side] },
    element("thead", {}, top),
    element("tbody", {}, ...rows),
  );
  table.style.maxWidth = widthOf(size);
  const node = element("section", { "data-id": side }, element("h3", {}, words.sandbox.sides[side]), table);
  const show = (/** @type {LossReport} */ report, /** @type {LossConfig} */ loss) => {
    node.hidden = !looksAt(loss, side);
    if (node.hidden) return;
    showCells(cells, square, (side === "left" ? report.leftGradient : report.rightGradient) ?? new Float32Array(size * size), side);
    const partners = pickedBy(report, side);
    for (const [i, line] of cells.entries()) for (const [j, { box }] of line.entries()) box.classList.toggle(`row-partner`, partners?.[i] === j);
    showEdge(edge, sign, edgeOf(square, report, loss, side));
  };
  return { node, show };
}

/** A question's similarity to itself. @returns {Cell} */
function ownCell() {
  const input = decimalField({}, { disabled: true, "aria-label": words.sandbox.own });
  return { input, gradient: element("small"), box: element("td", { class: "sandbox-cell" }, input) };
}

/** @param {Square} square @param {number} i @param {number} j @param {() => void} changed @param {Which} [of] @returns {Cell} */
function cellOf(square, i, j, changed, of = "similarity") {
  const label = of === "similarity" ? words.sandbox.cell(i, j) : words.sandbox.sideCell[of](i, j);
  const input = decimalField({ min: -1, max: 1, step: 0.01 }, { "aria-label": label });
  const gradient = element("small", { "data-id": `${of === "similarity" ? "" : `${of}-`}gradient-${i}-${j}` });
  const box = element("td", { class: i === j ? "sandbox-cell positive" : "sandbox-cell" }, input, gradient);
  input.addEventListener("input", () => {
    const value = numberIn(input);
    if (Number.isNaN(value)) return;
    square.set(i, j, value, of);
    changed();
  });
  input.addEventListener("change", () => write(input, square.at(i, j, of).toFixed(2)));
  dragging(
    input,
    () => square.at(i, j, of),
    (value) => {
      square.set(i, j, value, of);
      write(input, square.at(i, j, of).toFixed(2));
      changed();
    },
  );
  return { input, gradient, box };
}

/** Up is more, down is less. @param {HTMLInputElement} input @param {() => number} value @param {(value: number) => void} set */
function dragging(input, value, set) {
  /** @type {{y: number, value: number} | undefined} */
  let from;
  input.addEventListener("pointerdown", ({ clientY, pointerId, button }) => {
    if (button !== 0) return;
    from = { y: clientY, value: value() };
    input.setPointerCapture(pointerId);
  });
  input.addEventListener("pointermove", (event) => {
    if (!from) return;
    const steps = Math.trunc((from.y - event.clientY) / PIXELS);
    if (steps === 0 && value() === from.value) return;
    event.preventDefault();
    set(from.value + steps / 100);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    input.addEventListener(end, () => {
      from = undefined;
    });
  }
}

/** @param {Cell[][]} cells @param {Square} square @param {Float32Array} slopes @param {Which} [of] */
function showCells(cells, square, slopes, of = "similarity") {
  const { size } = square;
  const colours = heatMap(square.matrix(of), "sequential", -1, 1);
  for (let k = 0; k < size * size; k++) {
    const [i, j] = [Math.floor(k / size), k % size];
    const { input, gradient, box } = cells[i][j];
    const [r, g, b] = colours.subarray(4 * k, 4 * k + 3);
    box.style.backgroundColor = `rgb(${r} ${g} ${b})`;
    box.style.color = inkOn(r, g, b);
    if (root().activeElement !== input) write(input, square.at(i, j, of).toFixed(2));
    gradient.textContent = words.sandbox.gradient(slopes[k]);
  }
}

/** @param {Cell[][]} cells @param {Square} square @param {LossReport} report */
function showPartners(cells, square, report) {
  const batch = square.batch();
  const [rows, columns] = /** @type {const} */ (["row", "column"]).map((direction) => pickedBy(report, direction) ?? closestOf(batch, direction));
  for (const [i, line] of cells.entries()) {
    for (const [j, { box }] of line.entries()) {
      box.classList.toggle("row-partner", rows[i] === j && i !== j);
      box.classList.toggle("column-partner", columns[j] === i && i !== j);
    }
  }
}
