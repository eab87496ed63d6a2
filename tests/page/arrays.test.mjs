// Files of arrays: a model that another program trained is looked at, opened, asked, measured, compared and trained on; vectors of one's own; weights for other programs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Model, readArrays } from "../../pkg/node/tripletscope.js";
import { words } from "../../www/words/en.js";
import { npyOf, npzOf } from "../support/arrays.mjs";
import { violations } from "../support/axe.mjs";
import { batchSays, eventually, lossShown, reach, renewed, startBrowser, stepBy, stepShown, text } from "../support/browser.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

const said = words.arrays;
const folder = path.join(import.meta.dirname, "../interop");
/** @type {{words: string[], length: number, pairs: [string, string][], cosines: Record<string, number[]>}} */
const recorded = JSON.parse(readFileSync(path.join(folder, "recorded.json"), "utf8"));
const saved = (/** @type {string} */ name) => ({ name, bytes: readFileSync(path.join(folder, name)) });

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(async () => {
  await chromium?.close();
});

/** @typedef {{name: string, bytes: Uint8Array}} Given */
const files = (/** @type {Given[]} */ given) =>
  given.map(({ name, bytes }) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) }));

/** @param {Page} page @param {...Given} given */
const choose = (page, ...given) => page.locator("#file").setInputFiles(files(given));

/** Waits until a dialog is gone, and shows why where it stays. @param {Page} page @param {string} dialog */
async function gone(page, dialog) {
  await page
    .locator(dialog)
    .waitFor({ state: "detached", timeout: 15_000 })
    .catch(async () => assert.fail(await text(page, `${dialog} .problem`)));
  await page.waitForFunction(() => /^(Step|Before)/.test(document.querySelector("#batch-words")?.textContent ?? ""));
}

/** Opens the vectors that the dialog shows, by Enter. @param {Page} page */
const openVectors = (page) =>
  renewed(page, async () => {
    await page.keyboard.press("Enter");
    await gone(page, "#open-vectors");
  });

/** Gives the model its vocabulary and its length, as its notebook had them. @param {Page} page */
async function giveWords(page) {
  await page.locator("#weights-vocabulary-file").setInputFiles(files([{ name: "words.txt", bytes: Buffer.from(recorded.words.join("\n")) }]));
  await page.waitForFunction(() => document.querySelector("#weights-words")?.textContent?.startsWith("words.txt"));
  await page.locator("#weights-length").fill(String(recorded.length));
}

/** The cosine that the page gives. @param {Page} page @param {string} one @param {string} two */
async function asked(page, one, two) {
  await page.locator("#ask-1").fill(one);
  await page.locator("#ask-2").fill(two);
  await page.locator("#ask form button").click();
  await page.waitForFunction(([first]) => document.querySelector("#ask h3")?.textContent?.includes(first), [one]);
  return Number((await text(page, "#ask [data-id=cosine]")).replace("−", "-"));
}

test("A model without vocabulary can be looked at but not asked; with it, it has its own library's cosines, and is trained on", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8&view.ask=true");
  await choose(page, saved("keras-order.npz"));
  await page.locator("#open-weights").waitFor();
  assert.deepEqual(await page.locator("#open-weights tbody th").allTextContents(), ["arr_0", "arr_1", "arr_2", "arr_3"]);
  assert.deepEqual(await page.locator("#open-weights tbody td:nth-child(3)").allTextContents(), [
    said.roles.embedding,
    said.roles.kernel,
    said.roles["recurrent-kernel"],
    said.roles.bias,
  ]);
  assert.equal(await text(page, "#weights-words"), said.weights.none);
  assert.ok(await page.locator("#weights-open").isDisabled());
  assert.deepEqual(await violations(page), []);
  await giveWords(page);
  await page.locator("#weights-open").click();
  await gone(page, "#open-weights");
  assert.match(await text(page, "#began-with"), /keras-order\.npz/);
  const [[one, two]] = recorded.pairs;
  const cosine = await asked(page, one, two);
  assert.ok(Math.abs(cosine - recorded.cosines["keras-order.npz"][0]) < 1e-3, `${cosine}, not ${recorded.cosines["keras-order.npz"][0]}`);
  assert.match(await text(page, "#held-out-words"), /step 0/);
  await stepBy(page, 2);
  const loss = await lossShown(page);
  // Back and on again: the run is made again from the file.
  await page.locator("#reset").click();
  await batchSays(page, "Before");
  await stepBy(page, 2);
  assert.equal(await lossShown(page), loss);
  await page.locator("#fresh-weights").click();
  await page.locator("#began-with").waitFor({ state: "hidden" });
  assert.deepEqual(faults, []);
});

test("Where D = H and no names say which matrix is which, it is said that their order alone does", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  for (const [H, told] of /** @type {const} */ ([
    [4, true],
    [3, false],
  ])) {
    const shapes = [[9, 4], [4, 4 * H], [H, 4 * H], [4 * H]];
    const model = shapes.map((shape, k) => ({
      name: `arr_${k}.npy`,
      bytes: npyOf(shape, new Float32Array(shape.reduce((a, b) => a * b)).fill(0.1)),
    }));
    await choose(page, { name: "unnamed.npz", bytes: npzOf(model) });
    await page.locator("#open-weights").waitFor();
    assert.equal((await text(page, "#open-weights p >> nth=0")).includes(said.weights.byOrderAlone), told);
    await page.keyboard.press("Escape");
    await page.locator("#open-weights").waitFor({ state: "detached" });
  }
  assert.deepEqual(faults, []);
});

test("A model that is opened together with its vocabulary has its words", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  await choose(page, saved("keras-order.npz"), { name: "words.txt", bytes: new TextEncoder().encode(recorded.words.join("\n")) });
  await page.waitForFunction(() => document.querySelector("#weights-words")?.textContent?.startsWith("words.txt"));
  await page.locator("#weights-open:enabled").click();
  await gone(page, "#open-weights");
  assert.match(await text(page, "#began-with"), /keras-order\.npz/);
  assert.deepEqual(faults, []);
});

test("Opened weights stand beside the run, trained along, and what does not fit changes nothing", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  await stepBy(page, 3);
  await choose(page, saved("torch.safetensors"));
  await giveWords(page);
  await page.locator("#weights-beside").click();
  await gone(page, "#open-weights");
  await page.locator('#runs input[data-id="show-1"]:checked').waitFor();
  assert.match(await text(page, "#runs"), /torch\.safetensors/);
  assert.equal(await stepShown(page), 3);
  await eventually(async () => assert.equal(await page.locator("#compare tbody tr").count(), 2));
  // A vocabulary that is too long for the embedding is refused in the dialog, which stays.
  await choose(page, saved("keras-order.npz"));
  const many = Array.from({ length: 50 }, (_, k) => `w${k}`).join("\n");
  await page.locator("#weights-vocabulary-file").setInputFiles(files([{ name: "many.txt", bytes: Buffer.from(many) }]));
  await page.locator("#weights-open:enabled").click();
  await page.waitForFunction(() => document.querySelector("#open-weights .problem")?.textContent?.includes("vocabulary"));
  await page.keyboard.press("Escape");
  assert.equal(await stepShown(page), 3);
  const wrong = npyOf([3, 5], new Float32Array(15));
  await choose(page, { name: "wrong.h5", bytes: Buffer.concat([Buffer.from([0x89]), Buffer.from("HDF\r\n"), wrong]) });
  await page.waitForFunction(() => document.querySelector("#problem")?.textContent?.includes("HDF5"));
  assert.equal(await stepShown(page), 3);
  assert.deepEqual(faults, []);
});

/** 200 pairs of 8 numbers that turn about each other, and labels. */
function ownVectors() {
  const numbers = (/** @type {number} */ seed) => Float32Array.from({ length: 1600 }, (_, k) => Math.sin((k + 1) * seed));
  const v1 = numbers(12.9898);
  const noise = numbers(78.233);
  const labels = Uint8Array.from({ length: 200 }, (_, k) => Number(k % 4 > 0));
  const v2 = v1.map((x, k) => (labels[Math.floor(k / 8)] ? x : 0) + 0.8 * noise[k]);
  return [
    { name: "v1.npy", bytes: npyOf([200, 8], v1) },
    { name: "v2.npy", bytes: npyOf([200, 8], v2) },
    { name: "y.npy", bytes: npyOf([200], labels, "|u1") },
  ];
}

test("Vectors of one's own: one Enter opens them, every view shows them, and a linear head is trained", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=16");
  await choose(page, ownVectors()[0]);
  await page.locator("#open-vectors").waitFor();
  assert.equal(await text(page, "#open-vectors .problem"), said.vectors.missing({ name: "v1.npy", shape: said.shape([200, 8]) }));
  assert.equal(await page.evaluate(() => document.activeElement?.id), "vectors-more");
  await page.keyboard.press("Escape");
  const [v1, v2, labels] = ownVectors();
  await choose(page, labels);
  for (const side of [v1, v2]) {
    await page.locator("#open-vectors").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "vectors-more", "labels that are clear are no question");
    await page.locator("#vectors-more-file").setInputFiles(files([side]));
  }
  await page.locator("#vectors-open:enabled").waitFor();
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await page.locator("#vectors-words li").allTextContents(), [
    said.vectors.pairs(200, 8),
    said.vectors.labelled(150, 50),
    said.vectors.head(8),
  ]);
  await openVectors(page);
  await page.waitForFunction(() => document.querySelector("#data-words")?.textContent?.includes("vectors of 8 numbers"));
  for (const button of await page.locator("#view-bar button").all())
    if ((await button.getAttribute("aria-pressed")) === "false") await button.click();
  const start = await lossShown(page);
  await stepBy(page, 30);
  assert.ok((await lossShown(page)) < start);
  assert.match(await text(page, "#slow [data-id=about]"), /linear head/);
  assert.equal(await text(page, "#problem"), "");
  // Back to words: the LSTM again, and undo brings the vectors back.
  await renewed(page, () => page.locator("#use-builtin").click());
  await page.waitForFunction(() => /words\.$/.test(document.querySelector("#data-words")?.textContent ?? ""));
  await page.locator("#undo").click();
  await page.waitForFunction(() => document.querySelector("#data-words")?.textContent?.includes("vectors of 8"));
  await reach(page, 30);
  assert.equal(await stepShown(page), 30);
  assert.deepEqual(faults, []);
});

test("Scores of own vectors are asked about, what is held out can be said, and it all can be opened again differently", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=16");
  const [v1, v2] = ownVectors();
  const scores = {
    name: "scores.npy",
    bytes: npyOf(
      [200, 1],
      Float32Array.from({ length: 200 }, (_, k) => (k % 11) / 10),
    ),
  };
  await choose(page, v1, v2, scores);
  await page.locator("#open-vectors .pairs-question").waitFor();
  assert.equal(await page.locator("#vectors-labels option:checked").textContent(), "scores.npy (200 × 1)");
  assert.ok(await page.locator("#vectors-open").isDisabled());
  assert.equal(await page.evaluate(() => document.activeElement?.id), "pairs-from");
  assert.deepEqual(await violations(page), []);
  await page.setViewportSize({ width: 390, height: 844 });
  assert.ok(await page.locator("#open-vectors").evaluate((node) => node.scrollWidth <= node.clientWidth), "nothing is cut off on a phone");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.locator("#pairs-bounds").click();
  await page.locator("#pairs-sums:text-is('Of 200 rows, 54 are duplicates and 74 are different; 72 are skipped.')").waitFor();
  await page.locator("#pairs-split").selectOption("share");
  await page.locator("#pairs-share").fill("20");
  await page.locator("#pairs-share").press("Tab");
  await page.locator("#vectors-open").click();
  await gone(page, "#open-vectors");
  await page.waitForFunction(() => /43 pairs to train on/.test(document.querySelector("#data-words")?.textContent ?? ""));
  const lines = await page.locator("#data-lines li").allTextContents();
  assert.match(lines[0], /^200 rows read: 54 duplicates, 74 non-duplicates, [0-9]+ skipped\.$/);
  assert.match(lines.at(-1) ?? "", / = 200 rows\.$/);
  await page.locator("#open-again").click();
  await page.locator("#open-vectors").waitFor();
  assert.equal(await page.locator("#pairs-share").inputValue(), "20");
  assert.equal(await page.locator("#pairs-from").inputValue(), "0.8");
  await page.locator("#vectors-labels").selectOption("-1");
  await page.locator("#vectors-open").click();
  await gone(page, "#open-vectors");
  await page.waitForFunction(() =>
    /200 duplicates, 0 non-duplicates.*Without labels/.test(document.querySelector("#data-lines li")?.textContent ?? ""),
  );
  assert.deepEqual(faults, []);
});

test("Vectors lie at an address too, and a file there that holds no two sides is refused with what it is", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  const list = (/** @type {number} */ k) => `"[${[1, 2, 3, 4].map((d) => Math.sin(k * d).toFixed(4)).join(", ")}]"`;
  const table = ["one,two,label", ...Array.from({ length: 120 }, (_, k) => `${list(k + 1)},${list(2 * k + 2)},${k % 2 ? 1 : -1}`)].join("\n");
  await page.route("**/vectors.csv", (route) => route.fulfill({ body: table }));
  await page.route("**/one.npy", (route) => route.fulfill({ body: Buffer.from(ownVectors()[0].bytes) }));
  await page.evaluate(() => void (location.hash = "v=1&batchSize=8&data=vectors.csv"));
  await page.waitForFunction(() => document.querySelector("#data-words")?.textContent?.startsWith("vectors.csv: "));
  assert.match(await text(page, "#data-words"), /vectors of 4 numbers/);
  assert.match(await text(page, "#data-lines li:first-child"), /^120 rows read: 60 duplicates, 60 non-duplicates/);
  await stepBy(page, 2);
  await page.evaluate(() => void (location.hash = "v=1&batchSize=8&data=one.npy"));
  const needed = said.vectors.noPair("one.npy", said.shape([200, 8]));
  await page.waitForFunction((sentence) => document.querySelector("#problem")?.textContent?.includes(sentence), needed);
  assert.equal(await stepShown(page), 2);
  assert.deepEqual(faults, []);
});

/** One array of both sides of the pairs, [N, 2, H]. */
function stacked() {
  const [v1, v2] = ownVectors()
    .slice(0, 2)
    .map(({ bytes }) => readArrays(bytes)["0"].values);
  const rows = Array.from({ length: 200 }, (_, k) => [v1, v2].map((side) => [...side.subarray(8 * k, 8 * k + 8)]));
  return { name: "both.npy", bytes: npyOf([200, 2, 8], Float32Array.from(rows.flat(2))) };
}

test("One array of both sides is vectors of pairs, dropped or at an address, with the run of two arrays", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  const [v1, v2, labels] = ownVectors();
  const losses = [];
  for (const given of [
    [v1, v2, labels],
    [stacked(), labels],
  ]) {
    await choose(page, ...given);
    await page.locator("#open-vectors").waitFor();
    assert.equal((await page.locator("#vectors-words li").allTextContents())[0], said.vectors.pairs(200, 8));
    await openVectors(page);
    await stepBy(page, 3);
    losses.push(await lossShown(page));
  }
  assert.equal(losses[0], losses[1]);
  await page.locator("#open-again").click();
  await page.locator("#open-vectors").waitFor();
  assert.equal(await page.locator("#vectors-v2 option:checked").textContent(), "both.npy[:, 1] (200 × 8)");
  await page.keyboard.press("Escape");
  await page.route("**/both.npy", (route) => route.fulfill({ body: Buffer.from(stacked().bytes) }));
  await page.evaluate(() => void (location.hash = "v=1&batchSize=8&data=both.npy"));
  await page.waitForFunction(() => /^both\.npy: .*vectors of 8 numbers/.test(document.querySelector("#data-words")?.textContent ?? ""));
  assert.match(await text(page, "#data-lines li:first-child"), /^200 rows read: 200 duplicates/);
  assert.deepEqual(faults, []);
});

test("A table with lists of numbers in its fields is vectors too, with their texts and labels", async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8");
  const line = (/** @type {number} */ k) => {
    const numbers = [1, 2, 3, 4].map((d) => Math.sin(k * d).toFixed(4));
    return `"[${numbers.join(", ")}]","[${numbers.toReversed().join(", ")}]",${k % 2},"How, ${k}?",Why ${k}?`;
  };
  const table = `one,two,label,text1,text2\n${Array.from({ length: 120 }, (_, k) => line(k + 1)).join("\n")}\n`;
  await choose(page, { name: "vectors.csv", bytes: Buffer.from(table) });
  await page.locator("#open-vectors").waitFor();
  assert.deepEqual(await page.locator("#vectors-words li").allTextContents(), [
    said.vectors.pairs(120, 4),
    said.vectors.labelled(60, 60),
    said.vectors.head(4),
  ]);
  await openVectors(page);
  assert.match(await text(page, "#cell"), /How, \d+\?/);
  assert.deepEqual(faults, []);
});

test("Weights are saved for another program with their words, and the program says how to read them", async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await stepBy(page, 1);
  await page.locator("#save-weights").click();
  for (const [library, ending] of [
    ["keras", "npz"],
    ["pytorch", "safetensors"],
  ]) {
    await page.locator("#weights-library").selectOption(library);
    const coming = page.waitForEvent("download");
    await page.locator("#weights-save").click();
    const download = await coming;
    assert.equal(download.suggestedFilename(), `tripletscope-weights-step-1.${ending}`);
    assert.ok((await page.locator("#weights-code").inputValue()).includes(download.suggestedFilename()));
    const bytes = readFileSync(await download.path());
    const source = Model.fromWeights(bytes).source();
    assert.ok(source?.words && source.tokenizer === "words" && source.length);
    if (ending === "npz") assert.ok(readArrays(bytes).vocabulary.texts?.length);
  }
});
