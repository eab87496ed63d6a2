// What people choose in their system: forced colours, 400 % zoom, reduced motion.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drawn, openAllViews, startBrowser, stepBy } from "../support/browser.mjs";
import { contrast } from "../support/colours.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** rgb(r, g, b) as linear RGB. @param {string} text */
function linearOf(text) {
  const parts = [...text.matchAll(/[0-9.]+/g)].slice(0, 3).map((match) => Number(match[0]) / 255);
  return /** @type {[number, number, number]} */ (parts.map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)));
}

/** The system's colour as the page has it. @param {Page} page @param {string} name */
const systemColour = (page, name) =>
  page.evaluate((wanted) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = wanted;
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  }, name);

/** How many pixels of a canvas have exactly that colour. @param {Page} page @param {string} selector @param {string} colour */
const pixelsOf = (page, selector, colour) =>
  page.evaluate(
    ([where, wanted]) => {
      const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector(where));
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
      if (!copy) throw new Error("There is no 2d canvas.");
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let k = 0; k < data.length; k += 4) count += Number(data[k + 3] === 255 && `rgb(${data[k]}, ${data[k + 1]}, ${data[k + 2]})` === wanted);
      return count;
    },
    [selector, colour],
  );

const CANVASES = ["#plane canvas", "#scores canvas", "#embeddings canvas", "#curves canvas", "#matrix canvas.matrix"];

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`With forced colours, ${colorScheme}, canvases are drawn in the system's colours, and what is pressed or chosen can be read`, async () => {
    const { page, faults } = await chromium.visit("v=1&batchSize=8&loss=both", { forcedColors: "active", colorScheme });
    await stepBy(page, 2);
    await openAllViews(page);
    const [ink, ground] = await Promise.all([systemColour(page, "CanvasText"), systemColour(page, "Canvas")]);
    assert.ok(contrast(linearOf(ink), linearOf(ground)) > 10);
    for (const canvas of CANVASES) assert.ok((await pixelsOf(page, canvas, ink)) > 20, `${canvas} has nothing in ${ink}`);
    for (const selector of ["#run", "#view-bar button[aria-pressed=true]", ".segments input:checked + span"]) {
      const look = await page
        .locator(selector)
        .first()
        .evaluate((node) => {
          const { color, backgroundColor, forcedColorAdjust } = /** @type {CSSStyleDeclaration & {forcedColorAdjust: string}} */ (
            getComputedStyle(node)
          );
          return { color, backgroundColor, forcedColorAdjust };
        });
      // Otherwise the browser lays a plate of the page's ground under the text.
      assert.equal(look.forcedColorAdjust, "none", selector);
      assert.ok(contrast(linearOf(look.color), linearOf(look.backgroundColor)) >= 4.5, `${selector}: ${JSON.stringify(look)}`);
    }
    assert.deepEqual(faults, []);
  });
}

test("Colours that are forced while the page is open are taken over by what is drawn", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8&view.plane=true", { colorScheme: "light" });
  await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  await drawn(page);
  assert.ok((await pixelsOf(page, "#plane canvas", await systemColour(page, "CanvasText"))) > 20);
});

test("At 400 % zoom nothing has to be scrolled sideways, and each control and chart of each view comes whole into the window", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8&loss=lab", { viewport: { width: 320, height: 256 } });
  await stepBy(page, 1);
  await openAllViews(page);
  const pixels = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(pixels, 0);
  const cut = await page.evaluate(() => {
    const nodes = [...document.querySelectorAll("button, select, input:not([type=file]), canvas, meter")].filter((node) => node.checkVisibility());
    const bad = nodes.filter((node) => {
      const { left, right, width, height } = node.getBoundingClientRect();
      return left < 0 || right > innerWidth || width < 12 || height < 8;
    });
    return bad.map((node) => `${node.tagName}#${node.id}.${node.className} in ${node.closest("section")?.id}`);
  });
  assert.deepEqual(cut, []);
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll("input[type=range]")].filter((node) => node.checkVisibility()).map((node) => node.clientWidth),
  );
  assert.ok(Math.min(...wide) >= 28, `a slider is ${Math.min(...wide)} wide`);
  // Nothing that stays in place takes the window away.
  const stuck = await page.evaluate(
    () =>
      [...document.querySelectorAll("body *")].filter((node) => node.checkVisibility() && /sticky|fixed/.test(getComputedStyle(node).position))
        .length,
  );
  assert.equal(stuck, 0);
});

test("With reduced motion nothing moves by itself", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8", { reducedMotion: "reduce" });
  await openAllViews(page);
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll("*")].flatMap((node) =>
        ["", "::before", "::after"].filter((part) => {
          const { transitionDuration, animationName } = getComputedStyle(node, part || undefined);
          return transitionDuration !== "0s" || animationName !== "none";
        }),
      ).length,
  );
  assert.equal(moving, 0);
});
