// The page in German: no word of it is left in English, and no number is another.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { settings } from "../../pkg/node/tripletscope.js";
import { words as de } from "../../www/words/de.js";
import { words as en } from "../../www/words/en.js";
import { assertGerman as assertGermanSentence } from "../support/assertions.mjs";
import { violations } from "../support/axe.mjs";
import { drawn, hashOf, measuredAll, openAllViews, readMatrix, startBrowser, text } from "../support/browser.mjs";
import { openPairs, openRefused } from "../support/files.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

const GERMAN = "v=1&batchSize=8&page.language=de";
/** Names and signs that are the same in both languages. */
const SAME = new Set(["Keras", "Trax", "English", "Deutsch", "softmax", "β₁", "β₂", "ε", "S", "Sᵀ", "S − Sᵀ", "dL/dS", "Adam"]);

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** All texts in an object, by their path. @param {unknown} value @param {string} [path] @returns {[string, string][]} */
const textsIn = (value, path = "") =>
  typeof value === "string"
    ? [[path, value]]
    : value && typeof value === "object"
      ? Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`))
      : [];

/** English texts that are said otherwise in German: the page's words, and the labels, helps and choices of the table. */
function englishOnly() {
  const german = new Map(textsIn(de));
  const translated = textsIn(en).filter(([path, said]) => german.get(path) !== said);
  const table = settings().flatMap(({ label, help, choices = [] }) => [label, help, ...choices.map((choice) => choice.label)]);
  const germanTexts = new Set(german.values());
  return new Set([...translated.map(([, said]) => said), ...table].filter((said) => !germanTexts.has(said) && !SAME.has(said)));
}

/** Every text of the page, shown, spoken or as a tip, but for what the formulas name as the course's code does. @param {Page} page */
const textsOf = (page) =>
  page.evaluate(() => {
    const found = [document.title];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const here =
        node instanceof Element
          ? ["aria-label", "title", "placeholder"].map((name) => /** @type {Element} */ (node).getAttribute(name))
          : [node.nodeValue];
      if (!node.parentElement?.closest("noscript, math")) found.push(...here.map((said) => (said ?? "").trim()));
    }
    return [...new Set(found)].filter(Boolean);
  });

/** What says numbers and signs only, and so the same in both languages. */
const SIGNS_ONLY = new Set([".percent", ".sandbox.size"]);

/** The paths of what makes sentences. @param {unknown} value @param {string} [path] @returns {[string, unknown][]} */
const makersIn = (value, path = "") =>
  typeof value === "function"
    ? [[path, value]]
    : value && typeof value === "object"
      ? Object.entries(value).flatMap(([key, inner]) => makersIn(inner, `${path}.${key}`))
      : [];

test("Each sentence with numbers in it is made by the German words themselves", () => {
  const english = new Map(makersIn(en));
  const borrowed = makersIn(de).filter(([path, make]) => english.get(path) === make);
  assert.deepEqual(new Set(borrowed.map(([path]) => path)), SIGNS_ONLY);
});

test("A German number has a comma before its decimals and a narrow space between its thousands", () => {
  assert.deepEqual([1234.4, -1_234_567, 0.5, -123.45, 1e-7].map(de.number), ["1\u202f234", "−1\u202f234\u202f567", "0,500", "−123,5", "1,0e−7"]);
  assert.equal(de.slow.last("Wort", Float32Array.of(0.25, -1.5)).split(": ")[1], "0,250; −1,500");
  assert.equal(de.sandbox.gradient(-0.344), "↑−0,34");
  assert.equal(de.scores.threshold(-0.7), "Schwelle −0,70");
  assert.equal(de.slow.count(1_234_567), "1\u202f234\u202f567");
});

test("A page without JavaScript says so in every language", () => {
  const file = readFileSync(new URL("../../index.html", import.meta.url), "utf8");
  const [, inside] = /<noscript>(.*)<\/noscript>/.exec(file) ?? [];
  assert.match(inside, /^<p class="problem">This page .*<\/p><p class="problem" lang="de">Diese Seite .*<\/p>$/);
});

/** @param {Page} page @param {string} where */
async function assertGerman(page, where) {
  const english = englishOnly();
  // The help of a setting may be followed by a remark in brackets.
  const texts = await textsOf(page);
  const left = texts.filter((said) => english.has(said) || english.has(said.replace(/ \([^)]*\)$/, "")));
  assert.deepEqual(left, [], `English ${where}`);
  const points = texts.filter((said) => /[0-9]\.[0-9]/.test(said));
  assert.deepEqual(points, [], `numbers with a point ${where}`);
}

/** Presses Step that many times. @param {Page} page @param {number} count */
async function stepBy(page, count) {
  for (let k = 1; k <= count; k++) {
    await page.locator("#step").click();
    await page.waitForFunction((step) => new RegExp(`^\\p{L}+ ${step}:`, "u").test(document.querySelector("#batch-words")?.textContent ?? ""), k);
    await drawn(page);
  }
}

/** All numbers that the page gives of the run. @param {Page} page */
async function numbersOf(page) {
  const sentences = await Promise.all(["#batch-words", "#direction-words", "#held-out-words"].map((selector) => text(page, selector)));
  const numbers = sentences.map((sentence) => sentence.match(/−?[0-9]+(?:[.,][0-9]+)*(?:e−?[0-9]+)?/g) ?? []);
  assert.ok(numbers.every((found) => found.length > 2));
  const cells = (await readMatrix(page, 3)).flat();
  const written = [...numbers.flat(), ...cells.flatMap((cell) => [cell.similarity, cell["row-positive"], cell.gradient])];
  return written.map((number) => number.replace(",", "."));
}

test("In German nothing of the first screen, the settings, the views and the lessons is left in English", async () => {
  const { page, faults } = await chromium.visit(GERMAN);
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
  assert.match(await text(page, "#batch-words"), /^Vor dem ersten Schritt: Der Verlust des gezeigten Batches ist [0-9]/);
  assert.ok(englishOnly().size > 200);
  await assertGerman(page, "on the first screen and in the settings");
  assert.deepEqual(await violations(page), []);
  await page.locator("#open-settings").click();
  assert.match(await text(page, 'label[for="setting-adam.learningRate"]'), /^Lernrate$/);
  assert.deepEqual(await violations(page), [], "in the settings");
  await page.keyboard.press("Escape");
  await page.locator("#preset").selectOption("softmax-rows");
  await assertGerman(page, "with a softmax");
  await openAllViews(page);
  await page.waitForFunction(() => /Lernrate/.test(document.querySelector("#verdict .verdict-list")?.textContent ?? ""));
  await assertGerman(page, "in the views");
  await page.locator("#start-lesson").click();
  await page.waitForSelector("#lesson h2");
  await assertGerman(page, "in a lesson");
  assert.match(await text(page, "#lesson h2"), /^Was S ist \(1 von 3\)$/);
  assert.deepEqual(await violations(page), [], "in a lesson");
  assert.deepEqual(faults, []);
});

test("The German page fits on a phone", async () => {
  const { page } = await chromium.visit(GERMAN, { viewport: { width: 390, height: 844 } });
  const tops = await page.locator(".page-bar > *").evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().top));
  assert.ok(Math.max(...tops) - Math.min(...tops) < 8, `the bar stands on one line: ${tops}`);
  await openAllViews(page);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
});

test("The same steps give the same numbers in both languages", async () => {
  const numbers = [];
  for (const link of ["v=1&batchSize=8", GERMAN]) {
    const { page } = await chromium.visit(link);
    await measuredAll(page);
    await stepBy(page, 2);
    numbers.push(await numbersOf(page));
  }
  assert.deepEqual(
    numbers[1].map((number) => number.replace(",", ".")),
    numbers[0],
  );
});

test("In German the formulas have commas, whatever the loss", async () => {
  for (const loss of ["both", "sum~hardest_rows_0.3_0.5~mean_columns_0.25_1", "mean~softmax_averaged_12.5_0.7"]) {
    const { page } = await chromium.visit(`${GERMAN}&view.formula=true&loss=${loss}`);
    await stepBy(page, 1);
    const texts = await page.locator("#formula math").allTextContents();
    assert.ok(
      texts.some((text) => /[0-9],[0-9]/.test(text)),
      loss,
    );
    assert.deepEqual(
      texts.filter((text) => /[0-9]\.[0-9]/.test(text)),
      [],
    );
  }
});

test("Another language leaves the run under way and the keys where they were, and its help does not say that it starts a run", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8&page.speed=30");
  assert.equal(await page.locator('[id="help-page.language"]').textContent(), settings().find(({ key }) => key === "page.language")?.help);
  const stepOf = async () => Number(/[0-9]+/.exec(await text(page, "#batch-words"))?.[0]);
  await page.locator("#run").click();
  await page.waitForFunction(() => Number(/[0-9]+/.exec(document.querySelector("#batch-words")?.textContent ?? "")?.[0]) > 20);
  const before = await stepOf();
  await page.locator("#language").focus();
  await page.locator("#language").selectOption("de");
  await page.waitForFunction(
    ({ step, pause }) =>
      document.querySelector("#run")?.textContent === pause &&
      Number(/^Schritt ([0-9]+)/.exec(document.querySelector("#batch-words")?.textContent ?? "")?.[1]) > step + 5,
    { step: before, pause: de.run.pause },
  );
  assert.equal(await page.evaluate(() => document.activeElement?.id), "language");
  await page.locator("#run").click();
  await page.reload();
  await page.waitForFunction(
    (step) => Number(/^Schritt ([0-9]+)/.exec(document.querySelector("#batch-words")?.textContent ?? "")?.[1]) > step,
    before,
  );
  assert.equal(await text(page, "#run"), de.run.run, "a page that is loaded again stands still");
  assert.deepEqual(faults, []);
});

test("Another language is chosen in the settings, and the other settings stay", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8&seed=3");
  for (const [language, title] of [
    ["de", de.page.title],
    ["en", en.page.title],
  ]) {
    await page.locator("#open-settings").click();
    await page.locator('[id="setting-page.language"]').focus();
    await page.locator('[id="setting-page.language"]').selectOption(language);
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
    await page.waitForFunction((wanted) => document.querySelector("h1")?.textContent === wanted, title);
    await page.waitForFunction(() => /[0-9]/.test(document.querySelector("#batch-words")?.textContent ?? ""));
    assert.equal(await page.locator("#seed").inputValue(), "3");
    assert.equal(await page.locator("#setting-batchSize").inputValue(), "8");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "language");
    assert.match(await hashOf(page), language === "de" ? /page\.language=de/ : /#v=1&(?!.*page\.language)/);
  }
  assert.deepEqual(faults, []);
});

/** What a person can do that is refused, and what the page then says, but for the language. @type {[what: string, act: (page: Page) => Promise<void>, says: RegExp][]} */
const mistakes = [
  ...["", "Eins\nZwei\n", "%PDF", "question1,question2\nHow are you?,How do you do?\n"].map(
    (content) =>
      /** @type {[string, (page: Page) => Promise<void>, RegExp]} */ ([
        `the file ${JSON.stringify(content)}`,
        (page) => openRefused(page, "x.csv", content),
        /^x\.csv konnte nicht geöffnet werden\. .* Der bisherige Lauf ist unberührt\.$/,
      ]),
  ),
  [
    "a saved run that is none",
    (page) => page.locator("#file").setInputFiles({ name: "x.safetensors", mimeType: "", buffer: Buffer.from("no run") }),
    /weder \.npy noch \.npz noch \.safetensors/,
  ],
  [
    "a seed that is none",
    (page) =>
      page
        .locator("#seed")
        .fill("-1")
        .then(() => page.locator("#seed").press("Enter")),
    /^Startwert ist -1; erlaubt ist eine/,
  ],
];

test("What is refused on the page is refused in German, and the next thing that works clears it away", async () => {
  const { page, faults } = await chromium.visit(`${GERMAN}&v=2&sead=1&loss=none`);
  const link = await text(page, "#problem");
  assert.match(link, /^v ist „2“.* sead ist kein bekanntes Feld.* Verlust ist „none“; erlaubt ist /);
  assertGermanSentence(link);
  for (const [what, act, says] of mistakes) {
    await page.locator("#closest-columns").click();
    await page.waitForFunction(() => document.querySelector("#problem")?.textContent === "");
    await act(page);
    await page.waitForFunction(() => document.querySelector("#problem")?.textContent !== "");
    const sentence = await text(page, "#problem");
    assert.match(sentence, says, what);
    assertGermanSentence(sentence);
  }
  assert.deepEqual(faults, []);
});

test("What was read of a file without a header, and what was skipped, is reported in German", async () => {
  const { page, faults } = await chromium.visit(GERMAN);
  const rows = Array.from({ length: 40 }, (_, k) => `How do I mend thing${k}?\tWhat is the way to mend thing${k}?`);
  await openPairs(page, "paare.tsv", [...rows, "only one field", rows[3]].join("\n"));
  await page.waitForFunction(() => document.querySelector("#data-words")?.textContent?.startsWith("paare.tsv: "));
  assert.deepEqual(await page.locator("#data-lines li").allTextContents(), [
    "42 Zeilen gelesen: 40 Duplikate, 0 Nicht-Duplikate, 2 ausgelassen. Fragen aus Spalte 1 und Spalte 2; kein Label, also gilt jedes Paar als Duplikat.",
    "1 Zeile ausgelassen: zu wenige Felder (Zeile 41)",
    "1 Zeile ausgelassen: dasselbe Paar steht schon in einer früheren Zeile (Zeile 42)",
    "27 zum Trainieren + 13 zurückgehalten + 2 ausgelassen = 42 Zeilen.",
  ]);
  const [kept, known] = await page.locator("#data-facts li").allTextContents();
  assert.match(kept, /^27 Paare zum Trainieren und 13 zurückgehalten: 13 Duplikate und 0 Nicht-Duplikate, also 100/);
  assert.match(known, /^Von den zurückgehaltenen Paaren haben 13 keine Frage, die trainiert wird, 0 eine und 0 zwei\.$/);
  assert.deepEqual(faults, []);
});

const LESSONS = [
  "what-s-is",
  "rows",
  "columns",
  "symmetric",
  "course-losses",
  "collapse",
  "below-zero",
  "semi-hard",
  "mean-negative",
  "choose-margin",
  "at-the-margin",
  "padding",
  "threshold",
  "only-duplicates",
  "batch-size",
  "other-sides",
  "find-the-bug",
];

for (const [k, id] of LESSONS.entries()) {
  test(`The lesson ${id} asks for the same in German, in other words`, () => {
    const [english, german] = ["en", "de"].map((language) =>
      JSON.parse(readFileSync(new URL(`../../www/lessons/${language}/${id}.json`, import.meta.url), "utf8")),
    );
    const isSaid = (/** @type {string} */ path) => /\.(title|text\.\d+|ask|say|because)$/.test(path);
    const plain = (/** @type {object} */ lesson) => JSON.stringify(lesson, (key, value) => (isSaid(`.${key}`) || key === "text" ? undefined : value));
    assert.equal(plain(german), plain(english));
    assert.ok(english.pages.at(-1).task ?? english.pages.at(-1).question, "it ends with something that the learner does");
    assert.equal(de.lessons.titles[k], `${k + 1} ${german.title}`);
    const translations = new Map(textsIn(german));
    const said = textsIn(english).filter(([path, sentence]) => isSaid(path) && /[A-Za-z]/.test(sentence));
    assert.deepEqual(
      said.filter(([path, sentence]) => [undefined, "", sentence].includes(translations.get(path))),
      [],
    );
  });
}

test("On the diagonal the cell says its positive once, in the place that it has beside", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await page.locator("[role=grid]").focus();
  await page.keyboard.press("Control+Home");
  const shown = () =>
    page.evaluate(() => {
      const gradient = Number(document.querySelector("#cell [data-id=gradient]")?.getBoundingClientRect().top);
      const positives = [...document.querySelectorAll("#cell [data-id$=-positive]")];
      return { gradient, positives: positives.filter((dd) => dd.checkVisibility({ visibilityProperty: true })).length };
    });
  await drawn(page);
  const onDiagonal = await shown();
  await page.keyboard.press("ArrowRight");
  await drawn(page);
  assert.deepEqual(await shown(), { ...onDiagonal, positives: 2 });
  assert.equal(onDiagonal.positives, 1);
});
