// What is kept, asked for and given up: a run is offered with its own file or asks for it, a tab keeps one run however often it is loaded again, and what does not come
// leaves the address as it was.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { account, batchSays, eventually, hashOf, ready, renewed, startBrowser, stepBy, text } from "../support/browser.mjs";
import { acceptPairs, chooseFiles, dropFiles, openPairs } from "../support/files.mjs";
import { kept, runIsKept } from "../support/kept.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const LINK = "v=1&batchSize=8&seed=5&page.start=lab";
/** Long enough for what must not come. */
const SETTLED_MS = 1500;

/** @param {number} count @param {string} [thing] */
const pairs = (count, thing = "thing") =>
  ["a,b,label", ...Array.from({ length: count }, (_, k) => `How is ${thing} ${k} made?,What makes ${thing} ${k}?,1`)].join("\n");
/** @param {Page} page @param {string} name @param {string} content */
async function open(page, name, content) {
  await openPairs(page, name, content);
  await page.waitForFunction((start) => document.querySelector("#data-words")?.textContent?.startsWith(start), `${name}: `);
}

/** Comes back to the page without a link. @param {Page} page */
async function comeBack(page) {
  const home = page.url().replace(/#.*/, "");
  await page.goto("about:blank");
  await page.goto(home);
  await page.locator("#kept").waitFor();
  await page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-id=skip]"))?.click());
}

test("Whoever has a file open is asked before the page is left while a lesson has the page, too", async () => {
  const { page } = await chromium.visit(LINK);
  const asks = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  await open(page, "mine.csv", pairs(400));
  await page.locator("#lessons").selectOption("columns");
  await page.locator("#start-lesson").click();
  await page.waitForFunction(() => document.querySelector("#data-words")?.textContent?.startsWith("Built-in"));
  assert.equal(await asks(), true);
});

test("A file that is given up while it is read leaves nothing behind, and the address with the run that is there", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await stepBy(page, 3);
  await chooseFiles(page, ["big.csv", pairs(200_000)]);
  await acceptPairs(page);
  await page.locator("#progress").waitFor({ state: "attached" });
  await page.waitForFunction(() => !document.querySelector("#progress")?.hasAttribute("hidden"));
  await page.evaluate(() => {
    /** @type {HTMLElement} */ (document.querySelector("#view-bar button[aria-pressed=false]")).click();
    /** @type {HTMLElement} */ (document.querySelector("#pairs-cancel")).click();
  });
  await page.waitForTimeout(SETTLED_MS);
  assert.match(await text(page, "#data-words"), /^Built-in questions/);
  assert.match(await hashOf(page), /step=3/);
  assert.equal(await page.locator("#progress").isVisible(), false);
  assert.equal(await text(page, "#progress-words"), "");
  assert.deepEqual(faults, []);
});

test("A tab that is loaded again keeps its one run, and those of other tabs stay", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await stepBy(page, 12);
  await runIsKept(page, 12);
  const other = await page.context().newPage();
  await other.goto(page.url().replace(/#.*/, `#v=1&batchSize=8&seed=7&page.start=lab`));
  await ready(other);
  await stepBy(other, 12);
  for (const step of [12, 13, 14]) {
    await runIsKept(other, step);
    await other.reload();
    await batchSays(other, `Step ${step}:`);
    await stepBy(other, 1);
  }
  await runIsKept(other, 15);
  await comeBack(page);
  const offered = await page.locator("#kept .notice-words").allTextContents();
  assert.deepEqual(
    offered.map((sentence) => sentence.match(/step \d+/)?.[0]),
    ["step 15", "step 12"],
  );
  assert.deepEqual(faults, []);
});

test("Where the browser does not let the page keep a file, the box is not ticked and the page says so", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await page.context().addInitScript(() => Object.defineProperty(globalThis, "indexedDB", { value: undefined }));
  await page.reload();
  await ready(page);
  await open(page, "mine.csv", pairs(400));
  await page.locator("#keeping summary").click();
  await page.locator("#keep-file").click();
  await page.waitForFunction(() => document.querySelector("[data-id=kept-words]")?.textContent);
  assert.match(await text(page, "[data-id=kept-words]"), /does not let the page keep the file/);
  assert.equal(await page.locator("#keep-file").isChecked(), false);
  assert.deepEqual(faults, []);
});

test("A run that is brought back without its file asks for that, and is the same once it is open", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await open(page, "mine.csv", pairs(400));
  await stepBy(page, 12);
  const stood = await account(page);
  await runIsKept(page, 12);
  await comeBack(page);
  await page.locator(".bring-back").click();
  await batchSays(page, "Step 12:");
  assert.match(await text(page, "#notice"), /with the file mine\.csv/);
  await runIsKept(page, 12);
  // It is not forgotten which file that is.
  await comeBack(page);
  assert.match(await text(page, "#kept"), /step 12, on mine\.csv/);
  await page.locator(".bring-back").click();
  await page.locator("#notice").waitFor();
  await batchSays(page, "Step 12:");
  await renewed(page, () => open(page, "mine.csv", pairs(400)));
  await page.locator("#notice").waitFor({ state: "hidden" });
  await batchSays(page, "Step 12:");
  await ready(page);
  assert.deepEqual(await account(page), stood);
  assert.deepEqual(faults, []);
});

test("A run that is brought back on a kept file of the same name and other pairs says that it is not the same run", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await open(page, "mine.csv", pairs(400));
  await page.locator("#keeping summary").click();
  await page.locator("#keep-file").check();
  await eventually(async () => assert.ok((await kept(page)).file));
  // In another tab another file has that name.
  const other = await page.context().newPage();
  await other.goto(page.url().replace(/#.*/, `#${LINK}`));
  await ready(other);
  await open(other, "mine.csv", pairs(300, "other"));
  await stepBy(other, 12);
  await runIsKept(other, 12);
  await comeBack(page);
  await page.locator(".bring-back").click();
  await page.locator("#notice").waitFor();
  assert.match(await text(page, "#notice"), /made with mine\.csv .* What is open now, mine\.csv/);
  assert.equal(await page.locator("#keep-file").isChecked(), true);
  assert.deepEqual(faults, []);
});

test("Two tabs that keep results of verdicts lose none of each other's", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&view.verdict=true`);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await ready(other);
  for (const [tab, seed] of /** @type {[Page, number][]} */ ([
    [page, 1],
    [other, 2],
  ])) {
    await tab.locator("#verdict form").waitFor();
    const run = { asymmetry: "0.5", loss: "both", seed, steps: 3, settings: "" };
    await dropFiles(tab, [`${seed}.json`, JSON.stringify([[run, { forward: 0.5, backward: 0.25, auc: 0.5 }]])]);
    await tab.waitForFunction(() => /1 run added/.test(document.querySelector("[data-id=told]")?.textContent ?? ""));
    await eventually(async () => assert.ok(JSON.stringify((await kept(tab)).verdict?.results).includes(`"seed":${seed}`)));
  }
  await other.close();
  await page.reload();
  await page.waitForFunction(() => /^2 runs found/.test(document.querySelector("[data-id=told]")?.textContent ?? ""));
  assert.deepEqual(faults, []);
});
