// Numbers as the page writes them: never a minus zero, a hyphen for a minus, or more digits than can be read.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bracket,
  counted,
  degrees,
  firsts,
  number,
  percent,
  points,
  probability,
  signedTenths,
  subscript,
  tenths,
  timeLeft,
  two,
} from "../../www/words/format.js";

test("A number has as many digits as its size needs", () => {
  assert.deepEqual([0, 0.12345, -0.12345, 0.0005, -0.0005, 99.5, 123.46, 12345.6, Number.NaN].map(number), [
    "0",
    "0.123",
    "−0.123",
    "5.0e−4",
    "−5.0e−4",
    "99.500",
    "123.5",
    "12,346",
    "NaN",
  ]);
  assert.deepEqual([-0.001, -0.25, 1].map(two), ["0.00", "−0.25", "1.00"]);
});

test("Shares are percent, and differences between them points with a sign", () => {
  assert.deepEqual([0, 0.126, 1].map(percent), ["0 %", "13 %", "100 %"]);
  assert.deepEqual([-0.0004, 0.1234, -0.05].map(tenths), ["0.0", "12.3", "−5.0"]);
  assert.deepEqual([0.0004, -0.0004, 0.0123, -0.0123].map(signedTenths), ["0.0", "0.0", "+1.2", "−1.2"]);
  assert.deepEqual([0.1, 0.125, -0.5].map(points), ["10", "12.5", "−50"]);
  const middles = [3 / 240, (3 / 240) * (1 - 2 ** -52), 0.0115, -0.0115, 0.35 - 0.3385];
  assert.deepEqual(middles.map(signedTenths), ["+1.3", "+1.3", "+1.2", "−1.2", "+1.2"]);
});

test("Counts, chances, times and angles are said as one says them", () => {
  assert.deepEqual([counted(1, "pair"), counted(1200, "pair"), counted(2, "copy", "copies")], ["1 pair", "1,200 pairs", "2 copies"]);
  assert.deepEqual([0.0004, 0.0123, 0.34].map(probability), ["p < 0.001", "p = 0.012", "p = 0.34"]);
  assert.deepEqual([1.2, 89, 90, 5399, 5400].map(timeLeft), ["1 s", "89 s", "2 min", "90 min", "2 h"]);
  assert.equal(degrees(Math.PI / 2), "90.0°");
});

test("A hinge is written with its signs and its weight, and an index from 1", () => {
  const hinge = { p: 0.9, n: -0.1, margin: 0.25, weight: 1, cost: 0 };
  assert.equal(bracket(hinge), "[0.250 − 0.900 − 0.100]₊ = 0");
  assert.equal(bracket({ ...hinge, n: 0.8, weight: 0.5, cost: 0.075 }), "0.500 × [0.250 − 0.900 + 0.800]₊ = 0.075");
  assert.equal(subscript(0, 11), "₁‚₁₂");
  assert.equal(firsts(new Float32Array([1, 0, -1, 0.5, 0.25, 2])), "1.000, 0, −1.000, 0.500, 0.250, …");
});
