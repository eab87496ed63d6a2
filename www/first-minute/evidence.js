// What many seeds gave, as the committed results have it: every set of runs that compares rows alone with both directions, and the sentences it makes.
import { settingsIn } from "../views/verdict/names.js";
import { words } from "../words/index.js";

/** @import {Evidence, Finding, Gist, GistOfLoss} from "../types/minute.js" */

/** What may be another for each loss. */
const TUNED = /(^|&)adam\.learningRate=/;
/** A file's name in a verdict ends with a sum of its bytes. */
const SUM = /\s*\([0-9a-f]{8}\)$/;

/** Every set of results, in the order in which a verdict lists them. @param {Gist[]} gists @returns {Evidence[]} */
export const evidenceOf = (gists) =>
  gists.flatMap(({ data, asymmetry, steps, settings, losses }) => {
    const [both, columns] = ["both", "columns"].map((name) => findingOf(losses.find(({ loss }) => loss === name)));
    const tuned = [settings, ...losses.map((each) => each.settings)].some((text) => TUNED.test(text));
    const others = settings.split("&").filter((part) => part !== "" && !TUNED.test(part));
    return both ? [{ data: data.replace(SUM, "") || settingsIn(others.join("&")), asymmetry, steps, tuned, both, columns }] : [];
  });

/** @param {GistOfLoss | undefined} compared @returns {Finding | undefined} */
function findingOf(compared) {
  if (!compared || compared.medianDifference === null) return undefined;
  const { differences, medianDifference: median, better } = compared;
  return { differences, median, better, seeds: differences.length, least: Math.min(...differences), most: Math.max(...differences) };
}

/** Sentences: questions like those of the run, real questions, columns alone. @param {Evidence[]} evidence @param {number} asymmetry of the run
 * @param {boolean} builtin are its questions the built-in ones? */
export function sentencesOf(evidence, asymmetry, builtin) {
  const said = words.minute.answer;
  const made = evidence.filter((each) => each.data === "").map((each) => Number(each.asymmetry));
  const [nearest] = made.sort((a, b) => Math.abs(a - asymmetry) - Math.abs(b - asymmetry));
  const alike = evidence.filter((each) => each.data === "" && Number(each.asymmetry) === nearest);
  const files = [...new Set(evidence.map(({ data }) => data))].filter((data) => data !== "");
  const gains = [
    gainIn(alike, builtin && nearest === asymmetry ? said.likeThese : said.onBuiltin(nearest)),
    ...files.map((data) =>
      gainIn(
        evidence.filter((each) => each.data === data),
        said.onData(data),
      ),
    ),
  ];
  return [...gains, insteadIn(alike)].filter((sentence) => sentence !== undefined);
}

/** @param {Evidence[]} evidence of the same questions @param {string} where */
function gainIn(evidence, where) {
  const [first, ...others] = [...evidence].sort((a, b) => Number(a.tuned) - Number(b.tuned));
  if (!first) return undefined;
  const said = words.minute.answer;
  return `${[said.gain(where, first.steps, first.both), ...others.filter((each) => each.tuned).map((each) => said.tunedGain(each.both))].join("; ")}.`;
}

/** @param {Evidence[]} evidence of the same questions */
function insteadIn(evidence) {
  const [first, ...others] = evidence.filter((each) => each.columns).sort((a, b) => Number(a.tuned) - Number(b.tuned));
  if (!first?.columns) return undefined;
  const said = words.minute.answer;
  const tuned = others.flatMap(({ tuned, columns }) => (tuned && columns ? [said.tunedGain(columns)] : []));
  return `${[said.columnsGain(said.instead, first.columns), ...tuned].join("; ")}.`;
}
