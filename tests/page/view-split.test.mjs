// dL/dS part by part: against a naive reading of the formulas, on random matrices and on the page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { evaluateLoss, presets } from "../../pkg/node/tripletscope.js";
import { partsOf } from "../../www/views/split/parts.js";
import { drawn, numberOf, startBrowser, stepBy, text } from "../support/browser.mjs";
import { partsOf as expectedParts, sidesOf } from "../support/oracle.mjs";
import { sameRun } from "../support/same-run.mjs";
import "../support/web-core.mjs";

/** @typedef {import("../../pkg/node/tripletscope.js").LossConfig} LossConfig */

const SIZE = 8;

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

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

/** @param {Float32Array} flat @param {number} size */
const rowsOf = (flat, size) => Array.from({ length: size }, (_, i) => [...flat.slice(i * size, (i + 1) * size)]);

/** Every named loss, every term alone, every softmax. @returns {Record<string, LossConfig>} */
function allLosses() {
  const negatives = /** @type {const} */ (["mean", "hardest", "semi-hard", "semi-hard-course"]);
  const alongs = /** @type {const} */ (["rows", "columns", "averaged", "harder", "left", "right", "distance-swap"]);
  const terms = negatives.flatMap((negative) => alongs.map((along) => ({ negative, along, margin: 0.4, weight: 2 })));
  const single = terms.map((term) => [`${term.negative} ${term.along}`, { kind: "triplet", reduction: "mean", terms: [term] }]);
  const sums = ["left", "right"].map((along) => [`softmax ${along}`, { kind: "softmax", along, scale: 6, reduction: "sum" }]);
  const unequal = /** @type {LossConfig} */ ({ kind: "softmax", along: "averaged", scale: 6, balance: 0.3, reduction: "sum" });
  return { ...presets(), ...Object.fromEntries([...single, ...sums]), unequal };
}

test("The parts of every loss are what the formulas say, and add up to its gradients", () => {
  for (const [name, loss] of Object.entries(allLosses())) {
    for (const size of [2, 3, 9]) {
      const [similarity, left, right] = [0, 1, 2].map((k) => someMatrix(size, 7 * size + name.length + 100 * k));
      const parts = partsOf({ similarity, batchSize: size, left, right }, loss);
      const sumOf = (/** @type {string[]} */ ...of) =>
        similarity.map((_, cell) => parts.reduce((total, { along, gradient }) => total + (of.includes(along) ? gradient[cell] : 0), 0));
      const report = evaluateLoss(similarity, size, loss, { left, right });
      near(sumOf("rows", "columns"), report.gradient, `${name}, dL/dS`);
      near(sumOf("left"), report.leftGradient ?? [], `${name}, dL/dA`);
      near(sumOf("right"), report.rightGradient ?? [], `${name}, dL/dC`);
      const expected = expectedParts({ s: rowsOf(similarity, size), left: rowsOf(left, size), right: rowsOf(right, size) }, loss);
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

for (const preset of ["both", "forum", "harder", "course-2022", "course-tensorflow", "lab", "four", "softmax-averaged", "softmax-four"]) {
  test(`The page shows the parts of "${preset}": each one's sum, and its share of the cell that the arrow keys choose`, async () => {
    const link = `v=1&batchSize=${SIZE}&seed=5&view.split=true&loss=${preset}`;
    const { page, faults } = await chromium.visit(link);
    await stepBy(page, 2);
    const run = sameRun(link, 2);
    const s = rowsOf(run.similarity(), SIZE);
    const expected = expectedParts({ s, ...sidesOf(run.vectors(), SIZE) }, presets()[preset]);
    const across = Object.entries(expected).flatMap(([name, part]) => (/^(rows|columns)-/.test(name) ? [part] : []));
    expected.total = Float64Array.from({ length: SIZE * SIZE }, (_, cell) => across.reduce((sum, part) => sum + part[cell], 0));
    await page.locator("#split [role=group]").focus();
    /** What is said of the cell adds up to dL/dS, part by part. @param {number} row @param {number} column */
    const adds = async (row, column) => {
      const said = /: (.*)\.$/.exec(await text(page, "#split [data-id=chosen]"))?.[1] ?? "";
      const [parts, total] = across.length > 1 ? said.split(" = ") : [said, said];
      const values = parts.split(" + ").map((part) => numberOf(part.replace(/[()]/g, "")));
      assert.equal(values.length, across.length, said);
      const sum = values.reduce((all, value) => all + value, 0);
      assert.ok(Math.abs(sum - numberOf(total)) < 0.0006 * values.length, said);
      shows(total, expected.total[row * SIZE + column]);
    };
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
        const matrix = id.startsWith("left") ? "A" : id.startsWith("right") ? "C" : "S";
        assert.ok((await text(page, `#split [data-id=${id}-sum]`)).startsWith(`Σ|dL/d${matrix}| `), id);
      }
      await adds(row, column);
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
