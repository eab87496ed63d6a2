// What goes wrong with the machine: workers that are ended, that crash or cannot be had, files that are poison, views that fail. Nothing that can be made again is lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { account, batchSays, eventually, pause, reach, run, startBrowser, stepBy, stepShown, stopped, text } from "../support/browser.mjs";
import { chooseFiles, openPairs } from "../support/files.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const rows = Array.from({ length: 400 }, (_, k) => `How is thing ${k} made?,What makes thing ${k}?,1`);
const FILE = ["a,b,label", ...rows].join("\n");

/** @param {Page} page @param {string} name */
const waitForData = (page, name) =>
  page.waitForFunction((start) => document.querySelector("#data-words")?.textContent?.startsWith(start), `${name}: `);

/** @param {Page} page @param {number} step */
async function seek(page, step) {
  await page.locator("#time").fill(String(step));
  await batchSays(page, `Step ${step}:`);
}

/** A worker of the run's; one that has been ended may not have been replaced yet. @param {Page} page @param {number} k */
async function workerOf(page, k) {
  while (!page.workers()[k]) await page.waitForEvent("worker");
  return page.workers()[k];
}
/** A worker of the run's is ended, as a browser does that needs its memory. @param {Page} page @param {number} k */
const kill = async (page, k) => (await workerOf(page, k)).evaluate(() => self.close());
/** A worker says that its program has trapped. @param {Page} page @param {number} k */
const trap = async (page, k) => (await workerOf(page, k)).evaluate(() => self.postMessage({ type: "crashed", sentence: "unreachable" }));

/** The fault is told, and stays told. @param {Page} page */
async function told(page) {
  await page.locator("#notice").waitFor();
  await page.waitForTimeout(1500);
  assert.equal(await page.locator("#notice").isVisible(), true);
  const sentence = await text(page, "#notice");
  await page.locator("#dismiss").click();
  await page.locator("#notice").waitFor({ state: "hidden" });
  return sentence;
}

for (const [name, end] of /** @type {const} */ ([
  ["is ended from outside", kill],
  ["traps", trap],
])) {
  test(`A worker that ${name} loses nothing: the run is trained again to its step, bit for bit, with its file, its changes and the other runs`, async () => {
    const { page, faults } = await chromium.visit("v=1&batchSize=8&seed=5&view.compare=true");
    await openPairs(page, "mine.csv", FILE);
    await waitForData(page, "mine.csv");
    await stepBy(page, 3);
    await page.locator("#closest-columns").click();
    await stepBy(page, 3);
    const later = await account(page);
    await seek(page, 5);
    await page.locator("#closest-rows").click();
    await page.waitForFunction(() => document.querySelectorAll("#runs input:enabled").length === 2);
    const fork = await account(page);
    for (const k of [0, 1]) {
      await end(page, k);
      assert.match(await told(page), /trained again to the same step/);
      await page.waitForFunction(() => document.querySelectorAll("#runs input:enabled").length === 2);
      assert.equal(await stepShown(page), 5);
      assert.deepEqual(await account(page), fork);
    }
    await page.locator("#runs li:nth-child(1) input").check();
    await stepBy(page, 1);
    assert.deepEqual(await account(page), later);
    assert.match(await text(page, "#data-words"), /^mine\.csv: /);
    assert.deepEqual(faults, []);
  });
}

test("A worker that does not answer is told of, and is waited for or given up as a person says; given up, its run comes back to its step", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8&seed=5");
  await stepBy(page, 3);
  const before = await account(page);
  // A minute of silence is a second here.
  await page.evaluate(() => {
    const wait = globalThis.setTimeout;
    globalThis.setTimeout = /** @type {any} */ ((/** @type {() => void} */ act, /** @type {number} */ ms) => wait(act, ms === 60_000 ? 1000 : ms));
  });
  const pauseFor = (/** @type {number} */ ms) =>
    page.workers()[0].evaluate((length) => {
      setTimeout(() => {
        for (const start = Date.now(); Date.now() - start < length; );
      }, 50);
    }, ms);
  await pauseFor(4000);
  await page.waitForTimeout(100);
  await page.locator("#step").click();
  await page.locator("#notice").waitFor();
  assert.match(await text(page, "#notice"), /has not answered for a minute/);
  // It was only slow.
  await page.locator("#notice").waitFor({ state: "hidden" });
  await batchSays(page, "Step 4:");
  await page.locator("#back").click();
  await batchSays(page, "Step 3:");
  await pauseFor(600_000);
  await page.waitForTimeout(100);
  await page.locator("#step").click();
  await page.locator("#notice").waitFor();
  await page.locator("#try-again").click();
  assert.match(await text(page, "#notice"), /trained again to the same step/);
  await page.waitForFunction(() => document.querySelector("#progress")?.hasAttribute("hidden"));
  await page.locator("#step").click();
  await batchSays(page, "Step 4:");
  await page.locator("#back").click();
  await batchSays(page, "Step 3:");
  assert.deepEqual(await account(page), before);
  assert.deepEqual(faults, []);
});

test("A run that goes on goes on after its worker has been ended", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await run(page);
  await reach(page, 20);
  await kill(page, 0);
  await told(page);
  await reach(page, (await stepShown(page)) + 20);
  await pause(page);
});

const KILLS = Number(process.env.KILLS ?? 4);

test(`A worker that is ended ${KILLS} times while the run goes on leaves the numbers of a run that nothing happened to`, async () => {
  const undisturbed = await chromium.visit("v=1&batchSize=8&page.stopAt=400");
  await run(undisturbed.page);
  await reach(undisturbed.page, 400);
  await stopped(undisturbed.page);
  const expected = await account(undisturbed.page);
  const { page, faults } = await chromium.visit("v=1&batchSize=8&page.stopAt=400&page.speed=30");
  await run(page);
  let stood = 0;
  for (let k = 1; k <= KILLS; k++) {
    // The worker that took over has got further: one that is ended while it still starts is missed only when it does not come.
    await reach(page, Math.max(Math.floor((390 * k) / KILLS / 4), stood + 1));
    await kill(page, 0);
    await page.locator("#notice:not([hidden])").waitFor();
    stood = await stepShown(page);
    await page.locator("#dismiss").click();
  }
  await page.locator("#open-settings").click();
  await page.locator("#setting-page\\.speed").selectOption("full");
  await page.locator("#settings-done").click();
  await reach(page, 400);
  await stopped(page);
  assert.deepEqual(await account(page), expected);
  assert.deepEqual(faults, []);
});

test(`Workers of a verdict that are ended ${KILLS} times leave the results of one that nothing happened to`, async () => {
  const link = "v=1&view.verdict=true&batchSize=8&model.embeddingDim=8&model.hiddenDim=8";
  const part = (/** @type {string} */ id) => `#verdict [data-id=${id}]`;
  const seeds = Math.ceil(1.5 * KILLS) + 4;
  /** @param {Page} page */
  const begin = async (page) => {
    for (const box of await page.locator("#verdict input[name=loss]").all())
      if (await box.isVisible()) await box.setChecked(["course-2020", "both"].includes((await box.getAttribute("value")) ?? ""));
    // While the run of a worker that was ended is made again, others are made.
    await page.locator("#verdict-seeds").fill(String(seeds));
    await page.locator("#verdict-steps").fill("400");
    await page.getByLabel("Stop as soon as it is settled").uncheck();
    await page.locator(part("go")).click();
  };
  /** @param {Page} page */
  const results = async (page) => {
    await page.waitForFunction((said) => /finished/.test(document.querySelector(said)?.textContent ?? ""), part("told"), { timeout: 600_000 });
    const table = page.locator("#verdict .verdict-runs tr");
    if (!(await table.first().isVisible())) await page.locator("#verdict summary").first().click();
    // The table is filled after it has been opened: a head, and a row for each seed.
    await page.waitForFunction((rows) => document.querySelectorAll("#verdict .verdict-runs tr").length === rows, 1 + seeds);
    return table.allTextContents();
  };
  /** Waits until the page has heard of so many runs, and gives how many there are. @param {Page} page @param {number} least */
  const made = async (page, least) => {
    const count = await page.waitForFunction(
      ([selector, wanted]) => {
        const runs = Number.parseInt(document.querySelector(selector)?.textContent ?? "", 10);
        return runs >= wanted && runs;
      },
      /** @type {const} */ ([part("far"), least]),
    );
    return Number(await count.jsonValue());
  };
  const undisturbed = await chromium.visit(link);
  await begin(undisturbed.page);
  const expected = await results(undisturbed.page);
  await undisturbed.page.context().close();
  const { page, faults } = await chromium.visit(link);
  await begin(page);
  // One that is ended before it is ready is missed when that takes too long, and the others would have made all runs by then.
  await made(page, 1);
  const makers = () => page.workers().filter((worker) => worker.url().includes("verdict"));
  for (let k = 0; k < KILLS; k++) {
    for (let wait = 0; wait < 200 && makers().length === 0; wait++) await page.waitForTimeout(50);
    await page.waitForTimeout((37 * k) % 100);
    const coming = page.waitForEvent("worker");
    const [maker] = makers();
    maker.evaluate(() => self.close()).catch(() => {});
    await coming;
    // The one that has come makes a run before it is disturbed: what the page has heard of until now is another's.
    await made(page, (await made(page, 1)) + 1);
  }
  assert.deepEqual(await results(page), expected);
  assert.deepEqual(faults, []);
});

test("A verdict whose workers are ended again and again stops, says so, keeps what is made, and goes on when it is asked to", async () => {
  const { page } = await chromium.visit("v=1&view.verdict=true&batchSize=8&model.embeddingDim=8&model.hiddenDim=8");
  await page.route(/verdict\/worker\.js/, (route) => route.abort());
  await page.locator("#verdict-seeds").fill("1");
  await page.locator("#verdict [data-id=go]").click();
  await page.waitForFunction(() => /An error stopped the runs/.test(document.querySelector("#verdict [data-id=told]")?.textContent ?? ""));
  await page.unroute(/verdict\/worker\.js/);
  await page.locator("#verdict-steps").fill("20");
  await page.locator("#verdict [data-id=go]").click();
  await page.waitForFunction(() => /finished/.test(document.querySelector("#verdict [data-id=told]")?.textContent ?? ""));
});

test(`A worker that is ended ${KILLS} times while it reads a file leaves the run before as it was, or the file open, and says which`, async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8&seed=5");
  await stepBy(page, 3);
  const stood = await account(page);
  const many = Array.from({ length: 60_000 }, (_, k) => `How is thing ${k} made by ${k * 7} people?,What makes thing ${k} of ${k * 7}?,1`);
  const large = ["a,b,label", ...many].join("\n");
  for (let k = 0; k < KILLS; k++) {
    await openPairs(page, "large.csv", large);
    // It is being read, or, on a fast machine, has been.
    await page.waitForFunction(
      () => !document.querySelector("#progress")?.hasAttribute("hidden") || document.querySelector("#data-words")?.textContent?.startsWith("large"),
    );
    await page.waitForTimeout(20 * (k % 10));
    await kill(page, 0);
    assert.match(await told(page), /large\.csv|trained again/);
    await page.waitForFunction(() => document.querySelector("#progress")?.hasAttribute("hidden"));
    if (/^large/.test(await text(page, "#data-words"))) await page.locator("#undo").click();
    await eventually(async () => assert.deepEqual(await account(page), stood));
  }
  assert.deepEqual(faults, []);
});

test("The worker that looks at a file is replaced when it is ended, and a file that ends it again is refused by its name", async () => {
  const { page } = await withWorker(
    (source) =>
      `${source};{ const hear = self.onmessage; self.onmessage = (event) => event.data.looking?.file?.name === "poison.csv" ? setTimeout(() => self.close(), 1000) : hear(event); }`,
  );
  await chooseFiles(page, ["poison.csv", FILE]);
  await page.waitForFunction(() =>
    /^poison\.csv could not be opened\. Reading it has ended its worker/.test(document.querySelector("#problem")?.textContent ?? ""),
  );
  await openPairs(page, "mine.csv", FILE);
  await waitForData(page, "mine.csv");
});

test("Settings that cannot fit into memory are refused before the start, with what they take and what would fit, and the run stays", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  const long = Array.from({ length: 1100 }, (_, k) => `${`word${k} `.repeat(300)}a?,${`word${k} `.repeat(300)}b?,1`);
  await openPairs(page, "long.csv", ["a,b,label", ...long].join("\n"));
  await waitForData(page, "long.csv");
  await stepBy(page, 1);
  await page.locator("#open-settings").click();
  for (const [id, value] of [
    ["maxLength", "512"],
    ["model\\.hiddenDim", "64"],
    ["batchSize", "1024"],
  ]) {
    await page.locator(`#setting-${id}`).fill(value);
    await page.locator(`#setting-${id}`).press("Tab");
    if (!id.includes("hidden")) continue;
    await page.locator("#settings-apply").click();
    await page.waitForTimeout(500);
  }
  await page.waitForFunction(() => / MB /.test(document.querySelector("#problem")?.textContent ?? ""));
  assert.match(await text(page, "#problem"), /takes about [0-9]+ MB of memory, but at most 2000 MB can be had; make batchSize at most [0-9]+/);
  await page.locator("#settings-done").click();
  assert.equal(await page.locator("#notice").isVisible(), false);
  await stepBy(page, 1);
  assert.deepEqual(faults, []);
});

test("A run that diverges stops at its last finite step, says so, and every control stays alive", async () => {
  const { page, faults } = await chromium.visit("v=1&adam.beta2=0&adam.epsilon=1e-12&adam.learningRate=1&batchSize=8");
  await page.locator("#run").click();
  await page.waitForFunction(() => document.querySelector("#problem")?.textContent !== "");
  await stopped(page);
  assert.match(await text(page, "#problem"), /diverge|finite/i);
  const stood = await stepShown(page);
  assert.ok(stood >= 1, `it stands at step ${stood}`);
  assert.doesNotMatch(await text(page, "#batch-words"), /NaN|∞/);
  await page.locator("#step").click();
  await page.waitForTimeout(500);
  assert.equal(await stepShown(page), stood);
  await page.locator("#reset").click();
  await batchSays(page, "Before the first step");
  await stepBy(page, 1);
  assert.deepEqual(faults, []);
});

/** The page with other words in its worker's file. @param {(source: string) => string} change */
async function withWorker(change) {
  const visit = await chromium.visit("v=1&batchSize=8");
  await visit.page.route(/worker[^/]*\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
  await visit.page.reload();
  await visit.page.waitForFunction(() => /[0-9]/.test(document.querySelector("#batch-words")?.textContent ?? ""));
  return visit;
}

test("A core that does not come is asked for once more", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  let asked = 0;
  await page.route(/_first[^/]*\.wasm/, async (route) => {
    // The first answer never comes.
    if (asked++ > 0) await route.continue();
  });
  // A quarter of a minute is half a second here.
  await page.addInitScript(() => {
    const wait = globalThis.setTimeout;
    globalThis.setTimeout = /** @type {any} */ (
      (/** @type {() => void} */ act, /** @type {number} */ ms, /** @type {unknown[]} */ ...given) => wait(act, ms === 15_000 ? 500 : ms, ...given)
    );
  });
  await page.reload();
  await batchSays(page, "Before the first step");
  assert.equal(asked, 2);
  assert.deepEqual(faults, []);
});

test("A file that makes the reader crash is refused by its name, and the run before it comes back", async () => {
  const poison = `;const hear = self.onmessage; self.onmessage = (event) => event.data.source?.name === "poison.csv" ? self.postMessage({ type: "crashed", sentence: "unreachable" }) : hear(event);`;
  const { page, faults } = await withWorker((source) => source + poison);
  await stepBy(page, 3);
  const stood = await account(page);
  const data = await text(page, "#data-words");
  await openPairs(page, "poison.csv", FILE);
  assert.match(await told(page), /poison\.csv could not be opened/);
  assert.deepEqual(await account(page), stood);
  assert.equal(await text(page, "#data-words"), data);
  await stepBy(page, 1);
  assert.equal(await stepShown(page), 4);
  assert.deepEqual(faults, []);
});

test("A worker's file that cannot be had is asked for twice, not for ever; then there is a button, and it works", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  let asked = 0;
  await page.route(/worker[^/]*\.js/, (route) => {
    asked++;
    return route.abort();
  });
  await page.reload();
  await page.locator("#try-again").waitFor();
  await page.waitForTimeout(1000);
  assert.equal(asked, 2);
  assert.match(await text(page, "#notice"), /could not be loaded/);
  await page.unroute(/worker[^/]*\.js/);
  await page.locator("#try-again").click();
  await page.waitForFunction(() => /[0-9]/.test(document.querySelector("#batch-words")?.textContent ?? ""));
  await stepBy(page, 1);
});

test("What is missing is named: a canvas, the program's file", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await page.route(/\.wasm$/, (route) => route.abort());
  await page.reload();
  await page.locator("#problem").waitFor();
  assert.match(await text(page, "#problem"), /program could not be loaded/);
  await page.unroute(/\.wasm$/);
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await page.reload();
  await page.locator("#problem").waitFor();
  assert.match(await text(page, "#problem"), /no canvas/);
  assert.doesNotMatch(await text(page, "#problem"), /WebAssembly/);
});

test("What cannot be opened is called by its name: a file of JSON from the picker, a bad model", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  await stepBy(page, 2);
  for (const [name, content] of [
    ["odd.json", '{"a": 1}'],
    ["bad.safetensors", "not a model"],
  ]) {
    await chooseFiles(page, [name, content]);
    await page.waitForFunction((start) => document.querySelector("#problem")?.textContent?.startsWith(start), `${name} could not be opened`);
    assert.equal(await stepShown(page), 2);
  }
  await stepBy(page, 1);
  assert.deepEqual(faults, []);
});

test("A view that fails says so in its own place, and the run and the other views go on", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await page.evaluate(() => {
    CanvasRenderingContext2D.prototype.stroke = () => {
      throw new Error("no ink");
    };
  });
  await stepBy(page, 2);
  assert.match(await text(page, "#curves [data-id=fault]"), /no ink/);
  assert.equal(await page.locator("#numbers [data-id=fault]").count(), 0);
});

test("What is wanted and cannot be loaded says so, and comes at the next press", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  const away = (/** @type {import("playwright-core").Route} */ route) => route.abort();
  await page.route("**/*.js", away);
  const said = "A part of the page could not be loaded";
  for (const press of [
    () => page.locator("#open-embed").click(),
    () => page.locator("#teach").click(),
    () => page.locator("#save-weights").click(),
    () => chooseFiles(page, ["mine.csv", "question1,question2\nOne?,Two?\n"]),
  ]) {
    await page.evaluate(() => document.querySelector("#problem")?.replaceChildren());
    await press();
    await page.waitForFunction((start) => document.querySelector("#problem")?.textContent?.startsWith(start), said);
  }
  await page.locator("#numbers summary").last().click();
  await page.locator("#numbers [data-save=csv]").click();
  await page.waitForFunction((start) => document.querySelector("#numbers .said")?.textContent?.startsWith(start), said);
  await page.locator("#view-bar button", { hasText: "Formula" }).click();
  await page.waitForFunction((start) => document.querySelector("#formula [data-id=fault]")?.textContent?.startsWith(start), said);
  await page.unroute("**/*.js", away);
  await stepBy(page, 1);
  await page.locator("#teach").click();
  await page.waitForFunction(() => document.documentElement.classList.contains("teaching"));
});
