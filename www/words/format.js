// How numbers are written in every language of the page, so that they can be compared and copied.

/** Of a whole number. */
export const whole = new Intl.NumberFormat("en");
/** @param {number} x */
export const percent = (x) => `${Math.round(100 * x)} %`;
/** To two digits. @param {number} x */
export const two = (x) =>
  x
    .toFixed(2)
    .replace(/^-0\.00$/, "0.00")
    .replace("-", "−");
/** @param {number} x */
export const number = (x) => {
  if (x === 0 || !Number.isFinite(x)) return String(x);
  const size = Math.abs(x);
  const text = size >= 1000 ? whole.format(Math.round(x)) : size >= 100 ? x.toFixed(1) : size >= 0.001 ? x.toFixed(3) : x.toExponential(1);
  return text.replaceAll("-", "−");
};
/** What lies in the middle of two tenths, but for a float's noise, goes away from zero. @param {number} share @returns {number} percent, to one decimal */
const percentOf = (share) => (Math.sign(share) * Math.round(Number((1000 * Math.abs(share)).toFixed(8)))) / 10 + 0;
/** Of a share, in percent. @param {number} share */
export const tenths = (share) => percentOf(share).toFixed(1).replace("-", "−");
/** Of a share, in points, as short as it goes. @param {number} share */
export const points = (share) => String(percentOf(share)).replace("-", "−");
/** Of a difference between shares, in points. @param {number} difference */
export const signedTenths = (difference) => `${percentOf(difference) > 0 ? "+" : ""}${tenths(difference)}`;
/** @param {number} n @param {string} one @param {string} [many] */
export const counted = (n, one, many = `${one}s`) => `${whole.format(n)} ${n === 1 ? one : many}`;
/** As it is typed, without an exponent. @param {number} x */
export const plain = (x) => {
  const [digits, power] = String(x).split("e-");
  return power ? x.toFixed(Number(power) + (digits.split(".")[1]?.length ?? 0)) : digits;
};
/** A difference that chance alone makes in less than one of twenty experiments. */
export const CHANCE = 0.05;
/** @param {number} p */
export const probability = (p) => (p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`);
/** @param {number} seconds */
export const timeLeft = (seconds) =>
  seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
/** @param {number} radians */
export const degrees = (radians) => `${((radians * 180) / Math.PI).toFixed(1)}°`;

/** @param {number} x */
const signed = (x) => (x < 0 ? `− ${number(-x)}` : `+ ${number(x)}`);
/** A hinge with its numbers. @typedef {{p: number, n: number, margin: number, weight: number, cost: number}} Hinge */
/** @param {Hinge} hinge */
export const bracket = ({ p, n, margin, weight, cost }) =>
  `${weight === 1 ? "" : `${number(weight)} × `}[${number(margin)} ${signed(-p)} ${signed(n)}]₊ = ${number(cost)}`;
/** A part of one hinge over several. @param {Hinge} hinge */
export const hingePart = ({ p, n, margin, weight, cost }) =>
  `${weight === 1 ? "" : `${number(weight)} × `}(${number(margin)} ${signed(-p)} ${signed(n)}) = ${number(cost)}`;
/** The first values of a vector. @param {Float32Array} values */
export const firsts = (values) => `${Array.from(values.subarray(0, 5), number).join(", ")}${values.length > 5 ? ", …" : ""}`;

/** @param {number[]} indices counted from 0, shown from 1 */
export function subscript(...indices) {
  const digits = (/** @type {number} */ k) => String(k + 1).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]);
  return indices.map(digits).join("‚");
}

/** Does the network take non-duplicates to be closer than duplicates? @param {number | null} auc */
export const isBelowChance = (auc) => auc !== null && auc < 0.5;

/** The anchors that any term costs something. @param {import("../types/run.js").LossReport} report */
export function activeAnchors(report) {
  return report.terms[0].cost.reduce((count, _, i) => count + Number(report.terms.some((term) => term.cost[i] > 0)), 0);
}

/** Those that are beyond chance, by what they do. @template {{finding: {median: number, sure: boolean}}} F @param {F[]} list @param {(each: F) => string | number} nameOf
 * @returns {[better: string, worse: string]} */
export function beyondChance(list, nameOf) {
  const sure = list.filter(({ finding }) => finding.sure);
  const named = (/** @type {boolean} */ better) =>
    sure
      .filter(({ finding }) => finding.median > 0 === better)
      .map(nameOf)
      .join("; ");
  return [named(true), named(false)];
}
