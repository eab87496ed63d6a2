// A triplet loss as switches: which negatives are looked for along the rows, which along the columns, and how the two combine.
// Both ways are pure functions; a loss that the switches cannot show gives no form.

/** @import {LossConfig} from "../types/run.js" */
/** @typedef {import("../../pkg/web/tripletscope.js").Term} Term */
/** @typedef {import("../../pkg/web/tripletscope.js").Negative} Negative */
/** @typedef {"half" | "full" | "averaged" | "harder"} Combine */
/** @typedef {{rows: boolean, columns: boolean, margin: number}} Part */
/** @typedef {{mean: Part, closest: Part, closestKind: Negative, combine: Combine, reduction: "mean" | "sum", mistakes?: LossConfig["mistakes"]}} Form */

/** The two groups of terms, in the order in which a loss lists them. */
export const PARTS = /** @type {const} */ (["mean", "closest"]);
const WEIGHTS = { half: 0.5, full: 1 };

/** @param {Form} form @returns {LossConfig} */
export function lossOf(form) {
  const negatives = { mean: /** @type {Negative} */ ("mean"), closest: form.closestKind };
  const terms = PARTS.flatMap((part) => termsOf(form[part], negatives[part], form.combine));
  // The order of the presets: by direction first, where the directions are terms of their own.
  const order = (/** @type {Term} */ term) => Number(term.along === "columns");
  return {
    kind: "triplet",
    terms: terms.sort((a, b) => order(a) - order(b)),
    reduction: form.reduction,
    ...(form.mistakes && { mistakes: form.mistakes }),
  };
}

/** @param {Part} part @param {Negative} negative @param {Combine} combine @returns {Term[]} */
function termsOf({ rows, columns, margin }, negative, combine) {
  const term = (/** @type {Term["along"]} */ along, weight = 1) => ({ negative, along, margin, weight });
  if (rows && columns) {
    return combine === "half" || combine === "full" ? [term("rows", WEIGHTS[combine]), term("columns", WEIGHTS[combine])] : [term(combine)];
  }
  if (rows) return [term("rows")];
  return columns ? [term("columns")] : [];
}

/**
 * The form of a loss; what it says nothing about is as in `before`.
 * @param {LossConfig} loss
 * @param {Form} [before]
 * @returns {Form | undefined}
 */
export function formOf(loss, before) {
  if (loss.kind !== "triplet") return undefined;
  const groups = { mean: loss.terms.filter((t) => t.negative === "mean"), closest: loss.terms.filter((t) => t.negative !== "mean") };
  const combine = combineOf([groups.mean, groups.closest]) ?? before?.combine ?? "half";
  const part = (/** @type {"mean" | "closest"} */ name) => {
    const has = (/** @type {string} */ along) => groups[name].some((t) => t.along === along || t.along === "averaged" || t.along === "harder");
    return { rows: has("rows"), columns: has("columns"), margin: groups[name][0]?.margin ?? before?.[name].margin ?? loss.terms[0].margin };
  };
  const closestKind = groups.closest[0]?.negative ?? before?.closestKind ?? "hardest";
  const form = { mean: part("mean"), closest: part("closest"), closestKind, combine, reduction: loss.reduction, mistakes: loss.mistakes };
  return sameLoss(lossOf(form), loss) ? form : undefined;
}

/** @param {LossConfig} loss */
const mistakesOf = ({ mistakes }) => `${Boolean(mistakes?.transposed)} ${Boolean(mistakes?.oneHinge)}`;

/** How the first group that looks both ways combines them. @param {Term[][]} groups @returns {Combine | undefined} */
function combineOf(groups) {
  const group = groups.find((terms) => terms.length > 1 || terms.some((t) => t.along === "averaged" || t.along === "harder"));
  if (!group) return undefined;
  const [{ along, weight }] = group;
  if (along === "averaged" || along === "harder") return along;
  return weight === WEIGHTS.half ? "half" : "full";
}

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
