// What the first minute says.
import { beyondChance, counted, percent, signedTenths, tenths, two } from "./format.js";

/** @import {Asked, Evidence, Finding, Full, Known} from "../types/minute.js" */

/** A loss by its name. @typedef {{name: string, finding: Finding}} Named */

/** @param {number} x */
const found = (x) =>
  signedTenths(x) === "0.0"
    ? "as many find their partner with rows and columns as with rows alone"
    : `${tenths(Math.abs(x))} points ${x > 0 ? "more" : "fewer"} find their partner with rows and columns than with rows alone`;

/** @param {Finding} finding @param {number} comparisons */
const sureOf = ({ sure }, comparisons) =>
  sure ? "That is more than chance." : `That may be chance, once all ${comparisons} comparisons made are counted.`;

/** What the committed results are of. @type {Readonly<Record<string, string>>} */
const FILES = {
  "tatoeba_questions.csv": "real questions (Tatoeba)",
  "tatoeba-minilm.npz": "a sentence encoder's vectors of real questions (Tatoeba, MiniLM)",
  "builtin-minilm.npz": "a sentence encoder's vectors of the built-in questions (MiniLM)",
};
/** The built-in sets. @type {Readonly<Record<string, string>>} */
const SETS = { answers: "questions and answers", languages: "questions in English and German", synonyms: "questions with near-duplicates" };
/** @param {string} data */
const fileOf = (data) => data.replace(/ \([0-9a-f]{8}\)$/, "");
/** @param {string} data */
const nameOf = (data) => FILES[fileOf(data)] ?? fileOf(data);
/** @param {number} [rate] */
const at = (rate) => (rate === undefined ? "" : `, rate ${rate}`);
/** @param {string} [set] */
const setOf = (set) => SETS[set ?? ""] ?? "questions";

export const minute = {
  name: "The first minute",
  steps: ["See it", "Guess", "Race", "Answer"],
  skip: "Skip to the lab",
  next: "Next",
  back: "Back",
  again: "The first minute",
  two,
  see: {
    lead: (/** @type {number} */ margin) =>
      `Each cell says how alike the network finds its row’s and its column’s question. The true pairs lie on the diagonal; each should win by a margin of ${two(margin)}.`,
    left: ["How do I learn the guitar?", "How can I learn piano?"],
    right: ["What is the best way to start the guitar?", "Which piano lessons suit beginners?"],
    matrix: "Two questions against two questions",
    cell: (/** @type {number} */ i, /** @type {number} */ j) => `Similarity of row ${i + 1} and column ${j + 1}`,
    line: { rows: (/** @type {number} */ k) => `Row ${k + 1}`, columns: (/** @type {number} */ k) => `Column ${k + 1}` },
    satisfied: (/** @type {number} */ p, /** @type {number} */ n) => `${two(p)} beats ${two(n)} by ${two(p - n)}`,
    short: (/** @type {number} */ p, /** @type {number} */ n, /** @type {number} */ cost) =>
      p > n ? `${two(p)} beats ${two(n)} by only ${two(p - n)}: loss\u00a0${two(cost)}` : `${two(p)} does not beat ${two(n)}: loss\u00a0${two(cost)}`,
    loss: { rows: (/** @type {number} */ x) => `Rows: loss ${two(x)}`, columns: (/** @type {number} */ x) => `Columns: loss ${two(x)}` },
    only: "Along the rows, both pairs win clearly. Is all well?",
    missed: "The rows missed this.",
    both: "Both directions see it.",
    neither: "Neither direction sees anything wrong.",
    columnsMissed: "Here the columns miss it.",
    look: "Look down the columns",
    replay: "Along the rows again",
    drag: (/** @type {number} */ x) => `Drag ${two(x)} (or use arrow keys) and watch.`,
  },
  guess: {
    lead: (/** @type {number} */ steps) =>
      `The course’s network, trained twice for ${steps} steps from the same start: once its loss looks along the rows only, once down the columns too.`,
    ask: "Will more questions find their partner with columns?",
    choices: ["Yes, clearly: 5 points or more", "A little: 1 to 5 points", "No: less than 1 point, or it gets worse"],
    short: ["yes, clearly", "a little", "no"],
    unit: "A point is one of a hundred held-out questions.",
  },
  race: {
    lead: "The same weights, the same batches. Only the loss differs.",
    rows: "Rows",
    both: "Rows + columns",
    at: (/** @type {number} */ step, /** @type {number} */ last, /** @type {number} */ seed) => `Step ${step} of ${last}, seed ${seed}`,
    chart: "Held-out questions that find their partner, in percent",
    step: "step",
    percent: "percent",
    matrix: (/** @type {string} */ name, /** @type {number} */ step) => `${name}: similarity matrix of the batch at step ${step}`,
    spoken: (/** @type {number} */ rows, /** @type {number} */ both, /** @type {number} */ step) =>
      `At step ${step}: rows ${percent(rows)}, rows and columns ${percent(both)}.`,
    getReady: "Getting ready",
    stop: "Stop here",
    answer: "See the answer",
    failed: (/** @type {string} */ sentence) => `The race stopped. ${sentence}`,
  },
  answer: {
    here: "This run",
    none: "No run yet: go back to the race.",
    rows: "rows",
    both: "rows + columns",
    after: (/** @type {number} */ step, /** @type {number} */ seed, /** @type {number} */ difference) =>
      `of the held-out questions find their partner after ${counted(step, "step")}, seed ${seed}: ${signedTenths(difference)} points.`,
    guessed: (/** @type {string} */ guess, /** @type {string} */ truth) =>
      guess === truth ? `You guessed “${guess}”, and so it is in this run.` : `You guessed “${guess}”; in this run the answer is “${truth}”.`,
    many: "Many runs",
    gained:
      "Points gained by looking down the columns too, each loss with the learning rate that suits it best where nothing else is said; a dot is a seed, B the number of pairs in a batch.",
    loading: "Reading the results of many runs.",
    label: (/** @type {Evidence} */ { data, set, asymmetry, batch, tuned }) =>
      `${nameOf(data) || `built-in ${setOf(set)}, asymmetry ${Number(asymmetry)}`}, B ${batch}${tuned ? "" : ", one rate for all"}`,
    strip: (/** @type {Full} */ { both, differences }) =>
      `${counted(both.seeds, "seed")}: median ${signedTenths(both.median)} points, from ${signedTenths(Math.min(...differences))} to ${signedTenths(Math.max(...differences))}, better in ${both.better}`,
    range: (/** @type {Finding} */ { interval }) => (interval ? `95 %: ${interval.map(signedTenths).join(" to ")}` : ""),
    brief: (/** @type {Finding} */ { median, better, seeds }) => `${signedTenths(median)} · ${better} of ${seeds}`,
    briefHead: "median · seeds better",
    likeThese: (/** @type {Asked} */ { data, vectors }) =>
      /** @type {string} */ (data === "" ? "On questions like these" : vectors ? "On these vectors" : "On these questions"),
    unknown: (/** @type {Asked} */ { data, vectors }) =>
      `There are no results for your ${vectors ? "vectors" : "questions"} (${fileOf(data)}) yet; the view “Verdict” makes them.`,
    on: (/** @type {Evidence} */ { data, set, asymmetry }) =>
      data ? `On ${nameOf(data)}` : `On the built-in ${setOf(set)} at asymmetry ${Number(asymmetry)}`,
    bySize: "Rows and columns against rows alone",
    against: (/** @type {string} */ name, /** @type {boolean} */ softmax) => `${name}, against ${softmax ? "the softmax along rows" : "rows alone"}`,
    sizes: (/** @type {Evidence} */ { steps, width }, /** @type {Known} */ known) =>
      `${counted(steps, "step")}, ${width ? `H = ${width}` : `D = H = ${known.width}`}, margin ${known.margin}`,
    under: (/** @type {Evidence} */ each, /** @type {Known} */ known) =>
      `${minute.answer.on(each)}, unless other data is named: ${minute.answer.sizes(each, known)}; the softmaxes have no margin but the scale ${known.scale}.`,
    gain: (/** @type {string} */ where, /** @type {Evidence} */ each, /** @type {Known} */ known) => {
      const { batch, rate, both } = each;
      return `${where}, in batches of ${batch}, ${found(both.median)} (median of ${counted(both.seeds, "seed")}${both.interval ? `, 95 %: ${both.interval.map(signedTenths).join(" to ")}` : ""}; better in ${both.better}; ${minute.answer.sizes(each, known)}; tuned learning rates ${both.rate} and ${rate}): ${both.sure ? "" : "not "}beyond chance, corrected for ${known.comparisons} comparisons (Holm).`;
    },
    plainly: (/** @type {string} */ where, /** @type {Evidence} */ { batch, both }, /** @type {number} */ comparisons) =>
      `${where}, in batches of ${batch}, ${found(both.median)}, and ${both.better} of ${both.seeds} seeds are better with both. ${sureOf(both, comparisons)}`,
    alone: (/** @type {string} */ where, /** @type {number} */ batch, /** @type {Finding} */ finding, /** @type {number} */ comparisons) =>
      `${where}, with columns instead of rows in batches of ${batch}: ${signedTenths(finding.median)} points, better in ${finding.better} of ${finding.seeds}. ${sureOf(finding, comparisons)}`,
    losses: (/** @type {string} */ baseline, /** @type {number} */ batch, /** @type {number | undefined} */ rate, /** @type {Named[]} */ named) => {
      const [more, less] = beyondChance(named, ({ name }) => name);
      const each = named.map(
        ({ name, finding: { median, better, seeds, rate } }) => `${name} ${signedTenths(median)} (${better} of ${seeds}${at(rate)})`,
      );
      return `Against “${baseline}” at B ${batch}${at(rate)}: ${each.join("; ")}. Better beyond chance: ${more || "none"}; worse beyond chance: ${less || "none"}.`;
    },
    batches: (/** @type {string} */ what, /** @type {{batch: number, finding: Finding}[]} */ list) => {
      const sure = list.filter(({ finding }) => finding.sure).map(({ batch }) => batch);
      const beyond =
        sure.length === 0
          ? "none of it is beyond chance"
          : sure.length === list.length
            ? "all of it is beyond chance"
            : `beyond chance only at B ${sure.join(", ")}`;
      return `${what}: ${list.map(({ batch, finding }) => `${signedTenths(finding.median)} at B ${batch} (${finding.better} of ${finding.seeds})`).join(", ")}; ${beyond}.`;
    },
    atOneRate: (/** @type {Evidence} */ { batch, both: { median, better, seeds } }) =>
      `With the page's learning rate for all: ${signedTenths(median)} at B ${batch} (${better} of ${seeds})${median > 0 ? "; with columns it learns sooner" : ""}.`,
    chance: (/** @type {number} */ comparisons) =>
      `Points of recall@1, in how many seeds better; B is the number of pairs in a batch, “rate” the learning rate that other seeds chose. Chance: a sign test with Holm’s correction for all ${comparisons} comparisons; seeds that end equal count on neither side.`,
    elsewhere: "Other losses, other conditions",
    seeds: "Another seed",
    why: "Why?",
    own: "My own data",
    lab: "Open the lab",
  },
};
