// The Python package: its wheel is installed, checked without a browser, and opened in a real JupyterLab.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import { chromium } from "playwright-core";
import { configsOf, Dataset, readLink, Trainer, verdictGrid, verdictLink, verdictRun, verdictTuned } from "../../pkg/node/tripletscope.js";
import { programOf } from "../../tools/setup/engines.mjs";
import { run } from "../../tools/shell.mjs";
import { snippets } from "../../www/builder/snippets.js";
import { install, python, skip } from "../support/installed.mjs";
import { startJupyter, writeNotebook } from "../support/jupyter.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../../pkg/node/tripletscope.js").VerdictRun} VerdictRun */
/** @typedef {import("../../pkg/node/tripletscope.js").VerdictOutcome} VerdictOutcome */
/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("../support/jupyter.mjs").Jupyter} Jupyter */
/** @typedef {Record<string, any>} Line */

const LINK = "v=1&seed=7&batchSize=8&loss=both";
/** Whatever the page says, in whatever thread it comes, Python writes down what it knows then. */
const TELLING = `
import json, pathlib, threading
telling = threading.Lock()
def tell(*_):
    with telling:
        known = {"records": scope.records(), "step": scope.step, "state": scope.state}
        pathlib.Path("told.part").write_text(json.dumps(known))
        pathlib.Path("told.part").rename("told.json")
scope.on_msg(tell)
scope.observe(tell, "state")`;
const CELLS = [
  `from tripletscope import Tripletscope\nscope = Tripletscope(settings={"seed": 7, "batchSize": 8, "page.evaluateEvery": 5}, loss="both", views=["curves"])${TELLING}\nscope`,
  "scope.step = 14",
  "scope._history._heard = (None, 0)",
  "scope.reset()",
  'scope.loss = "columns"; scope.views = ["numbers"]',
];

before(async () => {
  if (python) await install();
});

test("Without a browser: traits are checked in sentences, and records are put together", { skip }, async () => {
  const { code, output } = await run([python, "-m", "unittest", "discover", "--start-directory", "tests/notebook"], { quiet: true });
  assert.equal(code, 0, output);
  assert.match(output, /Ran [1-9]\d* tests/);
});

test("A verdict in Python has the numbers of the page, to the bit", { skip }, async () => {
  const script = `import json
from concurrent.futures import ThreadPoolExecutor
from tripletscope import verdict
lines = verdict(["both", "columns+swap"], [3], steps=20, settings={"batchSize": 8}, executor=ThreadPoolExecutor(1))
print(json.dumps(lines[["forward", "backward", "auc"]].to_dict("records")))`;
  const { code, output } = await run([python, "-c", script], { quiet: true });
  assert.equal(code, 0, output);
  const wanted = ["loss=both", "loss=columns&swap=true"].map((loss) => sameRun(`v=1&seed=3&batchSize=8&${loss}`, 20).verdictOutcome());
  assert.deepEqual(JSON.parse(output.trim().split("\n").at(-1) ?? ""), wanted);
});

test("Losses are tuned in Python as on the page: the same runs, the same rates, the same numbers", { skip }, async () => {
  const script = `import json, warnings
from concurrent.futures import ThreadPoolExecutor
from tripletscope import verdict
warnings.simplefilter("ignore")
lines = verdict(["both", "columns+swap"], [3], steps=20, settings={"batchSize": 8}, tune=[0.003, 0.03], tune_seeds=2, executor=ThreadPoolExecutor(1))
print(json.dumps(lines[["loss", "settings", "forward", "backward", "auc"]].to_dict("records")))`;
  const { code, output } = await run([python, "-c", script], { quiet: true });
  assert.equal(code, 0, output);
  const compared = ["both", "columns+swap"].map((loss) => verdictRun({ asymmetry: "0.5", loss, seed: 3, steps: 20, settings: "batchSize=8" }));
  const made = (/** @type {VerdictRun} */ one) =>
    /** @type {[VerdictRun, VerdictOutcome]} */ ([one, sameRun(verdictLink(one), one.steps).verdictOutcome()]);
  const grid = verdictGrid(compared, Float64Array.of(0.003, 0.03), 2);
  const tuned = verdictTuned(compared, grid, grid.map(made)) ?? [];
  const wanted = tuned.map(made).map(([{ loss, settings }, outcome]) => ({ loss, settings, ...outcome }));
  assert.deepEqual(JSON.parse(output.trim().split("\n").at(-1) ?? ""), wanted);
});

/** Waits until the element in the cell's output stands at the step, or looks at columns only. @param {Page} page @param {"step" | "columns"} what @param {number} [step] */
const until = (page, what, step) =>
  page.waitForFunction(
    ([what, step]) => {
      const state = /** @type {any} */ (document.querySelector("triplet-scope"))?.getState();
      if (what === "columns") return state?.loss.terms.every((/** @type {Line} */ term) => term.along === "columns");
      return state?.batchSize > 0 && state.step === step;
    },
    [what, step],
    { timeout: 60_000 },
  );

/** Runs a cell. JupyterLab may forget one that is run before its kernel is quite there. @param {Page} page @param {number} nth */
async function runCell(page, nth) {
  const cell = page.locator(".jp-CodeCell").nth(nth);
  for (let wait = 0; wait < 600; wait++) {
    const prompt = (await cell.locator(".jp-InputPrompt").textContent({ timeout: 60_000 })) ?? "";
    if (/[0-9]/.test(prompt)) return;
    if (wait % 50 === 0 && !prompt.includes("*")) {
      await cell.locator(".cm-content").click();
      await page.keyboard.press("Shift+Enter");
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`JupyterLab does not run cell ${nth}.`);
}

/** What Python knows, once it knows of that step. @param {Page} page @param {Jupyter} jupyter @param {number} step */
async function known(page, { folder }, step) {
  const file = path.join(folder, "told.json");
  for (let wait = 0; wait < 300; wait++) {
    const told = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { records: [] };
    if (told.step === step && (told.records.at(-1)?.step ?? 0) === step) return told;
    await page.waitForTimeout(100);
  }
  throw new Error(`Python has not heard of step ${step}, but of this: ${existsSync(file) ? readFileSync(file, "utf8") : "nothing"}`);
}

/** What the same run reports in Node, step by step. @param {number} steps */
function expected(steps) {
  const trainer = sameRun(LINK, 0);
  return Array.from({ length: steps }, () => /** @type {Line} */ (trainer.step()));
}

/** @param {Line[]} records @param {number} steps */
function assertSame(records, steps) {
  const stepped = records.filter((line) => line.step > 0);
  const wanted = expected(steps);
  assert.deepEqual(
    stepped.map(({ run, step }) => [run, step]),
    wanted.map(({ step }) => ["A", step]),
  );
  for (const [k, line] of stepped.entries())
    for (const field of ["loss", "meanPositive", "meanNegative", "closestRow", "closestColumn", "activeEither", "collapse", "uniformity"])
      assert.equal(line[field], wanted[k][field], `${field} of step ${k + 1}`);
}

/** The sample of the held-out pairs was measured at these steps. @param {Line[]} records @param {number[]} steps */
function assertMeasured(records, steps) {
  const measured = records.filter((line) => line.step > 0 && "auc" in line);
  assert.deepEqual(
    measured.map(({ step }) => step),
    steps,
  );
  for (const line of measured) {
    const { auc, recallAt1, sample } = sameRun(LINK, line.step).evaluateSample();
    const wanted = [auc, recallAt1.forward, recallAt1.backward, sample.pairs];
    assert.deepEqual([line.auc, line["recallAt1.forward"], line["recallAt1.backward"], line["sample.pairs"]], wanted);
  }
}

/** The notebook is open and its first cell has run. @param {string[]} cells @param {(jupyter: Jupyter, page: Page) => Promise<void>} act */
async function withNotebook(cells, act) {
  const jupyter = await startJupyter(python);
  const browser = await chromium.launch({ executablePath: programOf("chrome", "shell"), args: ["--no-sandbox", "--disable-gpu"] });
  try {
    writeNotebook(path.join(jupyter.folder, "scope.ipynb"), cells);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(jupyter.addressOf("scope.ipynb"));
    await runCell(page, 0);
    await act(jupyter, page);
  } finally {
    await browser.close();
    await jupyter.close();
  }
}

test("In JupyterLab it trains ten steps, and Python has the numbers that the package has in Node; its keys are its own", { skip }, () =>
  withNotebook(CELLS, async (jupyter, page) => {
    await until(page, "step", 0);
    for (let step = 1; step <= 10; step++) {
      await page.evaluate(() => /** @type {any} */ (document.querySelector("triplet-scope")).step());
      await until(page, "step", step);
    }
    const ten = await known(page, jupyter, 10);
    assert.match(ten.state.link, /seed=7/);
    assertSame(ten.records, 10);
    assertMeasured(ten.records, [5, 10]);
    await runCell(page, 1);
    assertSame((await known(page, jupyter, 14)).records, 14);
    // As if a message had been lost: the next one is not enough.
    await runCell(page, 2);
    await page.evaluate(() => /** @type {any} */ (document.querySelector("triplet-scope")).step());
    assertSame((await known(page, jupyter, 15)).records, 15);
    await runCell(page, 3);
    assertSame((await known(page, jupyter, 0)).records, 0);
    await runCell(page, 4);
    await until(page, "columns");
    const open = await page.evaluate(
      () => document.querySelector("triplet-scope")?.shadowRoot?.querySelectorAll("#view-bar button[aria-pressed=true]").length,
    );
    assert.equal(open, 1);
    const cells = () => page.locator(".jp-CodeCell").count();
    const before = await cells();
    await page.locator("triplet-scope input:visible").first().focus();
    for (const key of ["a", "b"]) await page.keyboard.press(key);
    await page.waitForTimeout(500);
    assert.equal(await cells(), before);
  }),
);

/** Pairs without a header, whose labels are words that nobody knows. */
const ROWS = Array.from({ length: 90 }, (_, k) => [`how does thing ${k} work?`, `what makes thing ${k} go?`, k % 3 === 0 ? "q" : "p"]);
const READING = { label: "2", duplicate: ["p"], different: ["q"] };
const DATA = `import json, numpy, pandas
from tripletscope import Tripletscope
settings = {"seed": 7, "batchSize": 8, "page.evaluateEvery": 1}`;
const DATA_CELLS = [
  `${DATA}
frame = pandas.DataFrame(json.loads(r'${JSON.stringify(ROWS)}'))
scope = Tripletscope(settings=settings, data=frame, reading=json.loads('${JSON.stringify(READING)}'), views=["curves"])${TELLING}\nscope`,
];

test("In JupyterLab it trains on a frame whose columns are numbers, read as is said", { skip }, () =>
  withNotebook(DATA_CELLS, async (jupyter, page) => {
    await until(page, "step", 0);
    await page.evaluate(() => /** @type {any} */ (document.querySelector("triplet-scope")).step());
    await until(page, "step", 1);
    const { records } = await known(page, jupyter, 1);
    const { values, loss } = readLink("v=1&seed=7&batchSize=8");
    const csv = [["0", "1", "2"], ...ROWS].map((row) => row.join(",")).join("\n");
    const trainer = new Trainer(Dataset.fromCsv(new TextEncoder().encode(csv), { ...READING, header: true }), configsOf(values, loss).run);
    const wanted = [trainer.step().loss, trainer.evaluateSample().auc];
    assert.ok(wanted.every((number) => number !== null));
    assert.deepEqual([records.at(-1).loss, records.at(-1).auc], wanted);
  }),
);

const VECTOR_CELLS = [
  `${DATA}
v1 = numpy.cos(numpy.arange(540.0)).reshape(90, 6)
v2 = v1 + 0.25 * numpy.sin(numpy.arange(540.0)).reshape(90, 6)
numpy.savez("own.npz", v1=v1, v2=v2, labels=numpy.where(numpy.arange(90) % 3 > 0, 0.75, 0.25))
scope = Tripletscope(settings=settings, data="own.npz", reading={"duplicate": {"from": 0.5}}, views=["curves"])${TELLING}\nscope`,
];

test("In JupyterLab a linear head is trained on a file of vectors, whose labels mean what is said", { skip }, () =>
  withNotebook(VECTOR_CELLS, async (jupyter, page) => {
    await until(page, "step", 0);
    await page.evaluate(() => /** @type {any} */ (document.querySelector("triplet-scope")).step());
    await until(page, "step", 1);
    const { records, state } = await known(page, jupyter, 1);
    assert.match(state.link, /model\.encoder=linear&model\.hiddenDim=6/);
    const { loss, auc, "sample.of": of } = records.at(-1);
    assert.ok(loss > 0 && auc !== null && of > 0, JSON.stringify(records.at(-1)));
  }),
);

test("In JupyterLab the cells that the builder gives show their lesson and their frame", { skip }, () => {
  const chosen = {
    address: "data:text/html,<p>",
    link: `v=1&hide.header=true&lesson=columns&title="'\\é😀`,
    title: "",
    width: "100%",
    height: 300,
    follows: false,
  };
  return withNotebook([snippets.widget(chosen), snippets.notebook({ ...chosen, link: "" })], async (_, page) => {
    await page.locator("triplet-scope #lesson h2:text('Columns (1 of 4)')").waitFor({ timeout: 60_000 });
    const { height, header, link } = await page.locator("triplet-scope").evaluate((/** @type {any} */ element) => ({
      height: element.offsetHeight,
      header: element.shadowRoot.querySelector("header").offsetHeight,
      link: element.getAttribute("link"),
    }));
    assert.deepEqual({ height, header, link }, { height: 300, header: 0, link: chosen.link });
    await runCell(page, 1);
    const frame = page.locator(".jp-OutputArea iframe");
    await frame.waitFor();
    assert.deepEqual([await frame.getAttribute("src"), await frame.getAttribute("height")], [chosen.address, "300"]);
  });
});
