// A file's own negatives as further candidates of the rows: switched on, trained with, looked at, taken back, and found again in a link.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { words } from "../../www/words/en.js";
import { violations } from "../support/axe.mjs";
import { cellShown, drawn, hashOf, lossShown, numberOf, openAllViews, renewed, startBrowser, stepBy, text } from "../support/browser.mjs";
import { openPairs } from "../support/files.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const upTo = (/** @type {number} */ count) => Array.from({ length: count }, (_, k) => k);
const tripletsOf = (/** @type {number} */ count) =>
  `anchor,positive,negative\n${upTo(count)
    .map((k) => `how is a${k} made,who makes a${k},where is b${k} sold\n`)
    .join("")}`;
const triplets = tripletsOf(90);
/** Each question 1 stands in a second row, whose question 2 is that of another pair. */
const labelled = `question1,question2,is_duplicate\n${upTo(90)
  .map((k) => `how is a${k} made,who makes a${k},1\nhow is a${k} made,who makes a${(k + 7) % 90},0\n`)
  .join("")}`;

/** @param {Page} page @param {string} name */
const waitForData = (page, name) =>
  page.waitForFunction((start) => document.querySelector("#data-words")?.textContent?.startsWith(start), `${name}: `);

/** @param {Page} page @param {string} content */
async function openFile(page, content) {
  await renewed(page, () => openPairs(page, "mine.csv", content));
  await waitForData(page, "mine.csv");
}

/** Over all columns of the matrix, the further ones too. @param {Page} page */
const columns = async (page) => Number(await page.locator("[role=grid]").getAttribute("aria-colcount"));

/** From the last column of the first row across the gutter. @param {Page} page */
async function goBeside(page) {
  await page.locator("[role=grid]").focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowRight");
  await drawn(page);
}

test("Triplets' third texts are switched on, trained with, looked at, and taken back", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8&view.cell=true");
  assert.equal(await page.locator("#negatives").isVisible(), false, "the built-in questions bring none");
  await openFile(page, triplets);
  const count = Number(/([0-9]+) texts/.exec(await text(page, "#negatives"))?.[1]);
  assert.ok(count > 50 && count < 90, `${count} texts`);
  await stepBy(page, 2);
  assert.equal(await columns(page), 8);
  const told = () => page.locator("#data-report li").allTextContents();
  assert.ok((await told()).some((line) => /rows skipped, each because it says that the two are not duplicates/.test(line)));
  await page.locator("#use-negatives").check();
  await page.locator("#data-lines li", { hasText: "used as negatives" }).waitFor({ state: "attached" });
  const said = (await told()).join("\n");
  assert.match(said, /[0-9]+ to train on \+ [0-9]+ as negatives \+ [0-9]+ held out \+ 0 skipped = /);
  assert.doesNotMatch(said, /only duplicates are trained on|can be further|every pair counts as a duplicate/);
  assert.match(said, /Questions from .* and .*, which are duplicates\./);
  await stepBy(page, 2);
  assert.equal(await columns(page), 16);
  assert.match(await text(page, "#batch-words"), /8 further candidates\./);
  assert.match(await text(page, "#matrix .note"), /8 further texts/);
  assert.deepEqual(await violations(page), []);
  assert.equal(await page.locator(`#matrix .legend li:has-text("${words.matrix.legend.further}")`).isVisible(), true);
  assert.match(await hashOf(page), /negatives=8/);
  await goBeside(page);
  const cell = await cellShown(page);
  assert.match(cell.questions[1], /^Further text 1 where is b[0-9]+ sold$/);
  assert.equal(cell.name, "S₁‚₉");
  assert.ok(Math.abs(numberOf(String(cell.similarity))) <= 1);
  assert.match(await text(page, "#matrix-cell"), /^Row 1, column 9: .*where is b[0-9]+ sold.*further text/);
  await page.keyboard.press("ArrowLeft");
  await drawn(page);
  assert.equal((await cellShown(page)).name, "S₁‚₈");
  await page.locator("input[name=quantity][value=transposed]").check();
  // Sᵀ has none.
  await page.locator(`#matrix .legend li:has-text("${words.matrix.legend.further}")`).waitFor({ state: "hidden" });
  await page.locator("#undo").click();
  assert.equal(await page.locator("#use-negatives").isChecked(), false);
  await stepBy(page, 1);
  assert.equal(await columns(page), 8);
  assert.deepEqual(faults, []);
});

test("A link holds how many there are, and the file that is opened again gives the same run", async () => {
  const first = await chromium.visit("v=1&batchSize=8&negatives=5");
  await openFile(first.page, labelled);
  assert.equal(await first.page.locator("#use-negatives").isChecked(), true);
  await stepBy(first.page, 3);
  assert.equal(await columns(first.page), 13);
  const again = await chromium.visit("v=1&batchSize=8&negatives=5");
  await openFile(again.page, labelled);
  await stepBy(again.page, 3);
  assert.equal(await lossShown(again.page), await lossShown(first.page));
  const without = await chromium.visit("v=1&batchSize=8");
  await openFile(without.page, labelled);
  await stepBy(without.page, 3);
  assert.notEqual(await lossShown(without.page), await lossShown(first.page));
});

test("Every view stands with further candidates, whichever the loss", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=6&negatives=4&loss=course-2022");
  await openFile(page, triplets);
  await openAllViews(page);
  await stepBy(page, 2);
  await goBeside(page);
  for (const name of Object.keys(words.matrix.quantities)) {
    await page.locator(`input[name=quantity][value=${name}]`).check();
    await drawn(page);
    assert.equal(await columns(page), name === "similarity" || name === "gradient" ? 10 : 6, name);
  }
  assert.deepEqual(faults, []);
});

test("In a batch too large for signs the lens goes on across the gutter", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=120&negatives=8&model.embeddingDim=8&model.hiddenDim=8");
  await openFile(page, tripletsOf(200));
  await stepBy(page, 1);
  const lens = page.locator("#matrix .lens");
  assert.equal(await lens.isVisible(), true);
  const seen = async () => {
    await drawn(page);
    return lens.evaluate((canvas) => /** @type {HTMLCanvasElement} */ (canvas).toDataURL());
  };
  await goBeside(page);
  const pictures = [await seen()];
  for (const key of ["ArrowRight", "End", "Home", "End"]) {
    await page.keyboard.press(key);
    pictures.push(await seen());
  }
  assert.equal(new Set(pictures).size, 5, "each place has a picture of its own");
  assert.deepEqual(faults, []);
});

test("Without such rows the settings say why the number has no effect", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await page.locator("#open-settings").click();
  const field = page.locator("[id='setting-negatives']");
  assert.equal(await field.isDisabled(), true);
  assert.equal(await field.getAttribute("title"), words.settings.noNegatives);
});
