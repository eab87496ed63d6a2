// Steps that two and four workers share have the bits of steps taken alone in Node, in every engine.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serve } from "../../tools/serve.mjs";
import { engines, missingPrograms } from "../../tools/setup/engines.mjs";
import { inCI } from "../../tools/shell.mjs";
import { withEngine } from "../support/drivers.mjs";
import { sameRun } from "../support/same-run.mjs";
import { bitsOf } from "./replay/bits.js";

/** @typedef {import("../../tools/setup/engines.mjs").EngineName} EngineName */

/** Just large enough that a step goes back in four parts. */
const LINK = "v=1&batchSize=256&model.embeddingDim=192&model.hiddenDim=64&seed=5&distinctClusters=false";
/** Some alone, as it is seen then that they are worth being shared, and some shared. */
const STEPS = 6;

/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
/** @type {ReturnType<typeof bitsOf>[]} */
let wanted;
before(async () => {
  site = await serve(0, { folders: ["tests/page/replay/"] });
  const alone = sameRun(LINK, 0);
  assert.equal(alone.parts, 4);
  wanted = Array.from({ length: STEPS }, () => {
    const { loss } = alone.step();
    return bitsOf(alone.similarity(), loss);
  });
});
after(() => site?.close());

for (const name of /** @type {EngineName[]} */ (Object.keys(engines()))) {
  const missing = missingPrograms(engines()[name]);
  const skip = missing.length > 0 && !inCI ? `there is no ${missing.join(", ")}` : false;
  test(`In ${engines()[name].title} two and four workers share a run's steps, to the bit`, { skip }, async () => {
    assert.deepEqual(missing, []);
    const said = await withEngine(name, async (driver) => {
      await driver.get(`${site.url}tests/page/replay/shared.html?steps=${STEPS}#${LINK}`);
      const result = () => driver.executeScript(() => document.querySelector("#result")?.textContent ?? "");
      await driver.wait(async () => (await result()) !== "", 90_000, "no result");
      return JSON.parse(await result());
    });
    assert.deepEqual(
      said,
      [2, 4].map((workers) => ({ bits: wanted, workers })),
    );
  });
}
