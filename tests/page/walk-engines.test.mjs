// The walk over all controls in each engine: no error, no number that is not finite, and at the end a step is a step.
import assert from "node:assert/strict";
import { click, inEachEngine, open, text, until } from "../support/driven.mjs";
import { walk } from "../support/walk.js";

/** @typedef {import("selenium-webdriver").Driver} Driver */

const ACTIONS = Number(process.env.WALK_ACTIONS ?? 240);
const SEEDS = (process.env.WALK_SEEDS ?? "1 2 3").split(" ").map(Number);
/** An engine's driver waits for so long. */
const PATIENCE_MS = 600_000;

const rows = Array.from({ length: 400 }, (_, k) => `How is thing ${k} made?,What makes thing ${k}?,1`);
const files = { "mine.csv": ["a,b,label", ...rows].join("\n"), "broken.csv": "One\nTwo\n", "empty.csv": "" };

/** In the page: notes what goes wrong from now on; the window stays as wide as it is, and what would be saved is made but not written: WebKit's small browser
 * draws no frame any more once it has shown a download. */
function listen() {
  HTMLAnchorElement.prototype.click = function () {
    if (!this.download) HTMLElement.prototype.click.call(this);
  };
  const kept = Object.assign(globalThis, { wrong: /** @type {string[]} */ ([]), widen: () => {} });
  // That observers of sizes go on at the next frame is no fault.
  addEventListener("error", ({ message }) => void (/ResizeObserver/.test(message) || kept.wrong.push(message)));
  addEventListener("unhandledrejection", ({ reason }) => kept.wrong.push(String(reason)));
  addEventListener("securitypolicyviolation", ({ violatedDirective }) => kept.wrong.push(violatedDirective));
}

/** @param {Driver} driver @param {string} url */
async function scenario(driver, url) {
  const wrong = [];
  for (const seed of SEEDS) {
    await open(driver, `${url}?walk=${seed}#v=1&batchSize=8&page.stopAt=0`);
    await driver.manage().setTimeouts({ script: PATIENCE_MS });
    const given = { seed, actions: Math.ceil(ACTIONS / SEEDS.length), saved: "", files };
    const act = `const end = arguments[1]; (${listen})(); (${walk})(arguments[0]).then((done) => end([done, globalThis.wrong]), (error) => end([["wrong: " + error], []]));`;
    const [done, faults] = /** @type {[string[], string[]]} */ (await driver.executeAsyncScript(act, given));
    wrong.push(
      ...[...done.filter((line) => line.startsWith("wrong:")), ...faults].map(
        (fault) => `seed ${seed}: ${fault}, after ${done.slice(-8).join("; ")}`,
      ),
    );
    await open(driver, `${url}?again#v=1&batchSize=8`);
    await click(driver, "#step");
    await until(driver, "#batch-words", /^Step 1:/);
  }
  return { wrong, stands: await text(driver, "#batch-words") };
}

inEachEngine(`${ACTIONS} actions over all controls end without an error and without a number that is not finite`, scenario, ({ wrong, stands }) => {
  assert.deepEqual(wrong, []);
  assert.match(stands, /^Step 1:/);
});
