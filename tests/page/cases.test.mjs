// The small files of tests/cases, each dropped on the page: the dialog shows what it is taken for, asks, or the page says what it is and goes on.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { root } from "../../tools/shell.mjs";
import { account, batchSays, startBrowser, stepBy, text } from "../support/browser.mjs";
import { acceptPairs, dropFiles } from "../support/files.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */
/** @typedef {{rows: number, duplicates: number, nonDuplicates: number}} Counts */
/** @typedef {{label: string, duplicate: string[] | {from: number}, different: string[] | {below: number}}} Answer */
/** @typedef {Counts & {want: "right" | "ask" | "refused", column: string, reading: Answer, then: Counts, says: string}} Case */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const START = "v=1&batchSize=4&model.embeddingDim=8&model.hiddenDim=8&view.plane=off";
const folder = path.join(root, "tests/cases");
/** @type {Record<string, Case>} */
const cases = JSON.parse(readFileSync(path.join(folder, "expected.json"), "utf8"));
/** @param {string} name @returns {[string, Buffer]} */
const fileOf = (name) => [name, readFileSync(path.join(folder, "files", name))];
/** @param {Case["want"]} want */
const those = (want) => Object.entries(cases).filter(([, each]) => each.want === want);

/** What is open, and where it stands. @param {Page} page */
const state = async (page) => [await account(page, 1), await text(page, "#data-words")];

/** Opens what the dialog shows, and says how its rows were counted and that it trains. @param {Page} page @param {string} name @param {Counts} counts */
async function assertOpens(page, name, { rows, duplicates, nonDuplicates }) {
  await acceptPairs(page);
  await page.waitForFunction((start) => document.querySelector("#data-words")?.textContent?.startsWith(start), `${name}: `);
  await page.locator("#pairs").waitFor({ state: "detached" });
  await batchSays(page, "Before the first step");
  const counted = `${rows} rows read: ${duplicates} duplicates, ${nonDuplicates ? `${nonDuplicates} non-duplicates, ` : ""}`;
  assert.ok((await text(page, "#data-lines li:first-child")).startsWith(counted), `${name}: ${await text(page, "#data-lines li:first-child")}`);
  await stepBy(page, 2);
}

/** Answers what the values of the label mean. @param {Page} page @param {Answer} answer */
async function say(page, { duplicate, different }) {
  if ("from" in duplicate && "below" in different && (await page.locator("#pairs-from").count()) > 0) {
    await page.locator("#pairs-from").fill(String(duplicate.from));
    await page.locator("#pairs-from").press("Tab");
    await page.locator("#pairs-below").fill(String(different.below));
    await page.locator("#pairs-below").press("Tab");
  } else {
    const isSame = (/** @type {string} */ value) => ("from" in duplicate ? Number(value) >= duplicate.from : duplicate.includes(value));
    const values = await page.locator(".pairs-values tbody th").allTextContents();
    for (const value of values.filter(isSame)) await page.locator(`.pairs-values tr:has(th:text-is("${value}")) select`).selectOption("duplicate");
    // Nothing is said of the others by itself.
    assert.equal(await page.locator("#pairs-open").isDisabled(), true);
    await page.locator("#pairs-rest").press("Enter");
  }
  await page.locator("#pairs-sums:not(:empty)").waitFor();
}

/** The columns as the dialog shows them: what each is taken for. @param {Page} page */
const roles = (page) =>
  page.locator("#pairs .pairs-table select").evaluateAll((all) => all.map((each) => /** @type {HTMLSelectElement} */ (each).value));

test("Every small file that is clear is shown with its columns, opened by Enter, counted as its owner means it, and trained on", async () => {
  const { page, faults } = await chromium.visit(START);
  for (const [name, counts] of those("right")) {
    await dropFiles(page, fileOf(name));
    await page.locator("#pairs-open:enabled").waitFor();
    const taken = await roles(page);
    assert.equal(taken.filter((role) => role === "question1").length, 1, `${name}: ${taken}`);
    assert.equal(taken.filter((role) => role === "question2").length, 1, `${name}: ${taken}`);
    const third = name.startsWith("triplets") ? "negative" : "label";
    assert.equal(taken.includes(third), counts.nonDuplicates > 0, `${name}: ${taken}`);
    if (taken.includes("label")) {
      const [of, same, other] = (await text(page, "#pairs-sums")).match(/\d+/g)?.map(Number) ?? [];
      assert.deepEqual([of, same, other], [counts.rows, counts.duplicates, counts.nonDuplicates], name);
    }
    await assertOpens(page, name, counts);
  }
  assert.deepEqual(faults, []);
});

test("Every small file with a doubt is asked about, nothing changes before the answer, and the answer opens it", async () => {
  const { page, faults } = await chromium.visit(START);
  for (const [name, { column, reading, then }] of those("ask")) {
    const before = await state(page);
    await dropFiles(page, fileOf(name));
    await page.locator(".pairs-question").waitFor();
    assert.ok((await text(page, ".pairs-question")).includes(`"${column}"`), `${name}: ${await text(page, ".pairs-question")}`);
    assert.equal(await page.locator("#pairs-open").isDisabled(), true);
    await page.keyboard.press("Escape");
    await page.locator("#pairs").waitFor({ state: "detached" });
    assert.deepEqual(await state(page), before, name);
    await dropFiles(page, fileOf(name));
    await page.locator(".pairs-question").waitFor();
    await say(page, reading);
    await assertOpens(page, name, then);
  }
  assert.deepEqual(faults, []);
});

test("Every small file that is no table of pairs is refused with a sentence, and the run stays as it was", async () => {
  const { page, faults } = await chromium.visit(START);
  await stepBy(page, 1);
  for (const [name, { says }] of those("refused")) {
    const before = await state(page);
    await dropFiles(page, fileOf(name));
    await page.waitForFunction((start) => {
      const said = document.querySelector("#pairs[open] .pairs-question") ?? document.querySelector("#problem");
      return said?.id !== "problem" || said.textContent?.startsWith(start);
    }, `${name} could not be opened`);
    // Where other columns could be chosen, the sentence stands in the dialog.
    const asks = (await page.locator("#pairs[open]").count()) > 0;
    const sentence = await text(page, asks ? ".pairs-question" : "#problem");
    if (asks) {
      assert.equal(await page.locator("#pairs-open").isDisabled(), true);
      await page.keyboard.press("Escape");
      await page.locator("#pairs").waitFor({ state: "detached" });
    }
    assert.ok(sentence.includes(says) && !/undefined|panicked/.test(sentence), sentence);
    assert.deepEqual(await state(page), before, name);
  }
  await stepBy(page, 1);
  assert.deepEqual(faults, []);
});

test("A third column of texts without a header is asked about, and one press says what it is", async () => {
  const { page, faults } = await chromium.visit(START);
  const rows = Array.from({ length: 40 }, (_, k) => `How do I mend thing ${k}?\tWhat mends thing ${k}?\tWhere can a house be sold in year ${k}?`);
  for (const [answer, different] of /** @type {const} */ ([
    ["negative", 40],
    ["none", 0],
  ])) {
    await dropFiles(page, ["triplets.tsv", rows.join("\n")]);
    await page.locator(".pairs-question").waitFor();
    assert.match(await text(page, ".pairs-question"), /look like the two questions. What is column 3, which holds texts too\?/);
    assert.equal(await page.evaluate(() => document.activeElement?.id), "pairs-third-negative");
    assert.equal(await page.locator("#pairs-open").isDisabled(), true);
    await page.locator(`#pairs-third-${answer}`).press("Enter");
    await assertOpens(page, "triplets.tsv", { rows: 40, duplicates: 40, nonDuplicates: different });
  }
  assert.deepEqual(faults, []);
});
