// The matrix as a grid: pointer and arrow keys choose a cell, and screen readers hear it.
import { root } from "../../host.js";
import { element } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { whenMoved } from "./keys.js";
import { layoutOf } from "./layout.js";
import { followPointer } from "./pointer.js";
import { cellOf } from "./tip.js";

/** @import {App, State} from "../../model/state.js" */

/** @param {HTMLElement} grid @param {HTMLCanvasElement} canvas @param {App} app */
export function listen(grid, canvas, app) {
  followPointer(grid, canvas, app);
  // What is read out is not kept in step while nobody listens.
  grid.addEventListener("focus", () => app.select({ ...app.state().selection }));
  whenMoved(grid, () => ({ layout: layoutOf(app.state()), selection: app.state().selection }), app.select);
}

/** A grid with the one selected cell: screen readers follow the active descendant. @param {HTMLElement} grid @param {HTMLElement} reader @param {State} state */
export function read(grid, reader, state) {
  const { batchSize: size, selection } = state;
  if (root().activeElement !== grid && reader.firstChild && reader.dataset.size === String(size)) return;
  reader.dataset.size = String(size);
  grid.setAttribute("aria-rowcount", String(size));
  grid.setAttribute("aria-colcount", String(size));
  reader.setAttribute("aria-rowindex", String(selection.row + 1));
  const { value, name } = size < 2 ? { value: 0, name: "S" } : cellOf(state, selection.row, selection.column);
  const text = words.matrix.cell(selection.row, selection.column, value ?? 0, name);
  reader.replaceChildren(element("div", { role: "gridcell", id: "matrix-cell", "aria-colindex": selection.column + 1 }, text));
  grid.setAttribute("aria-activedescendant", "matrix-cell");
}
