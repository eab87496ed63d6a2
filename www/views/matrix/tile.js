// A small matrix: its cells as one image, sorted as the large one is, the selected row and column, and the pointer that chooses a cell.

import { colour, contextOf, fit } from "../../ui/canvas.js";
import { element } from "../../ui/dom.js";
import { cellAt, layoutOf, placed } from "./layout.js";

/** @import {Layout} from "./layout.js" */
/** @import {App, State} from "../../model/state.js" */
/** @typedef {ReturnType<typeof tileOf>} Tile */

/** Where a cell stands in every tile. @param {State} state */
export const layoutOfTiles = (state) => layoutOf(state, false);

/** @param {App} app */
export function tileOf(app) {
  const canvas = element("canvas", { class: "tile", role: "img" });
  const choose = (/** @type {PointerEvent} */ { offsetX, offsetY }) => {
    const { batchSize } = app.state();
    const layout = layoutOfTiles(app.state());
    const [x, y] = [offsetX, offsetY].map((at) => Math.floor((at / canvas.clientWidth) * batchSize));
    if (Math.min(x, y) >= 0 && Math.max(x, y) < batchSize) app.select(cellAt(layout, x, y));
  };
  canvas.addEventListener("pointermove", choose);
  canvas.addEventListener("pointerdown", choose);
  return { canvas, pixels: document.createElement("canvas") };
}

/** @param {Tile} tile @param {State} state whose cell is selected @param {Layout} layout @param {[string, string]} colours of the row and the column */
export function drawTile({ canvas, pixels }, { batchSize: size, selection }, layout, [row, column]) {
  const { width, scale } = fit(canvas);
  const [x, y] = placed(layout, selection.row, selection.column);
  const context = contextOf(canvas);
  const cell = width / size;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(pixels, 0, 0, width, width);
  context.lineWidth = 1;
  context.strokeStyle = colour(row);
  context.strokeRect(0.5, y * cell, width - 1, cell);
  context.strokeStyle = colour(column);
  context.strokeRect(x * cell, 0.5, cell, width - 1);
}

/** Says what a tile shows, where it has changed. @param {Tile} tile @param {string} label */
export function labelTile({ canvas }, label) {
  if (canvas.getAttribute("aria-label") !== label) canvas.setAttribute("aria-label", label);
}
