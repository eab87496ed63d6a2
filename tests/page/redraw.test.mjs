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

/** How often each view's first canvas has been cleared. @param {Page} page @returns {Promise<Record<string, number>>} */
const clearings = (page) =>
  page.evaluate(() => {
    /** @type {any} */
    const all = globalThis;
    if (!all.clearings) {
      all.clearings = {};
      const { clearRect } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        const section = this.canvas instanceof HTMLCanvasElement && this.canvas.closest("section");
        if (section && section.querySelector("canvas:not([width='32'])") === this.canvas)
          all.clearings[section.id] = (all.clearings[section.id] ?? 0) + 1;
        clearRect.apply(this, box);
      };
    }
    return { ...all.clearings };
  });

test("While the run goes on, a view outside the window is drawn once a second, and with every picture where it is seen", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8&seed=3&view.plane=true");
  await page.locator("#plane canvas").first().waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  /** Drawings of the two views in some seconds. */
  const during = async () => {
    const before = await clearings(page);
    await page.waitForTimeout(3000);
    const then = await clearings(page);
    const [matrix, plane] = ["matrix", "plane"].map((id) => (then[id] ?? 0) - (before[id] ?? 0));
    return { matrix, plane };
  };
  await run(page);
  await reach(page, 30);
  const above = await during();
  assert.ok(above.plane >= 1 && above.plane <= 4, `${above.plane} of the plane, outside the window`);
  assert.ok(above.matrix > 3 * above.plane, `${above.matrix} of the matrix`);
  await page.locator("#plane").scrollIntoViewIfNeeded();
  const within = await during();
  assert.ok(within.plane > 3 * above.plane, `${within.plane} of the plane, in the window`);
  await page.evaluate(() => scrollTo(0, 0));
  const before = await clearings(page);
  await page.locator("#run").click();
  for (let k = 0; k < 3; k++) await drawn(page);
  assert.ok((await clearings(page)).plane > before.plane, "where the run stands still, it is shown everywhere");
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
    said.filter((sentence) => !/^(Before the first step|Step [0-9,]+): the loss of the batch shown is [0-9]/.test(sentence)),
    [],
  );
  assert.deepEqual(faults, []);
});
