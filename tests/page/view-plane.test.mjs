// The margin plane, against a naive reading of the S that the package makes of the same run in Node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drawn, numberOf, startBrowser, stepBy, text } from "./browser.mjs";
import { sameRun } from "./same-run.mjs";

const SIZE = 8;
const LINK = `v=1&batchSize=${SIZE}&seed=5&view.plane=true&loss=both`;
const MARGIN = 0.25;

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** Negatives of each term of the loss "both": mean and closest by row, mean and closest by column. @param {Float32Array} s */
function negatives(s) {
  const line = (/** @type {number} */ i, /** @type {boolean} */ row) =>
    Array.from({ length: SIZE }, (_, k) => (row ? s[i * SIZE + k] : s[k * SIZE + i])).filter((_, k) => k !== i);
  const mean = (/** @type {number[]} */ list) => list.reduce((sum, x) => sum + x, 0) / list.length;
  const all = (/** @type {(list: number[]) => number} */ pick, /** @type {boolean} */ row) =>
    Array.from({ length: SIZE }, (_, i) => pick(line(i, row)));
  const closest = (/** @type {number[]} */ list) => Math.max(...list);
  return [all(mean, true), all(closest, true), all(mean, false), all(closest, false)];
}

test("Each term's active anchors are counted, and the arrow keys read out a pair's positive, negatives and hinges", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await stepBy(page, 5);
  const s = sameRun(LINK, 5).similarity();
  const p = Array.from({ length: SIZE }, (_, i) => s[i * SIZE + i]);
  const terms = negatives(s);
  const counts = [...(await text(page, "#plane [data-id=active]")).matchAll(/([0-9]+) of 8/g)].map((found) => Number(found[1]));
  const expected = terms.map((n) => n.filter((x, i) => MARGIN - p[i] + x > 0).length);
  assert.deepEqual(counts, expected);
  await page.locator("#plane canvas").focus();
  for (let k = 0; k < 3; k++) await page.keyboard.press("ArrowRight");
  await drawn(page);
  const sentence = await text(page, "#plane [data-id=chosen]");
  const shown = [...sentence.matchAll(/−?[0-9.]*[0-9](e−[0-9]+)?/g)].map(([written]) => numberOf(written));
  const wanted = [4, p[3], ...terms.flatMap((n) => [n[3], MARGIN - p[3] + n[3]])];
  assert.equal(shown.length, wanted.length, sentence);
  shown.forEach((x, k) => {
    assert.ok(Math.abs(x - wanted[k]) <= 0.0005 + 1e-6, `${x} is not ${wanted[k]} in: ${sentence}`);
  });
  assert.deepEqual(faults, []);
});

test("A softmax has no margin, and the plane says so", async () => {
  const { page } = await chromium.visit("v=1&view.plane=true&loss=softmax-rows");
  assert.match(await text(page, "#plane [data-id=active]"), /no margin/);
});
