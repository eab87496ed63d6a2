// What many seeds gave, as the committed results have it: first under the conditions of the run that is open, then under others.

/** @import {Asked, Evidence, Finding} from "../types/minute.js" */
/** The same questions under other conditions: each loss at its best learning rate in rising sizes of the batch, or all at one rate.
 * @typedef {{tuned: Evidence[], plain: Evidence[]}} Questions */

/** The built-in set that is meant where none is named. */
const QUESTIONS = "questions";
/** @param {Evidence} each */
const nameOf = ({ data, set = QUESTIONS }) => data || set;

/** Questions like those of the run first; of the built-in ones those whose asymmetry is nearest to the run's. @param {Evidence[]} evidence @param {Asked} asked
 * @returns {Questions[]} */
function questionsFor(evidence, { data, set, vectors, asymmetry }) {
  const far = (/** @type {Evidence} */ each) => Math.abs(Number(each.asymmetry) - asymmetry);
  const unlike = (/** @type {Evidence} */ each) =>
    nameOf(each) === (data || set) ? 0 : Number(each.vectors !== vectors) * 4 + Number((each.data === "") !== (data === "")) + 1;
  const names = [...new Set([...evidence].sort((a, b) => unlike(a) - unlike(b)).map(nameOf))];
  return names.map((name) => {
    const all = evidence.filter((each) => nameOf(each) === name);
    // One of them, also where two are equally near.
    const nearest = all.reduce((best, each) => (far(each) < far(best) ? each : best)).asymmetry;
    const own = all.filter((each) => each.asymmetry === nearest).sort((a, b) => a.batch - b.batch);
    return { tuned: own.filter(({ tuned }) => tuned), plain: own.filter(({ tuned }) => !tuned) };
  });
}

/** The one whose batches are nearest in size to the run's. @param {Evidence[]} evidence @param {number} batch */
const nearestTo = (evidence, batch) =>
  evidence.reduce((best, each) => (Math.abs(Math.log(each.batch / batch)) < Math.abs(Math.log(best.batch / batch)) ? each : best));

/** What a picture shows: of the run's questions every size of the batch, of others the nearest. @param {Evidence[]} evidence @param {Asked} asked */
export function picturedFor(evidence, asked) {
  const [own, ...others] = questionsFor(evidence, asked);
  return [...own.plain, ...own.tuned, ...others.map(({ tuned }) => nearestTo(tuned, asked.batch))];
}

/** One sentence for the run's own conditions, and those for others. @param {Evidence[]} evidence @param {Asked} asked
 * @param {typeof import("../words/en-minute.js").minute.answer} said */
export function sentencesFor(evidence, asked, said) {
  const [own, ...others] = questionsFor(evidence, asked);
  const [here] = own.tuned;
  const isThis = nameOf(here) === (asked.data || asked.set) && (asked.data !== "" || Number(here.asymmetry) === asked.asymmetry);
  const where = isThis ? said.likeThese : said.on(here);
  const columns = own.tuned.flatMap(({ batch, columns }) => (columns ? [{ batch, finding: columns }] : []));
  const gains = (/** @type {Evidence[]} */ tuned) => tuned.map(({ batch, both }) => ({ batch, finding: both }));
  return {
    first: said.gain(where, nearestTo(own.tuned, asked.batch)),
    further: [
      said.batches(said.bySize, gains(own.tuned)),
      ...own.plain.map(said.atOneRate),
      ...(columns.length > 0 ? [said.batches(said.instead, columns)] : []),
      ...others.map(({ tuned }) => said.batches(said.on(tuned[0]), gains(tuned))),
      said.chance,
    ],
  };
}
