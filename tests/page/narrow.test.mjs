// What is narrow keeps its words: beside a lesson, in a low window and on a phone, in every language.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drawn, startBrowser } from "../support/browser.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const SIZES = [
  { width: 1440, height: 900 },
  { width: 700, height: 420 },
  { width: 390, height: 844 },
];

/** The lists of the run's panel that are narrower than their longest choice. @param {Page} page */
const cut = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("#controls select")]
      .filter((list) => list.checkVisibility())
      .flatMap((list) => {
        const whole = /** @type {HTMLElement} */ (list.cloneNode(true));
        whole.style.cssText = "position: absolute; flex: none; width: auto; max-width: none";
        list.after(whole);
        const [wanted, has] = [whole.offsetWidth, /** @type {HTMLElement} */ (list).offsetWidth];
        whole.remove();
        return wanted > has ? [`${list.id} has ${has} of ${wanted}`] : [];
      }),
  );

/** How many rows a bar's buttons take. @param {Page} page @param {string} bar */
const rowsOf = (page, bar) =>
  page.evaluate((of) => {
    const middles = [...document.querySelectorAll(`${of} > *`)].map((node) => {
      const { top, bottom } = node.getBoundingClientRect();
      return Math.round((top + bottom) / 12);
    });
    return new Set(middles).size;
  }, bar);

for (const language of ["en", "de"])
  test(`No choice in the run's panel is cut, also beside a lesson, and the run's bar takes two rows at most (${language})`, async () => {
    for (const viewport of SIZES)
      for (const link of ["page.start=lab", "lesson=columns"]) {
        const { page } = await chromium.visit(`v=1&${link}&page.language=${language}`, { viewport });
        if (link.startsWith("lesson")) await page.locator("#lesson h2").waitFor();
        await page.evaluate(() => {
          for (const part of document.querySelectorAll("#controls details")) part.setAttribute("open", "");
        });
        await drawn(page);
        const where = `${link} at ${viewport.width}`;
        assert.deepEqual(await cut(page), [], where);
        assert.ok((await rowsOf(page, ".run-bar")) <= 2, where);
        await page.context().close();
      }
  });

test("On a phone a verdict's strips have their scale in sight, and every loss begins with a capital", async () => {
  for (const language of ["en", "de"]) {
    const { page } = await chromium.visit(`v=1&view.verdict=true&page.language=${language}`, { viewport: SIZES[2] });
    await page.waitForSelector("#verdict canvas.dots");
    await page.locator("#verdict h4").nth(3).scrollIntoViewIfNeeded();
    await drawn(page);
    const [row, scale, dock] = await Promise.all(
      ["#verdict h4 >> nth=3", "#verdict .verdict-scales", "#dock"].map((each) => page.locator(each).boundingBox()),
    );
    assert.ok(row && scale && dock && row.y < scale.y && scale.y + scale.height <= dock.y + 1, JSON.stringify([row, scale, dock]));
    const names = await page.locator("#verdict h4").allTextContents();
    assert.ok(names.length > 5);
    assert.deepEqual(
      names.filter((name) => name[0] !== name[0].toUpperCase()),
      [],
    );
    await page.context().close();
  }
});
