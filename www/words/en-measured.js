// What is said of held-out pairs: how they are measured, and which of them are wrong.
import { counted, isBelowChance, number, percent, two, whole } from "./format.js";

/** @import {Evaluation} from "../types/run.js" */
/** @typedef {[number, number] | null} Interval */
/** @typedef {NonNullable<Evaluation["inBatches"]>} InBatches */
/** @typedef {"forward" | "backward"} Way */

/** @param {Interval} interval */
const interval = (interval) => (interval ? ` [${interval.map(two).join(", ")}]` : "");

export const measured = {
  interval: (/** @type {Interval} */ bounds) => interval(bounds).trim(),
  extent: (/** @type {Evaluation["sample"]} */ { pairs, of }) =>
    pairs === of ? `all ${counted(of, "pair")}` : `a sample of ${whole.format(pairs)} of ${counted(of, "pair")}`,
  sampled: (/** @type {Evaluation["sample"]} */ { pairs, of }) => `${whole.format(pairs)} of ${counted(of, "pair")}`,
  all: "Measure all",
  under: "Measuring all …",
  method:
    "In brackets: intervals at 95 %, Wilson’s for accuracy and recall, Newcombe’s for the AUC. Among fewer pairs partners are found more easily: compare recall on the same pairs only.",
  heldOut: (/** @type {number} */ step, /** @type {Evaluation} */ e) => {
    const { forward, backward } = e.recallAt1;
    const { intervals } = e;
    const recall =
      forward !== null && backward !== null
        ? ` among ${counted(e.retrievalPairs, "duplicate")}, question 1 finds its question 2 in ${percent(forward)}${interval(intervals.recallAt1.forward)} of the cases, and question 2 its question 1 in ${percent(backward)}${interval(intervals.recallAt1.backward)}`
        : " there are no duplicates";
    const decided =
      e.auc === null || e.accuracyAt07 === null
        ? ""
        : `; AUC ${number(e.auc)}${interval(intervals.auc)}, accuracy at 0.7 ${number(e.accuracyAt07)}${interval(intervals.accuracyAt07)}`;
    return `Held out, at step ${whole.format(step)}, ${measured.extent(e.sample)}:${recall}${decided}.${isBelowChance(e.auc) ? ` ${measured.belowChance}` : ""}`;
  },
  belowChance:
    "An AUC below 0.5 is worse than guessing: non-duplicates still lie closer together than duplicates, as they do where they share more words than duplicates in different wordings.",
  kinds: (/** @type {number} */ step, /** @type {Evaluation} */ e) =>
    `Step ${whole.format(step)}, ${measured.extent(e.sample)}: ${counted(e.duplicates, "duplicate")} and ${counted(e.pairs - e.duplicates, "non-duplicate")}, base rate ${number(e.baseRate ?? 0)}. Recall is among ${counted(e.retrievalPairs, "duplicate")}, one of each cluster.`,
  inBatches: (/** @type {InBatches} */ { size, confusion: c }) =>
    `The notebook measures in batches of ${size} in the file’s order and pads each to its own length, so a pair’s cosine depends on what stands beside it: at 0.7 it counts ${c.trueNegative} true and ${c.falseNegative} false negatives, ${c.truePositive} true and ${c.falsePositive} false positives. All else here is at one length.`,
  table: "Held-out measures",
  columns: ["measure", "value", "interval at 95 %"],
  rows: {
    accuracyAt07: "accuracy at 0.7",
    inBatches: "accuracy at 0.7, as the notebook measures it",
    best: (/** @type {number} */ threshold) => `accuracy at ${two(threshold)}, the best threshold for these very pairs`,
    chosen: (/** @type {number} */ threshold) => `accuracy on half B at ${two(threshold)}, the best threshold for half A`,
    auc: "AUC",
    recall: (/** @type {number} */ k, /** @type {Way} */ way) => `recall@${k}, ${way === "forward" ? "q1 → q2" : "q2 → q1"}`,
    mrr: (/** @type {Way} */ way) => `MRR, ${way === "forward" ? "q1 → q2" : "q2 → q1"}`,
  },
};

export const mistakes = {
  table: "Held-out pairs",
  filter: "Show",
  filters: {
    all: "all pairs",
    mistakes: "mistakes",
    falsePositives: "false positives",
    falseNegatives: "false negatives",
    near: "pairs near the threshold",
  },
  search: "Search",
  columns: { line: "line", left: "question 1", right: "question 2", label: "label", cosine: "cosine", beyond: "off by" },
  labels: ["different", "duplicate"],
  beyond: (/** @type {boolean} */ wrong, /** @type {number} */ by) => (wrong ? `wrong by ${number(by)}` : `right by ${number(by)}`),
  show: (/** @type {number} */ line, /** @type {string} */ left, /** @type {string} */ right) => `Ask about pair ${line}: ${left} – ${right}`,
  asked: (/** @type {number} */ cosine) => `Shown in Ask, and marked in the histogram of held-out scores at ${number(cosine)}.`,
  notYet: "The pairs are listed once all of them have been measured: on Pause, or with Measure all.",
  found: (/** @type {number} */ found, /** @type {number} */ all, /** @type {number} */ step, /** @type {number} */ threshold) =>
    `${whole.format(found)} of ${counted(all, "pair")}, cosines of step ${whole.format(step)}, threshold ${two(threshold)}.`,
  page: (/** @type {number} */ first, /** @type {number} */ last, /** @type {number} */ all) =>
    `${whole.format(first)}–${whole.format(last)} of ${whole.format(all)}`,
  back: "Previous",
  on: "Next",
};
