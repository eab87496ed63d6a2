// One small run in all three engines, each through its driver: what the page says must be the same text to the last digit.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { engines, missingPrograms } from "../../tools/engines.mjs";
import { serve } from "../../tools/serve.mjs";
import { inCI } from "../../tools/shell.mjs";
import { withEngine } from "./drivers.mjs";

/** @typedef {import("../../tools/engines.mjs").EngineName} EngineName */
/** @typedef {import("selenium-webdriver").Driver} Driver */

const LINK = "#v=1&seed=7&batchSize=8";
const TIMEOUT = 30_000;

/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
before(async () => {
  site = await serve(0);
});
after(() => site?.close());

/** @param {Driver} driver @param {string} selector */
const click = async (driver, selector) => (await driver.findElement(By.css(selector))).click();

/** @param {Driver} driver @param {string} selector @returns {Promise<string>} */
const text = (driver, selector) => driver.executeScript((wanted) => document.querySelector(wanted)?.textContent ?? "", selector);

/** @param {Driver} driver */
const drawn = (driver) => driver.executeAsyncScript((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));

/** @param {Driver} driver @param {string} start what the sentence about the batch begins with */
async function untilSaid(driver, start) {
  const problem = async () => `${await text(driver, "#batch-words")} ${await text(driver, "#problem")}`;
  await driver
    .wait(async () => (await text(driver, "#batch-words")).startsWith(start), TIMEOUT, `${start} is not said`)
    .catch(async (error) => assert.fail(`${error.message}: ${await problem()}`));
  await drawn(driver);
}

/** @param {Driver} driver @param {number} from @param {number} to */
async function stepFrom(driver, from, to) {
  for (let step = from + 1; step <= to; step++) {
    await click(driver, "#step");
    await untilSaid(driver, `Step ${step}:`);
  }
}

/** The sentences, and the panel of three cells that are walked to by keyboard. @param {Driver} driver */
async function account(driver) {
  const grid = await driver.findElement(By.css("[role=grid]"));
  const cells = [];
  for (const keys of [[], [Key.ARROW_RIGHT], [Key.ARROW_DOWN, Key.END]]) {
    if (keys.length > 0) await grid.sendKeys(...keys);
    await drawn(driver);
    cells.push(await text(driver, "#cell"));
  }
  await grid.sendKeys(Key.HOME, Key.ARROW_UP);
  await drawn(driver);
  const sentences = [];
  for (const selector of ["#batch-words", "#direction-words", "#held-out-words", "#problem"]) sentences.push(await text(driver, selector));
  return { sentences, cells };
}

/** @param {Driver} driver */
async function scenario(driver) {
  await driver.manage().setTimeouts({ script: TIMEOUT, pageLoad: TIMEOUT });
  await driver.get(site.url + LINK);
  await untilSaid(driver, "Before the first step:");
  const start = await account(driver);
  await stepFrom(driver, 0, 5);
  const rows = await account(driver);
  await click(driver, "#closest-columns");
  await drawn(driver);
  const turned = await account(driver);
  await stepFrom(driver, 5, 10);
  return { start, rows, turned, both: await account(driver) };
}

/** What Chrome said, which the others must say too. @type {Awaited<ReturnType<typeof scenario>> | undefined} */
let reference;

for (const name of /** @type {EngineName[]} */ (Object.keys(engines()))) {
  const { title } = engines()[name];
  const missing = missingPrograms(engines()[name]);
  const skip = missing.length > 0 && !inCI ? `there is no ${missing.join(", ")}` : false;
  test(`In ${title} the page takes ten steps with a switch turned in between, and says what it says in every engine`, { skip }, async () => {
    assert.deepEqual(missing, []);
    const said = await withEngine(name, scenario);
    assert.match(said.both.sentences[0], /^Step 10: the loss of the batch shown is [0-9.]+/);
    assert.notDeepEqual(said.turned.cells, said.rows.cells);
    assert.deepEqual(said.turned.sentences.slice(1), said.rows.sentences.slice(1));
    reference ??= said;
    assert.deepEqual(said, reference);
  });
}
