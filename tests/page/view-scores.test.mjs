// The held-out scores and their threshold, against the same run made with the package in Node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drawn, numberOf, startBrowser, stepBy, text } from "./browser.mjs";
import { sameRun } from "./same-run.mjs";

const LINK = "v=1&batchSize=8&seed=6&view.scores=true";
const DECIDED = "#scores [data-id=decided]";

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** The sentence's numbers: duplicates found, of how many, non-duplicates taken for duplicates, of how many, accuracy. @param {string} sentence */
const numbersIn = (sentence) => [...sentence.matchAll(/[0-9.]*[0-9]/g)].map(([written]) => numberOf(written));

/** @param {{evaluation: {duplicates: number}, scores: Float32Array}} held @param {number} threshold */
function decided({ evaluation, scores }, threshold) {
  let [found, taken] = [0, 0];
  scores.forEach((score, k) => {
    if (score <= threshold) return;
    if (k < evaluation.duplicates) found++;
    else taken++;
  });
  const others = scores.length - evaluation.duplicates;
  return [found, evaluation.duplicates, taken, others, (found + others - taken) / scores.length];
}

test("The threshold decides the held-out pairs as their cosines say, at the course's 0.7 and wherever the keyboard moves it", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await stepBy(page, 3);
  await page.locator("#run").click();
  await page.waitForTimeout(300);
  await page.locator("#run").click();
  await page.waitForFunction(() => document.querySelector("#run")?.textContent === "Run");
  await page.waitForTimeout(400);
  const step = numberOf(/^Held out, at step ([0-9,]+)/.exec(await text(page, "#held-out-words"))?.[1] ?? "");
  const held = sameRun(LINK, step).evaluateScored();
  const shows = async (/** @type {number} */ threshold) => {
    const [shown, wanted] = [numbersIn(await text(page, DECIDED)), decided(held, threshold)];
    assert.deepEqual(shown.slice(0, 4), wanted.slice(0, 4), `at ${threshold}`);
    assert.ok(Math.abs(shown[4] - wanted[4]) <= 0.0005);
  };
  await shows(0.7);
  await page.locator("#threshold").focus();
  for (let k = 0; k < 10; k++) await page.keyboard.press("ArrowRight");
  await drawn(page);
  await shows(0.8);
  await page.locator("#scores button").click();
  await drawn(page);
  await shows(0.7);
  const auc = /under it ([0-9.]+[0-9])/.exec((await page.locator("#scores canvas").nth(1).getAttribute("aria-label")) ?? "")?.[1] ?? "";
  assert.ok(Math.abs(numberOf(auc) - areaUnder(held)) <= 0.0005);
  assert.deepEqual(faults, []);
});

/** The share of pairs of a duplicate and a non-duplicate in which the duplicate has the higher cosine; equal ones count half.
 * @param {{evaluation: {duplicates: number}, scores: Float32Array}} held */
function areaUnder({ evaluation, scores }) {
  const [duplicates, others] = [scores.subarray(0, evaluation.duplicates), scores.subarray(evaluation.duplicates)];
  let won = 0;
  for (const a of duplicates) for (const b of others) won += a > b ? 1 : a === b ? 0.5 : 0;
  return won / (duplicates.length * others.length);
}

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
