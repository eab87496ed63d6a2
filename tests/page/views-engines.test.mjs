// Every view in all three engines: what it says is the same text to the last digit, the main numbers are those of the same run made in Node,
// its pictures are not blank, and it obeys the keyboard.
import assert from "node:assert/strict";
import { Key } from "selenium-webdriver";
import { settings } from "../../pkg/node/tripletscope.js";
import { numberOf } from "../support/browser.mjs";
import { drawn, find, inEachEngine, open, stepFrom, text, until } from "../support/driven.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("selenium-webdriver").Driver} Driver */
/** What is chosen, drawn and said in a section. @typedef {Record<string, string[]>} Said */

const SIZE = 8;
const STEPS = 2;
const PARTS = 10;
const MARGIN = 0.25;
const VIEWS = settings().filter(({ key }) => key.startsWith("view."));
const LINK = `v=1&seed=7&batchSize=${SIZE}&loss=both&page.workers=1&${VIEWS.map(({ key }) => `${key}=true`).join("&")}`;
const QUESTIONS = /** @type {const} */ (["How do I learn to swim?", "What is the best way to learn swimming?"]);

/** All texts, spoken names, values of what can be seen and formulas' elements of each section, in their order. @param {Driver} driver @returns {Promise<Said>} */
const everything = (driver) =>
  driver.executeScript(() => {
    /** @type {Said} */
    const said = {};
    for (const section of document.querySelectorAll("main section")) {
      const found = [];
      // What is only heard is said a moment after the rest; tests/page/spoken.test.mjs listens to it. A tip is where an engine's pointer happens to be.
      const nodes = document.createTreeWalker(section, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
        node instanceof Element && node.matches(".visually-hidden[role=status], .tip") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
      );
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        if (!(node instanceof Element)) found.push(node.nodeValue ?? "");
        else if (node.closest("math")) found.push(`<${node.localName}>`);
        else if (node.hasAttribute("aria-label")) found.push(node.getAttribute("aria-label") ?? "");
        else if (node instanceof HTMLInputElement && node.getClientRects().length > 0) found.push(`${node.value} ${node.checked}`);
      }
      said[section.id] = found;
    }
    return said;
  });

/** The pictures that hold one colour only, or are not there. @param {Driver} driver @returns {Promise<{drawn: number, blank: string[]}>} */
const pictures = (driver) =>
  driver.executeScript(() => {
    const all = [...document.querySelectorAll("canvas")].filter((canvas) => canvas.getClientRects().length > 0);
    const isBlank = (/** @type {HTMLCanvasElement} */ canvas) => {
      const context = canvas.getContext("2d");
      if (!context || canvas.width * canvas.height === 0) return true;
      const colours = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      return colours.every((colour) => colour === colours[0]);
    };
    const name = (/** @type {Element} */ canvas) => `${canvas.closest("section")?.id}: ${canvas.getAttribute("aria-label")}`;
    return { drawn: all.length, blank: all.filter(isBlank).map(name) };
  });

/** Each part of the slow step, step by step with the arrow key. @param {Driver} driver */
async function slowParts(driver) {
  const parts = [];
  const slider = await find(driver, "#slow-part");
  for (let part = 1; part <= PARTS; part++) {
    if (part > 1) await slider.sendKeys(Key.ARROW_RIGHT);
    await until(driver, "#slow label", new RegExp(`^${part} of ${PARTS}`));
    parts.push((await everything(driver)).slow);
  }
  return parts;
}

/** What the keyboard does in each view. @param {Driver} driver */
async function byKeyboard(driver) {
  await (await find(driver, "[role=grid]")).sendKeys(Key.ARROW_DOWN, Key.ARROW_RIGHT, Key.ARROW_RIGHT);
  // What is read out of the matrix is kept in step only while the focus is there.
  await drawn(driver);
  await (await find(driver, "#threshold")).sendKeys(Key.ARROW_LEFT, Key.ARROW_LEFT);
  await (await find(driver, "input[name=notation]")).sendKeys(Key.ARROW_RIGHT);
  await (await find(driver, "#sandbox table.sandbox input")).sendKeys(Key.ARROW_UP);
  await (await find(driver, "#plane canvas")).sendKeys(Key.ARROW_RIGHT);
  await (await find(driver, "#ask-1")).sendKeys(QUESTIONS[0]);
  await (await find(driver, "#ask-2")).sendKeys(QUESTIONS[1], Key.ENTER);
  await until(driver, "#ask [role=status]", /[0-9]/);
  return everything(driver);
}

/** @param {Driver} driver @param {string} url */
async function scenario(driver, url) {
  await open(driver, `${url}#${LINK}`);
  await stepFrom(driver, 0, STEPS);
  await until(driver, "#slow [data-id=about]", new RegExp(`after step ${STEPS}\\.`));
  const [said, slow] = [await everything(driver), await slowParts(driver)];
  const { drawn: count, blank } = await pictures(driver);
  const numbers = await shown(driver);
  const keyed = await byKeyboard(driver);
  await drawn(driver);
  return { said, slow, count, blank, numbers, keyed, asked: await text(driver, "#ask [data-id=cosine]") };
}

/** Where each of the main numbers stands: in which element, and after which words. @type {Record<string, [selector: string, pattern: RegExp]>} */
const PLACES = {
  loss: ["#batch-words", /batch shown is ([0-9.]+[0-9])/],
  positive: ["#cell [data-id=row-positive]", /(.*)/],
  gradient: ["#cell [data-id=gradient]", /(.*)/],
  auc: ["#scores [data-id=auc]", /curve ([0-9.]+[0-9])/],
  collapse: ["#embeddings [data-id=collapse]", /(.*)/],
  plane: ["#plane [data-id=chosen]", /Pair 1: p (−?[0-9.]+[0-9])/],
  total: ["#split [data-id=total-sum]", /([0-9.]+[0-9])/],
  sandbox: ["#sandbox [data-id=loss]", /(.*)/],
};

/** @param {Driver} driver */
async function shown(driver) {
  /** @type {Record<string, number>} */
  const found = {};
  for (const [name, [selector, pattern]] of Object.entries(PLACES)) {
    const said = await text(driver, selector);
    const number = pattern.exec(said)?.[1];
    assert.ok(number, `no ${name} in ${selector}: ${said}`);
    found[name] = numberOf(number);
  }
  return found;
}

const mean = (/** @type {number[]} */ list) => list.reduce((sum, x) => sum + x, 0) / list.length;

/** What the loss "both" makes of S: mean and closest negative along rows and columns, with half the weight each. @param {ArrayLike<number>} s @param {number} size */
function lossOf(s, size) {
  const pairs = Array.from({ length: size }, (_, k) => k);
  const cost = (/** @type {number} */ i, /** @type {(k: number) => number} */ at) => {
    const others = pairs.filter((k) => k !== i).map(at);
    return [mean(others), Math.max(...others)].reduce((sum, n) => sum + Math.max(0, MARGIN - at(i) + n) / 2, 0);
  };
  return mean(pairs.map((i) => cost(i, (k) => s[i * size + k]) + cost(i, (k) => s[k * size + i])));
}

/** Its derivative in each cell, by central differences. @param {ArrayLike<number>} s */
const gradientOf = (s) =>
  Array.from(s, (_, k) => {
    const moved = (/** @type {number} */ by) =>
      lossOf(
        Array.from(s, (x, l) => (l === k ? x + by : x)),
        SIZE,
      );
    return (moved(1e-6) - moved(-1e-6)) / 2e-6;
  });

/** The share of pairs of a duplicate and another held-out pair in which the duplicate has the higher cosine. @param {ReturnType<typeof sameRun>} trainer */
function areaUnder(trainer) {
  const { evaluation, scores } = trainer.evaluateScored();
  const [duplicates, others] = [scores.subarray(0, evaluation.duplicates), scores.subarray(evaluation.duplicates)];
  return mean(Array.from(duplicates, (a) => mean(Array.from(others, (b) => (a > b ? 1 : a === b ? 0.5 : 0)))));
}

/** The same numbers, made here of what the package says of the same run. */
function madeHere() {
  const trainer = sameRun(LINK, STEPS);
  const [s, vectors] = [trainer.similarity(), trainer.vectors()];
  const width = vectors.length / (2 * SIZE);
  const middle = Array.from({ length: width }, (_, h) => mean(Array.from({ length: 2 * SIZE }, (_, k) => vectors[k * width + h])));
  const gradient = gradientOf(s);
  return {
    loss: lossOf(s, SIZE),
    positive: s[0],
    gradient: gradient[0],
    // The held-out pairs are measured before the first step and then only every 25 steps.
    auc: areaUnder(sameRun(LINK, 0)),
    collapse: middle.reduce((sum, x) => sum + x * x, 0),
    plane: s[0],
    total: gradient.reduce((sum, g) => sum + Math.abs(g), 0),
    sandbox: lossOf([0.9, 0, 0.68, 0.95], 2),
    asked: trainer.predict(...QUESTIONS),
    // The same pair with the weights after the step.
    slow: trainer.predict(trainer.batchTexts().left[0], trainer.batchTexts().right[0]),
  };
}

inEachEngine("every view says what it says in every engine, draws, and obeys the keyboard", scenario, ({ said, slow, numbers, keyed, ...rest }) => {
  const cosine = slow.flat().find((sentence) => sentence.startsWith("v₁ · v₂ = ")) ?? "";
  const all = { ...numbers, asked: numberOf(rest.asked), slow: numberOf(/= (−?[0-9.]+[0-9])/.exec(cosine)?.[1] ?? "") };
  for (const [name, made] of Object.entries(madeHere())) {
    const shown = all[/** @type {keyof typeof all} */ (name)];
    assert.ok(Math.abs(shown - made) <= 0.000501, `${name} is shown as ${shown}, but it is ${made}`);
  }
  assert.deepEqual(rest.blank, []);
  assert.ok(rest.count >= 10, `${rest.count} pictures`);
  const ids = VIEWS.map(({ key }) => key.slice("view.".length)).filter((id) => id in said);
  assert.ok(ids.length >= 11, `${ids}`);
  for (const id of ids) {
    assert.ok(said[id].join("").length > 50, `${id} says ${said[id]}`);
  }
  assert.equal(new Set(slow.map((part) => part.join())).size, PARTS);
  for (const id of ["cell", "scores", "formula", "sandbox", "plane", "ask"]) assert.notDeepEqual(keyed[id], said[id], `${id} obeys the keyboard`);
});
