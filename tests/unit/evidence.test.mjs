// What the page tells of many seeds: under the conditions of the run that is open first.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { sentenceFor } from "../../www/first-minute/evidence.js";
import { briefFor, briefly, picturedFor, sentencesFor } from "../../www/first-minute/further.js";
import { minute as german } from "../../www/words/de-minute.js";
import { words } from "../../www/words/en.js";

/** @import {Full, Further, Known} from "../../www/types/minute.js" */

const read = (/** @type {string} */ file) => JSON.parse(readFileSync(new URL(`../../www/first-minute/${file}`, import.meta.url), "utf8"));
const { minute } = words;
/** @type {Known} */
const known = read("evidence.json");
/** @type {Further[]} */
const further = read("evidence-losses.json");
/** @type {Full[]} */
const full = known.conditions.map((each, k) => ({ ...each, ...further[k] }));
const builtin = { data: "", set: "questions", vectors: false, asymmetry: 0.5, batch: 32 };
const TATOEBA = /** @type {Full} */ (full.find(({ data }) => data.startsWith("tatoeba_questions.csv"))).data;

/** @param {Partial<typeof builtin>} asked */
const firstOf = (asked) => sentenceFor(known, { ...builtin, ...asked }, minute.answer);
/** @param {Partial<typeof builtin>} asked */
const furtherOf = (asked) => sentencesFor(known, further, { ...builtin, ...asked }, minute.answer, (loss) => words.presets[loss] ?? loss);
/** Points as the page writes them. @param {number} share */
const points = (share) => `${Math.abs(100 * share).toFixed(1)} points ${share > 0 ? "more" : "fewer"}`;
/** The results of tuned losses. @param {string} data @param {string} asymmetry @param {number} batch */
const of = (data, asymmetry, batch) =>
  /** @type {Full} */ (full.find((each) => each.tuned && each.data === data && !each.set && each.asymmetry === asymmetry && each.batch === batch));

test("The first sentence is for the questions and the batches of the run, or names those that are nearest", () => {
  const gain = (/** @type {Parameters<typeof of>} */ ...which) => points(of(...which).both.median);
  assert.ok(firstOf({}).startsWith(`On questions like these, in batches of 32, ${gain("", "0.5", 32)} `));
  assert.ok(firstOf({ batch: 17 }).startsWith(`On questions like these, in batches of 16, ${gain("", "0.5", 16)} `));
  assert.ok(firstOf({ asymmetry: 0.9 }).startsWith(`On the built-in questions at asymmetry 1, in batches of 32, ${gain("", "1", 32)} `));
  assert.ok(firstOf({ data: TATOEBA, batch: 64 }).startsWith(`On these questions, in batches of 64, ${gain(TATOEBA, "0", 64)} `));
  assert.match(firstOf({ set: "answers" }), /^On questions like these, /);
  assert.match(firstOf({ set: "answers", asymmetry: 0 }), /^On the built-in questions and answers at asymmetry 0.5, /);
});

test("A file is known by its fingerprint and not by its name, and of an unknown one it is said that there are no results", () => {
  const [, print] = /\(([0-9a-f]{8})\)$/.exec(TATOEBA) ?? [];
  assert.match(firstOf({ data: `renamed.csv (${print})` }), /^On these questions, /);
  assert.match(
    firstOf({ data: "tatoeba_questions.csv (00000000)" }),
    /^There are no results for your questions \(tatoeba_questions\.csv\) yet; .* On real questions \(Tatoeba\), /,
  );
  assert.match(
    firstOf({ data: "mine.csv (0123abcd)" }),
    /^There are no results for your questions \(mine\.csv\) yet; .* On real questions \(Tatoeba\), /,
  );
  const vectors = firstOf({ data: "mine.npz (0123abcd)", vectors: true });
  assert.match(vectors, /^There are no results for your vectors \(mine\.npz\) yet; .* On a sentence encoder's vectors of real questions /);
  const own = /** @type {Full} */ (full.find(({ data }) => data.startsWith("builtin-minilm"))).data;
  assert.match(firstOf({ data: own, vectors: true }), /^On these vectors, /);
});

test("It names the learning rates, and over how many comparisons chance is corrected", () => {
  for (const [asymmetry, batch] of /** @type {const} */ ([
    [0.5, 16],
    [0.5, 32],
    [1, 64],
  ])) {
    const { rate, both } = of("", String(asymmetry), batch);
    const end = `tuned learning rates ${both.rate} and ${rate}): ${both.sure ? "" : "not "}beyond chance, corrected for ${known.comparisons} comparisons (Holm).`;
    assert.ok(firstOf({ asymmetry, batch }).endsWith(end), firstOf({ asymmetry, batch }));
  }
  assert.ok(furtherOf({}).at(-1)?.includes(`all ${known.comparisons} comparisons`));
  const { rate, both } = of("", "0.5", 16);
  const comma = (/** @type {number | undefined} */ x) => String(x).replace(".", ",");
  assert.ok(sentenceFor(known, { ...builtin, batch: 16 }, german.answer).includes(`gewählte Lernraten ${comma(both.rate)} und ${comma(rate)})`));
});

test("Each sentence names what it holds for: the data, the steps, the network's size and the margin", () => {
  assert.ok(known.width === 32 && known.margin === 0.25 && known.scale === 20);
  assert.match(firstOf({}), /; 300 steps, D = H = 32, margin 0\.25; tuned learning rates /);
  assert.match(firstOf({ data: TATOEBA }), /; 800 steps, D = H = 32, margin 0\.25; /);
  const vectors = /** @type {Full} */ (full.find(({ data }) => data.startsWith("builtin-minilm")));
  assert.equal(vectors.width, 384);
  assert.match(firstOf({ data: vectors.data, vectors: true }), /; 300 steps, H = 384, margin 0\.25; /);
  assert.equal(
    furtherOf({})[0],
    "On the built-in questions at asymmetry 0.5, unless other data is named: 300 steps, D = H = 32, margin 0.25; the softmaxes have no margin but the scale 20.",
  );
  assert.ok(furtherOf({}).some((text) => text.startsWith("On real questions (Tatoeba), 800 steps, D = H = 32, margin 0.25: ")));
  assert.match(sentenceFor(known, builtin, german.answer), /; 300 Schritte, D = H = 32, Abstand 0,25; /);
});

test("Every loss that the results have is told for the run's own condition, against the baseline of its family", () => {
  for (const asked of [{ batch: 16 }, { batch: 64, asymmetry: 1 }, { data: TATOEBA, batch: 16 }]) {
    const { data, asymmetry, batch } = { ...builtin, ...asked };
    const { families } = of(data, data ? "0" : String(asymmetry), batch);
    assert.deepEqual(
      families.map(({ baseline }) => baseline),
      ["course-2020", "softmax-rows"],
    );
    const told = families.flatMap(({ losses }) => losses.map(([loss]) => loss));
    for (const loss of ["columns", "forum", "four", "course-2020+swap", "softmax-averaged", "softmax-four"]) assert.ok(told.includes(loss), loss);
    const [, rows, softmax] = furtherOf(asked);
    for (const [sentence, { baseline, rate, losses }] of /** @type {const} */ ([
      [rows, families[0]],
      [softmax, families[1]],
    ])) {
      assert.ok(sentence.includes(` at B ${batch}, rate ${rate}: `), `${baseline}: ${sentence}`);
      const [each, ...sure] = sentence.slice(0, -1).split(/. Better beyond chance: |; worse beyond chance: /);
      assert.equal(each.split("; ").length, losses.length);
      for (const [, { better, seeds, rate: own }] of losses) assert.ok(each.includes(`(${better} of ${seeds}, rate ${own})`), sentence);
      const found = [true, false].map((better) => losses.filter(([, { sure, median }]) => sure && median > 0 === better).length);
      assert.deepEqual(
        sure.map((names) => (names === "none" ? 0 : names.split("; ").length)),
        found,
        sentence,
      );
    }
  }
});

test("Every size of the batch is told, with what is beyond chance and what is not", () => {
  const told = full.filter((each) => each.tuned && each.data === "" && !each.set && each.asymmetry === "0.5");
  const sentence = /** @type {string} */ (furtherOf({}).find((text) => text.startsWith(minute.answer.bySize)));
  for (const { batch, both } of told) assert.ok(sentence.includes(`at B ${batch} (${both.better} of ${both.seeds})`), sentence);
  const sure = told.filter(({ both }) => both.sure).map(({ batch }) => batch);
  assert.ok(sure.length > 0 && sure.length < told.length);
  assert.ok(sentence.endsWith(`beyond chance only at B ${sure.join(", ")}.`), sentence);
  for (const name of ["Columns only", "All four sides", "Softmax, all four sides"])
    assert.ok(
      furtherOf({}).some((text) => text.startsWith(name) && / at B 16 .* at B 64 /.test(text)),
      name,
    );
  assert.equal(new Set(furtherOf({})).size, furtherOf({}).length);
});

test("Where two asymmetries are equally near, one of them is told", () => {
  for (const asymmetry of [0.25, 0.75]) {
    assert.match(firstOf({ asymmetry }), /^On the built-in questions at asymmetry (0|0\.5|1), /);
    const told = furtherOf({ asymmetry });
    for (const text of told) assert.equal(new Set(text.match(/at B [0-9]+ /g)).size, text.match(/at B [0-9]+ /g)?.length ?? 0, text);
    assert.equal(told.filter((text) => text.startsWith("With ")).length, 1);
  }
});

test("A picture has every batch of the run's questions, and one strip for each other data", () => {
  const shown = picturedFor(full, builtin);
  const own = full.filter((each) => each.data === "" && !each.set && each.asymmetry === "0.5");
  const others = new Set(full.map(({ data, set }) => data || set || "questions")).size - 1;
  assert.equal(shown.length, own.length + others);
  for (const { differences, both } of shown) assert.equal(differences.filter((difference) => difference > 0).length, both.better);
});

test("The card says in three plain sentences what columns gain, under which condition and whether it may be chance, and what columns alone do", () => {
  const brief = briefFor(full, builtin);
  const [own, smallest, real] = brief;
  assert.deepEqual([own, smallest], [of("", "0.5", 32), of("", "0.5", 16)]);
  assert.equal(real.data, TATOEBA);
  const told = briefly(known, brief, builtin, minute.answer);
  assert.equal(told.length, 4);
  const chance = (/** @type {{sure: boolean}} */ { sure }) =>
    sure ? "That is more than chance." : `That may be chance, once all ${known.comparisons} comparisons made are counted.`;
  for (const [k, { batch, both }] of brief.entries()) {
    assert.ok(told[k].includes(`, in batches of ${batch}, ${points(both.median)} `), told[k]);
    assert.ok(told[k].endsWith(` ${both.better} of ${both.seeds} seeds are better with both. ${chance(both)}`), told[k]);
  }
  assert.match(told[0], /^On questions like these, /);
  assert.match(told[2], /^On real questions /);
  const columns = own.families.flatMap(({ losses }) => losses).find(([loss]) => loss === "columns")?.[1];
  assert.ok(columns && told[3].endsWith(`better in ${columns.better} of ${columns.seeds}. ${chance(columns)}`), told[3]);
});

test("What is better beyond chance is told apart from what is worse", () => {
  const sentence = furtherOf({}).find((text) => /^Against “[^”]+” at B 32, rate .*Better beyond chance/.test(text)) ?? "";
  const worse = of("", "0.5", 32).families[0].losses.filter(([, { sure, median }]) => sure && median < 0);
  assert.ok(worse.length > 0);
  for (const [loss] of worse) assert.ok(sentence.split("worse beyond chance: ")[1].includes(words.presets[loss] ?? loss), sentence);
});
