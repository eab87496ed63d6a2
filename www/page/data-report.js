// What was read of opened data, row by row, and what of it is held out.
import { byId, element } from "../ui/dom.js";
import { report as de } from "../words/de-report.js";
import { report as en } from "../words/en-report.js";
import { words } from "../words/index.js";

/** @import {DatasetReport} from "../types/run.js" */

/** @type {Record<string, typeof en>} */
const languages = { en, de };

/** @param {DatasetReport} read @param {boolean} uses Are the file's negatives used? Then the rows that they stand in are not skipped. */
export function showReport(read, uses) {
  const said = languages[words.language] ?? en;
  const reasons = read.skipped.reasons.filter(({ why }) => !uses || why !== "not-tested");
  const total = reasons.reduce((sum, { count }) => sum + count, 0);
  const used = read.skipped.total - total;
  const report = { ...read, skipped: { total, reasons } };
  const { skipped, keptAnyway, repaired, triplets, reduced, testFile } = report;
  const inTestFile = testFile && [
    ...(testFile.triplets > 0 ? [] : [said.testLabel(testFile.label)]),
    ...testFile.skipped.reasons.map(said.skipped),
    ...testFile.repaired.reasons.map(said.repaired),
  ];
  const lines = [
    said.read(report),
    ...(triplets > 0 ? [said.triplets(triplets)] : []),
    ...(used > 0 ? [said.used(used)] : []),
    ...skipped.reasons.map(said.skipped),
    ...keptAnyway.reasons.map(said.keptAnyway),
    ...repaired.reasons.map(said.repaired),
    ...(inTestFile ?? []).map(said.inTestFile),
    ...said.sums(report, used),
    ...(reduced ? [said.reduced(reduced)] : []),
  ];
  const list = (/** @type {string} */ id, /** @type {string[]} */ all) =>
    byId(id, HTMLElement).replaceChildren(...all.map((line) => element("li", {}, line)));
  list("data-lines", lines);
  list("data-facts", said.facts(report, used));
  const isToSee = skipped.total + repaired.total + (testFile ? testFile.skipped.total + testFile.repaired.total : 0) > 0 || reduced !== null;
  byId("data-report", HTMLDetailsElement).open = isToSee;
}
