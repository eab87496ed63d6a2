// Runs side by side, against the differences of the matrices that the package makes of the same runs in Node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { evaluateLoss, readLink } from "../../pkg/node/tripletscope.js";
import { byHinge } from "../../www/views/matrix/order.js";
import { words } from "../../www/words/en.js";
import { violations } from "../support/axe.mjs";
import { drawn, measuredAll, numberOf, reach, startBrowser, stepBy, text } from "../support/browser.mjs";
import { sameRun } from "../support/same-run.mjs";
import { save, table } from "../support/saved.mjs";

const SIZE = 8;
const LINK = `v=1&batchSize=${SIZE}&seed=5&view.compare=true`;

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** S, dL/dS and the last report of a run. @param {string} link @param {number} steps */
function made(link, steps) {
  const trainer = sameRun(link, steps - 1);
  const report = trainer.step();
  const similarity = trainer.similarity();
  return { similarity, gradient: evaluateLoss(similarity, SIZE, readLink(link).loss).gradient, report, evaluation: trainer.evaluate() };
}

/** Those of a sentence. @param {string} sentence */
const numbersIn = (sentence) => [...sentence.matchAll(/−?[0-9.]*[0-9](e−[0-9]+)?/g)].map(([written]) => numberOf(written));
const near = (/** @type {number} */ a, /** @type {number} */ b) => Math.abs(a - b) <= Math.max(0.0005, 0.05 * Math.abs(b)) + 1e-9;

test("The differences of S and of dL/dS are those of two runs that were made apart", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&run=loss=both&run=loss=columns&step=25`);
  await reach(page, 25);
  await measuredAll(page);
  const runs = ["", "&loss=both", "&loss=columns"].map((loss) => made(LINK + loss, 25));
  for (const [one, other] of [
    [2, 0],
    [1, 2],
  ]) {
    await page.locator("#compare-one").selectOption(String(one));
    await page.locator("#compare-other").selectOption(String(other));
    await drawn(page);
    for (const quantity of /** @type {const} */ (["similarity", "gradient"])) {
      const differences = Array.from(runs[one][quantity], (x, k) => x - runs[other][quantity][k]);
      const most = differences.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
      const sentence = await text(page, `#compare [data-id=${quantity}-largest]`);
      const [value, row, column] = numbersIn(sentence);
      assert.ok(near(value, most), `${most}: ${sentence}`);
      assert.ok(Math.abs(differences[(row - 1) * SIZE + column - 1] - most) < 1e-6, sentence);
    }
    const first = numbersIn((await text(page, "#compare [data-id=chosen]")).split(":")[1]);
    assert.ok(near(first[0], runs[one].similarity[0] - runs[other].similarity[0]));
    assert.ok(near(first[1], runs[one].gradient[0] - runs[other].gradient[0]));
  }
  for (const [k, { report, evaluation }] of runs.entries()) {
    const name = "ABC"[k];
    const shown = async (/** @type {string} */ id) => numberOf(await text(page, `#compare [data-id=${name}-${id}]`));
    assert.ok(near(await shown("forward"), evaluation.recallAt1.forward ?? Number.NaN));
    assert.ok(near(await shown("auc"), evaluation.auc ?? Number.NaN));
    const { recallAt1, auc } = evaluation.intervals;
    for (const [id, interval] of /** @type {const} */ ([
      ["forward", recallAt1.forward],
      ["auc", auc],
    ]))
      assert.equal(await text(page, `#compare td:has([data-id=${name}-${id}]) small`), words.measured.interval(interval));
    assert.ok(near(await shown("gap"), report.meanPositive - (report.closestRow + report.closestColumn) / 2));
    assert.ok(near(await shown("loss"), report.loss));
    // What is active is counted by one loss for all of them.
    const { terms } = evaluateLoss(runs[k].similarity, SIZE, readLink(LINK).loss);
    const active = terms[0].cost.filter((_, i) => terms.some(({ cost }) => cost[i] > 0)).length / SIZE;
    assert.ok(near(await shown("active"), active), `${name}: ${active}`);
  }
  const saved = await table(page, "compare");
  assert.equal(saved.length, 3 * SIZE ** 2);
  for (const [k, { run, row, column, similarity, gradient }] of saved.entries()) {
    const made = runs["ABC".indexOf(run)];
    const cell = (Number(row) - 1) * SIZE + Number(column) - 1;
    assert.equal(cell, k % SIZE ** 2);
    assert.deepEqual([Number(similarity), Number(gradient)], [made.similarity[cell], made.gradient[cell]]);
  }
  const curves = await table(page, "curves");
  assert.deepEqual([...new Set(curves.map(({ run }) => run))], ["A", "B", "C"]);
  for (const run of ["A", "B", "C"]) {
    const last = curves.findLast((line) => line.run === run && line.loss !== "");
    assert.deepEqual([Number(last?.step), Number(last?.loss)], [25, runs["ABC".indexOf(run)].report.loss]);
  }
  assert.deepEqual(faults, []);
});

test("The small matrices are sorted as the large one is, in what they show and in what a press on them chooses", async () => {
  const { page } = await chromium.visit(`${LINK}&run=loss=columns&step=12`);
  await reach(page, 12);
  const tile = page.locator("#compare canvas.tile").first();
  /** The colour in the middle of each cell. @returns {Promise<string[]>} */
  const colours = () =>
    tile.evaluate((canvas, size) => {
      const { width } = /** @type {HTMLCanvasElement} */ (canvas);
      const context = /** @type {CanvasRenderingContext2D} */ (/** @type {HTMLCanvasElement} */ (canvas).getContext("2d"));
      const middle = (/** @type {number} */ k) => Math.round(((k + 0.5) * width) / size);
      return Array.from({ length: size ** 2 }, (_, k) => context.getImageData(middle(k % size), middle(Math.floor(k / size)), 1, 1).data.join());
    }, SIZE);
  const before = await colours();
  assert.ok(new Set(before).size > SIZE, "the runs differ");
  await page.locator("#sort").selectOption("hinge");
  await drawn(page);
  const { similarity } = made(LINK, 12);
  const order = byHinge(evaluateLoss(similarity, SIZE, readLink(LINK).loss), SIZE);
  assert.notDeepEqual(order, [...order].sort());
  assert.deepEqual(
    await colours(),
    order.flatMap((row) => order.map((column) => before[row * SIZE + column])),
  );
  const width = await tile.evaluate((canvas) => canvas.clientWidth);
  await tile.click({ position: { x: (2.5 * width) / SIZE, y: (5.5 * width) / SIZE } });
  await drawn(page);
  const small = (/** @type {number} */ k) => "₁₂₃₄₅₆₇₈"[k];
  assert.match(await text(page, "#compare [data-id=chosen]"), new RegExp(`^At S${small(order[5])}‚${small(order[2])}:`));
});

test("Runs in lockstep are always at the same step, whatever is pressed", async () => {
  const { page } = await chromium.visit(`${LINK}&run=loss=both&page.stopAt=40`);
  await page.locator("#run").click();
  await reach(page, 40);
  await page.locator("#step").click();
  await reach(page, 41);
  for (const [run, link] of [
    ["A", LINK],
    ["B", `${LINK}&loss=both`],
  ]) {
    await page.locator(`#runs li:has(b:text-is("${run}")) label`).click();
    await drawn(page);
    const similarity = sameRun(link, 41).similarity();
    assert.ok(near(numberOf(await text(page, "#cell dd >> nth=0")), similarity[0]));
  }
});

test("Before there is a second run the view says how to get one, and runs on different questions are not compared cell by cell", async () => {
  const { page } = await chromium.visit(LINK);
  assert.match(await text(page, "#compare .note >> nth=0"), /Compare with another run/);
  const other = await chromium.visit(`${LINK}&run=data.asymmetry=1`);
  await stepBy(other.page, 1);
  assert.equal(await other.page.locator("#compare .tiles").isVisible(), false);
  assert.match(await text(other.page, "#compare"), /train on different questions/);
});

test("What is saved says which run it is of, and what shows all runs names them all", async () => {
  const { page } = await chromium.visit(`${LINK}&run=loss=both,swap=true&step=3`);
  await reach(page, 3);
  await page.locator("#runs li:nth-child(2) input").check();
  await drawn(page);
  const matrix = await save(page, "matrix", "json");
  assert.equal(matrix.name, "tripletscope-matrix-run-B-seed-5-step-3.json");
  const saved = JSON.parse(matrix.text);
  assert.deepEqual([saved.run, saved.preset, saved.settings.swap], ["B", "both", true]);
  assert.equal(saved.caption, "Run B, Step 3, seed 5, loss: Both, half weight each, sides swapped");
  const own = sameRun(`${LINK}&loss=both&swap=true`, 3).similarity();
  assert.deepEqual(
    saved.data.map((/** @type {{similarity: number}} */ cell) => cell.similarity),
    [...own],
  );
  assert.ok((await table(page, "matrix")).every(({ run }) => run === "B"));
  const curves = await save(page, "curves", "json");
  assert.equal(curves.name, "tripletscope-curves-seed-5-step-3.json");
  assert.equal(JSON.parse(curves.text).caption, "Step 3, seed 5, loss: A Course 2020: rows; B Both, half weight each, sides swapped");
});

test("Runs side by side are clean for axe, and everything about them works by keyboard", async () => {
  const { page } = await chromium.visit(LINK);
  await page.locator(".add-run summary").focus();
  await page.keyboard.press("Enter");
  await page.locator("#add").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("#compare tbody tr").length === 2);
  await drawn(page);
  const swatches = [];
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await page.emulateMedia({ colorScheme });
    await drawn(page);
    assert.deepEqual(await violations(page), []);
    swatches.push(await page.locator("#runs .swatch >> nth=1").evaluate((canvas) => /** @type {HTMLCanvasElement} */ (canvas).toDataURL()));
  }
  assert.notEqual(swatches[0], swatches[1], "a run's line has the colour that it has in the curves");
  await page.locator("#runs input:checked").focus();
  await page.keyboard.press("ArrowUp");
  await drawn(page);
  assert.equal(await page.locator("#runs input:checked").getAttribute("value"), "0");
  await page.locator("[data-id=remove-1]").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("#runs li").length === 0);
});

test("Two runs are compared cell by cell while a third with a larger batch is shown", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&view.sort=hinge&run=loss=both&run=batchSize=12&step=5`);
  await reach(page, 5);
  await page.locator("#runs li:nth-child(3) input").check();
  await page.locator("#compare-one").selectOption("1");
  await drawn(page);
  const [a, b] = ["", "&loss=both"].map((loss) => made(LINK + loss, 5));
  const differences = Array.from(b.similarity, (x, k) => x - a.similarity[k]);
  const most = differences.reduce((one, other) => (Math.abs(other) > Math.abs(one) ? other : one));
  const [value] = numbersIn(await text(page, "#compare [data-id=similarity-largest]"));
  assert.ok(near(value, most), `${value}, not ${most}`);
  assert.equal(await page.locator("#compare [data-id=fault]").count(), 0);
  assert.deepEqual(faults, []);
});
