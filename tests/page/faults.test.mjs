// What goes wrong with the machine: workers that are ended, that crash or cannot be had, files that are poison, views that fail. Nothing that can be made again is lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { account, pause, reach, run, startBrowser, stepBy, stepShown, text } from "../support/browser.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const rows = Array.from({ length: 400 }, (_, k) => `How is thing ${k} made?,What makes thing ${k}?,1`);
const FILE = ["a,b,label", ...rows].join("\n");

/** @param {Page} page @param {string} name @param {string | Buffer} content */
const choose = (page, name, content) => page.locator("#file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });

/** @param {Page} page @param {string} name */
const waitForData = (page, name) =>
  page.waitForFunction((start) => document.querySelector("#data-words")?.textContent?.startsWith(start), `${name}: `);

/** @param {Page} page @param {number} step */
async function seek(page, step) {
  await page.locator("#time").fill(String(step));
  await page.waitForFunction((wanted) => document.querySelector("#batch-words")?.textContent?.startsWith(`Step ${wanted}:`), step);
}

/** A worker of the run's is ended, as a browser does that needs its memory. @param {Page} page @param {number} k */
const kill = (page, k) => page.workers()[k].evaluate(() => self.close());
/** A worker says that its program has trapped. @param {Page} page @param {number} k */
const trap = (page, k) => page.workers()[k].evaluate(() => self.postMessage({ type: "crashed", sentence: "unreachable" }));

/** The fault is told, and stays told. @param {Page} page */
async function told(page) {
  await page.locator("#notice").waitFor();
  await page.waitForTimeout(1500);
  assert.equal(await page.locator("#notice").isVisible(), true);
  const sentence = await text(page, "#notice");
  await page.locator("#dismiss").click();
  assert.equal(await page.locator("#notice").isVisible(), false);
  return sentence;
}

for (const [name, end] of /** @type {const} */ ([
  ["is ended from outside", kill],
  ["traps", trap],
])) {
  test(`A worker that ${name} loses nothing: the run is trained again to its step, bit for bit, with its file, its changes and the other runs`, async () => {
    const { page, faults } = await chromium.visit("v=1&batchSize=8&seed=5&view.compare=true");
    await choose(page, "mine.csv", FILE);
    await waitForData(page, "mine.csv");
    await stepBy(page, 3);
    await page.locator("#closest-columns").click();
    await stepBy(page, 3);
    const later = await account(page);
    await seek(page, 5);
    await page.locator("#closest-rows").click();
    await page.waitForFunction(() => document.querySelectorAll("#runs input:enabled").length === 2);
    const fork = await account(page);
    for (const k of [0, 1]) {
      await end(page, k);
      assert.match(await told(page), /trained again to the same step/);
      await page.waitForFunction(() => document.querySelectorAll("#runs input:enabled").length === 2);
      assert.equal(await stepShown(page), 5);
      assert.deepEqual(await account(page), fork);
    }
    await page.locator("#runs li:nth-child(1) input").check();
    await stepBy(page, 1);
    assert.deepEqual(await account(page), later);
    assert.match(await text(page, "#data-words"), /^mine\.csv: /);
    assert.deepEqual(faults, []);
  });
}

test("A run that goes on goes on after its worker has been ended", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await run(page);
  await reach(page, 20);
  await kill(page, 0);
  await told(page);
  await reach(page, (await stepShown(page)) + 20);
  await pause(page);
});

/** The page with other words in its worker's file. @param {(source: string) => string} change */
async function withWorker(change) {
  const visit = await chromium.visit("v=1&batchSize=8");
  await visit.page.route(/worker[^/]*\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
  await visit.page.reload();
  await visit.page.waitForFunction(() => /[0-9]/.test(document.querySelector("#batch-words")?.textContent ?? ""));
  return visit;
}

test("A file that makes the reader crash is refused by its name, and the run before it comes back", async () => {
  const poison = `;const hear = self.onmessage; self.onmessage = (event) => event.data.source?.name === "poison.csv" ? self.postMessage({ type: "crashed", sentence: "unreachable" }) : hear(event);`;
  const { page, faults } = await withWorker((source) => source + poison);
  await stepBy(page, 3);
  const stood = await account(page);
  const data = await text(page, "#data-words");
  await choose(page, "poison.csv", FILE);
  assert.match(await told(page), /poison\.csv could not be opened/);
  assert.deepEqual(await account(page), stood);
  assert.equal(await text(page, "#data-words"), data);
  await stepBy(page, 1);
  assert.equal(await stepShown(page), 4);
  assert.deepEqual(faults, []);
});

test("A worker's file that cannot be had is asked for twice, not for ever; then there is a button, and it works", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  let asked = 0;
  await page.route(/worker[^/]*\.js/, (route) => {
    asked++;
    return route.abort();
  });
  await page.reload();
  await page.locator("#try-again").waitFor();
  await page.waitForTimeout(1000);
  assert.equal(asked, 2);
  assert.match(await text(page, "#notice"), /could not be loaded/);
  await page.unroute(/worker[^/]*\.js/);
  await page.locator("#try-again").click();
  await page.waitForFunction(() => /[0-9]/.test(document.querySelector("#batch-words")?.textContent ?? ""));
  await stepBy(page, 1);
});

test("A view that fails says so in its own place, and the run and the other views go on", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await page.evaluate(() => {
    CanvasRenderingContext2D.prototype.stroke = () => {
      throw new Error("no ink");
    };
  });
  await stepBy(page, 2);
  assert.match(await text(page, "#curves [data-id=fault]"), /no ink/);
  assert.equal(await page.locator("#numbers [data-id=fault]").count(), 0);
});
