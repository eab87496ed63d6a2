// What many seeds gave, as the committed results have it: first under the conditions of the run that is open, then under others.

/** @import {Asked, Evidence, Known} from "../types/minute.js" */
/** The same questions under other conditions: each loss at its best learning rate in rising sizes of the batch, or all at one rate. @template {Evidence} E
 * @typedef {{tuned: E[], plain: E[]}} Questions */

/** The built-in set that is meant where none is named. */
const QUESTIONS = "questions";
/** What tells data from others: a file's fingerprint, whatever the file is called. @param {string} data @param {string} [set] */
const keyOf = (data, set = QUESTIONS) => (data === "" ? set : (/\([0-9a-f]{8}\)$/.exec(data)?.[0] ?? data));
/** @param {Evidence} each */
const keyIn = ({ data, set }) => keyOf(data, set);
/** Are they made from templates, themselves or what they are the vectors of? @param {Evidence} each */
export const isMade = ({ data }) => data === "" || data.startsWith("builtin-");

/** Questions like those of the run first; of the built-in ones those whose asymmetry is nearest to the run's. @template {Evidence} E @param {E[]} evidence
 * @param {Asked} asked @returns {Questions<E>[]} */
export function questionsFor(evidence, { data, set, vectors, asymmetry }) {
  const far = (/** @type {Evidence} */ each) => Math.abs(Number(each.asymmetry) - asymmetry);
  const unlike = (/** @type {Evidence} */ each) =>
    keyIn(each) === keyOf(data, set) ? 0 : Number(each.vectors !== vectors) * 4 + Number(isMade(each) !== (data === "")) * 2 + 1;
  const keys = [...new Set([...evidence].sort((a, b) => unlike(a) - unlike(b)).map(keyIn))];
  return keys.map((key) => {
    const all = evidence.filter((each) => keyIn(each) === key);
    // One of them, also where two are equally near.
    const nearest = all.reduce((best, each) => (far(each) < far(best) ? each : best)).asymmetry;
    const own = all.filter((each) => each.asymmetry === nearest).sort((a, b) => a.batch - b.batch);
    return { tuned: own.filter(({ tuned }) => tuned), plain: own.filter(({ tuned }) => !tuned) };
  });
}

/** The one whose batches are nearest in size to the run's. @template {Evidence} E @param {E[]} evidence @param {number} batch */
export const nearestTo = (evidence, batch) =>
  evidence.reduce((best, each) => (Math.abs(Math.log(each.batch / batch)) < Math.abs(Math.log(best.batch / batch)) ? each : best));

/** For the run's own conditions; of data that nothing is known of, it says so. @param {Known} known @param {Asked} asked
 * @param {typeof import("../words/en-minute.js").minute.answer} said */
export function sentenceFor(known, asked, said) {
  const [{ tuned }] = questionsFor(known.conditions, asked);
  const { unknown, where } = placeOf(tuned[0], asked, said);
  return unknown + said.gain(where, nearestTo(tuned, asked.batch), known);
}

/** What the questions nearest to the run's are called, and whether there are none of its own. @param {Evidence} here @param {Asked} asked
 * @param {typeof import("../words/en-minute.js").minute.answer} said */
export function placeOf(here, asked, said) {
  const isSame = keyIn(here) === keyOf(asked.data, asked.set);
  const isThis = isSame && (asked.data !== "" || Number(here.asymmetry) === asked.asymmetry);
  return { unknown: isSame ? "" : `${said.unknown(asked)} `, where: isThis ? said.likeThese(asked) : said.on(here) };
}
