// The order in which pairs stand in the matrix: as in the batch, the highest loss first, or like ones side by side.
import { orderByLikeness } from "../../../pkg/web/tripletscope.js";

/** @import {LossReport} from "../../types/run.js" */

/** What each pair costs in all terms together, highest first; equal ones as in the batch. @param {LossReport} report @param {number} size */
export function byHinge({ terms }, size) {
  const costs = Float64Array.from({ length: size }, (_, i) => terms.reduce((sum, { cost }) => sum + cost[i], 0));
  return inBatch(size).sort((a, b) => costs[b] - costs[a]);
}

/** @param {number} size */
export const inBatch = (size) => Array.from({ length: size }, (_, i) => i);

/** @param {Float32Array} s [B, B] @param {number} size B */
export const byLikeness = (s, size) => (size < 2 ? inBatch(size) : [...orderByLikeness(s, size)]);
