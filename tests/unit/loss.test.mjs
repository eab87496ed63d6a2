import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluateLoss, presets } from "../../pkg/node/tripletscope.js";
import { assertClose, assertRefused } from "../support/assertions.mjs";
import { judge } from "../support/oracle.mjs";
import { random } from "../support/samples.mjs";

/** @typedef {import("../../pkg/node/tripletscope.js").LossConfig} LossConfig */
/** @typedef {import("../../pkg/node/tripletscope.js").Term} Term */

/** @type {Term["negative"][]} */
const NEGATIVES = ["mean", "hardest", "semi-hard", "semi-hard-course"];
/** @type {Term["along"][]} */
const ALONGS = ["rows", "columns", "averaged", "harder", "left", "right", "distance-swap"];
const COURSE = ["course-2020", "course-2022", "course-tensorflow", "lab", "columns", "forum", "both", "both-sum", "four", "vse++"];

/** @param {Partial<Term>} [term] */
const one = (term = {}) =>
  /** @type {LossConfig} */ ({ kind: "triplet", terms: [{ negative: "hardest", along: "rows", margin: 0.25, ...term }], reduction: "sum" });

/**
 * Multiples of 1/64 from −1 to 1: exact in every sum, and rich in ties.
 * @param {() => number} next
 * @param {number} size
 */
const matrix = (next, size) => Array.from({ length: size }, () => Array.from({ length: size }, () => Math.round(next() * 128 - 64) / 64));

/** @param {number[][]} m */
const flat = (m) => Float32Array.from(m.flat());

/**
 * @param {() => number} next
 * @param {number} size
 * @param {LossConfig} loss
 * @param {string} what
 */
function agreesWithOracle(next, size, loss, what) {
  const [s, left, right] = [0, 1, 2].map(() => matrix(next, size));
  const report = evaluateLoss(flat(s), size, loss, { left: flat(left), right: flat(right), detail: true });
  const expected = judge(s, loss, { left, right });
  assertClose([report.loss], [expected.loss], 1e-5, `${what}: loss`);
  for (const key of /** @type {const} */ (["gradient", "leftGradient", "rightGradient"]))
    assertClose(report[key] ?? [], expected[key], 1e-5, `${what}: ${key}`);
  assert.equal(report.terms.length, expected.terms.length);
  for (const [k, anchors] of expected.terms.entries()) {
    const term = report.terms[k];
    for (const key of /** @type {const} */ (["cost", "negative", "rowPartner", "columnPartner", "leftPartner", "rightPartner"])) {
      const values = anchors.map((anchor) => anchor[key]);
      assertClose(term[key] ?? new Int32Array(size).fill(-1), values, 1e-5, `${what}: ${key} of term ${k}`);
    }
  }
  /** @param {("rowGradient" | "columnGradient" | "leftGradient" | "rightGradient")[]} keys */
  const sum = (...keys) =>
    report.gradient.map((_, cell) => report.terms.reduce((all, t) => keys.reduce((x, key) => x + (t[key]?.[cell] ?? 0), all), 0));
  assertClose(sum("rowGradient", "columnGradient"), expected.gradient, 1e-5, `${what}: parts by direction`);
  assertClose(sum("leftGradient"), expected.leftGradient, 1e-5, `${what}: parts of the left side`);
  assertClose(sum("rightGradient"), expected.rightGradient, 1e-5, `${what}: parts of the right side`);
}

test("the presets of the mathematics are there and are plain data", () => {
  const named = presets();
  for (const name of COURSE) assert.equal(named[name]?.kind, "triplet", name);
  assert.deepEqual(named["vse++"], {
    kind: "triplet",
    terms: [
      { negative: "hardest", along: "rows", margin: 0.2, weight: 1 },
      { negative: "hardest", along: "columns", margin: 0.2, weight: 1 },
    ],
    reduction: "sum",
  });
  assert.deepEqual(structuredClone(named), named);
});

test("every preset agrees with a naive evaluation on random matrices", () => {
  const next = random(1);
  for (const size of [2, 3, 5, 9, 17]) {
    for (let k = 0; k < 8; k++)
      for (const [name, loss] of Object.entries(presets())) agreesWithOracle(next, size, loss, `${name} on ${size}·${size}`);
  }
});

test("every negative along every direction agrees with a naive evaluation", () => {
  const next = random(2);
  for (let k = 0; k < 30; k++) {
    for (const negative of NEGATIVES)
      for (const along of ALONGS) agreesWithOracle(next, 2 + (k % 7), one({ negative, along, weight: 1.5 }), `${negative} ${along}`);
  }
});

test("every softmax agrees with a naive evaluation, and its rows and columns may count unequally", () => {
  const next = random(3);
  for (let k = 0; k < 30; k++) {
    for (const along of /** @type {const} */ (["rows", "columns", "averaged", "left", "right", "four"]))
      agreesWithOracle(next, 2 + (k % 7), { kind: "softmax", along, scale: 5, reduction: "sum" }, along);
    agreesWithOracle(next, 2 + (k % 7), { kind: "softmax", along: "averaged", scale: 5, balance: k / 29, reduction: "mean" }, `balance ${k / 29}`);
  }
});

test("the other two sides see what rows and columns do not", () => {
  const thread = Float32Array.of(0.9, 0, 0.68, 0.95);
  const sides = { left: Float32Array.of(1, 0.8, 0.8, 1), right: Float32Array.of(1, 0.1, 0.1, 1) };
  for (const [along, expected] of /** @type {const} */ ([["rows", 0], ["columns", 0.03], ["left", 0.25], ["right", 0]])) // biome-ignore format: a table
    assertClose([evaluateLoss(thread, 2, one({ along }), sides).loss], [expected], 1e-6, along);
  const left = evaluateLoss(thread, 2, one({ along: "left" }), { left: sides.left });
  assert.deepEqual(left.leftGradient, Float32Array.of(0, 1, 1, 0));
  assert.deepEqual(left.gradient, Float32Array.of(-1, 0, 0, -1));
  assert.equal(left.rightGradient, undefined);
  assert.deepEqual([...(left.terms[0].leftPartner ?? [])], [1, 0]);
  assert.equal(left.terms[0].rowGradient, undefined, "details are made on request only");
});

test("what a term leaves out is marked by direction, even where the leak of −2 lets a cell win", () => {
  const s = Float32Array.of(0.5, 0.6, 0.2, 0.4, 0.3, 0.7, 0.55, 0.1, 0.9);
  const [term] = evaluateLoss(s, 3, one({ negative: "semi-hard-course", along: "averaged" }), { detail: true }).terms;
  assert.deepEqual([...(term.excluded ?? [])], [0, 3, 0, 1, 0, 1, 2, 0, 0]);
  assert.equal(term.rowPartner[1], 2, "all of row 2 is left out, and a cell lowered by 2 wins");
  const low = Float32Array.of(-2.5, -0.1, -0.3, -3);
  const leaked = evaluateLoss(low, 2, one({ negative: "semi-hard-course", along: "rows" }), { detail: true }).terms[0];
  assert.deepEqual([[...(leaked.excluded ?? [])], [...leaked.rowPartner]], [[0, 1, 1, 0], [-1, -1]]); // biome-ignore format: one line
});

test("a loss that looks at one side is refused without its matrix, and what is given besides is checked", () => {
  const s = new Float32Array(4);
  const { left: _, ...lacking } = { left: s, right: s };
  assertRefused(() => evaluateLoss(s, 2, one({ along: "left" })), "left is missing", "Float32Array of 4", "questions 1");
  assertRefused(() => evaluateLoss(s, 2, presets().four, { left: s }), "right is missing", "questions 2");
  assertRefused(() => evaluateLoss(s, 2, presets()["softmax-four"], lacking), "left is missing");
  assertRefused(() => evaluateLoss(s, 2, one({ along: "left" }), { left: new Float32Array(3) }), "left's length", "3", "2·2");
  assertRefused(() => evaluateLoss(s, 2, one(), { right: Float32Array.of(0, 0, 0, Number.POSITIVE_INFINITY) }), "right[3]", "Infinity", "finite");
  const wrong = /** @type {(more: unknown) => () => unknown} */ ((more) => () => evaluateLoss(s, 2, one(), /** @type {any} */ (more)));
  assertRefused(wrong({ lefft: s }), "lefft", "left, right, further, detail");
  assertRefused(wrong({ left: [0, 0, 0, 0] }), "left", "Float32Array of 4");
  assertRefused(wrong({ detail: "yes" }), "detail", "true or false");
  assertRefused(wrong(7), "more", "plain object");
  const four = /** @type {any} */ ({ kind: "triplet", terms: [{ negative: "mean", along: "four", margin: 0 }], reduction: "sum" });
  assertRefused(() => evaluateLoss(s, 2, four), '"four"', '"left"');
  const unequal = { kind: "softmax", along: "rows", scale: 20, balance: 0.5, reduction: "mean" };
  assertRefused(() => evaluateLoss(s, 2, /** @type {LossConfig} */ (unequal)), "loss.balance", "kind, along, scale, reduction");
  assertRefused(
    () => evaluateLoss(s, 2, /** @type {LossConfig} */ ({ ...unequal, along: "averaged", balance: 1.5 })),
    "loss.balance",
    "1.5",
    "from 0 to 1",
  );
});

test("published values come out", () => {
  const lab = Float32Array.of(0.9, -0.8, 0.3, -0.5, -0.4, 0.5, 0.1, -0.1, 0.3, 0.1, -0.4, -0.8, -0.5, -0.2, -0.7, 0.5);
  const thread = Float32Array.of(0.9, 0, 0.68, 0.95);
  const transposed = /** @type {LossConfig} */ ({
    kind: "triplet",
    reduction: "sum",
    terms: ["mean", "semi-hard"].map((negative) => ({ negative, along: "columns", margin: 0.25 })),
  });
  assertClose([evaluateLoss(lab, 4, presets().lab).loss, evaluateLoss(lab, 4, transposed).loss], [0.51666667, 0.55], 1e-6, "the lab's matrix");
  assertClose([evaluateLoss(thread, 2, one()).loss, evaluateLoss(thread, 2, one({ along: "columns" })).loss], [0, 0.03], 1e-6, "rows are silent");
  const collapsed = new Float32Array(256 * 256).fill(1);
  assertClose([evaluateLoss(collapsed, 256, presets()["course-2022"]).loss], [128], 1e-6, "the plateau");
});

test("a mistake is named by field, value and what is allowed", () => {
  const s = new Float32Array(4);
  assertRefused(() => evaluateLoss(s, 2, one({ margin: 3 })), "loss.terms[0].margin", "3", "from 0 to 2");
  assertRefused(() => evaluateLoss(s, 2, one({ margin: Number.NaN })), "loss.terms[0].margin", "NaN", "from 0 to 2");
  assertRefused(() => evaluateLoss(s, 2, one({ weight: -1 })), "loss.terms[0].weight", "-1", "from 0 to 100");
  const misspelt = { ...one(), reducton: "mean" };
  assertRefused(() => evaluateLoss(s, 2, misspelt), "loss.reducton", "not a known field", "reduction");
  const ofTheOther = { ...one(), scale: 20 };
  assertRefused(() => evaluateLoss(s, 2, ofTheOther), "loss.scale", "not a known field", "kind, terms, reduction");
  const sideways = /** @type {Partial<Term>} */ (/** @type {unknown} */ ({ along: "sideways" }));
  assertRefused(() => evaluateLoss(s, 2, one(sideways)), "loss.terms[0].along", '"sideways"', '"averaged"');
  assertRefused(() => evaluateLoss(s, 2, { kind: "triplet", terms: [], reduction: "mean" }), "loss.terms", "1 to 32");
  assertRefused(() => evaluateLoss(s, 2, { kind: "softmax", along: "rows", scale: 0, reduction: "mean" }), "loss.scale", "0", "from 0.001");
});

test("a matrix that does not fit is refused", () => {
  assertRefused(() => evaluateLoss(new Float32Array(5), 2, one()), "similarity's length", "5", "2·2");
  assertRefused(() => evaluateLoss(Float32Array.of(0, 0, Number.NaN, 0), 2, one()), "similarity[2]", "NaN", "finite");
  assertRefused(() => evaluateLoss(Float32Array.of(0), 1, one()), "batchSize", "1", "at least 2");
  assertRefused(() => evaluateLoss(new Float32Array(4), 2.5, one()), "batchSize", "2.5", "whole number");
  assertRefused(() => evaluateLoss(new Float32Array(4), -2, one()), "batchSize", "-2");
});
