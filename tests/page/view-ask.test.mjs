// Ask, against the same run made with the package in Node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { words } from "../../www/words/en.js";
import { drawn, numberOf, startBrowser, stepBy, text } from "../support/browser.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

const QUESTIONS = /** @type {const} */ (["How do I learn to swim?", "What is the best way to learn swimming?"]);
const LINK = "v=1&batchSize=8&seed=4&view.ask=true";

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** @param {Page} page @param {readonly string[]} questions */
async function askThere(page, [question1, question2]) {
  const before = await text(page, "#ask [role=status]");
  await page.locator("#ask-1").fill(question1);
  await page.locator("#ask-2").fill(question2);
  await page.locator("#ask-2").press("Enter");
  await page.waitForFunction((was) => document.querySelector("#ask [role=status]")?.textContent !== was, before);
}

test("Two questions that are asked by keyboard get the network's cosine, its decision and the nearest held-out questions", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await stepBy(page, 4);
  await askThere(page, QUESTIONS);
  const trainer = sameRun(LINK, 4);
  const cosine = trainer.predict(...QUESTIONS);
  assert.ok(Math.abs(numberOf(await text(page, "#ask [data-id=cosine]")) - cosine) <= 0.0005);
  assert.equal((await text(page, "#ask [data-id=decision]")).startsWith("not"), !(cosine > 0.7));
  const near = trainer.nearest(QUESTIONS[0], 5);
  assert.deepEqual(
    await page.locator("#ask li .near-question").allTextContents(),
    near.map(({ question }) => question),
  );
  const cosines = (await page.locator("#ask [data-id=near-cosine]").allTextContents()).map(numberOf);
  for (const [k, { cosine }] of near.entries()) assert.ok(Math.abs(cosines[k] - cosine) <= 0.0005);
  assert.deepEqual(faults, []);
});

test("A question against itself is a duplicate, two unknown words are the same word, and after another step the answer is said to be old", async () => {
  const { page } = await chromium.visit(LINK);
  await askThere(page, ["zyxwv", "qponm"]);
  assert.equal(await text(page, "#ask [data-id=cosine]"), "1.000");
  assert.equal((await text(page, "#ask [data-id=decision]")).startsWith("a duplicate"), true);
  assert.match(await text(page, "#ask"), /never saw in training are the same word/);
  const old = page.locator("#ask .note").first();
  assert.equal(await old.isVisible(), false);
  await stepBy(page, 1);
  await drawn(page);
  assert.equal(await old.isVisible(), true);
});

test("Nothing is asked while a question is missing, which is said beside its field, and nowhere else", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await page.locator("#ask-1").fill("Is this asked?");
  await page.locator("#ask form button").click();
  assert.equal(await text(page, "#mistake-ask-2"), words.field.missing);
  assert.deepEqual(await page.locator("#ask-2").evaluate((input) => [input.getAttribute("aria-invalid"), input.getAttribute("aria-errormessage")]), [
    "true",
    "mistake-ask-2",
  ]);
  assert.equal(await text(page, "#ask [role=status]"), "");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "ask-2");
  await page.locator("#ask-2").fill("Is it");
  assert.equal(await page.locator("#mistake-ask-2").count(), 0);
  // What cannot be reached, because a dialog stands above it, is no fault either.
  await page.locator("#ask-2").fill("");
  await page.locator("#open-settings").click();
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#ask form button")).click());
  assert.equal(await text(page, "#mistake-ask-2"), words.field.missing);
  assert.deepEqual(faults, []);
});
