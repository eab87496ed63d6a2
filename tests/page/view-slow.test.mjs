// One step, slowly: the page's numbers against a plain encoder and loss written here, with the weights and texts that the package has of the same run in Node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Model } from "../../pkg/node/tripletscope.js";
import { drawn, numberOf, pause, reach, run, startBrowser, stepBy, stepShown, text } from "../support/browser.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */
/** @typedef {import("../../pkg/node/tripletscope.js").Parameters} Weights */

const SIZE = 8;
const HIDDEN = 6;
const MARGIN = 0.25;
const LINK = `v=1&batchSize=${SIZE}&seed=5&view.slow=true&loss=both&model.hiddenDim=${HIDDEN}&model.embeddingDim=5`;
const PAIRS = Array.from({ length: SIZE }, (_, i) => i);

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const sum = (/** @type {number[]} */ list) => list.reduce((total, x) => total + x, 0);
const dot = (/** @type {ArrayLike<number>} */ a, /** @type {ArrayLike<number>} */ b) => sum(Array.from(a, (x, k) => x * b[k]));
const norm = (/** @type {ArrayLike<number>} */ a) => Math.sqrt(dot(a, a));
const sigmoid = (/** @type {number} */ x) => 1 / (1 + Math.exp(-x));

/** All states of the LSTM over the words of a question, their mean and its direction. @param {Weights} w @param {number[]} ids */
function encode(w, ids) {
  const size = w.kernel.length / (4 * HIDDEN);
  let [h, c] = [new Array(HIDDEN).fill(0), new Array(HIDDEN).fill(0)];
  const states = ids.map((id) => {
    const x = w.embedding.subarray(id * size, (id + 1) * size);
    const z = Array.from(w.bias, (bias, g) => {
      const fromInput = sum(Array.from(x, (value, d) => value * w.kernel[d * 4 * HIDDEN + g]));
      return bias + fromInput + sum(h.map((value, k) => value * w.recurrentKernel[k * 4 * HIDDEN + g]));
    });
    c = c.map((value, k) => sigmoid(z[HIDDEN + k]) * value + sigmoid(z[k]) * Math.tanh(z[2 * HIDDEN + k]));
    h = c.map((value, k) => sigmoid(z[3 * HIDDEN + k]) * Math.tanh(value));
    return h;
  });
  const mean = h.map((_, k) => sum(states.map((state) => state[k])) / states.length);
  return { states, mean, vector: mean.map((y) => y / norm(mean)) };
}

/** What the loss "both" makes of S. @param {number[][]} s */
function lossOf(s) {
  const cost = (/** @type {number} */ i, /** @type {number[]} */ line) => {
    const others = line.filter((_, k) => k !== i);
    return [sum(others) / others.length, Math.max(...others)].map((n) => Math.max(0, MARGIN - s[i][i] + n));
  };
  return (
    sum(
      PAIRS.flatMap((i) => [
        ...cost(i, s[i]),
        ...cost(
          i,
          s.map((row) => row[i]),
        ),
      ]),
    ) /
    2 /
    SIZE
  );
}

/** Its derivative, by central differences. @param {number[][]} s */
const gradientOf = (s) =>
  PAIRS.map((i) =>
    PAIRS.map((j) => {
      const at = (/** @type {number} */ step) => lossOf(s.map((row, k) => row.map((x, l) => (k === i && l === j ? x + step : x))));
      return (at(1e-6) - at(-1e-6)) / 2e-6;
    }),
  );

/** The run in Node as the test needs it. @param {number} steps @param {string} [link] */
function runInNode(steps, link = LINK) {
  const trainer = sameRun(link, steps);
  const weights = Model.fromSafetensors(trainer.toSafetensors()).parameters();
  const texts = trainer.batchTexts();
  const ids = PAIRS.map((i) => trainer.explain(i).questions.map((question) => Array.from(question.ids)));
  const vectors = [0, 1].map((side) =>
    ids.map(
      (pair) =>
        encode(
          weights,
          pair[side].filter((id) => id !== 1),
        ).vector,
    ),
  );
  const s = vectors[0].map((v1) => vectors[1].map((v2) => dot(v1, v2)));
  return { trainer, weights, texts, ids, vectors, s };
}

/** Goes to a part of the step. @param {Page} page @param {number} part */
async function go(page, part) {
  await page.locator("#slow-part").fill(String(part));
  await drawn(page);
}

/** Waits until a step is explained: that comes from its worker. @param {Page} page @param {string} when */
const explained = (page, when) => page.waitForFunction((said) => document.querySelector("#slow [data-id=about]")?.textContent?.includes(said), when);

/** All numbers with digits behind the point in a text. @param {string} sentence */
const decimals = (sentence) =>
  [...sentence.matchAll(/−? ?[0-9]+\.[0-9]+(e−[0-9]+)?/g)].map(([written]) => numberOf(written.replace(" ", "").replace("e−", "e-")));

/** @param {number[]} shown @param {ArrayLike<number>} wanted @param {string} what */
function assertClose(shown, wanted, what) {
  assert.equal(shown.length, wanted.length, `${what}: ${shown}`);
  shown.forEach((x, k) => {
    assert.ok(Math.abs(x - wanted[k]) <= 0.00051 + 1e-4 * Math.abs(wanted[k]), `${what}: ${x} is not ${wanted[k]}`);
  });
}

/** @param {Page} page @param {string} selector */
const all = (page, selector) => page.locator(`#slow ${selector}`).allTextContents();

/** Chooses a pair with the matrix and waits for its numbers. @param {Page} page @param {number} pair */
async function choose(page, pair) {
  await page.locator("[role=grid]").focus();
  for (let k = 0; k < pair; k++) await page.keyboard.press("ArrowDown");
  await page.waitForFunction((name) => document.querySelector("#slow [data-id=about]")?.textContent?.startsWith(name), `Pair ${pair + 1} `);
  await drawn(page);
}

test("From the tokens to S: words, states, means, vectors and the lines of S are those of a plain encoder", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await stepBy(page, 3);
  await choose(page, 2);
  await explained(page, "after step 3");
  const { weights, texts, s } = runInNode(3);

  /** @type {number[][]} */
  const tokens = [];
  for (const side of [1, 2]) {
    const shown = await all(page, `[data-side="${side}"] .slow-tokens span`);
    assert.equal(
      shown.join(" "),
      [texts.left, texts.right][side - 1][2]
        .toLowerCase()
        .match(/[\p{L}\p{N}]+(?:['’.][\p{L}\p{N}]+)*/gu)
        ?.join(" "),
    );
    tokens.push((await all(page, `[data-side="${side}"] .slow-tokens small`)).map(Number));
  }
  const encoded = tokens.map((ids) => encode(weights, ids));
  const check = async (/** @type {number} */ part, /** @type {string} */ id, /** @type {(k: number) => number[]} */ wanted) => {
    await go(page, part);
    const shown = await all(page, `[data-id=${id}]`);
    shown.forEach((sentence, k) => {
      assertClose(decimals(sentence), wanted(k), `part ${part}, question ${k + 1}`);
    });
    assert.ok(shown.length > 0);
  };
  const width = weights.kernel.length / (4 * HIDDEN);
  await check(2, "last", (k) => Array.from(weights.embedding.subarray(Number(tokens[k].at(-1)) * width).subarray(0, 5)));
  await check(3, "last", (k) => (encoded[k].states.at(-1) ?? []).slice(0, 5));
  await check(4, "mean", (k) => encoded[k].mean.slice(0, 5));
  await check(5, "vector", (k) => [norm(encoded[k].mean), ...encoded[k].vector.slice(0, 5)]);
  await check(5, "cosine", () => [dot(encoded[0].vector, encoded[1].vector)]);
  const column = s.map((row) => row[2]);
  const closest = [s[2], column].map((line) => Math.max(...line.filter((_, k) => k !== 2)));
  await check(6, "line", (k) => [s[2][2], closest[k]]);
  assert.deepEqual(faults, []);
});

test("From S to the update: candidates, hinges, gradients and norms are those of a plain loss, and follow another loss at once", async () => {
  const { page } = await chromium.visit(LINK);
  await stepBy(page, 3);
  await explained(page, "after step 3");
  const { trainer, weights, ids, vectors, s } = runInNode(3);
  const p = s[0][0];
  const lines = [s[0], s.map((row) => row[0])];
  await go(page, 8);
  const terms = lines.flatMap((line) => [sum(line.slice(1)) / (SIZE - 1), Math.max(...line.slice(1))]);
  const hinges = await all(page, "[data-id=hinge]");
  terms.forEach((n, k) => {
    const cost = Math.max(0, MARGIN - p + n) / 2;
    assertClose(decimals(hinges[k]), [0.5, MARGIN, -p, n, ...(cost > 0 ? [cost] : [])], `hinge ${k}`);
  });
  const g = gradientOf(s);
  await go(page, 9);
  const gradients = (await all(page, "[data-id=gradient]")).map((sentence) => sentence.split(";").map((part) => decimals(part)[0] ?? 0));
  [g[0], g.map((row) => row[0])].forEach((line, k) => {
    assertClose(gradients[k], [line[0], sum(line.slice(1))], `gradient ${k}`);
  });
  const dv1 = vectors[0][0].map((_, h) => sum(PAIRS.map((j) => g[0][j] * vectors[1][j][h])));
  const dv2 = vectors[0][0].map((_, h) => sum(PAIRS.map((i) => g[i][0] * vectors[0][i][h])));
  assertClose(
    (await all(page, "[data-id=dvector]")).map((sentence) => decimals(sentence)[0] ?? 0),
    [norm(dv1), norm(dv2)],
    "dL/dv",
  );

  await go(page, 10);
  const model = Model.fromSafetensors(trainer.toSafetensors());
  const sides = [0, 1].map((side) => Uint32Array.from(ids.flatMap((pair) => pair[side])));
  const { parameters } = model.gradients(sides[0], sides[1], SIZE, trainer.config().loss);
  for (const name of /** @type {const} */ (["embedding", "kernel", "recurrentKernel", "bias"])) {
    const cells = (await all(page, `[data-tensor=${name}] td`)).map((cell) => numberOf(cell.replace("e−", "e-")));
    assertClose(cells.slice(0, 3), [weights[name].length, norm(weights[name]), norm(parameters[name])], name);
  }

  await page.locator("#preset").selectOption("lab");
  await go(page, 7);
  const fits = s[0].filter((x, k) => k > 0 && x <= p);
  await page.waitForFunction(() => document.querySelectorAll("#slow [data-id=candidates]").length === 2);
  const candidates = await all(page, "[data-id=candidates]");
  assert.match(candidates[0], /^7 candidates/);
  assert.match(candidates[1], new RegExp(`^${fits.length} candidate`));
  if (fits.length > 0) assert.match(candidates[1], new RegExp(`chosen: pair ${s[0].indexOf(Math.max(...fits)) + 1}\\.`));
});

const traps = (/** @type {Page} */ page) =>
  page.locator("#slow .trap-mark").evaluateAll((marks) => marks.map((mark) => mark.getAttribute("data-trap")));

test("One norm for the whole batch, and one hinge over all terms, are shown as what they do, in red at their part only", async () => {
  const { page, faults } = await chromium.visit(`${LINK}&model.normalise=batch`);
  await stepBy(page, 2);
  await explained(page, "after step 2");
  await go(page, 4);
  assert.deepEqual(await traps(page), []);
  await go(page, 5);
  assert.deepEqual(await traps(page), ["batch-norm"]);
  const { weights, ids } = runInNode(2, `${LINK}&model.normalise=batch`);
  const said = await all(page, "[data-id=vector]");
  for (const side of [0, 1]) {
    const real = ids.map((pair) => pair[side].filter((id) => id !== 1));
    const means = real.map((tokens) => encode(weights, tokens).mean);
    const together = norm(means.flat());
    const vector = means[0].map((y) => y / together);
    assertClose(decimals(said[side]), [norm(means[0]), together, ...vector.slice(0, 5)], `side ${side}`);
  }
  await page.goto(`${chromium.url}?one-hinge#${LINK.replace("loss=both", "loss=one-hinge~both")}`);
  await stepBy(page, 2);
  await explained(page, "after step 2");
  await go(page, 8);
  assert.deepEqual(await traps(page), ["one-hinge"]);
  const { s } = runInNode(2, LINK.replace("loss=both", "loss=one-hinge~both"));
  const lines = [s[0], s.map((row) => row[0])];
  const gaps = lines.flatMap((line) => [sum(line.slice(1)) / (SIZE - 1), Math.max(...line.slice(1))]).map((n) => (MARGIN - s[0][0] + n) / 2);
  const parts = await all(page, "[data-id=hinge]");
  for (const [k, gap] of gaps.entries()) assertClose(decimals(parts[k]).slice(-1), [gap], `part ${k}`);
  const [whole] = await all(page, "[data-id=one-hinge]");
  assertClose(decimals(whole).slice(0, 1), [sum(gaps)], "their sum");
  assert.equal(decimals(whole)[1] ?? 0, sum(gaps) > 0 ? decimals(whole)[0] : 0);
  assert.deepEqual(faults, []);
});

test("A mean over the wrong axis has a number for each step, and marks that are hidden leave the numbers", async () => {
  const { page } = await chromium.visit(`${LINK}&model.pooling=units&hide.mistakes=true`);
  await stepBy(page, 1);
  await explained(page, "after step 1");
  const { trainer } = runInNode(1, `${LINK}&model.pooling=units`);
  const [question] = trainer.explain(0).questions;
  await go(page, 3);
  assert.match(await text(page, "#slow [data-id=caption]"), new RegExp(`state of ${HIDDEN} values`));
  await go(page, 4);
  assert.deepEqual(await traps(page), []);
  const [mean] = await all(page, "[data-id=mean]");
  assert.match(mean, new RegExp(`of each of ${question.mean.length} steps the mean of its ${HIDDEN} values`));
  assertClose(decimals(mean), Array.from(question.mean.subarray(0, 5)), "y");
});

test("Before the first step it says how far that step will move each tensor, and leaves the run as it is", async () => {
  const { page } = await chromium.visit(LINK);
  await explained(page, "before the first step");
  await go(page, 10);
  const trainer = sameRun(LINK, 0);
  const weights = () => Model.fromSafetensors(trainer.toSafetensors()).parameters();
  const start = weights();
  trainer.step();
  const moved = weights();
  for (const name of /** @type {const} */ (["embedding", "kernel", "recurrentKernel", "bias"])) {
    const shown = numberOf((await all(page, `[data-tensor=${name}] td`))[3]);
    assertClose([shown], [norm(moved[name].map((x, k) => x - start[name][k]))], name);
  }
  await stepBy(page, 1);
  assert.match(await text(page, "#batch-words"), /^Step 1:/);
});

test("Forward, back and the slider go through the parts by keyboard; a running run is explained once it is paused", async () => {
  const { page, faults } = await chromium.visit(LINK);
  const title = () => text(page, "#slow label");
  assert.match(await title(), /^1 of 10/);
  assert.equal(await page.locator("#slow-back").isDisabled(), true);
  await page.locator("#slow-forward").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await drawn(page);
  assert.match(await title(), /^3 of 10/);
  await page.locator("#slow-back").focus();
  await page.keyboard.press("Space");
  await drawn(page);
  assert.match(await title(), /^2 of 10/);
  await page.locator("#slow-part").focus();
  await page.keyboard.press("End");
  await drawn(page);
  assert.match(await title(), /^10 of 10/);
  assert.equal(await page.locator("#slow-forward").isDisabled(), true);
  await run(page);
  await reach(page, 5);
  await explained(page, "before the first step. Pause");
  await pause(page);
  await explained(page, `after step ${(await stepShown(page)).toLocaleString("en")}.`);
  assert.deepEqual(faults, []);
});
