// Teacher mode: one view on the whole screen, type that is read from the last row, and keys for what a lesson needs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "../support/axe.mjs";
import { batchSays, drawn, eventually, measuredAll, reach, startBrowser, stepShown, stopped, text } from "../support/browser.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** The views that can be seen. @param {Page} page */
const seen = (page) =>
  page.evaluate(() => ["matrix", "cell", "curves", "numbers", "plane"].filter((id) => document.getElementById(id)?.checkVisibility()));

test("P lets one view fill the screen, in type of 20 pixels and more, and keys step, run, slow and turn to the next view", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8&view.plane=true", { viewport: { width: 1920, height: 1080 } });
  await page.locator("h1").click();
  await page.keyboard.press("p");
  await page.locator("#teacher-bar").waitFor();
  await drawn(page);
  // What is selected stands beside the matrix, where there is room.
  assert.deepEqual(await seen(page), ["matrix", "cell"]);
  assert.equal(await page.locator("#cell").getAttribute("tabindex"), "0", "it scrolls by keyboard where it is long");
  const [scale, selected] = [await page.locator("#matrix .legend").boundingBox(), await page.locator("#cell").boundingBox()];
  assert.ok(scale && selected && selected.y >= scale.y + scale.height && selected.x >= scale.x - 40, JSON.stringify([scale, selected]));
  const smallest = await page.evaluate(() => {
    const zoom = Number(document.documentElement.style.getPropertyValue("--magnified"));
    const shown = [...document.querySelectorAll(".taught *, .taught + #cell *")].filter(
      (node) =>
        node.checkVisibility() &&
        [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim()) &&
        !node.closest(".visually-hidden"),
    );
    return Math.min(
      ...shown.map(
        (node) => Number.parseFloat(getComputedStyle(node).fontSize) * (Number.parseFloat(getComputedStyle(node).fontSize) > 19 ? 1 : zoom),
      ),
    );
  });
  assert.ok(smallest >= 19.9, `${smallest}`);
  await page.keyboard.press("s");
  await reach(page, 1);
  await page.keyboard.press("n");
  await drawn(page);
  assert.deepEqual(await seen(page), ["cell"]);
  await page.keyboard.press("b");
  await page.keyboard.press("l");
  await page.waitForFunction(() => location.hash.includes("page.speed=1"));
  await page.keyboard.press("l");
  await page.keyboard.press("r");
  await reach(page, 5);
  await page.keyboard.press("r");
  await stopped(page);
  await measuredAll(page);
  for (const [key, direction] of Object.entries({ 2: "columns", 3: "both", 1: "rows" })) {
    await page.keyboard.press(key);
    for (const place of ["#teacher-bar", "#loss"])
      await page.locator(`${place} .directions input[value=${direction}]:checked`).waitFor({ state: "attached" });
  }
  const step = await stepShown(page);
  await page.keyboard.press("z");
  const back = `Step ${(step - 1).toLocaleString("en")}:`;
  await batchSays(page, back);
  assert.deepEqual(await violations(page), []);
  assert.equal(await page.evaluate(() => document.activeElement?.closest("#teacher-bar") !== null), true, "the focus is in the bar");
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal((await seen(page)).length, 5));
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.id), "teach", "and goes back"));
  assert.deepEqual(faults, []);
});

test("The pointer finds its cell on the large matrix", async () => {
  const { page } = await chromium.visit("v=1&batchSize=4", { viewport: { width: 1440, height: 900 } });
  await page.locator("#teach").click();
  await page.locator("#teacher-bar").waitFor();
  await drawn(page);
  const box = /** @type {{x: number, y: number, width: number, height: number}} */ (await page.locator("canvas.matrix").boundingBox());
  const cell = (box.width - 34 * 1.7) / 4;
  await page.mouse.move(box.x + 2.5 * cell, box.y + 3.5 * cell);
  await drawn(page);
  assert.ok((await text(page, "#matrix .tip b")).startsWith("S₄‚₃ = "), await text(page, "#matrix .tip b"));
});

test("? lists the keys, and keys that are typed into a field do nothing else", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await page.locator("#seed").focus();
  await page.keyboard.press("p");
  assert.equal((await seen(page)).length, 4);
  await page.locator("h1").click();
  await page.keyboard.press("?");
  await page.locator("#keys").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  await page.locator("#keys").waitFor({ state: "hidden" });
  await page.setViewportSize({ width: 700, height: 420 });
  await page.keyboard.press("?");
  await page.locator("#keys").waitFor();
  assert.equal(await page.locator("#keys").evaluate((sheet) => sheet.scrollTop), 0, "a low window shows its beginning");
});

test("On a phone, and in a low window, a view is no larger than its screen", async () => {
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 700, height: 420 },
  ]) {
    const { page } = await chromium.visit("v=1&batchSize=8", { viewport });
    await page.locator("#teach").click();
    await page.locator("#teacher-bar").waitFor();
    await drawn(page);
    const box = /** @type {{width: number, height: number}} */ (await page.locator("canvas.matrix").boundingBox());
    assert.ok(box.width <= viewport.width && box.height <= viewport.height, JSON.stringify(box));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    await page.context().close();
  }
});

test("From the first minute, the button and P go to the lab's first view, which the teacher's keys act on, and Escape leaves it", async () => {
  for (const begin of [(/** @type {Page} */ page) => page.locator("#teach").click(), (/** @type {Page} */ page) => page.keyboard.press("p")]) {
    const { page, faults } = await chromium.visit("", { minute: true });
    await page.locator("#first-minute h2").waitFor();
    await page.keyboard.press("?");
    await page.locator("#keys").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("#keys").waitFor({ state: "hidden" });
    assert.equal(await page.locator("#first-minute").isVisible(), true, "the sheet of keys lies above it");
    await begin(page);
    await page.locator("#teacher-bar").waitFor();
    await drawn(page);
    assert.equal(await page.locator("#first-minute").isVisible(), false);
    assert.deepEqual(await seen(page), ["matrix", "cell"]);
    await page.keyboard.press("s");
    await reach(page, 1);
    await page.keyboard.press("Escape");
    await page.locator("#teacher-bar").waitFor({ state: "hidden" });
    await eventually(async () => assert.equal((await seen(page)).length, 4));
    assert.equal(await page.locator("header h1").isVisible(), true);
    assert.deepEqual(faults, []);
    await page.context().close();
  }
});

test("A direction that is chosen with the pointer leaves the keys alive", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await page.locator("#teach").click();
  await page.locator("#teacher-bar .directions label").nth(1).click();
  await page.keyboard.press("s");
  await reach(page, 1);
  await page.keyboard.press("Escape");
  await page.locator("#teacher-bar").waitFor({ state: "hidden" });
});

test("N comes by every view, opening each for as long as it is shown, and the sheet says so", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  const ids = () => page.evaluate(() => [...document.querySelectorAll("main section:is(.taught)")].map(({ id }) => id).join());
  const pressed = () => page.locator("#view-bar button[aria-pressed=true]").allTextContents();
  const opened = await pressed();
  await page.locator("#teach").click();
  await page.locator(".taught").waitFor();
  const count = 1 + (await page.locator("#view-bar button").count());
  /** @type {string[]} */
  const seen = [];
  for (let k = 0; k <= count && (k === 0 || (await ids()) !== seen[0]); k++) {
    seen.push(await ids());
    assert.ok(await page.locator(".taught").isVisible(), seen[k]);
    assert.ok((await pressed()).length <= opened.length + 1, "one at a time");
    await page.keyboard.press("n");
    await drawn(page);
  }
  assert.equal(new Set(seen).size, seen.length);
  assert.equal(seen.length, count, `${seen}`);
  await page.keyboard.press("b");
  await page.keyboard.press("?");
  assert.match(await text(page, "#keys"), /Next view, view before; one that is closed opens while it is shown/);
  await page.keyboard.press("Escape");
  await page.locator("#keys").waitFor({ state: "hidden" });
  await page.keyboard.press("Escape");
  await eventually(async () => assert.deepEqual(await pressed(), opened, "nothing stays open"));
  assert.deepEqual(faults, []);
});

test("In a low window what is selected stands beside the matrix too, below its scale, and all of it above the bar", async () => {
  for (const viewport of [
    { width: 1440, height: 700 },
    { width: 1024, height: 768 },
  ]) {
    const { page } = await chromium.visit("v=1&batchSize=32&loss=both", { viewport });
    await page.locator("#teach").click();
    await page.locator("#teacher-bar").waitFor();
    await drawn(page);
    const boxes = await Promise.all(["canvas.matrix", ".legend", "#cell .numbers", "#teacher-bar"].map((part) => page.locator(part).boundingBox()));
    const [matrix, legend, cell, bar] = boxes.map((box) => /** @type {NonNullable<typeof box>} */ (box));
    const where = JSON.stringify([viewport, matrix, legend, cell, bar]);
    assert.ok(matrix.height > 0.6 * viewport.height && matrix.y + matrix.height <= bar.y, where);
    assert.ok(cell.x >= matrix.x + matrix.width && cell.y >= legend.y + legend.height && cell.y + cell.height <= bar.y + 4, where);
    await page.context().close();
  }
});

/** Lists and long texts are scrolled: in type that is read from the last row they are higher than a screen. */
const LONG = ["scores", "formula", "sandbox", "mistakes", "verdict"];
const SCREENS = [
  { width: 1024, height: 768 },
  { width: 1280, height: 720 },
  { width: 1440, height: 700 },
  { width: 1440, height: 900 },
];

for (const language of ["en", "de"])
  test(`On a projector and on a laptop each view is on the screen at once, above a bar of one row (${language})`, async () => {
    const { page } = await chromium.visit(`v=1&batchSize=16&loss=both&page.language=${language}&page.start=lab`);
    await page.locator("#teach").click();
    await page.locator(".taught").waitFor();
    const count = 1 + (await page.locator("#view-bar button").count());
    for (let k = 0; k < count; k++) {
      await page.waitForFunction(() => !document.querySelector("section[aria-busy=true]"));
      for (const viewport of SCREENS) {
        await page.setViewportSize(viewport);
        await drawn(page);
        const { id, beyond, bar, below, times } = await page.evaluate(() => {
          const view = /** @type {HTMLElement} */ (document.querySelector(".taught"));
          const { top, height } = /** @type {HTMLElement} */ (document.querySelector("#teacher-bar")).getBoundingClientRect();
          const canvases = [...view.querySelectorAll("canvas")].filter((canvas) => canvas.checkVisibility());
          return {
            id: view.id,
            beyond: document.documentElement.scrollHeight - innerHeight,
            bar: height,
            below: Math.max(0, ...canvases.map((canvas) => canvas.getBoundingClientRect().bottom - top)),
            times: Number(document.documentElement.style.getPropertyValue("--magnified")),
          };
        });
        const where = `${id} at ${viewport.width} × ${viewport.height}`;
        assert.ok(bar < 70, `${where}: the bar is ${bar} high`);
        assert.ok(times >= 1.25, `${where}: magnified ${times} times`);
        if (!LONG.includes(id)) assert.deepEqual([beyond, below], [0, 0], where);
      }
      await page.keyboard.press("n");
      await drawn(page);
    }
  });
