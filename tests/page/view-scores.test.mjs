// The held-out scores and their threshold, against the same run made with the package in Node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drawn, measuredAll, numberOf, pause, run, startBrowser, stepBy, stepShown, text } from "../support/browser.mjs";
import { openPairs } from "../support/files.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */
/** @typedef {{evaluation: {duplicates: number}, scores: Float32Array}} Held */

const SIZE = 8;
const LINK = `v=1&batchSize=${SIZE}&seed=6&view.scores=true`;

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** What the table and the sentence under it say: duplicates and non-duplicates called duplicates and not, and the accuracy. @param {Page} page */
async function decisionShown(page) {
  const ids = ["true-positive", "false-negative", "false-positive", "true-negative"];
  const counts = await Promise.all(ids.map(async (id) => Number(await text(page, `#scores [data-id=${id}]`))));
  return [...counts, numberOf(/^Accuracy ([0-9.]*[0-9])/.exec(await text(page, "#scores [data-id=decided]"))?.[1] ?? "")];
}

/** @param {Held} held @param {number} threshold */
function decided({ evaluation, scores }, threshold) {
  let [found, taken] = [0, 0];
  scores.forEach((score, k) => {
    if (score <= threshold) return;
    if (k < evaluation.duplicates) found++;
    else taken++;
  });
  const others = scores.length - evaluation.duplicates;
  return [found, evaluation.duplicates - found, taken, others - taken, (found + others - taken) / scores.length];
}

/** Positives, and rows and columns whose closest negative is above the threshold. @param {Float32Array} s @param {number} threshold */
function aboveInBatch(s, threshold) {
  const counts = [0, 0, 0];
  for (let i = 0; i < SIZE; i++) {
    const others = Array.from({ length: SIZE }, (_, j) => j).filter((j) => j !== i);
    counts[0] += Number(s[i * SIZE + i] > threshold);
    counts[1] += Number(others.some((j) => s[i * SIZE + j] > threshold));
    counts[2] += Number(others.some((j) => s[j * SIZE + i] > threshold));
  }
  return counts;
}

test("The threshold decides held-out pairs and the batch as their cosines say, at the course's 0.7 and wherever the keyboard moves it", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await stepBy(page, 3);
  await run(page);
  await page.waitForTimeout(300);
  await pause(page);
  const step = numberOf(/^Held out, at step ([0-9,]+)/.exec(await text(page, "#held-out-words"))?.[1] ?? "");
  const held = sameRun(LINK, step).evaluateScored();
  const batch = sameRun(LINK, await stepShown(page)).similarity();
  const shows = async (/** @type {number} */ threshold) => {
    await drawn(page);
    const [shown, wanted] = [await decisionShown(page), decided(held, threshold)];
    assert.deepEqual(shown.slice(0, 4), wanted.slice(0, 4), `at ${threshold}`);
    assert.equal(shown[4], Number(wanted[4].toFixed(3)));
    const [positives, size, rows, columns] = [...(await text(page, "#scores [data-id=batch]")).matchAll(/[0-9]+/g)].map(Number);
    assert.deepEqual([positives, rows, columns], aboveInBatch(batch, threshold));
    assert.equal(size, SIZE);
  };
  await shows(0.7);
  await page.locator("#threshold").focus();
  for (let k = 0; k < 10; k++) await page.keyboard.press("ArrowRight");
  await shows(0.8);
  for (let k = 0; k < 60; k++) await page.keyboard.press("ArrowLeft");
  await shows(0.2);
  await page.locator("#scores .threshold button").click();
  await shows(0.7);
  const auc = /curve ([0-9.]+[0-9])/.exec(await text(page, "#scores [data-id=auc]"))?.[1] ?? "";
  assert.ok(Math.abs(numberOf(auc) - areaUnder(held)) <= 0.0005 + 1e-9);
  assert.deepEqual(faults, []);
});

/** The share of pairs of a duplicate and a non-duplicate in which the duplicate has the higher cosine; equal ones count half.
 * @param {Held} held */
function areaUnder({ evaluation, scores }) {
  const [duplicates, others] = [scores.subarray(0, evaluation.duplicates), scores.subarray(evaluation.duplicates)];
  let won = 0;
  for (const a of duplicates) for (const b of others) won += a > b ? 1 : a === b ? 0.5 : 0;
  return won / (duplicates.length * others.length);
}

test("While non-duplicates lie closer together than duplicates the page says that this is worse than guessing, and later no more", async () => {
  const link = "v=1&batchSize=32&seed=1&view.scores=true&page.stopAt=400&page.evaluateEvery=400";
  const areas = [0, 400].map((step) => areaUnder(sameRun(link, step).evaluateScored()));
  assert.ok(areas[0] < 0.5 && areas[1] > 0.5, `the areas are ${areas}`);
  const { page } = await chromium.visit(link);
  await measuredAll(page);
  const note = page.locator("#scores [data-id=below-chance]");
  assert.equal(await note.isVisible(), true);
  assert.match(await text(page, "#held-out-words"), /AUC 0\.[0-4][0-9]* \[.*\. An AUC below 0\.5 is worse than guessing/);
  await run(page);
  await page.waitForFunction(() => document.querySelector("#held-out-words")?.textContent?.includes("at step 400"));
  await measuredAll(page);
  assert.equal(await note.isVisible(), false);
  assert.doesNotMatch(await text(page, "#held-out-words"), /guessing/);
});

test("Dragging the line in the histogram moves the same threshold", async () => {
  const { page } = await chromium.visit(LINK);
  const canvas = page.locator("#scores canvas").first();
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 40 + (box.width - 50) * 0.5, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 40 + (box.width - 50) * 0.75, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await drawn(page);
  assert.ok(Math.abs(Number(await page.locator("#threshold").inputValue()) - 0.5) <= 0.02);
});

test("Where all held-out pairs are duplicates there is nothing to tell them from, and it is said", async () => {
  const { page, faults } = await chromium.visit(LINK);
  const nouns = ["bread", "tea", "paper", "glass", "rope", "soap", "ink", "cloth", "honey", "cheese"];
  const places = ["Rome", "Oslo", "Lima", "Cairo", "Paris", "Delhi", "Tokyo", "Quito", "Bern", "Riga"];
  const pairs = nouns.flatMap((noun) => places.map((place) => `How do I make ${noun} in ${place}?,What is the way to make ${noun} in ${place}?`));
  await openPairs(page, "pairs.csv", `question1,question2\n${pairs.join("\n")}\n`);
  await page.waitForFunction(() => document.querySelector("#data-words")?.textContent?.startsWith("pairs.csv"));
  await stepBy(page, 1);
  await run(page);
  await page.waitForTimeout(300);
  await pause(page);
  assert.match(await text(page, "#scores [data-id=decided]"), /all duplicates.*no non-duplicates/);
  assert.equal(await page.locator("#scores [data-id=auc]").isVisible(), false);
  assert.deepEqual(faults, []);
});

test("Each bin and each point of the ROC curve is read off by pointer and by keys", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await measuredAll(page);
  const [held, roc] = [page.locator("#scores canvas").first(), page.locator("#scores canvas").last()];
  const tip = page.locator("#scores .tip:not([hidden])");
  await held.hover({ position: { x: 100, y: 40 } });
  assert.match((await tip.textContent()) ?? "", /^Cosine −?0\.[0-9]+ to −?0\.[0-9]+: non-duplicates [0-9]+ %; duplicates [0-9]+ %$/);
  await roc.focus();
  await page.keyboard.press("End");
  assert.match((await roc.getAttribute("aria-valuetext")) ?? "", /^100 % of duplicates found, 100 % of non-duplicates/);
  await page.keyboard.press("Home");
  assert.match((await roc.getAttribute("aria-valuetext")) ?? "", /^0 % of duplicates found/);
  assert.deepEqual(faults, []);
});
