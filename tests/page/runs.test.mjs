// Runs that come and go while something else is going on: whatever is pressed when, each run's numbers are those of the package in Node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { batchSays, drawn, eventually, numberOf, reach, run, runTo, startBrowser, stepBy, stepShown, stopped, text } from "../support/browser.mjs";
import { openPairs } from "../support/files.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

const LINK = "v=1&batchSize=8&seed=5&view.compare=true";

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** As many rows as there are runs, all with numbers. @param {Page} page @param {number} count */
const there = (page, count) =>
  page.waitForFunction(
    (wanted) =>
      document.querySelectorAll("#compare tbody tr").length === wanted &&
      document.querySelectorAll("#runs input:enabled").length === wanted &&
      [...document.querySelectorAll("#compare tbody td:last-child")].every((cell) => /[0-9]/.test(cell.textContent ?? "")),
    count,
  );

/** Adds runs as fast as the presses come. @param {Page} page @param {string[]} losses */
const addAtOnce = (page, losses) =>
  page.evaluate((names) => {
    const select = /** @type {HTMLSelectElement} */ (document.querySelector("#add-loss"));
    for (const name of names) {
      select.value = name;
      /** @type {HTMLElement} */ (document.querySelector("#add")).click();
    }
  }, losses);

/** S₁,₁ and the AUC of each run are those of the runs of these links, made apart. @param {Page} page @param {string[]} links @param {number} steps */
async function assertRuns(page, links, steps) {
  for (const [k, link] of links.entries()) {
    await page.locator(`#runs li:nth-child(${k + 1}) input`).check();
    await drawn(page);
    assert.equal(await stepShown(page), steps);
    const own = sameRun(`${LINK}${link}`, steps);
    assert.equal(numberOf(await text(page, "#cell dd >> nth=0")).toFixed(3), own.similarity()[0].toFixed(3));
    // Until all held-out pairs are measured, it is that of the sample.
    await eventually(async () => assert.equal(await text(page, `#compare [data-id=${"ABCD"[k]}-auc]`), own.evaluate().auc?.toFixed(3)));
  }
}

test("Three runs that are added at once all come, each with its own loss", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&page.stopAt=20`);
  await addAtOnce(page, ["both", "columns", "course-2022"]);
  await there(page, 4);
  await runTo(page, 20);
  await there(page, 4);
  await assertRuns(page, ["", "&loss=both", "&loss=columns", "&loss=course-2022"], 20);
  assert.deepEqual(faults, []);
});

test("A run that joins while the others play is waited for, and all play on", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&page.stopAt=60`);
  await page.locator("#run").click();
  await addAtOnce(page, ["both", "columns"]);
  await reach(page, 60);
  await stopped(page);
  await there(page, 3);
  await assertRuns(page, ["", "&loss=both", "&loss=columns"], 60);
  assert.deepEqual(faults, []);
});

test("Runs are taken away while they, or others, are on their way, and those that stay are the right ones", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&step=30`);
  await reach(page, 30);
  await addAtOnce(page, ["both", "columns", "forum"]);
  await page.locator("[data-id=remove-1]").click();
  await page.locator("[data-id=remove-1]").click();
  await there(page, 2);
  await assertRuns(page, ["", "&loss=forum"], 30);
  await addAtOnce(page, ["columns"]);
  await there(page, 3);
  await page.locator("[data-id=remove-0]").click();
  await there(page, 2);
  await assertRuns(page, ["&loss=forum", "&loss=columns"], 30);
  assert.deepEqual(faults, []);
});

test("Reset, and other data, while a run is on its way take it along", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await addAtOnce(page, ["both", "columns"]);
  await page.locator("#reset").click();
  await there(page, 3);
  await assertRuns(page, ["", "&loss=both", "&loss=columns"], 0);
  await addAtOnce(page, ["forum"]);
  const name = "mine.csv";
  const rows = Array.from({ length: 400 }, (_, k) => `How is thing ${k} made?,What makes thing ${k}?,1`);
  await openPairs(page, name, ["a,b,label", ...rows].join("\n"));
  await page.waitForFunction(() => document.querySelector("#data-words")?.textContent?.startsWith("mine.csv"));
  await there(page, 4);
  await page.locator("#step").click();
  await reach(page, 1);
  await there(page, 4);
  const cells = new Set();
  for (const k of [1, 2, 3, 4]) {
    await page.locator(`#runs li:nth-child(${k}) input`).check();
    await drawn(page);
    assert.match(await text(page, "#cell"), /thing/);
    cells.add(await text(page, "#cell dd >> nth=0"));
  }
  assert.equal(cells.size, 1, "the first batch is encoded by the same weights in all runs");
  assert.deepEqual(faults, []);
});

test("What is pressed while runs begin anew is done with those that begin", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&run=loss=both&run=loss=columns&page.stopAt=20`);
  await stepBy(page, 3);
  const press = (/** @type {string[]} */ ...ids) =>
    page.evaluate((all) => all.forEach((id) => void (/** @type {HTMLElement} */ (document.querySelector(id)).click())), ids);
  await press("#reset", "#step");
  await batchSays(page, "Step 1:");
  await press("#reset", "#run");
  await reach(page, 20);
  await there(page, 3);
  await assertRuns(page, ["", "&loss=both", "&loss=columns"], 20);
  assert.deepEqual(faults, []);
});

test("A switch that is turned while four runs play at full speed, and a step back while they play, keep all at one step", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&run=loss=both&run=loss=columns&run=loss=forum`);
  await run(page);
  await reach(page, 20);
  await page.locator("#closest-columns").click();
  await reach(page, 40);
  await page.locator("#time").fill("10");
  await batchSays(page, "Step 10:");
  await stopped(page);
  await there(page, 4);
  await assertRuns(page, ["", "&loss=both", "&loss=columns", "&loss=forum"], 10);
  assert.deepEqual(faults, []);
});

test("A fork of a run that is taken away at once keeps its past", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&run=loss=columns&step=100`);
  await reach(page, 100);
  await page.locator("#runs li:nth-child(2) input").check();
  await page.locator("#time").fill("70");
  await batchSays(page, "Step 70:");
  await page.evaluate(() => {
    const press = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (document.querySelector(selector)).click();
    press("#closest-rows");
    press("[data-id=remove-0]");
  });
  await there(page, 2);
  await page.locator("#time").fill("71");
  await batchSays(page, "Step 71:");
  await page.locator("#runs li:nth-child(2) input").check();
  await drawn(page);
  const straight = sameRun(`${LINK}&loss=columns`, 71);
  assert.equal(
    numberOf(await text(page, "#cell dd >> nth=0")).toFixed(3),
    straight.similarity()[0].toFixed(3),
    "only what comes after the next step differs",
  );
  assert.deepEqual(faults, []);
});

test("A link says which of several runs is looked at, and is read back so", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&run=loss=both&run=loss=columns&step=5&shown=3`);
  const input = (/** @type {number} */ place) => page.locator(`#runs li:nth-child(${place}) input`);
  const stands = async (/** @type {number} */ place) => {
    await there(page, 3);
    await reach(page, 5);
    assert.deepEqual(await Promise.all([1, 2, 3].map((each) => input(each).isChecked())), [place === 1, place === 2, place === 3]);
  };
  await stands(3);
  await input(2).check();
  await page.waitForURL(/&step=5&shown=2$/);
  await page.reload();
  await stands(2);
  await page.evaluate(() => {
    location.hash = location.hash.replace("shown=2", "shown=3");
  });
  await page.waitForFunction(() => document.querySelector("#runs li:nth-child(3) input:checked"));
  await stands(3);
  await input(1).check();
  await page.waitForURL(/&step=5$/);
  await page.evaluate(() => {
    location.hash += "&shown=4";
  });
  await page.waitForFunction(() => /shown is 4/.test(document.querySelector("#problem")?.textContent ?? ""));
  assert.deepEqual(faults, []);
});
