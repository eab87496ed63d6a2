// Further texts beside the matrix: columns of their own behind a gutter. They are candidates of the rows and of nothing else.
import { detailsOf } from "../../loss/judge.js";
import { colour } from "../../ui/canvas.js";
import { largest, paint, signedRoots } from "../../ui/heat.js";
import { mark } from "../../ui/marks.js";
import { words } from "../../words/index.js";
import { excludes } from "./excluded.js";
import { negativesOf } from "./negatives.js";

/** @import {Geometry} from "./draw.js" */
/** @import {Layout} from "./layout.js" */
/** @import {Selection, State} from "../../model/state.js" */
/** @import {Map} from "../../ui/heat.js" */

/** Pixels between the matrix and the further columns. */
export const APART = 10;

/** How many columns stand beside the matrix: only S and its gradient have them. @param {Pick<State, "quantity" | "texts">} state */
export const furtherShown = ({ quantity, texts }) => (quantity === "similarity" || quantity === "gradient" ? texts.extra.length : 0);

/** What is shown of them, [B, K]. @param {State} state */
export const furtherCells = (state) => {
  if (furtherShown(state) === 0) return new Float32Array();
  return state.quantity === "gradient" ? signedRoots(state.report?.furtherGradient ?? new Float32Array(state.further.length)) : state.further;
};

/** @param {HTMLCanvasElement} pixels @param {Float32Array} cells [B, K] @param {Layout} layout @param {Map} map @param {number} end */
export function paintFurther(pixels, cells, { order }, map, end) {
  const count = cells.length / Math.max(1, order.length);
  if (count === 0) return;
  const sorted = new Float32Array(cells.length);
  for (const [y, pair] of order.entries()) sorted.set(cells.subarray(pair * count, (pair + 1) * count), y * count);
  paint(pixels, sorted, count, map, end);
}

/** The colours' end for both. @param {Float32Array} values @param {Float32Array} further @param {(cells: Float32Array) => number} ends */
export const endOf = (values, further, ends) => Math.max(ends(values), ends === largest ? ends(further) : 0);

/** The columns, the gutter with its hatching, the rows' negatives among them, and how many they are.
 * @param {CanvasRenderingContext2D} context @param {HTMLCanvasElement} pixels @param {Pick<Geometry, "cell" | "side">} geometry @param {State} state @param {Layout} layout @param {boolean} marked */
export function drawFurther(context, pixels, { cell, side }, state, { place }, marked) {
  const count = furtherShown(state);
  if (count === 0) return;
  const [left, width] = [side + APART, count * cell];
  context.drawImage(pixels, left, 0, width, side);
  hatchGutter(context, side);
  context.fillStyle = colour("soft");
  context.textAlign = "left";
  context.font = "12px system-ui, sans-serif";
  context.fillText(words.matrix.furtherCount(count), left, side + 16, width + 30);
  const put = (/** @type {import("../../ui/marks.js").Sign} */ sign, /** @type {number} */ row, /** @type {number} */ k, full = true) =>
    mark(context, sign, left + k * cell, place[row] * cell, cell, full);
  const { row, further } = state.selection;
  if (marked) {
    drawExcluded(state, (i, k) => put("rowExcluded", i, k));
    const { partners, picked } = negativesOf(state, "row");
    for (const [i, at] of partners.entries()) if (at >= state.batchSize) put("row", i, at - state.batchSize, picked);
  }
  if (further === undefined || further >= count) return;
  context.strokeStyle = colour("ink");
  context.lineWidth = 1;
  context.strokeRect(left + further * cell, 0.5, cell, side - 1);
  put("selected", row, further);
}

/** @param {CanvasRenderingContext2D} context @param {number} side */
function hatchGutter(context, side) {
  context.strokeStyle = colour("soft");
  context.lineWidth = 1;
  context.beginPath();
  for (let y = 6; y <= side; y += 6) {
    context.moveTo(side + 2, y);
    context.lineTo(side + APART - 2, y - 6);
  }
  context.stroke();
}

/** @param {State} state @param {(row: number, k: number) => void} put */
function drawExcluded(state, put) {
  for (const k of excludedFurther(state)) put(Math.floor(k / state.texts.extra.length), k % state.texts.extra.length);
}

/** Cells that a term leaves out for their row. @param {State} state @returns {number[]} */
function excludedFurther(state) {
  if (!excludes(state.loss, "row")) return [];
  const lists = detailsOf(state, state.loss).terms.flatMap((term) => term.furtherExcluded ?? []);
  return Array.from(state.further, (_, k) => k).filter((k) => lists.some((list) => list[k] > 0));
}

/** What a further text does in its row. @param {State} state @param {number} row @param {number} k @returns {(keyof typeof words.matrix.roles)[]} */
export function rolesOfFurther(state, row, k) {
  const out = excludedFurther(state).includes(row * state.texts.extra.length + k);
  const { partners } = negativesOf(state, "row");
  return [
    ...(partners[row] === state.batchSize + k ? [/** @type {const} */ ("row")] : []),
    ...(out ? [/** @type {const} */ ("out")] : []),
    "further",
  ];
}

/** Where an arrow key leads across the gutter; undefined where the matrix's own keys say it. @param {State} state @param {Layout} layout @param {KeyboardEvent} event
 * @returns {Selection | undefined} */
export function movedFurther(state, { order, place }, { key }) {
  const count = furtherShown(state);
  const { row, column, further } = state.selection;
  if (count === 0) return undefined;
  if (further === undefined) return key === "ArrowRight" && place[column] === order.length - 1 ? { row, column, further: 0 } : undefined;
  const [last, up] = [order.length - 1, place[row]];
  const rows = /** @type {Record<string, number>} */ ({ ArrowUp: up - 1, ArrowDown: up + 1, PageUp: up - 8, PageDown: up + 8 });
  if (key in rows) return { row: order[Math.max(0, Math.min(last, rows[key]))], column, further };
  if (key === "ArrowLeft") return further === 0 ? { row, column: order[last] } : { row, column, further: further - 1 };
  if (key === "ArrowRight" || key === "End") return { row, column, further: key === "End" ? count - 1 : Math.min(count - 1, further + 1) };
  return key === "Home" ? { row, column: order[0] } : undefined;
}
