// The switches of the loss, on the matrix that is shown while the run is paused: what the page says of every cell is compared with a slow
// evaluation of the loss over S as it is read off the page. It shows three decimals, so the comparison allows for what rounding can do.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { words } from "../../www/words/en.js";
import {
  cellShown,
  drawn,
  hashOf,
  lossShown,
  numberOf,
  pause,
  reach,
  readMatrix,
  reset,
  run,
  startBrowser,
  stepBy,
  stepShown,
  text,
} from "../support/browser.mjs";
import { judge, LOOKS, sidesOf } from "../support/oracle.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../support/browser.mjs").Cell} Cell */
/** @typedef {import("../support/browser.mjs").Page} Page */
/** @typedef {import("../support/oracle.mjs").LossConfig} LossConfig */
/** @typedef {import("../support/oracle.mjs").Term} Term */

const SIZE = 4;
/** Half of the last digit of S, and of what is read. */
const ROUNDING = 0.0005;

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
/** @type {string} */
let link;
before(async () => {
  chromium = await startBrowser();
  link = await findSample();
});
after(() => chromium?.close());

/** @param {Term["negative"]} negative @param {Term["along"]} along @param {number} [weight] @returns {Term} */
const term = (negative, along, weight = 1) => ({ negative, along, margin: 0.25, weight });
/** @param {Term[]} terms @param {"mean" | "sum"} [reduction] @returns {LossConfig} */
const triplet = (terms, reduction = "mean") => ({ kind: "triplet", terms, reduction });

/** The presets by their names on the page, as the design's table has them. @type {Record<string, LossConfig>} */
const presets = {
  "course-2020": triplet([term("mean", "rows"), term("hardest", "rows")]),
  columns: triplet([term("mean", "columns"), term("hardest", "columns")]),
  both: triplet([term("mean", "rows", 0.5), term("hardest", "rows", 0.5), term("mean", "columns", 0.5), term("hardest", "columns", 0.5)]),
  forum: triplet([term("mean", "averaged"), term("hardest", "averaged")]),
  harder: triplet([term("mean", "harder"), term("hardest", "harder")]),
  "course-2022": triplet([term("mean", "rows"), term("semi-hard-course", "rows")], "sum"),
  lab: triplet([term("mean", "rows"), term("semi-hard", "rows")], "sum"),
  "softmax-averaged": { kind: "softmax", along: "averaged", scale: 20, reduction: "mean" },
  "softmax-columns": { kind: "softmax", along: "columns", scale: 20, reduction: "mean" },
  four: triplet(
    /** @type {const} */ (["rows", "columns", "left", "right"]).flatMap((along) => [term("mean", along, 0.25), term("hardest", along, 0.25)]),
  ),
  "softmax-four": { kind: "softmax", along: "four", scale: 20, reduction: "mean" },
};

/** What the switches make, in the order in which the test turns them. @type {[string, LossConfig][]} */
const turns = [
  ["#closest-columns", triplet([term("mean", "rows"), term("hardest", "rows", 0.5), term("hardest", "columns", 0.5)])],
  ["#mean-rows", triplet([term("hardest", "rows", 0.5), term("hardest", "columns", 0.5)])],
  ["#closest-rows", triplet([term("hardest", "columns")])],
  ["#mean-columns", triplet([term("mean", "columns"), term("hardest", "columns")])],
  ["#closest-rows", triplet([term("hardest", "rows", 0.5), term("mean", "columns"), term("hardest", "columns", 0.5)])],
];
const wide = triplet([term("mean", "rows"), { ...term("hardest", "rows"), margin: 0.4 }]);

/** @param {Page} page */
async function readSimilarity(page) {
  const cells = await readMatrix(page, SIZE);
  return cells.map((row) => row.map((cell) => numberOf(cell.similarity)));
}

/** Does rounding S leave open where a hinge bends or which negative is the closest? Then the page's gradient proves nothing. @param {number[][]} s @param {LossConfig} loss */
function isAmbiguous(s, loss) {
  if (loss.kind === "softmax") return false;
  const base = judge(s, loss).gradient.join();
  const changes = s.flatMap((row, i) => row.flatMap((_, j) => [-2 * ROUNDING, 2 * ROUNDING].map((change) => ({ i, j, change }))));
  return changes.some(({ i, j, change }) => {
    const moved = s.map((row, k) => row.map((x, l) => (k === i && l === j ? x + change : x)));
    return judge(moved, loss).gradient.join() !== base;
  });
}

/** The first seed whose batch, after two steps, has active and satisfied anchors and is clear under every loss that is tested. */
async function findSample() {
  const { page } = await chromium.visit(`v=1&batchSize=${SIZE}`);
  for (let seed = 1; seed <= 60; seed++) {
    await page.locator("#seed").fill(String(seed));
    await page.locator("#seed").press("Enter");
    await reset(page);
    await stepBy(page, 2);
    const s = await readSimilarity(page);
    const costs = judge(s, presets["course-2020"]).terms.flat();
    const mixed = costs.some(({ cost }) => cost > 0.01) && costs.some(({ cost }) => cost === 0);
    const { four: _, "softmax-four": __, ...across } = presets;
    const losses = [...Object.values(across), ...turns.map(([, loss]) => loss), wide];
    if (mixed && !losses.some((loss) => isAmbiguous(s, loss))) return `v=1&batchSize=${SIZE}&seed=${seed}`;
  }
  throw new Error("No seed gives a clear sample.");
}

/** The sample, paused after two steps. */
async function openSample() {
  const { page } = await chromium.visit(link);
  await stepBy(page, 2);
  return page;
}

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

/** Holds every number on the page against the loss. @param {Page} page @param {LossConfig} loss */
async function assertShows(page, loss) {
  const cells = await readMatrix(page, SIZE);
  const s = cells.map((row) => row.map((cell) => numberOf(cell.similarity)));
  const sides = sidesOf(sameRun(link, 2).vectors(), SIZE);
  const expected = judge(s, loss, sides);
  const allowed = allowances(loss);
  const alongs = loss.kind === "softmax" ? [loss.along] : loss.terms.map((t) => t.along);
  const costs = (/** @type {number} */ anchor, /** @type {"row" | "column" | "left" | "right"} */ direction) =>
    expected.terms.filter((_, k) => LOOKS[alongs[k]].includes(direction)).map((anchors) => anchors[anchor].cost);
  cells.forEach((row, i) => {
    row.forEach((cell, j) => {
      near(numberOf(cell.gradient), expected.gradient[i * SIZE + j], allowed.gradient, `dL/dS at row ${i}, column ${j}`);
      near(numberOf(cell["row-positive"]), s[i][i], 0, `positive of row ${i}`);
      near(numberOf(cell["column-positive"]), s[j][j], 0, `positive of column ${j}`);
      const looks = alongs.flatMap((along) => LOOKS[along]);
      if (looks.includes("left")) near(numberOf(cell["left-similarity"] ?? ""), sides.left[i][j], ROUNDING, "A");
      if (looks.includes("right")) near(numberOf(cell["right-similarity"] ?? ""), sides.right[i][j], ROUNDING, "C");
      const anchors = /** @type {const} */ ([
        [cell["row-cost"], costs(i, "row")],
        [cell["column-cost"], costs(j, "column")],
        [cell["left-cost"] ?? words.cell.notLookedAt, costs(i, "left")],
        [cell["right-cost"] ?? words.cell.notLookedAt, costs(j, "right")],
      ]);
      for (const [written, wanted] of anchors) {
        const shown = costsOf(written);
        assert.equal(shown.length, wanted.length, `${written} for ${wanted.length} terms`);
        shown.forEach((cost, k) => {
          near(cost, wanted[k], allowed.cost, `cost at row ${i}, column ${j}`);
        });
      }
    });
  });
  near(await lossShown(page), expected.loss, allowed.cost * expected.terms.length * (loss.reduction === "sum" ? SIZE : 1), "the loss in words");
  return expected;
}

test("Costs, gradient and loss on the page are those of the loss that is chosen, for rows, columns, both, forum, harder, all four sides and softmax", async () => {
  const page = await openSample();
  for (const [name, loss] of Object.entries(presets)) {
    await page.locator("#preset").selectOption(name);
    await assertShows(page, loss);
  }
  assert.equal(await stepShown(page), 2);
});

test("Every switch adds or removes its own term at once", async () => {
  const page = await openSample();
  assert.equal((await cellShown(page))["column-cost"], words.cell.notLookedAt);
  for (const [selector, loss] of turns) {
    await page.locator(selector).click();
    await assertShows(page, loss);
    const { "row-cost": row, "column-cost": column } = await cellShown(page);
    const along = loss.kind === "triplet" ? loss.terms.map((t) => t.along) : [];
    assert.equal(row === words.cell.notLookedAt, !along.includes("rows"), row);
    assert.equal(column === words.cell.notLookedAt, !along.includes("columns"), column);
  }
  assert.equal(await stepShown(page), 2);
});

test("The last switch cannot be turned off, and the page says why", async () => {
  const page = await openSample();
  await page.locator("#mean-rows").click();
  assert.equal(await text(page, "#problem"), "");
  await page.locator("#closest-rows").click();
  assert.equal(await text(page, "#problem"), words.loss.lastTerm);
  assert.equal(await page.locator("#closest-rows").isChecked(), true);
  assert.notEqual((await cellShown(page))["row-cost"], words.cell.notLookedAt);
  await page.locator("#closest-columns").click();
  assert.equal(await text(page, "#problem"), "");
});

test("Moving a margin changes what its own term costs, and nothing else", async () => {
  const page = await openSample();
  await page.locator("#closest-margin").fill("0.4");
  await assertShows(page, wide);
});

test("A switch that is turned while the run goes on acts without restarting it", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await run(page);
  await reach(page, 5);
  const turned = await stepShown(page);
  await page.evaluate(() => {
    const box = /** @type {HTMLInputElement} */ (document.querySelector("#closest-columns"));
    const { seen } = Object.assign(globalThis, { seen: /** @type {boolean[]} */ ([]) });
    const look = () => seen.push(box.checked) < 30 && requestAnimationFrame(look);
    box.click();
    look();
  });
  await drawn(page);
  assert.notEqual((await cellShown(page))["column-cost"], words.cell.notLookedAt);
  // @ts-expect-error put there above
  await page.waitForFunction(() => globalThis.seen.length === 30);
  // @ts-expect-error put there above
  assert.ok((await page.evaluate(() => /** @type {boolean[]} */ (globalThis.seen))).every(Boolean), "It is on from the first moment");
  await reach(page, turned + 3);
  assert.equal(await text(page, "#run"), words.run.pause);
  assert.match(await hashOf(page), /columns/);
  await pause(page);
  assert.ok((await stepShown(page)) >= turned + 3);
});

test("λ, the sides and the distance swap: sliders and switches give the loss that the link says", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8&loss=both");
  const hash = () => hashOf(page);
  await page.locator("#balance").fill("0.3");
  assert.match(await hash(), /mean_rows_0\.25_0\.3~hardest_rows_0\.25_0\.3~mean_columns_0\.25_0\.7~hardest_columns_0\.25_0\.7/);
  await page.locator("#balance").fill("0.5");
  await page.locator("#combine").selectOption("distance-swap");
  assert.match(await hash(), /loss=mean~mean_distance-swap_0\.25_1~hardest_distance-swap_0\.25_1/);
  await page.locator("#preset").selectOption("both");
  await page.locator(".sides[open] summary").click();
  await page.locator(".sides summary").click();
  for (const id of ["mean-left", "mean-right", "closest-left", "closest-right"]) await page.locator(`#${id}`).click();
  assert.equal(await page.locator("#preset").inputValue(), "four");
  assert.equal(await page.locator("#loss .directions input:checked").count(), 0, "no single choice says it");
  await page.locator("#combine").selectOption("distance-swap");
  assert.match(await hash(), /mean_distance-swap_/);
  await page.locator("#loss .directions .rows input").click({ force: true });
  assert.equal(await page.locator("#preset").inputValue(), "course-2020");
  await page.locator("#preset").selectOption("softmax-averaged");
  await page.locator("#softmax-balance").fill("0.8");
  assert.equal(await page.locator("#preset").inputValue(), "custom");
  await page.locator("#loss .directions .columns input").click({ force: true });
  assert.equal(await page.locator("#preset").inputValue(), "softmax-columns");
  assert.deepEqual(faults, []);
});
