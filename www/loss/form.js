// A triplet loss as switches: which negatives are looked for along the rows, which along the columns, and how the two combine.
// Both ways are pure functions; a loss that the switches cannot show gives no form.

/** @import {LossConfig} from "../types/run.js" */
/** @typedef {import("../../pkg/web/tripletscope.js").Term} Term */
/** @typedef {import("../../pkg/web/tripletscope.js").Negative} Negative */
/** How the directions are put together: in shares that add up to one, in full each, or rows and columns (with a swap: rows and right) in one hinge.
 * @typedef {"half" | "full" | "averaged" | "harder" | "distance-swap"} Combine */
/** @typedef {"rows" | "columns" | "left" | "right"} Side */
/** @typedef {Record<Side, boolean> & {margin: number}} Part */
/** `balance`: λ, the rows' share where rows and columns share.
 * @typedef {{mean: Part, closest: Part, closestKind: Negative, combine: Combine, balance: number, reduction: "mean" | "sum", mistakes?: LossConfig["mistakes"]}} Form */

/** The two groups of terms, in the order in which a loss lists them. */
export const PARTS = /** @type {const} */ (["mean", "closest"]);
/** @type {readonly Side[]} */
export const SIDES = ["rows", "columns", "left", "right"];
export const EVEN = 0.5;
/** What is joined in one hinge. @type {Partial<Record<Term["along"] | Combine, Side[]>>} */
const JOINED = { averaged: ["rows", "columns"], harder: ["rows", "columns"], "distance-swap": ["rows", "right"] };

/** @param {Form} form @returns {LossConfig} */
export function lossOf(form) {
  const negatives = { mean: /** @type {Negative} */ ("mean"), closest: form.closestKind };
  const terms = PARTS.flatMap((part) => termsOf(form[part], negatives[part], form));
  // The order of the presets: by direction first, where the directions are terms of their own.
  const order = (/** @type {Term} */ { along }) => Math.max(0, SIDES.indexOf(/** @type {Side} */ (along)));
  return {
    kind: "triplet",
    terms: terms.sort((a, b) => order(a) - order(b)),
    reduction: form.reduction,
    ...(form.mistakes && { mistakes: form.mistakes }),
  };
}

/** @param {Part} part @param {Negative} negative @param {Form} form @returns {Term[]} */
function termsOf(part, negative, { combine, balance }) {
  const sides = SIDES.filter((side) => part[side]);
  const term = (/** @type {Term["along"]} */ along, weight = 1) => ({ negative, along, margin: part.margin, weight });
  if (combine === "half") return sides.map((side) => term(side, shareOf(side, sides, balance)));
  const joined = JOINED[combine];
  if (!joined?.every((side) => part[side])) return sides.map((side) => term(side));
  return [term(/** @type {Term["along"]} */ (combine)), ...sides.filter((side) => !joined.includes(side)).map((side) => term(side))];
}

/** The same form with its directions put together that way: what one hinge is to join, and is not all there, is switched on in the place of the others.
 * @param {Form} form @param {Combine} combine @returns {Form} */
export function combined(form, combine) {
  const joined = JOINED[combine] ?? [];
  const part = (/** @type {Part} */ own) => {
    if (joined.every((side) => own[side]) || !SIDES.some((side) => own[side])) return own;
    return { ...own, ...Object.fromEntries(SIDES.map((side) => [side, joined.includes(side)])) };
  };
  return { ...form, combine, mean: part(form.mean), closest: part(form.closest) };
}

/** All directions share evenly, but for rows and columns, which share by λ what is theirs. @param {Side} side @param {Side[]} sides @param {number} balance */
function shareOf(side, sides, balance) {
  const both = sides.includes("rows") && sides.includes("columns");
  const own = !both ? EVEN : side === "rows" ? balance : side === "columns" ? 1 - balance : EVEN;
  return rounded((2 * own) / sides.length);
}

/** What a link can hold. @param {number} x */
const rounded = (x) => Math.round(x * 1e6) / 1e6;

/**
 * The form of a loss; what it says nothing about is as in `before`.
 * @param {LossConfig} loss
 * @param {Form} [before]
 * @returns {Form | undefined}
 */
export function formOf(loss, before) {
  if (loss.kind !== "triplet") return undefined;
  const groups = { mean: loss.terms.filter((t) => t.negative === "mean"), closest: loss.terms.filter((t) => t.negative !== "mean") };
  const part = (/** @type {"mean" | "closest"} */ name) => {
    const has = (/** @type {Side} */ side) => groups[name].some(({ along }) => along === side || JOINED[along]?.includes(side));
    const margin = groups[name][0]?.margin ?? before?.[name].margin ?? loss.terms[0].margin;
    return { rows: has("rows"), columns: has("columns"), left: has("left"), right: has("right"), margin };
  };
  const closestKind = groups.closest[0]?.negative ?? before?.closestKind ?? "hardest";
  const parts = { mean: part("mean"), closest: part("closest") };
  const balance = balanceOf(groups.mean) ?? balanceOf(groups.closest) ?? before?.balance ?? EVEN;
  const ways = [
    .../** @type {Combine[]} */ (loss.terms.map(({ along }) => along).filter((along) => JOINED[along])),
    before?.combine ?? "half",
    "half",
    "full",
  ];
  return ways
    .map((combine) => ({
      ...parts,
      closestKind,
      combine: /** @type {Combine} */ (combine),
      balance,
      reduction: loss.reduction,
      mistakes: loss.mistakes,
    }))
    .find((form) => sameLoss(lossOf(form), loss));
}

/** λ of terms that look along the rows and down the columns. @param {Term[]} terms */
function balanceOf(terms) {
  const [rows, columns] = ["rows", "columns"].map((side) => terms.find(({ along }) => along === side)?.weight);
  return rows === undefined || columns === undefined || rows + columns === 0 ? undefined : rounded(rows / (rows + columns));
}

/** A softmax has a share of the rows only where that says anything. @param {Extract<LossConfig, {kind: "softmax"}>} loss @returns {LossConfig} */
export function softmaxOf({ balance = EVEN, ...loss }) {
  return loss.along === "averaged" && balance !== EVEN ? { ...loss, balance } : loss;
}

/** @param {LossConfig} loss */
const mistakesOf = ({ mistakes }) => `${Boolean(mistakes?.transposed)} ${Boolean(mistakes?.oneHinge)}`;

/** Are two losses the same but for their mistakes, whatever the order of their terms? @param {LossConfig} a @param {LossConfig} b */
export const sameButMistakes = (a, b) => sameLoss({ ...a, mistakes: undefined }, { ...b, mistakes: undefined });

/** Are two losses the same, whatever the order of their terms? @param {LossConfig} a @param {LossConfig} b */
export function sameLoss(a, b) {
  const key = (/** @type {LossConfig} */ loss) =>
    loss.kind === "softmax"
      ? JSON.stringify([mistakesOf(loss), loss.along, loss.scale, loss.balance, loss.reduction])
      : JSON.stringify([mistakesOf(loss), loss.reduction, ...loss.terms.map((t) => [t.negative, t.along, t.margin, t.weight ?? 1].join()).sort()]);
  return a.kind === b.kind && key(a) === key(b);
}
