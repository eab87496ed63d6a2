// A fixed few of the spoilt files and links of `npm run trust`: each is answered with a result or a sentence.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer } from "../../tools/test/trust/cases.mjs";

/** @type {[import("../../tools/test/trust/cases.mjs").Kind, number][]} */
const SETS = [
  ["links", 2000],
  ["saved", 1500],
  ["data", 600],
  ["results", 1500],
  ["arrays", 600],
  ["lessons", 600],
  ["calls", 600],
];

for (const [kind, count] of SETS) {
  test(`Of ${count} spoilt ${kind} each is read or refused in a sentence`, () => {
    const answers = { read: 0, refused: 0 };
    for (let number = 0; number < count; number++) answers[answer(kind, number)]++;
    assert.ok(answers.read > 0 && answers.refused > count / 20, JSON.stringify(answers));
  });
}
