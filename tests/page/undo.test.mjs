// Nothing that a person has made is thrown away unasked: the run before comes back, the last run is there on return, and a link says which file it needs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { account, batchSays, hashOf, ready, renewed, startBrowser, stepBy, stepShown, stopped, text } from "../support/browser.mjs";
import { openPairs } from "../support/files.mjs";
import { runIsKept } from "../support/kept.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const LINK = "v=1&batchSize=8&seed=5";
const rows = Array.from({ length: 400 }, (_, k) => `How is thing ${k} made?,What makes thing ${k}?,1`);
const FILE = ["a,b,label", ...rows].join("\n");

/** @param {Page} page */
const choose = (page) => openPairs(page, "mine.csv", FILE);
/** @param {Page} page @param {string} name */
const waitForData = (page, name) =>
  page.waitForFunction((start) => document.querySelector("#data-words")?.textContent?.startsWith(start), `${name}: `);

/** What takes the place of a run. @type {Record<string, (page: Page) => Promise<unknown>>} */
const OTHERS = {
  "a file": async (page) => {
    await choose(page);
    await waitForData(page, "mine.csv");
  },
  "a new seed": (page) => page.locator("#new-seed").click(),
  "another size": async (page) => {
    await page.locator("#open-settings").click();
    await page.locator("#setting-model\\.hiddenDim").fill("16");
    await page.locator("#setting-model\\.hiddenDim").press("Tab");
    await page.locator("#settings-apply").click();
    await page.locator("#settings-done").click();
  },
  "a lesson": async (page) => {
    await page.locator("#lessons").selectOption("columns");
    await page.locator("#start-lesson").click();
  },
  "an edited address": (page) => page.evaluate(() => void (location.hash = "v=1&seed=9&batchSize=4")),
};

for (const [name, replace] of Object.entries(OTHERS)) {
  test(`Undo brings back the run that ${name} has taken the place of, with its changes and at its step`, async () => {
    const { page, faults } = await chromium.visit(LINK);
    await stepBy(page, 2);
    await page.locator("#closest-columns").click();
    await stepBy(page, 3);
    const stood = await account(page);
    const data = await text(page, "#data-words");
    await replace(page);
    await batchSays(page, "Before the first step");
    // A lesson changes settings, and then restarts.
    for (let k = 0; k < 3 && (await stepShown(page)) !== 5; k++) {
      await page.locator("#undo").click();
      await page
        .waitForFunction(() => document.querySelector("#batch-words")?.textContent?.startsWith("Step 5:"), undefined, { timeout: 4000 })
        .catch(() => {});
    }
    await batchSays(page, "Step 5:");
    assert.deepEqual(await account(page), stood);
    assert.equal(await text(page, "#data-words"), data);
    assert.equal(await page.locator("#seed").inputValue(), "5");
    await page.locator("#redo").click();
    await batchSays(page, "Before the first step");
    assert.deepEqual(faults, []);
  });
}

test("Undo pressed twice at once brings back the run before and takes its last change back; Redo goes the whole way again", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await stepBy(page, 2);
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#add")).click());
  await page.locator("#runs li:nth-child(2)").waitFor({ state: "attached" });
  await page.locator("#runs li:nth-child(2) input:enabled").check();
  const before = await page.locator("#closest-columns").isChecked();
  await page.locator("#closest-columns").click();
  await page.evaluate(() => void (location.hash = "v=1&seed=9&batchSize=4"));
  await batchSays(page, "Before the first step");
  const press = (/** @type {string} */ id) =>
    page.evaluate((name) => {
      for (let k = 0; k < 2; k++) /** @type {HTMLElement} */ (document.querySelector(name)).click();
    }, id);
  await press("#undo");
  await batchSays(page, "Step 2:");
  assert.equal(await page.locator("#seed").inputValue(), "5");
  assert.equal(await page.locator("#closest-columns").isChecked(), before);
  await press("#redo");
  await batchSays(page, "Before the first step");
  await page.waitForFunction(() => /** @type {HTMLInputElement} */ (document.querySelector("#seed")).value === "9");
  assert.deepEqual(faults, []);
});

test("Built-in questions in the place of a file can be taken back too", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await choose(page);
  await waitForData(page, "mine.csv");
  await stepBy(page, 3);
  const stood = await account(page);
  await renewed(page, () => page.locator("#use-builtin").click());
  await waitForData(page, "Built-in questions");
  await page.locator("#undo").click();
  await batchSays(page, "Step 3:");
  assert.deepEqual(await account(page), stood);
  assert.match(await text(page, "#data-words"), /^mine\.csv: /);
  assert.deepEqual(faults, []);
});

test("Whoever has a file open is asked before the page is left; whoever has nothing to lose is not", async () => {
  const { page } = await chromium.visit(LINK);
  const asks = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  assert.equal(await asks(), false);
  await choose(page);
  await waitForData(page, "mine.csv");
  assert.equal(await asks(), true);
});

test("Whoever has trained for more than a minute is asked too", async () => {
  const { page } = await chromium.visit(LINK);
  const asks = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  for (const [minutes, asked] of /** @type {const} */ ([
    [0.5, false],
    [0.6, true],
  ])) {
    await page.locator("#run").click();
    await page.waitForFunction(() => document.querySelector("#run")?.textContent === "Pause");
    await page.evaluate((more) => {
      const now = performance.now.bind(performance);
      performance.now = () => now() + more;
    }, minutes * 60_000);
    await page.locator("#run").click();
    await stopped(page);
    assert.equal(await asks(), asked, `${minutes} minutes more`);
  }
  // Another run has nothing to lose yet.
  await page.locator("#new-seed").click();
  await batchSays(page, "Before the first step");
  assert.equal(await asks(), false);
});

test("Another language leaves the run where it stands, with its changes and its fork", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await stepBy(page, 2);
  await page.locator("#closest-columns").click();
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#add")).click());
  await page.locator("#runs li:nth-child(2)").waitFor({ state: "attached" });
  await stepBy(page, 3);
  const shown = await page.locator("#runs input").evaluateAll((all) => all.findIndex((input) => /** @type {HTMLInputElement} */ (input).checked));
  const { matrix } = await account(page);
  await page.locator("#language").selectOption("de");
  await page.waitForFunction(
    () => document.documentElement.lang === "de" && /^Schritt 5:/.test(document.querySelector("#batch-words")?.textContent ?? ""),
  );
  assert.equal(await page.locator("#runs li").count(), 2);
  await page.locator(`#runs li:nth-child(${shown + 1}) input:enabled`).check();
  const german = await account(page);
  const numbers = (/** @type {import("../support/browser.mjs").Cell[][]} */ rows) =>
    rows.map((row) => row.map((cell) => cell.similarity.replace(/[.,]/, ".")));
  assert.deepEqual(numbers(german.matrix), numbers(matrix));
  // What the page that is left was still asking for is given up.
  assert.deepEqual(
    faults.filter((fault) => !fault.endsWith("net::ERR_ABORTED")),
    [],
  );
});

test("The last run is offered on return and comes back to its step; its file only where that was ticked; Forget empties all", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8&page.start=lab");
  await choose(page);
  await waitForData(page, "mine.csv");
  await page.locator("#keeping summary").click();
  await page.locator("#keep-file").check();
  await page.locator("#time").evaluate(() => {});
  await stepBy(page, 12);
  const stood = await account(page);
  await runIsKept(page, 12);
  const home = page.url().replace(/#.*/, "");
  await page.goto("about:blank");
  await page.goto(home);
  await page.locator("#kept").waitFor();
  assert.match(await text(page, "#kept"), /step 12, on mine\.csv/);
  await page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-id=skip]"))?.click());
  await page.locator(".bring-back").click();
  await waitForData(page, "mine.csv");
  await batchSays(page, "Step 12:");
  assert.deepEqual(await account(page), stood);
  await page.locator("#keeping summary").click();
  await page.locator("#forget").click();
  await page.waitForFunction(() => document.querySelector("[data-id=kept-words]")?.textContent);
  await page.goto("about:blank");
  await page.goto(home);
  await page.waitForTimeout(1000);
  assert.equal(await page.locator("#kept").isVisible(), false);
  assert.deepEqual(faults, []);
});

/** Comes back without a link: the steps of the runs that are offered. @param {Page} page @param {string} home */
async function offeredAt(page, home) {
  await page.goto("about:blank");
  await page.goto(home);
  await page.locator("#kept").waitFor();
  await page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-id=skip]"))?.click());
  return (await page.locator("#kept .notice-words").allTextContents()).map((sentence) => sentence.match(/step \d+/)?.[0]);
}

test("Two tabs keep a run each, the newest is offered first, and one that is brought back is not offered twice", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8&page.start=lab");
  const home = page.url().replace(/#.*/, "");
  const other = await page.context().newPage();
  await other.goto(`${home}#v=1&batchSize=8&seed=3&page.start=lab`);
  await ready(other);
  await stepBy(page, 12);
  const stood = await account(page);
  await runIsKept(page, 12);
  await stepBy(other, 14);
  await runIsKept(other, 14);
  await other.close();
  assert.deepEqual(await offeredAt(page, home), ["step 14", "step 12"]);
  await page.locator(".bring-back").nth(1).click();
  await batchSays(page, "Step 12:");
  assert.deepEqual(await account(page), stood);
  await stepBy(page, 3);
  await runIsKept(page, 15);
  assert.deepEqual(await offeredAt(page, home), ["step 15", "step 14"]);
  assert.deepEqual(faults, []);
});

test("A run that an earlier version has kept, by itself and of no tab, is offered, and not twice once it is brought back", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8&page.start=lab");
  const home = page.url().replace(/#.*/, "");
  const keptBefore = { link: "v=1&batchSize=8&seed=3&page.start=lab&step=11", data: "", at: 11 };
  await page.evaluate(async (run) => {
    const opening = indexedDB.open("tripletscope", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
    const database = await new Promise((resolve) => opening.addEventListener("success", () => resolve(opening.result)));
    const putting = database.transaction("kept", "readwrite").objectStore("kept").put(run, "run");
    await new Promise((resolve) => putting.addEventListener("success", resolve));
    database.close();
  }, keptBefore);
  assert.deepEqual(await offeredAt(page, home), ["step 11"]);
  await page.locator(".bring-back").click();
  await batchSays(page, "Step 11:");
  await stepBy(page, 3);
  await runIsKept(page, 14);
  assert.deepEqual(await offeredAt(page, home), ["step 14"]);
  assert.deepEqual(faults, []);
});

test("A link made with a file open says which file it needs, and is the same run once that is open", async () => {
  const { page } = await chromium.visit(LINK);
  await choose(page);
  await waitForData(page, "mine.csv");
  await page.locator("#closest-columns").click();
  await stepBy(page, 3);
  const stood = await account(page);
  await page.waitForFunction(() => location.hash.includes("step=3"));
  const link = (await hashOf(page)).slice(1);
  assert.match(link, /file=mine/);

  const other = await chromium.visit(link);
  assert.match(await text(other.page, "#notice"), /mine\.csv/);
  await choose(other.page);
  // The built-in questions stand at step 3 as well, until the file is there.
  await other.page.waitForFunction(
    () =>
      /^Step 3:/.test(document.querySelector("#batch-words")?.textContent ?? "") && /thing/.test(document.querySelector("#cell")?.textContent ?? ""),
  );
  await ready(other.page);
  assert.deepEqual(await account(other.page), stood);
  assert.equal(await other.page.locator("#notice").isVisible(), false);
});

test("The address holds the step while the run goes on, at most once a second", async () => {
  const { page } = await chromium.visit(LINK);
  await page.evaluate(() => {
    const counts = /** @type {any} */ (window);
    counts.written = 0;
    const real = history.replaceState.bind(history);
    history.replaceState = (...given) => {
      counts.written++;
      real(...given);
    };
  });
  await page.locator("#run").click();
  await page.waitForFunction(() => /step=\d+/.test(location.hash));
  const written = await page.evaluate(() => /** @type {any} */ (window).written);
  assert.ok(written >= 2 && written <= 6, `${written} times in three seconds`);
});
