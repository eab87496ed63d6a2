// What a newcomer waits for, and the map that moves: the first minute from load to its answer, and frames of the map of 5,000 questions while it is zoomed.
import { quantile } from "./frames.mjs";
import { measure } from "./numbers.mjs";
import { openMade } from "./pause.mjs";
import { openPage } from "./throughput.mjs";

/** @typedef {import("selenium-webdriver").Driver} Driver */
/** @typedef {{driver: Driver, result: import("./numbers.mjs").EngineResult}} Started */

const ROUNDS = 3;
const SECONDS = 8;
const LATE_MS = 20;
/** A file whose held-out questions fill the map. */
const ROWS = 77_000;

/** In the page: presses through the four cards as soon as each can be left; gives back the milliseconds since the page was asked for. */
const WALK = `const done = arguments[0];
  const find = (selector) => document.querySelector(selector);
  const until = async (selector) => { while (!find(selector)) await new Promise(requestAnimationFrame); return find(selector); };
  (async () => {
    (await until(".minute-buttons .primary:not([hidden])")).click();
    find(".minute-buttons > button:last-child").click();
    (await until(".minute-choice")).click();
    await until(".minute-step");
    (await until(".minute-buttons .primary:enabled:not([hidden])")).click();
    await until(".minute-findings li");
  })().then(() => done(performance.now()), (error) => done(String(error)));`;

/** In the page: the map nearer and further at every frame; the intervals between frames, and what the page works in each. */
const ZOOM = `const [seconds, done] = arguments;
  const canvas = document.querySelector("#map canvas");
  canvas.scrollIntoView({ block: "center" });
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const at = { clientX: left + width / 2, clientY: top + height / 2, ctrlKey: true, bubbles: true, cancelable: true };
  const [intervals, drawing] = [[], []];
  let [begin, last] = [undefined, undefined];
  const look = (now) => {
    begin ??= now;
    if (last !== undefined) intervals.push(now - last);
    last = now;
    const start = performance.now();
    canvas.dispatchEvent(new WheelEvent("wheel", { ...at, deltaY: 24 * Math.sin((now - begin) / 500) }));
    drawing.push(performance.now() - start);
    if (now - begin < 1000 * seconds) requestAnimationFrame(look);
    else done({ intervals, drawing });
  };
  requestAnimationFrame(look);`;

/** @param {Started[]} started @param {string} url */
export async function minute(started, url) {
  for (const { driver, result } of started) {
    /** @type {number[]} */
    const found = [];
    for (let round = 0; round < ROUNDS; round++) {
      await driver.get("about:blank");
      await driver.get(`${url}#page.start=first-minute`);
      const ms = await driver.executeAsyncScript(WALK);
      if (typeof ms !== "number") throw new Error(String(ms));
      found.push(ms / 1000);
    }
    result.measures["load until the answer"] = measure(found, "s");
  }
}

/** @param {Started[]} started @param {string} url */
export async function map(started, url) {
  for (const { driver, result } of started) {
    await openPage(driver, `${url}#v=1&view.map=true`);
    await openMade(driver, ROWS);
    await driver.wait(() => driver.executeScript("return /^5,000 /.test(document.querySelector('#map .note')?.textContent ?? '')"), 60_000);
    /** @type {{intervals: number[], drawing: number[]}} */
    const { intervals, drawing } = await driver.executeAsyncScript(ZOOM, SECONDS);
    const late = intervals.filter((ms) => ms > LATE_MS).length / intervals.length;
    result.measures["frame, map of 5,000"] = measure(intervals, "ms", { p99: quantile(intervals, 0.99), shareOver20: late });
    result.measures["drawing, map of 5,000"] = measure(drawing, "ms", { p99: quantile(drawing, 0.99), max: Math.max(...drawing) });
  }
}
