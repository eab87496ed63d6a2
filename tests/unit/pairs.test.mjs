// What the dialog for files of pairs makes of what is found in a file and of what a person says: on every small file of `tests/cases`, with the core itself.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Dataset } from "../../pkg/node/tripletscope.js";
import { root } from "../../tools/shell.mjs";
import {
  areScores,
  boundsOf,
  columnAt,
  countsOf,
  partsOf,
  rolesOf,
  senseOf,
  sensesOf,
  valuesOf,
  withRole,
  withScores,
  withSenses,
} from "../../www/page/pairs/reading.js";

/** @typedef {import("../../www/types/run.js").Reading} Reading */
/** @typedef {import("../../pkg/node/tripletscope.js").Inspection} Inspection */
/** @typedef {{want: "right" | "ask" | "refused", rows: number, duplicates: number, nonDuplicates: number, column: string, reading: Reading, then: Case}} Case */

const folder = path.join(root, "tests/cases");
/** @type {Record<string, Case>} */
const cases = JSON.parse(readFileSync(path.join(folder, "expected.json"), "utf8"));
const bytesOf = (/** @type {string} */ name) => readFileSync(path.join(folder, "files", name));
const csv = (/** @type {string} */ text) => new TextEncoder().encode(text);
/** @param {Uint8Array} bytes @param {Reading} [reading] */
const inspected = (bytes, reading = {}) => Dataset.inspect(bytes, reading);
/** @param {Uint8Array} bytes @param {Reading} reading */
const countsRead = (bytes, reading) => {
  const { rowsRead, duplicates, nonDuplicates } = Dataset.fromCsv(bytes, reading).report();
  return [rowsRead, duplicates, nonDuplicates];
};

for (const [name, expected] of Object.entries(cases).filter(([, { want }]) => want === "right")) {
  test(`${name}: nothing is asked, and the label's counts are those of the file`, () => {
    const found = inspected(bytesOf(name));
    assert.deepEqual(found.doubts, []);
    assert.equal(found.whole, true);
    assert.equal(found.sampled, expected.rows);
    const roles = rolesOf(found);
    assert.ok(roles.includes("question1") && roles.includes("question2"), String(roles));
    const values = valuesOf(found);
    assert.equal(roles.includes("label"), values.length > 0);
    if (values.length > 0) {
      const { duplicate, different, skip } = countsOf(found);
      assert.deepEqual([duplicate, different, skip], [expected.duplicates, expected.nonDuplicates, 0]);
    }
  });
}

/** What is said once these values mean the same, those are skipped, and all others mean different. @param {Inspection} found @param {string[]} same @param {string[]} [skipped] */
const said = (found, same, skipped = []) => {
  const sense = (/** @type {string} */ value) => (same.includes(value) ? "duplicate" : skipped.includes(value) ? "skip" : "different");
  return withSenses({}, found, new Map(valuesOf(found).map(({ value }) => [value, sense(value)])));
};

/** How a person answers what is asked of each file. @type {Record<string, (found: Inspection) => Reading>} */
const answers = {
  "scores.csv": (found) => withScores({}, found, 4, 2),
  "probabilities.csv": (found) => withScores({}, found, 0.5, 0.5),
  "entailment.tsv": (found) => said(found, ["entailment"]),
  "unknown-words.csv": (found) => said(found, ["match"]),
  "three-classes.csv": (found) => said(found, ["1"]),
};

for (const [name, { column, then }] of Object.entries(cases).filter(([, { want }]) => want === "ask")) {
  test(`${name}: the label is asked about, and one answer makes it sure, with the right counts`, () => {
    const bytes = bytesOf(name);
    const found = inspected(bytes);
    const place = rolesOf(found).indexOf("label");
    assert.equal(columnAt(found, place), column);
    for (const { value } of valuesOf(found)) assert.equal(senseOf(found.reading, value), "");
    const reading = answers[name](found);
    assert.deepEqual(inspected(bytes, reading).doubts, []);
    assert.deepEqual(countsRead(bytes, reading), [then.rows, then.duplicates, then.nonDuplicates]);
    const again = inspected(bytes, reading);
    const { duplicate, different } = countsOf(again);
    assert.deepEqual([duplicate, different], [then.duplicates, then.nonDuplicates]);
  });
}

test("A third text can be left unused, and stays so when the file is opened again", () => {
  const rows = Array.from({ length: 30 }, (_, k) => `How is ${k} made?,What makes ${k}?,Where is ${k} sold?`);
  const bytes = Buffer.from(["anchor,positive,negative", ...rows].join("\n"));
  const given = withRole({}, Dataset.inspect(bytes), 2, "");
  assert.deepEqual(given, { negative: null });
  const again = Dataset.inspect(bytes, given);
  assert.deepEqual(rolesOf(again), ["question1", "question2", ""]);
  const report = Dataset.fromCsv(bytes, given).report();
  assert.deepEqual([again.reading.negative, report.reading?.negative], [null, null]);
  assert.deepEqual([report.duplicates, report.nonDuplicates, Dataset.fromCsv(bytes).report().nonDuplicates], [30, 0, 30]);
  assert.throws(() => Dataset.fromCsv(bytes, { negative: /** @type {any} */ (true) }), /reading\.negative/);
});

test("Several texts that are different from question 1 are one column each, to be taken or left one by one", () => {
  const rows = Array.from({ length: 30 }, (_, k) => `How is ${k} made?,What makes ${k}?,Where is ${k} sold?,Who sells ${k}?`);
  const bytes = Buffer.from(["anchor,positive,negative_1,negative_2", ...rows].join("\n"));
  const found = Dataset.inspect(bytes);
  assert.deepEqual(found.reading.negative, ["negative_1", "negative_2"]);
  assert.deepEqual(rolesOf(found), ["question1", "question2", "negative", "negative"]);
  const one = withRole({}, found, 2, "");
  assert.deepEqual(one, { negative: "negative_2" });
  const left = Dataset.inspect(bytes, one);
  assert.deepEqual(rolesOf(left), ["question1", "question2", "", "negative"]);
  assert.deepEqual(withRole(one, left, 2, "negative"), { negative: ["negative_1", "negative_2"] });
  assert.deepEqual(withRole(one, left, 3, ""), { negative: null });
  assert.deepEqual(
    [countsRead(bytes, {}), countsRead(bytes, one)],
    [
      [30, 30, 60],
      [30, 30, 30],
    ],
  );
  assert.throws(() => Dataset.fromCsv(bytes, { negative: ["negative_1", "negative_9"] }), /negative_9.*negative_2/);
});

test("Every answer to the cases is one that the dialog can give", () => {
  const asked = Object.keys(cases).filter((name) => cases[name].want === "ask");
  assert.deepEqual(Object.keys(answers).sort(), asked.sort());
});

const THREE = csv(
  ["one,two,three,mark", ...Array.from({ length: 12 }, (_, k) => `How is it ${k}?,What is it ${k}?,Where is it ${k}?,${k % 2}`)].join("\n"),
);

test("A column that is taken for a question gives its place to the one that was", () => {
  const start = inspected(THREE);
  const [first, second] = ["question1", "question2"].map((role) => rolesOf(start).indexOf(/** @type {"question1"} */ (role)));
  const swapped = inspected(THREE, withRole({}, start, second, "question1"));
  assert.deepEqual([rolesOf(swapped)[second], rolesOf(swapped)[first]], ["question1", "question2"]);
  const third = [0, 1, 2].find((place) => place !== first && place !== second) ?? 2;
  const other = inspected(THREE, withRole({}, start, third, "question2"));
  assert.deepEqual(rolesOf(other).filter((role) => role.startsWith("question")).length, 2);
  assert.equal(rolesOf(other)[third], "question2");
  assert.equal(rolesOf(other)[first], "question1");
});

test("Without a label every row counts as a duplicate, and another label is asked about anew", () => {
  const start = inspected(THREE);
  const place = rolesOf(start).indexOf("label");
  const without = withRole({ duplicate: ["1"] }, start, place, "");
  assert.deepEqual(without, { label: null });
  assert.deepEqual(countsRead(THREE, without), [12, 12, 0]);
  const again = withRole(without, inspected(THREE, without), place, "label");
  assert.deepEqual(again, { label: "mark" });
});

test("A value may be skipped, and as long as one has no meaning nothing is said of the file", () => {
  const bytes = bytesOf("three-classes.csv");
  const found = inspected(bytes);
  const one = new Map([["1", /** @type {const} */ ("duplicate")]]);
  assert.deepEqual([...sensesOf(found, one).values()].sort(), ["", "", "duplicate"]);
  assert.equal(countsOf(found, one)[""], 12);
  const reading = said(found, ["1"], ["2"]);
  assert.deepEqual([reading.duplicate, reading.different], [["1"], ["0"]]);
  const { duplicate, different, skip } = countsOf(inspected(bytes, reading));
  assert.ok(duplicate === 12 && different + skip === 12 && skip > 0, `${duplicate} ${different} ${skip}`);
  const none = said(found, ["1"], ["0", "2"]);
  assert.deepEqual([none.different, countsRead(bytes, none)], [[], [24, 12, 0]]);
});

test("Rows without a label are a value of their own", () => {
  const rows = Array.from({ length: 30 }, (_, k) => `How is it made in year ${k}?,What makes it in year ${k}?,${k % 3 ? "" : "x"}`);
  const bytes = csv(["question1,question2,ours", ...rows].join("\n"));
  const found = inspected(bytes);
  assert.deepEqual(
    valuesOf(found).map(({ value, count }) => [value, count]),
    [
      ["", 20],
      ["x", 10],
    ],
  );
  for (const [reading, counts] of /** @type {[Reading, number[]][]} */ ([
    [said(found, ["x"]), [30, 10, 20]],
    [said(found, ["x"], [""]), [30, 10, 0]],
  ])) {
    assert.deepEqual(inspected(bytes, reading).doubts, []);
    assert.deepEqual(countsRead(bytes, reading), counts);
  }
  assert.equal(areScores(valuesOf(inspected(csv(rows.map((row, k) => row.replace(/(x|)$/, k % 2 ? "" : `${k / 10}`)).join("\n"))))), true);
});

test("Scores are told from classes, and bounds within their range are offered", () => {
  const values = (/** @type {string[]} */ list) => list.map((value) => ({ value, count: 1 }));
  assert.equal(areScores(values(["0", "1", "2"])), false);
  assert.equal(areScores(values(["0.0", "2.5", "4.75", "5.000"])), true);
  assert.equal(areScores(values(["neutral", "entailment"])), false);
  assert.deepEqual(boundsOf(values(["0.0", "2.5", "4.75", "5.000"])), { from: 4, below: 2 });
  assert.deepEqual(boundsOf(values(["0.8", "4.4"])), { from: 4, below: 2 });
  assert.deepEqual(boundsOf(values(["0,1", "0,9", "1,0"])), { from: 0.8, below: 0.4 });
  assert.deepEqual(boundsOf(values(["0", "1", "2"])), { from: 1.6, below: 0.8 });
});

test("Which of several files is to be tested with is told by their names, and else nothing is taken for granted", () => {
  const parts = (/** @type {string[]} */ ...names) => partsOf(names.map((name) => ({ name })));
  assert.deepEqual(parts("test.csv", "train.csv"), { train: 1, test: 0 });
  assert.deepEqual(parts("sts_dev.tsv", "sts.tsv"), { train: 1, test: 0 });
  assert.deepEqual(parts("train.csv", "other.csv"), { train: 0, test: 1 });
  assert.deepEqual(parts("dev.csv", "test.csv", "train.csv"), { train: 2, test: 1 });
  assert.deepEqual(parts("latest.csv", "contest.csv"), { train: 0, test: -1 });
  for (const name of ["mine.csv", "kornli_dev.tsv", "test.csv", "train.csv"]) assert.deepEqual(parts(name), { train: 0, test: -1 }, name);
});
