// What is said of a test file alone: that its rows have no labels, or what its labels mean where they are others than the training file's.
import { element } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { tick } from "./file.js";
import { labelsPart } from "./labels.js";
import { questionOf } from "./questions.js";
import { withScores, withSenses } from "./reading.js";

/** @import {Inspection} from "../../../pkg/web/tripletscope.js" */
/** @import {Reading, Said} from "../../types/run.js" */
/** @import {Sense} from "./reading.js" */

/** `given`: what has been said of it; `found`: how it is read then; `senses`: of the label's values, as long as others have no meaning; `unfit`: why it cannot be read so, or what is not clear.
 * @typedef {{given: Reading, found?: Inspection, senses: Map<string, Sense>, unfit?: Said}} TestFile */

/** Of a test file nothing has been said yet. @param {Reading} [given] @returns {TestFile} */
export const testFile = (given = {}) => ({ given, senses: new Map() });

/** Only the training file has labels. @param {TestFile} test */
export const isUnlabelled = ({ unfit }) => unfit?.problem?.kind === "test-unlabelled";

/** Is it not clear what its labels mean, or has somebody said it? @param {TestFile} test */
const hasLabelsOfItsOwn = ({ given, unfit }) => unfit?.problem?.kind === "doubt" || Boolean(given.duplicate ?? given.different);

/** What stands in its way and is not asked. @param {TestFile} test */
export const refusalOfTest = (test) => (isUnlabelled(test) || test.unfit?.problem?.kind === "doubt" ? undefined : test.unfit);

/** @param {TestFile} test */
export const isClear = (test) => !test.unfit || (isUnlabelled(test) && test.given.label === null);

/** What is asked of it, if anything is. @param {TestFile} test @param {string} name @param {{say: (given: Reading) => void, draw: () => void}} act @returns {HTMLElement[]} */
export function testPart(test, name, { say, draw }) {
  const { found, given, senses } = test;
  const said = words.pairs;
  if (isUnlabelled(test)) {
    const answer = tick("pairs-unlabelled", said.unlabelledTest.answer(name), given.label === null, (on) => say(on ? { label: null } : {}));
    return [element("section", { class: "pairs-question" }, element("p", {}, said.unlabelledTest.question(name)), answer)];
  }
  if (!found || !hasLabelsOfItsOwn(test)) return [];
  const labels = labelsPart(found, senses, {
    of: "pairs-test",
    senses: (all) => say(withSenses(given, found, all)),
    draw,
    scores: (from, below) => say(withScores(given, found, from, below)),
  });
  const [doubt] = found.doubts;
  const question = doubt ? said.unfit(name, questionOf(doubt)) : name;
  return [element("section", { class: "pairs-question" }, element("p", {}, question), ...(labels ? [labels] : []))];
}
