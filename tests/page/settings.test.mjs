// The settings dialog: mistakes beside their field, what is changed, defaults, sizes, and what restarts the run together by a button.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { words as de } from "../../www/words/de.js";
import { words as en } from "../../www/words/en.js";
import { violations } from "../support/axe.mjs";
import { batchSays, drawn, hashOf, renewed, startBrowser, stepBy, stepShown } from "../support/browser.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const field = (/** @type {Page} */ page, /** @type {string} */ key) => page.locator(`[id="setting-${key}"]`);
const mistake = (/** @type {Page} */ page, /** @type {string} */ key) => page.locator(`[id="mistake-${key}"]`);
/** @param {Page} page @param {string} key @param {string} value */
async function type(page, key, value) {
  await field(page, key).fill(value);
  await field(page, key).press("Tab");
}

for (const [language, number, says] of /** @type {const} */ ([
  [
    "en",
    ["abc", "2.5", "0.5", "0.0000001"],
    [
      "Learning rate: “abc” is not a number; it must be a number from 0.000001 to 1.",
      "Learning rate is 2.5, but it must be a number from 0.000001 to 1.",
      "From 0.1 on, training is known to fail: hardly any question finds its partner.",
      "β₁ is 2.5, but it must be a number from 0 to 0.9999.",
      "ε is empty, but it must be a number from 0.000000000001 to 1.",
      "0.0000001",
    ],
  ],
  [
    "de",
    ["1.234,5", "2,5", "0,5", "0,0000001"],
    [
      "Lernrate: „1.234,5“ ist keine Zahl; erlaubt ist eine Zahl von 0,000001 bis 1.",
      "Lernrate ist 2,5; erlaubt ist eine Zahl von 0,000001 bis 1.",
      "Ab 0,1 misslingt das Training bekanntlich: Kaum eine Frage findet ihre Partnerin.",
      "β₁ ist 2,5; erlaubt ist eine Zahl von 0 bis 0,9999.",
      "ε ist leer; erlaubt ist eine Zahl von 0,000000000001 bis 1.",
      "0,0000001",
    ],
  ],
])) {
  test(`A mistake says what was typed, and writes numbers as the language does (${language})`, async () => {
    const { page, faults } = await chromium.visit(`v=1&batchSize=8&page.language=${language}`);
    await page.locator("#open-settings").click();
    assert.equal(await field(page, "adam.epsilon").inputValue(), says[5], "without an exponent");
    const [nonsense, large, failing] = number;
    const said = [];
    for (const typed of [nonsense, large]) {
      await type(page, "adam.learningRate", typed);
      said.push(await mistake(page, "adam.learningRate").textContent());
    }
    await type(page, "adam.learningRate", failing);
    said.push(
      await page
        .locator(".setting", { has: field(page, "adam.learningRate") })
        .locator(".setting-warning")
        .textContent(),
    );
    await type(page, "adam.beta1", large);
    await type(page, "adam.epsilon", "");
    for (const key of ["adam.beta1", "adam.epsilon"]) said.push(await mistake(page, key).textContent());
    assert.deepEqual(said, says.slice(0, 5));
    await type(page, "adam.epsilon", "0.00000002".replace(".", language === "de" ? "," : "."));
    assert.equal(
      await page
        .locator(".setting", { has: field(page, "adam.epsilon") })
        .locator(".setting-mark")
        .textContent(),
      (language === "de" ? de : en).settings.changed(number[3]),
    );
    await field(page, "adam.learningRate").press("ArrowUp");
    assert.deepEqual(faults, []);
  });
}

for (const [language, says] of /** @type {const} */ ([
  ["en", "Batch size B is 1, but it must be a whole number from 2 to 1024."],
  ["de", "Batchgröße B ist 1; erlaubt ist eine ganze Zahl von 2 bis 1024."],
])) {
  test(`A mistake stands beside its field in the page's words, and the run goes on as it was (${language})`, async () => {
    const { page } = await chromium.visit(`v=1&batchSize=8&page.language=${language}`);
    await page.locator("#open-settings").click();
    await type(page, "batchSize", "1");
    assert.equal(await mistake(page, "batchSize").textContent(), says);
    assert.equal(await field(page, "batchSize").inputValue(), "1");
    assert.match(await hashOf(page), /batchSize=8/);
    assert.deepEqual(await violations(page), []);
    await type(page, "batchSize", "");
    assert.match(String(await mistake(page, "batchSize").textContent()), language === "en" ? /^Batch size B is empty, / : /^Batchgröße B ist leer;/);
    await type(page, "batchSize", "6");
    assert.equal(await mistake(page, "batchSize").textContent(), "");
    assert.match(await hashOf(page), /batchSize=6/);
  });
}

test("What restarts the run waits for a button, and goes together in one restart; closing the dialog forgets it", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await stepBy(page, 2);
  await page.locator("#open-settings").click();
  const apply = page.locator("#settings-apply");
  assert.equal(await apply.isDisabled(), true);
  await type(page, "model.hiddenDim", "12");
  await type(page, "model.embeddingDim", "10");
  assert.equal(await apply.textContent(), en.settings.apply(2, true));
  await drawn(page);
  assert.equal(await stepShown(page), 2);
  assert.doesNotMatch(await hashOf(page), /hiddenDim/);
  await apply.click();
  await batchSays(page, "Before");
  assert.match(await hashOf(page), /model\.embeddingDim=10&model\.hiddenDim=12/);
  await type(page, "model.hiddenDim", "9");
  await page.locator("#settings-done").click();
  await page.locator("#open-settings").click();
  assert.equal(await field(page, "model.hiddenDim").inputValue(), "12");
  assert.equal(await apply.isDisabled(), true);
});

test("What is changed is marked with its default, and Defaults takes all of it back", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8&adam.learningRate=0.02&model.pooling=mean");
  await page.locator("#open-settings").click();
  const marks = await page.locator(".setting.changed .setting-mark").allTextContents();
  assert.deepEqual(marks, [en.settings.changed("32"), en.settings.changed("real words only"), en.settings.changed("0.01")]);
  await page.locator("#settings-defaults").click();
  assert.equal(await page.locator("#settings-apply").textContent(), en.settings.apply(3, true));
  await page.locator("#settings-apply").click();
  await page.waitForFunction(() => !location.hash.includes("batchSize"));
  assert.equal(await page.locator(".setting.changed").count(), 0);
});

test("What is being typed is left alone while a run begins anew", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await page.locator("#open-settings").click();
  await field(page, "batchSize").fill("6");
  await renewed(page, () => page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#new-seed")).click()));
  assert.equal(await field(page, "batchSize").inputValue(), "6");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => location.hash.includes("batchSize=6"));
});

test("Presets of sizes are applied together, and a value that is known to fail is warned of", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await page.locator("#open-settings").click();
  await page.locator(".settings-sizes button").first().click();
  await page.locator("#settings-apply").click();
  await page.waitForFunction(() => !location.hash.includes("batchSize"));
  await type(page, "adam.learningRate", "0.2");
  const warning = page.locator(".setting", { has: field(page, "adam.learningRate") }).locator(".setting-warning");
  assert.equal(await warning.textContent(), en.settings.fails(0.1));
  assert.match(await hashOf(page), /learningRate=0\.2/);
  await type(page, "adam.learningRate", "0.03");
  assert.equal(await warning.textContent(), "");
  assert.notEqual(de.settings.fails(0.1), en.settings.fails(0.1));
  await page.keyboard.press("Escape");
});

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
])
  test(`What is chosen can be read to its end at ${viewport.width}, in both languages`, async () => {
    for (const language of ["en", "de"]) {
      const { page } = await chromium.visit(`v=1&batchSize=8&view.verdict=true&page.language=${language}`, { viewport });
      await page.locator("#verdict select").first().waitFor();
      await page.locator("#open-settings").click();
      const cut = await page.locator("select:visible").evaluateAll((selects) =>
        /** @type {HTMLSelectElement[]} */ (selects).flatMap((select) => {
          const { font, paddingLeft, paddingRight } = getComputedStyle(select);
          const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
          context.font = font;
          const text = select.selectedOptions[0]?.textContent ?? "";
          // The arrow takes up to 16 pixels.
          const needs = context.measureText(text).width + Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight) + 16;
          return needs > select.clientWidth ? [`${select.id || select.ariaLabel}: ${text}`] : [];
        }),
      );
      assert.deepEqual(cut, []);
    }
  });
