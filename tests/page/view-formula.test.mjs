// The formula's numbers, against the same run made in Node and the naive evaluation of the losses; and its code, run.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { presets } from "../../pkg/node/tripletscope.js";
import { pythonWithNumpy } from "../../tools/setup/python.mjs";
import { drawn, lossShown, numberOf, pause, run, startBrowser, stepBy, text } from "../support/browser.mjs";
import { judge, LOOKS, sidesOf } from "../support/oracle.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

const LINK = "v=1&batchSize=8&seed=4&view.formula=true";
const STEPS = 3;
/** The selected row and column. */
const [ROW, COLUMN] = [1, 2];

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
/** @type {number[][]} */
let s;
/** @type {{left: number[][], right: number[][]}} */
let sides;
before(async () => {
  chromium = await startBrowser();
  const run = sameRun(LINK, STEPS);
  const flat = run.similarity();
  sides = sidesOf(run.vectors(), 8);
  s = Array.from({ length: 8 }, (_, i) => [...flat.slice(8 * i, 8 * i + 8)]);
});
after(() => chromium?.close());

/** The page at the same step, with a row and a column selected by keyboard. @param {import("../support/browser.mjs").Options} [options] @param {string} [more] of the link */
async function visit(options, more = "") {
  const { page, faults } = await chromium.visit(`${LINK}${more}`, options);
  await stepBy(page, STEPS);
  await page.locator("[role=grid]").focus();
  for (const key of ["Control+Home", ...new Array(ROW).fill("ArrowDown"), ...new Array(COLUMN).fill("ArrowRight")]) await page.keyboard.press(key);
  await drawn(page);
  return { page, faults };
}

/** @param {Page} page @param {string} preset */
async function choose(page, preset) {
  await page.locator("#preset").selectOption(preset);
  await drawn(page);
}

/** @param {Page} page @param {string} id @param {string} part */
const shown = async (page, id, part) => numberOf(await text(page, `#formula [data-id="${id}"] [data-id=${part}]`));
/** @param {number} found @param {number} expected @param {string} what */
const near = (found, expected, what) =>
  assert.ok(Math.abs(found - expected) <= 0.00051 + Math.abs(expected) * 1e-5, `${what}: ${found} instead of ${expected}`);

/** Every hinge that is shown, against the oracle. @param {Page} page @param {string} preset */
async function checkHinges(page, preset) {
  const loss = presets()[preset];
  assert.equal(loss.kind, "triplet");
  const judged = judge(s, loss, sides);
  for (const [k, { along, margin }] of loss.terms.entries()) {
    const looks = LOOKS[along];
    const anchors = new Set(looks.map((direction) => (direction === "row" || direction === "left" ? ROW : COLUMN)));
    for (const anchor of anchors) {
      const id = `hinge-${k}-${anchor}`;
      const { negative, cost } = judged.terms[k][anchor];
      if (Number.isNaN(negative)) {
        assert.equal(await page.locator(`#formula [data-id="${id}"] math`).count(), 0);
        continue;
      }
      near(await shown(page, id, "margin"), margin, `${preset}: margin`);
      near(await shown(page, id, "positive"), s[anchor][anchor], `${preset}: positive`);
      near(await shown(page, id, "cost"), cost, `${preset}: cost`);
      const parts = (await page.locator(`#formula [data-id="${id}"] [data-id$=-negative]`).allTextContents()).map(numberOf);
      const combined = along === "harder" ? Math.max(...parts) : parts.reduce((sum, x) => sum + x, 0) / parts.length;
      near(combined, negative, `${preset}: negative`);
      assert.equal(parts.length, looks.length);
    }
  }
  near(numberOf(await text(page, "#formula .live-line [data-id=loss]")), judged.loss, `${preset}: loss`);
}

test("Every term of the selected row and column is shown with its own margin, positive, negative and hinge, in both notations", async () => {
  const { page, faults } = await visit();
  for (const preset of Object.keys(presets()).filter((name) => presets()[name].kind === "triplet")) {
    await choose(page, preset);
    await checkHinges(page, preset);
  }
  await page.locator("[name=notation]:checked").focus();
  await page.keyboard.press("ArrowRight");
  await drawn(page);
  assert.match(await text(page, '#formula [aria-label="The loss in general"]'), /Cost1/);
  for (const preset of ["forum", "both", "lab"]) {
    await choose(page, preset);
    await checkHinges(page, preset);
  }
  assert.deepEqual(faults, []);
});

/** A test's own S of a link at the step. @param {string} more */
function matrixOf(more) {
  const flat = sameRun(`${LINK}${more}`, STEPS).similarity();
  return Array.from({ length: 8 }, (_, i) => [...flat.slice(8 * i, 8 * i + 8)]);
}

test("One hinge over the sum of the terms is shown as that, in red, with each anchor's parts and what they come to", async () => {
  const { page, faults } = await visit({}, "&loss=one-hinge~both");
  const m = matrixOf("&loss=one-hinge~both");
  const general = page.locator('#formula [aria-label="The loss in general"]');
  assert.match((await general.locator(".mistake-sign").textContent()) ?? "", /^max\(cost1i\+|^max\(.*cost1/);
  assert.deepEqual(await general.locator(".trap-mark").count(), 1);
  const of = (/** @type {number} */ a) => {
    const lines = [m[a], m.map((row) => row[a])].map((line) => line.filter((_, k) => k !== a));
    const negatives = lines.flatMap((line) => [line.reduce((sum, x) => sum + x, 0) / line.length, Math.max(...line)]);
    return negatives.map((n) => (0.25 - m[a][a] + n) / 2);
  };
  for (const anchor of [ROW, COLUMN]) {
    const id = `#formula [data-id="one-hinge-${anchor}"]`;
    const parts = (await page.locator(`${id} [data-id=part]`).allTextContents()).map(numberOf);
    assert.equal(parts.length, 4);
    const total = of(anchor).reduce((sum, x) => sum + x, 0);
    assert.ok(Math.abs(parts.reduce((sum, x) => sum + x, 0) - total) < 0.0025, `${parts} are not ${total}`);
    near(numberOf(await text(page, `${id} [data-id=cost]`)), Math.max(0, total), "cost");
    assert.equal(await page.locator(`${id} .mistake-sign`).count(), 1);
  }
  const each = m.map((_, a) =>
    Math.max(
      0,
      of(a).reduce((sum, x) => sum + x, 0),
    ),
  );
  near(numberOf(await text(page, "#formula .live-line [data-id=loss]")), each.reduce((sum, x) => sum + x, 0) / 8, "loss");
  assert.deepEqual(faults, []);
});

test("One norm for the whole batch stands in the formula, and is red unless mistakes are to be found", async () => {
  for (const [more, red] of /** @type {const} */ ([
    ["", 1],
    ["&hide.mistakes=true", 0],
  ])) {
    const { page } = await chromium.visit(`${LINK}&model.normalise=batch${more}`);
    await drawn(page);
    const general = page.locator('#formula [aria-label="The loss in general"]');
    assert.equal(await general.locator("msqrt").count(), 1);
    assert.deepEqual([await general.locator(".mistake-sign").count(), await general.locator(".trap-mark").count()], [red, red]);
  }
});

test("A softmax is shown as what the row's and the column's cells come to", async () => {
  const { page } = await visit();
  await choose(page, "softmax-averaged");
  const whole = judge(s, presets()["softmax-four"], sides);
  const lines = { row: { anchor: ROW, line: s[ROW] }, column: { anchor: COLUMN, line: s.map((line) => line[COLUMN]) } };
  for (const [direction, { anchor, line }] of Object.entries(lines)) {
    const total = Math.log(line.reduce((sum, x) => sum + Math.exp(20 * x), 0));
    near(await shown(page, `hinge-${direction}-${anchor}`, "total"), total, direction);
    near(await shown(page, `hinge-${direction}-${anchor}`, "cost"), total - 20 * s[anchor][anchor], direction);
  }
  await choose(page, "softmax-four");
  for (const anchor of [ROW, COLUMN]) near(await shown(page, `hinge-four-${anchor}`, "cost"), whole.terms[0][anchor].cost, "all four in one sum");
});

test("All presets are judged on the matrix that is shown, beside the loss in force", async () => {
  const { page } = await visit();
  await choose(page, "forum");
  const own = judge(s, presets().forum, sides).loss;
  for (const [name, loss] of Object.entries(presets())) {
    const value = judge(s, loss, sides).loss;
    const row = `#formula [data-preset="${name}"]`;
    near(numberOf(await text(page, `${row} [data-id=loss]`)), value, name);
    // A sum is compared as what it is for one pair; a softmax is a quantity of another kind.
    const each = loss.reduction === "sum" ? value / s.length : value;
    near(numberOf(await text(page, `${row} [data-id=each]`)), each, `${name}, per pair`);
    const difference = await text(page, `${row} [data-id=difference]`);
    for (const id of ["loss", "each"]) assert.match(await text(page, `${row} [data-id=${id}]`), /^[0-9]+\.[0-9]{3}$/);
    if (/[0-9]/.test(difference)) assert.match(difference, /^[+−]?[0-9]+\.[0-9]{4}$/);
    if (name === "forum") assert.equal(difference, "current");
    else if (loss.kind === "softmax") assert.equal(difference, "other unit");
    else near(numberOf(difference.replace("+", "")), each - own, `${name}'s difference`);
  }
});

test("The table follows a run and is right when it stands", async () => {
  const { page } = await chromium.visit(LINK);
  await run(page);
  await page.waitForTimeout(1200);
  await pause(page);
  const row = '#formula [data-preset="course-2020"]';
  assert.equal(numberOf(await text(page, `${row} [data-id=loss]`)), Number((await lossShown(page)).toFixed(3)));
});

test("The copied NumPy code prints the loss on the screen", { skip: pythonWithNumpy() ? false : "there is no Python with NumPy" }, async () => {
  const { page } = await visit({ permissions: ["clipboard-read", "clipboard-write"] });
  for (const preset of ["course-2020", "forum", "softmax-averaged"]) {
    await choose(page, preset);
    await page.locator("#formula [data-id=numpy]").press("Enter");
    await page.waitForFunction(() => /Copied/.test(document.querySelector("#formula [role=status]")?.textContent ?? ""));
    const code = await page.evaluate(() => navigator.clipboard.readText());
    const { stdout, stderr } = spawnSync(pythonWithNumpy(), ["-"], { input: code, encoding: "utf8" });
    assert.equal(stderr, "");
    near(Number(stdout), await lossShown(page), preset);
  }
});

test("Where the clipboard is refused the code stands in a field to copy from", async () => {
  const { page } = await visit();
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
  });
  await page.locator("#code-batch").uncheck();
  await page.locator("#formula [data-id=tensorflow]").click();
  const field = page.locator("#formula textarea");
  await field.waitFor({ state: "visible" });
  const code = await field.inputValue();
  assert.match(code, /^import tensorflow as tf\n/);
  assert.doesNotMatch(code, /base64/);
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "TEXTAREA");
});
