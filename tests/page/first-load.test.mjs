// What a first visit fetches, as it travels; and that the rest comes when something is asked for, and not before.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { batchSays, startBrowser, stepBy, stepShown } from "../support/browser.mjs";

/** In kB of 1000 bytes, with brotli: all that is fetched before a person does anything, and the part of the core in it. */
const [LOAD, CORE] = [400, 300];
/** As long as nothing else comes for so long, all is there. */
const REST_MS = 1500;
const [FIRST, REST] = ["pkg/web/tripletscope_first.wasm", "pkg/web/tripletscope_rest.wasm"];

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** The files that have been fetched so far. */
const fetched = () => [...new Set(chromium.served)].map((file) => ({ name: path.relative(chromium.folder, file).replaceAll(path.sep, "/"), file }));
const names = () => fetched().map(({ name }) => name);
/** @param {string} file */
const travels = (file) => brotliCompressSync(readFileSync(file)).length / 1000;

for (const [title, link, minute] of /** @type {const} */ ([
  ["with the first minute", "", true],
  ["in the lab", "v=1", false],
]))
  test(`A first visit ${title} fetches at most ${LOAD} kB, and of the core at most ${CORE}`, { timeout: 60_000 }, async () => {
    chromium.served.length = 0;
    const { page, faults } = await chromium.visit(link, { minute });
    await page.waitForTimeout(REST_MS);
    const sizes = fetched().map(({ name, file }) => ({ name, size: travels(file) }));
    const sum = sizes.reduce((all, { size }) => all + size, 0);
    assert.ok(names().includes(FIRST), "the core is fetched");
    assert.ok(!names().includes(REST), "and its rest is not");
    assert.ok(sum <= LOAD, `${sum.toFixed(1)} kB: ${sizes.map(({ name, size }) => `${name} ${size.toFixed(1)}`).join(", ")}`);
    assert.ok(travels(path.join(chromium.folder, FIRST)) <= CORE, "the core");
    assert.deepEqual(faults, []);
    await page.context().close();
  });

test("The way back fetches the rest, which then is there for the worker; the map has it for the page", { timeout: 60_000 }, async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  await stepBy(page, 2);
  await page.locator("#back").click();
  await batchSays(page, "Step 1");
  assert.ok(names().includes(REST));
  await page.locator("#view-bar button:text-is('Map')").click();
  await page.waitForFunction(() => /in the plane/.test(document.querySelector("#map .note")?.textContent ?? ""));
  assert.deepEqual(faults, []);
  await page.context().close();
});

test("Where the rest does not come, what needs it says so, and the run goes on", { timeout: 60_000 }, async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await page.context().route(`**/${REST}`, (route) => route.abort());
  await stepBy(page, 2);
  await page.locator("#back").click();
  await page.locator("#problem:has-text('A part of the page could not be loaded')").waitFor();
  assert.equal(await stepShown(page), 2);
  await stepBy(page, 1);
  await page.context().unroute(`**/${REST}`);
  await page.locator("#back").click();
  await batchSays(page, "Step 2");
  await page.context().close();
});
