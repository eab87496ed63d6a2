// What a lesson can ask of the state: a page of a lesson names a check and its argument, and is done when it holds.
import { sameLoss } from "../loss/form.js";
import { closestOf, DIRECTIONS, judge, looksAt } from "../loss/judge.js";
import { namedLosses } from "../loss/presets.js";
import { settingOf } from "../model/settings.js";

/** @import {State} from "../model/state.js" */
/** @typedef {[name: string, argument?: string | number]} Check */

/** Cells of S that differ by less are called equal. */
const SAME = 1e-4;
/** Where the threshold stands at first. */
const firstThreshold = () => Number(settingOf("threshold").default);

/** @param {ArrayLike<number>} numbers */
const mean = (numbers) => Array.from(numbers).reduce((sum, x) => sum + x, 0) / numbers.length;
/** Each row's closest negative. @param {State} state */
const closestInRows = (state) => Array.from(closestOf(state, "row"), (column, row) => state.similarity[row * state.batchSize + column]);
/** A direction as lessons call it. @type {Record<string, import("../loss/judge.js").Direction>} */
const DIRECTION = { rows: "row", columns: "column", left: "left", right: "right" };
/** @param {State} state @param {(negative: number, positive: number) => boolean} test */
const rowsWhere = (state, test) =>
  closestInRows(state).filter((negative, row) => test(negative, state.similarity[row * (state.batchSize + 1)])).length;

/** @type {Record<string, (state: State, argument: any) => boolean>} */
const checks = {
  step: (state, least) => state.step >= least && !state.playing,
  quantity: (state, name) => state.quantity === name,
  loss: (state, name) => sameLoss(state.loss, namedLosses()[name]),
  "off-diagonal": ({ selection }) => selection.row !== selection.column,
  "on-diagonal": ({ selection }) => selection.row === selection.column,
  "looks-at": ({ loss }, direction) => looksAt(loss, DIRECTION[direction]),
  "looks-only-at": ({ loss }, direction) => DIRECTIONS.every((each) => looksAt(loss, each) === (each === DIRECTION[direction])),
  "row-is-closest": (state) => closestOf(state, "row")[state.selection.row] === state.selection.column,
  "column-is-closest": (state) => closestOf(state, "column")[state.selection.column] === state.selection.row,
  asymmetric: ({ similarity, batchSize }) =>
    similarity.some((x, k) => Math.abs(x - similarity[(k % batchSize) * batchSize + Math.floor(k / batchSize)]) > SAME),
  "loss-below": ({ report }, most) => report !== undefined && report.loss < most,
  "positives-stand-out": ({ history }, least) => history.last !== undefined && history.last.meanPositive - history.last.meanNegative > least,
  "closest-below-zero": (state, least) => rowsWhere(state, (negative) => negative < 0) >= least,
  "closer-than-positive": (state, least) => rowsWhere(state, (negative, positive) => negative > positive) >= least,
  "mean-closest-above": (state, least) => mean(closestInRows(state)) > least,
  "mean-negative-above": ({ similarity, batchSize }, least) => mean(similarity.filter((_, k) => k % (batchSize + 1) !== 0)) > least,
  margin: ({ loss }, least) => loss.kind === "triplet" && loss.terms.some(({ margin }) => margin >= least),
  threshold: ({ threshold }, least) => Math.abs(threshold - firstThreshold()) >= least - SAME,
  setting: ({ values }, given) => {
    const [key, value] = String(given).split(" ");
    return String(values[key]) === value;
  },
  // For each anchor: a sum is B times a mean, which is no difference in what the two see.
  "presets-differ": (state, names) => {
    const [a, b] = String(names)
      .split(" ")
      .map((name) => ({ config: namedLosses()[name], ...judge(state, namedLosses()[name]) }))
      .map(({ config, loss }) => (config.reduction === "sum" ? loss / state.batchSize : loss));
    return Math.abs(a - b) > SAME;
  },
};

/** What a check is about: as long as that is what it was, nothing has been done for it. @type {Record<string, (state: State) => unknown>} */
const SUBJECTS = {
  step: ({ step, era }) => `${era} ${step}`,
  quantity: ({ quantity }) => quantity,
  loss: ({ loss }) => loss,
  "looks-at": ({ loss }) => loss,
  "looks-only-at": ({ loss }) => loss,
  "off-diagonal": ({ selection }) => selection,
  "on-diagonal": ({ selection }) => selection,
  "row-is-closest": ({ selection }) => selection,
  "column-is-closest": ({ selection }) => selection,
  margin: ({ loss }) => loss,
  threshold: ({ threshold }) => threshold,
  setting: ({ values }) => values,
};

/** Does it hold, by what was done since? @param {State} since @param {State} state @param {Check} check */
export function holdsSince(since, state, check) {
  const subject = SUBJECTS[check[0]] ?? (({ similarity }) => similarity);
  return subject(since) !== subject(state) && holds(state, check);
}

/** @param {State} state @param {Check} check */
export function holds(state, [name, argument]) {
  const check = checks[name];
  if (!check) throw new Error(`A lesson asks for the check ${name}; known are ${Object.keys(checks).join(", ")}.`);
  return state.batchSize > 0 && check(state, argument);
}
