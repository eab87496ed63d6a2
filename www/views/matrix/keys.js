// The keys that choose a cell of a matrix, as it is shown.
import { cellAt, placed } from "./layout.js";

/** @import {Layout} from "./layout.js" */
/** @typedef {{row: number, column: number}} Cell */

const PAGE = 8;

/** Listens on a node, and chooses the cell that a key leads to. @param {HTMLElement} node @param {() => {layout: Layout, selection: Cell}} at @param {(cell: Cell) => void} choose */
export function whenMoved(node, at, choose) {
  node.addEventListener("keydown", (event) => {
    const { layout, selection } = at();
    const last = layout.order.length - 1;
    const [column, row] = placed(layout, selection.row, selection.column);
    /** @type {Record<string, [number, number]>} */
    const moves = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [event.ctrlKey ? 0 : row, 0],
      End: [event.ctrlKey ? last : row, last],
      PageUp: [row - PAGE, column],
      PageDown: [row + PAGE, column],
    };
    const move = moves[event.key];
    if (!move || event.altKey || event.metaKey) return;
    event.preventDefault();
    choose(cellAt(layout, move[1], move[0]));
  });
}
