// Which JSON file that is dropped holds results of a verdict.
import "../support/web-core.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { areResults } from "../../www/verdict/results.js";

test("A list of lists of texts is pairs, and a list of runs with their outcomes is results", async () => {
  const are = (/** @type {string} */ text) => areResults(new File([text], "a.json"));
  assert.equal(await are('[["How is it?","What is it?",1]]'), false);
  assert.equal(await are('[\n[{"loss":"both"},{"forward":1}]]'), true);
  assert.equal(await are('[{"asymmetry":"0","loss":"both"}]'), true);
});
