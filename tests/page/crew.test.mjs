// Large steps shared by several workers: the page says how many, the numbers stay those of the package in Node, and a lost worker costs nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { account, numberOf, reach, run, startBrowser, stepShown, stopped, text } from "../support/browser.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** A step takes tens of milliseconds. */
const LINK = "v=1&batchSize=256&model.embeddingDim=64&model.hiddenDim=64&model.pooling=mean&seed=5&distinctClusters=false&page.evaluateEvery=1000";
const STEPS = 16;

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
/** @type {ReturnType<typeof sameRun>} */
let wanted;
before(async () => {
  chromium = await startBrowser();
  wanted = sameRun(LINK, STEPS);
});
after(() => chromium?.close());

/** @param {Page} page */
const workersShown = async (page) => Number((await text(page, "#time-words")).match(/· ([0-9]+) workers/)?.[1] ?? 1);

/** The shown run stands where the one in Node stands. @param {Page} page */
async function assertSame(page) {
  await stopped(page);
  await reach(page, STEPS);
  assert.equal(await stepShown(page), STEPS);
  const { matrix } = await account(page);
  const size = Math.sqrt(wanted.similarity().length);
  const cells = matrix.map((row) => row.map((cell) => numberOf(cell.similarity).toFixed(3)));
  assert.deepEqual(
    cells,
    matrix.map((row, i) => row.map((_, j) => wanted.similarity()[i * size + j].toFixed(3))),
  );
}

test("As many workers as the machine gives share a large step, or as many as are asked for, with the same numbers", async () => {
  for (const [workers, shown] of /** @type {const} */ ([
    ["auto", 2],
    ["1", 1],
    ["4", 2],
  ])) {
    const { page, faults } = await chromium.visit(`${LINK}&page.stopAt=${STEPS}&page.workers=${workers}`, {});
    await run(page);
    await assertSame(page);
    const parts = wanted.parts;
    assert.equal(await workersShown(page), Math.min(shown, parts), `page.workers=${workers}`);
    assert.deepEqual(faults, []);
    await page.context().close();
  }
});

test("Two runs side by side share the cores: one worker each", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&page.stopAt=${STEPS}&run=loss=both`);
  await run(page);
  await assertSame(page);
  assert.equal(await workersShown(page), 2 > (await page.evaluate(() => navigator.hardwareConcurrency)) / 2 ? 1 : 2);
  assert.deepEqual(faults, []);
});

test("A worker that is killed in the middle of its part is replaced, and no step is lost or other", async () => {
  const { page } = await chromium.visit("");
  await page.addInitScript(() => {
    const started = /** @type {Worker[]} */ ([]);
    Object.assign(window, { started });
    const Whole = window.Worker;
    window.Worker = class extends Whole {
      /** @param {ConstructorParameters<typeof Worker>} given */
      constructor(...given) {
        super(...given);
        started.push(this);
      }
    };
  });
  await page.goto(`${chromium.url}?killed#${LINK}&page.stopAt=${STEPS}`);
  await page.locator("#run:enabled").waitFor();
  await run(page);
  const killed = await page.waitForFunction(() => {
    const { started } = /** @type {{started: Worker[]}} */ (/** @type {unknown} */ (window));
    if (started.length < 2) return false;
    started[1].terminate();
    return true;
  });
  assert.ok(killed);
  await page.waitForFunction(() => document.querySelector("#run")?.textContent === "Run", undefined, { timeout: 60_000 });
  await assertSame(page);
  const started = await page.evaluate(() => /** @type {{started: Worker[]}} */ (/** @type {unknown} */ (window)).started.length);
  assert.ok(started >= 3, "another one is hired in its place");
});
