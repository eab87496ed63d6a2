// A walk over all controls in an order that nobody thinks of: whatever is pressed when, no error, no dead control, no number that is not finite.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { batchSays, reach, run, startBrowser, stepBy, stepShown, stopped, text } from "../support/browser.mjs";
import { walk } from "../support/walk.js";

/** @typedef {import("../support/browser.mjs").Page} Page */

const ACTIONS = Number(process.env.WALK_ACTIONS ?? 1000);
const SEEDS = (process.env.WALK_SEEDS ?? "1 2 3 4").split(" ").map(Number);

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** A run's file, as the page saves it. @param {Page} page */
async function savedRun(page) {
  const waiting = page.waitForEvent("download");
  await page.locator("#save-run").click();
  const chunks = [];
  for await (const chunk of await (await waiting).createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString("base64");
}

/** Whatever is there can be used. @param {Page} page */
async function assertAlive(page) {
  // A browser may refuse to copy long after it was asked, at a person's next click: what is shown then is closed as a person closes it.
  await page.addLocatorHandler(page.locator("dialog.by-hand[open]").last(), async (dialog) => {
    await dialog.getByRole("button", { name: "Done" }).click();
  });
  // A file that was dropped last may still be looked at, and its dialog come later.
  await page.evaluate(async () => {
    for (let calm = 0; calm < 50; calm++) {
      const open = document.querySelectorAll("dialog[open]");
      for (const dialog of open) /** @type {HTMLDialogElement} */ (dialog).close();
      if (open.length > 0) calm = 0;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
  const again = page.locator("#notice:not([hidden]) button:not([hidden])").last();
  if (await again.count()) await again.click();
  await page.waitForFunction(() => document.querySelector("#progress")?.hasAttribute("hidden"));
  if (await page.evaluate(() => document.documentElement.classList.contains("teaching"))) await page.keyboard.press("Escape");
  // A lesson that waits for an answer keeps Step for itself.
  for (const way of ["[data-id=skip]:visible", ".leave-lesson:visible"]) {
    const button = page.locator(way);
    if (await button.count()) await button.click();
  }
  const numbers = page.getByRole("button", { name: "In words", exact: true });
  if ((await numbers.getAttribute("aria-pressed")) === "false") await numbers.click();
  if ((await text(page, "#run")) !== "Run") await page.locator("#run").click();
  await stopped(page);
  await page.locator("#reset").click();
  await batchSays(page, "Before the first step");
  await stepBy(page, 1);
  const stood = await stepShown(page);
  await run(page);
  await reach(page, stood + 5);
}

for (const seed of SEEDS) {
  test(`${ACTIONS / SEEDS.length} actions, seed ${seed}: no error, no dead control, no number that is not finite`, async () => {
    const { page, faults } = await chromium.visit("v=1&batchSize=8&page.stopAt=0");
    await stepBy(page, 2);
    const saved = await savedRun(page);
    await page.exposeFunction("widen", (/** @type {number} */ width) => page.setViewportSize({ width, height: 844 }));
    const rows = Array.from({ length: 400 }, (_, k) => `How is thing ${k} made?,What makes thing ${k}?,1`);
    const files = { "mine.csv": ["a,b,label", ...rows].join("\n"), "broken.csv": "One\nTwo\n", "empty.csv": "" };
    const done = await page.evaluate(walk, { seed, actions: ACTIONS / SEEDS.length, saved, files });
    // A script may press what opens the chooser of files, and nothing comes of it.
    const found = () => faults.filter((fault) => !/File chooser dialog can only be shown with a user activation/.test(fault));
    assert.deepEqual(found(), [], done.slice(-20).join("\n"));
    const wrong = done.filter((line) => line.startsWith("wrong:"));
    assert.deepEqual(wrong, [], done.slice(-20).join("\n"));
    await assertAlive(page).catch((error) => assert.fail(`${error.stack}\n${done.slice(-40).join("\n")}`));
    assert.deepEqual(found(), [], done.slice(-20).join("\n"));
    await page.context().close();
  });
}
