// The course's editions: one choice sets all of a notebook, its file is read as the notebook reads it, and the run is saved, opened and continued.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { words as de } from "../../www/words/de.js";
import { words } from "../../www/words/en.js";
import { violations } from "../support/axe.mjs";
import { account, batchSays, drawn, eventually, hashOf, ready, startBrowser, stepBy, text } from "../support/browser.mjs";
import { openPairs } from "../support/files.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** Rows in Quora's format, a duplicate and a non-duplicate by turns, and one whose questions are equal. @param {number} rows */
function quora(rows) {
  const pair = (/** @type {number} */ k) => [
    k,
    2 * k,
    2 * k + 1,
    `How is Thing${k % 40} made?`,
    `What's the way to make thing${k % 40}, please?`,
    (k + 1) % 2,
  ];
  const lines = Array.from({ length: rows }, (_, k) => (k === 4 ? [4, 8, 9, "Why?", "Why?", 1] : pair(k)).map((field) => `"${field}"`).join());
  return ['"id","qid1","qid2","question1","question2","is_duplicate"', ...lines, ""].join("\n");
}

/** @param {Page} page @param {string} name */
const opened = (page, name) =>
  page.waitForFunction((start) => document.querySelector("#data-words")?.textContent?.startsWith(start), `${name}: `, { timeout: 60_000 });
const lines = (/** @type {Page} */ page) => page.locator("#edition-lines li").allTextContents();

test("One choice in the settings sets the whole notebook; the page says what it set, and what is changed afterwards", async () => {
  const { page, faults } = await chromium.visit("v=1");
  assert.equal(await page.locator("#edition").isVisible(), false);
  await page.locator("#open-settings").click();
  await page.locator('[id="setting-data.edition"]').selectOption("course-2022");
  assert.equal(await page.locator('[id="setting-model.hiddenDim"]').inputValue(), "128");
  assert.equal(await page.locator('[id="setting-adam.epsilon"]').inputValue(), "0.00001");
  await page.locator("#settings-apply").click();
  await page.locator("#settings-done").click();
  await page.locator("#edition-title").waitFor();
  assert.equal(await hashOf(page), "#v=1&data.edition=course-2022&page.start=lab", "a link of the edition alone is as short as that");
  assert.equal(await text(page, "#edition-title"), "The course’s 2022 notebook");
  await page.locator("#edition-title").click();
  const said = await lines(page);
  assert.ok(said.includes("Batch size B: 256") && said.includes("Loss: Course 2022: rows, summed"), said.join("\n"));
  assert.ok(said.includes(words.edition.builtin) && said.includes(words.edition.decision));
  const curve = async () => (await page.locator("#curves canvas").first().getAttribute("aria-label")) ?? "";
  await eventually(async () => assert.match(await curve(), /notebook 21\.20/));
  await eventually(async () => assert.match(await text(page, "#epoch-words"), /^Epoch 1, step 0 of [0-9]+$/));
  assert.deepEqual(await violations(page), []);
  await page.locator("#open-settings").click();
  await page.locator('[id="setting-batchSize"]').fill("64");
  await page.locator('[id="setting-batchSize"]').press("Tab");
  await page.locator("#settings-done").click();
  assert.equal(await hashOf(page), "#v=1&data.edition=course-2022&batchSize=64&page.start=lab");
  assert.ok((await lines(page)).includes("Batch size B: 64, changed; the notebook has 256"));
  await eventually(async () => assert.doesNotMatch(await curve(), /notebook/, "its losses hold for its own settings"));
  assert.deepEqual(faults, []);
});

test("The notebook's losses stand beside several runs too, if one of them is as it was there", async () => {
  const labels = (/** @type {Page} */ page) =>
    page.evaluate(() => [...document.querySelectorAll("#curves canvas")].map((canvas) => canvas.getAttribute("aria-label")).join("\n"));
  for (const [loss, shown] of /** @type {const} */ ([
    ["", true],
    ["&loss=columns", false],
  ])) {
    const { page } = await chromium.visit(`v=1&data.edition=course-2022${loss}&run=loss=both`);
    await drawn(page);
    assert.match(await labels(page), /Loss of each batch/);
    assert.equal(/notebook 21\.20/.test(await labels(page)), shown, loss);
  }
});

/** What stands among the held-out scores once all pairs are measured. @param {Page} page */
async function asTheNotebook(page) {
  const scores = page.locator("#scores");
  await scores.locator("[data-id=measure-all]").click();
  await page.waitForFunction(() => !document.querySelector("#scores [data-id=in-batches]")?.hasAttribute("hidden"));
  const note = (await scores.locator("[data-id=in-batches]").textContent()) ?? "";
  return { note, row: (await scores.locator("[data-measure=inBatches]").textContent()) ?? "" };
}

/** The edition at a size that a test can train. */
const SMALL = "batchSize=16&model.embeddingDim=8&model.hiddenDim=8&model.embeddingRows=300";

test("A file is read as the notebook reads it, in the page's words, and a saved run goes on bit for bit", async () => {
  const link = `v=1&data.edition=course-2022&${SMALL}&view.scores=true`;
  const { page, faults } = await chromium.visit(link);
  await openPairs(page, "quora.csv", quora(1034));
  await opened(page, "quora.csv");
  // 1,000 rows to train on with 500 duplicates, of which 400 train; 34 rows to test with.
  assert.match(await text(page, "#data-words"), /400 pairs to train on, 34 held out/);
  assert.ok((await lines(page)).includes(words.edition.file));
  const report = await page.locator("#data-lines li").allTextContents();
  assert.ok(
    report.some((line) => line.startsWith("1 row kept as the course does; otherwise skipped because both its questions are the same text")),
    report.join("\n"),
  );
  await stepBy(page, 3);
  assert.match(await text(page, "#epoch-words"), /^Epoch 1, step 3 of 25/);
  const { note, row } = await asTheNotebook(page);
  assert.match(note, /batches of 512 .*: at 0\.7 it counts [0-9]+ true and [0-9]+ false negatives/);
  assert.equal(
    (note.match(/[0-9]+ (?=true|false)/g) ?? []).reduce((sum, count) => sum + Number(count), 0),
    34,
    note,
  );
  assert.match(row, /^accuracy at 0\.7, as the notebook measures it[01]\.[0-9]+\[/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save-run").click()]);
  const saved = await readFile(await download.path());
  await stepBy(page, 2);

  const later = await chromium.visit(link);
  await openPairs(later.page, "quora.csv", quora(1034));
  await opened(later.page, "quora.csv");
  await later.page.locator("#file").setInputFiles({ name: "run.safetensors", mimeType: "application/octet-stream", buffer: saved });
  await batchSays(later.page, "Step 3");
  await stepBy(later.page, 2);
  assert.deepEqual(await account(later.page), await account(page));
  assert.deepEqual([...faults, ...later.faults], []);
});

test("In German, an edition in a link says what it set", async () => {
  const { page } = await chromium.visit(`v=1&data.edition=course-tensorflow&${SMALL}&page.language=de`);
  await ready(page);
  assert.equal(await text(page, "#edition-title"), "Das TensorFlow-Notebook des Kurses");
  const said = await lines(page);
  assert.ok(said.includes("Auffüllung: jede Seite bis zu ihrer längsten") && said.includes(de.edition.decision), said.join("\n"));
  assert.match(await text(page, "#epoch-words"), /^Epoche 1, Schritt 0 von /);
});
