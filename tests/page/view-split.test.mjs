// dL/dS part by part: against a naive reading of the formulas, on random matrices and on the page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { evaluateLoss, presets } from "../../pkg/node/tripletscope.js";
import { partsOf } from "../../www/views/split/parts.js";
import { drawn, numberOf, startBrowser, stepBy, text } from "../support/browser.mjs";
import { sameRun } from "../support/same-run.mjs";
import { acrossPresets } from "../support/samples.mjs";

/** @typedef {import("../../pkg/node/tripletscope.js").LossConfig} LossConfig */
/** @typedef {import("../../pkg/node/tripletscope.js").Term} Term */
/** @typedef {{value: number, cells: [number, number][]}} Choice */

const SIZE = 8;

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** The mean, the closest or the semi-hard negative of anchor i, and the cells [i, j] that it is made of. @param {Float32Array} s @param {number} i @param {string} along @param {string} negative @returns {Choice | undefined} */
function choose(s, i, along, negative) {
  const size = Math.sqrt(s.length);
  const at = (/** @type {[number, number]} */ [row, column]) => s[row * size + column];
  /** @type {[number, number][]} */
  const others = Array.from({ length: size }, (_, j) => /** @type {[number, number]} */ (along === "rows" ? [i, j] : [j, i])).filter(
    ([a, b]) => a !== b,
  );
  if (negative === "mean") return { value: others.reduce((sum, cell) => sum + at(cell), 0) / others.length, cells: others };
  const allowed = negative === "semi-hard" ? others.filter((cell) => at(cell) <= at([i, i])) : others;
  if (allowed.length === 0) return undefined;
  const best = allowed.reduce((a, b) => (at(b) > at(a) ? b : a));
  return { value: at(best), cells: [best] };
}

/** How much of the hinge is the row's and how much the column's. @param {string} along @param {Choice | undefined} row @param {Choice | undefined} column @returns {[number, number]} */
function shares(along, row, column) {
  if (along === "rows") return [row ? 1 : 0, 0];
  if (along === "columns") return [0, column ? 1 : 0];
  if (!row || !column) return [row ? 1 : 0, column ? 1 : 0];
  if (along === "averaged") return [0.5, 0.5];
  return column.value > row.value ? [0, 1] : [1, 0];
}

/** Every part's gradient by its name, as the formulas say it. @param {Float32Array} s @param {Extract<LossConfig, {kind: "triplet"}>} loss */
function naive(s, { terms, reduction }) {
  const size = Math.sqrt(s.length);
  /** @type {Record<string, Float64Array>} */
  const parts = {};
  for (const { negative, along, margin, weight = 1 } of terms) {
    for (let i = 0; i < size; i++) {
      const choices = ["rows", "columns"].map((direction) => choose(s, i, direction, negative));
      const share = shares(along, choices[0], choices[1]);
      const n = share[0] * (choices[0]?.value ?? 0) + share[1] * (choices[1]?.value ?? 0);
      const active = share[0] + share[1] > 0 && margin - s[i * size + i] + n > 0;
      ["rows", "columns"].forEach((direction, k) => {
        if (along !== direction && (along === "rows" || along === "columns")) return;
        const kind = negative === "mean" ? "mean" : "closest";
        parts[`${direction}-${kind}`] ??= new Float64Array(s.length);
        const gradient = parts[`${direction}-${kind}`];
        const pull = active ? (share[k] * weight) / (reduction === "mean" ? size : 1) : 0;
        if (pull === 0) return;
        gradient[i * size + i] -= pull;
        for (const [row, column] of choices[k]?.cells ?? []) gradient[row * size + column] += pull / (choices[k]?.cells.length ?? 1);
      });
    }
  }
  return parts;
}

/** Softmax's parts. @param {Float32Array} s @param {Extract<LossConfig, {kind: "softmax"}>} loss */
function naiveSoftmax(s, { along, scale, reduction }) {
  const size = Math.sqrt(s.length);
  const factor = ((along === "averaged" ? 0.5 : 1) * scale) / (reduction === "mean" ? size : 1);
  const directions = ["rows", "columns"].filter((direction) => along === "averaged" || along === direction);
  const entries = directions.map((direction) => {
    const gradient = Float64Array.from(s, (x, cell) => {
      const [i, j] = [Math.floor(cell / size), cell % size];
      let total = 0;
      for (let k = 0; k < size; k++) total += Math.exp(scale * (direction === "rows" ? s[i * size + k] : s[k * size + j]));
      return factor * (Math.exp(scale * x) / total - Number(i === j));
    });
    return /** @type {const} */ ([`${direction}-softmax`, gradient]);
  });
  return Object.fromEntries(entries);
}

/** @param {Float32Array} s @param {LossConfig} loss @returns {Record<string, Float64Array>} */
const expectedParts = (s, loss) => (loss.kind === "softmax" ? naiveSoftmax(s, loss) : naive(s, loss));

/** Cosines that are the same on every run. @param {number} size @param {number} seed */
function someMatrix(size, seed) {
  let x = seed;
  return Float32Array.from({ length: size * size }, () => {
    x = (x * 1103515245 + 12345) % 2 ** 31;
    return (x / 2 ** 30 - 1) * 0.9;
  });
}

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b @param {string} what */
function near(a, b, what) {
  assert.equal(a.length, b.length, what);
  for (let k = 0; k < a.length; k++) assert.ok(Math.abs(a[k] - b[k]) < 1e-5, `${what}: cell ${k} is ${a[k]}, not ${b[k]}`);
}

test("The parts of every named loss are what the formulas say, and add up to its gradient", () => {
  const semi = /** @type {const} */ (["averaged", "harder"]).map((along) => [{ negative: "semi-hard", along, margin: 0.4, weight: 2 }]);
  const more = Object.fromEntries(
    semi.map((terms, k) => [`semi-hard ${k}`, /** @type {LossConfig} */ ({ kind: "triplet", reduction: "mean", terms })]),
  );
  for (const [name, loss] of Object.entries({ ...acrossPresets(), ...more })) {
    for (const size of [2, 3, 9]) {
      const s = someMatrix(size, 7 * size + name.length);
      const parts = partsOf(evaluateLoss, s, size, loss);
      const sum = s.map((_, cell) => parts.reduce((total, { gradient }) => total + gradient[cell], 0));
      near(sum, evaluateLoss(s, size, loss).gradient, `${name}, the sum`);
      if (loss.kind === "triplet" && loss.terms.some(({ negative }) => negative === "semi-hard-course")) continue;
      const expected = expectedParts(s, loss);
      assert.deepEqual(parts.map(({ kind, along }) => `${along}-${kind}`).sort(), Object.keys(expected).sort(), name);
      for (const { kind, along, gradient } of parts) near(gradient, expected[`${along}-${kind}`], `${name}, ${along}-${kind}`);
    }
  }
});

/** Does the page's number stand for that one? @param {string} written @param {number} wanted */
function shows(written, wanted) {
  const found = numberOf(/−?[0-9][0-9.,]*(e−[0-9]+)?$/.exec(written)?.[0] ?? "");
  const allowed = Math.abs(wanted) < 0.001 ? 0.06 * Math.abs(wanted) + 1e-7 : 0.0006;
  assert.ok(Math.abs(found - wanted) <= allowed, `${written} is not ${wanted}`);
}

for (const preset of ["both", "forum", "harder", "softmax-averaged"]) {
  test(`The page shows the parts of "${preset}": each one's sum, and its share of the cell that the arrow keys choose`, async () => {
    const link = `v=1&batchSize=${SIZE}&seed=5&view.split=true&loss=${preset}`;
    const { page, faults } = await chromium.visit(link);
    await stepBy(page, 2);
    const s = sameRun(link, 2).similarity();
    const expected = expectedParts(s, presets()[preset]);
    expected.total = Float64Array.from(s, (_, cell) => Object.values(expected).reduce((sum, part) => sum + part[cell], 0));
    await page.locator("#split [role=group]").focus();
    const check = async (/** @type {number} */ row, /** @type {number} */ column) => {
      await drawn(page);
      const ids = await page.locator("#split figure [data-id$=-sum]").evaluateAll((all) => all.map((node) => node.getAttribute("data-id")));
      assert.deepEqual(
        ids.sort(),
        Object.keys(expected)
          .map((id) => `${id}-sum`)
          .sort(),
      );
      for (const [id, part] of Object.entries(expected)) {
        const sum = part.reduce((total, g) => total + Math.abs(g), 0);
        shows(await text(page, `#split [data-id=${id}-sum]`), sum);
        shows(await text(page, `#split [data-id=${id}-here]`), part[row * SIZE + column]);
      }
    };
    await check(0, 0);
    for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowUp"]) await page.keyboard.press(key);
    await check(1, 1);
    await page.keyboard.press("End");
    await check(1, SIZE - 1);
    assert.match(await text(page, "#split [data-id=chosen]"), /^Row 2, column 8: /);
    await page.keyboard.press("Control+End");
    await check(SIZE - 1, SIZE - 1);
    await page.keyboard.press("PageUp");
    await check(0, SIZE - 1);
    assert.deepEqual(faults, []);
  });
}
