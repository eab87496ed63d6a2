// The map of held-out questions and of words, against the same run made with the package in Node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { neighbourPlane } from "../../pkg/node/tripletscope.js";
import { drawn, eventually, startBrowser, stepBy, text } from "../support/browser.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const LINK = "v=1&batchSize=8&view.map=true";
/** @param {Page} page @param {RegExp} what */
const says = (page, what) =>
  page.waitForFunction((source) => new RegExp(source).test(document.querySelector("#map .note")?.textContent ?? ""), what.source, {
    timeout: 20_000,
  });
/** What stands above the list. @param {Page} page @param {string | RegExp} title */
const titled = (page, title) => page.locator("#map .map-said h3", { hasText: title }).waitFor();
/** @param {Page} page */
const listed = (page) => page.locator("#map .map-said li").allTextContents();

/** The nearest to the first of a map, worked out here. @param {{texts: string[], size: number, vectors: Float32Array}} mapped */
function nearestToFirst({ texts, size, vectors }) {
  const cosine = (/** @type {number} */ k) => vectors.subarray(0, size).reduce((sum, x, h) => sum + x * vectors[k * size + h], 0);
  const all = texts.map((said, k) => ({ said, cosine: cosine(k) })).slice(1);
  return all.sort((a, b) => b.cosine - a.cosine).slice(0, 8);
}

test("The map holds the held-out questions, a key chooses one with its nearest, and search and lasso pick some out", async () => {
  const { page, faults } = await chromium.visit(LINK);
  const mapped = sameRun(LINK, 0).map("questions", 5000);
  await says(page, new RegExp(`^${mapped.texts.length} held-out questions at step 0, in the plane with [0-9]+ %`));
  const [card, canvas] = [await page.locator("#map").boundingBox(), await page.locator("#map canvas").boundingBox()];
  assert.ok(card && canvas && card.width > 1300 && canvas.width > 700, "it has the page's width");
  await page.locator("#map canvas").focus();
  await page.keyboard.press("ArrowRight");
  await eventually(async () => assert.equal(await text(page, "#map .map-said h3"), `Nearest to “${mapped.texts[0]}”`));
  const near = nearestToFirst(mapped);
  const shown = await listed(page);
  assert.equal(shown.length, 8);
  assert.equal(shown[0], `${near[0].cosine.toFixed(3)} ${near[0].said}`);
  await page.locator("#map-search").fill("how");
  const found = mapped.texts.filter((said) => said.toLowerCase().includes("how"));
  await titled(page, new RegExp(`^${found.length} picked out`));
  assert.deepEqual(await listed(page), found.slice(0, 12));
  await page.locator("#map-search").fill("");
  await page.locator("#map-lasso").check();
  const box = /** @type {{x: number, y: number, width: number, height: number}} */ (await page.locator("#map canvas").boundingBox());
  await page.mouse.move(box.x + 1, box.y + 1);
  await page.mouse.down();
  for (const [x, y] of [[1, 0], [1, 1], [0, 1]]) // biome-ignore format: the corners
    await page.mouse.move(box.x + 1 + x * (box.width - 2), box.y + 1 + y * (box.height - 2), { steps: 3 });
  await page.mouse.up();
  await titled(page, new RegExp(`^${mapped.texts.length} picked out, the first 12`));
  assert.deepEqual(faults, []);
});

test("It follows the run when that rests, and shows words too", async () => {
  const { page } = await chromium.visit(LINK);
  await says(page, /at step 0,/);
  await stepBy(page, 2);
  await says(page, /at step 2,/);
  await page.locator("#map input[value=words]").check({ force: true });
  const words = sameRun(LINK, 2).map("words", 5000);
  await says(page, new RegExp(`^${new Intl.NumberFormat("en").format(words.texts.length)} words of the vocabulary at step 2`));
});

test("Laid out by neighbours, each question stands beside more of its nearest ones than with PCA, the same every time; the search can be given up", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await says(page, /at step 0,/);
  /** @param {"principal" | "neighbours"} plane */
  const choose = (plane) => page.locator(`#map input[value=${plane}]`).check({ force: true });
  const picture = () => page.evaluate(() => /** @type {HTMLCanvasElement} */ (document.querySelector("#map canvas")).toDataURL());
  const pictures = [];
  for (let k = 0; k < 2; k++) {
    await choose("neighbours");
    await says(page, /^[0-9]+ held-out questions at step 0, each drawn to the 16 nearest to it \(t-SNE\): [0-9]+ % of those/);
    await drawn(page);
    pictures.push(await picture());
    if (k === 0) await choose("principal");
    if (k === 0) await says(page, /in the plane with/);
  }
  assert.equal(pictures[0], pictures[1]);
  const mapped = sameRun(LINK, 0).map("questions", 5000);
  const { kept, keptByPrincipal } = neighbourPlane(mapped.vectors, mapped.size, () => {});
  const [, ours, theirs] = (await text(page, "#map .note")).match(/: ([0-9]+) % of those.* PCA keeps ([0-9]+) %/) ?? [];
  assert.deepEqual([Number(ours), Number(theirs)], [Math.round(100 * kept), Math.round(100 * keptByPrincipal)]);
  assert.ok(kept > 2 * keptByPrincipal);
  await page.locator("#map canvas").focus();
  await page.keyboard.press("ArrowRight");
  const [nearest] = nearestToFirst(mapped);
  await eventually(async () => assert.equal((await listed(page))[0], `${nearest.cosine.toFixed(3)} ${nearest.said}`));
  // The words take longer.
  await page.locator("#map input[value=words]").check({ force: true });
  await page.locator("#map .map-progress:not(.waits) button").click();
  await says(page, /words of the vocabulary at step 0, in the plane with/);
  assert.equal(await page.locator("#map input[value=principal]").isChecked(), true);
  assert.deepEqual(faults, []);
});

test("Thousands of points are drawn within a part of a frame", async () => {
  const { page } = await chromium.visit(LINK);
  await page.locator("#map input[value=words]").check({ force: true });
  await says(page, /words of the vocabulary/);
  await page.locator("#map canvas").focus();
  await drawn(page);
  const slowest = await page.evaluate(async () => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector("#map canvas"));
    const times = [];
    for (let k = 0; k < 20; k++) {
      const start = performance.now();
      canvas.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
      times.push(performance.now() - start);
      await new Promise((done) => requestAnimationFrame(done));
    }
    return times.sort((a, b) => a - b)[10];
  });
  assert.ok(slowest < 16, `${slowest} ms`);
});

/** Where the chosen one stands, and how far those nearest to it spread on the average, in pixels, by their colours. @param {Page} page */
const spread = async (page) => {
  await drawn(page);
  return page.evaluate(() => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector("#map canvas"));
    const context = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("There is no 2d canvas.");
    context.drawImage(canvas, 0, 0);
    const { data, width } = context.getImageData(0, 0, canvas.width, canvas.height);
    const placesOf = (/** @type {string} */ name) => {
      canvas.style.color = `var(${name})`;
      const wanted = (getComputedStyle(canvas).color.match(/[0-9]+/g) ?? []).map(Number);
      const found = [];
      for (let k = 0; k < data.length / 4; k++)
        if (wanted.every((part, c) => data[4 * k + c] === part)) found.push([k % width, Math.floor(k / width)]);
      return found;
    };
    const mean = (/** @type {number[]} */ list) => list.reduce((sum, x) => sum + x, 0) / list.length;
    const [chosen, near] = [placesOf("--rows"), placesOf("--columns")];
    const [x, y] = [0, 1].map((axis) => mean(chosen.map((place) => place[axis])));
    return { x, y, far: mean(near.map(([a, b]) => Math.hypot(a - x, b - y))) };
  });
};

test("Buttons, the wheel, two fingers and keys zoom; what is under the pointer stays there; a drag moves the map, and a press still chooses", async () => {
  const { page, faults } = await chromium.visit(LINK, { hasTouch: true });
  await says(page, /at step 0,/);
  const canvas = page.locator("#map canvas");
  await canvas.focus();
  await page.keyboard.press("ArrowRight");
  await canvas.scrollIntoViewIfNeeded();
  // The plane settles over some frames.
  let [before, start] = [await spread(page), await spread(page)];
  do [before, start] = [start, await spread(page)];
  while (Math.abs(before.x - start.x) > 0.01);
  /** A wheel is heard a moment after it has been turned. @param {string} what @param {number} least how much further the nearest must lie @param {number} [most] */
  const zoomed = (what, least, most = Infinity) =>
    eventually(async () => {
      const { x, y, far } = await spread(page);
      assert.ok(Math.hypot(x - start.x, y - start.y) < 3, `${what}: the chosen one stays, ${x}, ${y}`);
      assert.ok(far > least * start.far && far < most * start.far, `${what}: ${far} after ${start.far}`);
    });
  await page.locator("#map [aria-label='Zoom in']").click();
  await zoomed("the button", 1.2);
  await page.locator("#map [aria-label='Zoom out']").click();
  await zoomed("the other one", 0.9, 1.1);
  await canvas.press("+");
  await zoomed("a key", 1.2);
  await canvas.press("-");
  await zoomed("the other key", 0.9, 1.1);
  const box = /** @type {{x: number, y: number, width: number, height: number}} */ (await canvas.boundingBox());
  const at = { x: box.x + start.x, y: box.y + start.y };
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, -200);
  await zoomed("the wheel", 1.2);
  await page.mouse.wheel(0, 2000);
  await zoomed("the wheel back", 0.9, 1.1);
  const session = await page.context().newCDPSession(page);
  const touch = (/** @type {"touchStart" | "touchMove" | "touchEnd"} */ type, /** @type {number} */ apart) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints:
        type === "touchEnd"
          ? []
          : [
              { ...at, id: 1 },
              { x: at.x - apart, y: at.y, id: 2 },
            ],
    });
  await touch("touchStart", 40);
  for (const apart of [50, 65, 80]) await touch("touchMove", apart);
  await touch("touchEnd", 0);
  await zoomed("two fingers", 1.5);
  const pressed = await text(page, "#map .map-said h3");
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 30, at.y + 20, { steps: 4 });
  await page.mouse.up();
  await eventually(async () => {
    const { x, y } = await spread(page);
    assert.ok(Math.hypot(x - start.x - 30, y - start.y - 20) < 3, "a drag takes the map along");
  });
  assert.equal(await text(page, "#map .map-said h3"), pressed, "and chooses nothing");
  await page.mouse.click(box.x + 3, box.y + 3);
  await eventually(async () => assert.equal(await text(page, "#map .map-said"), "", "a press beside all points chooses none"));
  assert.deepEqual(faults, []);
});
