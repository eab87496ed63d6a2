// How long Pause takes to act: from the press until no further step comes, while the page trains and measures, on built-in questions and on a made file in Quora's format.
import { measure } from "./numbers.mjs";
import { openPage, SETTINGS } from "./throughput.mjs";

/** @typedef {import("selenium-webdriver").Driver} Driver */
/** @typedef {{driver: Driver, result: import("./numbers.mjs").EngineResult}} Started */

const PRESSES = 10;
const ROWS = 77_000;

/** In the page: drops a made file of so many rows, and opens it as it is. */
const OPEN_MADE = `const [rows, done] = arguments;
  const until = async (holds) => { while (!holds()) await new Promise((resolve) => setTimeout(resolve, 50)); };
  (async () => {
    const { quora } = await import("/tools/bench/made.js");
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([...quora(rows, 7)], "made.csv"));
    document.querySelector("main").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    await until(() => document.querySelector("#pairs-open:enabled"));
    document.querySelector("#pairs-open").click();
    await until(() => document.querySelector("#data-words").textContent.startsWith("made.csv") && !document.querySelector("#run").disabled);
  })().then(done, (error) => done(String(error)));`;

/** In the page: runs for a while and pauses, so many times; gives back the milliseconds from each press to the last step that still came. */
const PRESS = `const [presses, done] = arguments;
  const [run, time] = ["#run", "#time"].map((id) => document.querySelector(id));
  (async () => {
    const found = [];
    for (let k = 0; k < presses; k++) {
      run.click();
      await new Promise((resolve) => setTimeout(resolve, 1500 + ((137 * k) % 500)));
      const start = performance.now();
      run.click();
      let [last, step] = [start, time.valueAsNumber];
      while (performance.now() < start + 2000) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        if (time.valueAsNumber !== step) [last, step] = [performance.now(), time.valueAsNumber];
      }
      found.push(last - start);
    }
    done(found);
  })();`;

/** Opens a made file of so many rows on the page. @param {Driver} driver @param {number} rows */
export async function openMade(driver, rows) {
  const failed = await driver.executeAsyncScript(OPEN_MADE, rows);
  if (failed) throw new Error(failed);
}

/** @param {Driver} driver @param {string} address @param {number} rows of a file, or 0 for the built-in questions @returns {Promise<number[]>} */
async function pauses(driver, address, rows) {
  await openPage(driver, address);
  if (rows > 0) await openMade(driver, rows);
  return driver.executeAsyncScript(PRESS, PRESSES);
}

/** @param {Started[]} started @param {string} url */
export async function pause(started, url) {
  for (const { driver, result } of started) {
    for (const [name, { link }] of Object.entries(SETTINGS))
      result.measures[`Pause, ${name}`] = measure(await pauses(driver, `${url}#${link}`, 0), "ms");
    result.measures[`Pause, ${ROWS} rows`] = measure(await pauses(driver, `${url}#v=1`, ROWS), "ms");
  }
}
