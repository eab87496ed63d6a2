// The lessons, each completed by keyboard alone and by touch alone, as their texts ask.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drawn, eventually, hashOf, startBrowser, text } from "../support/browser.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** A phone, and what is on it. */
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** Pages that are touched and never typed at. @type {WeakSet<Page>} */
const touched = new WeakSet();

const press =
  (/** @type {string} */ selector, key = "Enter") =>
  async (/** @type {Page} */ page) => {
    if (touched.has(page)) return tap(page, selector);
    await page.locator(selector).focus();
    await page.keyboard.press(key);
  };
/** What a finger meets: the label of an input that is not drawn itself. @param {Page} page @param {string} selector */
async function tap(page, selector) {
  const found = page.locator(selector).first();
  const met = await found.evaluateHandle(
    (node) => (node instanceof HTMLInputElement && node.type === "radio" ? node.labels?.[0] : undefined) ?? node,
  );
  await /** @type {import("playwright-core").ElementHandle} */ (met.asElement()).tap();
}
/** A choice of a closed list by its first letters, as a keyboard makes it. */
const choose = (/** @type {string} */ id, /** @type {string} */ value) => async (/** @type {Page} */ page) => {
  // On a phone, lists are the system's own.
  if (touched.has(page)) return void (await page.locator(id).selectOption(value));
  await page.locator(id).focus();
  const values = await page
    .locator(`${id} option`)
    .evaluateAll((options) => options.map((option) => /** @type {HTMLOptionElement} */ (option).value));
  await page.keyboard.press("Home");
  for (let k = 0; k < values.indexOf(value); k++) await page.keyboard.press("ArrowDown");
  assert.equal(await page.locator(id).inputValue(), value);
};
/** What may be done before a page of a lesson is set up. @type {WeakSet<(page: Page) => Promise<void>>} */
const predictions = new WeakSet();
const predict = (/** @type {number} */ k) => {
  const act = press(`#lesson input[value="${k}"]`, "Space");
  predictions.add(act);
  return act;
};
const run = async (/** @type {Page} */ page) => {
  await page.locator("#run:enabled").waitFor();
  await press("#run")(page);
};
const quantity = (/** @type {string} */ name) => press(`input[name=quantity][value=${name}]`, "Space");

/** Walks the matrix from its corner to a cell. @param {number} row @param {number} column */
const walk = (row, column) => async (/** @type {Page} */ page) => {
  if (touched.has(page)) return tapCell(page, row, column);
  await page.locator("#matrix [role=grid]").focus();
  await page.keyboard.press("Control+Home");
  for (let k = 0; k < row; k++) await page.keyboard.press("ArrowDown");
  for (let k = 0; k < column; k++) await page.keyboard.press("ArrowRight");
};

/** Taps the middle of a cell. @param {Page} page @param {number} row @param {number} column */
async function tapCell(page, row, column) {
  const canvas = page.locator("canvas.matrix");
  await canvas.scrollIntoViewIfNeeded();
  const { width } = /** @type {{width: number}} */ (await canvas.boundingBox());
  const size = Number(await page.locator("#matrix [role=grid]").getAttribute("aria-rowcount"));
  const cell = (width - 34) / size;
  await canvas.tap({ position: { x: (column + 0.5) * cell, y: (row + 0.5) * cell } });
}

/** The largest cell of the first row, or column, but for its positive, in the run of the lesson made in Node.
 * @param {"row" | "column"} line @param {number} [steps] @param {number} [size] */
function closestOfFirst(line, steps = 80, size = 32) {
  const s = sameRun(`v=1&batchSize=${size}`, steps).similarity();
  const cells = Array.from({ length: size }, (_, k) => (line === "row" ? s[k] : s[size * k]));
  return cells.indexOf(Math.max(...cells.slice(1)), 1);
}

/** Answers a question by these choices, counted from 0. */
const answer =
  (/** @type {number[]} */ ...choices) =>
  async (/** @type {Page} */ page) => {
    await page.locator("#lesson fieldset.asked:not([disabled])").waitFor();
    for (const k of choices) await press(`#lesson .asked input[value="${k}"]`, "Space")(page);
    await press("#lesson .asked button")(page);
  };
/** Answers with a number, first with a wrong one, written with a comma. */
const number = (/** @type {() => number} */ right) => async (/** @type {Page} */ page) => {
  const field = page.locator("#lesson .asked input");
  await field.fill("2,5");
  await field.press("Enter");
  assert.equal(await page.locator("#lesson .answered").textContent(), "Not yet; look once more.");
  await field.fill(right().toFixed(2));
  await field.press("Enter");
  assert.match((await page.locator("#lesson .answered").textContent()) ?? "", /^Right\. /);
};
/** The cosine of the questions 1 of the first two pairs, before training. */
function cosineOfFirst() {
  const vectors = sameRun("v=1", 0).vectors();
  const size = vectors.length / 64;
  return vectors.subarray(0, size).reduce((sum, x, h) => sum + x * vectors[size + h], 0);
}

/** Moves a slider, whatever moves it. @param {string} selector @param {string} value */
const slide = (selector, value) => async (/** @type {Page} */ page) => void (await page.locator(selector).first().fill(value));

/** Opens the settings, takes one and applies it, which restarts the run. @param {string} key @param {string} value */
const restartWith = (key, value) => async (/** @type {Page} */ page) => {
  await press("#open-settings")(page);
  await choose(`#setting-${key.replace(".", "\\.")}`, value)(page);
  await press("#settings-apply")(page);
  await press("#settings-done")(page);
};

/** @typedef {((page: Page) => Promise<void>)[]} Acts */
/** What is done on each page of each lesson. @type {Record<string, Acts[]>} */
const lessons = {
  "what-s-is": [[walk(0, 3)], [predict(0), run], [walk(2, 2)]],
  rows: [[run], [walk(0, closestOfFirst("row"))], [predict(0), quantity("gradient")]],
  columns: [
    [run],
    [walk(closestOfFirst("column"), 0)],
    [predict(1), press("#loss .directions .both input", "Space")],
    [choose("#preset", "columns")],
  ],
  symmetric: [[predict(1), quantity("difference")], [run], [choose("#preset", "both")]],
  "course-losses": [[run], [predict(0), choose("#preset", "course-2022")], [predict(0), choose("#preset", "course-tensorflow")]],
  collapse: [[predict(1), run], [run]],
  "below-zero": [[predict(2), walk(0, closestOfFirst("row", 0))]],
  "semi-hard": [
    [predict(0), run],
    [predict(0), choose("#preset", "lab")],
  ],
  "mean-negative": [[predict(1), quantity("gradient")]],
  "at-the-margin": [[predict(1), run], [run]],
  "only-duplicates": [[predict(1), walk(0, 3)]],
  "batch-size": [
    [walk(0, closestOfFirst("row", 0, 8))],
    [predict(0), walk(0, closestOfFirst("row", 0, 128))],
    [run],
    [answer(0)],
    [number(() => sameRun("v=1&batchSize=64&data.set=synonyms", 200).similarity()[27 * 64 + 62])],
    [answer(0, 2)],
  ],
  "choose-margin": [[run], [predict(1), press("#fine-tune > summary"), slide("#closest-margin", "0.5")]],
  threshold: [[run], [slide("#threshold", "0.8")]],
  padding: [[predict(1), restartWith("model.pooling", "masked-mean")]],
  "find-the-bug": [[predict(1), run], [predict(1), walk(2, 2)], [predict(1), quantity("gradient")], [restartWith("model.normalise", "each")], [run]],
  "other-sides": [
    [quantity("left"), answer(0)],
    [number(cosineOfFirst)],
    [predict(0), choose("#preset", "four")],
    [answer(0, 1)],
    [predict(1), press("#fine-tune > summary"), choose("#combine", "distance-swap")],
  ],
};

for (const [id, pages] of Object.entries(lessons)) {
  for (const hand of ["keyboard", "touch"])
    test(`The lesson ${id} is completed by ${hand} alone`, { timeout: 90_000 }, async () => {
      const { page, faults } = await chromium.visit("", { folded: true, ...(hand === "touch" ? PHONE : {}) });
      if (hand === "touch") touched.add(page);
      await choose("#lessons", id)(page);
      await press("#start-lesson")(page);
      for (const [k, acts] of pages.entries()) {
        await page.waitForFunction((number) => document.querySelector("#lesson h2")?.textContent?.includes(`(${number} of `), k + 1);
        const next = page.locator("#lesson button.primary");
        assert.equal(await next.isDisabled(), true, `page ${k + 1} is not done before anything is done`);
        for (const act of acts) {
          // Until the matrix of this page of the lesson is there, that of the page before is shown.
          if (!predictions.has(act)) await page.locator("#run:enabled").waitFor();
          await act(page);
        }
        await page.waitForFunction(() => !(/** @type {HTMLButtonElement} */ (document.querySelector("#lesson button.primary")).disabled), undefined, {
          timeout: 60_000,
        });
        const status = (await page.locator("#lesson [role=status]").allTextContents()).join(" ");
        assert.match(status, /^ ?(Done|Right)\./);
        await press("#lesson button.primary")(page);
      }
      assert.equal(await page.locator("#lesson").isHidden(), true);
      assert.match((await page.locator(`#lessons option[value=${id}]`).textContent()) ?? "", /^✓ [0-9]+ /);
      assert.deepEqual(faults, []);
    });
}

test("The rail of a lesson lies beside the page and covers no column, however wide the window is", async () => {
  const { page } = await chromium.visit("v=1&lesson=columns");
  await page.locator("#lesson h2").waitFor();
  for (const width of [1920, 1440, 1421, 1420, 1280, 1121, 1024, 761]) {
    await page.setViewportSize({ width, height: 900 });
    await drawn(page);
    const [rail, ...columns] = await page.evaluate(() =>
      ["#lesson", "main > .left", "main > .middle", "main > .right"].map((part) => {
        const { left, right } = /** @type {Element} */ (document.querySelector(part)).getBoundingClientRect();
        return { left, right };
      }),
    );
    for (const { right } of columns) assert.ok(right <= rail.left, `${width}: ${right} over ${rail.left}`);
  }
});

test("A text has formulas, pictures and code; whoever is wrong twice is told, and goes on", async () => {
  const { page, faults } = await chromium.visit("v=1&lesson=other-sides");
  await page.locator("#lesson h2").waitFor();
  assert.equal(await page.locator("#lesson math :is(msub, msubsup)").count(), 4);
  assert.match((await page.locator("#lesson svg[role=img]").getAttribute("aria-label")) ?? "", /^The matrices A, S and C/);
  assert.equal(await page.locator("#lesson .asked input").first().isDisabled(), true, "the task comes first");
  await quantity("left")(page);
  await page.locator("#lesson .asked:enabled").waitFor();
  await answer(1)(page);
  assert.equal(await page.locator("#lesson .primary").isDisabled(), true);
  await answer(2)(page);
  assert.match((await page.locator("#lesson .answered").textContent()) ?? "", /^The answer is: A question is compared with itself/);
  assert.equal(await page.locator("#lesson .primary").isDisabled(), false);
  assert.deepEqual(faults, []);
});

test("A lesson of a link begins when there is a matrix, and a key pressed before then does no harm", { timeout: 60_000 }, async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=256&model.hiddenDim=256&lesson=what-s-is");
  await page.addInitScript(() => {
    const observed = Object.assign(globalThis, { began: /** @type {string | undefined} */ (undefined), early: 0 });
    new MutationObserver(() => {
      const sentence = document.querySelector("#batch-words")?.textContent ?? "";
      const grid = document.querySelector("#matrix [role=grid]");
      if (grid && !/[0-9]/.test(sentence)) {
        grid.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
        observed.early++;
      }
      if (document.querySelector("#lesson h2")) observed.began ??= sentence;
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
  await page.reload();
  await page.locator("#lesson h2").waitFor();
  // @ts-expect-error put there above
  const { began, early } = await page.evaluate(() => ({ began: globalThis.began, early: globalThis.early }));
  assert.ok(early > 0, "keys were pressed before there was a matrix");
  assert.match(began, /^Before the first step: the loss of the batch shown is [0-9]/);
  assert.equal(await page.locator("#lesson button.primary").isDisabled(), true);
  await page.locator("#matrix [role=grid]").press("ArrowRight");
  await page.waitForFunction(() => !(/** @type {HTMLButtonElement} */ (document.querySelector("#lesson button.primary")).disabled));
  assert.deepEqual(faults, []);
});

test("A lesson puts one's own run aside and Esc puts it back as it was; its page stands in the link and is kept; Run is locked while a prediction is owed", {
  timeout: 90_000,
}, async () => {
  const { page, faults } = await chromium.visit("v=1&seed=5&batchSize=8&page.stopAt=0");
  const says = (/** @type {RegExp} */ what) =>
    page.waitForFunction((source) => new RegExp(source).test(document.querySelector("#batch-words")?.textContent ?? ""), what.source, {
      timeout: 15_000,
    });
  for (let k = 1; k <= 3; k++) {
    await page.locator("#step").click();
    await says(new RegExp(`^Step ${k}:`));
  }
  await page.locator("#closest-columns").click();
  await walk(2, 1)(page);
  await page.locator("#cell dt", { hasText: "S₃‚₂" }).first().waitFor();
  const own = await page.locator("#batch-words").textContent();
  const cell = await page.locator("#cell").textContent();
  const hash = () => hashOf(page);
  // The address follows the steps when they have come to rest.
  await page.waitForFunction(() => location.hash.endsWith("&step=3"));
  const link = await hash();
  await page.locator("#lessons").selectOption("rows");
  await page.locator("#start-lesson").click();
  await says(/^Before the first step/);
  assert.equal(await page.locator("#seed").inputValue(), "1");
  await page.waitForTimeout(600);
  assert.equal(await hash(), `${link}&lesson=rows`, "what the lesson sets is not in the link");
  await run(page);
  await page.locator("#lesson button.primary:enabled").click();
  await eventually(async () => assert.equal(await hash(), `${link}&lesson=rows&page=2`));
  await page.locator("#lesson h2").press("Escape");
  await page.waitForFunction((text) => document.querySelector("#batch-words")?.textContent === text, own, { timeout: 15_000 });
  await page.waitForFunction((text) => document.querySelector("#cell")?.textContent === text, cell, { timeout: 5000 });
  assert.equal(await page.locator("#lesson").isHidden(), true);
  await eventually(async () => assert.equal(await hash(), link));
  await page.locator("#start-lesson").click();
  await page.locator("#lesson h2:text('(2 of 3)')").waitFor();
  await says(/^Step 80:/);
  await walk(0, closestOfFirst("row"))(page);
  await page.locator("#lesson button.primary:enabled").click();
  assert.equal(await page.locator("#run").isDisabled(), true, "a prediction is owed");
  await page.locator('#lesson input[value="0"]').check();
  assert.equal(await page.locator("#run").isEnabled(), true);
  assert.deepEqual(faults, []);
});

test("A prediction about another start is judged by the new matrix", { timeout: 60_000 }, async () => {
  const { page, faults } = await chromium.visit("v=1&lesson=padding");
  await page.locator("#lesson input[value='1']").check();
  await page.locator("#open-settings").click();
  await page.locator("#setting-model\\.pooling").selectOption("masked-mean");
  await page.locator("#settings button:enabled:text('restart')").click();
  await page.waitForFunction(() => /^Done\. As you expected/.test(document.querySelector("#lesson [role=status]")?.textContent ?? ""), undefined, {
    timeout: 15_000,
  });
  assert.deepEqual(faults, []);
});

for (const [language, field] of [
  ["en", 'page is "%", but it must be a whole number from 1 to 4.'],
  ["de", "Seite der Lektion ist „%“; erlaubt ist eine ganze Zahl von 1 bis 4."],
])
  test(`A page that the lesson does not have is named, and the nearest opens (${language})`, async () => {
    for (const [given, opened] of Object.entries({ abc: 1, 0: 1, 99: 4, 1.5: 1, 3: 3 })) {
      const { page } = await chromium.visit(`v=1&page.language=${language}&lesson=columns&page=${given}`);
      await page.locator(`#lesson h2:text('(${opened} ${language === "en" ? "of" : "von"} 4)')`).waitFor();
      await drawn(page);
      assert.equal(await page.locator("#problem").textContent(), given === "3" ? "" : field.replace("%", given));
      await page.context().close();
    }
  });

test("What is wrong with a link's settings and with its lesson's page is said together", async () => {
  const { page } = await chromium.visit("v=1&sead=3&lesson=columns&page=99");
  await page.locator("#lesson h2:text('(4 of 4)')").waitFor();
  await drawn(page);
  assert.match(String(await page.locator("#problem").textContent()), /^sead .* page is "99", but it must be /);
});

for (const [language, said] of [
  ["en", '“Learning rate” ($.pages[0].setup.values["adam.learningRate"]) is 7.5, but it must be a number from 0.000001 to 1.'],
  ["de", '„Lernrate“ ($.pages[0].setup.values["adam.learningRate"]) ist 7,5; erlaubt ist eine Zahl von 0,000001 bis 1.'],
])
  test(`A fault of a lesson's file is said with the name that the page has for the setting (${language})`, async () => {
    const { page } = await chromium.visit(`v=1&page.language=${language}`);
    const lesson = { title: "A", pages: [{ text: ["a"], setup: { values: { "adam.learningRate": 7.5 } } }] };
    await page.context().route("**/own.json", (route) => route.fulfill({ json: lesson }));
    await page.evaluate(() => void (location.hash += "&lesson=own.json"));
    await page.locator("#problem:has-text('adam.learningRate')").waitFor();
    assert.ok((await text(page, "#problem")).endsWith(said), await text(page, "#problem"));
  });
