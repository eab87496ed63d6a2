// Lessons as files: those that come with the page keep their schema, each has its plan, and what is broken is said with its place.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { presets, settings } from "../../pkg/node/tripletscope.js";
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
  const known = Object.keys(checkArguments(LOSSES));
  assert.throws(() => holds(/** @type {never} */ ({ batchSize: 1 }), ["none"]), { message: new RegExp(`known are ${known.join(", ")}\\.$`) });
});

const PAGE = { text: ["One."] };
/** A lesson with this in its page. @param {object} page */
const withPage = (page) => ({ title: "Mine", pages: [{ ...PAGE, ...page }] });
const task = (/** @type {unknown} */ check) => withPage({ task: { say: "Do it.", check } });
const choices = (/** @type {object[]} */ ...all) => withPage({ predict: { ask: "What?", choices: all } });
const choice = { say: "This.", because: "" };

/** What is wrong, and what is said of it. @type {[what: string, lesson: unknown, en: string, de: string][]} */
const BROKEN = [
  [
    "no object",
    3,
    "$ is 3, but it must be an object with the fields $schema, id, title, pages.",
    "$ ist 3; erlaubt ist ein Objekt mit den Feldern $schema, id, title, pages.",
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
    "$.pages[0].tast is not a known field; allowed here: text, setup, predict, task.",
    "$.pages[0].tast ist kein bekanntes Feld; bekannt sind hier text, setup, predict, task.",
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
    '$.pages[0].setup.values["adam.learningRate"] ist "fast"; erlaubt ist eine Zahl von 0.000001 bis 1.',
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
    `$.pages[0].task.check[0] is "steps", but it must be one of ${Object.keys(checkArguments(LOSSES))
      .map((name) => `"${name}"`)
      .join(", ")}.`,
    `$.pages[0].task.check[0] ist "steps"; erlaubt ist eines von ${Object.keys(checkArguments(LOSSES))
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
  const [lesson, predict] = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block]) => block);
  const whole = JSON.parse(lesson);
  whole.pages[0] = { ...whole.pages[0], ...JSON.parse(`{${predict}}`) };
  assert.deepEqual(said(whole), []);
  const table = new Set([...guide.matchAll(/`(\["[^`]*\])`/g)].map(([, check]) => JSON.parse(check)[0]));
  assert.deepEqual([...table].sort(), Object.keys(checkArguments(LOSSES)).sort());
  assert.ok(guide.includes(said(withPage({ setup: { values: { batchSize: 1 } } }))[0]), "the sentence that it quotes");
});
