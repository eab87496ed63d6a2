// How German writes numbers: a comma before the decimals and a narrow space between thousands. Exports, code and links keep the point.
import * as simple from "./format.js";

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

export const whole = { format: withCommas((/** @type {number} */ n) => simple.whole.format(n)) };
export const number = withCommas(simple.number);
export const plain = withCommas(simple.plain);
export const tenths = withCommas(simple.tenths);
export const signedTenths = withCommas(simple.signedTenths);
export const probability = withCommas(simple.probability);
export const degrees = withCommas(simple.degrees);
export const bracket = withCommas(simple.bracket);
export const hingePart = withCommas(simple.hingePart);
/** A list of numbers with commas has semicolons between them. @param {Float32Array} values */
export const firsts = (values) => german(simple.firsts(values).replaceAll(", ", "; "));
