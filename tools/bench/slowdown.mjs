// What open views cost the training: steps a second with 256 pairs, against those of the page without any view.
import { serve } from "../serve.mjs";
import { ALL, COUNT, DEFAULT, FURTHER, training } from "./frames.mjs";
import { measure } from "./numbers.mjs";

/** @typedef {import("selenium-webdriver").Driver} Driver */
/** @typedef {{driver: Driver, result: import("./numbers.mjs").EngineResult}} Started */

const ROUNDS = 3;
const SECONDS = 5;
/** What is open in each of the trainings that are compared: the default views, one more with them, all. @type {Record<string, readonly string[]>} */
const OPEN = {
  "default views": DEFAULT,
  ...Object.fromEntries(FURTHER.map((id) => [`default views and ${id}`, [...DEFAULT, id]])),
  "all views": ALL,
};

/** @param {Driver} driver @param {string} url @param {readonly string[]} open @returns {Promise<number>} */
const rate = (driver, url, open) => training(driver, url, open, () => driver.executeAsyncScript(COUNT, SECONDS, undefined));

/** In each round every engine trains with nothing drawn and with each set of views. @param {Started[]} started @param {string} url */
export async function slowdown(started, url) {
  const bare = await serve(0, { folders: ["tools/bench/"], instead: { "/www/views/index.js": "/tools/bench/no-views.js" } });
  try {
    for (const { driver, result } of started) {
      /** @type {number[]} */
      const without = [];
      /** @type {Record<string, number[]>} */
      const kept = Object.fromEntries(Object.keys(OPEN).map((name) => [name, []]));
      for (let round = 0; round < ROUNDS; round++) {
        const alone = await rate(driver, bare.url, []);
        without.push(alone);
        for (const [name, open] of Object.entries(OPEN)) kept[name].push((100 * (await rate(driver, url, open))) / alone);
      }
      result.measures["training, nothing drawn"] = measure(without, "steps/s");
      for (const [name, shares] of Object.entries(kept)) result.measures[`training, ${name}`] = measure(shares, "% of these");
    }
  } finally {
    bare.close();
  }
}
