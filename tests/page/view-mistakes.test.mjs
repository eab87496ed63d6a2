// The held-out pairs as a table, against the same run and data made with the package in Node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Dataset } from "../../pkg/node/tripletscope.js";
import { violations } from "../support/axe.mjs";
import { drawn, runTo, startBrowser, text } from "../support/browser.mjs";
import { openPairs } from "../support/files.mjs";
import { sameRun } from "../support/same-run.mjs";
import { save, table } from "../support/saved.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

const LINK = "v=1&batchSize=8&seed=3&view.mistakes=true&page.stopAt=30";

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** What must be listed at that threshold, most wrong first. @param {number} threshold */
function wanted(threshold) {
  const { scores } = sameRun(LINK, 30).evaluateScored();
  const { left, right, label } = Dataset.builtin("questions").heldOut();
  const all = Array.from(scores, (cosine, k) => ({ k, left: left[k], right: right[k], duplicate: label[k] === 1, cosine }));
  const wrong = all.filter(({ cosine, duplicate }) => cosine > threshold !== duplicate);
  const by = (/** @type {{cosine: number}} */ { cosine }) => Math.abs(cosine - threshold);
  return { all, wrong: wrong.toSorted((a, b) => by(b) - by(a) || a.k - b.k) };
}

/** The numbers, texts and cosines of the rows. @param {Page} page */
const rowsShown = (page) =>
  page.locator("#mistakes tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));

test("Mistakes are listed, the worst first, filtered, searched, sorted, and turned page by page", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await runTo(page, 30);
  const { all, wrong } = wanted(0.7);
  await page.waitForFunction((count) => document.querySelector("#mistakes [data-id=found]")?.textContent?.startsWith(`${count} of`), wrong.length);
  assert.match(await text(page, "#mistakes [data-id=found]"), new RegExp(`^${wrong.length} of 480 pairs, cosines of step 30, threshold 0.70`));
  const rows = await rowsShown(page);
  assert.equal(rows.length, Math.min(50, wrong.length));
  for (const [k, row] of rows.entries()) assert.deepEqual(row.slice(0, 3), [String(wrong[k].k + 1), wrong[k].left, wrong[k].right]);
  assert.deepEqual(await violations(page), []);

  const choose = async (/** @type {string} */ filter) => {
    await page.locator("#mistakes-filter").selectOption(filter);
    await drawn(page);
    return Number(/^[0-9]+/.exec(await text(page, "#mistakes [data-id=found]"))?.[0]);
  };
  assert.equal(await choose("falsePositives"), wrong.filter(({ duplicate }) => !duplicate).length);
  assert.equal(await choose("falseNegatives"), wrong.filter(({ duplicate }) => duplicate).length);
  assert.equal(await choose("near"), all.filter(({ cosine }) => Math.abs(cosine - 0.7) <= 0.05).length);
  assert.equal(await choose("all"), 480);

  await page.locator("#mistakes th[data-column=cosine] button").press("Enter");
  await page.locator("#mistakes th[data-column=cosine] button").press("Enter");
  assert.equal(await page.locator("#mistakes th[data-column=cosine]").getAttribute("aria-sort"), "ascending");
  const rising = all.toSorted((a, b) => a.cosine - b.cosine || a.k - b.k).map(({ k }) => String(k + 1));
  await page.locator("#mistakes .pairs-pages button").last().press("Enter");
  await drawn(page);
  assert.deepEqual(
    (await rowsShown(page)).map(([number]) => number),
    rising.slice(50, 100),
  );
  assert.match(await text(page, "#mistakes .pairs-pages"), /51–100 of 480/);

  const word = /** @type {string} */ (all[7].left.split(" ").at(-2)).toUpperCase();
  await page.locator("#mistakes-search").fill(word);
  await drawn(page);
  const found = all.filter(({ left, right }) => `${left}\n${right}`.toUpperCase().includes(word));
  assert.equal((await rowsShown(page)).length, Math.min(50, found.length));
  assert.deepEqual(faults, []);
});

test("A pair that is pressed is asked about and marked in the histogram; what is listed is saved, with nothing that a spreadsheet reckons with", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await runTo(page, 30);
  const { wrong } = wanted(0.7);
  await page.locator("#mistakes tbody button").nth(1).press("Enter");
  await page.locator("#ask [data-id=cosine]").waitFor();
  assert.deepEqual([await page.locator("#ask-1").inputValue(), await page.locator("#ask-2").inputValue()], [wrong[1].left, wrong[1].right]);
  assert.ok(Math.abs(Number((await text(page, "#ask [data-id=cosine]")).replace("−", "-")) - wrong[1].cosine) < 0.0006);
  await drawn(page);
  assert.match((await page.locator("#scores canvas").first().getAttribute("aria-label")) ?? "", /The pair that is looked at is marked, at/);
  assert.equal(await page.locator("#mistakes tr[data-shown]").getAttribute("data-pair"), String(wrong[1].k));
  assert.equal(await page.evaluate(() => document.activeElement?.closest("tr")?.hasAttribute("data-shown")), true, "the focus stays in its row");

  const saved = await table(page, "mistakes");
  assert.deepEqual(
    saved.map(({ pair, question1 }) => [Number(pair), question1]),
    wrong.map(({ k, left }) => [k + 1, left]),
  );
  assert.deepEqual(faults, []);
});

test("Lines of a file and its texts are shown and saved, a text like a formula with an apostrophe; in many pairs a search shows those that hold it", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&model.embeddingDim=4&model.hiddenDim=4&maxLength=8`);
  const rows = Array.from({ length: 30_000 }, (_, k) => `=word${k} a,=word${k} b,1`);
  await openPairs(page, "big.csv", `question1,question2,is_duplicate\n${rows.join("\n")}\n`);
  await page.waitForFunction(() => document.querySelector("#data-words")?.textContent?.startsWith("big.csv"), undefined, { timeout: 60_000 });
  await page.locator("#numbers [data-id=measure-all]").waitFor({ state: "hidden", timeout: 60_000 });
  await page.locator("#mistakes-filter").selectOption("all");
  await page.waitForFunction(() => document.querySelectorAll("#mistakes tbody tr").length === 50);
  await page.locator("#mistakes-search").fill("word1");
  await page.waitForFunction(() => document.querySelector("#mistakes tbody")?.textContent?.includes("word1"));
  const { text: csv } = await save(page, "mistakes", "csv");
  const found = csv.trimEnd().split("\r\n").slice(1);
  assert.ok(found.length > 100 && found.every((row) => row.includes("=word1")), `${found.length} rows`);
  const [, first] = csv.split("\r\n");
  const [, line, left] = /,([0-9]+),('=word[0-9]+ a),'=word/.exec(first) ?? [];
  assert.equal(rows[Number(line) - 2].split(",")[0], left.slice(1));
  assert.deepEqual(faults, []);
});

test("On a phone the table scrolls in its own box", async () => {
  const { page } = await chromium.visit(LINK, { viewport: { width: 390, height: 844 } });
  await runTo(page, 30);
  await page.locator("#mistakes tbody tr").first().waitFor();
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
});
