// What is narrow keeps its words: beside a lesson, in a low window and on a phone, in every language.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drawn, eventually, openAllViews, startBrowser } from "../support/browser.mjs";
import { dropFiles } from "../support/files.mjs";

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

/** The lists that are narrower than their longest choice. @param {Page} page @param {string} lists */
const cut = (page, lists) =>
  page.evaluate(
    (which) =>
      [...document.querySelectorAll(which)]
        .filter((list) => list.checkVisibility())
        .flatMap((list) => {
          const whole = /** @type {HTMLElement} */ (list.cloneNode(false));
          // In a group, choices are further in than what is shown of the chosen one.
          whole.append(...[...list.querySelectorAll("option")].map((option) => option.cloneNode(true)));
          whole.style.cssText = "position: absolute; flex: none; width: auto; max-width: none";
          list.after(whole);
          const [wanted, has] = [whole.offsetWidth, /** @type {HTMLElement} */ (list).offsetWidth];
          whole.remove();
          return wanted > has ? [`${list.id} has ${has} of ${wanted}`] : [];
        }),
    lists,
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
  test(`No choice in the run's panel, and no lesson's title, is cut, also beside a lesson, and the run's bar takes two rows at most (${language})`, async () => {
    for (const viewport of SIZES)
      for (const link of ["page.start=lab", "lesson=columns"]) {
        const { page } = await chromium.visit(`v=1&${link}&page.language=${language}`, { viewport });
        if (link.startsWith("lesson")) await page.locator("#lesson h2").waitFor();
        await page.evaluate(() => {
          for (const part of document.querySelectorAll("#controls details")) part.setAttribute("open", "");
        });
        await drawn(page);
        const where = `${link} at ${viewport.width}`;
        assert.deepEqual(await cut(page, "#controls select, #lessons"), [], where);
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

for (const language of ["en", "de"])
  test(`On a phone it can be read whole what a file's columns are (${language})`, async () => {
    const { page } = await chromium.visit(`v=1&page.start=lab&page.language=${language}`, { viewport: SIZES[2] });
    const rows = [0, 1, 2, 3].map((k) => `what is ${k}?,what's ${k}?,${k % 2}`);
    await dropFiles(page, ["pairs.csv", Buffer.from(["question1,question2,is_duplicate", ...rows].join("\n"))]);
    await page.locator("dialog#pairs").waitFor();
    await eventually(async () => assert.equal(await page.locator("#pairs .pairs-table select").count(), 3));
    assert.deepEqual(await cut(page, "#pairs .pairs-table select"), []);
  });

/** Where the columns of cards end: the lowest edge in each. @param {Page} page @param {string} cards */
const endsOf = (page, cards) =>
  page.evaluate((which) => {
    /** @type {Record<number, number>} */
    const ends = {};
    for (const card of document.querySelectorAll(which)) {
      const { left, bottom } = card.getBoundingClientRect();
      if (card.checkVisibility()) ends[Math.round(left)] = Math.max(ends[Math.round(left)] ?? 0, bottom + scrollY);
    }
    return Object.values(ends);
  }, cards);

test("Cards of different heights stand close: views on a large screen, and the groups of settings in a window of 700 pixels", async () => {
  const { page } = await chromium.visit("v=1&page.start=lab", { viewport: { width: 1920, height: 1080 } });
  await openAllViews(page);
  const views = await endsOf(page, "#more > section:is(#split, #plane, #scores, #formula, #embeddings, #sandbox, #slow, #ask)");
  assert.equal(views.length, 4);
  assert.ok(Math.max(...views) - Math.min(...views) < 400, `the columns of views end at ${views}`);
  await page.setViewportSize({ width: 700, height: 420 });
  await page.locator("#open-settings").click();
  await drawn(page);
  const groups = await page.evaluate(() =>
    [...document.querySelectorAll("#settings-groups > fieldset")].map((group) => {
      const { left, top, bottom } = group.getBoundingClientRect();
      return { left: Math.round(left), top, bottom };
    }),
  );
  assert.equal(new Set(groups.map(({ left }) => left)).size, 2);
  for (const { left, top, bottom } of groups) {
    const below = groups.filter((other) => other.left === left && other.top > top).map((other) => other.top);
    const gap = Math.min(...below) - bottom;
    if (below.length > 0) assert.ok(gap >= 0 && gap < 24, JSON.stringify(groups));
  }
});
