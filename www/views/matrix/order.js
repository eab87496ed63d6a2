// The order in which pairs stand in the matrix: as in the batch, the dearest first, or like ones side by side.

/** @import {LossReport} from "../../types/run.js" */
/** @typedef {{members: number[], nearness: Float64Array}} Cluster `nearness` to each cluster by its index: the mean cosine of their pairs */

/** What each pair costs in all terms together, dearest first; equal ones as in the batch. @param {LossReport} report @param {number} size */
export function byHinge({ terms }, size) {
  const costs = Float64Array.from({ length: size }, (_, i) => terms.reduce((sum, { cost }) => sum + cost[i], 0));
  return inBatch(size).sort((a, b) => costs[b] - costs[a]);
}

/** @param {number} size */
export const inBatch = (size) => Array.from({ length: size }, (_, i) => i);

/** How alike two pairs are, whichever of them is the row. @param {Float32Array} s @param {number} size @param {number} i @param {number} j */
const likeness = (s, size, i, j) => (s[i * size + j] + s[j * size + i]) / 2;

/**
 * The leaves of the average-link tree, found along chains of nearest neighbours (Murtagh 1983) in O(B²). Where two clusters join, those of their ends meet
 * that are most alike.
 * @param {Float32Array} s [B, B]
 * @param {number} size B
 */
export function byLikeness(s, size) {
  /** @type {(Cluster | undefined)[]} */
  const clusters = inBatch(size).map((i) => ({ members: [i], nearness: Float64Array.from({ length: size }, (_, j) => likeness(s, size, i, j)) }));
  const chain = /** @type {number[]} */ ([]);
  for (let left = size; left > 1; ) {
    if (chain.length === 0) chain.push(clusters.findIndex(Boolean));
    const [last, before] = [chain.at(-1) ?? 0, chain.at(-2)];
    const next = nearest(clusters, last, before);
    if (next !== before) {
      chain.push(next);
      continue;
    }
    chain.length -= 2;
    merge(clusters, Math.min(last, next), Math.max(last, next), (i, j) => likeness(s, size, i, j));
    left--;
  }
  return clusters.find(Boolean)?.members ?? [];
}

/** The cluster nearest to one; of equal ones the one before it in the chain, so that chains end. @param {(Cluster | undefined)[]} clusters @param {number} own @param {number | undefined} before */
function nearest(clusters, own, before) {
  const { nearness } = /** @type {Cluster} */ (clusters[own]);
  let best = before ?? -1;
  for (let k = 0; k < clusters.length; k++) {
    if (k !== own && clusters[k] && (best < 0 || nearness[k] > nearness[best])) best = k;
  }
  return best;
}

/** Puts the second cluster into the first. @param {(Cluster | undefined)[]} clusters @param {number} a @param {number} b @param {(i: number, j: number) => number} alike */
function merge(clusters, a, b, alike) {
  const [first, second] = [/** @type {Cluster} */ (clusters[a]), /** @type {Cluster} */ (clusters[b])];
  const [m, n] = [first.members.length, second.members.length];
  const members = joined(first.members, second.members, alike);
  const nearness = first.nearness.map((near, k) => (m * near + n * second.nearness[k]) / (m + n));
  clusters[a] = { members, nearness };
  clusters[b] = undefined;
  for (const [k, other] of clusters.entries()) if (other && k !== a) other.nearness[a] = nearness[k];
}

/** One after the other, each as it is or turned round. @param {number[]} a @param {number[]} b @param {(i: number, j: number) => number} alike */
function joined(a, b, alike) {
  const ways = [a, a.toReversed()].flatMap((first) => [b, b.toReversed()].map((second) => ({ first, second })));
  const meeting = ways.map(({ first, second }) => alike(first[first.length - 1], second[0]));
  const { first, second } = ways[meeting.indexOf(Math.max(...meeting))];
  return [...first, ...second];
}
