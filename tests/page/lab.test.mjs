// The lab: one choice above all others, flags, crosshairs, zoom and smoothing, tips, touch, and nothing that jumps.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { words as en } from "../../www/words/en.js";
import { batchSays, drawn, eventually, hashOf, pause, reach, run, startBrowser, stepBy, stepShown, stopped, text } from "../support/browser.mjs";
import { openRefused } from "../support/files.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** @param {Page} page @param {string} name */
const look = (page, name) => page.locator(`#loss .directions .${name} input`).click({ force: true });
/** @param {Page} page @param {string} selector */
const boxOf = async (page, selector) =>
  /** @type {{x: number, y: number, width: number, height: number}} */ (await page.locator(selector).first().boundingBox());

test("Rows, columns or both: one choice turns every term, keeps its margin, and works for a softmax too", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  const chosen = () => page.locator("#loss .directions input:checked").evaluateAll((inputs) => inputs.map((input) => input.getAttribute("value")));
  assert.deepEqual(await chosen(), ["rows"]);
  await look(page, "both");
  assert.equal(await page.locator("#preset").inputValue(), "both");
  await look(page, "columns");
  assert.equal(await page.locator("#preset").inputValue(), "columns");
  await page.locator("#closest-rows").click();
  assert.deepEqual(await chosen(), [], "the closest looks both ways, the mean does not");
  await page.locator("#closest-margin").fill("0.4");
  await look(page, "rows");
  assert.match(await hashOf(page), /mean~mean_rows_0\.25_1~hardest_rows_0\.4_1/);
  await page.locator("#preset").selectOption("softmax-rows");
  await look(page, "both");
  assert.equal(await page.locator("#preset").inputValue(), "softmax-averaged");
  assert.deepEqual(faults, []);
});

test("What is changed while the run goes on stands as a flag on the time line, and a press goes there", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await stepBy(page, 3);
  await look(page, "both");
  await stepBy(page, 2);
  const flag = page.locator("#time-flags button");
  assert.deepEqual(await flag.evaluateAll((nodes) => nodes.map((node) => node.getAttribute("aria-label"))), ["columns on, step 3"]);
  await flag.click();
  await batchSays(page, "Step 3:");
  // A change of the past is a run of its own, with a flag of its own.
  await look(page, "columns");
  await page.waitForFunction(() => document.querySelectorAll("#time-flags button").length === 2);
  const labels = await flag.evaluateAll((nodes) => nodes.map((node) => node.getAttribute("aria-label")));
  assert.deepEqual(labels, ["A: columns on, step 3", "B: rows off, columns on, step 3"]);
});

test("A flag names what was changed, and what several runs have in common stands there once", async () => {
  const rate = "at=5,adam.learningRate=0.02";
  const { page } = await chromium.visit(`v=1&batchSize=8&${rate}&run=swap=true&${rate}&at=9,swap=false&step=12`);
  await reach(page, 12);
  await page.waitForFunction(() => document.querySelectorAll("#time-flags button").length === 2);
  const labels = await page.locator("#time-flags button").evaluateAll((nodes) => nodes.map((node) => node.getAttribute("title")));
  assert.deepEqual(labels, ["A: Learning rate 0.02, step 5", "B: swap sides off, step 9"]);
});

test("The crosshair reads off every chart at one step, by pointer and by keys", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8&page.evaluateEvery=2");
  await stepBy(page, 4);
  const reports = await page.evaluate(() => [...document.querySelectorAll("#curves .readout")].map((node) => node.textContent));
  assert.ok(
    reports.every((report) => report?.startsWith("4: ")),
    String(reports),
  );
  const chart = await boxOf(page, ".chart-box");
  const right = 92;
  const at = (/** @type {number} */ step) => chart.x + 44 + (step / 10) * (chart.width - 44 - right);
  await page.mouse.move(at(2), chart.y + 50);
  await drawn(page);
  for (const report of await page.locator("#curves .readout").allTextContents()) assert.match(report, /^2: /);
  assert.equal(await page.locator("#curves .cross-line:visible").count(), 3);
  const slider = page.locator("#curves [role=slider]");
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await slider.getAttribute("aria-valuenow"), "3");
  assert.match(String(await slider.getAttribute("aria-valuetext")), /Loss of each batch: 3: loss [0-9.]+; /);
  await page.mouse.move(5, 5);
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal(await page.locator("#curves .cross-line:visible").count(), 0));
});

/** The steps at the ends of the first chart, as the crosshair finds them. @param {Page} page */
async function endsOf(page) {
  const chart = await boxOf(page, ".chart-box");
  const ends = [];
  for (const x of [chart.x + 45, chart.x + chart.width - 93]) {
    await page.mouse.move(x, chart.y + 50);
    await drawn(page);
    ends.push(Number(await page.locator("#curves [role=slider]").getAttribute("aria-valuenow")));
  }
  return ends;
}

test("Dragging on a chart zooms all of them, and a button and a double press lead back", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8&page.stopAt=40");
  await run(page);
  await reach(page, 40);
  await stopped(page);
  assert.deepEqual(await endsOf(page), [0, 40]);
  const chart = await boxOf(page, ".chart-box");
  const at = (/** @type {number} */ step) => chart.x + 44 + (step / 40) * (chart.width - 44 - 92);
  await page.mouse.move(at(10), chart.y + 40);
  await page.mouse.down();
  await page.mouse.move(at(30), chart.y + 60, { steps: 5 });
  await page.mouse.up();
  assert.deepEqual(await endsOf(page), [10, 30]);
  await page.locator(".chart-tools button").click();
  assert.deepEqual(await endsOf(page), [0, 40]);
  await page.locator("#curves [role=slider]").focus();
  await page.keyboard.press("+");
  const [from, to] = await endsOf(page);
  assert.equal(to - from, 20);
});

test("Smoothing and the logarithmic axis stand in the link, and change what is drawn", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await stepBy(page, 6);
  const picture = () =>
    page
      .locator("#curves canvas")
      .first()
      .evaluate((canvas) => /** @type {HTMLCanvasElement} */ (canvas).toDataURL());
  const first = await picture();
  await page.locator("#smoothing").fill("0");
  await drawn(page);
  assert.match(await hashOf(page), /curves\.smoothing=0(&|$)/);
  assert.equal(await text(page, '[for="smoothing"]:is(output)'), "0.00");
  const raw = await picture();
  assert.notEqual(raw, first);
  await page.locator("#log-loss").check();
  await drawn(page);
  assert.match(await hashOf(page), /curves\.log=true/);
  assert.notEqual(await picture(), raw);
});

test("The tip at a cell says both questions, S, and whose hardest negative it is", async () => {
  const { page } = await chromium.visit("v=1&batchSize=4");
  await stepBy(page, 1);
  const canvas = await boxOf(page, "canvas.matrix");
  const cell = (canvas.width - 34) / 4;
  /** @type {string[]} */
  const tips = [];
  for (let j = 0; j < 4; j++) {
    await page.mouse.move(canvas.x + (j + 0.5) * cell, canvas.y + 1.5 * cell);
    await drawn(page);
    const tip = await text(page, "#matrix .tip b");
    tips.push(tip);
    assert.ok(tip.startsWith(`S₂‚${"₁₂₃₄"[j]} = ${await text(page, "#cell [data-id=similarity]")}`), tip);
    assert.ok(
      (await page.locator("#cell .cell-question").first().textContent())?.endsWith(
        String(await page.locator("#matrix .tip p").first().textContent()),
      ),
    );
  }
  assert.match(tips[1], /the true pair$/);
  assert.equal(tips.filter((tip) => tip.includes("row’s hardest negative")).length, 1);
  await page.mouse.move(2, 2);
  await page.locator("#matrix .tip").waitFor({ state: "hidden" });
});

test("A tap chooses a cell; a finger that is held down looks around, and one that moves at once scrolls", async () => {
  const { page } = await chromium.visit("v=1&batchSize=4", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.locator("canvas.matrix").scrollIntoViewIfNeeded();
  const canvas = await boxOf(page, "canvas.matrix");
  const cell = (canvas.width - 34) / 4;
  const session = await page.context().newCDPSession(page);
  const touch = (/** @type {string} */ type, /** @type {number} */ j = 0, /** @type {number} */ i = 0) =>
    session.send("Input.dispatchTouchEvent", {
      type: /** @type {never} */ (type),
      touchPoints: type === "touchEnd" ? [] : [{ x: canvas.x + (j + 0.5) * cell, y: canvas.y + (i + 0.5) * cell }],
    });
  const chosen = (/** @type {string} */ name) => eventually(async () => assert.equal(await page.locator("#cell dt").first().textContent(), name));
  await touch("touchStart", 2, 1);
  await touch("touchEnd");
  await chosen("S₂‚₃");
  await touch("touchStart", 0, 0);
  // So long that it is a look around.
  await chosen("S₁‚₁");
  await touch("touchMove", 1, 2);
  await touch("touchMove", 3, 2);
  await touch("touchEnd");
  await chosen("S₃‚₄");
});

test("On a phone run and directions stay in sight of the matrix, and no target is smaller than 24 pixels", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8", { viewport: { width: 390, height: 844 } });
  await page.locator("canvas.matrix").scrollIntoViewIfNeeded();
  const dock = await boxOf(page, "#dock");
  assert.ok(Math.abs(dock.y + dock.height - 844) <= 1, JSON.stringify(dock));
  await page.locator("#dock .both input").check({ force: true });
  assert.equal(await page.locator("#preset").inputValue(), "both");
  await page.locator("#dock > button").click();
  await reach(page, 2);
  await page.locator("#dock > button").click();
  assert.ok((await stepShown(page)) >= 2);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("button, select, summary, .segments label, input[type=range]")]
      .filter((node) => node.checkVisibility())
      .map((node) => ({ node, box: node.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 24)
      .map(({ node, box }) => `${node.localName}#${node.id}.${node.className} ${box.width} × ${box.height}`),
  );
  assert.deepEqual(small, []);
});

for (const viewport of [
  { width: 1920, height: 1080 },
  { width: 1440, height: 900 },
  { width: 700, height: 420 },
  { width: 390, height: 844 },
]) {
  test(`While the page opens and a run goes on, nothing jumps at ${viewport.width} by ${viewport.height}, on a slow machine too`, async () => {
    const { page } = await chromium.visit("v=1", { viewport, folded: true, slower: 6 });
    await page.waitForFunction(() => document.querySelector("#answer")?.textContent !== "");
    await run(page);
    await reach(page, 150, 90_000);
    await pause(page);
    const shifts = await page.evaluate(
      () =>
        /** @type {Promise<any[]>} */ (
          new Promise((done) => {
            /** @type {any[]} */
            const all = [];
            new PerformanceObserver((list) => all.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(all.filter((each) => !each.hadRecentInput).map(({ value, sources }) => [value, sources[0]?.node?.id ?? ""])), 200);
          })
        ),
    );
    const sum = shifts.reduce((total, [value]) => total + value, 0);
    assert.ok(sum < 0.02, `${sum}: ${JSON.stringify(shifts)}`);
  });
}

test("The speed is chosen beside Run, stands in the link, and is kept to", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await page.locator("#speed").selectOption("5");
  assert.match(await hashOf(page), /page\.speed=5/);
  const start = Date.now();
  await run(page);
  await reach(page, 5);
  await pause(page);
  assert.ok((await stepShown(page)) <= 1 + 5 * ((Date.now() - start) / 1000), `${await stepShown(page)} steps`);
});

test("What is said of a link stays while a run goes on: that it is copied for a while, the link itself until there is a problem to tell", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  const said = page.locator("#problem");
  await page.clock.install();
  await page.evaluate(() => void (navigator.clipboard.writeText = async () => {}));
  await page.locator("#copy-link").click();
  await page.locator("#problem:has-text('The link is copied.')").waitFor();
  await stepBy(page, 2);
  assert.equal(await said.textContent(), en.copied);
  await page.clock.fastForward(10_000);
  await page.waitForFunction(() => document.querySelector("#problem")?.textContent === "");
  await page.evaluate(() => void (navigator.clipboard.writeText = () => Promise.reject(new Error("not here"))));
  await page.locator("#copy-link").click();
  await page.locator("#problem:has-text('the link is http')").waitFor();
  await page.clock.fastForward(10_000);
  await stepBy(page, 2);
  assert.match((await said.textContent()) ?? "", /the link is http/);
  await openRefused(page, "spoilt.csv", "one column\nand nothing else\n");
  await page.waitForFunction(() => !document.querySelector("#problem")?.textContent?.includes("the link is"));
});

test("Good news does not look like a problem, and the theme is chosen on the page", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8", { colorScheme: "light" });
  await page.locator("#copy-link").click();
  await page.waitForFunction(() => document.querySelector("#problem")?.textContent !== "");
  assert.equal(await page.locator("#problem").evaluate((node) => node.classList.contains("good")), true);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.locator("#theme").selectOption("dark");
  assert.notEqual(await ground(), light);
  assert.match(await hashOf(page), /page\.theme=dark/);
  assert.equal(en.page.theme, await page.locator("#theme").getAttribute("aria-label"));
});
