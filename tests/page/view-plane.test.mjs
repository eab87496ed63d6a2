// The margin plane, against a naive reading of the S that the package makes of the same run in Node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drawn, numberOf, startBrowser, stepBy, text } from "../support/browser.mjs";
import { sameRun } from "../support/same-run.mjs";

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

/** Those of the sentence, one after the other. @param {string} sentence */
const numbersIn = (sentence) => [...sentence.matchAll(/−?[0-9.]*[0-9](e−[0-9]+)?/g)].map(([written]) => numberOf(written));

test("Active anchors are counted for closest and mean negatives, and the arrow keys read out a pair's positive, negatives and hinges", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await stepBy(page, 5);
  const s = sameRun(LINK, 5).similarity();
  const p = Array.from({ length: SIZE }, (_, i) => s[i * SIZE + i]);
  const [rowMean, rowClosest, columnMean, columnClosest] = negatives(s);
  const check = async (/** @type {number[][]} */ terms, /** @type {number} */ pair) => {
    await drawn(page);
    const counts = [...(await text(page, "#plane [data-id=active]")).matchAll(/([0-9]+) of 8/g)].map((found) => Number(found[1]));
    assert.deepEqual(
      counts,
      terms.map((n) => n.filter((x, i) => MARGIN - p[i] + x > 0).length),
    );
    const sentence = await text(page, "#plane [data-id=chosen]");
    const shown = numbersIn(sentence);
    const wanted = [pair + 1, p[pair], ...terms.flatMap((n) => [n[pair], Math.max(0, MARGIN - p[pair] + n[pair])])];
    assert.equal(shown.length, wanted.length, sentence);
    shown.forEach((x, k) => {
      assert.ok(Math.abs(x - wanted[k]) <= 0.0005 + 1e-6, `${x} is not ${wanted[k]} in: ${sentence}`);
    });
  };
  await check([rowClosest, columnClosest], 0);
  await page.locator("#plane canvas").focus();
  for (let pair = 1; pair <= SIZE; pair++) {
    await page.keyboard.press("ArrowRight");
    await check([rowClosest, columnClosest], pair % SIZE);
  }
  await page.locator("#plane input[value=closest]").focus();
  await page.keyboard.press("ArrowRight");
  await check([rowMean, columnMean], 0);
  assert.deepEqual(faults, []);
});

test("One hinge for both directions is one cloud, with the mean of both negatives", async () => {
  const link = LINK.replace("loss=both", "loss=forum");
  const { page } = await chromium.visit(link);
  await stepBy(page, 1);
  const s = sameRun(link, 1).similarity();
  const [, rowClosest, , columnClosest] = negatives(s);
  const n = (rowClosest[0] + columnClosest[0]) / 2;
  const [, p, shown, hinge] = numbersIn(await text(page, "#plane [data-id=chosen]"));
  for (const [a, b] of [
    [p, s[0]],
    [shown, n],
    [hinge, Math.max(0, MARGIN - s[0] + n)],
  ])
    assert.ok(Math.abs(a - b) <= 0.0005 + 1e-6);
});

test("A softmax has no margin, and the plane says so", async () => {
  const { page } = await chromium.visit("v=1&view.plane=true&loss=softmax-rows");
  assert.match(await text(page, "#plane [data-id=active]"), /no margin/);
});
