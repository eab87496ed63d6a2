// The ghost: the run without its last change, trained on beside it and drawn pale.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, hashOf, reach, startBrowser, stepBy, text } from "../support/browser.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** @param {Page} page @param {string} name */
const look = (page, name) => page.locator(`#loss .directions .${name} input`).click({ force: true });
/** What the read-out of the loss says: the run's, and the ghost's in brackets. @param {Page} page */
const readout = async (page) => {
  const said = (await page.locator("#curves .readout").first().textContent()) ?? "";
  return /loss ([0-9.]+)(?: \(([0-9.]+)\))?/.exec(said)?.slice(1) ?? [];
};
/** @param {Page} page */
const ghostReads = (page) =>
  page.waitForFunction(() => /\(/.test(document.querySelector("#curves .readout")?.textContent ?? ""), undefined, { timeout: 20_000 });

test("A change while the run goes on leaves the unchanged run as a ghost, with the numbers that it would have had", async () => {
  const untouched = await chromium.visit("v=1&batchSize=8&step=6");
  await reach(untouched.page, 6);
  const [wouldBe] = await readout(untouched.page);
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  await stepBy(page, 3);
  await look(page, "both");
  await eventually(async () => assert.match(await text(page, ".ghost-words"), /changed|pale/i));
  await stepBy(page, 3);
  await ghostReads(page);
  // Until the ghost has come as far, it reads what it had before.
  await eventually(async () => assert.equal((await readout(page))[1], wouldBe));
  const [own, other] = await readout(page);
  assert.notEqual(own, other, "the two have separated");
  assert.match(await text(page, ".ghost-words"), /“columns on”/);
  // A second change takes the run with the first as its ghost; no wish for one, no ghost.
  await look(page, "columns");
  await stepBy(page, 1);
  await page.waitForFunction(() => /“rows off”/.test(document.querySelector(".ghost-words")?.textContent ?? ""));
  await page.locator("#ghost").click();
  await page.waitForFunction(() => !/\(/.test(document.querySelector("#curves .readout")?.textContent ?? ""));
  assert.deepEqual(faults, []);
});

test("The same link has the same ghost; after a restart the run before is the ghost", async () => {
  const first = await chromium.visit("v=1&batchSize=8");
  await stepBy(first.page, 3);
  await look(first.page, "both");
  await stepBy(first.page, 3);
  await ghostReads(first.page);
  await first.page.waitForURL(/step=6/);
  const { page } = await chromium.visit((await hashOf(first.page)).slice(1));
  await reach(page, 6);
  await ghostReads(page);
  await eventually(async () => assert.deepEqual(await readout(page), await readout(first.page)));
  await page.locator("#reset").click();
  await page.waitForFunction(() => /the run before/.test(document.querySelector(".ghost-words")?.textContent ?? ""));
});

test("Where no core is free there is no ghost", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8&page.workers=2");
  await stepBy(page, 2);
  await look(page, "both");
  await stepBy(page, 2);
  assert.deepEqual((await readout(page))[1], undefined);
});
