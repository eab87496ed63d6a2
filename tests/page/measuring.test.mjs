// Measuring the held-out pairs: a sample for the curve, all of them at rest and on request, each measure against one that is reckoned here from the cosines alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { batchSays, drawn, measuredAll, numberOf, reach, run, runTo, startBrowser, stepBy, stopped, text } from "../support/browser.mjs";
import { sameRun } from "../support/same-run.mjs";
import { table } from "../support/saved.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

const LINK = "v=1&batchSize=8&seed=3&view.scores=true";
/** Standard deviations that hold 95 %. */
const Z = 1.959963984540054;

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** Wilson's interval, as the roots of (p̂ − p)² = z² p(1 − p)/n. @param {number} share @param {number} n */
function wilson(share, n) {
  const [a, b, c] = [1 + Z ** 2 / n, -(2 * share + Z ** 2 / n), share ** 2];
  const root = Math.sqrt(b ** 2 - 4 * a * c);
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)];
}

/** What a row of the table of measures says: value, and interval if it has one. @param {Page} page @param {string} id */
const measureShown = (page, id) =>
  page
    .locator(`#scores [data-measure="${id}"] td`)
    .evaluateAll((cells) => cells.flatMap((cell) => (cell.textContent?.match(/[0-9.]+/g) ?? []).map(Number)));

const near = (/** @type {number} */ shown, /** @type {number} */ wanted, digits = 3) =>
  assert.ok(Math.abs(shown - wanted) <= 0.5001 * 10 ** -digits, `${shown} for ${wanted}`);

test("At rest every measure is that of all held-out pairs, with its interval, and recall at 1, 5 and 10 both ways", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&page.stopAt=60`);
  await runTo(page, 60);
  const trainer = sameRun(LINK, 60);
  const { evaluation, scores } = trainer.evaluateScored();
  const isDuplicate = (/** @type {number} */ k) => k < evaluation.duplicates;
  const right = scores.reduce((sum, score, k) => sum + Number(score > 0.7 === isDuplicate(k)), 0);
  const n = scores.length;
  const kinds = await text(page, "#scores [data-id=kinds]");
  assert.match(
    kinds,
    new RegExp(`^Step 60, all ${n} pairs: ${evaluation.duplicates} duplicates and ${n - evaluation.duplicates} non-duplicates, base rate 0.500`),
  );
  const accuracy = await measureShown(page, "accuracyAt07");
  near(accuracy[0], right / n);
  for (const [k, bound] of wilson(right / n, n).entries()) near(accuracy[1 + k], bound, 2);

  for (const at of /** @type {const} */ (["recallAt1", "recallAt5", "recallAt10"]))
    for (const way of /** @type {const} */ (["forward", "backward"])) {
      const share = Number(evaluation[at][way]);
      const shown = await measureShown(page, `${at}-${way}`);
      near(shown[0], share);
      for (const [k, bound] of wilson(share, evaluation.retrievalPairs).entries()) near(shown[1 + k], bound, 2);
    }
  assert.ok(Number(evaluation.recallAt1.forward) < Number(evaluation.recallAt5.forward));
  const [area, ...bounds] = await measureShown(page, "auc");
  let won = 0;
  for (let a = 0; a < evaluation.duplicates; a++)
    for (let b = evaluation.duplicates; b < n; b++) won += scores[a] > scores[b] ? 1 : scores[a] === scores[b] ? 0.5 : 0;
  near(area, won / (evaluation.duplicates * (n - evaluation.duplicates)));
  assert.ok(bounds.length === 2 && bounds[0] < area && area < bounds[1]);

  const chosen = evaluation.chosenThreshold;
  assert.ok(chosen);
  const judged = await measureShown(page, "chosen");
  near(judged[0], chosen.accuracy);
  for (const [k, bound] of wilson(chosen.accuracy, n / 2).entries()) near(judged[1 + k], bound, 2);
  assert.match(
    await text(page, '#scores [data-measure="chosen"] th'),
    new RegExp(`half B at ${chosen.threshold.toFixed(2)}, the best threshold for half A`),
  );
  assert.deepEqual(faults, []);
});

test("The curve shows the sample at every step that it is due, and where the run has been paused; all pairs, measured besides, do not get into it", async () => {
  const { page } = await chromium.visit(`${LINK}&page.stopAt=60`);
  await runTo(page, 60);
  assert.match(await text(page, "#held-out-words"), /^Held out, at step 60, all 480 pairs:/);
  const records = (await table(page, "curves")).filter((record) => record.auc !== "");
  assert.deepEqual(
    records.map(({ step }) => Number(step)),
    [0, 25, 50, 60],
  );
  for (const record of records) {
    const { auc, recallAt1, sample } = sameRun(LINK, Number(record.step)).evaluateSample();
    assert.deepEqual([record.auc, record["recallAt1.forward"], record["recallAt1.backward"]].map(Number), [
      auc,
      recallAt1.forward,
      recallAt1.backward,
    ]);
    assert.deepEqual([record["sample.pairs"], record["sample.of"]].map(Number), [sample.pairs, sample.of]);
    assert.ok(sample.pairs < sample.of);
  }
  const all = sameRun(LINK, 60).evaluateScored();
  assert.deepEqual(
    (await table(page, "scores")).filter(({ of }) => of === "held out").map(({ cosine }) => Number(cosine)),
    Array.from(all.scores),
  );
  const { pairs, of } = sameRun(LINK, 0).evaluateSample().sample;
  assert.equal(await page.locator("#curves .chart-title").nth(1).textContent(), `Held-out recall@1, ${pairs} of ${of} pairs`);
});

test("On request all are measured where the run stands; on the way it is said that it is a sample", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&page.evaluateEvery=2`);
  await stepBy(page, 3);
  const sample = sameRun(LINK, 2).evaluateSample();
  assert.match(
    await text(page, "#held-out-words"),
    new RegExp(`^Held out, at step 2, a sample of ${sample.sample.pairs} of 480 pairs: among ${sample.retrievalPairs} duplicates`),
  );
  assert.equal((await measureShown(page, "auc"))[0], Number(Number(sample.auc).toFixed(3)));
  const button = page.locator("#numbers [data-id=measure-all]");
  await button.press("Enter");
  await measuredAll(page);
  assert.match(await text(page, "#held-out-words"), /^Held out, at step 3, all 480 pairs:/);
  assert.equal((await measureShown(page, "auc"))[0], Number(Number(sameRun(LINK, 3).evaluate().auc).toFixed(3)));

  await run(page);
  await button.click();
  await stopped(page);
  await measuredAll(page);
  const step = numberOf(/at step ([0-9,]+),/.exec(await text(page, "#held-out-words"))?.[1] ?? "");
  assert.ok(step > 3);
  assert.equal((await measureShown(page, "auc"))[0], Number(Number(sameRun(LINK, step).evaluate().auc).toFixed(3)));
  assert.deepEqual(faults, []);
});

test("Whoever plays, steps or goes back while all are measured is not kept waiting, and the numbers stay right", async () => {
  // So large that measuring all takes a while.
  const link = "v=1&batchSize=8&model.embeddingDim=96&model.hiddenDim=96&seed=3&view.scores=true";
  const { page, faults } = await chromium.visit(link);
  await stepBy(page, 2);
  await page.locator("#numbers [data-id=measure-all]").click();
  await page.locator("#step").click();
  await reach(page, 3);
  await page.locator("#numbers [data-id=measure-all]").click();
  await page.locator("#back").click();
  await batchSays(page, "Step 2:");
  await measuredAll(page);
  assert.match(await text(page, "#held-out-words"), /^Held out, at step 2, all 480 pairs:/);
  assert.equal((await measureShown(page, "auc"))[0], Number(Number(sameRun(link, 2).evaluate().auc).toFixed(3)));
  await drawn(page);
  assert.deepEqual(faults, []);
});
