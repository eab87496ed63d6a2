// What is told of many seeds where somebody asks for more: every loss, every size of the batch, and other data.
import { isMade, nearestTo, placeOf, questionsFor } from "./evidence.js";

/** @import {Asked, Evidence, Further, Full, Known} from "../types/minute.js" */

/** Told at every size of the batch, besides rows and columns together. */
const BY_SIZE = ["columns", "four", "softmax-averaged", "softmax-four"];

/** @param {Known} known @param {Further[]} further of the same conditions in the same order @returns {Full[]} */
export const joined = ({ conditions }, further) => conditions.map((each, k) => ({ ...each, ...further[k] }));

/** What a picture shows: of the run's questions every size of the batch, of others the nearest. @param {Full[]} full @param {Asked} asked */
export function picturedFor(full, asked) {
  const [own, ...others] = questionsFor(full, asked);
  return [...own.plain, ...own.tuned, ...others.map(({ tuned }) => nearestTo(tuned, asked.batch))];
}

/** What the card shows at once: the run's questions at its size of the batch and at the smallest, and real ones, each loss at a rate of its own.
 * @param {Full[]} full @param {Asked} asked */
export function briefFor(full, asked) {
  const [own, ...others] = questionsFor(full, asked);
  const real = others.find(({ tuned }) => !isMade(tuned[0]));
  const brief = [nearestTo(own.tuned, asked.batch), own.tuned[0], ...(real ? [nearestTo(real.tuned, asked.batch)] : [])];
  return [...new Set(brief)];
}

/** The same as the card says it, and what columns alone give. @param {Known} known @param {Full[]} brief @param {Asked} asked
 * @param {typeof import("../words/en-minute.js").minute.answer} said */
export function briefly({ comparisons }, brief, asked, said) {
  const [here] = brief;
  const { unknown, where } = placeOf(here, asked, said);
  const own = brief.map((each) => said.plainly(placeOf(each, asked, said).where, each, comparisons));
  const columns = here.families.flatMap(({ losses }) => losses).find(([loss]) => loss === "columns");
  return [...(unknown ? [unknown] : []), ...own, ...(columns ? [said.alone(where, here.batch, columns[1], comparisons)] : [])];
}

/** What is to be said besides the first sentence. @param {Known} known @param {Further[]} further @param {Asked} asked
 * @param {typeof import("../words/en-minute.js").minute.answer} said @param {(loss: string) => string} nameOf what a loss is called */
export function sentencesFor(known, further, asked, said, nameOf) {
  const [own, ...others] = questionsFor(joined(known, further), asked);
  const nearest = nearestTo(own.tuned, asked.batch);
  const gains = (/** @type {Evidence[]} */ tuned) => tuned.map(({ batch, both }) => ({ batch, finding: both }));
  const bySize = BY_SIZE.map((loss) => {
    const found = own.tuned.flatMap(({ batch, families }) =>
      families.flatMap(({ losses }) => losses.filter(([name]) => name === loss).map(([, finding]) => ({ batch, finding }))),
    );
    return found.length > 0 ? [said.batches(said.against(nameOf(loss), loss.startsWith("softmax")), found)] : [];
  });
  const losses = nearest.families.map(({ baseline, rate, losses }) => {
    const named = losses.map(([loss, finding]) => ({ name: nameOf(loss), finding }));
    return said.losses(nameOf(baseline), nearest.batch, rate, named);
  });
  return [
    said.under(nearest, known),
    ...losses,
    said.batches(said.bySize, gains(own.tuned)),
    ...bySize.flat(),
    ...own.plain.map(said.atOneRate),
    ...others.map(({ tuned }) => said.batches(`${said.on(tuned[0])}, ${said.sizes(tuned[0], known)}`, gains(tuned))),
    said.chance(known.comparisons),
  ];
}
