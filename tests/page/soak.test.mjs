// Hours, in little: what a cycle of starting, forking, opening and removing leaves behind, and what steps leave behind while all views are open.
// The long set (`npm run trust:page`) does the same for longer.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { batchSays, drawn, openAllViews, reach, run, startBrowser, stepBy, stopped } from "../support/browser.mjs";
import { openPairs } from "../support/files.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */
/** @typedef {{heap: number, wasm: number, nodes: number, listeners: number, workers: number}} Size megabytes and counts */

/** The second half of the cycles must leave nothing behind; and of the steps, from a tenth of them on. */
const CYCLES = Number(process.env.SOAK_CYCLES ?? 6);
const STEPS = Number(process.env.SOAK_STEPS ?? 2000);
const PATIENCE_MS = 4 * 3_600_000;

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** In the page or a worker, before anything else: keeps the memories of the core. */
function keepMemories() {
  const kept = Object.assign(globalThis, { memories: /** @type {WebAssembly.Memory[]} */ ([]) });
  const real = WebAssembly.instantiate;
  WebAssembly.instantiate = /** @type {any} */ (
    async (/** @type {Parameters<typeof real>} */ ...given) => {
      const made = /** @type {any} */ (await real(...given));
      const { memory } = (made.instance ?? made).exports;
      if (memory) kept.memories.push(memory);
      return made;
    }
  );
}
const MEMORY = "memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0)";

/** @param {string} link */
async function visit(link) {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  await page.addInitScript(keepMemories);
  await page.route(/worker[^/]*\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${keepMemories})();${await response.text()}` });
  });
  await page.goto(`${chromium.url}?soak#${link}`);
  await page.waitForFunction(() => /[0-9]/.test(document.querySelector("#batch-words")?.textContent ?? ""));
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const metrics = async () => Object.fromEntries((await session.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  /** @returns {Promise<Size>} */
  const size = async () => {
    await drawn(page);
    for (let k = 0; k < 3; k++) await session.send("HeapProfiler.collectGarbage");
    const { JSHeapUsedSize, Nodes, JSEventListeners } = await metrics();
    const memories = await Promise.all([page, ...page.workers()].map((each) => /** @type {Page} */ (each).evaluate(MEMORY)));
    const wasm = memories.reduce((sum, bytes) => sum + Number(bytes), 0);
    return { heap: JSHeapUsedSize / 1e6, wasm: wasm / 1e6, nodes: Nodes, listeners: JSEventListeners, workers: page.workers().length };
  };
  return { page, faults, size, cpu: async () => (await metrics()).TaskDuration };
}

/** @param {string} title @param {Record<string, Size>} sizes */
function tell(title, sizes) {
  console.log(title);
  console.table(
    Object.fromEntries(Object.entries(sizes).map(([when, size]) => [when, { ...size, heap: size.heap.toFixed(1), wasm: size.wasm.toFixed(1) }])),
  );
}

/** Nothing has grown but by chance. @param {Size} before @param {Size} after */
function assertFlat(before, after) {
  assert.equal(after.workers, before.workers);
  for (const [what, some] of /** @type {[keyof Size, number][]} */ ([
    ["nodes", 200],
    ["listeners", 50],
    ["heap", 3],
    ["wasm", 3],
  ]))
    assert.ok(after[what] <= 1.05 * before[what] + some, `${what}: ${before[what]} and then ${after[what]}`);
}

const rows = Array.from({ length: 400 }, (_, k) => `How is thing ${k} made?,What makes thing ${k}?,1`);
const FILE = ["a,b,label", ...rows].join("\n");

/** A run is started, forked, given other data, and all is taken away again. @param {Page} page */
async function cycle(page) {
  const begins = () => batchSays(page, "Before the first step");
  await page.locator("#new-seed").click();
  await begins();
  await stepBy(page, 2);
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#add")).click());
  await page.locator("[data-id=remove-1]").waitFor({ state: "attached" });
  await stepBy(page, 1);
  await openPairs(page, "mine.csv", FILE);
  await page.waitForFunction(() => document.querySelector("#data-words")?.textContent?.startsWith("mine.csv"));
  await begins();
  await stepBy(page, 1);
  await page.locator("[data-id=remove-1]").click();
  await page.locator("[data-id=remove-1]").waitFor({ state: "detached" });
  await page.locator("#use-builtin").click();
  await page.waitForFunction(() => document.querySelector("#data-words")?.textContent?.startsWith("Built-in"));
  await begins();
}

test(`After ${CYCLES} cycles of start, fork, open and remove the page is as large as after half of them`, { timeout: PATIENCE_MS }, async () => {
  const { page, faults, size } = await visit("v=1&batchSize=8&model.embeddingDim=8&model.hiddenDim=8");
  /** @type {Record<string, Size>} */
  const sizes = {};
  for (let k = 1; k <= CYCLES; k++) {
    await cycle(page);
    if (k === CYCLES / 2 || k === CYCLES) sizes[`${k} cycles`] = await size();
  }
  tell("Start, fork, open, remove", sizes);
  const [half, all] = Object.values(sizes);
  assertFlat(half, all);
  assert.deepEqual(faults, []);
});

test(`After ${STEPS} steps with all views open the page is as large as after a tenth of them`, {
  timeout: PATIENCE_MS,
}, async () => {
  const { page, faults, size, cpu } = await visit(
    `v=1&batchSize=4&model.embeddingDim=4&model.hiddenDim=4&page.speed=full&page.workers=1&page.stopAt=${STEPS / 10}`,
  );
  await openAllViews(page);
  /** Milliseconds of the page's thread for each of a few steps, taken one by one. */
  const costOfSteps = async () => {
    const [before, count] = [await cpu(), 20];
    await stepBy(page, count);
    return (1000 * ((await cpu()) - before)) / count;
  };
  /** @type {Record<string, Size>} */
  const sizes = {};
  const costs = [];
  for (const to of [STEPS / 10, STEPS]) {
    await page.locator("#open-settings").click();
    await page.locator('[id="setting-page.stopAt"]').fill(String(to));
    await page.locator('[id="setting-page.stopAt"]').press("Tab");
    await page.locator("#settings-done").click();
    await run(page);
    await reach(page, to, PATIENCE_MS);
    await stopped(page);
    sizes[`step ${to}`] = await size();
    costs.push(await costOfSteps());
  }
  tell("Steps with all views", sizes);
  console.log(`One step and its drawing, CPU time of the page's thread: ${costs.map((cost) => `${cost.toFixed(1)} ms`).join(", then ")}`);
  const [early, late] = Object.values(sizes);
  // The curves' numbers stay: two dozen of them for each step.
  const kept = (STEPS * 24 * 16) / 1e6;
  assertFlat(early, { ...late, heap: late.heap - kept, wasm: late.wasm - kept });
  assert.deepEqual(faults, []);
});
