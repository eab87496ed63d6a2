// The embeddings, against what is computed here from the vectors that the package makes of the same run in Node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drawn, numberOf, startBrowser, stepBy, text } from "../support/browser.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

const SIZE = 8;
const MARGIN = 0.25;
/** @param {number} hidden @param {string} [loss] */
const link = (hidden, loss = "both") => `v=1&batchSize=${SIZE}&seed=5&view.embeddings=true&loss=${loss}&model.hiddenDim=${hidden}`;

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const sum = (/** @type {number[]} */ list) => list.reduce((total, x) => total + x, 0);
/** @param {number[]} a @param {number[]} b */
const dot = (a, b) => sum(a.map((x, k) => x * b[k]));
const degrees = (/** @type {number} */ cosine) => (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;

/** The vectors of the run, row by row. @param {string} address @param {number} steps */
function vectorsOf(address, steps) {
  const flat = Array.from(sameRun(address, steps).vectors());
  const size = flat.length / (2 * SIZE);
  return Array.from({ length: 2 * SIZE }, (_, n) => flat.slice(n * size, (n + 1) * size));
}

/** The share of the variance on the two largest axes: power iteration on the whole covariance, then on what the first axis leaves. @param {number[][]} vectors */
function shareOfTwo(vectors) {
  const mean = vectors[0].map((_, h) => sum(vectors.map((v) => v[h])) / vectors.length);
  const centred = vectors.map((v) => v.map((x, h) => x - mean[h]));
  let c = mean.map((_, i) => mean.map((_, j) => sum(centred.map((v) => v[i] * v[j]))));
  const total = sum(c.map((row, i) => row[i]));
  let held = 0;
  for (let axis = 0; axis < 2; axis++) {
    let q = mean.map((_, h) => 1 / (h + 1));
    for (let k = 0; k < 3000; k++) {
      const next = c.map((row) => dot(row, q));
      q = next.map((x) => x / Math.sqrt(dot(next, next)));
    }
    const value = dot(
      q,
      c.map((row) => dot(row, q)),
    );
    held += value;
    c = c.map((row, i) => row.map((x, j) => x - value * q[i] * q[j]));
  }
  return held / total;
}

/** |mean vector|². @param {number[][]} vectors */
function collapseOf(vectors) {
  const mean = vectors[0].map((_, h) => sum(vectors.map((v) => v[h])) / vectors.length);
  return dot(mean, mean);
}

/** All numbers of the sentence about the pair that is chosen. @param {Page} page */
async function chosen(page) {
  const sentence = await text(page, "#embeddings [data-id=chosen]");
  return [...sentence.matchAll(/(−?[0-9]+(?:\.[0-9]+)?)(°?)/g)].map(([, written, sign]) => ({ value: numberOf(written), angle: sign !== "" }));
}

/** Angles are shown to a tenth of a degree, all others to three digits. @param {{value: number, angle: boolean}[]} shown @param {number[]} wanted */
function assertClose(shown, wanted) {
  assert.equal(shown.length, wanted.length);
  shown.forEach(({ value, angle }, k) => {
    assert.ok(Math.abs(value - wanted[k]) <= (angle ? 0.07 : 0.0006), `${value} is not ${wanted[k]}, number ${k} of ${wanted}`);
  });
}

/** Question 1, the pair's, the positive, the closest negative by row, and the angle up to which a negative costs. @param {number[][]} vectors @param {number} i */
function expected(vectors, i) {
  const cosines = Array.from({ length: SIZE }, (_, j) => dot(vectors[i], vectors[SIZE + j]));
  const closest = cosines
    .map((s, j) => ({ s, j }))
    .filter(({ j }) => j !== i)
    .sort((a, b) => b.s - a.s)[0];
  return [1, i + 1, cosines[i], degrees(cosines[i]), closest.j + 1, closest.s, degrees(closest.s), degrees(cosines[i] - MARGIN), MARGIN];
}

for (const hidden of [8, 2]) {
  test(`With H = ${hidden}: the variance that is seen, collapse, and a pair's cosines and angles; the arrow keys choose the pair`, async () => {
    const { page, faults } = await chromium.visit(link(hidden));
    await stepBy(page, 4);
    const vectors = vectorsOf(link(hidden), 4);
    const spread = await text(page, "#embeddings [data-id=spread]");
    if (hidden === 2) assert.match(spread, /unit circle/);
    else assert.equal(Number(/([0-9]+) %/.exec(spread)?.[1]), Math.round(100 * shareOfTwo(vectors)));
    const collapse = collapseOf(vectors);
    assert.ok(Math.abs(numberOf(await text(page, "#embeddings [data-id=collapse]")) - collapse) <= 0.0006);
    const meter = await page.locator("#embeddings meter").evaluate((node) => /** @type {HTMLMeterElement} */ (node).value);
    assert.ok(Math.abs(meter - collapse) < 1e-5, `${meter} for ${collapse}`);
    assertClose(await chosen(page), expected(vectors, 0));
    await page.locator("#embeddings canvas").focus();
    for (const key of ["ArrowRight", "ArrowDown", "PageDown", "ArrowLeft"]) await page.keyboard.press(key);
    await drawn(page);
    assertClose(await chosen(page), expected(vectors, 2));
    assert.ok((await page.locator("#embeddings canvas").getAttribute("aria-label"))?.includes("pair 3"));
    assert.deepEqual(faults, []);
  });
}

test("The semi-hard negative's angles lie beyond the positive; a loss along the columns has none along the row", async () => {
  const { page } = await chromium.visit(link(3, "lab"));
  await stepBy(page, 2);
  const vectors = vectorsOf(link(3, "lab"), 2);
  const [first, pair, p, angle, other, n, away, to, margin] = expected(vectors, 0);
  assertClose(await chosen(page), [first, pair, p, angle, other, n, away, angle, to, margin]);
  await page.locator("#preset").selectOption("columns");
  await drawn(page);
  assert.equal((await chosen(page)).length, 7);
});

test("With H = 3 the arrow keys and the pointer turn the sphere and keep the pair; Page up and down choose another", async () => {
  const { page } = await chromium.visit(link(3));
  const canvas = page.locator("#embeddings canvas");
  const picture = () => canvas.evaluate((node) => /** @type {HTMLCanvasElement} */ (node).toDataURL());
  const sentence = () => text(page, "#embeddings [data-id=chosen]");
  const [start, said] = [await picture(), await sentence()];
  await canvas.focus();
  await page.keyboard.press("ArrowRight");
  await drawn(page);
  const turned = await picture();
  assert.notEqual(turned, start);
  await page.keyboard.press("ArrowLeft");
  await drawn(page);
  assert.equal(await sentence(), said);
  const box = await canvas.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 8, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 30, { steps: 3 });
  await page.mouse.up();
  await drawn(page);
  assert.notEqual(await picture(), start);
  assert.equal(await sentence(), said);
  await page.keyboard.press("PageDown");
  await drawn(page);
  assert.match(await sentence(), /pair 2:/);
});
