// The parts of the benchmark that measure nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Dataset } from "../../pkg/node/tripletscope.js";
import { quora, sizes, tokens } from "../../tools/bench/made.js";
import { compare, measure, median } from "../../tools/bench/numbers.mjs";
import { bytes } from "../support/samples.mjs";

test("a median is the middle, or between the two middles, and leaves its values alone", () => {
  const values = [10, 9, 1, 2];
  assert.equal(median(values), 5.5);
  assert.equal(median([10, 9, 1]), 9);
  assert.deepEqual(values, [10, 9, 1, 2]);
  assert.throws(() => median([]));
});

test("a comparison has what both results have", () => {
  /** @param {Record<string, number>} measures @param {number} brotli */
  const results = (measures, brotli) => ({
    machine: { cpu: "any", cores: 1 },
    engines: { chrome: { version: "1", measures: Object.fromEntries(Object.entries(measures).map(([name, x]) => [name, measure([x], "ms")])) } },
    files: { wasm: { bytes: 0, brotli, files: 1 } },
    peers: [],
  });
  const rows = compare(results({ a: 3, b: 1 }, 50), results({ a: 2, c: 1 }, 100));
  assert.deepEqual(rows, [
    { engine: "chrome", name: "a", now: 3, before: 2, ratio: 1.5 },
    { engine: "files", name: "wasm, brotli", now: 50, before: 100, ratio: 0.5 },
  ]);
});

test("the same seed makes the same tokens, of words and ragged lengths", () => {
  const made = tokens(sizes.medium, 1);
  assert.deepEqual(tokens(sizes.medium, 1), made);
  assert.notDeepEqual(tokens(sizes.medium, 2), made);
  const { batch, steps, vocabulary } = sizes.medium;
  assert.equal(made.left.length, batch * steps);
  assert.ok([...made.left, ...made.right].every((id) => id < vocabulary));
  const distinct = new Set([...made.left, ...made.right]).size;
  assert.ok(distinct > 600 && distinct < 800, `${distinct} distinct tokens, where the peers had 687`);
  const lengths = new Set(Array.from({ length: batch }, (_, n) => made.left.subarray(n * steps, (n + 1) * steps).filter((id) => id !== 1).length));
  assert.ok(lengths.size > 8);
});

test("the same seed makes the same file, which is read whole", () => {
  const pieces = [...quora(300, 1, 1 << 13)];
  assert.ok(pieces.length > 3);
  assert.deepEqual([...quora(300, 1, 1 << 13)], pieces);
  const { rowsRead, kept, skipped } = Dataset.fromCsv(bytes(pieces.join(""))).report();
  assert.deepEqual([rowsRead, kept.train + kept.test + skipped.total], [300, 300]);
  assert.deepEqual(
    skipped.reasons.map(({ why }) => why),
    ["not-tested"],
  );
});
