// Files as they come from a sentence encoder's world: dropped, opened by one Enter, told of truthfully, and trained on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Dataset } from "../../pkg/node/tripletscope.js";
import { npyOf } from "../support/arrays.mjs";
import { hashOf, lossShown, renewed, startBrowser, stepBy, text } from "../support/browser.mjs";
import { acceptPairs, dropFiles } from "../support/files.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** @param {Page} page @param {string} part of what is said of the data */
const waitForData = (page, part) =>
  page.waitForFunction((said) => document.querySelector("#data-words")?.textContent?.includes(said), part, { timeout: 20_000 });

/** @param {Page} page */
async function learns(page) {
  const start = await lossShown(page);
  await stepBy(page, 20);
  assert.ok((await lossShown(page)) < start, `from ${start}`);
}

test("Triplets as JSON Lines: each row is a pair and one that is none, and nobody says that labels are missing", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=16");
  const rows = Array.from({ length: 300 }, (_, k) =>
    JSON.stringify({ anchor: `how is thing${k} made`, positive: `who makes thing${k} and how`, negative: `where is other${k} sold` }),
  );
  await dropFiles(page, ["triplets.jsonl", `${rows.join("\n")}\n`]);
  await renewed(page, () => acceptPairs(page));
  await waitForData(page, "triplets.jsonl");
  const told = (await page.locator("#data-lines li").allTextContents()).join("\n");
  assert.match(told, /^300 rows read: 300 duplicates, /);
  assert.match(told, /Questions from anchor and positive, which are duplicates\./);
  assert.match(told, /300 third texts: each makes one more pair of its row, a non-duplicate\./);
  assert.doesNotMatch(told, /label/);
  await learns(page);
  assert.deepEqual(faults, []);
});

test("Two arrays of a sentence encoder, dropped together, are the two sides, and train to the loss that the package has in Node", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=16");
  const [pairs, size] = [2000, 384];
  const side = (/** @type {number} */ noise) =>
    Float32Array.from({ length: pairs * size }, (_, k) => Math.sin(k * k) + noise * Math.sin(1.7 * k * k + 1));
  const sides = [side(0), side(3)];
  await dropFiles(page, ...sides.map((values, k) => /** @type {[string, Buffer]} */ ([`v${k + 1}.npy`, npyOf([pairs, size], values)])));
  await page.locator("#open-vectors").waitFor();
  assert.match(await text(page, "#vectors-words"), /^2,000 pairs of 384 numbers/);
  await renewed(page, () => page.keyboard.press("Enter"));
  await waitForData(page, `vectors of ${size} numbers`);
  await stepBy(page, 20);
  const { loss } = sameRun((await hashOf(page)).slice(1), 19, Dataset.fromVectors(sides[0], sides[1], size)).step();
  assert.ok(loss > 0.01 && Math.abs((await lossShown(page)) - loss) < 0.01 * loss, `${await lossShown(page)} for ${loss}`);
  assert.deepEqual(faults, []);
});

test("Of dialogs about files one is open at a time: what is dropped on one takes its place, and nothing is opened or lost", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  await stepBy(page, 2);
  const pairs = () => dropFiles(page, ["mine.csv", "a,b\nHow is it made?,Who makes it?\nWhere is it sold?,Who sells it?\n"]);
  const both = npyOf(
    [2, 40, 8],
    Float32Array.from({ length: 640 }, (_, k) => Math.sin(k * k)),
  );
  const arrays = () => dropFiles(page, ["both.npy", both]);
  const isAlone = async (/** @type {string} */ id) => {
    await page.locator(`${id}[open]`).waitFor();
    await page.waitForFunction((only) => [...document.querySelectorAll("dialog[open]")].every((dialog) => dialog.matches(only)), id);
  };
  await pairs();
  await isAlone("#pairs");
  await arrays();
  await isAlone("#open-vectors");
  await pairs();
  await isAlone("#pairs");
  await Promise.all([arrays(), arrays()]);
  await isAlone("#open-vectors");
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  assert.match(await text(page, "#data-words"), /^Built-in questions: /);
  await stepBy(page, 1);
  assert.match(await text(page, "#batch-words"), /^Step 3:/);
  assert.deepEqual(faults, []);
});
