// The matrix in other orders and with hatching: orders against slow and obvious ones, and the page's pixels against the same run in Node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { evaluateLoss, heatMap, presets } from "../../pkg/node/tripletscope.js";
import { byHinge, byLikeness } from "../../www/views/matrix/order.js";
import { cellShown, drawn, hashOf, startBrowser, stepBy, text } from "../support/browser.mjs";
import { sameRun } from "../support/same-run.mjs";
import "../support/web-core.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** Cosines that are the same on every run. @param {number} size @param {number} seed */
function someMatrix(size, seed) {
  let x = seed;
  return Float32Array.from({ length: size * size }, () => {
    x = (x * 1103515245 + 12345) % 2 ** 31;
    return x / 2 ** 30 - 1;
  });
}

/** Every cluster of the average-link tree, by joining the two clusters with the greatest mean until one is left. @param {Float32Array} s @param {number} size */
function naiveClusters(s, size) {
  const mean = (/** @type {number[]} */ a, /** @type {number[]} */ b) =>
    a.reduce((sum, i) => sum + b.reduce((own, j) => own + s[i * size + j] + s[j * size + i], 0), 0) / (2 * a.length * b.length);
  let clusters = Array.from({ length: size }, (_, i) => [i]);
  const all = [];
  while (clusters.length > 1) {
    const pairs = clusters.flatMap((a, k) => clusters.slice(k + 1).map((b) => ({ a, b, near: mean(a, b) })));
    const { a, b } = pairs.reduce((best, pair) => (pair.near > best.near ? pair : best));
    clusters = [...clusters.filter((own) => own !== a && own !== b), [...a, ...b]];
    all.push([...a, ...b]);
  }
  return all;
}

test("By likeness, every cluster of the average-link tree stands side by side, and each pair stands once", () => {
  for (const size of [2, 3, 5, 17, 40]) {
    for (const seed of [1, 2, 3]) {
      const s = someMatrix(size, 31 * size + seed);
      const order = byLikeness(s, size);
      assert.deepEqual(
        order.toSorted((a, b) => a - b),
        Array.from({ length: size }, (_, i) => i),
      );
      for (const cluster of naiveClusters(s, size)) {
        const places = cluster.map((pair) => order.indexOf(pair));
        assert.equal(Math.max(...places) - Math.min(...places), cluster.length - 1, `${cluster} of ${order}`);
      }
    }
  }
});

test("By likeness, equal cosines and a batch of 256 come to an end", () => {
  assert.equal(new Set(byLikeness(new Float32Array(64).fill(0.5), 8)).size, 8);
  assert.equal(new Set(byLikeness(someMatrix(256, 7), 256)).size, 256);
});

test("By hinge, pairs stand by what they cost in all terms together, equal ones as in the batch", () => {
  const report = evaluateLoss(someMatrix(9, 4), 9, presets().both);
  const costs = Array.from({ length: 9 }, (_, i) => report.terms.reduce((sum, { cost }) => sum + cost[i], 0));
  const order = byHinge(report, 9);
  for (let k = 1; k < 9; k++)
    assert.ok(costs[order[k - 1]] > costs[order[k]] || (costs[order[k - 1]] === costs[order[k]] && order[k - 1] < order[k]));
});

/** Colours of the matrix's canvas at those places, in parts of a cell. @param {Page} page @param {number} size @param {[number, number][]} places */
const pixels = (page, size, places) =>
  page.evaluate(
    ([cells, wanted]) => {
      const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector("canvas.matrix"));
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
      if (!copy) throw new Error("There is no 2d canvas.");
      copy.drawImage(canvas, 0, 0);
      const cell = (canvas.width - 34 * devicePixelRatio) / cells;
      return wanted.map(([x, y]) => [...copy.getImageData(Math.floor(x * cell), Math.floor(y * cell), 1, 1).data.slice(0, 3)]);
    },
    /** @type {const} */ ([size, places]),
  );

/** @param {Float32Array} s @param {number} cell */
const colourOf = (s, cell) => [...heatMap(s, "sequential", -1, 1).slice(4 * cell, 4 * cell + 3)];

for (const sort of ["hinge", "cluster"]) {
  test(`Sorted by ${sort}, the page shows each cell of S where its pairs stand, for Sᵀ with rows and columns exchanged`, async () => {
    const SIZE = 64;
    const link = `v=1&batchSize=${SIZE}&seed=3&loss=both&view.sort=${sort}`;
    const { page, faults } = await chromium.visit(link);
    await stepBy(page, 2);
    const s = sameRun(link, 2).similarity();
    const order = sort === "hinge" ? byHinge(evaluateLoss(s, SIZE, presets().both), SIZE) : byLikeness(s, SIZE);
    const places = Array.from({ length: 200 }, (_, k) => /** @type {[number, number]} */ ([(k * 37) % SIZE, (k * 11 + Math.floor(k / 64)) % SIZE]));
    // The crosshair covers the cells of pair 1.
    const seen = places.filter((place) => place.every((k) => Math.abs(k - order.indexOf(0)) > 1));
    for (const quantity of ["similarity", "transposed"]) {
      await page.locator(`input[name=quantity][value=${quantity}]`).check({ force: true });
      await drawn(page);
      const found = await pixels(
        page,
        SIZE,
        seen.map(([x, y]) => [x + 0.5, y + 0.5]),
      );
      for (const [k, [x, y]] of seen.entries()) {
        const [row, column] = quantity === "similarity" ? [order[y], order[x]] : [order[x], order[y]];
        assert.deepEqual(found[k], colourOf(s, row * SIZE + column), `${quantity} at ${x}, ${y}`);
      }
    }
    assert.deepEqual(faults, []);
  });
}

test("Sorting leaves the selection on its pair; arrow keys then go from place to place, and what is read out names the pair", async () => {
  const SIZE = 8;
  const link = `v=1&batchSize=${SIZE}&seed=5&loss=course-2020`;
  const { page } = await chromium.visit(link);
  await stepBy(page, 1);
  const report = evaluateLoss(sameRun(link, 1).similarity(), SIZE, presets()["course-2020"]);
  const order = byHinge(report, SIZE);
  assert.notDeepEqual(order, [0, 1, 2, 3, 4, 5, 6, 7]);
  const small = (/** @type {number} */ k) => "₁₂₃₄₅₆₇₈"[k];
  await page.locator("[role=grid]").focus();
  await page.keyboard.press("Control+Home");
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
  await page.locator("#sort").selectOption("hinge");
  await drawn(page);
  assert.equal((await cellShown(page)).name, "S₃‚₂");
  assert.match(await hashOf(page), /view\.sort=hinge/);
  await page.locator("[role=grid]").focus();
  await page.keyboard.press("Control+Home");
  for (let k = 0; k < SIZE; k++) {
    await drawn(page);
    assert.equal((await cellShown(page)).name, `S${small(order[k])}‚${small(order[0])}`);
    assert.ok((await text(page, "#matrix-cell")).startsWith(`Row ${order[k] + 1}, column ${order[0] + 1}: `));
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("End");
  await drawn(page);
  assert.equal((await cellShown(page)).name, `S${small(order[SIZE - 1])}‚${small(order[SIZE - 1])}`);
});

for (const along of ["rows", "columns", "averaged"]) {
  test(`Semi-hard ${along}: what is closer than the positive is hatched along the lines that the loss looks at, and nothing else`, async () => {
    const SIZE = 8;
    const link = `v=1&batchSize=${SIZE}&seed=5&loss=sum~semi-hard_${along}_0.25_1`;
    const { page } = await chromium.visit(link);
    await stepBy(page, 1);
    const s = sameRun(link, 1).similarity();
    const hatched = { rows: along !== "columns", columns: along !== "rows" };
    // A stroke of the rows' hatching and one of the columns', off the bars and each off the other.
    const strokes = /** @type {const} */ ({ rows: [0.8, 0.2], columns: [0.2, 0.2] });
    const cells = Array.from({ length: SIZE * SIZE }, (_, k) => k).filter((k) => k % SIZE !== Math.floor(k / SIZE) && k >= SIZE && k % SIZE > 0);
    const count = { plain: 0, hatched: 0 };
    for (const direction of /** @type {const} */ (["rows", "columns"])) {
      const [x, y] = strokes[direction];
      const found = await pixels(
        page,
        SIZE,
        cells.map((k) => [(k % SIZE) + x, Math.floor(k / SIZE) + y]),
      );
      for (const [n, k] of cells.entries()) {
        const anchor = direction === "rows" ? Math.floor(k / SIZE) : k % SIZE;
        const wanted = hatched[direction] && s[k] > s[anchor * SIZE + anchor];
        const plain = JSON.stringify(found[n]) === JSON.stringify(colourOf(s, k));
        assert.equal(plain, !wanted, `${direction}, cell ${k}`);
        count[wanted ? "hatched" : "plain"]++;
      }
    }
    assert.ok(count.hatched > 0 && count.plain > 0);
    const legend = await page.locator("#matrix .legend li:visible").allTextContents();
    const own = { rows: ["too hard for its row"], columns: ["too hard for its column"] };
    assert.deepEqual(legend.slice(3), [...(hatched.rows ? own.rows : []), ...(hatched.columns ? own.columns : [])]);
    await page.locator("#preset").selectOption("course-2020");
    await drawn(page);
    assert.equal(await page.locator("#matrix .legend li:visible").count(), 3);
  });
}
