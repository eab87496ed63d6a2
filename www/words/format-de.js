// How German writes numbers: a comma before the decimals and a narrow space between thousands. Exports, code and links keep the point.
import * as plain from "./format.js";

/** @param {string} text */
const german = (text) => text.replace(/(\d),(?=\d{3})/g, "$1\u202f").replace(/\.(?=\d)/g, ",");

/**
 * What says something, with its numbers as German writes them.
 * @template {unknown[]} Given
 * @param {(...given: Given) => string} say
 * @returns {(...given: Given) => string}
 */
export const withCommas =
  (say) =>
  (...given) =>
    german(say(...given));

export const whole = { format: withCommas((/** @type {number} */ n) => plain.whole.format(n)) };
export const number = withCommas(plain.number);
export const tenths = withCommas(plain.tenths);
export const signedTenths = withCommas(plain.signedTenths);
export const probability = withCommas(plain.probability);
export const degrees = withCommas(plain.degrees);
export const bracket = withCommas(plain.bracket);
/** A list of numbers with commas has semicolons between them. @param {Float32Array} values */
export const firsts = (values) => german(plain.firsts(values).replaceAll(", ", "; "));
