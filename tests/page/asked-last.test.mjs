// What is asked while something else is still being made: the last counts, as if the others had never been asked.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { account, drawn, hashOf, reset, startBrowser, stepBy, text } from "../support/browser.mjs";
import { acceptPairs, chooseFiles } from "../support/files.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const LINK = "v=1&batchSize=8&seed=5";
const rows = Array.from({ length: 60_000 }, (_, k) => `How is thing ${k} made?,What makes thing ${k % 977}?,${k % 2}`);
const LARGE = ["a,b,label", ...rows].join("\n");
const SMALL = ["a,b,label", ...rows.slice(0, 300)].join("\n");

/** Asks for settings by the address, at once one after the other. @param {Page} page @param {...string} links */
const address = (page, ...links) =>
  page.evaluate(async (all) => {
    for (const link of all) {
      const heard = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
      location.hash = link;
      await heard;
    }
  }, links);
/** @param {Page} page @param {string} name @param {string} content */
async function file(page, name, content) {
  await chooseFiles(page, [name, content]);
  await acceptPairs(page);
}
const press = (/** @type {Page} */ page, /** @type {string[]} */ ...ids) =>
  page.evaluate((names) => {
    for (const name of names) /** @type {HTMLElement} */ (document.querySelector(name)).click();
  }, ids);
/** Waits until what has been asked stands at its beginning, and nothing else is being made. @param {Page} page */
async function made(page) {
  await page.waitForFunction(
    () =>
      document.querySelector("#batch-words")?.textContent?.startsWith("Before the first step") &&
      document.querySelector("#progress")?.hasAttribute("hidden") &&
      !document.querySelector("#pairs"),
  );
  await drawn(page);
}

/** What is asked at once, and what alone comes to the same. @type {Record<string, [all: (page: Page) => Promise<unknown>, last: (page: Page) => Promise<unknown>]>} */
const ASKED = {
  "a seed after another": [
    (page) => address(page, "v=1&batchSize=8&seed=6", "v=1&batchSize=8&seed=7"),
    (page) => address(page, "v=1&batchSize=8&seed=7"),
  ],
  "other built-in questions after others": [
    (page) => address(page, `${LINK}&data.set=answers`, `${LINK}&data.asymmetry=1`, `${LINK}&data.set=synonyms`),
    (page) => address(page, `${LINK}&data.set=synonyms`),
  ],
  "a size after a seed": [
    (page) => address(page, "v=1&batchSize=8&seed=6", `${LINK}&model.hiddenDim=24`),
    (page) => address(page, `${LINK}&model.hiddenDim=24`),
  ],
  "built-in questions while a large file is read": [
    async (page) => {
      await file(page, "large.csv", LARGE);
      await press(page, "#use-builtin");
    },
    (page) => press(page, "#use-builtin"),
  ],
  "a small file while a large one is read": [
    async (page) => {
      await file(page, "large.csv", LARGE);
      await file(page, "small.csv", SMALL);
    },
    (page) => file(page, "small.csv", SMALL),
  ],
};

for (const [name, ways] of Object.entries(ASKED)) {
  test(`What is asked last stands, as if nothing else had been asked: ${name}`, async () => {
    const stood = [];
    for (const way of ways) {
      const { page, faults } = await chromium.visit(LINK);
      await stepBy(page, 2);
      await way(page);
      await made(page);
      await reset(page);
      await stepBy(page, 3);
      // The address follows once the steps have come to rest.
      await page.waitForFunction(() => /&step=3(&|$)/.test(location.hash));
      const seed = await page.locator("#seed").inputValue();
      stood.push({ seed, data: await text(page, "#data-words"), link: await hashOf(page), ...(await account(page)) });
      assert.deepEqual(faults, []);
    }
    assert.deepEqual(stood[0], stood[1]);
  });
}
