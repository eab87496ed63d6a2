// The page in any of the three engines: opened, stepped, and compared with what the first of them said.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { By } from "selenium-webdriver";
import { builtSite } from "../../tools/build/site.mjs";
import { serve } from "../../tools/serve.mjs";
import { engines, missingPrograms } from "../../tools/setup/engines.mjs";
import { inCI } from "../../tools/shell.mjs";
import { withEngine } from "./drivers.mjs";

/** @typedef {import("../../tools/setup/engines.mjs").EngineName} EngineName */
/** @typedef {import("selenium-webdriver").Driver} Driver */

const TIMEOUT = 30_000;

/** @param {Driver} driver @param {string} selector */
export const find = (driver, selector) => driver.findElement(By.css(selector));

/** @param {Driver} driver @param {string} selector */
export const click = async (driver, selector) => (await find(driver, selector)).click();

/** @param {Driver} driver @param {string} selector @returns {Promise<string>} */
export const text = (driver, selector) => driver.executeScript((wanted) => document.querySelector(wanted)?.textContent ?? "", selector);

/** @param {Driver} driver */
export const drawn = (driver) =>
  driver.executeAsyncScript((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))));

/** In the page: what an element says, what problem is told, whether it can be run, where the page is, and what has come when. @param {string} selector */
function stands(selector) {
  const texts = [selector, "#problem", "#data-words"].map((part) => document.querySelector(part)?.textContent);
  const came = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource")).map(
    ({ name, responseEnd }) => `${name.slice(-25)} ${Math.round(responseEnd)}`,
  );
  return [...texts, document.querySelector("#run:disabled") ? "cannot be run" : "", location.href, document.readyState, ...came].join(" | ");
}

/** Waits until an element says what is wanted. @param {Driver} driver @param {string} selector @param {RegExp} wanted */
export async function until(driver, selector, wanted) {
  await driver
    .wait(async () => wanted.test(await text(driver, selector)), TIMEOUT)
    .catch(async () => assert.fail(`${selector} does not say ${wanted}: ${await driver.executeScript(stands, selector)}`));
  await drawn(driver);
}

/** Opens the page and waits for its first batch. @param {Driver} driver @param {string} address */
export async function open(driver, address) {
  await driver.manage().setTimeouts({ script: TIMEOUT, pageLoad: TIMEOUT });
  await driver.get(address);
  await until(driver, "#batch-words", /^Before the first step:/);
  await until(driver, "#held-out-words", /, all [0-9,]+ pairs:/);
  // The switches of the loss lie folded away at first.
  await driver.executeScript(() => document.querySelector("#fine-tune")?.setAttribute("open", ""));
}

/** @param {Driver} driver @param {number} from @param {number} to */
export async function stepFrom(driver, from, to) {
  for (let step = from + 1; step <= to; step++) {
    await click(driver, "#step");
    await until(driver, "#batch-words", new RegExp(`^Step ${step}:`));
  }
}

/**
 * A test in each engine that is there: the scenario goes through the page and gives what it said, which must be the same in all of them.
 * @template T
 * @param {string} title
 * @param {(driver: Driver, url: string) => Promise<T>} scenario
 * @param {(said: T) => void} check
 */
export function inEachEngine(title, scenario, check) {
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let server;
  before(async () => {
    server = await serve(0, { base: await builtSite() });
  });
  after(() => server?.close());
  /** @type {T | undefined} */
  let reference;
  for (const name of /** @type {EngineName[]} */ (Object.keys(engines()))) {
    const engine = engines()[name];
    const missing = missingPrograms(engine);
    const skip = missing.length > 0 && !inCI ? `there is no ${missing.join(", ")}` : false;
    test(`In ${engine.title} ${title}`, { skip }, async () => {
      assert.deepEqual(missing, []);
      const said = await withEngine(name, (driver) => scenario(driver, server.url));
      check(said);
      reference ??= said;
      assert.deepEqual(said, reference);
    });
  }
}
