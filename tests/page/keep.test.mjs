// What a page inside another one keeps: nothing, unless its author asks for it, and then the run of that place.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { batchSays, eventually, startBrowser } from "../support/browser.mjs";
import { bare, bareSite } from "../support/framed.mjs";
import { kept } from "../support/kept.mjs";

/** @typedef {import("playwright-core").Frame} Frame */
/** @typedef {import("playwright-core").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const LINK = "v=1&batchSize=8&page.speed=30&page.stopAt=15";

/** The frame, once it has data. @param {Page} page @param {string} url */
async function framed(page, url) {
  await page.goto("about:blank");
  await page.goto(url);
  const frame = /** @type {Frame} */ (await (await page.locator("iframe").elementHandle())?.contentFrame());
  await frame.waitForFunction(() => /[0-9]/.test(document.querySelector("#batch-words")?.textContent ?? ""));
  return frame;
}
test("In a frame a run is kept and offered on return where the link asks for it, to that place alone", { timeout: 120_000 }, async () => {
  const { page } = await chromium.visit();
  const site = await bareSite({
    "/plain": bare(`${chromium.url}#${LINK}`),
    "/kept": bare(`${chromium.url}#${LINK}&page.keep=true`),
    "/other": bare(`${chromium.url}#${LINK}&seed=2&page.keep=true`),
  });
  try {
    for (const place of ["plain", "kept"]) {
      const frame = await framed(page, `${site.url}${place}`);
      await frame.locator("#run").click();
      await batchSays(frame, "Step 15:");
      // Where nothing is to be kept, there is nothing to wait for.
      if (place === "plain") await page.waitForTimeout(1500);
      else await eventually(async () => assert.match(JSON.stringify(await kept(frame)), /"at":15/));
    }
    const [plain, other] = [await framed(page, `${site.url}plain`), await framed(page, `${site.url}other`)];
    assert.equal(plain.isDetached(), true);
    await page.waitForTimeout(800);
    assert.equal(await other.locator("#kept").isVisible(), false, "another place's run is not offered");
    const frame = await framed(page, `${site.url}kept`);
    await frame.locator("#kept").waitFor();
    assert.match((await frame.locator("#kept").textContent()) ?? "", /step 15/);
    await frame.locator(".bring-back").click();
    await batchSays(frame, "Step 15:");
    assert.equal(await frame.locator("#keeping").count(), 1, "what is kept can be forgotten there");
    const again = await framed(page, `${site.url}plain`);
    await page.waitForTimeout(800);
    assert.deepEqual([await again.locator("#kept").count(), await again.locator("#keeping").count()], [0, 0]);
  } finally {
    site.close();
  }
});
