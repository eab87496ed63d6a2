// What the page does is said: each state has its sentence, which is shown, and which whoever listens hears exactly once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { run, startBrowser, stepBy, stopped, text } from "../support/browser.mjs";
import { openPairs } from "../support/files.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** Keeps, from now on, what the live regions say: an assistive program reads a region out when its text is another one. @param {Page} page */
const listen = (page) =>
  page.evaluate(() => {
    const kept = Object.assign(globalThis, { heard: /** @type {string[]} */ ([]) });
    const last = new Map();
    const live = '[role=status], [role=alert], [aria-live="polite"], [aria-live="assertive"]';
    const note = () => {
      for (const region of document.querySelectorAll(live)) {
        const shown = region.closest("[hidden]") ? "" : (region.textContent ?? "").trim();
        if (shown !== (last.get(region) ?? "") && shown) kept.heard.push(shown);
        last.set(region, shown);
      }
    };
    note();
    kept.heard.length = 0;
    new MutationObserver(note).observe(document.body, {
      childList: true,
      characterData: true,
      subtree: true,
      attributes: true,
      attributeFilter: ["hidden"],
    });
  });

/** How often that has been said since. @param {Page} page @param {RegExp} what */
const times = async (page, what) => (await heard(page)).filter((said) => what.test(said)).length;
/** @param {Page} page @returns {Promise<string[]>} */
const heard = (page) => page.evaluate("heard");
/** @param {Page} page @param {RegExp} what */
const hears = async (page, what) => {
  await page.waitForFunction(
    (source) => /** @type {any} */ (globalThis).heard.some((/** @type {string} */ said) => new RegExp(source).test(said)),
    what.source,
  );
  await page.waitForTimeout(600);
  assert.equal(await times(page, what), 1, `${what} in ${JSON.stringify(await heard(page))}`);
};

test("That a run goes on, is measured, and where it stands: each is heard once, also where no view is open", async () => {
  for (const closed of [[], ["In words", "Curves"]]) {
    const { page, faults } = await chromium.visit(`v=1&batchSize=8&page.stopAt=1500`);
    for (const name of closed) await page.getByRole("button", { name, exact: true }).click();
    await listen(page);
    await run(page);
    assert.equal(await text(page, "#run"), "Pause");
    await stopped(page);
    await hears(page, /^Step 1,500: the loss of the batch shown is /);
    await hears(page, /^The run goes on\.$/);
    assert.ok((await times(page, /^Measuring all/)) <= 1);
    assert.ok((await heard(page)).length <= 4, JSON.stringify(await heard(page)));
    assert.deepEqual(faults, []);
    await page.context().close();
  }
});

test("A run that measures long says so once", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8&model.embeddingDim=512&model.hiddenDim=512&page.evaluateEvery=1000&page.stopAt=2");
  await page.waitForFunction(() => /at step 0, all [0-9,]+ pairs/.test(document.querySelector("#numbers")?.textContent ?? ""));
  await page.waitForTimeout(600);
  await listen(page);
  await run(page);
  await hears(page, /^Step 2: the loss of the batch shown is .*at step 2, all [0-9,]+ pairs/);
  assert.equal(await times(page, /^Measuring all/), 1, JSON.stringify(await heard(page)));
});

test("What is refused, what has diverged and what has been made again is shown, and heard once", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  await stepBy(page, 2);
  await listen(page);
  await page.locator("#seed").fill("-1");
  await page.locator("#seed").press("Tab");
  await hears(page, /^seed is -1, but it must be/);
  assert.match(await text(page, "#problem"), /^seed is -1/);
  await page.workers()[0].evaluate(() => self.close());
  await hears(page, /trained again to the same step/);
  assert.equal(await page.locator("#notice").isVisible(), true);
  assert.deepEqual(faults, []);
  const { page: other } = await chromium.visit("v=1&adam.beta2=0&adam.epsilon=1e-12&adam.learningRate=1&batchSize=8");
  await listen(other);
  await other.locator("#run").click();
  await hears(other, /diverge|not finite/);
  assert.notEqual(await text(other, "#problem"), "");
});

test("That a worker does not answer, and that a file is read, is shown and heard", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8&seed=5");
  await stepBy(page, 1);
  await listen(page);
  await page.evaluate(() => {
    const wait = globalThis.setTimeout;
    globalThis.setTimeout = /** @type {any} */ ((/** @type {() => void} */ act, /** @type {number} */ ms) => wait(act, ms === 60_000 ? 1000 : ms));
  });
  await page.workers()[0].evaluate(() => {
    setTimeout(() => {
      for (const start = Date.now(); Date.now() - start < 6000; );
    }, 50);
  });
  await page.waitForTimeout(100);
  await page.locator("#step").click();
  await hears(page, /has not answered for a minute/);
  await page.locator("#notice").waitFor({ state: "hidden" });
  const rows = Array.from({ length: 400 }, (_, k) => `How is thing ${k} made?,What makes thing ${k}?,1`);
  await openPairs(page, "mine.csv", ["a,b,label", ...rows].join("\n"));
  await page.waitForFunction(() => document.querySelector("#data-words")?.textContent?.startsWith("mine.csv"));
});
