// Every word that the page's program says, in English. Another language is a file of the same shape.

import { arrays } from "./en-arrays.js";
import { authors } from "./en-authors.js";
import { measured, mistakes } from "./en-measured.js";
import { minute } from "./en-minute.js";
import { pairs } from "./en-pairs.js";
import {
  activeAnchors,
  bracket,
  CHANCE,
  counted,
  degrees,
  firsts,
  hingePart,
  number,
  percent,
  plain,
  points,
  probability,
  signedTenths,
  subscript,
  tenths,
  timeLeft,
  two,
  whole,
} from "./format.js";
import { glossary } from "./glossary-en.js";

/** @import {DatasetReport, Evaluation, LossConfig, Setting, StepReport} from "../types/run.js" */
/** @import {Batch, Cloud, Wedge} from "../types/views.js" */
/** @import {Row} from "./table.js" */
/** @import {Said} from "../types/run.js" */
/** @typedef {import("../../pkg/web/tripletscope.js").VerdictLoss} Compared */
/** @typedef {Evaluation["confusion"]} Confusion */
/** @typedef {import("../../pkg/web/tripletscope.js").Negative} Negative */

export const words = {
  language: "en",
  ...authors,
  minute,
  arrays,
  measured,
  mistakes,
  pairs,
  number,
  percent,
  /** A number in the language's way. @param {string} text */
  decimal: (text) => text,
  points,
  tenths,
  signedTenths,
  /** The texts of index.html, by their data-words, data-words-label and data-words-title. */
  page: {
    documentTitle: "Tripletscope: rows, columns, or both?",
    title: "Should the triplet loss use the columns of the similarity matrix too?",
    lead: "A Siamese network learns here, in your browser, which questions ask the same. Press Run, then switch the columns on and watch.",
    openMinute: "The first minute",
    language: "Language",
    theme: "Colours",
    speed: "Speed",
    step: "Step",
    back: "Back",
    backTo: "One step back",
    time: "Step",
    undo: "Undo the last change of settings",
    redo: "Redo",
    halt: "Stop here",
    flags: "Changes while the run went on",
    dock: "Run and directions",
    teach: "Teach",
    teachTo: "One view fills the screen (P); ? lists all keys",
    teacherBar: "Teacher mode",
    runs: "Runs side by side",
    addRun: "Compare with another run",
    reset: "Reset",
    resetTo: "Back to the same start",
    seed: "Seed",
    newSeed: "New",
    newSeedTo: "New seed",
    data: "Data",
    reading: "Reading the built-in questions.",
    readingFile: "Reading a file",
    report: "What was read and skipped",
    openFile: "Open your own CSV…",
    openAgain: "Open again differently…",
    file: "Files of question pairs, of vectors or of weights, or a saved run",
    builtin: "Built-in questions",
    settings: "Settings…",
    settingsTitle: "Settings",
    copyLink: "Copy link",
    embed: "Embed…",
    saveRun: "Save run",
    saveWeights: arrays.save.button,
    controls: "Run and loss",
    matrix: "Similarity matrix",
    cell: "Selected cell",
    curves: "Curves",
    numbers: "In words",
    views: "Views",
    allLessons: "Lessons",
    lessons: "Lesson",
    startLesson: "Start",
    footer: "Nothing leaves this page: your questions stay in your browser. You may drop a file of question pairs anywhere.",
    done: "Done",
  },
  views: {
    cell: "Cell",
    curves: "Curves",
    numbers: "In words",
    split: "Gradient, term by term",
    plane: "Margin plane",
    scores: "Held-out scores",
    mistakes: "Mistakes",
    embeddings: "Embeddings",
    map: "Map",
    formula: "Formula",
    sandbox: "Sandbox",
    slow: "One step, slowly",
    ask: "Ask",
    compare: "Runs compared",
    verdict: "Verdict",
  },
  save: {
    menu: "Save…",
    menuOf: (/** @type {string} */ view) => `Save… (${view})`,
    copy: "Copy",
    saveAs: (/** @type {string} */ format) => `Save as ${format}`,
    copyAs: (/** @type {string} */ format) => `Copy as ${format}`,
    saved: (/** @type {string} */ name) => `${name} is saved. If it is not in your downloads, saving is not allowed here: use Copy.`,
    copied: (/** @type {string} */ format) => `${format} is copied.`,
    textByHand: "Copying is not allowed here. This is the text; it is selected, to be copied by hand.",
    imageByHand: "Copying is not allowed here. This is the picture; its context menu copies or saves it.",
    picture: "The view as a picture, with its caption",
    caption: (/** @type {{step: number, seed: number, run: string | null, loss: string}} */ { step, seed, run, loss }) =>
      `${run ? `Run ${run}, ` : ""}${step === 0 ? "Before the first step" : `Step ${whole.format(step)}`}, seed ${seed}, loss: ${loss}`,
  },
  none: "none yet",
  /** What is wrong with what a field holds. */
  field: {
    missing: "Something is needed here.",
    number: (/** @type {{min: string, max: string, whole: boolean}} */ { min, max, whole }) =>
      `Allowed here is a${whole ? " whole" : ""} number${min && max ? ` from ${min} to ${max}` : min ? ` from ${min}` : max ? ` up to ${max}` : ""}.`,
  },
  custom: "a loss of your own",
  presets: /** @type {Record<string, string>} */ ({
    "course-2020": "Course 2020: rows",
    "course-2022": "Course 2022: rows, summed",
    "course-tensorflow": "Course, TensorFlow: columns",
    lab: "Course lab: semi-hard rows",
    columns: "Columns only",
    forum: "Forum: averaged in one hinge",
    harder: "Harder of row and column",
    both: "Both, half weight each",
    "both-sum": "Both, summed",
    four: "All four sides, a quarter each",
    "vse++": "VSE++: closest, both",
    "softmax-rows": "Softmax along rows",
    "softmax-columns": "Softmax along columns",
    "softmax-averaged": "Softmax, both (CLIP)",
    "softmax-four": "Softmax, all four sides (GTE)",
  }),
  run: { run: "Run", pause: "Pause", goes: "The run goes on." },
  loss: {
    loss: "Loss",
    both: "Both",
    negative: "Negative",
    parts: { mean: "Mean", closest: "Closest" },
    directions: { rows: "Rows", columns: "Columns", left: "Left", right: "Right", both: "Both" },
    sides: "Negatives of the same side",
    looks: "Where the loss looks",
    fineTune: "Fine-tune",
    margin: "Margin",
    switch: (/** @type {string} */ part, /** @type {string} */ direction) => `${part} negative, ${direction.toLowerCase()}`,
    marginOf: (/** @type {string} */ part) => `Margin of the ${part.toLowerCase()} negative`,
    lastTerm: "A loss needs at least one term, so the last switch stays on.",
    combine: {
      half: "In shares (sum 1)",
      full: "Full weight each",
      averaged: "Both in one hinge (forum)",
      harder: "Harder of row and column",
      "distance-swap": "Distance swap (row and right)",
    },
    balance: (/** @type {number} */ rows) => `${two(rows)} : ${two(1 - rows)}`,
    kinds: /** @satisfies {Record<Exclude<Negative, "mean">, string>} */ ({
      hardest: "hardest",
      "semi-hard": "semi-hard",
      "semi-hard-course": "semi-hard as in the course",
    }),
    notShown: "This loss has terms that the switches cannot show; moving a switch replaces them.",
  },
  matrix: {
    grid: "Similarity matrix; arrow keys move from cell to cell",
    choose: "What the matrix shows",
    quantities: { similarity: "S", transposed: "Sᵀ", difference: "S − Sᵀ", left: "A", right: "C", gradient: "dL/dS" },
    notes: {
      similarity: "Row i: question 1 of pair i against every question 2. Bars at the edge: the loss of each row and each column.",
      transposed: "Rows and columns exchanged: what was a column of S is a row here.",
      difference: "Not zero, so S is not symmetric: rows and columns see different things.",
      left: "A = V1 V1ᵀ: question 1 of pair i against the questions 1 of the others. Bars at the edge: each one’s loss along left.",
      right: "C = V2 V2ᵀ: question 2 of pair i against the questions 2 of the others. Bars at the edge: each one’s loss along right.",
      satisfied: "Every anchor is satisfied: no hinge is above zero, so the gradient is zero everywhere.",
      gradient: "Where the loss pulls (negative: S should rise) and pushes (positive: S should fall), on a square-root scale.",
    },
    tip: (/** @type {number} */ i, /** @type {number} */ j, /** @type {number} */ s, /** @type {string} */ name) =>
      `${name}${subscript(i, j)} = ${number(s)}`,
    roles: {
      positive: "the true pair",
      row: "row’s hardest negative",
      column: "column’s hardest negative",
      out: "too hard for its row",
      further: "further text: a candidate of the row, of no column",
    },
    furtherCount: (/** @type {number} */ count) => `${count} further`,
    furtherNote: (/** @type {number} */ count) =>
      `Behind the gutter: ${counted(count, "further text")} that the data say are no duplicates. They are candidates of the rows, of no column, and never positives.`,
    legend: {
      positive: "positive",
      row: "row’s negative",
      column: "column’s negative",
      rowExcluded: "too hard for its row",
      columnExcluded: "too hard for its column",
      further: "beyond: candidates of the rows only",
    },
    cell: (/** @type {number} */ i, /** @type {number} */ j, /** @type {number} */ s, /** @type {string} */ name) =>
      `${name === "S" ? "" : `${name}, `}Row ${i + 1}, column ${j + 1}: ${number(s)}${i === j && name === "S" ? ", a positive" : ""}`,
  },
  cell: {
    row: (/** @type {number} */ i) => `Question 1 of pair ${i + 1}`,
    column: (/** @type {number} */ j) => `Question 2 of pair ${j + 1}`,
    further: (/** @type {number} */ k) => `Further text ${k + 1}`,
    role: "what it does",
    similarity: (/** @type {number} */ i, /** @type {number} */ j) => `S${subscript(i, j)}`,
    positive: (/** @type {number} */ i) => `positive p${subscript(i)}`,
    rowCost: (/** @type {number} */ i) => `row ${i + 1}’s loss`,
    columnCost: (/** @type {number} */ j) => `column ${j + 1}’s loss`,
    gradient: (/** @type {number} */ i, /** @type {number} */ j) => `dL/dS${subscript(i, j)}`,
    side: {
      left: (/** @type {number} */ i, /** @type {number} */ j) => `A${subscript(i, j)}`,
      right: (/** @type {number} */ i, /** @type {number} */ j) => `C${subscript(i, j)}`,
    },
    sideCost: {
      left: (/** @type {number} */ i) => `left: loss of question 1 of pair ${i + 1}`,
      right: (/** @type {number} */ j) => `right: loss of question 2 of pair ${j + 1}`,
    },
    cost: (/** @type {number[]} */ costs) => costs.map(number).join(" + "),
    notLookedAt: "ignored by this loss",
  },
  /** Is a number's fraction behind a comma? */
  comma: false,
  curves: {
    crosshair: "Step under the crosshair; plus and minus zoom",
    zoomHow: "Drag to zoom to some steps; a double press shows all of them",
    whole: "All steps",
    readout: (/** @type {number} */ step, /** @type {{name: string, value: number | undefined, pale?: number}[]} */ values) =>
      `${whole.format(step)}: ${values.map(({ name, value, pale }) => `${name} ${value === undefined ? "–" : number(value)}${pale === undefined ? "" : ` (${number(pale)})`}`).join(", ")}`,
    pale: (/** @type {string | undefined} */ flag) =>
      flag === undefined ? "Pale, and in brackets: the run before." : `Pale, and in brackets: the same run without “${flag}”.`,
    noGhost: "A change while the run goes on leaves the unchanged run as a pale curve.",
    step: "step",
    collapse: "all vectors equal",
    notebook: "notebook",
    charts: { loss: "Loss of each batch", recall: "Held-out recall@1", similarities: "Positives and closest" },
    compared: {
      loss: "Loss of each batch (scales differ)",
      recall: "Held-out recall@1, mean of both ways",
      similarities: "Positive − closest negative",
    },
    series: {
      loss: "loss",
      "recallAt1.forward": "q1 → q2",
      "recallAt1.backward": "q2 → q1",
      meanPositive: "positives",
      closestRow: "by row",
      closestColumn: "by column",
    },
  },
  glossary,
  terms: "The words:",
  pairOf: (/** @type {number} */ pair) => `Pair ${whole.format(pair + 1)}`,
  noView: (/** @type {string} */ view, /** @type {string} */ allowed) => `view is "${view}", but it must be one of ${allowed}.`,
  time: {
    short: (/** @type {number} */ step, /** @type {number} */ head) =>
      step === head ? whole.format(step) : `${whole.format(step)} of ${whole.format(head)}`,
    workers: (/** @type {number} */ count) => `${whole.format(count)} workers`,
    back: (/** @type {number} */ steps, /** @type {number} */ seconds) =>
      `one step back trains ${counted(steps, "step")} again, about ${timeLeft(seconds)}`,
    /** `to`: the step that the time is until, 0 for the end of the epoch. */
    epoch: (
      /** @type {number} */ epoch,
      /** @type {number} */ step,
      /** @type {number} */ of,
      /** @type {number | undefined} */ seconds,
      /** @type {number} */ to,
    ) =>
      `Epoch ${whole.format(epoch)}, step ${whole.format(step)} of ${whole.format(of)}${seconds === undefined ? "" : ` · about ${timeLeft(seconds)} to ${to > 0 ? `step ${whole.format(to)}` : "its end"}`}`,
    at: (/** @type {number} */ step, /** @type {number} */ head) => `Step ${whole.format(step)} of ${whole.format(head)}`,
    going: (/** @type {number} */ step, /** @type {number} */ to) => `Going to step ${whole.format(to)}: now at ${whole.format(step)}`,
  },
  teacher: {
    slow: "Slow",
    full: "Full speed",
    buttons: { previous: "◀", next: "▶", step: "Step", back: "Back", teach: "Leave" },
    sheet: "Keys",
    keys: {
      P: "Teacher mode: one view fills the screen; Escape leaves it",
      "N, B": "Next view, view before; one that is closed opens while it is shown (teacher mode)",
      "S, Z": "One step, one step back (teacher mode)",
      R: "Run or pause (teacher mode)",
      L: "Slow motion, or full speed (teacher mode)",
      "1, 2, 3": "Rows, columns, both (teacher mode)",
      "?": "This sheet",
      "Ctrl + Z": "Undo the last change; with Shift, redo it",
      "← ↑ → ↓": "In the matrix: from cell to cell; Home, End, Page up and down go to the ends",
      "← → + −": "On the curves: the crosshair, and zoom",
      Escape: "Closes what is open; otherwise gives the keys back to the page around this one",
    },
  },
  flags: {
    turned: (/** @type {string} */ what, /** @type {boolean} */ on) => `${what.toLowerCase()} ${on ? "on" : "off"}`,
    of: (/** @type {string} */ run, /** @type {string} */ text) => `${run}: ${text}`,
    at: (/** @type {string} */ text, /** @type {number} */ step) => `${text}, step ${whole.format(step)}`,
  },
  runs: {
    add: "Add",
    swap: "Swap sides",
    swapped: "sides swapped",
    /** @param {boolean} padded @returns {string} */
    pooling: (padded) => (padded ? "mean over all steps" : "mean over real words"),
    asymmetryField: "Asymmetry",
    asymmetry: (/** @type {number} */ x) => `asymmetry ${number(x)}`,
    remove: (/** @type {string} */ name) => `Remove run ${name}`,
    full: (/** @type {number} */ most) =>
      `Changing an earlier step needs a run of its own, and there are already ${most} runs: remove one, or go to the last step.`,
  },
  compare: {
    alone: "Add another run (“Compare with another run”, under the loss): it starts from the same weights and sees the same batches.",
    table: "The runs at this step",
    run: "run",
    columns: { forward: "q1 → q2", backward: "q2 → q1", auc: "AUC", gap: "p − closest", active: "active, by A’s loss", loss: "loss" },
    scales: "Losses with different terms have different scales: compare recall, AUC and the gap, not the loss.",
    minus: "minus",
    of: (/** @type {string} */ quantity, /** @type {string} */ one, /** @type {string} */ other) => `${quantity} of ${one} − ${quantity} of ${other}`,
    largest: (/** @type {number} */ most, /** @type {number} */ row, /** @type {number} */ column) =>
      `The largest difference is ${number(most)}, at row ${row + 1} and column ${column + 1}.`,
    same: "No cell differs.",
    chosen: (/** @type {number} */ row, /** @type {number} */ column, /** @type {number} */ s, /** @type {number} */ g) =>
      `At S${subscript(row, column)}: S differs by ${number(s)}, dL/dS by ${number(g)}.`,
    otherBatches: "These runs train on different questions at this step, so their cells cannot be compared one by one.",
  },
  numbers: {
    before: "Press Run, or Step for one batch at a time.",
    batch: (/** @type {Batch} */ { step, report, batchSize, history, loss, data, texts }) => {
      if (!report || !data) return "Getting ready.";
      const start = step === 0 ? "Before the first step" : `Step ${whole.format(step)}`;
      const either = report.terms.length === 0 ? 0 : activeAnchors(report);
      const active = loss.kind === "triplet" ? `; ${either} of ${batchSize} pairs still violate the margin` : "";
      const trained =
        history.last && number(history.last.loss) !== number(report.loss) ? ` (${number(history.last.loss)} for the loss it was trained with)` : "";
      const further = texts.extra.length > 0 ? ` Its rows have ${counted(texts.extra.length, "further candidate")}.` : "";
      return `${start}: the loss of the batch shown is ${number(report.loss)}${trained}${active}.${further}`;
    },
    directions: (/** @type {StepReport} */ r) =>
      `The closest negative is ${number(r.closestRow)} by row and ${number(r.closestColumn)} by column on average; rows and columns pick the same partner in ${percent(r.samePartner)} of the pairs; asymmetry of S ${number(r.asymmetry)}; collapse ${number(r.collapse)}.`,
  },
  data: {
    builtin: "Built-in questions",
    reading: (/** @type {string} */ name, /** @type {number} */ rows) => `Reading ${name}: ${whole.format(rows)} rows so far`,
    source: (/** @type {string} */ name, /** @type {DatasetReport} */ r, /** @type {number | undefined} */ dim) =>
      `${name}: ${counted(r.trainPairs, "pair")} to train on, ${whole.format(r.evaluationPairs)} held out, ${dim ? `vectors of ${dim} numbers` : `${whole.format(r.vocabularySize)} words`}.`,
    /** @param {import("../types/run.js").Values} sizes @param {number} [seconds] that the steps take */
    advice: (sizes, seconds) => {
      const { batchSize, maxLength, "model.hiddenDim": width, "adam.learningRate": rate, "page.stopAt": steps } = sizes;
      const time = seconds === undefined ? "" : `, about ${timeLeft(seconds)} on this machine`;
      const own = width ? `, width ${width}, questions of up to ${maxLength} words, learning rate ${rate},` : "";
      return `These pairs suggest batches of ${batchSize}${own} and ${whole.format(Number(steps))} steps${time}.`;
    },
    useNegatives: (/** @type {number} */ count) =>
      `Use the file’s negatives: ${counted(count, "text")} of rows that say “no duplicate”, as further candidates of the rows`,
    takeAdvice: "Use these",
    leaveAdvice: "Leave as it is",
    refused: (/** @type {string} */ name, /** @type {string} */ sentence) => `${name} could not be opened. ${sentence} The current run is unchanged.`,
    crashed: (/** @type {string} */ name, /** @type {string} */ sentence) =>
      `${name} could not be opened: reading it ended with an error (${sentence || "the worker is gone"}).`,
    gone: "Reading it has ended its worker, or the worker could not be loaded.",
    unopened: "Data could not be opened; the page says why.",
    elsewhere: (/** @type {string} */ address) =>
      `${address} could not be opened: a page may only open files that lie on its own server. Open the file yourself instead.`,
    notThere: (/** @type {string} */ address, /** @type {string} */ why) =>
      `${address} could not be opened: no file could be fetched from there${why ? ` (${why})` : ""}. The current run is unchanged.`,
    pasted: "Pasted text",
  },
  map: {
    kinds: { questions: "Questions", words: "Words" },
    choose: "What the map shows",
    search: "Search",
    lasso: "Lasso",
    clear: "Clear",
    nearer: "Zoom in",
    further: "Zoom out",
    keys: "Arrow keys go from one to the next, plus and minus zoom.",
    later: "The map comes when the run rests.",
    none: "Nothing is held out, or the data have no words.",
    planes: { principal: "PCA", neighbours: "Neighbours" },
    choosePlane: "How the map is laid out",
    progress: "The search for the plane",
    stop: "Stop",
    note: (/** @type {number} */ count, /** @type {number} */ step, /** @type {"questions" | "words"} */ what) =>
      `${whole.format(count)} ${what === "words" ? "words of the vocabulary" : "held-out questions"} at step ${whole.format(step)},`,
    plane: (/** @type {import("../types/run.js").PlaneSaid} */ said) => {
      if (said.plane === "principal") return `in the plane with ${percent(said.share)} of their variance.${said.problem && ` ${said.problem}`}`;
      if (!("kept" in said)) return `on their way to the plane of their neighbours: round ${said.round} of ${said.rounds}.`;
      const { each, kept, keptByPrincipal } = said;
      return `each drawn to the ${each} nearest to it (t-SNE): ${percent(kept)} of those are among its ${each} nearest on the map; PCA keeps ${percent(keptByPrincipal)}. What is near is alike; how far apart groups lie, and how large they are, says nothing.`;
    },
    ties: "Lines join duplicates.",
    nearest: (/** @type {string} */ text) => `Nearest to “${text}”`,
    picked: (/** @type {number} */ count, /** @type {number} */ listed) =>
      listed < count ? `${whole.format(count)} picked out, the first ${listed} of them` : `${whole.format(count)} picked out`,
  },
  ask: {
    question: (/** @type {number} */ k) => `Question ${k + 1}`,
    ask: "Ask",
    examples: "From this batch:",
    example: ["two that ask the same", "two that do not"],
    cosine: "Cosine",
    decision: (/** @type {boolean} */ duplicate, /** @type {number} */ threshold) =>
      `${duplicate ? "a duplicate" : "not a duplicate"} at the threshold of ${number(threshold)}`,
    nearest: (/** @type {string} */ question) => `Held-out questions nearest to “${question}”`,
    later: "The network has changed since then; ask again for its new answer.",
    vectors: "The file has vectors and nothing that makes them of texts: ask by the texts that it names, or by a vector’s place, such as v1[12].",
    unknown: "To the network, all words that it never saw in training are the same word.",
  },
  lessons: {
    titles: [
      "1 What S is",
      "2 Rows",
      "3 Columns",
      "4 Is S symmetric?",
      "5 The course’s losses",
      "6 Collapse: the plateau at 128",
      "7 Is the closest below zero?",
      "8 Why semi-hard negatives?",
      "9 Why a mean negative at all?",
      "10 How do I choose the margin?",
      "11 Stuck at the margin?",
      "12 Padding in the mean?",
      "13 Why a threshold of 0.7?",
      "14 What of the other labels?",
      "15 False negatives, batch size",
      "16 The other two sides",
      "17 Find the bug",
    ],
    of: (/** @type {number} */ page, /** @type {number} */ pages) => `${page} of ${pages}`,
    next: "Next",
    back: "Back",
    finish: "Finish",
    leave: "Leave",
    leaves: "Back to your own run (Esc)",
    further: (/** @type {string} */ title) => `Next: ${title}`,
    course: "Course",
    questions: "Questions that learners ask",
    ticked: (/** @type {string} */ title) => `✓ ${title}`,
    number: "Your number",
    check: "Check",
    correct: "Right.",
    again: "Not yet; look once more.",
    answerIs: (/** @type {string} */ answer) => `The answer is: ${answer}.`,
    predict: "Choose what you expect first.",
    noData: (/** @type {string} */ address, /** @type {string} */ sentence) =>
      `This page needs the data in ${address}. ${sentence} Leave the lesson, and your own run is back.`,
    done: "Done.",
    right: "As you expected.",
    wrong: (/** @type {string} */ answer) => `It turned out differently: ${answer}`,
  },
  scores: {
    histogram: "Held-out pairs by their cosine",
    batch: "The batch shown: positives and closest negatives",
    ofBatch: ["positives", "rows’ closest", "columns’ closest"],
    cosine: "cosine",
    share: "share",
    duplicates: "duplicates",
    others: "non-duplicates",
    called: ["called duplicates", "called different"],
    truePositives: "duplicates found",
    falsePositives: "non-duplicates called duplicates",
    course: (/** @type {number} */ threshold) => `${threshold} (course)`,
    threshold: (/** @type {number} */ t) => `Threshold ${two(t)}`,
    notYet: "The held-out pairs have not been measured yet.",
    oneKind: (/** @type {boolean} */ duplicates) =>
      `The held-out pairs are all ${duplicates ? "duplicates: there are no non-duplicates" : "non-duplicates: there are no duplicates"} to tell them from, so there is no accuracy and no ROC curve.`,
    accuracy: (/** @type {number} */ right, /** @type {number} */ all, /** @type {[number, number] | null} */ interval) =>
      `Accuracy ${number(right / all)} ${measured.interval(interval)} of ${counted(all, "held-out pair")}.`,
    decided: (/** @type {Confusion} */ c) =>
      `${c.truePositive} of ${counted(c.truePositive + c.falseNegative, "duplicate")} and ${c.falsePositive} of ${counted(c.falsePositive + c.trueNegative, "non-duplicate")} are called duplicates.`,
    marked: (/** @type {number} */ cosine) => `The pair that is looked at is marked, at ${number(cosine)}.`,
    above: (/** @type {{positives: number, rows: number, columns: number}} */ { positives, rows, columns }, /** @type {number} */ size) =>
      `Above the threshold are ${positives} of ${size} positives, and the closest negative of ${counted(rows, "row")} and of ${counted(columns, "column")}.`,
    bin: (/** @type {number} */ low, /** @type {number} */ high, /** @type {{name: string, share: number}[]} */ shares) =>
      `Cosine ${two(low)} to ${two(high)}: ${shares.map(({ name, share }) => `${name} ${percent(share)}`).join("; ")}`,
    rocAt: (/** @type {number} */ u, /** @type {number} */ v) =>
      `${percent(v)} of duplicates found, ${percent(u)} of non-duplicates called duplicates`,
    auc: (/** @type {number | null} */ auc) => `ROC, every threshold at once: area under the curve ${auc === null ? "not defined" : number(auc)}.`,
  },
  split: {
    further: (/** @type {number} */ count) =>
      `The gradient’s ${counted(count, "further column")} stand in the large matrix, behind the gutter, and are not counted here.`,
    group: "dL/dS, part by part; arrow keys move from cell to cell",
    parts: {
      mean: { rows: "Mean, rows", columns: "Mean, columns", left: "Mean, left", right: "Mean, right" },
      closest: { rows: "Closest, rows", columns: "Closest, columns", left: "Closest, left", right: "Closest, right" },
      softmax: { rows: "Softmax, rows", columns: "Softmax, columns", left: "Softmax, left", right: "Softmax, right" },
    },
    total: "Total",
    sides:
      "Those of left and right are derivatives by A and C, matrices of their own, and no part of that total; what pulls their positives closer stands with the rows and the columns.",
    note: "The parts by S add up to the total in every cell, all on one square-root scale. Negative: S should rise; positive: S should fall.",
    sum: (/** @type {string} */ matrix, /** @type {number} */ sum) => `Σ|dL/d${matrix}| ${number(sum)}`,
    here: (/** @type {number} */ i, /** @type {number} */ j, /** @type {number} */ g) => `at ${i + 1}, ${j + 1}: ${number(g)}`,
    chosen: (/** @type {number} */ i, /** @type {number} */ j, /** @type {number[]} */ parts, /** @type {number} */ whole) => {
      const bracketed = parts.map((g, k) => (g < 0 && k > 0 ? `(${number(g)})` : number(g)));
      return `Row ${i + 1}, column ${j + 1}: ${bracketed.join(" + ")}${parts.length > 1 ? ` = ${number(whole)}` : ""}.`;
    },
  },
  plane: {
    positive: "positive p",
    negative: "negative n",
    choose: "Which negatives",
    kinds: { closest: "Closest", mean: "Mean" },
    keys: "Arrow keys go from pair to pair.",
    line: (/** @type {number} */ margin) => `n = p − ${margin}`,
    softmax: "A softmax has no margin: choose a triplet loss to see it here.",
    along: {
      rows: "rows",
      columns: "columns",
      averaged: "rows and columns averaged",
      harder: "harder of row and column",
      left: "questions 1 among themselves",
      right: "questions 2 among themselves",
      "distance-swap": "harder of row and right",
    },
    active: (/** @type {Cloud[]} */ clouds, /** @type {number} */ size) => {
      const each = clouds.map(({ active, along }) => `${words.plane.along[along]} ${active.filter(Boolean).length} of ${size}`);
      const plus = clouds.some(({ directions }) => directions.length > 1) ? ", two bars both" : "";
      const slanted = clouds.some(({ directions }) => directions.includes("left") || directions.includes("right"));
      const sides = slanted ? ", a rising bar the left side, a falling one the right" : "";
      return `Above the line an anchor is active: its hinge is its height above the line. Active: ${each.join(", ")}. A horizontal bar is a row, a vertical bar a column${sides}${plus}.`;
    },
    chosen: (/** @type {number} */ i, /** @type {Cloud[]} */ clouds) => {
      const each = clouds.map(({ along, y, margin, x }) => {
        const found = Number.isNaN(y[i]) ? "no candidate, hinge 0" : `n ${number(y[i])}, hinge ${number(Math.max(0, margin - x[i] + y[i]))}`;
        return `${words.plane.along[along]} ${found}`;
      });
      return `Pair ${i + 1}: p ${number(clouds[0].x[i])}; ${each.join("; ")}.`;
    },
  },
  formula: {
    notation: "Notation",
    notations: { course: "Course’s notation", thread: "Thread’s notation" },
    general: "The loss in general",
    further: (/** @type {number} */ count) =>
      `In the rows j runs over the ${counted(count, "further text")} too, so that a row has B + ${count} − 1 candidates; in the columns it does not.`,
    live: "The loss with this batch’s numbers",
    selected: (/** @type {number} */ i, /** @type {number} */ j) => `Row ${i + 1} and column ${j + 1} of this batch`,
    sums: { rows: "row", columns: "column", averaged: "", left: "left", right: "right", four: "" },
    anchor: (/** @type {number} */ k, /** @type {string} */ along, /** @type {number} */ anchor, /** @type {string} */ negative) =>
      `${k + 1}: ${negative}, ${anchors[along] ?? "pair"} ${anchor + 1}`,
    sum: (/** @type {string} */ along, /** @type {number} */ anchor) => `${anchors[along] ?? "pair"} ${anchor + 1}`,
    none: "no candidate, so its loss is 0",
    oneHinge: (/** @type {number} */ anchor) => `pair ${anchor + 1}, one hinge`,
    batch: "whole batch",
    compare: "How the presets differ on this batch",
    columns: ["Loss", "value", "per pair", "per pair, minus yours"],
    inForce: "current",
    otherUnit: "other unit",
    copy: { numpy: "Copy as NumPy", tensorflow: "Copy as TensorFlow", pytorch: "Copy as PyTorch", jax: "Copy as JAX", keras: "Copy as Keras 3" },
    withBatch: "with this batch’s vectors, so that it prints the number above",
    code: "The loss as code",
    copied: "Copied.",
    byHand: "Copying is not allowed here; copy it from below.",
    docstring: (/** @type {string} */ name) => `${name}: the loss of v1 and v2 [B, H], whose rows are unit vectors.`,
  },
  embeddings: {
    axes: ["most spread", "next most"],
    spread: {
      circle: (/** @type {number} */ size) => `H = ${size}: the vectors as they are, on the unit circle.`,
      sphere: (/** @type {number} */ size) =>
        `H = ${size}: the vectors as they are, on the unit sphere. Drag or use the arrow keys to turn it; Page up and down choose a pair.`,
      plane: (/** @type {number} */ size, /** @type {number} */ share) =>
        `H = ${size}: seen in the plane in which they spread most, which holds ${percent(share)} of the variance.`,
    },
    signs: "Horizontal: questions 1. Vertical: questions 2. Framed: the positive of the question chosen; dashed: the way to its closest negative.",
    chosen: (/** @type {EmbeddedNegative} */ positive, /** @type {EmbeddedNegative} */ negative) =>
      `Question 1 of pair ${positive.pair + 1}: its positive has cosine ${number(positive.cosine)} (${degrees(positive.angle)}), its closest negative, of pair ${negative.pair + 1}, ${number(negative.cosine)} (${degrees(negative.angle)}).`,
    wedge: (/** @type {Wedge} */ { from, to, margin }) =>
      from >= to
        ? `No negative can violate the margin of ${number(margin)}.`
        : from === 0
          ? `A negative within ${degrees(to)} violates the margin of ${number(margin)}.`
          : `A negative from ${degrees(from)} to ${degrees(to)} violates the margin of ${number(margin)}; closer ones are ignored.`,
    noWedge: "No term of the loss takes a single negative along the row.",
    collapse: "Collapse, |mean vector|²",
  },
  slow: {
    vectors: "The data are vectors: a pair goes through no words, no LSTM and no mean, only through the linear head.",
    parts: {
      tokens: "Tokens",
      embeddings: "Embedding",
      hidden: "LSTM",
      mean: "Mean over time",
      normalise: "Normalise",
      similarity: "Row and column of S",
      masks: "Candidates",
      hinges: "Hinges",
      gradient: "Gradient",
      update: "Update",
    },
    captions: {
      tokens: (/** @type {number} */ steps) => `Each word becomes its number; padding fills both questions up to the batch’s length of ${steps}.`,
      embeddings: (/** @type {number} */ size, /** @type {number} */ end) =>
        `Each number selects a row of a table: ${size} values for a word, coloured from ${number(-end)} to ${number(end)}.`,
      hidden: (/** @type {number} */ size, /** @type {number} */ end) =>
        `The LSTM reads from word to word and after each has a state of ${size} values, coloured from ${number(-end)} to ${number(end)}. Both questions go through the same weights.`,
      mean: "The states are averaged over time: one vector y for a question, however long it is.",
      unitsMean:
        "Each step’s state is averaged over its values: one number for a step, so y is as long as the batch’s questions are, not as the state is.",
      normalise: "Each vector is divided by its length. What is left is its direction, and the product of two is their cosine.",
      batchNormalise:
        "All vectors of a side are divided by one length, that of all of them together. What is left of each is about 1/√B long, so the product of two is about 1/B at most and no cosine.",
      similarity: "Question 1 is compared with every question 2 of the batch: a row of S. Question 2 is compared with every question 1: a column.",
      masks: "Which cells may be the negative: hatched ones may not. The positive never may; semi-hard leaves out what is closer than the positive.",
      softmaxMasks: "A softmax leaves nothing out: every cell of the line takes part, the positive too.",
      softmaxCosts: "The loss is small where the positive is far above all others in its line.",
      oneHinge:
        "One hinge is over the sum of all terms: [Σ weight × (margin − p + n)]₊. A term below zero pays for the others, and the anchor can fall silent though one of them is violated.",
      hinges: "A term is active where the negative comes within the margin of the positive: weight × [margin − p + n]₊.",
      gradient: "How the loss changes with each cell. Negative: S should rise; positive: S should fall. On a square-root scale.",
      update: "All pairs’ gradients reach the same four tensors, and Adam moves each value by about the learning rate at most.",
    },
    title: (/** @type {number} */ part, /** @type {number} */ count, /** @type {string} */ name) => `${part} of ${count}: ${name}`,
    back: "Back",
    forward: "Forward",
    waiting: "Getting the numbers.",
    pause: "Pause to see the step that the run is at.",
    choose: "Point at another row of the matrix to choose another pair.",
    about: (/** @type {number} */ pair, /** @type {number} */ step) =>
      `Pair ${pair + 1} of the batch shown, with the weights ${step === 0 ? "before the first step" : `after step ${whole.format(step)}`}.`,
    question: (/** @type {number} */ k) => `Question ${k}`,
    unknown: "0, unknown",
    pad: "(padding)",
    padding: (/** @type {number} */ count) => (count === 0 ? "No padding." : `Then ${count} × padding, number 1.`),
    strip: (/** @type {number} */ rows, /** @type {number} */ columns) => `${rows} × ${columns} values as colours`,
    last: (/** @type {string} */ word, /** @type {Float32Array} */ values) => `At “${word}”, the last word: ${firsts(values)}`,
    more: (/** @type {number} */ shown, /** @type {number} */ all) => `The first ${shown} of ${all} steps.`,
    mean: (/** @type {number} */ counted, /** @type {number} */ steps, /** @type {Float32Array} */ y) =>
      `y, the mean of ${counted} of ${steps} states: ${firsts(y)}`,
    vector: (/** @type {number} */ k, /** @type {number} */ norm, /** @type {Float32Array} */ v) =>
      `|y| = ${number(norm)}; v${subscript(k - 1)} = y / |y|: ${firsts(v)}`,
    unitsMean: (/** @type {number} */ units, /** @type {Float32Array} */ y) =>
      `y, of each of ${y.length} steps the mean of its ${units} values: ${firsts(y)}`,
    batchVector: (/** @type {number} */ k, /** @type {number} */ norm, /** @type {number} */ all, /** @type {Float32Array} */ v) =>
      `|y| = ${number(norm)}; all questions ${k} of the batch together |Y| = ${number(all)}; v${subscript(k - 1)} = y / |Y|: ${firsts(v)}`,
    cosine: (/** @type {number} */ x) => `v₁ · v₂ = ${number(x)}, the positive p.`,
    lineName: (/** @type {Direction} */ direction, /** @type {number} */ i) => lineName(direction, i),
    line: (/** @type {number} */ p, /** @type {number} */ closest, /** @type {number} */ n) =>
      `Positive p = ${number(p)}; closest negative ${number(n)}, of pair ${closest + 1}.`,
    look: (/** @type {Negative} */ negative, /** @type {Direction} */ direction) => `${negatives[negative]}, ${direction}`,
    candidates: (/** @type {number} */ count, /** @type {number[]} */ excluded, /** @type {number} */ chosen, /** @type {boolean} */ leaks) => {
      const left =
        excluded.length === 0
          ? ""
          : `; too close: ${excluded.length > 8 ? `${excluded.length} pairs` : `pair ${excluded.map((k) => k + 1).join(", ")}`}`;
      return `${counted(count, "candidate")}${left}${chosen < 0 ? "" : `; chosen: pair ${chosen + 1}`}.${leaks ? ` ${leak}` : ""}`;
    },
    term: (/** @type {Negative} */ negative, /** @type {string} */ along) => `${negatives[negative]}, ${along}`,
    hinge: (/** @type {import("./format.js").Hinge} */ hinge) => (Number.isNaN(hinge.n) ? "No candidate: loss 0." : bracket(hinge)),
    part: (/** @type {import("./format.js").Hinge} */ hinge) => (Number.isNaN(hinge.n) ? "No candidate: no part." : hingePart(hinge)),
    together: (/** @type {number} */ sum, /** @type {number} */ cost) => `One hinge over the sum: [${number(sum)}]₊ = ${number(cost)}`,
    partners: (/** @type {{direction: Direction, partner: number}[]} */ found) =>
      found.map(({ direction, partner }) => `${direction}’s negative: pair ${partner + 1}`).join("; "),
    softmaxCost: (/** @type {string} */ along, /** @type {number} */ cost) => `Cross-entropy of the positive, ${along}: ${number(cost)}`,
    share: (/** @type {number} */ total, /** @type {string} */ reduction, /** @type {number} */ size, /** @type {number} */ loss) =>
      `The pair’s loss is ${number(total)}; the ${reduction} over the ${size} pairs is ${number(loss)}.`,
    gradientName: (/** @type {Direction} */ direction, /** @type {number} */ i) =>
      direction === "row" || direction === "column" ? `dL/dS, ${direction} ${i + 1}` : `dL/d${direction === "left" ? "A" : "C"}, row ${i + 1}`,
    sideGradient: (/** @type {number} */ others) => `All together ${number(others)}; the pull at the positive is in the row or column of S.`,
    gradient: (/** @type {number} */ positive, /** @type {number} */ others) =>
      `At the positive ${number(positive)}; all others together ${number(others)}.`,
    dvector: (/** @type {number} */ k, /** @type {number} */ norm) => `|dL/dv${subscript(k - 1)}| = ${number(norm)}`,
    rate: (/** @type {number} */ rate) => `Learning rate of the next step: ${number(rate)}.`,
    columns: ["tensor", "values", "length", "gradient’s length", "moves by"],
    tensors: /** @type {Record<string, string>} */ ({
      embedding: "embedding",
      kernel: "LSTM, input",
      recurrentKernel: "LSTM, state",
      bias: "LSTM, bias",
    }),
    count: (/** @type {number} */ n) => whole.format(n),
  },
  sandbox: {
    table: "A small similarity matrix",
    cell: (/** @type {number} */ i, /** @type {number} */ j) => `Row ${i + 1}, column ${j + 1}${i === j ? ", a positive" : ""}`,
    row: "row",
    column: "col.",
    left: "left",
    right: "right",
    sides: { left: "A: questions 1 with each other", right: "C: questions 2 with each other" },
    sideCell: {
      left: (/** @type {number} */ i, /** @type {number} */ j) => `A, row ${i + 1}, column ${j + 1}`,
      right: (/** @type {number} */ i, /** @type {number} */ j) => `C, row ${i + 1}, column ${j + 1}`,
    },
    own: "A question and itself: always 1",
    sizeOf: "Size",
    size: (/** @type {number} */ size) => `${size} × ${size}`,
    corner: "Take the corner of the batch’s S",
    again: "Start again",
    loss: "Loss",
    how: "Type, drag up and down, or use the arrow keys. Under each value: dL/dS, and which way a step moves it. At the edges: each anchor’s negative, then its hinge; in grey where this loss ignores them.",
    number: (/** @type {number} */ x) => two(x),
    gradient: (/** @type {number} */ x) => {
      const size = Math.abs(x);
      if (size < 0.005) return x === 0 ? "·" : x < 0 ? "↑−0" : "↓0";
      const digits = size < 0.995 ? size.toFixed(2) : size.toFixed(1);
      return x < 0 ? `↑−${digits}` : `↓${digits}`;
    },
    none: "none",
    terms: (/** @type {LossConfig} */ loss) =>
      loss.kind === "softmax"
        ? `softmax, ${loss.along}; at the edges each anchor’s loss`
        : `${loss.reduction} of ${loss.terms.map(({ negative, along, weight = 1 }) => `${weight === 1 ? "" : `${number(weight)} × `}${negative} ${along}`).join(" + ")}`,
    tries: "To try",
    challenges: {
      silent: "Make the rows’ loss 0 and the columns’ loss not. (The matrix starts that way.)",
      agree: "Make rows and columns agree on every partner, with at least 3 pairs.",
      stuck: "Make semi-hard find no candidate in row 1.",
    },
    reached: "done",
    notYet: "not yet",
  },
  verdict: {
    lead: "One run proves little: another seed may give another answer. Here every loss is trained with many seeds, in the background, and compared with a baseline seed by seed.",
    losses: "Which losses are compared",
    loss: "Loss",
    asIs: "as is",
    swapped: "swapped",
    withSwap: (/** @type {string} */ name) => `${name}, sides swapped`,
    own: "The loss on the page",
    seeds: "Seeds",
    first: "First seed",
    steps: "Steps",
    start: "Start",
    goOn: "Continue",
    pause: "Pause",
    resume: "Resume",
    cancel: "Cancel",
    open: "Open results…",
    saveJson: "Save JSON",
    saveCsv: "Save CSV",
    file: "A file of results, as JSON",
    progress: "Progress of the runs",
    plan: (
      /** @type {{data?: string, runs: number, known: number, asymmetry: string, settings: string}} */ { data, runs, known, asymmetry, settings },
    ) => {
      if (runs === 0) return "";
      const made = known === runs ? ", all finished already" : known > 0 ? `, ${whole.format(known)} of them finished already` : "";
      return `${counted(runs, "run")}${made}, on ${data || `the built-in questions at asymmetry ${asymmetry}`}${settings === "" ? "" : `, with ${settings}`}.`;
    },
    few: "Choose at least two losses.",
    grid: (/** @type {number} */ runs) => `Before that, ${counted(runs, "run")} with other seeds to tune the learning rates.`,
    tooFew: (/** @type {number} */ seeds, /** @type {number} */ least) =>
      `${counted(seeds, "seed")} cannot show a difference, whatever comes out: it takes at least ${whole.format(least)}.`,
    far: (/** @type {number} */ made, /** @type {number} */ all, /** @type {number | undefined} */ seconds, /** @type {boolean} */ tuning) =>
      `${tuning ? "Tuning: " : ""}${whole.format(made)} of ${counted(all, "run")}${seconds === undefined ? "" : `, about ${timeLeft(seconds)} left`}${tuning && seconds !== undefined ? " with the comparison" : ""}`,
    stop: "Stop as soon as it is settled",
    courses: "Measure eight times on the way, for curves",
    tune: "Tune each loss’s learning rate first",
    rates: "Learning rates to try",
    tuneSeeds: "Seeds for tuning",
    badRates: "Learning rates from 0 to 1, with spaces between them.",
    tuned: "Tuning, apart from the results",
    aboutTuning:
      "Each loss is tried at each learning rate with seeds from 1001 on and, on the built-in questions, with other questions. These runs choose the rate and are not part of the comparison.",
    tuningCaption: "Mean recall@1 in percent by learning rate; the best one is bold, with † at an end of those tried: a rate outside may do better.",
    stopped: (/** @type {number} */ made, /** @type {number} */ all) =>
      `Stopped after ${whole.format(made)} of ${counted(all, "run")}: every comparison is settled, or the seeds left could not settle it.`,
    found: (/** @type {number} */ runs) => `${counted(runs, "run")} found from your last visit.`,
    clear: "Remove results",
    cleared: "The results are removed, here and from what this browser keeps.",
    forOpen: "For the data and settings that are open:",
    forOther: "Not for the data and settings that are open, but for:",
    counted: (/** @type {number} */ here, /** @type {number} */ others) =>
      `Each p is corrected for ${counted(here + others, "comparison")} (Holm)${others > 0 ? `; ${whole.format(others)} of them ${others === 1 ? "belongs" : "belong"} to results that are not shown here` : ""}.`,
    documented: (/** @type {number} */ comparisons) =>
      `Each p is corrected for the ${counted(comparisons, "comparison")} in docs/verdict.md (Holm), which says the same of these results. A softmax is compared with the softmax along rows, any other loss with the course’s rows.`,
    rows: "Rows alone of its kind",
    courseTitle: "Over the steps",
    aboutCourses: (/** @type {string} */ baseline) =>
      `Held-out recall@1, median and band as above. Dashed: ${baseline}. Where a loss is only ahead on the way, it learns faster, not better.`,
    courseScale: "recall@1 in %",
    course: (/** @type {{steps: number, median: number, low: number, high: number}[]} */ points) =>
      `Median recall@1 in percent: ${points.map(({ steps, median, low, high }) => `step ${whole.format(steps)} ${tenths(median)} (${tenths(low)}–${tenths(high)})`).join(", ")}`,
    done: "All runs finished.",
    failed: (/** @type {string} */ sentence) =>
      `An error stopped the runs. ${sentence || "Their worker is gone or could not be loaded."} Finished runs are kept.`,
    opened: (/** @type {string} */ name, /** @type {{added: number, known: number, differing: number}} */ { added, known, differing }) => {
      const others = differing > 0 ? ` ${counted(differing, "run")} came out differently here; the results from here are kept.` : "";
      return `${name}: ${counted(added, "run")} added${known > 0 ? `, ${whole.format(known)} known already` : ""}.${others}`;
    },
    refused: (/** @type {string} */ name, /** @type {string} */ sentence) => `${name} could not be opened as results. ${sentence}`,
    noJson: "It is not JSON.",
    nothing: "Results appear here as runs finish. Meanwhile you can use the rest of the page.",
    kinds: { own: "Your results", reference: "Reference results" },
    reference:
      "Reference results: computed once with the same program outside a browser and shipped with this page. They are neither among your results nor in your files.",
    against: "Baseline",
    shown: "Results",
    group: (/** @type {{data: string, steps: number, settings: string, tuned: boolean}} */ { data, steps, settings, tuned }) =>
      `${data} · ${counted(steps, "step")}${settings && ` · ${settings}`}${tuned ? " · tuned" : ""}`,
    builtin: (/** @type {string} */ set, /** @type {string} */ asymmetry, /** @type {boolean} */ whole) =>
      `${set}, ${whole ? "asymmetry" : "asym."} ${asymmetry}`,
    recallScale: "recall@1 in %, mean of both ways",
    differenceScale: (/** @type {string} */ baseline) => `points above “${baseline}”, same seed`,
    seedRecall: (/** @type {number} */ recall, /** @type {number} */ seed) => `Seed ${seed}: ${tenths(recall)} %`,
    seedDifference: (/** @type {number} */ difference, /** @type {number} */ seed) => `Seed ${seed}: ${signedTenths(difference)} points`,
    band: (/** @type {Compared} */ { median, low, high, band }) =>
      `median ${tenths(median)}, ${band === "range" ? "min–max" : "quartiles"} ${tenths(low)}–${tenths(high)}`,
    recalls: (/** @type {Compared} */ compared) =>
      `Recall@1 of ${counted(compared.seeds.length, "seed")} in percent: ${words.verdict.band(compared)}`,
    differences: (/** @type {Compared} */ { differences, medianDifference }) =>
      medianDifference === null
        ? "No differences yet"
        : `Differences of ${counted(differences.length, "seed")}: from ${signedTenths(Math.min(...differences))} to ${signedTenths(Math.max(...differences))} points, median ${signedTenths(medianDifference)}`,
    baseline: (/** @type {Compared} */ { seeds, diverged }) => `The baseline, ${counted(seeds.length, "seed")}.${words.verdict.diverged(diverged)}`,
    diverged: (/** @type {number} */ runs) =>
      runs > 0 ? ` ${counted(runs, "run")} diverged and ${runs === 1 ? "counts" : "count"} as finding nothing.` : "",
    /** `fixed`: the number of seeds was fixed beforehand, so that p need not hold whenever one looks. */
    sentence: (/** @type {Compared} */ compared, /** @type {boolean} */ fixed) => {
      const { differences, better, equal, medianDifference, interval, adjustedP, anytimeP, diverged } = compared;
      const p = fixed ? adjustedP : anytimeP;
      if (medianDifference === null || p === null) return "No seed in common with the baseline yet.";
      const alike = equal > 0 ? `, ${whole.format(equal)} equal` : "";
      const chance = p < CHANCE ? "unlikely by chance" : "could be chance";
      const missing = fixed || p < CHANCE ? "" : words.verdict.missing(compared);
      return `${whole.format(better)} of ${counted(differences.length, "seed")} better${alike}, median ${signedTenths(medianDifference)} points${fixed && interval ? ` (95 %: ${interval.map(signedTenths).join(" to ")})` : ""}; ${chance} (${probability(p)}).${missing}${words.verdict.diverged(diverged)}`;
    },
    missing: (/** @type {Compared} */ { differences, needed, atLeast }) => {
      const [seeds, least] = [differences.length, (atLeast ?? 0) + differences.length];
      const would =
        needed === null ? "by their spread, a thousand might not" : `by their spread, about ${whole.format(Math.max(needed, least))} would`;
      return seeds < 2 ? ` It takes at least ${counted(least, "seed")}.` : ` ${counted(seeds, "seed")} cannot show it; ${would}.`;
    },
    aboutTest: "What p means",
    test: [
      "Suppose two losses were equally good: then each seed that differs would be like a toss of a coin. For your results, which you watch while they grow, p comes from a sequential test that stays honest however often you look and whenever you stop: the mixture sequential probability ratio test on signs (Robbins 1970).",
      "The reference results have a number of seeds that was fixed beforehand; there p is that of the ordinary two-sided sign test: how often tosses alone would come out at least as uneven.",
      "Both take the seeds to be independent and nothing else: the size of the differences does not matter. Both runs of a seed start from the same weights and see the same batches.",
      "Where several losses are compared, one of them may look good by luck; so every p is raised for the number of comparisons (Holm), those that are not shown included. Below 0.05 the sentence says “unlikely by chance”, otherwise “could be chance”, which does not mean that there is no difference.",
      "Only weights, batches and swaps change with the seed, not the questions. The result holds for these questions and these settings.",
    ],
    everyRun: "Every run",
    seed: "Seed",
    runs: (/** @type {string} */ baseline, /** @type {number} */ steps, /** @type {boolean} */ onFile) =>
      `Recall@1 in percent, and points above “${baseline}” with the same seed. Each is a link to its run, which opens in a new tab${onFile ? ", asks for the file" : ""} and stops at step ${whole.format(steps)}.`,
  },
  settings: {
    groups: /** @type {Record<string, string>} */ ({ run: "Run", page: "Pace", data: "Built-in questions", model: "Network", optimiser: "Adam" }),
    restarts: "starts a new run",
    sizesAre: "Sizes",
    sizes: { quick: "Quick", course: "Course" },
    defaults: "Defaults",
    apply: (/** @type {number} */ count, /** @type {boolean} */ restarts) =>
      count === 0 ? "Nothing to apply" : `Apply ${counted(count, "change")}${restarts ? " and restart the run" : ""}`,
    changed: (/** @type {string} */ value) => ` · changed; default ${value}`,
    switched: (/** @type {boolean} */ on) => String(on ? "on" : "off"),
    fails: (/** @type {number} */ value) => `From ${value} on, training is known to fail: hardly any question finds its partner.`,
    empty: "empty",
    /** A browser may keep to itself what was typed. */
    noNumber: (/** @type {string} */ label, /** @type {string} */ typed, /** @type {Setting} */ { kind, min, max }) =>
      `${label}: ${typed ? `“${typed}”` : "this"} is not a number; it must be a${kind === "integer" ? " whole" : ""} number from ${plain(Number(min))} to ${plain(Number(max))}.`,
    onlyBuiltin: "for the built-in questions only",
    noNegatives: "has no effect: these data have no rows that say “no duplicate” beside those that are held out",
  },
  traps: {
    worse: (/** @type {number} */ loss, /** @type {number} */ level, /** @type {boolean} */ above) =>
      `The loss of this batch, ${number(loss)}, is ${above ? "above" : "about"} ${number(level)} (${words.curves.collapse}); a smaller learning rate or more steps may help.`,
    title: "Mistakes people make",
    lead: "Each is a setting of the run, off by default. What acts is marked in red.",
    acting: "Mistakes that act in this run",
    marked: (/** @type {string} */ name) => `mistake: ${name}`,
    beside: (/** @type {string} */ name) => `Side by side: ${name}`,
    compare: "Side by side",
    names: /** @type {Record<import("../../pkg/web/tripletscope.js").Mistake, string>} */ ({
      "batch-norm": "normalised over the whole batch",
      "wrong-axis": "mean over the wrong axis",
      transposed: "V2·V1ᵀ for V1·V2ᵀ",
      "one-hinge": "maximum of the sum",
      padding: "padding in the mean",
      leak: "the −2 leak",
      "cold-start": "hardest negatives from a cold start",
      reduction: "sum for mean, or mean for sum",
    }),
    helps: /** @type {Record<import("../../pkg/web/tripletscope.js").Mistake, string>} */ ({
      "batch-norm":
        "The sum forgets its axis: all vectors of a side share one norm, cosines are about 1/B, and 128 sinks to 126 at most. Every test of shapes passes.",
      "wrong-axis": "The mean is over the units of each step: a vector of T numbers that says how long a question is.",
      transposed: "The matrix is the other one’s transpose: what is meant for rows sees columns. The loss looks the same.",
      "one-hinge": "One maximum over the sum of the terms: a term below zero pays for the other, and anchors fall silent too early.",
      padding: "The mean runs over the padding too, so questions share a part that says nothing.",
      leak: "A negative that is too hard is lowered by 2 instead of left out; where all are, it wins all the same.",
      "cold-start": "Before it can tell anything apart, the network is given its hardest negatives alone: the cheapest answer is one vector for all.",
      reduction:
        "Gradients are B times as large, or as small. Adam divides that out, but for its ε, which weighs B times as much against the smaller ones. Of a loss without a name nothing says which is meant.",
    }),
    share: (/** @type {string} */ name, /** @type {number} */ share) => `${name}: ${percent(share)}`,
  },
  edition: {
    title: (/** @type {string} */ name) => `${name[0].toUpperCase()}${name.slice(1)}`,
    was: (/** @type {string} */ label, /** @type {string} */ value, /** @type {string} */ now) =>
      `${label}: ${now}, changed; the notebook has ${value}`,
    is: (/** @type {string} */ label, /** @type {string} */ value) => `${label}: ${value}`,
    file: "File: of every 310,240 rows, in their order, the first 300,000 to train on and the next 10,240 to test with. Of the first, only duplicates: 80 % train, the last 20 % validate. No row is left out.",
    /** @param {string} tokenizer @returns {string} */
    tokens: (tokenizer) =>
      tokenizer === "course"
        ? "Words: the Penn Treebank’s rules, case kept; numbered as they appear, those of the validation pairs too"
        : "Words: punctuation stripped, case kept; numbered by frequency, those of the validation pairs too",
    decision: "Decision: duplicates above a cosine of 0.7",
    accuracy: (/** @type {number} */ accuracy) => `The notebook’s accuracy on Quora’s 10,240 test pairs: ${accuracy}`,
    builtin: "The built-in questions keep their own split and words: open a file in Quora’s format for the course’s own.",
  },
  /** What the table of settings says in other words than its own, by key. */
  table: /** @type {Record<string, Row>} */ ({}),
  /** What went wrong; the package says it in English. */
  problem: (/** @type {Said} */ { sentence, unfetched, unread }) => {
    if (unread)
      return "The browser cannot read the file: it was changed, moved or deleted after it had been chosen, or it is a folder. Open it anew.";
    return unfetched ? `A part of the page could not be loaded (${sentence}). Look at the connection, and try again.` : sentence;
  },
  copied: "The link is copied.",
  linkIs: (/** @type {string} */ link) => `Copying is not allowed here; the link is ${link}`,
  crashed: (/** @type {string} */ sentence) => `Training stopped with an error (${sentence || "its worker is gone or could not be loaded"}).`,
  kept: {
    title: "What this browser keeps",
    what: "Of the last run of each tab, three at most, its settings, changes and step, so that it can be brought back when you return; of verdicts which runs were made and what they found; no questions and no file, unless you tick the box. Nothing leaves this browser.",
    file: "Keep my file in this browser",
    forget: "Forget",
    forgotten: "Nothing is kept any more.",
    refused: "The browser does not let the page keep the file.",
    bringBack: "Bring it back",
    offer: (/** @type {number} */ step, /** @type {string} */ file, /** @type {boolean} */ there) =>
      `A run of yours stood at step ${whole.format(step)}${file ? `, on ${file}` : ""}. It can be trained again to the same step${there ? "" : "; its file is not kept, so open that first"}.`,
    needs: (/** @type {string} */ file) =>
      `This link was made with the file ${file}. Open that file to see the same run; until then these are the built-in questions.`,
    other: (/** @type {string} */ file, /** @type {string} */ called) =>
      `This link was made with ${file}. What is open now, ${called}, holds other pairs or is read in another way, so this is not the run of the link.`,
  },
  notice: {
    repaired: "The runs are trained again to the same step, with the same settings and data.",
    stuck: "It happened again, so it is not repeated automatically.",
    silent:
      "A training worker has not answered for a minute. Large settings can take so long: wait on, or try again, and the runs are trained to the same step in a new worker.",
    again: "Try again",
    dismiss: "Close",
    view: (/** @type {string} */ sentence) => `This view could not be drawn (${sentence}). The runs and the other views continue.`,
  },
  missing: {
    canvas:
      "This browser gives the page no canvas to draw on. It may be switched off by a setting or an extension that guards against fingerprinting.",
    file: (/** @type {string} */ sentence) =>
      `The page’s program could not be loaded (${sentence}). Look at the connection, and load the page again.`,
    memory: (/** @type {string} */ sentence) =>
      `There is not enough memory for the page’s program (${sentence}). Close other tabs, and load the page again.`,
  },
  noWasm: (/** @type {string} */ sentence) =>
    `WebAssembly cannot be used here (${sentence}). The host’s policy needs: script-src 'self' 'wasm-unsafe-eval'.`,
  still:
    "What the page is about, in one batch of two pairs with a margin of 0.25. Each row’s positive (outlined) exceeds the row’s negative by more than the margin: the rows are satisfied. In column 1 the positive is 0.90 and the negative 0.68, which is too close, and a loss on rows alone does not see it.",
  workers: {
    file: "The training runs in a worker of its own.",
    blob: "The training runs in a worker of its own (from a blob address).",
    data: "The training runs in a worker of its own (from a data address).",
    page: "No workers are allowed here: the training runs on the page’s own thread, in slices, and the page responds more slowly meanwhile.",
  },
};

/** @type {Record<Negative, string>} */
const negatives = {
  mean: "Mean negative",
  hardest: "Closest negative",
  "semi-hard": "Closest semi-hard",
  "semi-hard-course": "Semi-hard as in the course",
};
/** Which anchor a term or a sum along a direction has; others have the pair. @type {Record<string, string>} */
const anchors = { rows: "row", columns: "column", left: "left", right: "right" };
/** @typedef {import("../../pkg/web/tripletscope.js").TermLooks["directions"][number]} Direction */
/** @param {Direction} direction @param {number} i */
const lineName = (direction, i) =>
  ({ row: `Row ${i + 1}`, column: `Column ${i + 1}`, left: `Row ${i + 1} of A`, right: `Row ${i + 1} of C` })[direction];
/** Of the course's semi-hard negative where there is no candidate. */
const leak = "The course only lowers what is left out by 2, so one of these is taken all the same.";

/** A question by its pair, with its cosine and angle to the anchor. @typedef {{pair: number, cosine: number, angle: number}} EmbeddedNegative */
