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
const ALONGS = ["rows", "columns", "averaged", "harder"];
const COURSE = ["course-2020", "course-2022", "course-tensorflow", "lab", "columns", "forum", "both", "both-sum", "vse++"];

/** @param {Partial<Term>} [term] */
const one = (term = {}) =>
  /** @type {LossConfig} */ ({ kind: "triplet", terms: [{ negative: "hardest", along: "rows", margin: 0.25, ...term }], reduction: "sum" });

/**
 * Multiples of 1/64 from −1 to 1: exact in every sum, and rich in ties.
 * @param {() => number} next
 * @param {number} size
 */
const matrix = (next, size) => Array.from({ length: size }, () => Array.from({ length: size }, () => Math.round(next() * 128 - 64) / 64));

/**
 * @param {number[][]} s
 * @param {LossConfig} loss
 * @param {string} what
 */
function agreesWithOracle(s, loss, what) {
  const report = evaluateLoss(Float32Array.from(s.flat()), s.length, loss);
  const expected = judge(s, loss);
  assertClose([report.loss], [expected.loss], 1e-5, `${what}: loss`);
  assertClose(report.gradient, expected.gradient, 1e-5, `${what}: gradient`);
  assert.equal(report.terms.length, expected.terms.length);
  for (const [k, anchors] of expected.terms.entries()) {
    const term = report.terms[k];
    for (const key of /** @type {const} */ (["cost", "negative", "rowPartner", "columnPartner"])) {
      const values = anchors.map((anchor) => anchor[key]);
      assertClose(term[key], values, 1e-5, `${what}: ${key} of term ${k}`);
    }
  }
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
    for (let k = 0; k < 8; k++) {
      const s = matrix(next, size);
      for (const [name, loss] of Object.entries(presets())) agreesWithOracle(s, loss, `${name} on ${size}·${size}`);
    }
  }
});

test("every negative along every direction agrees with a naive evaluation", () => {
  const next = random(2);
  for (let k = 0; k < 30; k++) {
    const s = matrix(next, 2 + (k % 7));
    for (const negative of NEGATIVES) for (const along of ALONGS) agreesWithOracle(s, one({ negative, along, weight: 1.5 }), `${negative} ${along}`);
  }
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
