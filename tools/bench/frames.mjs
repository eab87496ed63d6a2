// Frames of the page while it trains with 256 pairs: how long each takes, with the views of the lessons and with all views, while the pointer moves over the matrix.
import { measure } from "./numbers.mjs";

/** @typedef {import("selenium-webdriver").Driver} Driver */
/** @typedef {{intervals: number[], drawing: number[], steps: number, busy?: number}} Frames in milliseconds; `busy` is the main thread's time, where told */

const SIZE = 256;
const SECONDS = 12;
const LATE_MS = 20;
const TIMEOUT = 120_000;

/** What is open by itself, and what can be opened. */
export const DEFAULT = ["cell", "curves", "numbers"];
export const FURTHER = ["sandbox", "split", "plane", "scores", "mistakes", "embeddings", "formula", "slow", "ask"];
export const ALL = [...DEFAULT, ...FURTHER];
const SETS = { "views of the lessons": [...DEFAULT, "sandbox"], "all views": ALL };

/** Runs on the page: the intervals between animation frames, and what the page's own callbacks take in each of them. */
const COLLECT = `const [seconds, done] = arguments;
  const canvas = document.querySelector("canvas.matrix");
  const step = () => document.querySelector("#time").valueAsNumber;
  const next = window.requestAnimationFrame.bind(window);
  const [intervals, drawing] = [[], []];
  window.requestAnimationFrame = (draw) => next((now) => {
    const start = performance.now();
    draw(now);
    drawing.push(performance.now() - start);
  });
  const { left, top, width } = canvas.getBoundingClientRect();
  const first = step();
  let [begin, last] = [undefined, undefined];
  const look = (now) => {
    begin ??= now;
    if (last !== undefined) intervals.push(now - last);
    last = now;
    const at = (0.1 + 0.7 * Math.abs(Math.sin((now - begin) / 900)));
    canvas.dispatchEvent(new PointerEvent("pointermove", { clientX: left + at * width, clientY: top + at * at * width, bubbles: true }));
    if (now - begin < 1000 * seconds) next(look);
    else done({ intervals, drawing, steps: step() - first });
  };
  next(look);`;

/** Runs on the page: how many steps it takes in a second, from one picture to another, of which there may be two a second only; for so many seconds, or up to a step if
 * one is given. */
export const COUNT = `const [seconds, to, done] = arguments;
  const step = () => document.querySelector("#time").valueAsNumber;
  let [seen, first, start] = [step(), 0, undefined];
  const look = () => {
    const [now, at] = [performance.now(), step()];
    const isNew = at !== seen;
    seen = at;
    if (isNew && start === undefined) [first, start] = [at, now];
    else if (isNew && (to ? at >= to : now - start >= 1000 * seconds)) return done((1000 * (at - first)) / (now - start));
    requestAnimationFrame(look);
  };
  look();`;

/** @param {number[]} values @param {number} share */
export const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];

/** Opens the page with these views, lets it train, and looks at it; afterwards nothing goes on that would slow what is measured next.
 * @template T @param {Driver} driver @param {string} url @param {readonly string[]} open @param {() => Promise<T>} look @returns {Promise<T>} */
export async function training(driver, url, open, look) {
  await driver.manage().window().setRect({ width: 1440, height: 900 });
  const views = DEFAULT.filter((id) => !open.includes(id)).map((id) => `view.${id}=false`);
  await driver.get(`${url}#v=1&batchSize=${SIZE}&loss=both&${[...views, ...open.map((id) => `view.${id}=true`)].join("&")}`);
  await driver.wait(() => driver.executeScript("return !document.querySelector('#run').disabled"), TIMEOUT, "The page does not come up");
  await driver.executeScript("document.querySelector('#run').click()");
  const going = "return document.querySelector('#time').valueAsNumber > 0";
  await driver.wait(() => driver.executeScript(going), TIMEOUT, "The run does not begin");
  const seen = await look();
  await driver.get("about:blank");
  return seen;
}

/** @param {Driver} driver @returns {Promise<Frames>} */
async function collect(driver) {
  const before = await mainThread(driver);
  /** @type {Frames} */
  const found = await driver.executeAsyncScript(COLLECT, SECONDS);
  const after = await mainThread(driver);
  return { ...found, busy: before === undefined || after === undefined ? undefined : after - before };
}

/** What the page's own thread has worked, in its own milliseconds, however busy the machine is: only Chrome tells. @param {Driver} driver @returns {Promise<number | undefined>} */
async function mainThread(driver) {
  if (!driver.sendAndGetDevToolsCommand) return undefined;
  await driver.sendAndGetDevToolsCommand("Performance.enable", { timeDomain: "threadTicks" });
  const { metrics } = await driver.sendAndGetDevToolsCommand("Performance.getMetrics", {});
  return 1000 * metrics.find((/** @type {{name: string}} */ { name }) => name === "TaskDuration").value;
}

/** @param {{driver: Driver, result: import("./numbers.mjs").EngineResult}[]} started @param {string} url */
export async function frames(started, url) {
  for (const { driver, result } of started)
    for (const [name, open] of Object.entries(SETS)) {
      const { intervals, drawing, steps, busy } = await training(driver, url, open, () => collect(driver));
      const late = intervals.filter((ms) => ms > LATE_MS).length / intervals.length;
      const shares = (/** @type {number[]} */ values) => ({ p95: quantile(values, 0.95), p99: quantile(values, 0.99) });
      result.measures[`frame, ${name}`] = measure(intervals, "ms", { ...shares(intervals), shareOver20: late, steps });
      result.measures[`drawing, ${name}`] = measure(drawing, "ms", { ...shares(drawing), max: Math.max(...drawing) });
      if (busy !== undefined)
        result.measures[`main thread a frame, ${name}`] = measure([busy / intervals.length], "ms", { frames: intervals.length });
    }
}
