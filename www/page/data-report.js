// What was read of opened data, row by row, and what of it is held out.
import { byId, element } from "../ui/dom.js";
import { report as de } from "../words/de-report.js";
import { report as en } from "../words/en-report.js";
import { words } from "../words/index.js";

/** @import {DatasetReport} from "../types/run.js" */

/** @type {Record<string, typeof en>} */
const languages = { en, de };

/** @param {DatasetReport} report */
export function showReport(report) {
  const said = languages[words.language] ?? en;
  const { skipped, keptAnyway, repaired, triplets, reduced, testFile } = report;
  const inTestFile = testFile && [
    said.testLabel(testFile.label),
    ...testFile.skipped.reasons.map(said.skipped),
    ...testFile.repaired.reasons.map(said.repaired),
  ];
  const lines = [
    said.read(report),
    ...(triplets > 0 ? [said.triplets(triplets)] : []),
    ...skipped.reasons.map(said.skipped),
    ...keptAnyway.reasons.map(said.keptAnyway),
    ...repaired.reasons.map(said.repaired),
    ...(inTestFile ?? []).map(said.inTestFile),
    ...said.sums(report),
    ...(reduced ? [said.reduced(reduced)] : []),
  ];
  const list = (/** @type {string} */ id, /** @type {string[]} */ all) =>
    byId(id, HTMLElement).replaceChildren(...all.map((line) => element("li", {}, line)));
  list("data-lines", lines);
  list("data-facts", said.facts(report));
  const isToSee = skipped.total + repaired.total + (testFile ? testFile.skipped.total + testFile.repaired.total : 0) > 0 || reduced !== null;
  byId("data-report", HTMLDetailsElement).open = isToSee;
}
