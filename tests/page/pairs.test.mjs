// The dialog for files of pairs: what is shown before anything is replaced, what is asked, and what a link and another file make of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { root } from "../../tools/shell.mjs";
import { words } from "../../www/words/en.js";
import { violations } from "../support/axe.mjs";
import { account, batchSays, drawn, eventually, hashOf, lossShown, startBrowser, stepBy, stepShown, text } from "../support/browser.mjs";
import { acceptPairs, chooseFiles, openPairs } from "../support/files.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

const START = "v=1&batchSize=8&model.embeddingDim=8&model.hiddenDim=8";
/** @param {string} name @returns {[string, Buffer]} */
const caseOf = (name) => [name, readFileSync(path.join(root, "tests/cases/files", name))];
/** Pairs of which every second is a duplicate. @param {number} rows @param {string} [what] */
const pairsOf = (rows, what = "thing") =>
  [
    "question1,question2,label",
    ...Array.from({ length: rows }, (_, k) => `How is ${what} ${k} made?,What makes ${what} ${k}?,${Number(k % 4 < 3)}`),
  ].join("\n");

/** @param {Page} page @param {string} name */
const opened = (page, name) => page.waitForFunction((start) => document.querySelector("#data-words")?.textContent?.startsWith(start), `${name}: `);
/** @param {Page} page */
const isFocused = (page) => page.evaluate(() => document.activeElement?.id);
/** Whether the page asks before the dialog is sure. @param {Page} page @param {string} [says] */
const sure = (page, says = "") => page.waitForFunction((wanted) => document.querySelector("#pairs-sums")?.textContent?.includes(wanted), says);
/** @param {Page} page */
const closed = (page) => page.locator("#pairs").waitFor({ state: "detached" });

test("Scores are asked about at the top, one answer by keyboard makes it sure, Enter opens, and Escape before that leaves all as it was", async () => {
  const { page, faults } = await chromium.visit(START);
  await stepBy(page, 2);
  // The address follows a moment later.
  await page.waitForURL(/step=2/);
  const [stood, data, link] = [await account(page, 2), await text(page, "#data-words"), await hashOf(page)];
  await chooseFiles(page, caseOf("scores.csv"));
  await page.locator(".pairs-question").waitFor();
  assert.match(await text(page, ".pairs-question"), /^What do the values of column "score" mean\?.*The label is a score, here from 0\.8 to 4\.4/);
  assert.equal(await page.locator("#pairs-open").isDisabled(), true);
  assert.equal(await isFocused(page), "pairs-from");
  await page.keyboard.press("Escape");
  await closed(page);
  assert.deepEqual([await account(page, 2), await text(page, "#data-words"), await hashOf(page)], [stood, data, link]);

  await chooseFiles(page, caseOf("scores.csv"));
  await page.locator("#pairs-from").fill("4");
  await page.locator("#pairs-from").press("Tab");
  await sure(page, "Of 24 rows");
  assert.equal(await text(page, "#pairs-sums"), "Of 24 rows, 12 are duplicates and 12 are different.");
  await page.locator("#pairs-below").fill("2");
  // Enter takes what has just been typed.
  await page.keyboard.press("Enter");
  await opened(page, "scores.csv");
  await closed(page);
  assert.match(await text(page, "#data-lines li:first-child"), /^24 rows read: 12 duplicates, 12 non-duplicates, \d+ skipped\./);
  assert.match(decodeURIComponent(await hashOf(page)), /reading=\{"label":"score","duplicate":\{"from":4\},"different":\{"below":2\}\}/);
  await page.locator("#undo").click();
  await page.waitForFunction((words) => document.querySelector("#data-words")?.textContent === words, data);
  await page.locator("#redo").click();
  await opened(page, "scores.csv");
  assert.match(await text(page, "#data-lines li:first-child"), /12 duplicates, 12 non-duplicates/);
  assert.deepEqual(faults, []);
});

test("What is typed stands, whether what was said before has been looked at by then or not, and is said once it is typed", async () => {
  const { page, faults } = await chromium.visit(START);
  // What workers find is held back where that is asked for.
  await page.evaluate(() => {
    const given = /** @type {{set: (hear: unknown) => void}} */ (Object.getOwnPropertyDescriptor(Worker.prototype, "onmessage"));
    /** @type {{held: (() => void)[] | undefined}} */
    const hold = Object.assign(globalThis, { held: undefined });
    Object.defineProperty(Worker.prototype, "onmessage", {
      set(/** @type {(event: MessageEvent) => void} */ hear) {
        given.set.call(this, (/** @type {MessageEvent} */ event) => {
          if (hold.held && event.data.type === "inspected") hold.held.push(() => hear(event));
          else hear(event);
        });
      },
    });
  });
  const letGo = async () => {
    await page.waitForFunction(() => /** @type {any} */ (globalThis).held.length === 1);
    await page.evaluate(() => {
      const { held } = /** @type {any} */ (globalThis);
      Object.assign(globalThis, { held: undefined });
      held[0]();
    });
    await drawn(page);
  };
  const bounds = async () => [await page.locator("#pairs-from").inputValue(), await page.locator("#pairs-below").inputValue()];
  /** Says the one bound and goes on to the other, whose field has been drawn anew by then or not. @param {string} from @param {() => Promise<unknown>} type */
  const sayAndGoOn = async (from, type) => {
    await page.locator("#pairs-from").fill(from);
    await page.evaluate(() => void Object.assign(globalThis, { held: [] }));
    await page.locator("#pairs-from").press("Tab");
    await type();
  };
  await chooseFiles(page, caseOf("scores.csv"));
  await page.locator(".pairs-question").waitFor();
  await sayAndGoOn("4", async () => {
    await letGo();
    await page.keyboard.type("2");
  });
  assert.deepEqual(await bounds(), ["4", "2"]);
  await page.keyboard.press("Tab");
  await sure(page, "Of 24 rows, 12 are duplicates and 12 are different.");
  await sayAndGoOn("4.3", async () => {
    await page.keyboard.type("1");
    await letGo();
    await page.keyboard.type(".5");
  });
  assert.deepEqual(await bounds(), ["4.3", "1.5"]);
  // Where it is as before in the end, what has come meanwhile is drawn.
  const said = await text(page, "#pairs-sums");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("2");
  await page.keyboard.press("Tab");
  await page.waitForFunction((before) => document.querySelector("#pairs-sums")?.textContent !== before, said);
  assert.deepEqual(await bounds(), ["4.3", "2"]);
  assert.deepEqual(faults, []);
});

test("What a value means, which column is the label, and what a word is can be changed, and the file can be opened again differently", async () => {
  const { page, faults } = await chromium.visit(START);
  await chooseFiles(page, caseOf("entailment.tsv"));
  const choose = (/** @type {string} */ value) => page.locator(`.pairs-values tr:has(th:text-is("${value}")) select`);
  await choose("entailment").selectOption("duplicate");
  // Nothing is said of the others by itself; one press says it.
  await page.locator("#pairs-rest").waitFor();
  assert.equal(await choose("neutral").inputValue(), "");
  assert.equal(await page.locator("#pairs-open").isDisabled(), true);
  await page.locator("#pairs-rest").press("Enter");
  await sure(page, "Of 24 rows");
  assert.equal(await choose("neutral").inputValue(), "different");
  assert.equal(await page.locator(".pairs-question").count(), 0);
  await choose("neutral").selectOption("skip");
  await sure(page, "are skipped");
  await page.locator("#pairs-tokenizer").selectOption("symbols");
  await acceptPairs(page);
  await opened(page, "entailment.tsv");
  await closed(page);
  assert.match(decodeURIComponent(await hashOf(page)), /"tokenizer":"symbols"/);
  const skipped = await text(page, "#data-lines");
  assert.match(skipped, /rows skipped, each because .* \(line /);

  await page.locator("#open-again").click();
  await page.locator("#pairs[open]").waitFor();
  assert.equal(await page.locator("#pairs-tokenizer").inputValue(), "symbols");
  assert.equal(await choose("neutral").inputValue(), "skip");
  const label = page.locator(".pairs-table select", { has: page.locator("option:checked", { hasText: words.pairs.roles.label }) });
  await label.selectOption("");
  await page.locator("#pairs", { hasText: words.pairs.unlabelled }).waitFor();
  await acceptPairs(page);
  await page.waitForFunction(() => /24 duplicates, 0 non-duplicates/.test(document.querySelector("#data-lines")?.textContent ?? ""));
  assert.deepEqual(faults, []);
});

test("Rows without a label can be different or skipped, and a refusal does not stay beside the next dialog", async () => {
  const { page, faults } = await chromium.visit(START);
  await chooseFiles(page, ["a.pdf", "%PDF-1.7 and so on"]);
  await page.waitForFunction(() => document.querySelector("#problem")?.textContent?.startsWith("a.pdf could not be opened"));
  const rows = Array.from({ length: 60 }, (_, k) => `How is thing ${k} made?,What makes thing ${k}?,${k % 3 ? "" : "1"}`);
  const blank = `question1,question2,is_duplicate\n${rows.join("\n")}`;
  const choose = (/** @type {string} */ value) => page.locator(`.pairs-values tr:has(th:text-is("${value}")) select`);
  for (const [sense, counts] of /** @type {const} */ ([
    ["different", /^60 rows read: 20 duplicates, 40 non-duplicates/],
    ["skip", /^60 rows read: 20 duplicates, .*40 skipped/],
  ])) {
    await chooseFiles(page, ["blank.csv", blank]);
    await page.locator("#pairs[open] .pairs-question").waitFor();
    assert.equal(await text(page, "#problem"), "");
    await choose("1").selectOption("duplicate");
    await choose(words.pairs.blank).selectOption(sense);
    await sure(page, "Of 60 rows");
    await acceptPairs(page);
    await opened(page, "blank.csv");
    await closed(page);
    await page.waitForFunction((start) => new RegExp(start).test(document.querySelector("#data-lines li")?.textContent ?? ""), counts.source);
  }
  assert.deepEqual(faults, []);
});

test("A label that only later rows have is asked about, and JSON with a list for each column is read", async () => {
  const { page, faults } = await chromium.visit(START);
  const line = (/** @type {number} */ k) => ({
    question1: `How is the thing number ${k} made, you ask?`,
    question2: `What makes thing number ${k}?`,
    ...(k < 1500 ? {} : { label: k % 2 }),
  });
  const objects = Array.from({ length: 2000 }, (_, k) => line(k));
  await chooseFiles(page, ["late.jsonl", objects.map((object) => JSON.stringify(object)).join("\n")]);
  await page.locator("#pairs[open] .pairs-question", { hasText: "label" }).waitFor();
  const choose = (/** @type {string} */ value) => page.locator(`.pairs-values tr:has(th:text-is("${value}")) select`);
  await choose("1").selectOption("duplicate");
  await choose(words.pairs.blank).selectOption("skip");
  await page.locator("#pairs-rest").press("Enter");
  await acceptPairs(page);
  await opened(page, "late.jsonl");
  await closed(page);
  assert.match(await text(page, "#data-lines li:first-child"), /^2,000 rows read: 250 duplicates, 250 non-duplicates, 1,500 skipped/);
  const column = (/** @type {"question1" | "question2"} */ key) => objects.map((object) => object[key]);
  const lists = JSON.stringify({ question1: column("question1"), question2: column("question2"), filler: objects.map(() => "x".repeat(600)) });
  assert.ok(lists.length > 1 << 20);
  await chooseFiles(page, ["lists.json", lists]);
  await acceptPairs(page);
  await opened(page, "lists.json");
  assert.match(await text(page, "#data-lines li:first-child"), /^2,000 rows read: 2,000 duplicates/);
  assert.deepEqual(faults, []);
});

test("A label within the texts is asked about, and one press says that it belongs to them; rows by number are read", async () => {
  const { page, faults } = await chromium.visit(START);
  const rows = Array.from({ length: 120 }, (_, k) => [`How is thing ${k} made?`, `What makes thing ${k}?`, Number(k % 4 < 3)]);
  await chooseFiles(page, ["fasttext.txt", rows.map(([one, two, label]) => `__label__${label} ${one} ||| ${two}`).join("\n")]);
  await page.locator("#pairs[open] .pairs-question", { hasText: "__label__1 How is thing 0 made?" }).waitFor();
  assert.equal(await page.locator("#pairs-open").isDisabled(), true);
  await page.locator("#pairs-every-row").press("Enter");
  await acceptPairs(page);
  await opened(page, "fasttext.txt");
  await closed(page);
  assert.match(await text(page, "#data-lines li:first-child"), /^120 rows read: 120 duplicates/);
  const byNumber = Object.fromEntries(rows.map(([question1, question2, label], k) => [k, { question1, question2, label }]));
  await openPairs(page, "index.json", JSON.stringify(byNumber));
  await opened(page, "index.json");
  assert.match(await text(page, "#data-lines li:first-child"), /^120 rows read: 90 duplicates, 30 non-duplicates/);
  assert.deepEqual(faults, []);
});

test("A key that says train or test in late rows only is asked about before anything of it is used", async () => {
  const { page, faults } = await chromium.visit(START);
  const line = (/** @type {number} */ k) => ({
    question1: `How is the thing number ${k} made, you ask?`,
    question2: `What makes thing number ${k}?`,
    ...(k < 1500 ? {} : { split: k % 2 ? "train" : "test" }),
  });
  const text2000 = Array.from({ length: 2000 }, (_, k) => JSON.stringify(line(k))).join("\n");
  for (const [answer, counts] of /** @type {const} */ ([
    ["split", /^2,000 rows read: .* 1,500 skipped/],
    ["none", /^2,000 rows read: 2,000 duplicates, 0 non-duplicates, 0 skipped/],
  ])) {
    await chooseFiles(page, ["late.jsonl", text2000]);
    await page.locator("#pairs[open] .pairs-question", { hasText: "split" }).waitFor();
    assert.equal(await page.locator("#pairs-open").isDisabled(), true);
    assert.equal(await isFocused(page), "pairs-late-split");
    await page.locator(`#pairs-late-${answer}`).press("Enter");
    await acceptPairs(page);
    await opened(page, "late.jsonl");
    await closed(page);
    await page.waitForFunction((start) => new RegExp(start).test(document.querySelector("#data-lines li")?.textContent ?? ""), counts.source);
  }
  assert.deepEqual(faults, []);
});

test("What a field does not allow is said beside it, Enter opens nothing then, and the field gets the keys", async () => {
  const { page, faults } = await chromium.visit(START);
  await chooseFiles(page, ["mine.csv", pairsOf(80)]);
  await page.locator("#pairs-split").selectOption("share");
  await page.locator("#pairs-share").fill("70");
  await page.keyboard.press("Enter");
  assert.equal(await text(page, "#mistake-pairs-share"), "Allowed here is a whole number from 1 to 33.");
  await page.waitForFunction(() => document.activeElement?.id === "pairs-share");
  assert.equal(await page.locator("#pairs[open]").count(), 1);
  await page.locator("#pairs-share").fill("30");
  await page.keyboard.press("Enter");
  await opened(page, "mine.csv");
  assert.match(decodeURIComponent(await hashOf(page)), /"heldOut":0\.3/);
  assert.deepEqual(faults, []);
});

test("On a phone the columns that are used are in sight at first, and a third text can be left unused", async () => {
  const { page, faults } = await chromium.visit(START, { viewport: { width: 390, height: 844 }, hasTouch: true });
  const rows = Array.from({ length: 40 }, (_, k) => `${k},caption,clip ${k},2012,How is ${k} made?,What makes ${k}?,Where is ${k} sold?`);
  await chooseFiles(page, ["wide.csv", ["id,genre,filename,year,anchor,positive,negative", ...rows].join("\n")]);
  await page.locator("#pairs[open]").waitFor();
  const [used, frame] = await Promise.all([".pairs-table .taken", ".pairs-rows"].map((part) => page.locator(part).first().boundingBox()));
  assert.ok(used && frame && used.x >= frame.x - 1 && used.x + used.width <= frame.x + frame.width + 1, JSON.stringify([used, frame]));
  await page.locator("#pairs-role-6").selectOption("");
  await page.locator("#pairs", { hasText: words.pairs.unlabelled }).waitFor();
  assert.equal(await page.locator("#pairs-role-6").inputValue(), "");
  await acceptPairs(page);
  await opened(page, "wide.csv");
  assert.match(await text(page, "#data-lines li:first-child"), /^40 rows read: 40 duplicates, 0 non-duplicates/);
  assert.match(decodeURIComponent(await hashOf(page)), /"negative":null/);
  assert.deepEqual(faults, []);
});

test("On a phone what the classes of NLI mean is chosen without scrolling, and what can be done with the rest stands clear of the buttons", async () => {
  const { page, faults } = await chromium.visit(START, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await chooseFiles(page, caseOf("entailment.tsv"));
  const [wide, seen] = await page.locator(".pairs-values").evaluate((part) => [part.scrollWidth, part.clientWidth]);
  assert.ok(wide <= seen, `${wide} of ${seen} pixels`);
  for (const [k, sense] of ["duplicate", "different", "different"].entries()) await page.locator(`#pairs-sense-${k}`).selectOption(sense);
  await acceptPairs(page);
  await opened(page, "entailment.tsv");
  const [buttons, negatives] = await Promise.all(["#advice .buttons", "#negatives"].map((part) => page.locator(part).boundingBox()));
  assert.ok(buttons && negatives && negatives.y >= buttons.y + buttons.height + 6, JSON.stringify([buttons, negatives]));
  assert.deepEqual(faults, []);
});

test("A link that needs a file says so by name, reads it as the link says, tells another one apart, and is the same run once it is open", async () => {
  const { page } = await chromium.visit(START);
  await openPairs(page, "mine.csv", pairsOf(80));
  await opened(page, "mine.csv");
  await stepBy(page, 3);
  await page.waitForFunction(() => location.hash.includes("&step=3"));
  const [stood, link] = [await account(page, 2), (await hashOf(page)).slice(1)];
  assert.match(link, /file=mine\.csv/);

  const other = await chromium.visit(link);
  assert.match(await text(other.page, "#notice"), /made with the file mine\.csv \([0-9a-f]{8}\)/);
  await openPairs(other.page, "mine.csv", pairsOf(81));
  await opened(other.page, "mine.csv");
  await other.page.waitForFunction(() => document.querySelector("#notice")?.textContent?.includes("holds other pairs"));
  await openPairs(other.page, "copy of mine.csv", pairsOf(80));
  await other.page.locator("#notice").waitFor({ state: "hidden" });
  // The runs before it stand at step 3 as well.
  await eventually(async () => assert.deepEqual(await account(other.page, 2), stood));
  await other.page.waitForFunction(() => location.hash.includes("file=copy"));
});

test("A training file and a test file go together, and only the one trained on is trained on", async () => {
  const { page, faults } = await chromium.visit(START);
  await chooseFiles(page, ["dev.csv", pairsOf(20, "car")], ["test.csv", pairsOf(30, "boat")], ["train.csv", pairsOf(60)]);
  await page.locator("#pairs[open]").waitFor();
  assert.equal(await text(page, "#pairs-title"), "Open train.csv + test.csv");
  assert.equal(await text(page, "#pairs-unused"), words.pairs.unused(["dev.csv"]));
  await acceptPairs(page);
  await opened(page, "train.csv + test.csv");
  assert.match(await text(page, "#data-words"), /45 pairs to train on, 30 held out/);
  await stepBy(page, 1);
  assert.ok(Number.isFinite(await lossShown(page)));
  assert.deepEqual(faults, []);
});

test("A test file without labels beside one with labels is asked about, and its rows are accounted for apart", async () => {
  const { page, faults } = await chromium.visit(START);
  const rows = Array.from({ length: 12 }, (_, k) => `How is boat ${k} made?,What makes boat ${k}?`);
  await chooseFiles(page, ["train.csv", pairsOf(60)], ["test.csv", ["question1,question2", ...rows, "only one", rows[0]].join("\n")]);
  const asked = page.locator(".pairs-question");
  await asked.waitFor();
  assert.equal(await asked.locator("p").textContent(), words.pairs.unlabelledTest.question("test.csv"));
  assert.equal(await page.locator("#pairs-open").isDisabled(), true);
  assert.equal(await isFocused(page), "pairs-unlabelled");
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Space");
  assert.equal(await isFocused(page), "pairs-unlabelled");
  await page.keyboard.press("Enter");
  await opened(page, "train.csv + test.csv");
  await closed(page);
  const lines = await page.locator("#data-lines li").allTextContents();
  assert.match(lines[0], /^60 rows of the training file and 14 of the test file read: 57 duplicates, 15 non-duplicates, 17 skipped\./);
  assert.deepEqual(
    lines.filter((line) => line.startsWith("Test file: ")),
    [
      "Test file: no label, so every pair of it counts as a duplicate.",
      "Test file: 1 row skipped because it has too few fields (line 14)",
      "Test file: 1 row skipped because the same pair stands in an earlier row (line 15)",
      "Test file: 12 held out + 2 skipped = 14 rows.",
    ],
  );
  await page.locator("#open-again").click();
  await page.locator("#pairs[open]").waitFor();
  assert.equal(await page.locator("#pairs-unlabelled").isChecked(), true);
  assert.equal(await page.locator("#pairs-open").isEnabled(), true);
  assert.deepEqual(faults, []);
});

test("Labels of a test file that are others than those of the training file are asked about for it alone, and opened again they stand as they were said", async () => {
  const { page, faults } = await chromium.visit(START);
  const kinds = ["ENTAILMENT", "NEUTRAL", "CONTRADICTION"];
  const testFile = (/** @type {(k: number) => string | number} */ label) =>
    ["question1,question2,label", ...Array.from({ length: 30 }, (_, k) => `How is boat ${k} made?,What makes boat ${k}?,${label(k)}`)].join("\n");
  await chooseFiles(page, ["train.csv", pairsOf(60)], ["test.csv", testFile((k) => kinds[k % 3])]);
  const asked = page.locator(".pairs-question");
  await asked.waitFor();
  assert.match(await text(page, ".pairs-question > p"), /^test\.csv, the test file, .* What do the values of column "label" mean\?/);
  assert.equal(await page.locator("#pairs-open").isDisabled(), true);
  assert.equal(await isFocused(page), "pairs-test-sense-0");
  assert.deepEqual(await violations(page), []);
  await page.setViewportSize({ width: 390, height: 844 });
  const [question, table] = await Promise.all([".pairs-question", ".pairs-question .pairs-values"].map((place) => page.locator(place).boundingBox()));
  assert.ok(question && table && table.x + table.width <= question.x + question.width, "the values stay within their question, and are scrolled");
  for (const [k, sense] of ["duplicate", "different", "different"].entries())
    await page.locator(`tr:has-text("${kinds[k]}") select[id^=pairs-test]`).selectOption(sense);
  await page.locator("#pairs-open:enabled").waitFor();
  assert.equal(await text(page, "#pairs-test-sums"), "Of 30 rows, 10 are duplicates and 20 are different.");
  await page.locator("#pairs-open").click();
  await opened(page, "train.csv + test.csv");
  await closed(page);
  assert.match(
    (await page.locator("#data-lines li").allTextContents())[0],
    /^60 rows of the training file and 30 of the test file read: 55 duplicates, 35 non-/,
  );
  await page.locator("#open-again").click();
  await page.locator("#pairs[open]").waitFor();
  assert.equal(await page.locator("tr:has-text('ENTAILMENT') select[id^=pairs-test]").inputValue(), "duplicate");
  await page.keyboard.press("Escape");
  await closed(page);

  await chooseFiles(page, ["train.csv", pairsOf(60)], ["test.csv", testFile((k) => (k % 11) / 2)]);
  await page.locator("#pairs-test-from").fill("4");
  await page.locator("#pairs-test-from").press("Tab");
  await page.locator("#pairs-test-below").fill("2");
  await page.locator("#pairs-test-below").press("Tab");
  // Opened is what the dialog says.
  await page.locator("#pairs-test-sums:has-text('6 are duplicates and 12 are different')").waitFor();
  await page.locator("#pairs-open:enabled").click();
  await opened(page, "train.csv + test.csv");
  // The files before had these names too.
  await page.locator("#data-lines li:first-child:has-text(' 51 duplicates, 27 non-duplicates')").waitFor();
  assert.deepEqual(faults, []);
});

test("A column that says train or test is taken at its word in the dialog and at an address, unless its role is taken away", async () => {
  const split = [
    "question1,question2,split",
    ...Array.from({ length: 40 }, (_, k) => `How is ${k} made?,What makes ${k}?,${k % 4 ? "train" : "test"}`),
  ].join("\n");
  const { page, faults } = await chromium.visit(START);
  await chooseFiles(page, ["mine.csv", split]);
  await page.locator("#pairs[open]").waitFor();
  assert.equal(await page.locator("#pairs-role-2").inputValue(), "split");
  await page.locator("#pairs-role-2").selectOption("");
  await page.locator("#pairs-split").waitFor();
  await page.locator("#pairs-role-2").selectOption("split");
  await page.locator("#pairs", { hasText: words.pairs.heldBy(undefined, "split") }).waitFor();
  await acceptPairs(page);
  await opened(page, "mine.csv");
  assert.match(await text(page, "#data-words"), /30 pairs to train on, 10 held out/);
  // The address follows a moment later.
  await page.waitForURL(/file=mine/);
  await page.route("**/beside.csv", (route) => route.fulfill({ body: split }));
  await page.evaluate((hash) => void (location.hash = hash), `${START}&data=beside.csv`);
  await opened(page, "beside.csv");
  assert.match(await text(page, "#data-words"), /30 pairs to train on, 10 held out/);
  assert.deepEqual(faults, []);
});

test("A large file can be left while it is read, and what it turns out to be is asked in the same dialog", async () => {
  const { page, faults } = await chromium.visit(START);
  const data = await text(page, "#data-words");
  const drop = (/** @type {string} */ name, /** @type {string} */ odd) =>
    page.evaluate(
      ([name, odd]) => {
        const lines = Array.from(
          { length: 600_000 },
          (_, k) => `How is thing ${k} made at home?,What makes thing ${k} at school?,${k < 200_000 ? k % 2 : odd}`,
        );
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([`question1,question2,label\n${lines.join("\n")}`], name));
        document.querySelector("main")?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      },
      [name, odd],
    );
  await drop("large.csv", "1");
  await acceptPairs(page);
  await page.locator("#pairs progress").waitFor();
  await page.keyboard.press("Escape");
  await closed(page);
  await stepBy(page, 2);
  assert.equal(await stepShown(page), 2);
  assert.equal(await text(page, "#data-words"), data);
  assert.equal(await page.locator("#progress").isVisible(), false);

  await drop("odd.csv", "perhaps");
  await acceptPairs(page);
  await page.locator('.pairs-values th:text-is("perhaps")').waitFor({ timeout: 60_000 });
  assert.equal(await text(page, "#pairs-sums"), "", "the values are counted in the whole file");
  assert.equal(await page.locator("#pairs-open").isDisabled(), true);
  await page.keyboard.press("Escape");
  await closed(page);
  assert.equal(await text(page, "#data-words"), data);
  assert.deepEqual(faults, []);
});

test("A link may say where its file lies on the same server; elsewhere it is refused with a sentence", async () => {
  const { page, faults } = await chromium.visit(START);
  await page.route(/pairs-beside\.csv$/, (route) => route.fulfill({ contentType: "text/csv", body: pairsOf(80) }));
  const go = (/** @type {string} */ link) => page.evaluate((hash) => void (location.hash = hash), link);
  await go(`${START}&step=2&data=pairs-beside.csv`);
  await opened(page, "pairs-beside.csv");
  await batchSays(page, "Step 2:");
  assert.match(await hashOf(page), /data=pairs-beside\.csv/);
  await page.route(/a%25\.csv$/, (route) => route.fulfill({ contentType: "text/csv", body: pairsOf(60) }));
  await go(`${START}&data=${encodeURIComponent("a%25.csv")}`);
  await opened(page, "a%.csv");
  await go(`${START}&data=${encodeURIComponent("https://example.org/pairs.csv")}`);
  await page.waitForFunction(() => document.querySelector("#problem")?.textContent?.includes("own server"));
  await go(`${START}&data=pairs-beside.csv&reading=${encodeURIComponent('{"label":')}`);
  await page.waitForFunction(() => document.querySelector("#problem")?.textContent?.includes('reading is "{"label":", but it must be an object'));
  await go(`${START}&data=pairs-beside.csv&file=${encodeURIComponent("pairs.csv (deadbeef)")}`);
  await page.locator("#notice").waitFor();
  assert.match(await text(page, "#notice"), /made with pairs\.csv \(deadbeef\)/);
  await go(`${START}&data=pairs-beside.csv`);
  await page.locator("#notice").waitFor({ state: "hidden" });
  assert.deepEqual(faults, []);
});

test("A text with a list of numbers in it does not make vectors of a file of pairs", async () => {
  const { page, faults } = await chromium.visit(START);
  const [header, ...rows] = pairsOf(60).split("\n");
  await chooseFiles(page, ["math.csv", [header, '"What comes next in (1, 4, 9, 16)?","Which number follows 1, 4, 9, 16?",1', ...rows].join("\n")]);
  await page.locator("#pairs-open:enabled").press("Enter");
  await opened(page, "math.csv");
  assert.deepEqual(faults, []);
});

test("A page that is opened by the link of a file that cannot be read, or not without a question, trains the built-in questions and says so or asks", async () => {
  for (const [body, shown] of /** @type {const} */ ([
    [caseOf("scores.csv")[1], "#pairs[open]"],
    ["%PDF-1.7 is no table", "#problem:not(:empty)"],
  ])) {
    const { page, faults } = await chromium.visit(START);
    await page.route(/pairs-beside\.csv$/, (route) => route.fulfill({ contentType: "text/csv", body }));
    await page.goto(`${chromium.url}?fresh#${START}&data=pairs-beside.csv`);
    await page.locator(shown).waitFor({ state: "attached" });
    await batchSays(page, "Before the first step");
    await page.keyboard.press("Escape");
    await page.locator("#step").click();
    await batchSays(page, "Step 1:");
    assert.deepEqual(faults, []);
    await page.context().close();
  }
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`The dialog is clean to axe and fits at every size, ${colorScheme}`, async () => {
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 700, height: 420 },
      { width: 390, height: 844 },
    ]) {
      const { page } = await chromium.visit(START, { viewport, colorScheme });
      await chooseFiles(page, caseOf("scores.csv"));
      await page.locator("#pairs[open]").waitFor();
      assert.deepEqual(await violations(page), []);
      const [inner, outer] = await page.locator("#pairs").evaluate((dialog) => [dialog.scrollWidth, dialog.clientWidth]);
      assert.ok(inner <= outer, `${inner} of ${outer} pixels at ${viewport.width}`);
      await page.context().close();
    }
  });
}
