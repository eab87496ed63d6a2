// The sandbox, against the naive evaluation of the losses.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { presets } from "../../pkg/node/tripletscope.js";
import { drawn, hashOf, numberOf, startBrowser, text } from "../support/browser.mjs";
import { judge } from "../support/oracle.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */
/** @typedef {import("../../pkg/node/tripletscope.js").LossConfig} LossConfig */
/** @typedef {import("../../pkg/node/tripletscope.js").Term} Term */

const LINK = "v=1&batchSize=8&seed=4&view.sandbox=true";
const START = [
  [0.9, 0],
  [0.68, 0.95],
];

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** @param {Page} page @param {number} i @param {number} j */
const cell = (page, i, j) => page.locator("#sandbox").getByLabel(new RegExp(`^Row ${i + 1}, column ${j + 1}(,|$)`));
/** @param {Page} page @param {string} id */
const numbersAt = async (page, id) =>
  (await page.locator(`#sandbox [data-id=${id}] span span, #sandbox [data-id=${id}] b`).allTextContents()).map(numberOf);
/** @param {Page} page */
const reached = (page) => page.locator("#sandbox .reached").evaluateAll((items) => items.map((item) => item.getAttribute("data-id")));
/** @param {Page} page @param {number} size */
async function values(page, size) {
  const all = await page
    .locator("#sandbox [aria-label='A small similarity matrix'] input")
    .evaluateAll((inputs) => inputs.map((input) => Number(/** @type {HTMLInputElement} */ (input).value)));
  assert.equal(all.length, size * size);
  return Array.from({ length: size }, (_, i) => all.slice(i * size, (i + 1) * size));
}

/** All that the sandbox shows of a matrix. @param {Page} page @param {number[][]} s @param {LossConfig} config */
async function shows(page, s, config) {
  const loss = /** @type {Extract<LossConfig, {kind: "triplet"}>} */ (config);
  await drawn(page);
  const expected = judge(s, loss);
  assert.ok(Math.abs(numberOf(await text(page, "#sandbox [data-id=loss]")) - expected.loss) <= 0.0006, `loss ${expected.loss}`);
  for (let i = 0; i < s.length; i++) {
    for (const direction of /** @type {const} */ (["row", "column"])) {
      const along = /** @type {const} */ (`${direction}s`);
      /** @type {Term[]} */
      const looking = loss.terms.filter((term) => term.along !== (direction === "row" ? "columns" : "rows"));
      /** @type {Term[]} */
      const terms = looking.length > 0 ? looking : loss.terms.map((term) => ({ ...term, along }));
      const anchors = judge(s, { ...loss, terms }).terms.map((term) => term[i]);
      const wanted = anchors.flatMap(({ negative }, k) => [negative, Math.max(0, terms[k].margin - s[i][i] + negative)]);
      const shown = await numbersAt(page, `${direction}-${i}`);
      assert.equal(shown.length, wanted.length);
      for (const [k, x] of wanted.entries()) assert.ok(Math.abs(shown[k] - x) <= 0.0051, `${direction} ${i}: ${shown} instead of ${wanted}`);
    }
    for (let j = 0; j < s.length; j++) {
      const shown = await text(page, `#sandbox [data-id=gradient-${i}-${j}]`);
      const gradient = expected.gradient[i * s.length + j];
      assert.ok(Math.abs(shown === "·" ? gradient : numberOf(shown.slice(1)) - gradient) <= 0.051, `${i} ${j}: ${shown} instead of ${gradient}`);
      assert.equal({ "·": 0, "↑": -1, "↓": 1 }[shown[0]], Math.abs(gradient) < 1e-9 ? 0 : Math.sign(gradient));
    }
  }
}

test("The start is the thread's matrix: rows are silent, and only a loss that looks at the columns sees column 1", async () => {
  const { page, faults } = await chromium.visit(LINK);
  assert.deepEqual(await values(page, 2), START);
  await shows(page, START, presets()["course-2020"]);
  assert.equal(await text(page, "#sandbox [data-id=loss]"), "0");
  for (const name of ["both-sum", "columns", "forum", "harder", "lab"]) {
    await page.locator("#preset").selectOption(name);
    await shows(page, START, presets()[name]);
  }
  assert.deepEqual(faults, []);
});

test("A cell is changed by typing, by arrow keys and by dragging, and everything follows", async () => {
  const { page } = await chromium.visit(LINK);
  await page.locator("#preset").selectOption("both");
  const s = structuredClone(START);
  await cell(page, 0, 1).fill("0.8");
  s[0][1] = 0.8;
  await shows(page, s, presets().both);
  await cell(page, 1, 1).focus();
  for (let k = 0; k < 3; k++) await page.keyboard.press("ArrowDown");
  s[1][1] = 0.92;
  await shows(page, s, presets().both);
  const box = await cell(page, 1, 0).boundingBox();
  assert.ok(box);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - 31, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(x, y + 40);
  s[1][0] = 0.83;
  await shows(page, s, presets().both);
  assert.deepEqual(await values(page, 2), s);
  await cell(page, 0, 0).fill("7");
  await page.keyboard.press("Tab");
  s[0][0] = 1;
  assert.deepEqual(await values(page, 2), s);
  await page.getByRole("button", { name: "Start again" }).click();
  await shows(page, START, presets().both);
});

test("The corner of the batch's S is taken, to two digits, and a smaller size forgets nothing", async () => {
  const { page } = await chromium.visit(LINK);
  await page.getByLabel("Size", { exact: true }).selectOption("4");
  await page.getByRole("button", { name: "Take the corner" }).click();
  await drawn(page);
  const s = sameRun(LINK, 0).similarity();
  const corner = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => s[i * 8 + j]));
  const taken = await values(page, 4);
  for (const [i, line] of corner.entries())
    for (const [j, x] of line.entries()) assert.ok(Math.abs(taken[i][j] - x) <= 0.00501, `${taken[i][j]} ${x}`);
  await shows(page, taken, presets()["course-2020"]);
  for (const size of ["2", "4"]) await page.getByLabel("Size", { exact: true }).selectOption(size);
  assert.deepEqual(await values(page, 4), taken);
});

test("A loss on one side has that side's matrix beside S: symmetric, with its own negatives, hinges and gradient", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&loss=sum~hardest_left_0.25_1`);
  const [left, right] = ["left", "right"].map((side) => page.locator(`#sandbox section[data-id=${side}]`));
  await drawn(page);
  assert.deepEqual([await left.isVisible(), await right.isVisible()], [true, false]);
  const sees = async (/** @type {number} */ cosine) => {
    await drawn(page);
    const hinges = [0.9, 0.95].map((p) => Math.max(0, 0.25 - p + cosine));
    assert.ok(Math.abs(numberOf(await text(page, "#sandbox [data-id=loss]")) - hinges[0] - hinges[1]) <= 0.0006);
    for (const [i, hinge] of hinges.entries()) {
      const [negative, shown] = await numbersAt(page, `left-${i}`);
      assert.ok(Math.abs(negative - cosine) < 1e-9 && Math.abs(shown - hinge) <= 0.0051, `${negative} ${shown}`);
      assert.equal(await text(page, `#sandbox [data-id=left-gradient-${i}-${1 - i}]`), hinge > 0 ? "↓1.0" : "·");
      assert.equal(await text(page, `#sandbox [data-id=gradient-${i}-${i}]`), hinge > 0 ? "↑−1.0" : "·");
    }
  };
  await sees(0.8);
  await left.getByLabel("A, row 2, column 1").fill("0.9");
  await sees(0.9);
  assert.equal(await left.getByLabel("A, row 1, column 2").inputValue(), "0.90");
  await left.getByLabel("A, row 1, column 2").fill("0.3");
  await sees(0.3);
  await page.locator("#preset").selectOption("four");
  await drawn(page);
  assert.deepEqual([await left.isVisible(), await right.isVisible()], [true, true]);
  const sides = { left: [[1, 0.3], [0.3, 1]], right: [[1, 0.1], [0.1, 1]] }; // biome-ignore format: as matrices
  assert.ok(Math.abs(numberOf(await text(page, "#sandbox [data-id=loss]")) - judge(START, presets().four, sides).loss) <= 0.0006);
  assert.deepEqual(faults, []);
});

test("Each challenge is ticked while the matrix does it", async () => {
  const { page } = await chromium.visit(LINK);
  assert.deepEqual(await reached(page), ["silent"]);
  await cell(page, 1, 0).fill("0.5");
  await drawn(page);
  assert.deepEqual(await reached(page), []);
  await cell(page, 0, 1).fill("0.95");
  await drawn(page);
  assert.deepEqual(await reached(page), ["stuck"]);
  await page.getByRole("button", { name: "Start again" }).click();
  await page.getByLabel("Size", { exact: true }).selectOption("3");
  await drawn(page);
  assert.ok(!(await reached(page)).includes("agree"));
  // Rows and columns pick 2 for 1, 1 for 2, and 1 for 3.
  for (const [i, j, x] of [
    [0, 1, 0.6],
    [1, 0, 0.6],
    [0, 2, 0.1],
    [2, 0, 0.3],
    [1, 2, -0.1],
    [2, 1, 0],
  ])
    await cell(page, i, j).fill(String(x));
  await drawn(page);
  assert.ok((await reached(page)).includes("agree"));
});

test("German fields show a comma and take a point too; in English a comma is no decimal point", async () => {
  const { page } = await chromium.visit(`${LINK}&page.language=de`);
  const first = page.locator("#sandbox input.decimal").nth(1);
  await first.fill("0,8");
  await page.keyboard.press("ArrowUp");
  assert.equal(await first.inputValue(), "0,81");
  await first.fill("0.4");
  await page.keyboard.press("Tab");
  assert.equal(await first.inputValue(), "0,40");
  await page.locator("#open-settings").click();
  const rate = page.locator('[id="setting-adam.learningRate"]');
  assert.match(await rate.inputValue(), /^0,[0-9]+$/);
  await rate.fill("0,02");
  await page.keyboard.press("Tab");
  assert.match((await hashOf(page)) + (await page.locator("#settings").textContent()), /learningRate=0\.02|0,02/);
  const { page: english } = await chromium.visit(LINK);
  const cell = english.locator("#sandbox input.decimal").nth(1);
  await cell.fill("0,8");
  await english.keyboard.press("Tab");
  assert.equal(await cell.inputValue(), "0.00");
});
