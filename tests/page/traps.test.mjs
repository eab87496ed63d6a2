// Mistakes people make: a switch for each in the settings, marks in red while they act, side by side with the right one, and in what is saved.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { words as de } from "../../www/words/de.js";
import { words } from "../../www/words/en.js";
import { violations } from "../support/axe.mjs";
import { startBrowser, stepBy, text } from "../support/browser.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const marks = (/** @type {Page} */ page) => page.locator("#traps li").allTextContents();
const linkOf = (/** @type {Page} */ page) => new URL(page.url()).hash;
const trap = (/** @type {Page} */ page, /** @type {string} */ name) => page.locator(`[id="trap-${name}"]`);
const { names, marked } = words.traps;

test("A mistake of the network waits for the button, stands in the link and in red beside the run, and is taken back", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  assert.equal(await page.locator("#traps").isVisible(), false);
  await page.locator("#open-settings").click();
  await trap(page, "batch-norm").check();
  await page.locator("#settings-apply").click();
  await page.locator("#settings-done").click();
  await page.locator("#traps li").waitFor();
  assert.deepEqual(await marks(page), [marked(names["batch-norm"])]);
  assert.match(linkOf(page), /model\.normalise=batch/);
  await stepBy(page, 2);
  assert.deepEqual(await marks(page), [marked(names["batch-norm"])]);
  assert.deepEqual(await violations(page), []);
  await page.locator("#open-settings").click();
  assert.equal(await trap(page, "batch-norm").isChecked(), true);
  assert.deepEqual(await violations(page), []);
  await trap(page, "batch-norm").uncheck();
  await page.locator("#settings-apply").click();
  await page.waitForFunction(() => document.querySelector("#traps")?.hasAttribute("hidden"));
  assert.doesNotMatch(linkOf(page), /normalise/);
  assert.deepEqual(faults, []);
});

test("A mistake of the loss acts at once, keeps its preset, and is named in captions; edits of the loss keep it", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8&loss=both");
  await page.locator("#open-settings").click();
  await trap(page, "one-hinge").check();
  await trap(page, "transposed").check();
  await page.locator("#settings-done").click();
  assert.match(linkOf(page), /loss=transposed~one-hinge~both/);
  assert.deepEqual(await marks(page), [marked(names.transposed), marked(names["one-hinge"])]);
  assert.equal(await page.locator("#preset").inputValue(), "both");
  await page.locator("#preset").selectOption("lab");
  assert.match(linkOf(page), /loss=transposed~one-hinge~lab/);
  await page.locator("#mean-rows").click();
  assert.match(linkOf(page), /loss=transposed~one-hinge~sum~semi-hard/);
});

test("Padding in the mean is marked with its share, and stands side by side with the mean over real words", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8&model.pooling=mean");
  await stepBy(page, 1);
  const [mark] = await marks(page);
  assert.match(mark, /^mistake: padding in the mean: [1-9][0-9]? %$/);
  await page.locator("#open-settings").click();
  await page.getByRole("button", { name: words.traps.beside(names.padding) }).click();
  await page.locator("#settings-done").click();
  await page.locator("#runs li").nth(1).waitFor();
  assert.match(await text(page, "#runs"), /mean over real words/);
  assert.match(linkOf(page), /run=model\.pooling=masked-mean/);
});

test("Marks can be hidden, for whoever is to find the mistake; in German they say the same", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8&model.pooling=units&hide.mistakes=true");
  await stepBy(page, 1);
  assert.equal(await page.locator("#traps").isVisible(), false);
  await page.locator("#open-settings").click();
  assert.equal(await page.locator("#settings-traps").isVisible(), false);
  const german = await chromium.visit("v=1&batchSize=8&model.pooling=units&page.language=de");
  assert.deepEqual(await marks(german.page), [de.traps.marked(de.traps.names["wrong-axis"])]);
});
