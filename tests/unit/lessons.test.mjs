// Lessons as files: those that come with the page keep their schema, each has its plan, and what is broken is said with its place.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { configsOf, Dataset, evaluateLoss, presets, readLink, sameSide, settings, Trainer } from "../../pkg/node/tripletscope.js";
import { SCHEMA_FILE, schemaText } from "../../tools/build/lesson-schema.mjs";
import { root } from "../../tools/shell.mjs";
import { checkArguments, lessonSchema } from "../../www/lessons/schema.js";
import { faultsOfLesson } from "../../www/lessons/validator.js";
import { authors as de } from "../../www/words/de-authors.js";
import { authors as en } from "../../www/words/en-authors.js";

const LOSSES = Object.keys(presets());
const SCHEMA = lessonSchema(settings(), LOSSES);
const IDS = readdirSync(path.join(root, "www", "lessons", "en")).map((file) => file.replace(".json", ""));

/** @param {...string} parts */
const json = (...parts) => JSON.parse(readFileSync(path.join(root, ...parts), "utf8"));

/** What a page says of a lesson. @param {unknown} lesson @param {typeof en} [words] */
const said = (lesson, words = en) => faultsOfLesson(lesson, SCHEMA).map((fault) => words.lessonFile.fault(fault));

for (const language of ["en", "de"]) {
  for (const id of IDS) {
    test(`The lesson ${id} (${language}) keeps the schema`, () => assert.deepEqual(said(json("www", "lessons", language, `${id}.json`)), []));
  }
}

test("The schema file is the schema that the page checks with: node tools/build/lesson-schema.mjs writes it", async () => {
  assert.equal(readFileSync(SCHEMA_FILE, "utf8"), await schemaText());
});

test("The schema knows exactly the checks that the page can make", async () => {
  const { holds } = await import("../../www/lessons/checks.js");
  const known = Object.keys(checkArguments(settings(), LOSSES));
  assert.throws(() => holds(/** @type {never} */ ({ batchSize: 1 }), ["none"]), { message: new RegExp(`known are ${known.join(", ")}\\.$`) });
});

const PAGE = { text: ["One."] };
/** A lesson with this in its page. @param {object} page */
const withPage = (page) => ({ title: "Mine", pages: [{ ...PAGE, ...page }] });
const task = (/** @type {unknown} */ check) => withPage({ task: { say: "Do it.", check } });
const choices = (/** @type {object[]} */ ...all) => withPage({ predict: { ask: "What?", choices: all } });
const choice = { say: "This.", because: "" };

const MARKED = "with *emphasis*, `code`, $S_{ij}$, [a link](#curves) or ![a row of S](row)";

/** What is wrong, and what is said of it. @type {[what: string, lesson: unknown, en: string, de: string][]} */
const BROKEN = [
  [
    "no object",
    3,
    "$ is 3, but it must be an object with the fields $schema, id, title, data, reading, pages.",
    "$ ist 3; erlaubt ist ein Objekt mit den Feldern $schema, id, title, data, reading, pages.",
  ],
  [
    "no title",
    { pages: [PAGE] },
    "$.title is missing; it must be a text that is not empty.",
    "$.title fehlt; erlaubt ist ein Text, der nicht leer ist.",
  ],
  [
    "no pages",
    { title: "A", pages: [] },
    "$.pages is [], but it must be a list of 1 to 50 entries.",
    "$.pages ist []; erlaubt ist eine Liste mit 1 bis 50 Einträgen.",
  ],
  [
    "a misspelt field",
    withPage({ tast: 1 }),
    "$.pages[0].tast is not a known field; allowed here: text, setup, predict, task, question.",
    "$.pages[0].tast ist kein bekanntes Feld; bekannt sind hier text, setup, predict, task, question.",
  ],
  [
    "a setting out of range",
    withPage({ setup: { values: { batchSize: 1 } } }),
    "$.pages[0].setup.values.batchSize is 1, but it must be a whole number from 2 to 1024.",
    "$.pages[0].setup.values.batchSize ist 1; erlaubt ist eine ganze Zahl von 2 bis 1024.",
  ],
  [
    "a setting of another kind",
    withPage({ setup: { values: { "adam.learningRate": "fast" } } }),
    '$.pages[0].setup.values["adam.learningRate"] is "fast", but it must be a number from 0.000001 to 1.',
    '$.pages[0].setup.values["adam.learningRate"] ist "fast"; erlaubt ist eine Zahl von 0,000001 bis 1.',
  ],
  [
    "a switch that is none",
    withPage({ setup: { values: { swap: 1 } } }),
    "$.pages[0].setup.values.swap is 1, but it must be true or false.",
    "$.pages[0].setup.values.swap ist 1; erlaubt ist true oder false.",
  ],
  [
    "an unknown check",
    task(["steps", 3]),
    `$.pages[0].task.check[0] is "steps", but it must be one of ${Object.keys(checkArguments(settings(), LOSSES))
      .map((name) => `"${name}"`)
      .join(", ")}.`,
    `$.pages[0].task.check[0] ist "steps"; erlaubt ist eines von ${Object.keys(checkArguments(settings(), LOSSES))
      .map((name) => `"${name}"`)
      .join(", ")}.`,
  ],
  [
    "a check without its argument",
    task(["step"]),
    '$.pages[0].task.check is ["step"], but it must be a list of exactly 2 entries.',
    '$.pages[0].task.check ist ["step"]; erlaubt ist eine Liste mit genau 2 Einträgen.',
  ],
  [
    "a check with one too many",
    task(["asymmetric", 1]),
    '$.pages[0].task.check is ["asymmetric",1], but it must be a list of exactly 1 entry.',
    '$.pages[0].task.check ist ["asymmetric",1]; erlaubt ist eine Liste mit genau 1 Eintrag.',
  ],
  [
    "a pair of losses that is none",
    task(["presets-differ", "course-2020"]),
    '$.pages[0].task.check[1] is "course-2020", but it must be a text such as "course-2020 both".',
    '$.pages[0].task.check[1] ist "course-2020"; erlaubt ist ein Text wie "course-2020 both".',
  ],
  [
    "a picture that there is not",
    withPage({ text: ["![S](rows)"] }),
    `$.pages[0].text[0] is "![S](rows)", but it must be a text such as "${MARKED}".`,
    `$.pages[0].text[0] ist "![S](rows)"; erlaubt ist ein Text wie "${MARKED}".`,
  ],
  [
    "a command that no formula has",
    withPage({ text: ["$\\href{x}$"] }),
    `$.pages[0].text[0] is "$\\\\href{x}$", but it must be a text such as "${MARKED}".`,
    `$.pages[0].text[0] ist "$\\\\href{x}$"; erlaubt ist ein Text wie "${MARKED}".`,
  ],
  [
    "a question without a right answer",
    withPage({ question: { ask: "What?", because: "So.", choices: [{ say: "A" }, { say: "B" }] } }),
    "$.pages[0].question needs choices, of which at least one is right and one is not, or a number with right or reads, and not both.",
    "$.pages[0].question braucht choices, von denen mindestens eine stimmt und eine nicht, oder number mit right oder reads, und nicht beides.",
  ],
  [
    "a first choice without a check",
    choices(choice, choice),
    "$.pages[0].predict.choices[0]: every choice but the last needs a check, and the last must have none, for it is right when no other is.",
    "$.pages[0].predict.choices[0]: Jede Antwort außer der letzten braucht eine Prüfung; die letzte hat keine, denn sie stimmt, wenn keine andere stimmt.",
  ],
];

for (const [what, lesson, english, german] of BROKEN) {
  test(`A lesson with ${what} is refused in a sentence of its place, its value and what is allowed`, () => {
    assert.deepEqual(said(lesson), [english]);
    assert.deepEqual(said(lesson, de), [german]);
  });
}

test("All mistakes of a lesson are found, and a right one has none", () => {
  assert.deepEqual(said(choices({ ...choice, check: ["step", 0] }, choice)), []);
  assert.equal(said({ titel: "A", pages: [{ text: [""] }, { text: "One." }] }).length, 4);
});

/** What every lesson's metadata must say, in the words of Dublin Core and of lesson plans. */
const METADATA = ["title", "description", "subject", "level", "duration", "language", "objectives", "prerequisites", "licence", "creator", "format"];

for (const id of IDS) {
  test(`The lesson ${id} has its metadata and its plan`, () => {
    const folder = path.join("docs", "lessons", id);
    const metadata = json(folder, "metadata.json");
    assert.deepEqual(
      METADATA.filter((field) => !metadata[field] || metadata[field].length === 0),
      [],
    );
    assert.equal(metadata.identifier, id);
    assert.equal(metadata.title, json("www", "lessons", "en", `${id}.json`).title);
    assert.match(metadata.duration, /^PT\d+M$/);
    assert.ok(existsSync(path.join(root, folder, "plan.md")));
    const plan = readFileSync(path.join(root, folder, "plan.md"), "utf8");
    assert.match(plan, new RegExp(`^# ${metadata.title.replace(/[?]/g, "\\?")}\n`));
    for (const heading of ["Goal", "Before", "Course", "Check", "Afterwards"]) assert.match(plan, new RegExp(`^## ${heading}`, "m"));
    for (const objective of metadata.objectives) assert.ok(plan.includes(objective), objective);
  });
}

test("What the guide shows is a lesson, and its table has every check", () => {
  const guide = readFileSync(path.join(root, "docs", "lessons.md"), "utf8");
  const [lesson, predict, ...questions] = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block]) => block);
  const whole = JSON.parse(lesson);
  whole.pages[0] = { ...whole.pages[0], ...JSON.parse(`{${predict}}`) };
  assert.deepEqual(said(whole), []);
  for (const question of questions) assert.deepEqual(said(withPage(JSON.parse(`{${question}}`))), []);
  const table = new Set([...guide.matchAll(/`(\["[^`]*\])`/g)].map(([, check]) => JSON.parse(check)[0]));
  assert.deepEqual([...table].sort(), Object.keys(checkArguments(settings(), LOSSES)).sort());
  assert.ok(guide.includes(said(withPage({ setup: { values: { batchSize: 1 } } }))[0]), "the sentence that it quotes");
});

/** The batch that a page of a lesson begins with, or stands at after so many steps. @param {string} id @param {number} page @param {number} steps */
function batchOf(id, page, steps) {
  const { setup } = json("www", "lessons", "en", `${id}.json`).pages[page];
  const { values, loss } = readLink("v=1");
  const { run, data } = configsOf({ ...values, ...setup.values }, presets()[setup.loss] ?? loss);
  const trainer = new Trainer(Dataset.builtin(data.set ?? "questions", data), run);
  if (steps === 0) trainer.preview();
  for (let k = 0; k < steps; k++) trainer.step();
  const s = trainer.similarity();
  const size = Math.sqrt(s.length);
  const negatives = Array.from({ length: size }, (_, i) => [...s.subarray(i * size, (i + 1) * size)].filter((_, j) => j !== i));
  const [closest, positives] = [negatives.map((row) => Math.max(...row)), negatives.map((_, i) => s[i * size + i])];
  return { s, size, closest, positives, negatives: negatives.flat(), texts: trainer.batchTexts(), vectors: trainer.vectors() };
}
const mean = (/** @type {number[]} */ numbers) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
/** @param {Float32Array} s @param {number} size @param {import("../../pkg/node/tripletscope.js").LossConfig} loss */
const lossOf = (s, size, loss) => evaluateLoss(s, size, loss).loss;
/** The course's first loss with another margin of its closest negative. @param {number} margin */
const withMargin = (margin) => {
  const loss = structuredClone(presets()["course-2020"]);
  if (loss.kind === "triplet") loss.terms[1].margin = margin;
  return loss;
};

test("The closest negative is below zero in no row, though single negatives are; two pairs have two negatives, 32 have 992", () => {
  const { closest, negatives } = batchOf("below-zero", 0, 0);
  assert.ok(Math.min(...closest) > 0 && Math.min(...negatives) < 0);
  assert.equal(batchOf("only-duplicates", 0, 0).negatives.length, 992);
});

test("After 15 steps half of the rows have a negative above the positive, semi-hard hinges cost less, and the loss is at its margins", () => {
  const { s, size, closest, positives, negatives } = batchOf("semi-hard", 0, 15);
  assert.ok(closest.filter((negative, i) => negative > positives[i]).length >= 16);
  assert.ok(lossOf(s, size, presets().lab) / size < lossOf(s, size, presets()["course-2020"]));
  assert.ok(Math.abs(lossOf(s, size, presets()["course-2020"]) - 0.5) < 0.1);
  assert.ok(mean(negatives) > 0.9 && mean(positives) > 0.9);
});

test("The closest term pushes one cell of a row, 31 times as hard as the mean term pushes each", () => {
  const { s, size } = batchOf("mean-negative", 0, 0);
  const pushes = ["mean", "hardest"].map((negative) => {
    const terms = [{ negative, along: "rows", margin: 2, weight: 1 }];
    const { gradient } = evaluateLoss(s, size, /** @type {never} */ ({ kind: "triplet", terms, reduction: "mean" }));
    return [...gradient.slice(size, 2 * size)].filter((x, j) => j !== 1 && x !== 0);
  });
  assert.deepEqual(
    pushes.map(({ length }) => length),
    [31, 1],
  );
  assert.ok(Math.abs(pushes[1][0] / pushes[0][0] - 31) < 1e-3);
});

test("A larger margin costs more on the same batch, and the same number on every cosine changes no loss", () => {
  const { s, size } = batchOf("choose-margin", 0, 80);
  assert.ok(lossOf(s, size, withMargin(0.25)) >= 0.2273, "what the lesson calls falling");
  const losses = [0.25, 0.3, 0.5, 1].map((margin) => lossOf(s, size, withMargin(margin)));
  assert.deepEqual(
    losses.toSorted((a, b) => a - b),
    losses,
  );
  const shifted = s.map((x) => x + 0.1);
  assert.ok(Math.abs(lossOf(shifted, size, withMargin(0.25)) - losses[0]) < 1e-5);
});

test("The mean positive is 0.3 above the mean negative after 44 steps, and after 114 with padding in the mean", () => {
  const { setup } = json("www", "lessons", "en", "at-the-margin.json").pages[0];
  const { values } = readLink("v=1");
  const stepsWith = (/** @type {object} */ changed) => {
    const { run, data } = configsOf({ ...values, ...setup.values, ...changed }, presets()[setup.loss]);
    const trainer = new Trainer(Dataset.builtin("questions", data), run);
    for (;;) {
      const { step, meanPositive, meanNegative } = trainer.step();
      if (meanPositive - meanNegative > 0.3 || step > 200) return step;
    }
  };
  assert.deepEqual([stepsWith({}), stepsWith({ "model.pooling": "mean" })], [44, 114]);
});

test("Padding in the mean makes questions alike before training: 0.36 against 0.05", () => {
  const padded = batchOf("padding", 0, 0).negatives;
  assert.equal(mean(padded).toFixed(2), "0.36");
  assert.equal(mean(batchOf("below-zero", 0, 0).negatives).toFixed(2), "0.05");
});

test("With a norm of the whole batch the loss stays between 14 and 16, the positives add up to 1 at most and are still the largest", () => {
  const { s, size, positives, negatives } = batchOf("find-the-bug", 0, 60);
  const loss = lossOf(s, size, presets()["course-2022"]);
  assert.ok(loss < 16 && loss > 13.9, `${loss}`);
  const sum = positives.reduce((total, x) => total + x, 0);
  assert.ok(sum <= 1.001 && mean(positives) > mean(negatives), `${sum}`);
  const { setup } = json("www", "lessons", "en", "find-the-bug.json").pages[0];
  const { values, loss: config } = readLink("v=1&loss=course-2022");
  const { run, data } = configsOf({ ...values, ...setup.values, "model.normalise": "each" }, config);
  const trainer = new Trainer(Dataset.builtin("questions", data), run);
  const losses = Array.from({ length: 60 }, () => trainer.step().loss);
  assert.ok(Math.min(...losses) < 12, "put right, it falls below 12 before the run pauses");
});

test("A batch of 128 has closer closest negatives than one of 8: 0.64 against 0.44", () => {
  assert.equal(mean(batchOf("batch-size", 0, 0).closest).toFixed(2), "0.44");
  assert.equal(mean(batchOf("batch-size", 1, 0).closest).toFixed(2), "0.64");
});

test("After 200 steps on near-duplicates the closest negative of row 28 asks the same, 0.11 below the positive", () => {
  const { s, size, closest, positives, texts } = batchOf("batch-size", 2, 200);
  assert.equal(s[27 * size + 62], closest[27]);
  assert.deepEqual([texts.left[27], texts.right[62]], ["Which tips help with a new gift?", "Which tips help with a new present?"]);
  assert.equal((positives[27] - closest[27]).toFixed(2), "0.11");
});

test("On its own side question 1 has a closest negative of 0.56 on average, 0.54 among the questions 2, and in half of the rows the closer one", () => {
  const { s, size, closest, vectors } = batchOf("other-sides", 0, 0);
  const left = sameSide(vectors.subarray(0, vectors.length / 2), size);
  const right = sameSide(vectors.subarray(vectors.length / 2), size);
  const own = Array.from({ length: size }, (_, i) => Math.max(...[...left.subarray(i * size, (i + 1) * size)].filter((_, j) => j !== i)));
  assert.deepEqual([mean(own).toFixed(2), mean(closest).toFixed(2)], ["0.56", "0.54"]);
  assert.equal(own.filter((cosine, i) => cosine > closest[i]).length, 16);
  assert.notEqual(evaluateLoss(s, size, presets().four, { left, right }).loss.toFixed(3), lossOf(s, size, presets().both).toFixed(3));
});
