// Comparisons of lists of numbers, and of the sentences of errors.
import assert from "node:assert/strict";
import { inGerman } from "../../www/words/de-problems.js";

/** Words that stand in most English sentences and in no German one. */
const ENGLISH = /\b(?:the|is|are|of|and|or|must|be|been|but|not|no|with|this|that|its?|has|have|from|to|which|only|allowed|file|row)\b/i;

/** @typedef {import("../../pkg/node/tripletscope.js").Problem} Problem */

/**
 * Each number within tolerance · max(1, |expected|); NaN agrees with NaN only.
 * @param {ArrayLike<number>} actual
 * @param {ArrayLike<number>} expected
 * @param {number} tolerance
 * @param {string} what
 */
export function assertClose(actual, expected, tolerance, what) {
  assert.equal(actual.length, expected.length, `${what}: length`);
  for (let i = 0; i < expected.length; i++) {
    const agree = Math.abs(actual[i] - expected[i]) <= tolerance * Math.max(1, Math.abs(expected[i]));
    assert.ok(agree || (Number.isNaN(actual[i]) && Number.isNaN(expected[i])), `${what} [${i}]: ${actual[i]} is not ${expected[i]}`);
  }
}

/**
 * The call throws an Error whose text holds every part and ends as a sentence does.
 * @param {() => unknown} call
 * @param {...string} parts
 */
export function assertRefused(call, ...parts) {
  assert.throws(call, (/** @type {unknown} */ error) => {
    assert.ok(error instanceof Error, `${error} is an Error`);
    for (const part of parts) assert.ok(error.message.includes(part), `"${error.message}" says "${part}"`);
    assert.ok(/[.?]$/.test(error.message), error.message);
    const { problem } = /** @type {Error & {problem?: Problem}} */ (error);
    assert.ok(problem, `"${error.message}" is given in parts too`);
    assertGerman(inGerman(problem));
    return true;
  });
}

/** A whole sentence without an English word, but for names in quotes or braces, between dots or of several words in one. @param {string} sentence */
export function assertGerman(sentence) {
  assert.match(sentence, /[.?]$/);
  // "oder null" names what an option takes.
  assert.doesNotMatch(sentence, /undefined|(?<!oder )null|object Object/);
  assert.doesNotMatch(sentence.replace(/"[^"]*"|„[^“]*“|\{[^}]*\}/g, ""), ENGLISH);
}

/**
 * Both hold the same numbers under the same names, to the bit.
 * @param {object} actual
 * @param {object} expected
 */
export function assertSameBits(actual, expected) {
  assert.deepEqual(Object.keys(actual), Object.keys(expected));
  for (const [name, values] of Object.entries(expected)) {
    assert.ok(Buffer.from(Reflect.get(actual, name).buffer).equals(Buffer.from(values.buffer)), name);
  }
}
