// Lessons on data of their own: a file of pairs beside the lesson, opened as it says, with one's own run put back afterwards.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { account, batchSays, hashOf, startBrowser, stepBy, text } from "../support/browser.mjs";
import { openPairs } from "../support/files.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const START = "v=1&batchSize=8&model.embeddingDim=8&model.hiddenDim=8&seed=3";
/** Pairs with scores, which mean nothing before somebody says what. @param {number} rows @param {string} [what] */
const scored = (rows, what = "thing") =>
  ["a,b,score", ...Array.from({ length: rows }, (_, k) => `How is ${what} ${k} made?,What makes ${what} ${k}?,${[4.5, 4.2, 0.5][k % 3]}`)].join("\n");
const READING = { label: "score", duplicate: { from: 4 }, different: { below: 1 } };
const VALUES = { batchSize: 4, "model.embeddingDim": 8, "model.hiddenDim": 8 };
/** @param {object} more */
const lessonOf = (more, first = {}) => ({
  id: "mine",
  title: "Mine",
  ...more,
  pages: [
    { text: ["One."], setup: { values: VALUES, ...first }, task: { say: "Press Step.", check: ["step", 1] } },
    { text: ["Two."], setup: { restart: true, loss: "both" }, task: { say: "Press Step.", check: ["step", 1] } },
    { text: ["Three."], setup: { data: "../others.csv" }, task: { say: "Press Step.", check: ["step", 1] } },
  ],
});

/** A page that finds these files on its server. @param {Record<string, string>} files */
async function pageWith(files) {
  const visit = await chromium.visit(START);
  for (const [name, body] of Object.entries(files)) await visit.page.route(`**/${name}`, (route) => route.fulfill({ body }));
  return visit;
}
/** @param {Page} page @param {string} link */
const go = (page, link) => page.evaluate((hash) => void (location.hash = hash), link);
/** @param {Page} page @param {string} name */
const dataIs = (page, name) => page.waitForFunction((start) => document.querySelector("#data-words")?.textContent?.startsWith(start), `${name}: `);
/** @param {Page} page */
const begins = (page) => batchSays(page, "Before the first step");
/** @param {Page} page */
const goOn = async (page) => {
  await stepBy(page, 1);
  await page.locator("#lesson button.primary:enabled").click();
};

test("A lesson opens the file beside it as it says, on every page that restarts; a page may have a file of its own; then one's own run is back", async () => {
  const lesson = JSON.stringify(lessonOf({ data: "pairs.csv", reading: READING }));
  const { page, faults } = await pageWith({
    "course/mine.json": lesson,
    "course/pairs.csv": scored(90),
    "others.csv": "a,b\nOne?,Two?\nThree?,Four?\nFive?,Six?\nSeven?,Eight?",
  });
  await go(page, `${START}&step=2&lesson=course/mine.json`);
  await dataIs(page, "pairs.csv");
  assert.match(await text(page, "#data-lines li:first-child"), /^90 rows read: 60 duplicates, 30 non-duplicates/);
  await begins(page);
  assert.equal(await hashOf(page), `#${START}&step=2&lesson=course%2Fmine.json`, "the lesson's file is not in one's own link");
  await goOn(page);
  await page.locator("#lesson h2:text('(2 of 3)')").waitFor();
  await begins(page);
  await dataIs(page, "pairs.csv");
  await goOn(page);
  await dataIs(page, "others.csv");
  await page.locator("#lesson h2").press("Escape");
  await batchSays(page, "Step 2:");
  assert.match(await text(page, "#data-words"), /^Built-in questions/);
  // Whoever comes to the second page at once finds it as if the first had been done.
  await go(page, `${START}&lesson=course/mine.json&page=2`);
  await dataIs(page, "pairs.csv");
  await begins(page);
  await goOn(page);
  assert.deepEqual(faults, []);
});

for (const [what, files, says] of /** @type {const} */ ([
  ["is not there", {}, /This page needs the data in pairs\.csv\. .*no file could be fetched from there \(404 Not Found\)/],
  ["is refused", { "course/pairs.csv": "%PDF-1.4" }, /This page needs the data in pairs\.csv\. .*PDF/],
  ["leaves a doubt", { "course/pairs.csv": scored(30) }, /This page needs the data in pairs\.csv\. .*score/],
])) {
  test(`A lesson whose file ${what} says so by its name, is not done on other data, and gives one's own run back`, async () => {
    const { page } = await pageWith({ "course/mine.json": JSON.stringify(lessonOf({ data: "pairs.csv" })), ...files });
    await openPairs(page, "own.csv", scored(60, "boat").replaceAll(",4.5", ",1").replaceAll(",4.2", ",1").replaceAll(",0.5", ",0"));
    await dataIs(page, "own.csv");
    await stepBy(page, 2);
    const stood = await account(page, 2);
    await page.locator("#lessons").evaluate((select) => {
      const option = new Option("Mine", "course/mine.json");
      select.append(option);
      /** @type {HTMLSelectElement} */ (select).value = option.value;
    });
    await page.locator("#start-lesson").click();
    await page.waitForFunction((source) => new RegExp(source).test(document.querySelector("#lesson [role=status]")?.textContent ?? ""), says.source);
    assert.equal(await page.locator("#run").isDisabled(), true);
    assert.equal(await page.locator("#lesson button.primary").isDisabled(), true);
    await page.waitForFunction(() => location.hash.includes("lesson=course"));
    assert.match(await hashOf(page), /file=own\.csv/, "one's own link keeps its file");
    await page.locator("#lesson h2").press("Escape");
    await page.locator("#run:enabled").waitFor();
    await dataIs(page, "own.csv");
    // The run that the lesson has put aside stood at step 2 as well; one that is put back is measured where it stands.
    await page.waitForFunction(() => /, at step 2, /.test(document.querySelector("#held-out-words")?.textContent ?? ""));
    await batchSays(page, "Step 2:");
    assert.deepEqual(await account(page, 2), stood);
  });
}
