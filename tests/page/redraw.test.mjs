// Views are drawn when they need it: counted by how often their canvases are cleared.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drawn, openAllViews, reach, run, startBrowser, stepBy } from "../support/browser.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** Which views' canvases are cleared while that happens, and until it is drawn. @param {Page} page @param {() => Promise<unknown>} act */
async function redrawn(page, act) {
  await page.evaluate(() => {
    const cleared = Object.assign(globalThis, { cleared: new Set() }).cleared;
    const { clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      cleared.add(this.canvas instanceof HTMLCanvasElement && this.canvas.closest("section")?.id);
      clearRect.apply(this, box);
    };
  });
  await act();
  for (let k = 0; k < 3; k++) await drawn(page);
  // @ts-expect-error put there above
  return page.evaluate(() => /** @type {string[]} */ ([...globalThis.cleared]));
}

test("A view is drawn again when what it shows has changed, its colours or its width, and otherwise not", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8&seed=3");
  await openAllViews(page);
  await stepBy(page, 2);
  await page.locator("[role=grid]").focus();
  // The address is written, and the state with it, when the steps have come to rest.
  await page.waitForFunction(() => location.hash.includes("step=2"));
  await drawn(page);
  const moved = await redrawn(page, () => page.keyboard.press("ArrowRight"));
  for (const id of ["matrix", "plane", "embeddings"]) assert.ok(moved.includes(id), `${id} shows the selection`);
  for (const id of ["curves", "scores"]) assert.ok(!moved.includes(id), `${id} has nothing to do with the selection`);
  const decided = await redrawn(page, () => page.locator("#threshold").fill("0.3"));
  assert.ok(decided.includes("scores"));
  for (const id of ["matrix", "curves", "plane", "embeddings"]) assert.ok(!decided.includes(id), `${id} has nothing to do with the threshold`);
  const all = ["matrix", "curves", "scores", "plane", "embeddings"];
  for (const [what, act] of /** @type {[string, () => Promise<unknown>][]} */ ([
    ["a step", () => stepBy(page, 1)],
    ["other colours", () => page.emulateMedia({ colorScheme: "dark" })],
    ["another width", () => page.setViewportSize({ width: 900, height: 900 })],
  ])) {
    const found = await redrawn(page, act);
    assert.deepEqual(
      all.filter((id) => !found.includes(id)),
      [],
      what,
    );
  }
});

test("On a slow machine a view that waits for its turn still has something to say", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=64&seed=3");
  await openAllViews(page);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 8 });
  await page.evaluate(() => {
    const words = /** @type {HTMLElement} */ (document.querySelector("#batch-words"));
    const { said } = Object.assign(globalThis, { said: /** @type {string[]} */ ([]) });
    new MutationObserver(() => said.push(words.textContent ?? "")).observe(words, { childList: true, characterData: true, subtree: true });
  });
  await run(page);
  await reach(page, 30);
  await page.locator("#run").click();
  // @ts-expect-error put there above
  const said = await page.evaluate(() => /** @type {string[]} */ (globalThis.said));
  assert.ok(said.length > 2, `${said.length} sentences`);
  assert.deepEqual(
    said.filter((sentence) => !/^(Before the first step|Step [0-9]+): the loss of the batch shown is [0-9]/.test(sentence)),
    [],
  );
  assert.deepEqual(faults, []);
});
