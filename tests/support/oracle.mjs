// A slow and obvious evaluation of the losses, written from their definition alone.

/** @typedef {import("../../pkg/node/tripletscope.js").LossConfig} LossConfig */
/** @typedef {import("../../pkg/node/tripletscope.js").Term} Term */
/** @typedef {{value: number, partner: number, cells: [number, number][]}} Found value, partner, and (index, derivative) along the line */
/** @typedef {{cost: number, negative: number, rowPartner: number, columnPartner: number}} Anchor */
/** @typedef {{loss: number, gradient: number[], terms: Anchor[][]}} Judgement */

const NONE = { cost: 0, negative: Number.NaN, rowPartner: -1, columnPartner: -1 };

/**
 * The negative of anchor i in its line, or undefined.
 * @param {number[]} line
 * @param {number} i
 * @param {Term["negative"]} kind
 * @returns {Found | undefined}
 */
function find(line, i, kind) {
  const others = line.map((_, j) => j).filter((j) => j !== i);
  if (kind === "mean") {
    const value = others.reduce((sum, j) => sum + line[j], 0) / others.length;
    return { value, partner: -1, cells: others.map((j) => [j, 1 / others.length]) };
  }
  const lowered = line.map((x, j) => (j === i ? -2 : x > line[i] ? x - 2 : x));
  const values = kind === "semi-hard-course" ? lowered : line;
  const candidates = { hardest: others, "semi-hard": others.filter((j) => line[j] <= line[i]), "semi-hard-course": line.map((_, j) => j) }[kind];
  if (candidates.length === 0) return undefined;
  const best = candidates.reduce((a, b) => (values[b] > values[a] ? b : a));
  return best === i ? { value: -2, partner: -1, cells: [] } : { value: values[best], partner: best, cells: [[best, 1]] };
}

/**
 * @param {number[][]} s
 * @param {number} i
 * @param {Term} term
 * @returns {{anchor: Anchor, cells: [number, number, number][]}} cells: row, column, derivative
 */
function judgeAnchor(s, i, term) {
  const { negative: kind, along, margin, weight = 1 } = term;
  const column = s.map((line) => line[i]);
  let [r, c] = [along === "columns" ? undefined : find(s[i], i, kind), along === "rows" ? undefined : find(column, i, kind)];
  if (along === "harder" && r && c) [r, c] = c.value > r.value ? [undefined, c] : [r, undefined];
  const found = [r, c].filter((x) => x !== undefined);
  if (found.length === 0) return { anchor: NONE, cells: [] };
  const negative = found.reduce((sum, x) => sum + x.value, 0) / found.length;
  const cost = weight * Math.max(0, margin - s[i][i] + negative);
  /** @type {[number, number, number][]} */
  const cells = [
    ...(r?.cells ?? []).map(([j, d]) => /** @type {[number, number, number]} */ ([i, j, d / found.length])),
    ...(c?.cells ?? []).map(([j, d]) => /** @type {[number, number, number]} */ ([j, i, d / found.length])),
  ];
  return { anchor: { cost, negative, rowPartner: r?.partner ?? -1, columnPartner: c?.partner ?? -1 }, cells };
}

/**
 * @param {number[][]} s
 * @param {Extract<LossConfig, {kind: "triplet"}>} loss
 * @returns {Judgement}
 */
function triplet(s, loss) {
  const b = s.length;
  const factor = loss.reduction === "mean" ? 1 / b : 1;
  const gradient = new Array(b * b).fill(0);
  const terms = loss.terms.map((term) =>
    s.map((_, i) => {
      const { anchor, cells } = judgeAnchor(s, i, term);
      const slope = anchor.cost > 0 ? factor * (term.weight ?? 1) : 0;
      gradient[i * b + i] -= slope;
      for (const [row, column, derivative] of cells) gradient[row * b + column] += slope * derivative;
      return anchor;
    }),
  );
  return { loss: factor * terms.flat().reduce((sum, anchor) => sum + anchor.cost, 0), gradient, terms };
}

/**
 * @param {number[][]} s
 * @param {Extract<LossConfig, {kind: "softmax"}>} loss
 * @returns {Judgement}
 */
function softmax(s, { along, scale, reduction }) {
  const b = s.length;
  const factor = reduction === "mean" ? 1 / b : 1;
  const [rowShare, columnShare] = { rows: [1, 0], columns: [0, 1], averaged: [0.5, 0.5] }[along];
  const power = s.map((line) => line.map((x) => Math.exp(scale * x)));
  const rowSums = power.map((line) => line.reduce((sum, x) => sum + x, 0));
  const columnSums = power.map((_, j) => power.reduce((sum, line) => sum + line[j], 0));
  const costs = power.map((line, i) => -rowShare * Math.log(line[i] / rowSums[i]) - columnShare * Math.log(line[i] / columnSums[i]));
  const gradient = power.flatMap((line, i) =>
    line.map((x, j) => factor * scale * ((rowShare * x) / rowSums[i] + (columnShare * x) / columnSums[j] - (i === j ? 1 : 0))),
  );
  return { loss: factor * costs.reduce((sum, x) => sum + x, 0), gradient, terms: [costs.map((cost) => ({ ...NONE, cost }))] };
}

/**
 * @param {number[][]} s
 * @param {LossConfig} loss
 */
export const judge = (s, loss) => (loss.kind === "triplet" ? triplet(s, loss) : softmax(s, loss));
