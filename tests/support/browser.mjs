// The page in Chromium: served under its strict policy, opened, and driven by what a person sees and presses.
import assert from "node:assert/strict";
import { afterEach, beforeEach } from "node:test";
import { chromium } from "playwright-core";
import { builtSite } from "../../tools/build/site.mjs";
import { serve } from "../../tools/serve.mjs";
import { programOf } from "../../tools/setup/engines.mjs";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").BrowserContextOptions} Options */
/** What a page is opened with: `minute` lets one without settings in its link begin with the first minute, `folded` leaves the loss's switches folded away,
 * and a machine may be so many times as slow. @typedef {Options & {minute?: boolean, folded?: boolean, slower?: number}} Opening */
/** @typedef {{page: Page, faults: string[], elsewhere: string[]}} Visit */
/** @typedef {{similarity: string, "row-positive": string, "column-positive": string, "row-cost": string, "column-cost": string, gradient: string, "left-similarity"?: string, "right-similarity"?: string, "left-cost"?: string, "right-cost"?: string}} Cell */

export const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Links that would begin with the first minute. */
const WITHOUT_SETTINGS = ["", "v=1"];

/** What a test opens goes with it: a page that is left open goes on training beside the tests that follow.
 * @type {import("playwright-core").BrowserContext[]} */
const opened = [];
let depth = 0;
beforeEach(() => void depth++);
afterEach(async () => {
  depth--;
  if (depth === 0) await Promise.all(opened.splice(0).map((context) => context.close()));
});

/** The page's server and a browser; both end with `close`. */
export async function startBrowser() {
  const browser = await chromium.launch({ executablePath: programOf("chrome", "shell"), args: FLAGS });
  const folder = await builtSite();
  /** @type {string[]} every file that has been served */
  const served = [];
  const server = await serve(0, { base: folder, served: (file) => void served.push(file) });
  /** @param {string} [link] @param {Opening} [options] */
  const visit = (link, options) => openPage(browser, server.url, link, options);
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { visit, close, url: server.url, folder, served };
}

/**
 * Opens the page in a fresh profile and waits until a batch is shown. Faults are console errors, what a policy stops, and exceptions.
 * @param {Browser} browser
 * @param {string} url
 * @param {string} [link] what stands behind the # of the address
 * @param {Opening} [options]
 * @returns {Promise<Visit>}
 */
async function openPage(browser, url, link = "", { minute = false, folded = false, slower = 1, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  if (depth > 0) opened.push(context);
  const page = await context.newPage();
  if (slower > 1) await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: slower });
  /** @type {string[]} */
  const faults = [];
  /** @type {string[]} */
  const elsewhere = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("requestfailed", (request) => faults.push(`${request.url()}: ${request.failure()?.errorText}`));
  // A page that another has taken the place of waits for nothing any more.
  page.on("domcontentloaded", () => faults.splice(0, faults.length, ...faults.filter((fault) => !fault.endsWith(" net::ERR_ABORTED"))));
  context.on("request", (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) elsewhere.push(request.url());
  });
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`stopped by the policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  const address = minute || !WITHOUT_SETTINGS.includes(link) ? link : "v=1&page.start=lab";
  await page.goto(url + (address ? `#${address}` : ""));
  await ready(page);
  if (!folded) await openFineTune(page);
  return { page, faults, elsewhere };
}

/** The switches of the loss lie folded away at first. @param {Page} page */
const openFineTune = (page) => page.evaluate(() => document.querySelector("#fine-tune")?.setAttribute("open", ""));

/** Waits until a batch is shown, in all views that are open: some come later. @param {Page} page */
export async function ready(page) {
  await page.waitForFunction(() => /[0-9]/.test(document.querySelector("#batch-words")?.textContent ?? ""), undefined, { timeout: 20_000 });
  await allThere(page);
  await drawn(page);
}

/** Waits until what has just been done is drawn. @param {Page} page */
export const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))));

/** How long what follows from an action may take on a busy machine. */
const PATIENCE_MS = 15_000;

/** Looks again until it holds: what follows from an action may come a moment later. What does not come at all fails as it would at once.
 * @template T @param {() => Promise<T>} look */
export async function eventually(look) {
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Does what other runs begin with, and waits for the first of their batches: until it comes, the page shows that of the runs before.
 * @param {Page} page @param {() => Promise<unknown>} act */
export async function renewed(page, act) {
  const before = await text(page, "#batch-words");
  await act();
  await page.waitForFunction((was) => document.querySelector("#batch-words")?.textContent !== was, before);
  await drawn(page);
}

/** @param {Page} page @param {string} selector */
export const text = async (page, selector) => (await page.locator(selector).textContent()) ?? "";

/** Waits until what is said of the batch begins so. @param {Page | import("playwright-core").Frame} page @param {string} start */
export const batchSays = (page, start) =>
  page.waitForFunction((wanted) => document.querySelector("#batch-words")?.textContent?.startsWith(wanted), start);

/** What stands behind the address, as the page has it: the browser's own word of a change comes a moment later. @param {Page} page */
export const hashOf = (page) => page.evaluate(() => location.hash);

/** A number as the page writes it. @param {string} written */
export const numberOf = (written) => Number(written.replace("−", "-").replaceAll(",", ""));

/** All shares in a text, as parts of one. @param {string} sentence */
export const sharesIn = (sentence) => [...sentence.matchAll(/([0-9]+) %/g)].map((match) => Number(match[1]) / 100);

/** The step that the page is at. @param {Page} page */
export async function stepShown(page) {
  const sentence = await text(page, "#batch-words");
  return numberOf(/^Step ([0-9,]+)/.exec(sentence)?.[1] ?? "0");
}

/** The loss of the batch that is shown. @param {Page} page */
export async function lossShown(page) {
  const sentence = await text(page, "#batch-words");
  const found = /batch shown is ([0-9](?:[0-9.,e−-]*[0-9])?)/.exec(sentence);
  assert.ok(found, `no loss in: ${sentence}`);
  return numberOf(found[1]);
}

/** Waits until the page is at that step or, while it runs, beyond it. @param {Page} page @param {number} step @param {number} [timeout] */
export async function reach(page, step, timeout = 30_000) {
  await page.waitForFunction(
    (wanted) => {
      const shown = /^Step ([0-9,]+)/.exec(document.querySelector("#batch-words")?.textContent ?? "");
      return shown !== null && Number(shown[1].replaceAll(",", "")) >= wanted;
    },
    step,
    { timeout },
  );
  await drawn(page);
}

/** Presses Step that many times, one step after the other. @param {Page} page @param {number} count */
export async function stepBy(page, count) {
  const start = await stepShown(page);
  for (let k = 1; k <= count; k++) {
    await page.locator("#step").click();
    await reach(page, start + k);
    assert.equal(await stepShown(page), start + k);
  }
}

/** Presses Reset and waits for the start. @param {Page} page */
export async function reset(page) {
  await page.locator("#reset").click();
  await batchSays(page, "Before the first step");
  await drawn(page);
}

/** Waits until the run stands still: the step that was on its way when it was stopped still comes. @param {Page} page */
export async function stopped(page) {
  await page.waitForFunction(() => document.querySelector("#run")?.textContent === "Run");
  let before = -1;
  while (before !== (await stepShown(page))) {
    before = await stepShown(page);
    await page.waitForTimeout(150);
  }
}

/** Waits until all held-out pairs have been measured where the run stands. @param {Page} page */
export async function measuredAll(page) {
  await page.waitForFunction(() => {
    const button = document.querySelector("#numbers [data-id=measure-all]");
    return button instanceof HTMLElement && button.hidden;
  });
  await drawn(page);
}

/** Starts the run, and waits until it is under way or, where it is short, has been. @param {Page} page */
export async function run(page) {
  const stood = await text(page, "#batch-words");
  await page.locator("#run").click();
  await page.waitForFunction(
    (before) => document.querySelector("#run")?.textContent === "Pause" || document.querySelector("#batch-words")?.textContent !== before,
    stood,
  );
}

/** Runs to the step that the link stops at: the way there may be shorter than a look at the page. @param {Page} page @param {number} step */
export async function runTo(page, step) {
  await page.locator("#run").click();
  await reach(page, step);
  await stopped(page);
  await measuredAll(page);
}

/** Pauses the run and waits until it stands still. @param {Page} page */
export async function pause(page) {
  await page.locator("#run").click();
  await stopped(page);
  await measuredAll(page);
}

/** A row and a column as small digits, counted from 1. @param {number} i @param {number} j */
const name = (i, j) => `S${[i, j].map((k) => String(k + 1).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)])).join("‚")}`;

/** What the panel says about the selected cell. @param {Page} page @returns {Promise<Cell & {name: string, questions: string[]}>} */
export const cellShown = (page) =>
  page.evaluate(() => {
    const numbers = [...document.querySelectorAll("#cell dd")].map((dd) => [dd.getAttribute("data-id") ?? "", dd.textContent ?? ""]);
    const questions = [...document.querySelectorAll("#cell .cell-question")].map((p) => p.textContent ?? "");
    return { ...Object.fromEntries(numbers), name: document.querySelector("#cell dt")?.textContent ?? "", questions };
  });

/** So often is a matrix read again. */
const READINGS = 5;

/**
 * Walks the first cells of the matrix by keyboard and reads each off the page. A run that is put back takes the selection with it, and shows its own batch: then
 * what has been read is read again.
 * @param {Page} page
 * @param {number} size
 * @returns {Promise<Cell[][]>}
 */
export async function readMatrix(page, size) {
  for (let reading = 1; ; reading++) {
    const before = await text(page, "#batch-words");
    const cells = await walkMatrix(page, size);
    const wrong = cells.flatMap((row, i) => row.flatMap((cell, j) => (cell.name === name(i, j) ? [] : [`${cell.name} for ${name(i, j)}`])));
    const moved = (await text(page, "#batch-words")) !== before;
    if (wrong.length === 0 && !moved) return cells;
    assert.ok(reading < READINGS, moved ? "the batch changes while it is read" : `the selection is elsewhere: ${wrong}`);
  }
}

/** @param {Page} page @param {number} size @returns {Promise<(Cell & {name: string})[][]>} */
async function walkMatrix(page, size) {
  await page.locator("[role=grid]").focus();
  await page.keyboard.press("Control+Home");
  for (let k = 0; k < 5; k++) await page.keyboard.press("PageUp");
  const cells = [];
  for (let i = 0; i < size; i++) {
    if (i > 0) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
    const row = [];
    for (let j = 0; j < size; j++) {
      if (j > 0) await page.keyboard.press("ArrowRight");
      await drawn(page);
      row.push(await cellShown(page));
    }
    cells.push(row);
  }
  return cells;
}

/** All that the page says of where the run stands: sentences and the first cells. @param {Page} page @param {number} [size] */
export async function account(page, size = 3) {
  const matrix = await readMatrix(page, size);
  const sentences = await Promise.all(["#batch-words", "#direction-words"].map((selector) => text(page, selector)));
  return { sentences, matrix };
}

/** Waits until the views that come later are there. @param {Page} page */
async function allThere(page) {
  await drawn(page);
  await page.waitForFunction(() => !document.querySelector("section[aria-busy=true]"));
}

/** Opens all views, and waits until they are there. @param {Page} page */
export async function openAllViews(page) {
  await page.evaluate(() => {
    for (const button of document.querySelectorAll("#view-bar button[aria-pressed=false]")) /** @type {HTMLElement} */ (button).click();
  });
  await allThere(page);
  await drawn(page);
  assert.equal(await page.locator("#view-bar button[aria-pressed=false]").count(), 0);
}
