// What a threshold makes of cosines: counts, shares per bin, and the ROC curve.

/** @typedef {{duplicates: Float32Array, others: Float32Array}} Held cosines of the held-out pairs */

/** @param {ArrayLike<number>} list @param {number} threshold */
export function countAbove(list, threshold) {
  let count = 0;
  for (let k = 0; k < list.length; k++) count += Number(list[k] > threshold);
  return count;
}

/** A cosine above the threshold is called a duplicate. @param {Held} held @param {number} threshold */
export function decide({ duplicates, others }, threshold) {
  const [truePositive, falsePositive] = [duplicates, others].map((list) => countAbove(list, threshold));
  const [falseNegative, trueNegative] = [duplicates.length - truePositive, others.length - falsePositive];
  return { truePositive, falsePositive, trueNegative, falseNegative };
}

/** Each bin's share of the cosines from −1 to 1. @param {ArrayLike<number>} list @param {number} count of bins */
export function shares(list, count) {
  const bins = new Float64Array(count);
  for (let k = 0; k < list.length; k++) {
    bins[Math.min(count - 1, Math.max(0, Math.floor(((list[k] + 1) / 2) * count)))] += 1 / list.length;
  }
  return bins;
}

/** The share of non-duplicates above a threshold and that of duplicates, for every threshold from the strictest on. @param {Held} held */
export function rocPoints({ duplicates, others }) {
  const all = [...Array.from(duplicates, (score) => ({ score, hit: true })), ...Array.from(others, (score) => ({ score, hit: false }))];
  all.sort((a, b) => b.score - a.score);
  let [hits, misses] = [0, 0];
  /** @type {[number, number][]} */
  const points = [[0, 0]];
  for (const [k, { score, hit }] of all.entries()) {
    if (hit) hits++;
    else misses++;
    if (all[k + 1]?.score !== score) points.push([misses / others.length, hits / duplicates.length]);
  }
  return points;
}
