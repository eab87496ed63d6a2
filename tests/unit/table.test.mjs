// Saved tables, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOf, jsonOf, tableOf } from "../../www/ui/table.js";

const facts = /** @type {import("../../www/export/facts.js").Facts} */ (/** @type {unknown} */ ({ view: "matrix", seed: 7, step: 12 }));

test("Commas, quotes and line breaks are quoted as RFC 4180 has it, and what is no number is left empty", () => {
  const table = {
    columns: ["a", "b"],
    rows: [
      ["x, y", 'say "z"'],
      ["two\nlines", -1.5e-8],
      [Number.NaN, undefined],
      [true, null],
    ],
  };
  const lines = ["seed,step,a,b", '7,12,"x, y","say ""z"""', '7,12,"two\nlines",-1.5e-8', "7,12,,", "7,12,true,"];
  assert.equal(csvOf(table, facts), lines.map((line) => `${line}\r\n`).join(""));
  assert.deepEqual(JSON.parse(jsonOf(table, facts)), {
    ...{ tripletscope: 1, view: "matrix", seed: 7, step: 12 },
    data: [
      { a: "x, y", b: 'say "z"' },
      { a: "two\nlines", b: -1.5e-8 },
      { a: null, b: null },
      { a: true, b: null },
    ],
  });
});

test("A table that has steps of its own keeps them, and a record's missing fields are empty", () => {
  const table = tableOf(
    ["step", "loss", "auc"],
    [
      { step: 1, loss: 0.5 },
      { step: 2, auc: 1 },
    ],
  );
  assert.equal(csvOf(table, facts), "seed,step,loss,auc\r\n7,1,0.5,\r\n7,2,,1\r\n");
});

test("A text that a spreadsheet would take for a formula is none in the file; numbers stay numbers", () => {
  const texts = ["=HYPERLINK(1)", "+1", "-2", "@x", "\tz", "why = 3?"];
  const table = { columns: ["question", "value"], rows: texts.map((text) => [text, -0.5]) };
  const cells = csvOf(table, facts)
    .split("\r\n")
    .slice(1, -1)
    .map((line) => line.split(",").slice(2));
  assert.deepEqual(
    cells,
    ["'=HYPERLINK(1)", "'+1", "'-2", "'@x", "'\tz", "why = 3?"].map((text) => [text, "-0.5"]),
  );
});
