// What the first minute says.
import { counted, percent, signedTenths, tenths, two, whole } from "./format.js";

/** @import {Evidence, Finding} from "../types/minute.js" */

/** @param {number} x */
const points = (x) => (x === 0 ? "as many" : `${tenths(Math.abs(x))} points ${x > 0 ? "more" : "fewer"}`);

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
      `Each cell says how alike the network finds its row’s question and its column’s question. The true pairs lie on the diagonal; each should win by a margin of ${two(margin)}.`,
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
    drag: (/** @type {number} */ x) => `Drag ${two(x)}, or use the arrow keys, and watch both verdicts.`,
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
    gained: (/** @type {number | undefined} */ steps, /** @type {boolean} */ tuned) =>
      `Points gained by looking down the columns too${steps === undefined ? "" : `, after ${whole.format(steps)} steps`}; a dot is a seed.${tuned ? " Tuned: each loss with the learning rate that suits it best." : ""}`,
    loading: "Reading the results of many runs.",
    label: (/** @type {Evidence} */ { data, asymmetry, steps, tuned }, /** @type {boolean} */ alike) =>
      `${data || `built-in, asymmetry ${Number(asymmetry)}`}${alike ? "" : `, ${counted(steps, "step")}`}${tuned ? ", tuned" : ""}`,
    strip: (/** @type {Finding} */ finding) =>
      `${counted(finding.seeds, "seed")}: median ${signedTenths(finding.median)} points, from ${signedTenths(finding.least)} to ${signedTenths(finding.most)}, better in ${finding.better}`,
    range: (/** @type {Finding} */ { least, most }) => `${signedTenths(least)} to ${signedTenths(most)}`,
    brief: (/** @type {Finding} */ { median, better, seeds }) => `${signedTenths(median)} · ${better} of ${seeds}`,
    briefHead: "median · seeds better",
    likeThese: "On questions like these",
    onBuiltin: (/** @type {number} */ asymmetry) => `On the built-in questions at asymmetry ${asymmetry}`,
    onData: (/** @type {string} */ name) => `On ${name}`,
    instead: "Columns instead of rows",
    gain: (/** @type {string} */ where, /** @type {number} */ steps, /** @type {Finding} */ finding) =>
      `${where}, ${points(finding.median)} find their partner with rows and columns than with rows alone (median of ${counted(finding.seeds, "seed")}, better in ${finding.better}; ${counted(steps, "step")})`,
    tunedGain: (/** @type {Finding} */ finding) =>
      `with tuned learning rates ${points(finding.median)} (better in ${finding.better} of ${finding.seeds})`,
    columnsGain: (/** @type {string} */ where, /** @type {Finding} */ finding) =>
      `${where}: ${points(finding.median)} (better in ${finding.better} of ${finding.seeds})`,
    seeds: "Another seed",
    why: "Why?",
    own: "My own data",
    lab: "Open the lab",
  },
};
