// What a person waits for: the steps that the page takes in a second, with reports, measuring and drawing, next to the same steps alone.
import { COUNT } from "./frames.mjs";
import { measure } from "./numbers.mjs";

/** @typedef {import("selenium-webdriver").Driver} Driver */
/** @typedef {{driver: Driver, result: import("./numbers.mjs").EngineResult}} Started */
/** @typedef {(link: string, steps: number) => Promise<{bare: number, step: number, sample: number}>} Alone milliseconds of each kind */

const TIMEOUT = 120_000;
const SECONDS = 8;
/** Steps alone take about as long. */
const ALONE_MS = 4000;

/** A run of the course's size. */
const COURSE = "v=1&batchSize=256&model.embeddingDim=128&model.hiddenDim=128&model.pooling=mean";

/** Of the first steps that are shared some are taken alone, to compare. However many workers there are, the same steps are counted: later ones take less. */
const COMPARED = { from: 60, to: 108 };

/** @type {Record<string, {link: string, about: number, from?: number, to?: number}>} `about` so many milliseconds a step; which steps are counted on the page */
export const SETTINGS = {
  "B 32, D 32": { link: "v=1", about: 4 },
  "B 256, D 32": { link: "v=1&batchSize=256", about: 40 },
  "B 64, D 64, mean": { link: "v=1&batchSize=64&model.embeddingDim=64&model.hiddenDim=64&model.pooling=mean", about: 40 },
  "B 256, D 128, mean": { link: COURSE, about: 600, ...COMPARED },
  "B 256, D 128, mean, one worker": { link: `${COURSE}&page.workers=1`, about: 600, ...COMPARED },
  "B 32, D 32, two runs": { link: "v=1&run=loss=both", about: 4 },
};

/** Opens the page anew, and waits until it can be run. @param {Driver} driver @param {string} address */
export async function openPage(driver, address) {
  await driver.get("about:blank");
  await driver.get(address);
  await driver.wait(() => driver.executeScript("return !document.querySelector('#run').disabled"), TIMEOUT, "The page does not come up");
}

/** @param {Driver} driver @param {string} address @param {number} seconds @param {{from?: number, to?: number}} steps that count @returns {Promise<number>} */
async function onPage(driver, address, seconds, { from = 1, to }) {
  await openPage(driver, address);
  await driver.executeScript("document.querySelector('#run').click()");
  const isThere = () => driver.executeScript("return document.querySelector('#time').valueAsNumber >= arguments[0]", from);
  await driver.wait(isThere, TIMEOUT, `The run does not come to step ${from}`);
  return driver.executeAsyncScript(COUNT, seconds, to);
}

/** In each round every engine takes the steps of each setting alone and on the page.
 * @param {Started[]} started @param {string} url @param {(driver: Driver) => Promise<Alone>} opened a page on which steps are taken alone
 * @param {{rounds?: number, seconds?: number, settings?: string[]}} [how] */
export async function throughput(started, url, opened, { rounds = 3, seconds = SECONDS, settings = Object.keys(SETTINGS) } = {}) {
  for (const { driver, result } of started)
    for (const name of settings) {
      const { link, about, ...steps } = SETTINGS[name];
      /** @type {Record<"page" | "step" | "bare" | "share", number[]>} */
      const found = { page: [], step: [], bare: [], share: [] };
      for (let round = 0; round < rounds; round++) {
        const alone = await (await opened(driver))(link, Math.ceil(ALONE_MS / about));
        found.bare.push(1000 / alone.bare);
        found.step.push(1000 / alone.step);
        found.share.push((100 * alone.sample) / (alone.sample + 25 * alone.step));
        found.page.push(await onPage(driver, `${url}#${link}`, seconds, steps));
      }
      result.measures[`${name}: bare step`] = measure(found.bare, "steps/s");
      result.measures[`${name}: step with its report`] = measure(found.step, "steps/s");
      result.measures[`${name}: on the page`] = measure(found.page, "steps/s");
      result.measures[`${name}: measuring every 25 steps`] = measure(found.share, "% of the time");
    }
}
