// The dialog for files of pairs, in English.
import { counted, whole } from "./format.js";

/** @typedef {import("../../pkg/web/tripletscope.js").Inspection} Inspection */
/** @typedef {{duplicate: number, different: number, skip: number}} Counts */

/** @param {string | number} column */
const named = (column) => (typeof column === "number" ? `column ${column}` : `“${column}”`);

export const pairs = {
  title: (/** @type {string} */ name) => `Open ${name}`,
  both: (/** @type {string} */ train, /** @type {string} */ test) => `${train} + ${test}`,
  open: "Open",
  cancel: "Cancel",
  files: { train: "Train on", test: "Test with" },
  noTest: "No file of its own",
  unused: (/** @type {string[]} */ names) => `Not used: ${names.join(", ")}.`,
  unfit: (/** @type {string} */ name, /** @type {string} */ sentence) =>
    `${name}, the test file, cannot be read as the training file is. ${sentence}`,
  unlabelledTest: {
    question: (/** @type {string} */ name) => `The training file has labels, but ${name}, the test file, has none. What are its rows?`,
    answer: (/** @type {string} */ name) => `Each row of ${name} is a pair of duplicates`,
  },
  rows: "The first rows",
  number: (/** @type {number} */ place) => `Column ${place}`,
  column: (/** @type {string} */ name) => `What column ${name} is`,
  roles: {
    "": "not used",
    question1: "Question 1",
    question2: "Question 2",
    label: "Label",
    negative: "Differs from 1",
    split: "Train/test",
  },
  question: (/** @type {string} */ column, /** @type {string[]} */ others) =>
    `What do the values of column ${column} mean? Say which mean that both questions ask the same${others.length > 0 ? `; or choose another label above its column: ${others.join(", ")} may be one` : ""}.`,
  third: (/** @type {{column: string, question1: string, question2: string}} */ { column, question1, question2 }) =>
    `Columns ${question1} and ${question2} look like the two questions. What is column ${column}, which holds texts too? If others ask the same, choose them above the columns.`,
  lateSplit: (/** @type {{column: string, rows: number, of: number}} */ { column, rows, of }) =>
    `In ${whole.format(rows)} of ${counted(of, "row")}, and in none of the first ones, ${column} says train or test. Does it say where a row belongs? Rows without it are skipped then.`,
  lateSplits: { split: "It says where a row belongs", none: "Not used" },
  everyRow: "It belongs to the text: every row is a pair of duplicates",
  everyTitle: "Each title and its text are a pair of duplicates",
  thirds: { negative: "Different from question 1 (triplets)", none: "Not used" },
  unlabelled: "No column is a label, so every row counts as a pair of duplicates.",
  values: "What the label’s values mean",
  labelHeads: ["Label", "Rows", "Means"],
  means: (/** @type {string} */ value) => `What ${value} means`,
  senses: { "": "choose…", duplicate: "the same", different: "different", skip: "skip these rows" },
  blank: "(blank)",
  rest: "The others mean different",
  count: (/** @type {number} */ count) => whole.format(count),
  range: (/** @type {number} */ low, /** @type {number} */ high) => `The label is a score, here from ${low} to ${high}.`,
  from: "The same from",
  below: "Different below",
  bounds: (/** @type {number} */ from, /** @type {number} */ below) => `The same from ${from}, different below ${below}`,
  counted: (/** @type {number} */ rows) => `Counted in the first ${counted(rows, "row")}.`,
  sums: (/** @type {Counts} */ { duplicate, different, skip }, /** @type {Inspection} */ { sampled, whole: all }) =>
    `${all ? `Of ${counted(sampled, "row")}` : `Of the first ${counted(sampled, "row")}`}, ${whole.format(duplicate)} are duplicates and ${whole.format(different)} are different${skip > 0 ? `; ${whole.format(skip)} are skipped` : ""}.`,
  readAs: (
    /** @type {string} */ format,
    /** @type {string} */ encoding,
    /** @type {{delimiter: string, header: boolean, firstLine: number} | undefined} */ table,
  ) =>
    `Read as ${format}, ${encoding}${table ? `, ${table.delimiter.toLowerCase()} between fields, ${table.header ? `header in line ${table.firstLine}` : `no header, from line ${table.firstLine}`}` : ""}`,
  format: "Format",
  encoding: "Encoding",
  delimiter: "Between fields",
  delimiters: /** @type {Record<string, string>} */ ({
    ",": "Comma",
    ";": "Semicolon",
    "\t": "Tab",
    "|": "Bar",
    " ": "Blank",
    "  ": "Two or more blanks",
  }),
  firstLine: "The table begins in line",
  header: "The first row is a header",
  quotes: "Quotes enclose fields",
  split: "Held out",
  splits: { default: "A tenth of the clusters, at random", share: "Another share, at random", order: "Rows in file order" },
  heldBy: (/** @type {string | undefined} */ test, /** @type {string | number | undefined | object} */ split) =>
    test ? `Held out is ${test}.` : `What is held out, ${named(/** @type {string | number} */ (split))} says.`,
  trainRows: "Rows to train on",
  testRows: "Rows to test with, after them",
  share: "Clusters held out, in percent",
  seed: "Seed of the draw",
  tokenizer: "Words",
  tokenizers: {
    words: "Words, without punctuation",
    symbols: "Words and symbols (C++ is not C)",
    course: "As in the course, 2020 and 2022",
    "course-tensorflow": "As in the course, TensorFlow",
  },
};
