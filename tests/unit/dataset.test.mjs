import assert from "node:assert/strict";
import { test } from "node:test";
import { Dataset, DatasetReader } from "../../pkg/node/tripletscope.js";
import { assertRefused } from "../support/assertions.mjs";
import { bytes, csv, rows } from "../support/samples.mjs";

test("the built-in questions come with the package", () => {
  const dataset = Dataset.builtin("questions");
  const report = dataset.report();
  assert.ok(dataset.trainPairs > 1000 && dataset.evaluationPairs > 100 && dataset.vocabularySize > 100);
  assert.deepEqual(
    [report.trainPairs, report.evaluationPairs, report.vocabularySize],
    [dataset.trainPairs, dataset.evaluationPairs, dataset.vocabularySize],
  );
  assert.equal(report.skipped.total, 0);
  Dataset.builtin("questions", { asymmetry: 1, seed: 7 });
});

test("a mistake about the built-in questions is named", () => {
  assertRefused(() => Dataset.builtin("riddles"), '"riddles"', '"questions"');
  assertRefused(() => Dataset.builtin("questions", { asymmetry: 1.5 }), "asymmetry", "1.5", "from 0 to 1");
  const misspelt = /** @type {{seed: number}} */ (/** @type {unknown} */ ({ sead: 1 }));
  assertRefused(() => Dataset.builtin("questions", misspelt), "sead", "not a known field", "asymmetry, seed");
});

test("a file's rows are counted, split and reported", () => {
  const dataset = Dataset.fromCsv(bytes(csv));
  const report = dataset.report();
  assert.equal(report.rowsRead, rows.length);
  assert.equal(report.kept.train + report.kept.test + report.skipped.total, rows.length);
  assert.deepEqual(report.kept, { train: dataset.trainPairs, test: dataset.evaluationPairs });
  assert.equal(report.delimiter, ",");
  assert.deepEqual(report.columns, { question1: "question1", question2: "question2", label: "is_duplicate" });
  assert.ok(dataset.trainPairs > 30 && dataset.evaluationPairs > 0);
});

test("every held-out pair is given with its texts, label and line", () => {
  const dataset = Dataset.fromCsv(bytes(csv));
  const { left, right, label, line } = dataset.heldOut();
  const { duplicates, nonDuplicates } = dataset.report().heldOut;
  assert.equal(label.length, dataset.evaluationPairs);
  assert.deepEqual([duplicates, nonDuplicates], [label.filter((l) => l === 1).length, label.filter((l) => l === 0).length]);
  const lines = csv.split("\n");
  assert.deepEqual(
    Array.from(line, (number) => lines[number - 1]),
    left.map((text, k) => `${text},${right[k]},${label[k]}`),
  );
});

test("a skipped row is reported with its reason and line", () => {
  const broken = `${csv}How do I mend a hat?,???,1\nHow do I mend a hat?,How can a hat be mended?,perhaps\n`;
  const { skipped } = Dataset.fromCsv(bytes(broken)).report();
  const [line] = [rows.length + 2];
  assert.deepEqual(skipped.reasons.slice(0, 2), [
    { why: "no-words", reason: "one of its questions has no words", count: 1, lines: [line] },
    { why: "no-label", reason: "its label means neither duplicates nor different questions", count: 1, lines: [line + 1] },
  ]);
});

test("Quora's columns are found, whatever the delimiter", () => {
  for (const delimiter of [",", "\t", ";"]) {
    const header = ["id", "qid1", "qid2", "question1", "question2", "is_duplicate"].join(delimiter);
    const lines = rows.map((row, i) => [i, 2 * i, 2 * i + 1, ...row.split(",")].join(delimiter));
    const report = Dataset.fromCsv(bytes([header, ...lines].join("\r\n"))).report();
    assert.equal(report.rowsRead, rows.length);
    assert.equal(report.columns?.question2, "question2");
    assert.equal(report.delimiter, delimiter);
  }
});

test("a file that comes in pieces is the same data set", () => {
  const whole = Dataset.fromCsv(bytes(csv));
  const reader = new DatasetReader();
  const all = bytes(csv);
  for (let start = 0; start < all.length; start += 100) reader.push(all.subarray(start, start + 100));
  assert.equal(reader.bytesRead, all.length);
  assert.deepEqual(reader.finish().report(), whole.report());
});

test("what is no file of question pairs is refused in a sentence", () => {
  assertRefused(() => Dataset.fromCsv(new Uint8Array()), "empty");
  assertRefused(() => Dataset.fromCsv(bytes("PK\u0003\u0004")), "ZIP");
  assertRefused(() => Dataset.fromCsv(bytes("1,2\n3,4\n")), "no two columns");
});
