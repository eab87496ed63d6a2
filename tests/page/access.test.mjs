// For everyone: no violations that axe finds, nothing to scroll sideways at any size, and all of it by keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "../support/axe.mjs";
import {
  cellShown,
  drawn,
  eventually,
  measuredAll,
  openAllViews,
  pause,
  reach,
  run,
  startBrowser,
  stepBy,
  stepShown,
  stopped,
  text,
} from "../support/browser.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

const SIZES = [
  { width: 1440, height: 900 },
  { width: 700, height: 420 },
  { width: 390, height: 844 },
];
const SCHEMES = /** @type {const} */ (["light", "dark"]);

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** Puts a file on the page that cannot be read. @param {Page} page */
async function causeDataError(page) {
  await page.locator("#file").setInputFiles({ name: "diary.txt", mimeType: "text/plain", buffer: Buffer.from("One\nTwo\n") });
  await page.waitForFunction(() => document.querySelector("#problem")?.textContent !== "");
}

for (const viewport of SIZES) {
  test(`axe finds nothing at ${viewport.width} by ${viewport.height}: at first, while running, in the settings, after an error, light and dark`, async () => {
    const { page } = await chromium.visit("v=1&batchSize=16", { viewport });
    /** @param {string} when */
    const check = async (when) => {
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await drawn(page);
        assert.deepEqual(await violations(page), [], `${when}, ${colorScheme}`);
      }
    };
    await check("at first");
    await run(page);
    await reach(page, 2);
    await check("while running");
    await pause(page);
    await page.locator("#open-settings").click();
    await check("in the settings");
    await page.keyboard.press("Escape");
    await causeDataError(page);
    await check("after an error");
    await page.locator("#preset").selectOption("softmax-averaged");
    await check("with the softmax loss");
    await openAllViews(page);
    await check("with all views");
  });
}

for (const viewport of [SIZES[0], SIZES[2]]) {
  test(`axe finds nothing in the rail of a lesson at ${viewport.width} by ${viewport.height}: pictures, formulas, questions, light and dark`, async () => {
    const { page } = await chromium.visit("v=1&lesson=other-sides", { viewport });
    await page.locator("#lesson h2").waitFor();
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await drawn(page);
      assert.deepEqual(await violations(page), [], colorScheme);
    }
    await page.locator("input[name=quantity][value=left]").check({ force: true });
    await page.locator("#lesson .asked:enabled input").last().check();
    await page.locator("#lesson .asked > button").click();
    assert.deepEqual(await violations(page), [], "answered");
    await page.locator(".term").first().click();
    assert.deepEqual(await violations(page), [], "with what a word means");
  });
}

/** How far the page reaches beyond its window, and which elements do. @param {Page} page */
const sideways = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const reaches = (/** @type {Element} */ element) => element.getBoundingClientRect().right > clientWidth + 0.5 && element.checkVisibility();
    const beyond = [...document.querySelectorAll("body *")].filter(reaches).map((element) => element.tagName + (element.id && `#${element.id}`));
    return { pixels: scrollWidth - clientWidth, beyond: beyond.join() };
  });

for (const language of ["en", "de"]) {
  test(`Nothing has to be scrolled sideways at any size, down to 320 pixels, with all views open (${language})`, async () => {
    const { page } = await chromium.visit(`v=1&batchSize=8&page.language=${language}`);
    await causeDataError(page);
    await openAllViews(page);
    for (const viewport of [...SIZES, { width: 320, height: 700 }]) {
      await page.setViewportSize(viewport);
      for (const preset of ["course-2020", "softmax-averaged"]) {
        await page.locator("#preset").selectOption(preset);
        await drawn(page);
        const { pixels, beyond } = await sideways(page);
        assert.equal(pixels, 0, `${preset} at ${viewport.width}: ${beyond}`);
      }
      await page.locator("#open-settings").click();
      const over = await page.locator("dialog").evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
      assert.equal(over, 0, `the settings at ${viewport.width}`);
      await page.keyboard.press("Escape");
    }
  });
}

/** Presses Tab until that element has the focus. @param {Page} page @param {string} selector */
async function tabTo(page, selector) {
  for (let k = 0; k < 60; k++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not reach ${selector}`);
}

test("By keyboard alone: run, pause, turn a switch, move a margin, walk the matrix", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await tabTo(page, "#run");
  await page.keyboard.press("Enter");
  await reach(page, 3);
  await page.keyboard.press("Space");
  await stopped(page);
  assert.ok((await stepShown(page)) >= 3);
  await tabTo(page, "#closest-columns");
  await page.keyboard.press("Space");
  assert.equal(await page.locator("#closest-columns").isChecked(), true);
  await tabTo(page, "#closest-margin");
  await page.keyboard.press("ArrowRight");
  assert.notEqual(await page.locator("#closest-margin").inputValue(), "0.25");

  await tabTo(page, "[role=grid]");
  for (const [key, name] of [
    ["ArrowRight", "S₁‚₂"],
    ["ArrowDown", "S₂‚₂"],
    ["End", "S₂‚₈"],
    ["ArrowRight", "S₂‚₈"],
    ["PageDown", "S₈‚₈"],
    ["Home", "S₈‚₁"],
    ["ArrowLeft", "S₈‚₁"],
    ["ArrowUp", "S₇‚₁"],
    ["Control+Home", "S₁‚₁"],
    ["Control+End", "S₈‚₈"],
  ]) {
    await page.keyboard.press(key);
    await drawn(page);
    assert.equal((await cellShown(page)).name, name, key);
  }
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.matches("[role=grid]")), false, "the matrix lets the focus go on");
});

test("A screen reader hears the cell as it stands now, whenever the matrix gets the focus and wherever it goes", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  /** What the active descendant of the grid says. */
  const heard = () =>
    page.evaluate(() => {
      const id = document.querySelector("[role=grid]")?.getAttribute("aria-activedescendant") ?? "";
      return document.getElementById(id)?.textContent ?? "";
    });
  await stepBy(page, 3);
  await page.locator("[role=grid]").focus();
  await drawn(page);
  assert.ok((await heard()).startsWith(`Row 1, column 1: ${(await cellShown(page)).similarity}`), await heard());
  await page.keyboard.press("ArrowRight");
  await drawn(page);
  assert.ok((await heard()).startsWith(`Row 1, column 2: ${(await cellShown(page)).similarity}`), await heard());
});

test("A pause is told in a sentence, and a running run is not talked over", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  const spoken = () => text(page, "#controls > [role=status]");
  // That all held-out pairs are measured is said on a slow machine, for as long as it takes.
  await measuredAll(page);
  await eventually(async () => assert.equal(await spoken(), ""));
  await run(page);
  await page.waitForFunction(() => document.querySelector("#controls > [role=status]")?.textContent === "The run goes on.");
  await pause(page);
  const words = await text(page, "#batch-words");
  await page.waitForFunction((said) => document.querySelector("#controls > [role=status]")?.textContent?.startsWith(said), words);
});

test("The settings open by keyboard, keep the focus inside, and close with Escape back to where they were opened", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await tabTo(page, "#open-settings");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("dialog").isVisible(), true);
  for (let k = 0; k < 8; k++) {
    assert.equal(await page.evaluate(() => document.activeElement?.closest("dialog") !== null || document.activeElement === document.body), true);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "hidden" });
  await page.waitForFunction(() => document.activeElement?.id === "open-settings");
});
