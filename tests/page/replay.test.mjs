// Back to a step, on again, and forks of the past: the same bits as the first time, in every engine and in Node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { evaluateLoss, presets } from "../../pkg/node/tripletscope.js";
import { serve } from "../../tools/serve.mjs";
import { engines, missingPrograms } from "../../tools/setup/engines.mjs";
import { inCI } from "../../tools/shell.mjs";
import { numbersOf } from "../../www/views/compare/differences.js";
import { words } from "../../www/words/en.js";
import { batchSays, drawn, eventually, hashOf, measuredAll, reach, runTo, startBrowser, stepShown, text } from "../support/browser.mjs";
import { withEngine } from "../support/drivers.mjs";
import { sameRun } from "../support/same-run.mjs";
import "../support/web-core.mjs";
import { bitsOf } from "./replay/bits.js";

/** @typedef {import("../../tools/setup/engines.mjs").EngineName} EngineName */
/** @typedef {import("../support/browser.mjs").Page} Page */

const LINK = "v=1&seed=7&batchSize=8";

/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  site = await serve(0, { folders: ["tests/page/replay/"] });
  chromium = await startBrowser();
});
after(async () => {
  await chromium?.close();
  site?.close();
});

/** Made in Node, step after step without any way back. @param {number} last @param {number} [change] after this step the forum's loss is trained with */
function straight(last, change) {
  const trainer = sameRun(LINK, 0);
  const bits = [bitsOf(trainer.similarity(), undefined)];
  for (let step = 1; step <= last; step++) {
    if (step - 1 === change) trainer.setLoss(presets().forum);
    const { loss } = trainer.step();
    bits.push(bitsOf(trainer.similarity(), loss));
  }
  return bits;
}

for (const name of /** @type {EngineName[]} */ (Object.keys(engines()))) {
  const missing = missingPrograms(engines()[name]);
  const skip = missing.length > 0 && !inCI ? `there is no ${missing.join(", ")}` : false;
  test(`In ${engines()[name].title} every step comes back with the same bits, and so does a fork of the past`, { skip }, async () => {
    assert.deepEqual(missing, []);
    const said = await withEngine(name, async (driver) => {
      await driver.get(`${site.url}tests/page/replay/index.html#${LINK}`);
      const result = () => driver.executeScript(() => document.querySelector("#result")?.textContent ?? "");
      await driver.wait(async () => (await result()) !== "", 60_000, "no result");
      return JSON.parse(await result());
    });
    assert.equal(said.error, undefined);
    const [a, b] = [straight(300), straight(200, 150)];
    assert.deepEqual(
      said.alone,
      [0, 150, 300, 150, 1, 299, 64, 65, 0, 128].map((step) => [a[step]]),
    );
    assert.deepEqual(said.together, [[a[150]], ...[150, 200, 151, 149, 100].map((step) => [a[step], b[step]])]);
    assert.equal(a[151].hash, b[151].hash, "the batch after the change is encoded by the same weights");
    assert.notEqual(a[200].hash, b[200].hash);
  });
}

const FORKED = `${LINK}&at=20,loss=both&run=swap=true&at=30,loss=columns&view.compare=true&step=60`;

/** What the page must say of that link: its sentences of run A, and the numbers that compare A and B, all from two runs made in Node. */
function toldByNode() {
  const runs = [
    { trainer: sameRun(LINK, 20), loss: presets().both, more: 40 },
    { trainer: sameRun(`${LINK}&swap=true`, 30), loss: presets().columns, more: 30 },
  ].map(({ trainer, loss, more }) => {
    trainer.setLoss(loss);
    for (let k = 1; k < more; k++) trainer.step();
    const last = trainer.step();
    const batch = { similarity: trainer.similarity(), vectors: trainer.vectors(), texts: trainer.batchTexts(), batchSize: 8 };
    const report = evaluateLoss(batch.similarity, 8, loss);
    return { ...batch, history: { last, measured: { step: 60, evaluation: trainer.evaluate() } }, report, loss, step: 60, data: {} };
  });
  const [{ history, ...state }] = /** @type {any[]} */ (runs);
  const { last, measured } = history;
  const sentences = [words.numbers.batch({ history, ...state }), words.numbers.directions(last), words.measured.heldOut(60, measured.evaluation)];
  const numbers = numbersOf(/** @type {any} */ (runs)).flatMap(({ numbers: own }) =>
    Object.values(own).map((x) => (x === undefined ? words.none : words.number(x))),
  );
  return [...sentences, ...numbers];
}

for (const name of /** @type {EngineName[]} */ (Object.keys(engines()))) {
  const missing = missingPrograms(engines()[name]);
  const skip = missing.length > 0 && !inCI ? `there is no ${missing.join(", ")}` : false;
  test(`In ${engines()[name].title} a link with runs, changes and a step opens to the numbers that Node computes`, { skip }, async () => {
    const expected = toldByNode();
    const told = await withEngine(name, async (driver) => {
      await driver.get(`${site.url}#${FORKED}`);
      const texts = () =>
        driver.executeScript(() =>
          [...document.querySelectorAll("#batch-words, #direction-words, #held-out-words, #compare td [data-id]")].map(
            (part) => part.textContent ?? "",
          ),
        );
      const there = async () => {
        const all = await texts();
        return all[0]?.startsWith("Step 60:") && all[2].includes("all 480 pairs") && all.length === 15;
      };
      await driver.wait(there, 60_000, "step 60 is not reached");
      // The table has its turn to be drawn after the sentences.
      await driver.wait(async () => isDeepStrictEqual(await texts(), expected), 10_000).catch(() => {});
      return texts();
    });
    assert.deepEqual(told, expected);
  });
}

/** @param {Page} page @param {number} step */
async function seek(page, step) {
  await page.locator("#time").fill(String(step));
  await page.waitForFunction((wanted) => document.querySelector("#batch-words")?.textContent?.includes(` ${wanted}: `), step);
  await measuredAll(page);
}

/** @param {Page} page */
const said = async (page) => [await text(page, "#batch-words"), await text(page, "#direction-words"), await text(page, "#held-out-words")];

test("The time line brings back every number of a step, and a switch that is turned there makes a run of its own", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&page.stopAt=100`);
  await runTo(page, 100);
  await drawn(page);
  const last = await said(page);
  await seek(page, 40);
  const before = await said(page);
  assert.notDeepEqual(before, last);
  await page.locator("#back").click();
  await batchSays(page, "Step 39:");
  await seek(page, 40);
  assert.deepEqual(await said(page), before);
  await page.locator("#closest-columns").click();
  await page.waitForFunction(() => document.querySelectorAll("#runs li").length === 2);
  await page.waitForFunction(() => document.querySelector("#runs li:last-child input:checked") !== null);
  assert.match(await hashOf(page), /run=&at=40,/);
  await seek(page, 100);
  assert.notDeepEqual(await said(page), last);
  await page.locator("#runs li:first-child label").click();
  // All held-out pairs are measured where it stands.
  await eventually(async () => assert.deepEqual(await said(page), last));
  await page.locator("#runs li:last-child button").click();
  await page.waitForFunction(() => document.querySelectorAll("#runs li").length === 0);
  await eventually(async () => assert.deepEqual(await said(page), last));
  assert.deepEqual(faults, []);
});

test("A link with runs, a change and a step opens where it was copied, with the same numbers", async () => {
  const one = await chromium.visit(FORKED);
  await reach(one.page, 60);
  await one.page.waitForFunction(() => document.querySelectorAll("#compare tbody tr").length === 2);
  await measuredAll(one.page);
  const all = async (/** @type {Page} */ page) => [...(await said(page)), await text(page, "#compare table")];
  const first = await all(one.page);
  await one.page.waitForFunction(() => location.hash.endsWith("step=60"));
  const again = await chromium.visit((await hashOf(one.page)).slice(1));
  await reach(again.page, 60);
  await again.page.waitForFunction(() => document.querySelectorAll("#compare tbody tr").length === 2);
  await measuredAll(again.page);
  assert.deepEqual(await all(again.page), first);
  const trainer = sameRun(LINK, 20);
  trainer.setLoss(sameRun(`${LINK}&loss=both`, 0).config().loss);
  for (let k = 0; k < 40; k++) trainer.step();
  const { auc } = trainer.evaluate();
  assert.equal(await text(again.page, "#compare [data-id=A-auc]"), auc?.toFixed(3));
  assert.deepEqual([...one.faults, ...again.faults], []);
});

test("A run added later catches up from the same start, and pausing a long way stops there", async () => {
  const { page } = await chromium.visit(`${LINK}&page.stopAt=30`);
  await runTo(page, 30);
  await page.locator(".add-run summary").click();
  await page.locator("#add-loss").selectOption("columns");
  await page.locator("#add").click();
  await page.waitForFunction(() => document.querySelectorAll("#compare tbody tr").length === 2);
  assert.equal(await stepShown(page), 30);
  const own = sameRun(`${LINK}&loss=columns`, 30).evaluate();
  await eventually(async () => assert.equal(await text(page, "#compare [data-id=B-auc]"), own.auc?.toFixed(3)));
  const long = await chromium.visit(`${LINK}&batchSize=64&step=100000`);
  await long.page.locator("#halt").click({ timeout: 20_000 });
  await long.page.waitForFunction(() => document.querySelector("#going")?.hasAttribute("hidden"));
  await drawn(long.page);
  const stood = await stepShown(long.page);
  assert.ok(stood > 0 && stood < 100_000);
});

test("Undo takes back a change of settings, by button and by Ctrl+Z, and redo makes it again", async () => {
  const { page } = await chromium.visit(LINK);
  const hash = () => hashOf(page);
  const start = await hash();
  await page.locator("#closest-columns").click();
  const changed = await hash();
  assert.notEqual(changed, start);
  await page.locator("#undo").click();
  assert.equal(await hash(), start);
  assert.equal(await page.locator("#closest-columns").isChecked(), false);
  await page.locator("#redo").click();
  assert.equal(await hash(), changed);
  await page.locator("#run").focus();
  await page.keyboard.press("Control+z");
  assert.equal(await hash(), start);
  assert.equal(await page.locator("#undo").isDisabled(), true);
});

test("Undo takes back the last change from wherever the time line stands", async () => {
  const { page } = await chromium.visit(`${LINK}&step=30`);
  await reach(page, 30);
  await page.locator("#closest-columns").click();
  assert.match(await hashOf(page), /at=30,/);
  await seek(page, 10);
  await page.locator("#undo").click();
  assert.doesNotMatch(await hashOf(page), /at=/);
  assert.equal(await stepShown(page), 10);
  assert.equal(await page.locator("#runs li").count(), 0);
  await page.locator("#redo").click();
  assert.match(await hashOf(page), /at=30,/);
});
