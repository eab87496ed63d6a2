// Mistakes people make: a switch for each in the settings, marks in red while they act, side by side with the right one, and in what is saved.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { words as de } from "../../www/words/de.js";
import { words } from "../../www/words/en.js";
import { violations } from "../support/axe.mjs";
import { hashOf, runTo, startBrowser, stepBy, text } from "../support/browser.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const marks = (/** @type {Page} */ page) => page.locator("#traps li").allTextContents();
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
  assert.match(await hashOf(page), /model\.normalise=batch/);
  await stepBy(page, 2);
  assert.deepEqual(await marks(page), [marked(names["batch-norm"])]);
  assert.deepEqual(await violations(page), []);
  await page.locator("#open-settings").click();
  assert.equal(await trap(page, "batch-norm").isChecked(), true);
  assert.deepEqual(await violations(page), []);
  await trap(page, "batch-norm").uncheck();
  await page.locator("#settings-apply").click();
  await page.waitForFunction(() => document.querySelector("#traps")?.hasAttribute("hidden"));
  assert.doesNotMatch(await hashOf(page), /normalise/);
  assert.deepEqual(faults, []);
});

test("A mistake of the loss acts at once, keeps its preset, and is named in captions; edits of the loss keep it", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8&loss=both");
  await page.locator("#open-settings").click();
  await trap(page, "one-hinge").check();
  await trap(page, "transposed").check();
  await page.locator("#settings-done").click();
  assert.match(await hashOf(page), /loss=transposed~one-hinge~both/);
  assert.deepEqual(await marks(page), [marked(names.transposed), marked(names["one-hinge"])]);
  assert.equal(await page.locator("#preset").inputValue(), "both");
  await page.locator("#preset").selectOption("lab");
  assert.match(await hashOf(page), /loss=transposed~one-hinge~lab/);
  await page.locator("#mean-rows").click();
  assert.match(await hashOf(page), /loss=transposed~one-hinge~sum~semi-hard/);
});

test("Sum for mean stays ticked, acts at once, and is taken back; of a loss without a name it cannot be said", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8&loss=both");
  await page.locator("#open-settings").click();
  await trap(page, "reduction").check();
  assert.match(await hashOf(page), /loss=sum~/);
  await trap(page, "one-hinge").check();
  assert.equal(await trap(page, "reduction").isChecked(), true);
  await trap(page, "one-hinge").uncheck();
  await trap(page, "reduction").uncheck();
  assert.match(await hashOf(page), /loss=both/);
  await page.locator("#settings-done").click();
  await page.evaluate(() => {
    location.hash = "#v=1&batchSize=8&loss=mean~mean_rows_0.3_1";
  });
  await page.locator("#open-settings").click();
  await page.waitForFunction(() => document.querySelector("#trap-reduction")?.hasAttribute("disabled"));
  assert.deepEqual(faults, []);
});

test("A mistake of the loss that is ticked while an edition waits is made in the edition's loss", async () => {
  const { page } = await chromium.visit("v=1&loss=both");
  await page.locator("#open-settings").click();
  await page.locator('[id="setting-data.edition"]').selectOption("course-2022");
  await trap(page, "one-hinge").check();
  assert.equal(await trap(page, "one-hinge").isChecked(), true);
  assert.match(await hashOf(page), /loss=both/, "it waits as the edition does");
  await page.locator("#settings-apply").click();
  await page.locator("#settings-done").click();
  await page.waitForFunction(() => location.hash.includes("course-2022"));
  assert.match(await hashOf(page), /data\.edition=course-2022&.*loss=one-hinge~course-2022/);
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
  assert.match(await hashOf(page), /run=model\.pooling=masked-mean/);
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

test("A run with a value that is known to fail says so beside it, in both languages", async () => {
  for (const [language, { settings }] of Object.entries({ en: words, de })) {
    const { page } = await chromium.visit(`v=1&batchSize=8&adam.learningRate=1&loss=vse%2B%2B&page.language=${language}`);
    const [mark] = await marks(page);
    assert.ok(mark.endsWith(settings.fails(0.1)) && / 1\. /.test(mark), mark);
  }
  const { page } = await chromium.visit("v=1&batchSize=8&adam.learningRate=0.05");
  assert.equal(await page.locator("#traps").isVisible(), false);
});

test("A run whose vectors are nearly equal, and whose loss is that of equal ones, says so too, in both languages", async () => {
  for (const [language, level] of [
    ["en", "is about 6.400"],
    ["de", "liegt bei 6,400"],
  ]) {
    const { page } = await chromium.visit(`v=1&batchSize=16&model.pooling=mean&loss=vse%2B%2B&page.stopAt=60&page.language=${language}`);
    await page.locator("#run").click();
    await page.locator("#traps li").last().filter({ hasText: level }).waitFor();
  }
});

test("A run that stands still above the loss of equal vectors says so beside it, in both languages; one below it says nothing", async () => {
  for (const [language, { traps }] of Object.entries({ en: words, de })) {
    const { page } = await chromium.visit(`v=1&batchSize=8&adam.learningRate=1&loss=vse%2B%2B&page.stopAt=60&page.language=${language}`);
    assert.equal((await marks(page)).length, 1, "not before there have been steps enough");
    await page.locator("#run").click();
    await page
      .locator("#traps li")
      .last()
      .filter({ hasText: traps.worse(1, 1, true).slice(-30) })
      .waitFor();
    const [loss = "", level = ""] = await page.evaluate(
      () => document.querySelector("#traps li:last-child")?.textContent?.match(/[0-9][0-9.,]*[0-9]/g) ?? [],
    );
    assert.equal(Number(level.replace(",", ".")), 3.2, "8 pairs, two directions, a margin of 0.2");
    assert.ok(Number(loss.replace(",", ".")) > 3.2, loss);
  }
  const { page } = await chromium.visit("v=1&batchSize=8&page.stopAt=60");
  await runTo(page, 60);
  assert.equal(await page.locator("#traps").isVisible(), false);
});
