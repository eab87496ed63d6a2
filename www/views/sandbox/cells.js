// The sandbox's table: a number to type or drag in each cell, its gradient under it, and what each row and column costs at the edges.

import { heatMap } from "../../../pkg/web/tripletscope.js";
import { root } from "../../host.js";
import { closest } from "../../model/state.js";
import { element } from "../../ui/dom.js";
import { inkOn } from "../../ui/heat.js";
import { words } from "../../words/index.js";
import { edgeOf, showEdge } from "./edges.js";

/** @import {LossConfig, LossReport} from "../../types/run.js" */
/** @import {Square} from "./square.js" */
/** @typedef {{input: HTMLInputElement, gradient: HTMLElement, box: HTMLElement}} Cell */

/** Pixels of a cell's width at most, and of the head and the edge beside the cells. */
const CELL = 60;
const EDGES = 156;
/** Pixels of a drag for each hundredth. */
const PIXELS = 2;

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
    { class: "sandbox", "aria-label": words.sandbox.table },
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
  table.style.maxWidth = `${CELL * size + EDGES}px`;
  const show = (/** @type {LossReport} */ report, /** @type {LossConfig} */ loss) => {
    showCells(cells, square, report, loss);
    showEdge(right, "row", edgeOf(square, report, loss, "rows"));
    showEdge(below, "column", edgeOf(square, report, loss, "columns"));
  };
  return { table, show };
}

/** @param {Square} square @param {number} i @param {number} j @param {() => void} changed @returns {Cell} */
function cellOf(square, i, j, changed) {
  const input = element("input", { type: "number", min: -1, max: 1, step: 0.01, "aria-label": words.sandbox.cell(i, j) });
  const gradient = element("small", { "data-id": `gradient-${i}-${j}` });
  const box = element("td", { class: i === j ? "sandbox-cell positive" : "sandbox-cell" }, input, gradient);
  input.addEventListener("input", () => {
    if (Number.isNaN(input.valueAsNumber)) return;
    square.set(i, j, input.valueAsNumber);
    changed();
  });
  input.addEventListener("change", () => {
    input.value = square.at(i, j).toFixed(2);
  });
  dragging(
    input,
    () => square.at(i, j),
    (value) => {
      square.set(i, j, value);
      input.value = square.at(i, j).toFixed(2);
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

/** @param {Cell[][]} cells @param {Square} square @param {LossReport} report @param {LossConfig} loss */
function showCells(cells, square, report, loss) {
  const { size } = square;
  const s = square.matrix();
  const colours = heatMap(s, "sequential", -1, 1);
  const picked = partnersOf(report, loss);
  for (let k = 0; k < size * size; k++) {
    const [i, j] = [Math.floor(k / size), k % size];
    const { input, gradient, box } = cells[i][j];
    const [r, g, b] = colours.subarray(4 * k, 4 * k + 3);
    box.style.backgroundColor = `rgb(${r} ${g} ${b})`;
    box.style.color = inkOn(r, g, b);
    if (root().activeElement !== input) input.value = square.at(i, j).toFixed(2);
    gradient.textContent = words.sandbox.gradient(report.gradient[k]);
    const [row, column] = [picked.rows?.[i] ?? closest(s, size, i, "row"), picked.columns?.[j] ?? closest(s, size, j, "column")];
    box.classList.toggle("row-partner", row === j && i !== j);
    box.classList.toggle("column-partner", column === i && i !== j);
  }
}

/** The negatives of the first terms that pick a single one. @param {LossReport} report @param {LossConfig} loss */
function partnersOf(report, loss) {
  const first = (/** @type {"rowPartner" | "columnPartner"} */ field) =>
    report.terms.map((term) => term[field]).find((list) => list.some((k) => k >= 0));
  return loss.kind === "softmax" ? {} : { rows: first("rowPartner"), columns: first("columnPartner") };
}
