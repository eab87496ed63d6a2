// What is said of data that have been read: each row, and what is held out. It comes with the report, once a file is open.
import { counted, percent, whole } from "./format.js";

/** @import {DatasetReport} from "../types/run.js" */
/** @typedef {DatasetReport["skipped"]["reasons"][number]} Reason */

/** @param {string | number} name */
const column = (name) => (typeof name === "number" ? `column ${name}` : name);
/** @param {Reason} reason */
const lines = ({ count, lines }) => `line ${lines.join(", ")}${count > lines.length ? ", …" : ""}`;
/** @param {number} count @param {string} one */
const has = (count, one) => `${counted(count, one)} ${count === 1 ? "has" : "have"}`;
/** Rows of a file that came to something, and all that there are. @param {string} kept @param {{rowsRead: number, triplets: number, skipped: {total: number}}} file */
const sum = (kept, { rowsRead, triplets, skipped }) =>
  `${kept} + ${whole.format(skipped.total)} skipped = ${counted(rowsRead, "row")}${triplets > 0 ? ` + ${counted(triplets, "third text")}` : ""}.`;

export const report = {
  /** @param {DatasetReport} r */
  read: (r) => {
    const { columns, reading, testFile } = r;
    const none = r.triplets > 0 ? ", which are duplicates" : "; no label, so every pair counts as a duplicate";
    const label = columns?.label ? ` and the label from ${column(columns.label)}` : none;
    const from = columns ? ` Questions from ${column(columns.question1)} and ${column(columns.question2)}${label}.` : "";
    const unlabelled = columns || reading?.duplicate || r.triplets > 0 ? "" : " Without labels every pair counts as a duplicate.";
    const files = testFile ? ` of the training file and ${whole.format(testFile.rowsRead)} of the test file` : "";
    const skipped = `${whole.format(r.skipped.total + (testFile?.skipped.total ?? 0))} skipped`;
    return `${counted(r.rowsRead, "row")}${files} read: ${counted(r.duplicates, "duplicate")}, ${counted(r.nonDuplicates, "non-duplicate")}, ${skipped}.${from}${unlabelled}`;
  },
  /** @param {number} count */
  triplets: (count) => `${counted(count, "third text")}: each makes one more pair of its row, a non-duplicate.`,
  /** @param {number} count */
  used: (count) => `${counted(count, "row")} that say “no duplicate” used as negatives`,
  /** @param {Reason} reason */
  skipped: (reason) => `${counted(reason.count, "row")} skipped${reason.count > 1 ? ", each" : ""} because ${reason.reason} (${lines(reason)})`,
  /** @param {Reason} reason */
  keptAnyway: (reason) => `${counted(reason.count, "row")} kept as the course does; otherwise skipped because ${reason.reason} (${lines(reason)})`,
  /** @param {Reason} reason */
  repaired: (reason) => `${counted(reason.count, "row")} kept, but ${reason.reason} (${lines(reason)})`,
  /** @param {string} line */
  inTestFile: (line) => `Test file: ${line}`,
  /** @param {string | number | null} label */
  testLabel: (label) => (label === null ? "no label, so every pair of it counts as a duplicate." : `the label is from ${column(label)}.`),
  /** Every row is one of these. @param {DatasetReport} r @param {number} used rows whose texts are negatives */
  sums: ({ kept, testFile, ...file }, used) => {
    const [train, test] = [
      `${whole.format(kept.train)} to train on${used > 0 ? ` + ${whole.format(used)} as negatives` : ""}`,
      `${whole.format(kept.test)} held out`,
    ];
    return testFile ? [sum(train, file), `Test file: ${sum(test, testFile)}`] : [sum(`${train} + ${test}`, file)];
  },
  /** @param {NonNullable<DatasetReport["reduced"]>} reduced */
  reduced: (reduced) =>
    reduced.of === "rows"
      ? `The split asks for ${whole.format(reduced.asked[0])} rows to train on and ${whole.format(reduced.asked[1])} to test with. The file has fewer: ${whole.format(reduced.taken[0])} and ${whole.format(reduced.taken[1])} are taken, in the same proportion.`
      : `The split asks for ${counted(reduced.asked, "cluster")} to be held out; ${whole.format(reduced.taken)} are, for never more than a third of the clusters or of the pairs is held out.`,
  /** What is known of the pairs beside their number. @param {DatasetReport} r @param {number} used rows whose texts are negatives @returns {string[]} */
  facts: ({ heldOut, kept, negatives, negativesHeldOut, sharedWords, charactersSplit, testFile }, used) => {
    const { duplicates, nonDuplicates, words: all, unknownWords, known, byValidation } = heldOut;
    const pairs = duplicates + nonDuplicates;
    const base =
      pairs > 0
        ? `: ${counted(duplicates, "duplicate")} and ${counted(nonDuplicates, "non-duplicate")}, so ${percent(duplicates / pairs)} are duplicates`
        : "";
    const same = known.pairs > 0 ? `; ${has(known.pairs, "pair")} been trained on as ${known.pairs === 1 ? "it stands" : "they stand"}` : "";
    const shares = `Of the held-out pairs, ${whole.format(known.neither)} have no question that is trained on, ${whole.format(known.one)} have one, and ${whole.format(known.both)} have two${same}.`;
    return [
      `${counted(kept.train, "pair")} to train on and ${whole.format(kept.test)} held out${testFile ? ", from the test file" : ""}${base}.`,
      ...(pairs > 0 ? [shares] : []),
      ...(byValidation ? ["No row is marked as one to test with, so the rows for validation are held out."] : []),
      ...(negatives > 0
        ? [
            `${counted(negatives, "text")} of rows that say “no duplicate” and are not held out ${used > 0 ? "are" : "can be"} further candidates of a batch’s rows.`,
          ]
        : []),
      ...(negativesHeldOut > 0
        ? [`${counted(negativesHeldOut, "more text")} of such rows cannot: held-out pairs have ${negativesHeldOut === 1 ? "it" : "them"} too.`]
        : []),
      ...(unknownWords > 0
        ? [`${percent(unknownWords / all)} of the words in the held-out questions are unknown: no question to train on has them.`]
        : []),
      ...(sharedWords > 0 ? [`${has(sharedWords, "question")} the same words as another one: the network cannot tell them apart.`] : []),
      ...(charactersSplit > 0
        ? [
            `${counted(charactersSplit, "question")} ${charactersSplit === 1 ? "is" : "are"} in a script without spaces between words: each character counts as a word.`,
          ]
        : []),
    ];
  },
};
