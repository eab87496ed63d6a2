// What the page tells of many seeds: under the conditions of the run that is open first.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { picturedFor, sentencesFor } from "../../www/first-minute/evidence.js";
import { minute } from "../../www/words/en-minute.js";

/** @type {import("../../www/types/minute.js").Evidence[]} */
const evidence = JSON.parse(readFileSync(new URL("../../www/first-minute/evidence.json", import.meta.url), "utf8"));
const builtin = { data: "", set: "questions", vectors: false, asymmetry: 0.5, batch: 32 };

/** @param {Partial<typeof builtin>} asked */
const firstOf = (asked) => sentencesFor(evidence, { ...builtin, ...asked }, minute.answer).first;
/** Points as the page writes them. @param {number} share */
const points = (share) => `${Math.abs(100 * share).toFixed(1)} points ${share > 0 ? "more" : "fewer"}`;

test("The first sentence is for the questions and the batches of the run, or names those that are nearest", () => {
  const of = (/** @type {string} */ data, /** @type {string} */ asymmetry, /** @type {number} */ batch) => {
    const [found] = evidence.filter((each) => each.tuned && each.data === data && !each.set && each.asymmetry === asymmetry && each.batch === batch);
    return points(found.both.median);
  };
  assert.ok(firstOf({}).startsWith(`On questions like these, in batches of 32, ${of("", "0.5", 32)} `));
  assert.ok(firstOf({ batch: 17 }).startsWith(`On questions like these, in batches of 16, ${of("", "0.5", 16)} `));
  assert.ok(firstOf({ asymmetry: 0.9 }).startsWith(`On the built-in questions at asymmetry 1, in batches of 32, ${of("", "1", 32)} `));
  assert.ok(
    firstOf({ data: "tatoeba_questions.csv", batch: 64 }).startsWith(
      `On questions like these, in batches of 64, ${of("tatoeba_questions.csv", "0", 64)} `,
    ),
  );
  assert.match(firstOf({ set: "answers" }), /^On questions like these, /);
  assert.match(firstOf({ set: "answers", asymmetry: 0 }), /^On the built-in questions and answers at asymmetry 0.5, /);
  assert.match(firstOf({ data: "mine.csv" }), /^On real questions \(Tatoeba\), /);
  assert.match(firstOf({ data: "mine.npz", vectors: true }), /^On a sentence encoder's vectors /);
});

test("Every size of the batch is told, with what is beyond chance and what is not", () => {
  const { further } = sentencesFor(evidence, builtin, minute.answer);
  const told = evidence.filter((each) => each.tuned && each.data === "" && !each.set && each.asymmetry === "0.5");
  for (const { batch, both } of told) assert.ok(further[0].includes(`at B ${batch} (${both.better} of ${both.seeds})`), further[0]);
  const sure = told.filter(({ both }) => both.sure).map(({ batch }) => batch);
  assert.ok(sure.length > 0 && sure.length < told.length);
  assert.ok(further[0].endsWith(`only B ${sure.join(", ")} is beyond chance.`), further[0]);
  assert.equal(new Set(further).size, further.length);
});

test("Where two asymmetries are equally near, one of them is told", () => {
  for (const asymmetry of [0.25, 0.75]) {
    const { first, further } = sentencesFor(evidence, { ...builtin, asymmetry }, minute.answer);
    assert.match(first, /^On the built-in questions at asymmetry (0|0\.5|1), /);
    assert.equal(new Set(further[0].match(/at B [0-9]+/g)).size, further[0].match(/at B [0-9]+/g)?.length);
    assert.equal(further.filter((text) => text.startsWith("With ")).length, 1);
  }
});

test("A picture has every batch of the run's questions, and one strip for each other data", () => {
  const shown = picturedFor(evidence, builtin);
  const own = evidence.filter((each) => each.data === "" && !each.set && each.asymmetry === "0.5");
  const others = new Set(evidence.map(({ data, set }) => data || set || "questions")).size - 1;
  assert.equal(shown.length, own.length + others);
});
