// The switches of the loss, on the matrix that is shown while the run is paused: what the page says of every cell is held against a slow
// evaluation of the loss over S as it is read off the page. It shows three decimals, so the comparison allows for what rounding can do.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { words } from "../../www/words/en.js";
import { judge } from "../node/oracle.mjs";
import { cellShown, drawn, numberOf, pause, reach, readMatrix, run, startBrowser, stepBy, stepShown, text } from "./browser.mjs";

/** @typedef {import("./browser.mjs").Cell} Cell */
/** @typedef {import("./browser.mjs").Page} Page */
/** @typedef {import("../node/oracle.mjs").LossConfig} LossConfig */
/** @typedef {import("../node/oracle.mjs").Term} Term */

const SIZE = 5;
/** Half of the last digit of S, and of what is read. */
const ROUNDING = 0.0005;

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** A small batch after a few steps: some anchors are satisfied, others are not. */
async function openSmall() {
  const { page } = await chromium.visit(`v=1&batchSize=${SIZE}&seed=2`);
  await stepBy(page, 2);
  return page;
}

/** @param {Term["negative"]} negative @param {Term["along"]} along @param {number} [weight] @returns {Term} */
const term = (negative, along, weight = 1) => ({ negative, along, margin: 0.25, weight });
/** @param {Term[]} terms @param {"mean" | "sum"} [reduction] @returns {LossConfig} */
const triplet = (terms, reduction = "mean") => ({ kind: "triplet", terms, reduction });

/** The costs that stand at an anchor. @param {string} written */
const costsOf = (written) => (written === words.cell.notLookedAt ? [] : written.split(" + ").map(numberOf));

/** @param {number} actual @param {number} expected @param {number} tolerance @param {string} what */
function near(actual, expected, tolerance, what) {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: the page says ${actual}, expected ${expected} ± ${tolerance}`);
}

/** What rounding S by half a digit may change: a cost, and a cell of the gradient. @param {LossConfig} loss */
function allowances(loss) {
  const factor = loss.reduction === "mean" ? 1 / SIZE : 1;
  if (loss.kind === "softmax") return { cost: 2 * loss.scale * ROUNDING + ROUNDING, gradient: factor * loss.scale ** 2 * ROUNDING + ROUNDING };
  return { cost: 3 * ROUNDING, gradient: 1.2 * ROUNDING };
}

/**
 * Where the rounding of S could turn a hinge or exchange a negative, the gradient says nothing; such a sample proves less, so there must be none.
 * @param {number[][]} s @param {LossConfig} loss
 */
function assertUnambiguous(s, loss) {
  if (loss.kind === "softmax") return;
  const base = judge(s, loss).gradient;
  for (let i = 0; i < SIZE; i++) {
    for (let j = 0; j < SIZE; j++) {
      for (const change of [-2 * ROUNDING, 2 * ROUNDING]) {
        const moved = s.map((row) => [...row]);
        moved[i][j] += change;
        assert.deepEqual(judge(moved, loss).gradient, base, `S as shown leaves it open what the loss does at (${i}, ${j}): choose another seed`);
      }
    }
  }
}

/** Holds every number on the page against the loss. @param {Page} page @param {LossConfig} loss */
async function assertShows(page, loss) {
  const cells = await readMatrix(page, SIZE);
  const s = cells.map((row) => row.map((cell) => numberOf(cell.similarity)));
  assertUnambiguous(s, loss);
  const expected = judge(s, loss);
  const allowed = allowances(loss);
  const alongs = loss.kind === "softmax" ? [loss.along] : loss.terms.map((t) => t.along);
  const costs = (/** @type {number} */ anchor, /** @type {string} */ except) =>
    expected.terms.filter((_, k) => alongs[k] !== except).map((anchors) => anchors[anchor].cost);
  cells.forEach((row, i) => {
    row.forEach((cell, j) => {
      near(numberOf(cell.gradient), expected.gradient[i * SIZE + j], allowed.gradient, `dL/dS at row ${i}, column ${j}`);
      near(numberOf(cell["row-positive"]), s[i][i], 0, `positive of row ${i}`);
      near(numberOf(cell["column-positive"]), s[j][j], 0, `positive of column ${j}`);
      const sides = /** @type {const} */ ([
        [cell["row-cost"], costs(i, "columns")],
        [cell["column-cost"], costs(j, "rows")],
      ]);
      for (const [written, wanted] of sides) {
        const shown = costsOf(written);
        assert.equal(shown.length, wanted.length, `${written} for ${wanted.length} terms`);
        shown.forEach((cost, k) => {
          near(cost, wanted[k], allowed.cost, `cost at row ${i}, column ${j}`);
        });
      }
    });
  });
  const sentence = await text(page, "#batch-words");
  const shown = numberOf(/is ([−0-9.,e-]+[0-9])/.exec(sentence)?.[1] ?? "");
  near(shown, expected.loss, allowed.cost * expected.terms.length * (loss.reduction === "sum" ? SIZE : 1), "the loss in words");
  return expected;
}

/** Choices that the select of presets offers, with what each is by the design's table. @type {[string, LossConfig][]} */
const presets = [
  ["columns", triplet([term("mean", "columns"), term("hardest", "columns")])],
  ["both", triplet([term("mean", "rows", 0.5), term("hardest", "rows", 0.5), term("mean", "columns", 0.5), term("hardest", "columns", 0.5)])],
  ["forum", triplet([term("mean", "averaged"), term("hardest", "averaged")])],
  ["harder", triplet([term("mean", "harder"), term("hardest", "harder")])],
  ["course-2022", triplet([term("mean", "rows"), term("semi-hard-course", "rows")], "sum")],
  ["lab", triplet([term("mean", "rows"), term("semi-hard", "rows")], "sum")],
  ["softmax-averaged", { kind: "softmax", along: "averaged", scale: 20, reduction: "mean" }],
  ["softmax-columns", { kind: "softmax", along: "columns", scale: 20, reduction: "mean" }],
];

test("Costs, gradient and loss on the page are those of the loss that is chosen, for rows, columns, both, forum, harder and softmax", async () => {
  const page = await openSmall();
  const rows = await assertShows(page, triplet([term("mean", "rows"), term("hardest", "rows")]));
  const costs = rows.terms.flat().map((anchor) => anchor.cost);
  assert.ok(costs.some((cost) => cost > 0.01) && costs.some((cost) => cost === 0), "a sample with active and satisfied anchors");
  for (const [name, loss] of presets) {
    await page.locator("#preset").selectOption(name);
    await assertShows(page, loss);
  }
  assert.equal(await stepShown(page), 2);
});

test("Every switch adds or removes its own term at once", async () => {
  const page = await openSmall();
  assert.equal((await cellShown(page))["column-cost"], words.cell.notLookedAt);
  await page.locator("#closest-columns").click();
  await assertShows(page, triplet([term("mean", "rows"), term("hardest", "rows", 0.5), term("hardest", "columns", 0.5)]));
  assert.match((await cellShown(page))["column-cost"], /^[0-9.]+$/);
  await page.locator("#mean-rows").click();
  await assertShows(page, triplet([term("hardest", "rows", 0.5), term("hardest", "columns", 0.5)]));
  await page.locator("#closest-rows").click();
  await assertShows(page, triplet([term("hardest", "columns")]));
  assert.equal((await cellShown(page))["row-cost"], words.cell.notLookedAt);
  await page.locator("#mean-columns").click();
  await assertShows(page, triplet([term("mean", "columns"), term("hardest", "columns")]));
  await page.locator("#closest-rows").click();
  await page.locator("#combine").selectOption("harder");
  await assertShows(page, triplet([term("hardest", "harder"), term("mean", "columns")]));
  await page.locator("#reduction").selectOption("sum");
  await assertShows(page, triplet([term("hardest", "harder"), term("mean", "columns")], "sum"));
  assert.equal(await stepShown(page), 2);
});

test("The last switch cannot be turned off, and the page says why", async () => {
  const page = await openSmall();
  await page.locator("#mean-rows").click();
  assert.equal(await text(page, "#problem"), "");
  await page.locator("#closest-rows").click();
  assert.equal(await text(page, "#problem"), words.loss.lastTerm);
  assert.equal(await page.locator("#closest-rows").isChecked(), true);
  await assertShows(page, triplet([term("hardest", "rows")]));
  await page.locator("#closest-columns").click();
  assert.equal(await text(page, "#problem"), "");
});

test("Moving a margin changes what its own term costs, and nothing else", async () => {
  const page = await openSmall();
  await page.locator("#closest-margin").focus();
  for (let k = 0; k < 5; k++) await page.keyboard.press("ArrowRight");
  await drawn(page);
  const margin = Number(await page.locator("#closest-margin").inputValue());
  assert.ok(margin > 0.25, `the margin is ${margin}`);
  await assertShows(page, triplet([term("mean", "rows"), { ...term("hardest", "rows"), margin }]));
});

test("A switch that is turned while the run goes on acts without starting it anew", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await run(page);
  await reach(page, 5);
  const turned = await stepShown(page);
  await page.locator("#closest-columns").click();
  await reach(page, turned + 3);
  assert.equal(await text(page, "#run"), words.run.pause);
  assert.notEqual((await cellShown(page))["column-cost"], words.cell.notLookedAt);
  assert.match(page.url(), /columns/);
  await pause(page);
  assert.ok((await stepShown(page)) >= turned + 3);
});
