// A run as a person drives it: Run, Pause, Step, Reset, seeds and links.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  account,
  batchSays,
  drawn,
  hashOf,
  lossShown,
  openAllViews,
  pause,
  reach,
  ready,
  reset,
  run,
  sharesIn,
  startBrowser,
  stepBy,
  stepShown,
  stopped,
  text,
} from "../support/browser.mjs";

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** The settings behind the # of the address. @param {import("../support/browser.mjs").Page} page */
const linkOf = async (page) => new URLSearchParams((await hashOf(page)).slice(1));

test("The page opens, trains and shows all views without an error, and asks nobody else for anything", async () => {
  const { page, faults, elsewhere } = await chromium.visit();
  assert.equal(await text(page, "#problem"), "");
  assert.match(await text(page, "#batch-words"), /^Before the first step: the loss of the batch shown is /);
  await openAllViews(page);
  await stepBy(page, 2);
  for (const quantity of ["transposed", "difference", "gradient", "similarity"]) {
    await page.locator(`label:has([value=${quantity}])`).click();
    await drawn(page);
  }
  await page.emulateMedia({ colorScheme: "dark" });
  await drawn(page);
  assert.deepEqual(faults, []);
  assert.deepEqual(elsewhere, []);
});

test("Run learns at the defaults: the loss falls and held-out partners are found in over 80 % of the cases within 30 seconds", async () => {
  const { page, faults } = await chromium.visit();
  const start = await lossShown(page);
  const [forwardBefore] = sharesIn(await text(page, "#held-out-words"));
  assert.ok(forwardBefore < 0.5, `recall@1 before training: ${forwardBefore}`);
  await run(page);
  await page.waitForFunction(
    () => {
      const found = [...(document.querySelector("#held-out-words")?.textContent ?? "").matchAll(/([0-9]+) %/g)].map((match) => Number(match[1]));
      return found.length >= 2 && found[0] > 80 && found[1] > 80;
    },
    undefined,
    { timeout: 30_000 },
  );
  await pause(page);
  assert.ok((await lossShown(page)) < start / 2, `the loss went from ${start} to ${await lossShown(page)}`);
  assert.deepEqual(faults, []);
});

test("Pause stops and Step makes exactly one step", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await run(page);
  await reach(page, 5);
  await pause(page);
  const stood = await stepShown(page);
  await page.waitForTimeout(400);
  assert.equal(await stepShown(page), stood);
  await page.locator("#step").click();
  await reach(page, stood + 1);
  await page.waitForTimeout(400);
  assert.equal(await stepShown(page), stood + 1);
});

test("Step while running makes one more step and pauses", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await run(page);
  await reach(page, 3);
  await page.locator("#step").click();
  await stopped(page);
  await page.waitForTimeout(300);
  const stood = await stepShown(page);
  await page.waitForTimeout(300);
  assert.equal(await stepShown(page), stood);
});

test("Reset goes back to the same start, and the same steps give the same numbers", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  const start = await account(page);
  await stepBy(page, 3);
  const third = await account(page);
  assert.notDeepEqual(third.matrix, start.matrix);
  await run(page);
  await reach(page, 10);
  await reset(page);
  assert.deepEqual(await account(page), start);
  await stepBy(page, 3);
  assert.deepEqual(await account(page), third);
});

test("Another seed gives another run, and the first seed gives the first run again", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8&seed=3");
  await stepBy(page, 1);
  const first = await account(page);
  await page.locator("#new-seed").click();
  await batchSays(page, "Before");
  assert.notEqual(await page.locator("#seed").inputValue(), "3");
  await stepBy(page, 1);
  assert.notDeepEqual((await account(page)).matrix, first.matrix);
  await page.locator("#seed").fill("3");
  await page.locator("#seed").press("Enter");
  await batchSays(page, "Before");
  await stepBy(page, 1);
  assert.deepEqual(await account(page), first);
});

test("The address holds what is not default, and opening it again gives the same state and the same numbers", async () => {
  const { page } = await chromium.visit("", { minute: true });
  assert.equal(await hashOf(page), "");
  await page.locator("[data-id=skip]").click();
  await page.locator("#seed").fill("11");
  await page.locator("#seed").press("Enter");
  await page.locator("#open-settings").click();
  await page.locator("#setting-batchSize").fill("6");
  await page.locator("#setting-batchSize").press("Tab");
  await page.keyboard.press("Escape");
  await page.locator("#closest-columns").click();
  await page.waitForFunction(() => location.hash.includes("batchSize=6"));
  await ready(page);
  const link = await linkOf(page);
  assert.deepEqual([link.get("v"), link.get("seed"), link.get("batchSize")], ["1", "11", "6"]);
  assert.equal(link.has("adam.learningRate"), false);
  await reset(page);
  await stepBy(page, 2);
  const here = await account(page);
  await page.waitForFunction(() => location.hash.endsWith("step=2"));

  const again = await chromium.visit((await hashOf(page)).slice(1));
  assert.equal(await again.page.locator("#seed").inputValue(), "11");
  assert.equal(await again.page.locator("#setting-batchSize").inputValue(), "6");
  assert.equal(await again.page.locator("#closest-columns").isChecked(), true);
  assert.equal(await hashOf(again.page), await hashOf(page));
  await reach(again.page, 2);
  assert.deepEqual(await account(again.page), here);
});

test("A bad link says what is wrong with it, keeps what is right, and the page still works", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=100000&seed=12&nonsense=1");
  const sentence = await text(page, "#problem");
  assert.match(sentence, /batchSize/);
  assert.match(sentence, /nonsense/);
  assert.equal(await page.locator("#seed").inputValue(), "12");
  await stepBy(page, 1);
  const other = await chromium.visit("%E0%A4%A&&==&v=99");
  assert.notEqual(await text(other.page, "#problem"), "");
  await stepBy(other.page, 1);
  assert.deepEqual([...faults, ...other.faults], []);
});

test("A seed that is not a number is refused with a sentence and changes nothing", async () => {
  const { page } = await chromium.visit("v=1&seed=5");
  const before = await text(page, "#batch-words");
  for (const wrong of ["-1", ""]) {
    await page.locator("#seed").fill(wrong);
    await page.locator("#seed").press("Tab");
    assert.match(await text(page, "#problem"), /seed/i);
    assert.equal(await page.locator("#seed").inputValue(), "5");
  }
  assert.equal(await text(page, "#batch-words"), before);
});

test("What is being typed is left alone while a run goes on", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await run(page);
  await reach(page, 3);
  await page.locator("#seed").fill("11");
  await reach(page, (await stepShown(page)) + 20);
  assert.equal(await page.locator("#seed").inputValue(), "11");
  await page.locator("#step").dispatchEvent("click");
  await stopped(page);
  await page.locator("#seed").fill("12");
  await page.waitForFunction(() => location.hash.includes("step="));
  await drawn(page);
  assert.equal(await page.locator("#seed").inputValue(), "12", "nor when it comes to rest");
});
