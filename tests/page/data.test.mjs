// A person's own data: files that are opened or dropped, files that are refused, and runs that are saved and continued.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { words } from "../../www/words/en.js";
import { account, batchSays, lossShown, reach, renewed, run, runTo, sharesIn, startBrowser, stepBy, stepShown, text } from "../support/browser.mjs";
import { acceptPairs, chooseFiles, dropFiles, openPairs, openRefused } from "../support/files.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
/** @type {string} */
let folder;
before(async () => {
  chromium = await startBrowser();
  folder = await mkdtemp(path.join(tmpdir(), "tripletscope-"));
});
after(async () => {
  await chromium?.close();
  await rm(folder, { recursive: true, force: true });
});

const VERBS = ["mend", "paint", "sell", "clean", "draw", "move", "find", "lift", "cook", "carry", "weigh", "borrow", "plant", "store", "wrap"];
const THINGS = ["a boat", "an old clock", "rice", "my bicycle", "a garden wall", "wool", "a violin", "fish", "a tent", "the roof"];

/** 300 rows in Quora's format with Windows line ends: 299 pairs, of which 201 are duplicates, and one row that is cut off. */
function quoraFile() {
  const rows = Array.from({ length: 300 }, (_, k) => {
    const [verb, thing] = [VERBS[k % 15], THINGS[Math.floor(k / 15) % 10]];
    const other = THINGS[(Math.floor(k / 15) + 3) % 10];
    if (k === 2) return "2,5,6,only half a row";
    if (k >= 200 && k < 298) return [k, 2 * k, 2 * k + 1, `Can I ${verb} ${thing} in winter?`, `Why should I ${verb} ${other} first?`, 0];
    if (k >= 298) return [k, 2 * k, 2 * k + 1, `What does it cost to ship chairs by route ${k}?`, `Price of sending chairs on route ${k}?`, 1];
    const when = k < 150 ? "at home" : "at school";
    if (k === 1) return [k, 2, 3, `"How do I ""${verb}"" ${thing} ${when}, please?"`, `"What is the best way to\r\n${verb} ${thing} ${when}?"`, 1];
    return [k, 2 * k, 2 * k + 1, `How do I ${verb} ${thing} ${when}?`, `"What is the best way, ${when}, to ${verb} ${thing}?"`, 1];
  });
  return ["id,qid1,qid2,question1,question2,is_duplicate", ...rows.map(String), ""].join("\r\n");
}

/** @param {Page} page @param {string} name */
const waitForData = (page, name) =>
  page.waitForFunction((start) => document.querySelector("#data-words")?.textContent?.startsWith(start), `${name}: `);

/** What the report says of the file above. @param {Page} page */
async function assertReported(page) {
  assert.equal(await page.locator("#data-report").isVisible(), true);
  assert.equal(await page.locator("#data-report").getAttribute("open"), "");
  const [read, ...others] = await page.locator("#data-lines li").allTextContents();
  assert.equal(
    read,
    "300 rows read: 201 duplicates, 98 non-duplicates, 1 skipped. Questions from question1 and question2 and the label from is_duplicate.",
  );
  assert.deepEqual(others, [
    "1 row skipped because it has too few fields (line 5)",
    "1 row kept, but one of its quoted fields spans several lines (line 3)",
    "151 to train on + 148 held out + 1 skipped = 300 rows.",
  ]);
}

test("A CSV with quotes, line breaks in fields, Windows line ends and a bad row is opened, reported and trained on", async () => {
  const { page, faults, elsewhere } = await chromium.visit("v=1&batchSize=16&page.stopAt=120");
  await renewed(page, () => openPairs(page, "mine.csv", quoraFile()));
  await waitForData(page, "mine.csv");
  await assertReported(page);
  const [training, heldOut] = (await text(page, "#data-words")).match(/[0-9]+(?= (pairs? to train|held out))/g)?.map(Number) ?? [];
  assert.ok(training > 100 && heldOut > 10 && training + heldOut <= 299, `${training} pairs to train on, ${heldOut} held out`);
  const start = await lossShown(page);
  await runTo(page, 120);
  assert.equal(await stepShown(page), 120);
  assert.ok((await lossShown(page)) < start / 2, `the loss went from ${start} to ${await lossShown(page)}`);
  assert.equal(sharesIn(await text(page, "#held-out-words")).length, 2);
  await page.locator("#use-builtin").click();
  await waitForData(page, words.data.builtin);
  assert.equal(await page.locator("#data-report").isVisible(), false);
  assert.deepEqual([...faults, ...elsewhere], []);
});

test("The same file dropped anywhere on the page gives the same run as opened", async () => {
  const opened = await chromium.visit("v=1&batchSize=8");
  await openPairs(opened.page, "mine.csv", quoraFile());
  await waitForData(opened.page, "mine.csv");
  const dropped = await chromium.visit("v=1&batchSize=8");
  await dropFiles(dropped.page, ["mine.csv", quoraFile()]);
  await acceptPairs(dropped.page);
  await waitForData(dropped.page, "mine.csv");
  await assertReported(dropped.page);
  await stepBy(opened.page, 2);
  await stepBy(dropped.page, 2);
  assert.deepEqual(await account(dropped.page), await account(opened.page));
});

/** Files that cannot be read, with what the sentence must hold. @type {[string, string | Buffer, RegExp][]} */
const broken = [
  ["photo.csv", Buffer.from("89504e470d0a1a0a0000000d49484452000001000000010008060000005c72a866", "hex"), /a picture/],
  ["diary.txt", "This morning it rained\nThen the sun came out\nI went for a walk\n", /no two columns of questions: its first row is/],
  ["empty.csv", "", /empty/],
  ["few.csv", "question1,question2,is_duplicate\nHow are you?,How do you do?,1\n", /pair/],
];

test("A file that cannot be read is refused with a clear sentence, and the run that was going goes on", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  const data = await text(page, "#data-words");
  await run(page);
  for (const [name, content, says] of broken) {
    const stood = await stepShown(page);
    await openRefused(page, name, content);
    await page.waitForFunction((start) => document.querySelector("#problem")?.textContent?.startsWith(start), `${name} could not be opened`);
    const sentence = await text(page, "#problem");
    assert.match(sentence, says);
    assert.match(sentence, /unchanged/);
    assert.doesNotMatch(sentence, /undefined|panicked|Error:/);
    await reach(page, stood + 5);
    assert.equal(await text(page, "#run"), words.run.pause);
    assert.equal(await text(page, "#data-words"), data);
    assert.equal(await page.locator("#progress").isVisible(), false);
  }
  assert.deepEqual(faults, []);
});

test("Rows that are pasted are opened, and the sentence about a file before them goes away", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await chooseFiles(page, ["diary.txt", "One\nTwo\n"]);
  await page.waitForFunction(() => document.querySelector("#problem")?.textContent !== "");
  await page.evaluate((rows) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", rows);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, quoraFile());
  await acceptPairs(page);
  await waitForData(page, words.data.pasted);
  assert.equal(await text(page, "#problem"), "");
  await stepBy(page, 1);
});

test("A file that has changed since it was opened cannot be read: the page says so and how it goes on, and no run is lost", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  const file = path.join(folder, "edited.csv");
  await writeFile(file, quoraFile());
  await page.locator("#file").setInputFiles(file);
  await acceptPairs(page);
  await waitForData(page, "edited.csv");
  await writeFile(file, `${quoraFile()}300,1,2,What is new?,Which news is there?,1\r\n`);
  await utimes(file, new Date(), new Date(Date.now() + 60_000));
  await stepBy(page, 2);
  await page.locator("#open-again").click();
  const unread = words.problem({ sentence: "", unread: true });
  await page.waitForFunction((sentence) => document.querySelector("#problem")?.textContent?.includes(sentence), unread);
  await stepBy(page, 1);
  assert.equal(await stepShown(page), 3);
  await page.locator("#file").setInputFiles(file);
  await acceptPairs(page);
  await page.waitForFunction(() => document.querySelector("#data-lines li")?.textContent?.startsWith("301 rows read"));
  assert.equal(await text(page, "#problem"), "");
  assert.deepEqual(faults, []);
});

test("A run whose file has changed since cannot be gone back to: the page names the file, and offers the run for when its pairs are opened anew", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  const file = path.join(folder, "mended.csv");
  const open = async () => {
    await page.locator("#file").setInputFiles(file);
    await acceptPairs(page);
    await waitForData(page, "mended.csv");
  };
  await writeFile(file, quoraFile());
  await open();
  await stepBy(page, 3);
  const stood = await account(page);
  await page.locator("#use-builtin").click();
  await batchSays(page, "Before the first step");
  await stepBy(page, 1);
  await utimes(file, new Date(), new Date(Date.now() + 60_000));
  await page.locator("#undo").click();
  const unread = words.problem({ sentence: "", unread: true });
  await page.locator("#problem:not(:empty)").waitFor();
  assert.equal(await text(page, "#problem"), words.data.refused("mended.csv", unread));
  await page.locator("#kept").waitFor();
  assert.match(await text(page, "#kept"), /at step 3, on mended\.csv\..* its file is not kept, so open that first\./);
  assert.match(await text(page, "#data-words"), new RegExp(`^${words.data.builtin}: `));
  assert.equal(await stepShown(page), 1);
  assert.equal(await page.locator("#redo").isDisabled(), true, "there is nothing to go on to");
  await open();
  await page.locator(".bring-back").click();
  await batchSays(page, "Step 3:");
  assert.deepEqual(await account(page), stood);
  assert.equal(await page.locator("#kept").isVisible(), false);
  assert.deepEqual(faults, []);
});

/** Saves the run. @param {Page} page */
async function save(page) {
  const waiting = page.waitForEvent("download");
  await page.locator("#save-run").click();
  const download = await waiting;
  const file = path.join(folder, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

test("A run that is saved and opened again continues at its step, with the same numbers", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8&seed=4");
  await page.locator("#closest-columns").click();
  await stepBy(page, 3);
  const file = await save(page);
  assert.match(path.basename(file), /^tripletscope-run-step-3\.safetensors$/);
  await stepBy(page, 2);
  const without = await account(page);

  await page.locator("#file").setInputFiles(file);
  await batchSays(page, "Step 3:");
  await stepBy(page, 2);
  assert.deepEqual(await account(page), without);

  const other = await chromium.visit();
  await other.page.locator("#file").setInputFiles(file);
  await batchSays(other.page, "Step 3:");
  assert.equal(await other.page.locator("#seed").inputValue(), "4");
  assert.equal(await other.page.locator("#closest-columns").isChecked(), true);
  await stepBy(other.page, 2);
  assert.deepEqual(await account(other.page), without);
  assert.deepEqual([...faults, ...other.faults], []);
});

test("A saved run that is cut off is refused, and the run that was going stays", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await stepBy(page, 1);
  const bytes = await readFile(await save(page));
  for (const wrong of [bytes.subarray(0, bytes.length - 100), Buffer.from("not a run")]) {
    await chooseFiles(page, ["run.safetensors", wrong]);
    await page.waitForFunction(() => document.querySelector("#problem")?.textContent !== "");
    assert.doesNotMatch(await text(page, "#problem"), /undefined|panicked/);
    await page.locator("#closest-columns").click();
    assert.equal(await text(page, "#problem"), "");
  }
  await stepBy(page, 1);
  assert.equal(await stepShown(page), 2);
});

test("What is said of a refused file moves nothing, and unfolds to its end under the pointer and the focus", async () => {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const { page } = await chromium.visit("v=1&batchSize=8&page.language=de", { viewport, folded: true });
    const place = () => page.locator("#loss .directions").evaluate((node) => node.getBoundingClientRect().top + scrollY);
    const before = await place();
    await page.locator("#file").setInputFiles({ name: "empty.csv", mimeType: "text/csv", buffer: Buffer.from("One\n") });
    await page.waitForFunction(() => document.querySelector("#problem")?.textContent !== "");
    assert.equal(await place(), before);
    const problem = page.locator("#problem");
    const hidden = () => problem.evaluate((node) => node.scrollHeight - node.clientHeight);
    assert.ok((await hidden()) > 0);
    assert.equal(await problem.evaluate((node) => node.tabIndex), 0);
    await problem.focus();
    assert.equal(await hidden(), 0);
    assert.equal(await place(), before);
  }
});
