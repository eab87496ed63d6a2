// The verdict: made in the page's own workers while the page stays in use, against the same runs made with the package in Node.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { configsOf, Dataset, readLink, Trainer, verdictLink } from "../../pkg/node/tripletscope.js";
import { violations } from "../support/axe.mjs";
import { batchSays, drawn, eventually, measuredAll, ready, startBrowser, stepBy, stepShown, text } from "../support/browser.mjs";
import { openPairs } from "../support/files.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */
/** @typedef {import("../../pkg/node/tripletscope.js").VerdictRun} Run */
/** @typedef {import("../../pkg/node/tripletscope.js").VerdictOutcome} Outcome */
/** @typedef {[Run, Outcome][]} Pairs */

const LINK = "v=1&view.verdict=true";
/** Quick runs. */
const SMALL = `${LINK}&batchSize=8&model.embeddingDim=8&model.hiddenDim=8`;
const SMALL_SETTINGS = "batchSize=8&model.embeddingDim=8&model.hiddenDim=8";

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** @param {string} id */
const part = (id) => `#verdict [data-id=${id}]`;
/** @param {Page} page */
const go = (page) => page.locator(part("go"));

/** Chooses these losses and no others, and the numbers. @param {Page} page @param {{losses: string[], seeds: number, first?: number, steps: number}} choice */
async function choose(page, { losses, seeds, first = 1, steps }) {
  for (const box of await page.locator("#verdict input[name=loss]").all()) {
    if (await box.isVisible()) await box.setChecked(losses.includes((await box.getAttribute("value")) ?? ""));
  }
  await page.locator("#verdict-seeds").fill(String(seeds));
  await page.locator("#verdict-first").fill(String(first));
  await page.locator("#verdict-steps").fill(String(steps));
  await drawn(page);
}

/** Waits until that stands in a part of the view. @param {Page} page @param {string} id @param {string} pattern @param {number} [timeout] */
const says = (page, id, pattern, timeout = 60_000) =>
  page.waitForFunction(([selector, wanted]) => new RegExp(wanted).test(document.querySelector(selector)?.textContent ?? ""), [part(id), pattern], {
    timeout,
  });

/** The file that a button gives. @param {Page} page @param {"saveJson" | "saveCsv"} id */
async function saved(page, id) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(part(id)).click()]);
  return readFile(await download.path(), "utf8");
}

/** @param {Page} page @param {string} content @param {string} [name] */
const open = (page, content, name = "results.json") =>
  page.locator("#verdict input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });

/** What the program without a browser does. @param {Run} run @param {Dataset} [file] @returns {Outcome} */
function outcomeOf(run, file) {
  const { values, loss } = readLink(verdictLink(run));
  const configs = configsOf(values, loss);
  const trainer = new Trainer(file ?? Dataset.builtin("questions", configs.data), configs.run);
  for (let k = 0; k < run.steps; k++) trainer.step();
  return trainer.verdictOutcome();
}

/**
 * From now on, the longest that the page's own thread computes at one stretch, in milliseconds: what other programs do meanwhile does not count.
 * @param {Page} page
 */
async function watchTasks(page) {
  const browser = page.context().browser();
  assert.ok(browser);
  await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline"] });
  return async () => {
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    const main = traceEvents.filter((/** @type {any} */ { name, args }) => name === "thread_name" && args.name === "CrRendererMain");
    const threads = new Set(main.map((/** @type {any} */ { pid, tid }) => `${pid} ${tid}`));
    const tasks = traceEvents.filter((/** @type {any} */ { name, pid, tid }) => name === "RunTask" && threads.has(`${pid} ${tid}`));
    return tasks.reduce((/** @type {number} */ most, /** @type {any} */ { tdur }) => Math.max(most, (tdur ?? 0) / 1000), 0);
  };
}

/** Everything that the results say. @param {Page} page */
async function board(page) {
  const table = page.locator("#verdict .verdict-runs tr");
  if (!(await table.first().isVisible())) await page.locator("#verdict summary").first().click();
  await page.waitForSelector("#verdict .verdict-runs td");
  const rows = await table.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
  const links = await page
    .locator("#verdict .verdict-runs a")
    .evaluateAll((all) => all.map((link) => new URL(/** @type {HTMLAnchorElement} */ (link).href).hash));
  const strips = await page.locator("#verdict canvas.dots").evaluateAll((all) => all.map((canvas) => canvas.getAttribute("aria-label")));
  const said = await page.locator("#verdict .verdict-list > li").allTextContents();
  return { rows, links, strips, said };
}

test("Five seeds of three losses at the defaults are made while the page stays in use, give the package's numbers, and are found again after a reload, here and in their file", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await choose(page, { losses: ["course-2020", "columns", "both"], seeds: 5, steps: 300 });
  assert.equal(
    await text(page, part("plan")),
    "15 runs, on the built-in questions at asymmetry 0.5. 5 seeds cannot show a difference, whatever comes out: it takes at least 9.",
  );
  const longest = await watchTasks(page);
  await go(page).click();
  await says(page, "far", "^[1-9][0-9]* of 15 runs, about [0-9]+ (s|min) left$");
  await stepBy(page, 3);
  assert.equal(await stepShown(page), 3);
  await says(page, "told", "All runs finished", 300_000);
  const task = await longest();
  assert.ok(task > 1 && task < 250, `the page was busy with one thing for ${task} ms`);

  const json = await saved(page, "saveJson");
  const pairs = /** @type {Pairs} */ (JSON.parse(json));
  assert.equal(pairs.length, 15);
  for (const [run, outcome] of pairs) assert.deepEqual(outcome, outcomeOf(run), JSON.stringify(run));
  const before = await board(page);
  await page.reload();
  await ready(page);
  await says(page, "told", "^15 runs found from your last visit.$");
  assert.deepEqual(await board(page), before);
  await page.locator(part("clear")).click();
  await says(page, "told", "^The results are removed");
  await page.reload();
  await ready(page);
  await open(page, json);
  await says(page, "told", "^results.json: 15 runs added.$");
  assert.deepEqual(await board(page), before);
  assert.equal(await saved(page, "saveJson"), json);
  assert.deepEqual(faults, []);
});

test("Runs pause at once, go on where they stood, and after a cancel only what is missing is made", async () => {
  const { page } = await chromium.visit(SMALL);
  await choose(page, { losses: ["columns", "both+swap"], seeds: 4, first: 11, steps: 1500 });
  await go(page).dispatchEvent("click");
  await says(page, "far", "^1 of 8 runs");
  await go(page).dispatchEvent("click");
  await says(page, "go", "^Resume$");
  const share = () => page.locator("#verdict progress").evaluate((bar) => /** @type {HTMLProgressElement} */ (bar).value);
  // What is under way when it is pressed may still be told.
  const held = await eventually(async () => {
    const before = await share();
    await page.waitForTimeout(500);
    assert.equal(await share(), before);
    return before;
  });
  await go(page).dispatchEvent("click");
  await says(page, "far", "^[3-7] of 8 runs");
  assert.ok((await share()) > held);
  await page.locator(part("cancel")).click();
  await says(page, "go", "^Continue$");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Continue", "the focus does not fall off with the button");
  const made = /** @type {Pairs} */ (JSON.parse(await saved(page, "saveJson")));
  assert.ok(made.length >= 3 && made.length < 8, String(made.length));
  assert.match(
    await text(page, part("plan")),
    new RegExp(`^8 runs, ${made.length} of them finished already, .*with Batch size B 8, Embedding size D 8, Hidden size H 8`),
  );
  await go(page).dispatchEvent("click");
  await says(page, "told", "All runs finished");
  const pairs = /** @type {Pairs} */ (JSON.parse(await saved(page, "saveJson")));
  assert.deepEqual(
    pairs.map(([{ loss, seed }]) => `${loss} ${seed}`),
    ["both+swap", "columns"].flatMap((loss) => [11, 12, 13, 14].map((seed) => `${loss} ${seed}`)),
  );
  for (const [run, outcome] of pairs) {
    assert.equal(run.settings, SMALL_SETTINGS);
    assert.deepEqual(outcome, outcomeOf(run), JSON.stringify(run));
  }
  assert.equal(await go(page).isDisabled(), true);
});

/** Held-out pairs that 240 questions find, for ten seeds; the differences are known by hand. */
const BASE = [160, 161, 162, 163, 164, 165, 166, 167, 168, 169];
const MORE = [3, 5, -2, 3, 1, 4, 3, -1, 8, 4];
/** @param {string} loss @param {number[]} found @param {Partial<Run>} [other] @returns {Pairs} */
const seedsOf = (loss, found, other = {}) =>
  found.map((count, k) => [
    { asymmetry: "1", loss, seed: k + 1, steps: 40, settings: "", ...other },
    { forward: count / 240, backward: count / 240, auc: 0.75 },
  ]);
const KNOWN = [
  ...seedsOf("course-2020", BASE),
  ...seedsOf(
    "both+swap",
    BASE.map((count, k) => count + MORE[k]),
  ),
];

/** @param {Page} page */
const sentences = (page) => page.locator(part("sentence")).allTextContents();
/** The results are drawn a moment after it is told that they are there. @param {Page} page @param {string[]} wanted */
const concludes = (page, wanted) => eventually(async () => assert.deepEqual(await sentences(page), wanted));

test("Results in a file are said seed by seed: how many are better, by how much in the median, and what chance would do", async () => {
  const { page, faults } = await chromium.visit(LINK);
  await open(page, JSON.stringify(KNOWN));
  await says(page, "told", "20 runs added");
  // A fortune of 2¹⁰ · 8! 2! / 11!, so p = 495 / 1024; mean over deviation of the differences is 0.97. The median of the differences is 3 of 240.
  const missing = "could be chance (p = 0.48). 10 seeds cannot show it; by their spread, about 19 would.";
  await concludes(page, ["The baseline, 10 seeds.", `8 of 10 seeds better, median +1.3 points; ${missing}`]);
  assert.equal(await text(page, part("condition")), "Not for the data and settings that are open, but for:");
  const { rows, strips, links } = await board(page);
  assert.deepEqual(rows[0], ["Seed", "Course 2020: rows", "Both, half weight each, sides swapped"]);
  assert.deepEqual(rows[1], ["1", "66.7", "67.9 +1.3"]);
  assert.deepEqual(rows[3], ["3", "67.5", "66.7 −0.8"]);
  assert.equal(strips[0], "Recall@1 of 10 seeds in percent: median 68.5, quartiles 67.6–69.5");
  assert.equal(strips[2], "Differences of 10 seeds: from −0.8 to +3.3 points, median +1.3");
  assert.equal(links[1], "#v=1&seed=1&data.asymmetry=1&loss=both&swap=true&page.stopAt=40");

  await page.locator("#verdict-against").selectOption("both+swap");
  await concludes(page, ["The baseline, 10 seeds.", `2 of 10 seeds better, median −1.3 points; ${missing}`]);

  await open(page, JSON.stringify(seedsOf("forum", [200, 201, 202, 203], { asymmetry: "0" })), "more.json");
  await says(page, "told", "^more.json: 4 runs added.$");
  assert.equal(await text(page, part("group")), "questions, asymmetry 1 · 40 steps · Batch size B 32, Hidden size H 32", "what is shown stays");
  await page.locator("#verdict-shown").selectOption({ label: "questions, asym. 0 · 40 steps" });
  await concludes(page, ["The baseline, 4 seeds."]);
  assert.deepEqual((await board(page)).strips, ["Recall@1 of 4 seeds in percent: median 84.0, min–max 83.3–84.6"]);
  assert.deepEqual(faults, []);
});

test("A run of the table opens in a tab of its own and stops where the run ended, with the same recall", async () => {
  const { page } = await chromium.visit(SMALL);
  await choose(page, { losses: ["course-2020", "softmax-rows+swap"], seeds: 1, first: 5, steps: 30 });
  await go(page).click();
  await says(page, "told", "All runs finished");
  await board(page);
  const link = page.locator("#verdict .verdict-runs a").last();
  const recall = Number(await link.textContent());
  const [other] = await Promise.all([page.waitForEvent("popup"), link.click()]);
  await ready(other);
  await other.locator("#run").click();
  await batchSays(other, "Step 30:");
  await measuredAll(other);
  const found = [...(await text(other, "#held-out-words")).matchAll(/([0-9]+) %/g)].map((match) => Number(match[1]));
  assert.ok(Math.abs((found[0] + found[1]) / 2 - recall) <= 0.55, `${found} against ${recall}`);
  assert.equal(await other.locator("#preset").inputValue(), "softmax-rows");
  await eventually(async () => assert.match((await sentences(page))[1], /of 1 seed better/));
});

test("What is no file of results is refused with what is wrong, and what is there stays; other numbers for the same run are said", async () => {
  const { page } = await chromium.visit(LINK);
  await open(page, JSON.stringify(KNOWN));
  await says(page, "told", "20 runs added");
  for (const [content, wanted] of [
    ["diary", "^bad.json could not be opened as results. It is not JSON.$"],
    ["{}", "results is .* a list of pairs"],
    [JSON.stringify(seedsOf("bath", [1])), "results.*bath"],
    [JSON.stringify(seedsOf("both", [300])), "forward is 1.25"],
  ]) {
    await open(page, content, "bad.json");
    await says(page, "told", wanted);
    await eventually(async () => assert.equal((await sentences(page)).length, 2));
  }
  const others = JSON.stringify([...seedsOf("course-2020", [160, 1]), ...seedsOf("columns", [160])]);
  await open(page, others, "others.json");
  await says(page, "told", "^others.json: 1 run added, 1 known already. 1 run came out differently here; the results from here are kept.$");
  const pairs = /** @type {Pairs} */ (JSON.parse(await saved(page, "saveJson")));
  assert.deepEqual(pairs.find(([{ loss, seed }]) => loss === "course-2020" && seed === 2)?.[1].forward, 161 / 240);
});

test("A file of results that is dropped anywhere opens the view, and CSV holds a row for each run", async () => {
  const { page } = await chromium.visit("v=1");
  assert.equal(await page.locator("#verdict").isVisible(), false);
  const content = JSON.stringify([...seedsOf("columns", [120]), ...seedsOf("both", [126], { settings: "adam.beta1=0.8&batchSize=16" })]);
  await page.evaluate((json) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([json], "dropped.json"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, content);
  await says(page, "told", "^dropped.json: 2 runs added.$");
  await page.locator("#verdict").waitFor();
  assert.equal(await text(page, "#problem"), "");
  const [head, ...rows] = (await saved(page, "saveCsv")).trimEnd().split("\r\n");
  assert.equal(head, "data,asymmetry,steps,settings,loss,seed,forward,backward,recall,auc,diverged,link");
  assert.deepEqual(rows, [
    ",1,40,batchSize=16&adam.beta1=0.8,both,1,0.525,0.525,0.525,0.75,,#v=1&seed=1&data.asymmetry=1&loss=both&batchSize=16&adam.beta1=0.8&page.stopAt=40",
    ",1,40,,columns,1,0.5,0.5,0.5,0.75,,#v=1&seed=1&data.asymmetry=1&loss=columns&page.stopAt=40",
  ]);
});

test("The loss on the page can take part where it has no name, two losses are needed, and numbers must be allowed", async () => {
  const { page, faults } = await chromium.visit(`${SMALL}&loss=mean~hardest_columns_0.4_1&data.asymmetry=0.2`);
  await choose(page, { losses: ["own"], seeds: 1, steps: 2 });
  assert.equal(await text(page, part("plan")), "Choose at least two losses.");
  assert.equal(await go(page).isDisabled(), true);
  await choose(page, { losses: ["own", "own+swap"], seeds: 0, steps: 2 });
  assert.equal(await go(page).isDisabled(), true);
  assert.equal(await text(page, "#mistake-verdict-seeds"), "Allowed here is a whole number from 1 to 1000.");
  await choose(page, { losses: ["own", "own+swap"], seeds: 1, steps: 2 });
  assert.equal(await page.locator("#mistake-verdict-seeds").count(), 0);
  // What a field holds that is hidden does not matter.
  await page.locator("#verdict-tune").check();
  await page.locator("#verdict-rates").fill("often");
  await page.locator("#verdict-tuneSeeds").fill("0");
  await drawn(page);
  assert.equal(await go(page).isDisabled(), true);
  await page.locator("#verdict-tune").uncheck();
  await drawn(page);
  await go(page).click();
  await says(page, "told", "All runs finished");
  const pairs = /** @type {Pairs} */ (JSON.parse(await saved(page, "saveJson")));
  assert.deepEqual(
    pairs.map(([{ loss, asymmetry }]) => `${loss} ${asymmetry}`),
    ["mean~hardest_columns_0.4_1 0.2", "mean~hardest_columns_0.4_1+swap 0.2"],
  );
  await page.locator("#preset").selectOption("both");
  await page.locator("#verdict input[name=loss][value=own]").waitFor({ state: "hidden" });
  assert.deepEqual(faults, []);
});

test("The reference results come first, marked as such, apart from one's own; and a run of them comes out the same here", async () => {
  const packed = JSON.parse(await readFile(new URL("../../www/verdict/reference.json", import.meta.url), "utf8"));
  const { asymmetry, settings, steps, seeds, ...one } = packed.find((/** @type {{loss: string}} */ { loss }) => loss === "columns");
  const { page, faults } = await chromium.visit(`${LINK}&data.asymmetry=${asymmetry}&${settings}`);
  await page.waitForSelector("#verdict canvas.dots");
  assert.equal(await page.locator("#verdict input[value=reference]").isChecked(), true);
  assert.match(await text(page, part("reference")), /outside a browser/);
  // The document's baselines, and its correction.
  assert.equal(await page.locator("#verdict-against").inputValue(), "rows");
  assert.equal(await page.locator(`#verdict ${'[data-id=sentence]:text("The baseline")'}`).count(), 2);
  const { comparisons } = JSON.parse(await readFile(new URL("../../www/verdict/reference-corrected.json", import.meta.url), "utf8"));
  assert.match(await text(page, part("counted")), new RegExp(`^Each p is corrected for the ${comparisons} comparisons in docs/verdict.md`));
  await page.locator("#verdict-against").selectOption("course-2020");
  assert.match(await text(page, part("counted")), /^Each p is corrected for [0-9]+ comparisons \(Holm\); /, "another baseline is not the document's");
  await page.locator("#verdict-against").selectOption("rows");
  // Each dot is read off, by keys as by the pointer.
  const strip = page.locator("#verdict canvas.dots").nth(1);
  await strip.focus();
  await page.keyboard.press("Home");
  assert.match(String(await strip.getAttribute("aria-valuetext")), /^Seed [0-9]+: [−+0-9.]+ (%|points)$/);
  assert.equal(await page.locator("#verdict .tip:visible").count(), 1);
  await page.keyboard.press("End");
  const dots = Number(await strip.getAttribute("aria-valuemax")) + 1;
  assert.equal(Number(await strip.getAttribute("aria-valuenow")), dots - 1);
  await strip.scrollIntoViewIfNeeded();
  const box = /** @type {{x: number, y: number, width: number, height: number}} */ (await strip.boundingBox());
  await page.mouse.move(box.x + 3, box.y + box.height / 2);
  await eventually(async () => assert.equal(await strip.getAttribute("aria-valuenow"), "0"));
  assert.equal(await page.locator(part("saveJson")).isDisabled(), true);
  assert.ok((await sentences(page)).length >= 3);
  await choose(page, { losses: ["columns", "columns+swap"], seeds: 1, first: seeds[1], steps });
  await go(page).click();
  // What is made now is one's own.
  await page.locator(part("reference")).waitFor({ state: "hidden" });
  await says(page, "told", "All runs finished");
  const pairs = /** @type {Pairs} */ (JSON.parse(await saved(page, "saveJson")));
  assert.equal(pairs.length, 2);
  const [, { forward, backward, auc }] = pairs[0];
  const [held, thousand] = one.outOf;
  assert.deepEqual([forward * held, backward * held].map(Math.round), [one.forward[1], one.backward[1]]);
  assert.equal(Math.round(Number(auc) * thousand), one.auc[1]);
  await open(page, JSON.stringify(packed), "reference.json");
  await says(page, "told", "runs added, 1 known already\\.$");
  assert.deepEqual(faults, []);
});

test("Of reference results those come first that are nearest to what is open, and whether they are for that is said", async () => {
  for (const [link, wanted, isFor] of /** @type {const} */ ([
    ["data.asymmetry=0.5", "0.5", true],
    ["data.asymmetry=0.5&adam.learningRate=0.03", "0.5", true],
    ["data.asymmetry=0.3", "0.5", false],
    ["data.asymmetry=1&batchSize=16", "1", false],
    ["data.asymmetry=0&data.set=answers", "0", false],
    ["data.asymmetry=0&model.hiddenDim=64", "0", false],
  ])) {
    const { page, faults } = await chromium.visit(`v=1&view.verdict=true&${link}`);
    await page.waitForSelector("#verdict canvas.dots");
    const group = await text(page, part("group"));
    assert.ok(group.startsWith(`questions, asymmetry ${wanted} · 300 steps · Batch size B 32, Hidden size H 32 · tuned`), `${link}: ${group}`);
    assert.equal((await text(page, part("condition"))).startsWith("For the data and settings"), isFor, link);
    assert.deepEqual(faults, []);
    await page.context().close();
  }
});

test("What is open may change while results are shown: they follow; rates are read with points and commas between them", async () => {
  const { page, faults } = await chromium.visit("v=1&view.verdict=true&data.asymmetry=1");
  await page.waitForSelector("#verdict canvas.dots");
  await page.evaluate(() => void (location.hash = "v=1&view.verdict=true&data.asymmetry=0"));
  await says(page, "group", "^questions, asymmetry 0 ");
  await page.locator("#verdict-tune").check();
  const isValid = () => page.locator("#verdict-rates").evaluate((input) => /** @type {HTMLInputElement} */ (input).validity.valid);
  for (const [rates, wanted] of /** @type {const} */ ([
    ["0.01,0.03", true],
    ["0,01 0,03", true],
    ["0.01; 0.03", true],
    ["0,01,0,03", false],
  ])) {
    await page.locator("#verdict-rates").fill(rates);
    await page.locator("#verdict-rates").blur();
    await drawn(page);
    assert.equal(await isValid(), wanted, rates);
  }
  assert.deepEqual(faults, []);
});

test("Each loss is tuned first with other seeds, the rates are shown apart, and the curves hold what the same runs had found on their way", async () => {
  const { page, faults } = await chromium.visit(`${SMALL}&data.asymmetry=0`);
  await choose(page, { losses: ["course-2020", "both"], seeds: 1, steps: 40 });
  await page.locator("#verdict-tune").check();
  await page.locator("#verdict-rates").fill("0.01 none");
  await drawn(page);
  assert.equal(await go(page).isDisabled(), true);
  await page.locator("#verdict-rates").fill("0.05 0.001");
  await page.locator("#verdict-tuneSeeds").fill("2");
  await says(page, "plan", "Before that, 8 runs with other seeds");
  await go(page).click();
  await says(page, "told", "All runs finished");
  const pairs = /** @type {Pairs} */ (JSON.parse(await saved(page, "saveJson")));
  assert.deepEqual(pairs.map(([{ loss, seed }]) => `${loss} ${seed}`).sort(), ["both 1", "course-2020 1"], "tuning is no result");
  const mean = (/** @type {string} */ loss, /** @type {number} */ rate) => {
    const settings = `data.seed=1001&${SMALL_SETTINGS}&adam.learningRate=${rate}`;
    const found = [1001, 1002].map((seed) => outcomeOf({ asymmetry: "0", loss, seed, steps: 40, settings }));
    return found.reduce((sum, { forward, backward }) => sum + (forward + backward) / 4, 0);
  };
  await drawn(page);
  const table = page.locator("#verdict [data-id=tuning] tbody tr");
  for (const [k, loss] of ["both", "course-2020"].entries()) {
    const means = [0.001, 0.05].map((rate) => mean(loss, rate));
    const cells = await table.nth(k).locator("td").allTextContents();
    const best = means[1] > means[0] ? 0.05 : 0.001;
    assert.deepEqual(
      cells,
      // Of two rates each is an end.
      means.map((share, k) => `${(100 * share).toFixed(1)}${[0.001, 0.05][k] === best ? " †" : ""}`),
      loss,
    );
    assert.ok(pairs.find(([run]) => run.loss === loss)?.[0].settings.includes(`adam.learningRate=${best}`), loss);
  }
  const [run] = pairs.find(([{ loss }]) => loss === "both") ?? assert.fail();
  const share = ({ forward, backward } = outcomeOf({ ...run, steps: 20 })) => (50 * (forward + backward)).toFixed(1);
  const labels = await page
    .locator("#verdict [data-id=courses] canvas")
    .evaluateAll((all) => all.map((canvas) => canvas.getAttribute("aria-label") ?? ""));
  assert.ok(labels[1].includes(`step 20 ${share()} (`), labels[1]);
  assert.equal(labels[1].match(/step/g)?.length, 8);
  await page.reload();
  await ready(page);
  await says(page, "told", "^2 runs found from your last visit.$");
  await eventually(async () => assert.equal(await page.locator("#verdict [data-id=courses] canvas").count(), 2, "curves are found again too"));
  assert.deepEqual(faults, []);
});

test("A verdict that is paused while it tunes, loaded again and started again makes only what is missing, and ends as one that nothing stopped", async () => {
  const { page, faults } = await chromium.visit(SMALL);
  const begin = async () => {
    await choose(page, { losses: ["course-2020", "both"], seeds: 2, steps: 400 });
    await page.locator("#verdict-tune").check();
    await page.locator("#verdict-rates").fill("0.05 0.001");
    await page.locator("#verdict-tuneSeeds").fill("3");
    await says(page, "plan", "Before that, 12 runs with other seeds");
  };
  await begin();
  await go(page).dispatchEvent("click");
  await says(page, "far", "^Tuning: [4-8] of 12 ");
  await go(page).dispatchEvent("click");
  await says(page, "go", "^Resume$");
  const [, far] = /^Tuning: ([0-9]+) of 12 /.exec(await text(page, part("far"))) ?? assert.fail();
  // What is made is kept within a second.
  await page.waitForTimeout(1500);
  await page.reload();
  await ready(page);
  await begin();
  await go(page).dispatchEvent("click");
  await says(page, "far", `^(Tuning: (${far}|1[0-2]|[${far}-9]) of 12|[0-4] of 4) `);
  await says(page, "told", "All runs finished", 120_000);
  const pairs = /** @type {Pairs} */ (JSON.parse(await saved(page, "saveJson")));
  assert.equal(pairs.length, 4);
  for (const [run, outcome] of pairs) assert.deepEqual(outcome, outcomeOf(run), JSON.stringify(run));
  await drawn(page);
  const cells = await page.locator("#verdict [data-id=tuning] tbody tr").first().locator("td").allTextContents();
  const mean = (/** @type {number} */ rate) => {
    const settings = `data.seed=1001&${SMALL_SETTINGS}&adam.learningRate=${rate}`;
    const found = [1001, 1002, 1003].map((seed) => outcomeOf({ ...pairs[0][0], loss: "both", seed, settings }));
    return found.reduce((sum, { forward, backward }) => sum + (forward + backward) / 6, 0);
  };
  assert.deepEqual(
    cells.map(Number.parseFloat),
    [0.001, 0.05].map((rate) => Number((100 * mean(rate)).toFixed(1))),
  );
  assert.deepEqual(faults, []);
});

test("A verdict stops once the seeds left can settle nothing, and what is forgotten is not found again", async () => {
  const { page, faults } = await chromium.visit(SMALL);
  await choose(page, { losses: ["course-2020", "both"], seeds: 10, steps: 1 });
  await go(page).click();
  await says(page, "told", "^Stopped after [0-9]+ of 20 runs: every comparison is settled");
  const pairs = /** @type {Pairs} */ (JSON.parse(await saved(page, "saveJson")));
  assert.ok(pairs.length >= 4 && pairs.length < 20, String(pairs.length));
  await page.locator("#verdict-stop").uncheck();
  await go(page).click();
  await says(page, "told", "All runs finished");
  await page.waitForTimeout(1000);
  await page.locator("#keeping summary").click();
  await page.locator("#forget").click();
  await page.waitForFunction(() => /kept any more/.test(document.querySelector("[data-id=kept-words]")?.textContent ?? ""));
  await choose(page, { losses: ["course-2020", "both"], seeds: 1, first: 77, steps: 1 });
  await go(page).click();
  await says(page, "told", "All runs finished");
  await page.waitForTimeout(1000);
  await page.reload();
  await ready(page);
  await says(page, "told", "^2 runs found from your last visit.$");
  assert.deepEqual(faults, []);
});

test("A run that diverges is kept with its step, said, counts as finding nothing, and takes no other run along", async () => {
  const wild = "adam.beta2=0&adam.epsilon=1e-12&adam.learningRate=1";
  const { page, faults } = await chromium.visit(`${SMALL}&${wild}`);
  await choose(page, { losses: ["course-2020", "both"], seeds: 2, steps: 60 });
  await go(page).click();
  await says(page, "told", "All runs finished");
  const json = await saved(page, "saveJson");
  const pairs = /** @type {Pairs} */ (JSON.parse(json));
  assert.equal(pairs.length, 4);
  const lost = pairs.filter(([, { diverged }]) => diverged !== undefined);
  assert.ok(lost.length > 0 && lost.every(([, { forward, backward, diverged }]) => forward === 0 && backward === 0 && Number(diverged) <= 60), json);
  await eventually(async () => assert.match((await sentences(page)).join(" "), /diverged and counts? as finding nothing/));
  await open(page, json);
  await says(page, "told", "^results.json: 0 runs added, 4 known already.$");
  assert.deepEqual(faults, []);
});

/** Pairs of both kinds; the last ones are no duplicates. @param {number} duplicates @param {number} others */
const pairsOf = (duplicates, others) =>
  Buffer.from(
    [
      "question1,question2,is_duplicate",
      ...Array.from({ length: duplicates }, (_, k) => `how does thing ${k} work,what makes thing ${k} go,1`),
      ...Array.from({ length: others }, (_, k) => `who wants thing number ${k},where is thing number ${k + 1},0`),
    ].join("\n"),
  );

test("On a file of one's own the runs use that file, with the package's numbers, and stay apart from those on other data", async () => {
  const { page, faults } = await chromium.visit(`${SMALL}&data.asymmetry=0.2&data.seed=3`);
  const openData = (/** @type {Buffer} */ bytes) => openPairs(page, "pairs.csv", bytes);
  const [file, other] = [pairsOf(60, 20), pairsOf(61, 20)];
  const [name, nameOfOther] = [file, other].map((bytes) => Dataset.fromCsv(bytes).verdictName("pairs.csv"));
  await openData(file);
  await choose(page, { losses: ["course-2020", "both"], seeds: 2, first: 7, steps: 20 });
  const quoted = name.replace(/[().]/g, "\\$&");
  await says(page, "plan", `^4 runs, on ${quoted}, with Batch size B 8, Embedding size D 8, Hidden size H 8\\.`);
  await go(page).click();
  await says(page, "told", "All runs finished");
  const json = await saved(page, "saveJson");
  const pairs = /** @type {Pairs} */ (JSON.parse(json));
  assert.equal(pairs.length, 4);
  for (const [run, outcome] of pairs) {
    assert.deepEqual([run.data, run.settings], [name, SMALL_SETTINGS]);
    assert.ok(outcome.auc !== null);
    assert.deepEqual(outcome, outcomeOf(run, Dataset.fromCsv(file)), JSON.stringify(run));
  }
  assert.equal(await text(page, part("group")), `${name} · 20 steps · Batch size B 8, Hidden size H 8, Embedding size D 8`);
  const { links, rows, strips } = await board(page);
  assert.deepEqual(
    links,
    [7, 8].flatMap((seed) => ["course-2020", "both"].map((loss) => `#${verdictLink({ ...pairs[0][0], loss, seed })}`)),
  );
  assert.ok(links.every((link) => new URLSearchParams(link.slice(1)).get("file") === name));
  assert.equal(rows.length, 3);
  // A link asks for its file; once that is open, the run is the one that was linked.
  const last = page.locator("#verdict .verdict-runs a").last();
  const recall = Number(await last.textContent());
  const [linked] = await Promise.all([page.waitForEvent("popup"), last.click()]);
  await ready(linked);
  await linked.locator("#notice").waitFor();
  assert.ok((await text(linked, "#notice")).includes(name));
  await openPairs(linked, "pairs.csv", file);
  await linked.locator("#notice").waitFor({ state: "hidden" });
  // The link's run begins once the file is open; what is pressed before it does is of the run before.
  const ended = () =>
    linked.waitForFunction(() => /^Step 20:/.test(document.querySelector("#batch-words")?.textContent ?? ""), undefined, { timeout: 5000 });
  do await linked.locator("#run").click();
  while (!(await ended().then(Boolean, () => false)));
  await measuredAll(linked);
  const shares = [...(await text(linked, "#held-out-words")).matchAll(/([0-9]+) %/g)].map((match) => Number(match[1]));
  assert.ok(Math.abs((shares[0] + shares[1]) / 2 - recall) <= 0.55, `${shares} against ${recall}`);
  await linked.close();

  await openData(other);
  await says(page, "plan", `^4 runs, on ${nameOfOther.replace(/[().]/g, "\\$&")},`);
  await page.locator("#use-builtin").click();
  await says(page, "plan", "^4 runs, on the built-in questions at asymmetry 0.2, with .*Data seed 3");

  await page.reload();
  await ready(page);
  await says(page, "told", "^4 runs found from your last visit.$");
  assert.deepEqual((await board(page)).strips, strips);
  assert.equal(await saved(page, "saveJson"), json);
  await openData(file);
  await choose(page, { losses: ["course-2020", "both"], seeds: 2, first: 7, steps: 20 });
  await says(page, "plan", "^4 runs, all finished already,");
  assert.match((await saved(page, "saveCsv")).split("\r\n")[1], /^pairs\.csv \([0-9a-f]{8}\),0,20,/);
  assert.deepEqual(faults, []);
});

test("Where only duplicates are held out a verdict does without an area under the curve, and a long name finds room on a phone", async () => {
  const { page, faults } = await chromium.visit(SMALL, { viewport: { width: 390, height: 844 } });
  const name = `${"pairs_of_questions_".repeat(5)}final.csv`;
  await openPairs(page, name, pairsOf(40, 0));
  await choose(page, { losses: ["course-2020", "both"], seeds: 1, steps: 2 });
  await says(page, "plan", `^2 runs, on ${name}`);
  await go(page).click();
  await says(page, "told", "All runs finished");
  const json = await saved(page, "saveJson");
  const pairs = /** @type {Pairs} */ (JSON.parse(json));
  const areas = pairs.map(([, { auc }]) => auc);
  assert.deepEqual(areas, [null, null]);
  await open(page, json, "same.json");
  await says(page, "told", "^same.json: 0 runs added, 2 known already.$");
  assert.match((await saved(page, "saveCsv")).split("\r\n")[1], /,,#v=1&seed=1&loss=/);
  await open(page, JSON.stringify(KNOWN), "known.json");
  await page.locator("#verdict-shown").selectOption({ index: 1 });
  await drawn(page);
  assert.ok((await text(page, part("group"))).startsWith(name));
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  assert.deepEqual(faults, []);
});

for (const language of ["en", "de"]) {
  test(`By keyboard alone, and axe finds nothing while it runs and with results (${language})`, async () => {
    const { page, faults } = await chromium.visit(`${SMALL}&page.language=${language}`);
    await page.locator("#verdict-seeds").focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("2");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("600");
    await page.keyboard.press("Enter");
    await says(page, "far", "^1 (of|von) 6");
    assert.deepEqual(await violations(page), [], "while it runs");
    await says(page, "told", language === "de" ? "Alle Läufe sind fertig" : "All runs finished");
    await page.locator("#verdict summary").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("#verdict .verdict-runs a");
    await page.keyboard.press("Tab");
    assert.match((await page.evaluate(() => document.activeElement?.getAttribute("href"))) ?? "", /#v=1&seed=1/);
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      await page.emulateMedia({ colorScheme });
      await drawn(page);
      assert.deepEqual(await violations(page), [], colorScheme);
    }
    const sentence = language === "de" ? /Startwerten besser.*Punkte; / : /seeds better.*points; /;
    await eventually(async () => assert.match((await sentences(page)).at(-1) ?? "", sentence));
    assert.deepEqual(faults, []);
  });
}
