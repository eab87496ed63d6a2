// Which JSON file that is dropped holds results of a verdict.
import "../support/web-core.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { areResults, Results } from "../../www/verdict/results.js";

test("A list of lists of texts is pairs, and a list of runs with their outcomes is results", async () => {
  const are = (/** @type {string} */ text) => areResults(new File([text], "a.json"));
  assert.equal(await are('[["How is it?","What is it?",1]]'), false);
  assert.equal(await are('[\n[{"loss":"both"},{"forward":1}]]'), true);
  assert.equal(await are('[{"asymmetry":"0","loss":"both"}]'), true);
});

test("A file's name that a spreadsheet would take for a formula is none in the table of results", () => {
  const results = new Results();
  const run = { data: "=HYPERLINK(1)", asymmetry: "0.5", loss: "both", seed: 1, steps: 3, settings: "" };
  results.take(/** @type {any} */ ([[run, { forward: 0.5, backward: 0.25, auc: null }]]));
  const [, line] = results.csv().split("\r\n");
  assert.match(line, /^'=HYPERLINK\(1\),0\.5,3,,both,1,0\.5,0\.25,0\.375,,,#v=1/);
});
