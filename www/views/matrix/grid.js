// The matrix as a grid: pointer and arrow keys choose a cell, and screen readers hear it.
import { root } from "../../host.js";
import { element } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { furtherShown, movedFurther } from "./further.js";
import { whenMoved } from "./keys.js";
import { layoutOf } from "./layout.js";
import { followPointer } from "./pointer.js";
import { cellOf, rolesOf } from "./tip.js";

/** @import {App, State} from "../../model/state.js" */

/** @param {HTMLElement} grid @param {HTMLCanvasElement} canvas @param {App} app */
export function listen(grid, canvas, app) {
  followPointer(grid, canvas, app);
  // What is read out is not kept in step while nobody listens.
  grid.addEventListener("focus", () => app.select({ ...app.state().selection }));
  grid.addEventListener("keydown", (event) => {
    const moved = event.altKey || event.metaKey ? undefined : movedFurther(app.state(), layoutOf(app.state()), event);
    if (!moved) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    app.select(moved);
  });
  whenMoved(grid, () => ({ layout: layoutOf(app.state()), selection: app.state().selection }), app.select);
}

/** A grid with the one selected cell: screen readers follow the active descendant. @param {HTMLElement} grid @param {HTMLElement} reader @param {State} state */
export function read(grid, reader, state) {
  const { batchSize: size, selection } = state;
  const shape = `${size} ${size + furtherShown(state)}`;
  if (root().activeElement !== grid && reader.firstChild && reader.dataset.size === shape) return;
  reader.dataset.size = shape;
  grid.setAttribute("aria-rowcount", String(size));
  grid.setAttribute("aria-colcount", String(size + furtherShown(state)));
  reader.setAttribute("aria-rowindex", String(selection.row + 1));
  const { row, further } = selection;
  const column = further === undefined ? selection.column : size + further;
  const { value, name, texts } = size < 2 ? { value: 0, name: "S", texts: [] } : cellOf(state, selection);
  const roles = further === undefined ? [] : [texts[1], ...rolesOf(state, selection).map((role) => words.matrix.roles[role])];
  const text = [words.matrix.cell(row, column, value ?? 0, name), ...roles].join(", ");
  reader.replaceChildren(element("div", { role: "gridcell", id: "matrix-cell", "aria-colindex": column + 1 }, text));
  grid.setAttribute("aria-activedescendant", "matrix-cell");
}
