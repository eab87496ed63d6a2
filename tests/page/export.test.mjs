// Every view saved in every format: the files are whole, and their numbers are those of the same run in Node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { evaluateLoss, presets, sameSide } from "../../pkg/node/tripletscope.js";
import { violations } from "../support/axe.mjs";
import { drawn, measuredAll, openAllViews, startBrowser, stepBy, text } from "../support/browser.mjs";
import { sameRun } from "../support/same-run.mjs";
import { openMenu, readCsv, save, table } from "../support/saved.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

const SIZE = 8;
const STEPS = 6;
const LINK = `v=1&batchSize=${SIZE}&seed=5&loss=both&page.evaluateEvery=3`;
const VIEWS = ["matrix", "cell", "curves", "numbers", "split", "plane", "scores", "embeddings", "formula", "ask", "slow", "sandbox"];
const QUESTIONS = ['Is "this", a test?', "How do I learn to play the guitar?"];

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
/** One visit for all that only looks. @type {Awaited<ReturnType<typeof chromium.visit>>} */
let visit;
before(async () => {
  chromium = await startBrowser();
  visit = await chromium.visit(LINK);
  await stepBy(visit.page, STEPS);
  await visit.page.locator("#numbers [data-id=measure-all]").click();
  await measuredAll(visit.page);
  await openAllViews(visit.page);
  await visit.page.locator("#ask-1").fill(QUESTIONS[0]);
  await visit.page.locator("#ask-2").fill(QUESTIONS[1]);
  await visit.page.locator("#ask form button").click();
  await visit.page.locator("#ask [data-id=cosine]").waitFor();
  await visit.page.locator("#slow .slow-tokens").first().waitFor();
});
after(() => chromium?.close());

/** What the browser makes of a PNG: its size, and how many colours its upper part has. @param {Page} page @param {Buffer} bytes */
const look = (page, bytes) =>
  page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, image.width, Math.round(image.height / 2)).data.buffer);
    return { width: image.width, height: image.height, colours: new Set(pixels).size, ground: pixels[0] };
  }, bytes.toString("base64"));

/** Reads in a page without a policy: the page's own lets no text become a document but its own. @template R @param {Page} page @param {(source: string) => R} read @param {string} source */
async function apart(page, read, source) {
  const blank = await page.context().newPage();
  try {
    return await blank.evaluate(read, source);
  } finally {
    await blank.close();
  }
}

/** What an XML reader finds in a drawing. @param {Page} page @param {string} svg */
const parse = (page, svg) =>
  apart(
    page,
    (source) => {
      const file = new DOMParser().parseFromString(source, "image/svg+xml");
      const root = file.documentElement;
      const all = [...root.querySelectorAll("*")];
      return {
        fault: file.querySelector("parsererror")?.textContent ?? "",
        width: Number(root.getAttribute("width")),
        height: Number(root.getAttribute("height")),
        title: root.querySelector("title")?.textContent,
        description: root.querySelector("desc")?.textContent ?? "",
        texts: [...root.querySelectorAll("text")].map((node) => node.textContent ?? ""),
        paths: [...root.querySelectorAll("path")].map((node) => Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]))),
        images: [...root.querySelectorAll("image")].map((node) => node.getAttribute("href") ?? ""),
        styled: all.filter((node) => node.hasAttribute("style")).length,
      };
    },
    svg,
  );

for (const view of VIEWS) {
  test(`The view “${view}” is saved as PNG, SVG, CSV and JSON, each with the run's seed and step in its name`, async () => {
    const { page, faults } = visit;
    /** @type {Record<string, Awaited<ReturnType<typeof save>>>} */
    const files = {};
    for (const format of /** @type {const} */ (["png", "svg", "csv", "json"])) files[format] = await save(page, view, format);
    for (const [format, file] of Object.entries(files)) assert.equal(file.name, `tripletscope-${view}-seed-5-step-${STEPS}.${format}`);

    const drawing = await parse(page, files.svg.text);
    assert.equal(drawing.fault, "");
    assert.equal(drawing.styled, 0, "nothing that a strict policy would stop");
    const link = page.url();
    assert.ok(drawing.description.endsWith(link), drawing.description);
    assert.ok(drawing.texts.join("").includes(link), "the link can be read in the picture");
    assert.ok(drawing.texts.includes(`Step ${STEPS}, seed 5, loss: Both, half weight each`));
    assert.ok(drawing.texts.includes(drawing.title ?? ""));
    for (const image of drawing.images) assert.match(image, /^data:image\/png;base64,/);

    const picture = await look(page, files.png.bytes);
    assert.deepEqual([picture.width, picture.height], [2 * drawing.width, 2 * drawing.height].map(Math.round));
    assert.ok(picture.colours > 8, `${picture.colours} colours`);
    assert.equal(picture.ground >>> 24, 255, "no ground shows through");

    const json = JSON.parse(files.json.text);
    assert.deepEqual([json.tripletscope, json.view, json.seed, json.step, json.link, json.preset], [1, view, 5, STEPS, link, "both"]);
    assert.deepEqual(json.loss, presets().both);
    assert.equal(json.settings.batchSize, SIZE);
    const records = readCsv(files.csv.text);
    assert.ok(records.length > 0);
    const asText = (/** @type {object} */ record) => Object.fromEntries(Object.entries(record).map(([name, value]) => [name, String(value ?? "")]));
    assert.deepEqual(
      records,
      json.data.map((/** @type {{step?: number}} */ record) => ({ seed: "5", step: String(record.step ?? STEPS), ...asText(record) })),
    );
    assert.deepEqual(faults, []);
  });
}

test("The page's canvases are after a picture what they were before it", async () => {
  const { page } = visit;
  const sizes = () =>
    page.locator("canvas").evaluateAll((all) => all.map((canvas) => [canvas.className, /** @type {HTMLCanvasElement} */ (canvas).width]));
  const before = await sizes();
  for (const view of ["matrix", "curves", "slow"]) await save(page, view, "svg");
  assert.deepEqual(await sizes(), before);
  assert.equal(await page.evaluate(() => /native code/.test(HTMLCanvasElement.prototype.getContext.toString())), true);
});

test("The matrix's table holds every cell: the questions, S to the last bit, its gradient, and which cells are negatives", async () => {
  const run = sameRun(LINK, STEPS);
  const s = run.similarity();
  const { left, right } = run.batchTexts();
  const { gradient } = evaluateLoss(s, SIZE, presets().both);
  const records = await table(visit.page, "matrix");
  assert.equal(records.length, SIZE * SIZE);
  records.forEach((record, k) => {
    const [i, j] = [Math.floor(k / SIZE), k % SIZE];
    assert.deepEqual([record.seed, record.step, record.row, record.column], ["5", String(STEPS), String(i + 1), String(j + 1)]);
    assert.deepEqual([record.question1, record.question2], [left[i], right[j]]);
    assert.deepEqual([Number(record.similarity), Number(record.gradient)], [s[k], gradient[k]]);
    const others = Array.from({ length: SIZE }, (_, l) => l);
    const closestInRow = Math.max(...others.filter((l) => l !== i).map((l) => s[i * SIZE + l]));
    const closestInColumn = Math.max(...others.filter((l) => l !== j).map((l) => s[l * SIZE + j]));
    const wanted = [i === j, i !== j && s[k] === closestInRow, i !== j && s[k] === closestInColumn].map(String);
    assert.deepEqual([record.positive, record.rowNegative, record.columnNegative], wanted);
  });
});

test("The curves' table has a line for each step with what it reported, and what the held-out pairs gave where they were measured", async () => {
  const run = sameRun(LINK, 0);
  const wanted = [];
  for (let step = 0; step <= STEPS; step++) {
    const report = step > 0 ? run.step() : undefined;
    wanted.push({ step, report, evaluation: step % 3 === 0 ? run.evaluateSample() : undefined });
  }
  const records = await table(visit.page, "curves");
  assert.equal(records.length, STEPS + 1);
  const number = (/** @type {string} */ written) => (written === "" ? undefined : Number(written));
  for (const [k, { step, report, evaluation }] of wanted.entries()) {
    const record = records[k];
    assert.equal(Number(record.step), step);
    for (const field of /** @type {const} */ (["loss", "meanPositive", "meanNegative", "closestRow", "closestColumn", "asymmetry", "collapse"]))
      assert.equal(number(record[field]), report?.[field], `${field} of step ${step}`);
    if (step > 0 && !evaluation) assert.equal(record.auc, "");
    if (!evaluation) continue;
    assert.deepEqual([record["sample.pairs"], record["sample.of"]].map(Number), [evaluation.sample.pairs, evaluation.sample.of]);
    assert.ok(evaluation.sample.pairs < evaluation.sample.of, "the curve shows a sample, and all pairs, measured besides, do not get into it");
    assert.equal(number(record["recallAt1.forward"]), evaluation.recallAt1.forward);
    assert.equal(number(record["mrr.backward"]), evaluation.mrr.backward);
    assert.equal(number(record.auc), evaluation.auc ?? undefined);
  }
});

test("Gradient parts, margins, scores, vectors, the answer and the explained pair are saved as the run has them", async () => {
  const { page } = visit;
  const run = sameRun(LINK, STEPS);
  const s = run.similarity();
  const { gradient, terms } = evaluateLoss(s, SIZE, presets().both);

  for (const [k, record] of (await table(page, "split")).entries()) {
    assert.equal(Number(record.total), gradient[k]);
    const sum = ["rows-mean", "columns-mean", "rows-closest", "columns-closest"].reduce((total, part) => total + Number(record[part]), 0);
    assert.ok(Math.abs(sum - gradient[k]) < 1e-7);
  }

  const plane = await table(page, "plane");
  assert.equal(plane.length, terms.length * SIZE);
  plane.forEach((record, k) => {
    const [term, i] = [Math.floor(k / SIZE), k % SIZE];
    assert.deepEqual([record.term, record.pair].map(Number), [term + 1, i + 1]);
    assert.deepEqual([record.x, record.y, record.cost].map(Number), [s[i * SIZE + i], terms[term].negative[i], terms[term].cost[i]]);
    assert.equal(record.active, String(0.25 - s[i * SIZE + i] + terms[term].negative[i] > 0));
  });

  const { evaluation, scores } = run.evaluateScored();
  const held = (await table(page, "scores")).filter((record) => record.of === "held out");
  assert.deepEqual(
    held.map((record) => Number(record.cosine)),
    Array.from(scores),
  );
  assert.equal(held.filter((record) => record.kind === "duplicate").length, evaluation.duplicates);
  assert.equal(held.filter((record) => record.kind === "duplicate" && record.above === "true").length, evaluation.confusion.truePositive);

  const vectors = run.vectors();
  const width = vectors.length / (2 * SIZE);
  (await table(page, "embeddings")).forEach((record, n) => {
    const own = Array.from({ length: width }, (_, h) => Number(record[`v${h + 1}`]));
    assert.deepEqual(own, Array.from(vectors.subarray(n * width, (n + 1) * width)));
    assert.equal(record.question, (n < SIZE ? run.batchTexts().left : run.batchTexts().right)[n % SIZE]);
  });

  const asked = await table(page, "ask");
  assert.deepEqual([asked[0].question1, asked[0].question2], QUESTIONS);
  assert.equal(Number(asked[0].cosine), run.predict(QUESTIONS[0], QUESTIONS[1]));
  assert.deepEqual(
    asked.slice(1).map(({ question2, cosine }) => ({ question: question2, cosine: Number(cosine) })),
    run.nearest(QUESTIONS[0], asked.length - 1),
  );

  const slow = await table(page, "slow");
  for (const [q, question] of run.explain(0).questions.entries()) {
    const values = (/** @type {string} */ of) =>
      slow.filter((record) => record.of === of && Number(record.question) === q + 1).map(({ value }) => Number(value));
    assert.deepEqual(values("id"), Array.from(question.ids));
    for (const of of /** @type {const} */ (["embeddings", "hidden", "mean", "vector", "dvector"]))
      assert.deepEqual(values(of), Array.from(question[of]), of);
  }
});

test("The cell, the numbers in words, the formula and the sandbox save what they show", async () => {
  const { page } = visit;
  const run = sameRun(LINK, STEPS);
  const s = run.similarity();
  const judged = evaluateLoss(s, SIZE, presets().both);

  const [row, column] = [1, 2];
  const grid = page.locator("#matrix [role=grid]");
  for (const key of ["Control+Home", "ArrowDown", "ArrowRight", "ArrowRight"]) await grid.press(key);
  const cell = await table(page, "cell");
  assert.deepEqual(
    cell.map(({ along }) => along),
    ["rows", "rows", "columns", "columns"],
  );
  const { left, right } = run.batchTexts();
  const at = row * SIZE + column;
  for (const [k, record] of cell.entries()) {
    assert.deepEqual(
      [record.row, record.column, record.question1, record.question2],
      [String(row + 1), String(column + 1), left[row], right[column]],
    );
    const numbers = [record.similarity, record.rowPositive, record.columnPositive, record.gradient].map(Number);
    assert.deepEqual(numbers, [s[at], s[row * SIZE + row], s[column * SIZE + column], judged.gradient[at]]);
    const [looked, other, anchor] = record.along === "rows" ? [record.rowCost, record.columnCost, row] : [record.columnCost, record.rowCost, column];
    assert.deepEqual([Number(looked), other], [judged.terms[k].cost[anchor], ""]);
  }
  await grid.press("Control+Home");

  const numbers = await table(page, "numbers");
  const value = (/** @type {string} */ of, /** @type {string} */ name) =>
    Number(numbers.find((record) => record.of === of && record.name === name)?.value);
  assert.equal(value("batch shown", "loss"), judged.loss);
  assert.equal(value("held out", "confusion.trueNegative"), run.evaluate().confusion.trueNegative);

  const formula = (await table(page, "formula")).filter(({ of }) => of === "preset");
  assert.equal(formula.length, Object.keys(presets()).length);
  const [v1, v2] = [run.vectors().subarray(0, run.vectors().length / 2), run.vectors().subarray(run.vectors().length / 2)];
  const sides = { left: sameSide(v1, SIZE), right: sameSide(v2, SIZE) };
  for (const record of formula) {
    assert.equal(Number(record.loss), evaluateLoss(s, SIZE, presets()[String(record.name)], sides).loss);
    assert.equal(record.inForce, String(record.name === "both"));
  }

  // Row 1, column 1 of [[.90, 0], [.68, .95]] costs .25 − .90 + .68 = .03 in each of two terms of half weight, and half of each in a mean over two pairs.
  await page.locator("#sandbox input.decimal").first().fill("0.80");
  const sandbox = await table(page, "sandbox");
  assert.deepEqual(
    sandbox.map((record) => Number(record.similarity)),
    [0.8, 0, 0.68, 0.95],
  );
  assert.deepEqual(
    sandbox.map((record) => Number(record.gradient)),
    [-0.5, 0, 0.5, 0],
  );
  const costs = Object.entries(sandbox[0]).flatMap(([name, written]) => (/ColumnCost$/.test(name) && written !== "" ? [Number(written)] : []));
  assert.equal(costs.length, 2);
  for (const cost of costs) assert.ok(Math.abs(cost - 0.5 * 0.13) < 1e-6);
  await page.locator("#sandbox input.decimal").first().fill("0.90");
});

test("A drawing has as many marks as there are positives, negatives and anchors, and the loss stands at its height in the curve", async () => {
  const { page } = visit;
  const drawing = async (/** @type {string} */ view) => parse(page, (await save(page, view, "svg")).text);

  const matrix = await drawing("matrix");
  const dark = matrix.paths.filter(({ stroke }) => stroke === "#000000");
  assert.equal(dark.length, 3 * SIZE + 1, "positives, rows' and columns' negatives, and the selected cell");
  assert.ok(matrix.images.length >= 1);

  const plane = await drawing("plane");
  const bars = (/** @type {string} */ width) =>
    plane.paths.filter((path) => path.stroke && path["stroke-width"] === width).reduce((count, { d }) => count + d.split("M").length - 1, 0);
  assert.equal(bars("2.5"), 2 * SIZE, "a row's and a column's for each pair");
  assert.equal(bars("4"), 2, "and the selected pair's");

  const run = sameRun(LINK, 0);
  const losses = Array.from({ length: STEPS }, () => run.step().loss);
  const curves = await drawing("curves");
  const raw = curves.paths.find((path) => path.stroke && (path.d.match(/[ML]/g) ?? []).length === STEPS && path["stroke-opacity"]);
  const heights = [...(raw?.d.matchAll(/[ML]\S+ (\S+?)(?=[ML]|$)/g) ?? [])].map(([, y]) => Number(y));
  assert.equal(heights.length, STEPS);
  const [low, high] = [losses.indexOf(Math.min(...losses)), losses.indexOf(Math.max(...losses))];
  const slope = (heights[high] - heights[low]) / (losses[high] - losses[low]);
  assert.ok(slope < 0, "a higher loss stands higher");
  losses.forEach((loss, k) => {
    const wanted = heights[low] + slope * (loss - losses[low]);
    assert.ok(Math.abs(heights[k] - wanted) <= 1, `step ${k + 1} stands at ${heights[k]} instead of ${wanted}`);
  });
});

test("A run that goes on is saved at the step that is shown, with the matrix and the loss of the same step", async () => {
  const { page } = await chromium.visit(`${LINK}&view.formula=true`);
  await page.locator("#run").click();
  await page.waitForFunction(() => /^Step [0-9]{2}/.test(document.querySelector("#batch-words")?.textContent ?? ""));
  const { text: written } = await save(page, "matrix", "json");
  const { step, data } = JSON.parse(written);
  const run = sameRun(LINK, step);
  assert.ok(step >= 10);
  assert.deepEqual(
    data.map((/** @type {{similarity: number}} */ { similarity }) => similarity),
    Array.from(run.similarity()),
  );
  const { gradient } = evaluateLoss(run.similarity(), SIZE, presets().both);
  assert.deepEqual(
    data.map((/** @type {{gradient: number}} */ record) => record.gradient),
    Array.from(gradient),
  );
});

test("What is saved can be copied too: text as text, the picture as a picture", async () => {
  const { page } = await chromium.visit(LINK, { permissions: ["clipboard-read", "clipboard-write"] });
  const saved = await save(page, "matrix", "csv");
  await page.locator("#matrix [data-copy=csv]").click();
  await page.waitForFunction(() => document.querySelector("#matrix .save .said")?.textContent === "CSV is copied.");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), saved.text);
  await page.locator("#matrix [data-copy=png]").click();
  await page.waitForFunction(() => document.querySelector("#matrix .save .said")?.textContent === "PNG is copied.");
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => [...item.types]));
  assert.deepEqual(types, ["image/png"]);
});

test("In a frame that allows neither downloads nor the clipboard, the text and the picture are shown, to be taken by hand", async () => {
  const page = await (await chromium.visit(LINK)).page.context().newPage();
  await page.setContent(`<iframe sandbox="allow-scripts allow-same-origin" width="1200" height="900" src="${chromium.url}#${LINK}"></iframe>`);
  const frame = page.frameLocator("iframe");
  await frame.locator("#batch-words", { hasText: "the loss of the batch shown" }).waitFor();
  let downloads = 0;
  page.on("download", () => downloads++);
  await frame.locator("#matrix .save summary").click();
  await frame.locator("#matrix [data-save=csv]").click();
  await frame.locator("#matrix .save .said", { hasText: "use Copy" }).waitFor();
  await page.waitForTimeout(500);
  assert.equal(downloads, 0);

  await frame.locator("#matrix [data-copy=csv]").click();
  const area = frame.locator("dialog textarea");
  const records = readCsv((await area.inputValue()).replaceAll("\n", "\r\n"));
  assert.equal(records.length, SIZE * SIZE);
  assert.equal(await area.evaluate((node) => /** @type {HTMLTextAreaElement} */ (node).selectionEnd), (await area.inputValue()).length);
  await page.keyboard.press("Escape");
  await frame.locator("#matrix [data-copy=png]").click();
  const image = frame.locator("dialog img");
  await image.waitFor();
  assert.ok(
    (await image.evaluate((node) =>
      /** @type {HTMLImageElement} */ (node).decode().then(() => /** @type {HTMLImageElement} */ (node).naturalWidth),
    )) > 100,
  );
  await frame.locator("dialog.by-hand button").click();
  await frame.locator("dialog.by-hand").waitFor({ state: "detached" });
});

test("The menu opens, saves and closes by keyboard, and gives the focus back", async () => {
  const { page } = await chromium.visit(LINK);
  await page.locator("#curves .save summary").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Save as PNG");
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  assert.equal(download.suggestedFilename(), "tripletscope-curves-seed-5-step-0.png");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement?.matches("#curves .save summary")), true);
  assert.equal(await page.locator("#curves .save-menu").isVisible(), false);
  await page.keyboard.press("Enter");
  await page.locator("#matrix canvas.matrix").click({ position: { x: 20, y: 20 } });
  assert.equal(await page.locator("#curves .save-menu").isVisible(), false, "a press elsewhere closes it");
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`With an open menu axe finds nothing, and nothing has to be scrolled sideways (${colorScheme})`, async () => {
    const { page } = await chromium.visit(LINK, { colorScheme });
    await openAllViews(page);
    for (const view of ["matrix", "cell", "sandbox"]) {
      await save(page, view, "csv");
      assert.deepEqual(await violations(page), [], view);
      for (const width of [1440, 320]) {
        await page.setViewportSize({ width, height: 844 });
        await drawn(page);
        await openMenu(page, view);
        assert.equal(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
          0,
          `${view} at ${width}`,
        );
        const box = await page.locator(`#${view} .save-menu`).boundingBox();
        assert.ok(box && box.x >= 0 && box.x + box.width <= width, `${view} at ${width}: ${JSON.stringify(box)}`);
      }
      await page.keyboard.press("Escape");
    }
  });
}

test("In German the menu, the caption and the numbers' names are as they should be: words change, columns do not", async () => {
  const { page } = await chromium.visit(`${LINK}&page.language=de`);
  assert.equal(await text(page, "#matrix .save summary"), "Sichern…");
  const { caption } = JSON.parse((await save(page, "matrix", "json")).text);
  assert.equal(caption, "Vor dem ersten Schritt, Startwert 5, Verlust: Beide, je zur Hälfte");
  assert.ok("similarity" in (await table(page, "matrix"))[0]);
});
