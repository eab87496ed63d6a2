// Hosts of the element, opened in Chromium: what tests of it share.
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { embed } from "../../tools/build/embed.mjs";
import { programOf } from "../../tools/setup/engines.mjs";
import { FLAGS } from "./browser.mjs";
import { page as hostPage, open } from "./hosts.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */
/** The element as tests see it. @typedef {HTMLElement & Record<string, any>} Scope */
/** @typedef {{event: string, detail: unknown}} Heard */

export const SMALL = 'batch-size="8" seed="7"';
export const LINK = "v=1&seed=7&batchSize=8";
export const SCRIPT = '<script type="module" src="/element.js"></script>';

/** @type {import("playwright-core").Browser} */
let browser;
/** Builds what hosts embed, and starts the browser, before a file's tests; ends it after them. */
export function withElement() {
  before(async () => {
    await embed();
    browser = await chromium.launch({ executablePath: programOf("chrome", "shell"), args: FLAGS });
  });
  after(() => browser?.close());
}

/** Opens a host of its own in a fresh profile. @param {import("./hosts.mjs").Host | string} host or what stands in its body @param {(page: Page, faults: string[]) => Promise<void>} act
 * @param {import("playwright-core").BrowserContextOptions} [options] */
export async function within(host, act, options = {}) {
  const site = await open(typeof host === "string" ? { files: { "/": { body: () => hostPage(host) } } } : host);
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  await context.addInitScript(hear);
  try {
    await page.goto(site.url);
    await act(page, faults);
  } finally {
    await context.close();
    site.close();
  }
}

/** In the page: keeps what elements say. */
function hear() {
  const heard = /** @type {{heard: Heard[]}} */ (/** @type {unknown} */ (globalThis));
  heard.heard = [];
  for (const event of ["ready", "step", "change", "answer", "complete", "error"])
    document.addEventListener(event, (said) => {
      if (said instanceof CustomEvent) heard.heard.push({ event, detail: said.detail });
    });
}

/** @param {Page} page @returns {Promise<Heard[]>} */
export const heard = (page) => page.evaluate("globalThis.heard");
/** Where it stands is told a little later than what went wrong. @param {Page} page */
export const lastError = async (page) => (await heard(page)).findLast(({ event }) => event === "error");
export const scopeOf = (/** @type {Page} */ page, nth = 0) => page.locator("triplet-scope").nth(nth);

/** Waits for the first batch. @param {Locator} scope */
export async function begun(scope) {
  await scope.evaluate(async (/** @type {Scope} */ element) => {
    while (!(element.getState()?.batchSize > 0)) await new Promise((done) => setTimeout(done, 20));
  });
}

/** Steps until that step. @param {Locator} scope @param {number} to */
export const stepTo = (scope, to) =>
  scope.evaluate(async (/** @type {Scope} */ element, wanted) => {
    for (let step = element.getState().step + 1; step <= wanted; step++) {
      element.step();
      while (element.getState().step !== step) await new Promise((done) => setTimeout(done, 10));
    }
  }, to);

/** @param {Locator} scope @returns {Promise<any>} */
export const stateOf = (scope) => scope.evaluate((/** @type {Scope} */ element) => element.toJSON());
