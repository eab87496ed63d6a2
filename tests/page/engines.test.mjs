// One small run in all three engines, each through its driver: what the page says must be the same text to the last digit.
import assert from "node:assert/strict";
import { Key } from "selenium-webdriver";
import { click, drawn, find, inEachEngine, open, stepFrom, text } from "../support/driven.mjs";

/** @typedef {import("selenium-webdriver").Driver} Driver */

const LINK = "#v=1&seed=7&batchSize=8";

/** The sentences, and the panel of three cells that are walked to by keyboard. @param {Driver} driver */
async function account(driver) {
  const grid = await find(driver, "[role=grid]");
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

/** @param {Driver} driver @param {string} url */
async function scenario(driver, url) {
  await open(driver, url + LINK);
  const start = await account(driver);
  await stepFrom(driver, 0, 5);
  const rows = await account(driver);
  await click(driver, "#closest-columns");
  await drawn(driver);
  const turned = await account(driver);
  await stepFrom(driver, 5, 10);
  return { start, rows, turned, both: await account(driver) };
}

inEachEngine("the page takes ten steps with a switch turned in between, and says what it says in every engine", scenario, (said) => {
  assert.match(said.both.sentences[0], /^Step 10: the loss of the batch shown is [0-9.]+/);
  assert.notDeepEqual(said.turned.cells, said.rows.cells);
  assert.deepEqual(said.turned.sentences.slice(1), said.rows.sentences.slice(1));
});
