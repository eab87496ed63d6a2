// A slow and obvious evaluation of the losses, written from their definition alone.

/** @typedef {import("../../pkg/node/tripletscope.js").LossConfig} LossConfig */
/** @typedef {import("../../pkg/node/tripletscope.js").Term} Term */
/** @typedef {"row" | "column" | "left" | "right"} Direction */
/** @typedef {{s: number[][], left?: number[][], right?: number[][]}} Sides S, and the similarities of each side with itself */
/** @typedef {{direction: Direction, value: number, partner: number, cells: [number, number][]}} Found cells: index along the line, derivative */
/** @typedef {{cost: number, negative: number, rowPartner: number, columnPartner: number, leftPartner: number, rightPartner: number}} Anchor */
/** @typedef {{loss: number, gradient: number[], leftGradient: number[], rightGradient: number[], terms: Anchor[][]}} Judgement */

const NONE = { cost: 0, negative: Number.NaN, rowPartner: -1, columnPartner: -1, leftPartner: -1, rightPartner: -1 };
/** @type {Record<string, Direction[]>} */
const LOOKS = {
  rows: ["row"],
  columns: ["column"],
  averaged: ["row", "column"],
  harder: ["row", "column"],
  left: ["left"],
  right: ["right"],
  "distance-swap": ["row", "right"],
  four: ["row", "column", "left", "right"],
};

/**
 * The candidates of anchor i in a direction; at i stands what is none.
 * @param {Sides} sides
 * @param {Direction} direction
 * @param {number} i
 */
function lineOf({ s, left = [], right = [] }, direction, i) {
  if (direction === "column") return s.map((line) => line[i]);
  return { row: s, left, right }[direction][i];
}

/**
 * The negative of an anchor in one direction, or nothing.
 * @param {Sides} sides
 * @param {Direction} direction
 * @param {number} i
 * @param {Term["negative"]} kind
 * @returns {Found[]}
 */
function find(sides, direction, i, kind) {
  const line = lineOf(sides, direction, i);
  const positive = sides.s[i][i];
  const others = line.map((_, j) => j).filter((j) => j !== i);
  if (kind === "mean") {
    const value = others.reduce((sum, j) => sum + line[j], 0) / others.length;
    return [{ direction, value, partner: -1, cells: others.map((j) => [j, 1 / others.length]) }];
  }
  const lowered = line.map((x, j) => (j === i ? -2 : x > positive ? x - 2 : x));
  const values = kind === "semi-hard-course" ? lowered : line;
  const candidates = { hardest: others, "semi-hard": others.filter((j) => line[j] <= positive), "semi-hard-course": line.map((_, j) => j) }[kind];
  if (candidates.length === 0) return [];
  const best = candidates.reduce((a, b) => (values[b] > values[a] ? b : a));
  return best === i ? [{ direction, value: -2, partner: -1, cells: [] }] : [{ direction, value: values[best], partner: best, cells: [[best, 1]] }];
}

/**
 * @param {Sides} sides
 * @param {number} i
 * @param {Term} term
 */
function judgeAnchor(sides, i, { negative: kind, along, margin, weight = 1 }) {
  let found = LOOKS[along].flatMap((direction) => find(sides, direction, i, kind));
  if (along === "harder" || along === "distance-swap") found = found.length === 2 && found[1].value > found[0].value ? [found[1]] : found.slice(0, 1);
  if (found.length === 0) return { anchor: NONE, found };
  const negative = found.reduce((sum, { value }) => sum + value, 0) / found.length;
  const partners = Object.fromEntries(found.map(({ direction, partner }) => [`${direction}Partner`, partner]));
  return { anchor: { ...NONE, ...partners, cost: weight * Math.max(0, margin - sides.s[i][i] + negative), negative }, found };
}

/** @param {number} b */
const zeros = (b) => ({ gradient: new Array(b * b).fill(0), leftGradient: new Array(b * b).fill(0), rightGradient: new Array(b * b).fill(0) });

/**
 * Adds to the cell of a direction's matrix that stands at j in anchor i's line.
 * @param {ReturnType<typeof zeros>} gradients
 * @param {number} b
 * @param {Direction} direction
 * @param {number} i
 * @param {number} j
 * @param {number} by
 */
function push({ gradient, leftGradient, rightGradient }, b, direction, i, j, by) {
  const into = { row: gradient, column: gradient, left: leftGradient, right: rightGradient }[direction];
  into[direction === "column" ? j * b + i : i * b + j] += by;
}

/**
 * @param {Sides} sides
 * @param {Extract<LossConfig, {kind: "triplet"}>} loss
 * @returns {Judgement}
 */
function triplet(sides, loss) {
  const b = sides.s.length;
  const factor = loss.reduction === "mean" ? 1 / b : 1;
  const gradients = zeros(b);
  const terms = loss.terms.map((term) =>
    sides.s.map((_, i) => {
      const { anchor, found } = judgeAnchor(sides, i, term);
      const slope = anchor.cost > 0 ? factor * (term.weight ?? 1) : 0;
      gradients.gradient[i * b + i] -= slope;
      for (const { direction, cells } of found)
        for (const [j, derivative] of cells) push(gradients, b, direction, i, j, (slope * derivative) / found.length);
      return anchor;
    }),
  );
  return { loss: factor * terms.flat().reduce((sum, anchor) => sum + anchor.cost, 0), ...gradients, terms };
}

/**
 * @param {Sides} sides
 * @param {Extract<LossConfig, {kind: "softmax"}>} loss
 * @returns {Judgement}
 */
function softmax(sides, { along, scale, balance = 0.5, reduction }) {
  const b = sides.s.length;
  const factor = reduction === "mean" ? 1 / b : 1;
  const gradients = zeros(b);
  /** @type {[number, Direction[]][]} */
  const groups = along === "averaged" ? [[balance, ["row"]], [1 - balance, ["column"]]] : [[1, LOOKS[along]]]; // biome-ignore format: by group
  const costs = sides.s.map((row, i) => {
    let cost = 0;
    for (const [share, directions] of groups) {
      /** @type {[Direction, number, number][]} */
      const cells = directions.flatMap((direction) =>
        lineOf(sides, direction, i).map((x, j) => /** @type {[Direction, number, number]} */ ([direction, j, x])),
      );
      const counted = cells.filter(([direction, j]) => j !== i || direction === "row" || direction === "column");
      if (!directions.some((direction) => direction === "row" || direction === "column")) counted.push(["row", i, row[i]]);
      const sum = counted.reduce((total, [, , x]) => total + Math.exp(scale * x), 0);
      cost += share * (Math.log(sum) - scale * row[i]);
      for (const [direction, j, x] of counted) push(gradients, b, direction, i, j, (factor * share * scale * Math.exp(scale * x)) / sum);
      push(gradients, b, "row", i, i, -factor * share * scale);
    }
    return cost;
  });
  return { loss: factor * costs.reduce((sum, x) => sum + x, 0), ...gradients, terms: [costs.map((cost) => ({ ...NONE, cost }))] };
}

/**
 * @param {number[][]} s
 * @param {LossConfig} loss
 * @param {{left?: number[][], right?: number[][]}} [more]
 */
export const judge = (s, loss, more = {}) => (loss.kind === "triplet" ? triplet({ s, ...more }, loss) : softmax({ s, ...more }, loss));

/** What a term along each of them looks at. */
export { LOOKS };

/** The similarities of each side with itself. @param {ArrayLike<number>} vectors [2B, H], questions 1 first @param {number} b */
export function sidesOf(vectors, b) {
  const width = vectors.length / (2 * b);
  const side = (/** @type {number} */ first) =>
    Array.from({ length: b }, (_, i) =>
      Array.from({ length: b }, (_, j) => {
        let product = 0;
        for (let h = 0; h < width; h++) product += vectors[(first + i) * width + h] * vectors[(first + j) * width + h];
        return product;
      }),
    );
  return { left: side(0), right: side(b) };
}

const NAMES = { row: "rows", column: "columns", left: "left", right: "right" };

/** Parts of the gradient by their names, to be added to. @param {number} b */
function partsBy(b) {
  /** @type {Record<string, Float64Array>} */
  const parts = {};
  /** @param {Direction} direction @param {string} kind @param {number} cell @param {number} by */
  const add = (direction, kind, cell, by) => {
    const name = `${NAMES[direction]}-${kind}`;
    parts[name] ??= new Float64Array(b * b);
    parts[name][cell] += by;
  };
  /** The pull at the positive is told with the row of question 1 or the column of question 2.
   * @param {Direction} direction @param {string} kind @param {number} i @param {[number, number][]} cells @param {number} pull */
  const push = (direction, kind, i, cells, pull) => {
    add(direction, kind, i * b + i, 0);
    add(direction === "left" || direction === "row" ? "row" : "column", kind, i * b + i, -pull);
    for (const [j, by] of cells) add(direction, kind, direction === "column" ? j * b + i : i * b + j, by);
  };
  return { parts, push };
}

/**
 * Every part of the gradient by its name: of the mean and of the closest negatives, in each direction.
 * @param {Sides} sides
 * @param {LossConfig} loss
 */
export const partsOf = (sides, loss) => (loss.kind === "triplet" ? tripletParts(sides, loss) : softmaxParts(sides, loss));

/** @param {Sides} sides @param {Extract<LossConfig, {kind: "triplet"}>} loss */
function tripletParts(sides, { terms, reduction }) {
  const b = sides.s.length;
  const { parts, push } = partsBy(b);
  for (const term of terms) {
    const kind = term.negative === "mean" ? "mean" : "closest";
    for (let i = 0; i < b; i++) {
      for (const direction of LOOKS[term.along]) push(direction, kind, i, [], 0);
      const { anchor, found } = judgeAnchor(sides, i, term);
      const pull = anchor.cost > 0 ? (term.weight ?? 1) / found.length / (reduction === "mean" ? b : 1) : 0;
      for (const { direction, cells } of found) {
        const pushed = cells.map(([j, d]) => /** @type {[number, number]} */ ([j, d * pull]));
        push(direction, kind, i, pushed, pull);
      }
    }
  }
  return parts;
}

/** @param {Sides} sides @param {Extract<LossConfig, {kind: "softmax"}>} loss */
function softmaxParts(sides, { along, scale, balance = 0.5, reduction }) {
  const b = sides.s.length;
  const { parts, push } = partsBy(b);
  /** @type {[number, Direction[]][]} */
  const groups = along === "averaged" ? [[balance, ["row"]], [1 - balance, ["column"]]] : [[1, LOOKS[along]]]; // biome-ignore format: by group
  for (const [share, directions] of groups) {
    const factor = (share * scale) / (reduction === "mean" ? b : 1);
    for (let i = 0; i < b; i++) {
      const copies = Math.max(1, directions.filter((direction) => direction === "row" || direction === "column").length);
      const lines = directions.map((direction) => lineOf(sides, direction, i).map((x, j) => (j === i ? 0 : Math.exp(scale * x))));
      const total = lines.flat().reduce((sum, x) => sum + x, copies * Math.exp(scale * sides.s[i][i]));
      for (const [k, direction] of directions.entries()) {
        const pushed = lines[k].map((x, j) => /** @type {[number, number]} */ ([j, (factor * x) / total]));
        push(direction, "softmax", i, pushed, pushed.reduce((sum, [, by]) => sum + by, 0)); // biome-ignore format: one line
      }
    }
  }
  return parts;
}
