// axe in all three engines, in the light and in the dark: the first minute, the lab and its views, a lesson, the dialogs, teacher mode.
import assert from "node:assert/strict";
import { violationsIn } from "../support/axe.mjs";
import { click, drawn, find, inEachEngine, open, stepFrom, until } from "../support/driven.mjs";

/** @typedef {import("selenium-webdriver").Driver} Driver */

const LAB = "#v=1&batchSize=8&page.stopAt=0&view.map=true&view.verdict=true&view.mistakes=true&view.sandbox=true";
const PAIRS = ["a,b,label", ...Array.from({ length: 60 }, (_, k) => `How is thing ${k} made?,What makes thing ${k}?,1`)].join("\n");

/** Everything that comes or goes on the page has come or gone. @param {Driver} driver */
const settled = (driver) =>
  driver.executeAsyncScript((/** @type {(done?: unknown) => void} */ done) =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((each) => each.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished),
    ).then(() => done()),
  );

/** Looks at what is there, at an open dialog alone, and once more at the colours in the dark. @param {Driver} driver @param {string} state @param {Record<string, string[]>} found */
async function look(driver, state, found) {
  const within = (await driver.executeScript(() => document.querySelector("dialog[open]") !== null)) ? "dialog[open]" : undefined;
  for (const [theme, rules] of /** @type {const} */ ([["light"], ["dark", ["color-contrast"]]])) {
    await driver.executeScript((/** @type {string} */ wanted) => {
      const select = /** @type {HTMLSelectElement} */ (document.querySelector("#theme"));
      select.value = wanted;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }, theme);
    await drawn(driver);
    await settled(driver);
    found[`${state}, ${theme}`] = await violationsIn(driver, { within, rules: rules && [...rules] });
  }
}

/** Presses what may lie outside the window, as a script does. @param {Driver} driver @param {string} selector */
const press = (driver, selector) =>
  driver.executeScript((/** @type {string} */ wanted) => /** @type {HTMLElement} */ (document.querySelector(wanted)).click(), selector);

/** Waits until that can be seen. @param {Driver} driver @param {string} selector */
const there = (driver, selector) =>
  driver.wait(
    () => driver.executeScript((/** @type {string} */ wanted) => document.querySelector(wanted)?.checkVisibility() ?? false, selector),
    30_000,
  );

/** @typedef {(state: string) => Promise<void>} Look */

/** The four cards. @param {Driver} driver @param {string} url @param {Look} looked */
async function minute(driver, url, looked) {
  await driver.get("about:blank");
  await driver.get(`${url}#page.start=first-minute`);
  await there(driver, ".minute-card h2");
  await looked("first minute: along the rows");
  await click(driver, ".minute-buttons button:not([hidden], .quiet)");
  await looked("first minute: down the columns");
  await press(driver, ".minute-buttons > button:last-child");
  await looked("first minute: the guess");
  await click(driver, ".minute-choice");
  await until(driver, ".minute-step", /^Step [1-9]/);
  await looked("first minute: the race");
  await press(driver, ".minute-buttons button:not([hidden], .quiet)");
  await there(driver, ".minute-buttons .primary:enabled:not([hidden])");
  await press(driver, ".minute-buttons .primary:enabled:not([hidden])");
  await there(driver, ".minute-findings li");
  await looked("first minute: the answer");
}

/** The views that a person asks for. @param {Driver} driver @param {string} url @param {Look} looked */
async function asked(driver, url, looked) {
  await open(driver, url + LAB);
  await until(driver, "#map .note", /at step 0,/);
  await (await find(driver, "#map-search")).sendKeys("how");
  await there(driver, "#verdict [data-id=group]");
  await looked("lab: map, verdict, mistakes, sandbox");
  await press(driver, "[name=map-plane][value=neighbours]");
  await there(driver, "#map .map-progress:not(.waits)");
  await looked("lab: the map on its way to neighbours");
  await until(driver, "#map .note", /t-SNE/);
  await looked("lab: the map by neighbours");
}

/** The lab as it opens: its dialogs, and teacher mode. @param {Driver} driver @param {string} url @param {Look} looked */
async function lab(driver, url, looked) {
  await driver.get("about:blank");
  await open(driver, `${url}#v=1&batchSize=8`);
  await stepFrom(driver, 0, 2);
  await looked("lab");
  for (const [name, opener] of [
    ["the settings", "#open-settings"],
    ["the code to embed", "#open-embed"],
    ["the weights to save", "#save-weights"],
  ]) {
    await press(driver, opener);
    await there(driver, "dialog[open]");
    await looked(name);
    await driver.executeScript(() => /** @type {HTMLDialogElement} */ (document.querySelector("dialog[open]")).close());
  }
  await driver.executeScript((/** @type {string} */ content) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([content], "mine.csv"));
    document.querySelector("main")?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, PAIRS);
  await there(driver, "#pairs-open");
  await looked("a file that is opened");
  await press(driver, "#pairs-cancel");
  await press(driver, "#teach");
  await looked("teacher mode: the matrix");
  await press(driver, "#teacher-bar [data-id=next]");
  await press(driver, "#teacher-bar [data-id=next]");
  await looked("teacher mode: the curves");
  await driver.executeScript(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true })));
  await there(driver, "#keys");
  await looked("teacher mode: all keys");
}

/** A lesson with pictures, formulas and a question. @param {Driver} driver @param {string} url @param {Look} looked */
async function lesson(driver, url, looked) {
  await driver.get("about:blank");
  await open(driver, `${url}#v=1&lesson=other-sides`);
  await there(driver, "#lesson h2");
  await looked("a lesson");
  await press(driver, "input[name=quantity][value=left]");
  await there(driver, "#lesson .asked:enabled");
  await press(driver, "#lesson .asked:enabled input");
  await press(driver, "#lesson .asked > button");
  await press(driver, ".term");
  await looked("a lesson: answered, with what a word means");
}

/** @param {Driver} driver @param {string} url */
async function scenario(driver, url) {
  /** @type {Record<string, string[]>} */
  const found = {};
  const looked = (/** @type {string} */ state) => look(driver, state, found);
  for (const part of [asked, lab, minute, lesson]) await part(driver, url, looked);
  return found;
}

inEachEngine("axe finds nothing in any state of the first minute, the lab, a lesson, the dialogs and teacher mode", scenario, (found) => {
  assert.equal(Object.keys(found).length, 36);
  assert.deepEqual(
    Object.entries(found).filter(([, broken]) => broken.length > 0),
    [],
  );
});
