// Where a cell of S stands in the matrix as it is shown: sorted, and for Sᵀ with rows and columns exchanged.
import { byHinge, byLikeness, inBatch } from "./order.js";

/** @import {State} from "../../model/state.js" */
/** @typedef {{order: readonly number[], place: readonly number[], turned: boolean}} Layout `order` is the pair at each place, `place` the place of each pair */

/** Computes once for each object. @template {object} O @template T @param {(of: O, size: number) => T} compute @returns {(of: O, size: number) => T} */
function once(compute) {
  /** @type {WeakMap<O, T>} */
  const known = new WeakMap();
  return (of, size) => {
    if (!known.has(of)) known.set(of, compute(of, size));
    return /** @type {T} */ (known.get(of));
  };
}
const [hinge, likeness] = [once(byHinge), once(byLikeness)];

/** @type {Record<string, (state: State) => readonly number[]>} */
const sorts = {
  hinge: ({ report, batchSize }) => (report?.terms[0]?.cost.length === batchSize ? hinge(report, batchSize) : inBatch(batchSize)),
  cluster: ({ similarity, batchSize }) => likeness(similarity, batchSize),
};

/** @param {State} state @param {boolean} [turned] @returns {Layout} */
export function layoutOf(state, turned = state.quantity === "transposed") {
  const order = sorts[String(state.values["view.sort"])]?.(state) ?? inBatch(state.batchSize);
  const place = inBatch(order.length);
  for (const [k, pair] of order.entries()) place[pair] = k;
  return { order, place, turned };
}

/** Across and down. @param {Layout} layout @param {number} row @param {number} column @returns {[number, number]} */
export const placed = ({ place, turned }, row, column) => (turned ? [place[row], place[column]] : [place[column], place[row]]);

/** The cell that is shown there; beyond the edge it is the last one. @param {Layout} layout @param {number} x @param {number} y */
export function cellAt({ order, turned }, x, y) {
  const [across, down] = [x, y].map((k) => order[Math.min(Math.max(k, 0), order.length - 1)]);
  return turned ? { row: across, column: down } : { row: down, column: across };
}

/** The cells in the order in which they are shown. @param {Float32Array} cells @param {Layout} layout */
export function arranged(cells, { order }) {
  const size = order.length;
  if (order.every((pair, k) => pair === k)) return cells;
  const sorted = new Float32Array(cells.length);
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) sorted[y * size + x] = cells[order[y] * size + order[x]];
  return sorted;
}
