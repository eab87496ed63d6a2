// The element in projects of others: the small React 19 and Vue 3 programs of examples/frameworks are built as such projects build, and driven.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { configsOf, readLink } from "../../pkg/node/tripletscope.js";
import { embed } from "../../tools/build/embed.mjs";
import { programOf } from "../../tools/setup/engines.mjs";
import { root } from "../../tools/shell.mjs";
import { FLAGS } from "../support/browser.mjs";
import { page as hostPage, open } from "../support/hosts.mjs";
import { sameRun } from "../support/same-run.mjs";

const LINK = "v=1&seed=7&batchSize=8&loss=course-2020";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  await embed();
  browser = await chromium.launch({ executablePath: programOf("chrome", "shell"), args: FLAGS });
});
after(() => browser?.close());

/** What a bundler makes of the program; the element is the file that the package has. @param {string} file */
async function bundled(file) {
  const { outputFiles } = await build({
    ...{ entryPoints: [path.join(root, "examples", "frameworks", file)], bundle: true, write: false, format: "esm", jsx: "automatic" },
    external: ["tripletscope/element"],
    define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false" },
  });
  return outputFiles[0].text.replaceAll('"tripletscope/element"', '"/element.js"');
}

for (const [name, file] of [
  ["React 19", "react.jsx"],
  ["Vue 3", "vue.js"],
]) {
  test(`In ${name} the element takes its settings as properties, says its steps, and comes and goes`, async () => {
    const code = await bundled(file);
    const files = { "/": { body: () => hostPage('<div id="app"></div><script type="module" src="/app.js"></script>') } };
    const host = await open({ files: { ...files, "/app.js": { type: "text/javascript", body: () => code } } });
    const page = await browser.newPage();
    /** @type {string[]} */
    const faults = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await page.goto(host.url);
    const scope = page.locator("triplet-scope");
    /** @returns {Promise<any>} */
    const state = () => scope.evaluate((/** @type {any} */ element) => element.toJSON());
    const steps = async (/** @type {number} */ to) => {
      await page.locator("#on").click();
      await page.waitForFunction((step) => document.querySelector("output")?.textContent === String(step), to);
    };
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("triplet-scope"))?.getState?.()?.batchSize === 8);
    assert.equal(await page.locator("#curves").isVisible(), true);
    assert.equal(await page.locator("#data").isVisible(), false);
    for (const step of [1, 2, 3]) await steps(step);
    await page.locator("#both").click();
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("triplet-scope")).loss === "both");
    for (const step of [4, 5]) await steps(step);
    const trainer = sameRun(LINK, 3);
    const { values, loss } = readLink(LINK.replace("course-2020", "both"));
    trainer.configure(configsOf(values, loss).run);
    for (let k = 0; k < 2; k++) trainer.step();
    assert.deepEqual(Float32Array.from((await state()).similarity), trainer.similarity());
    await page.locator("#toggle").click();
    await page.waitForFunction(() => !document.querySelector("triplet-scope"));
    await page.locator("#toggle").click();
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("triplet-scope"))?.getState?.()?.batchSize === 8);
    assert.deepEqual([(await state()).step, (await state()).values.batchSize], [0, 8]);
    assert.deepEqual(faults, []);
    await page.close();
    host.close();
  });
}
