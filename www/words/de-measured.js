// Was von zurückgehaltenen Paaren gesagt wird: wie sie gemessen werden, und welche von ihnen falsch sind.

import { isBelowChance, percent, two as plain } from "./format.js";
import { number, whole, withCommas } from "./format-de.js";

/** @import {measured as en} from "./en-measured.js" */
/** @param {number} n @param {string} one @param {string} many */
const counted = (n, one, many) => `${whole.format(n)} ${n === 1 ? one : many}`;
const two = withCommas(plain);
/** @param {[number, number] | null} interval */
const interval = (interval) => (interval ? ` [${interval.map(two).join("; ")}]` : "");
/** @param {"forward" | "backward"} way */
const arrow = (way) => (way === "forward" ? "F1 → F2" : "F2 → F1");

/** @type {typeof en} */
export const measured = {
  interval: (bounds) => interval(bounds).trim(),
  extent: ({ pairs, of }) =>
    pairs === of ? `alle ${counted(of, "Paar", "Paare")}` : `eine Stichprobe von ${whole.format(pairs)} der ${counted(of, "Paar", "Paare")}`,
  sampled: ({ pairs, of }) => `${whole.format(pairs)} von ${whole.format(of)}`,
  all: "Alle messen",
  under: "Alle werden gemessen …",
  method:
    "In Klammern: Intervalle zu 95 %, für Genauigkeit und Recall nach Wilson, für die AUC nach Newcombe. Unter weniger Paaren findet sich ein Partner leichter: Vergleiche Recall nur auf denselben Paaren.",
  heldOut: (step, e) => {
    const { forward, backward } = e.recallAt1;
    const { intervals } = e;
    const recall =
      forward !== null && backward !== null
        ? ` Unter ${counted(e.retrievalPairs, "Duplikat", "Duplikaten")} findet Frage 1 ihre Frage 2 in ${percent(forward)}${interval(intervals.recallAt1.forward)} der Fälle und Frage 2 ihre Frage 1 in ${percent(backward)}${interval(intervals.recallAt1.backward)}`
        : " Es gibt keine Duplikate";
    const decided =
      e.auc === null || e.accuracyAt07 === null
        ? ""
        : `; AUC ${number(e.auc)}${interval(intervals.auc)}, Genauigkeit bei 0,7 ${number(e.accuracyAt07)}${interval(intervals.accuracyAt07)}`;
    const below = isBelowChance(e.auc) ? ` ${measured.belowChance}` : "";
    return `Zurückgehalten, bei Schritt ${whole.format(step)}, ${measured.extent(e.sample)}:${recall}${decided}.${below}`;
  },
  belowChance:
    "Eine AUC unter 0,5 ist schlechter als Raten: Nicht-Duplikate liegen noch näher beieinander als Duplikate, wie überall dort, wo sie mehr Wörter gemeinsam haben als Duplikate mit verschiedenem Wortlaut.",
  kinds: (step, e) =>
    `Schritt ${whole.format(step)}, ${measured.extent(e.sample)}: ${counted(e.duplicates, "Duplikat", "Duplikate")} und ${counted(e.pairs - e.duplicates, "Nicht-Duplikat", "Nicht-Duplikate")}, Anteil der Duplikate ${number(e.baseRate ?? 0)}. Recall gilt unter ${counted(e.retrievalPairs, "Duplikat", "Duplikaten")}, einem aus jeder Gruppe.`,
  inBatches: ({ size, confusion: c }) =>
    `Das Notebook misst in Batches von ${size} in der Reihenfolge der Datei und füllt jeden auf seine eigene Länge auf; der Kosinus eines Paars hängt also davon ab, was neben ihm steht. Bei 0,7 zählt es ${c.trueNegative} richtig und ${c.falseNegative} falsch Negative, ${c.truePositive} richtig und ${c.falsePositive} falsch Positive. Alles andere hier gilt bei einer Länge.`,
  table: "Maße der zurückgehaltenen Paare",
  columns: ["Maß", "Wert", "Intervall zu 95 %"],
  rows: {
    accuracyAt07: "Genauigkeit bei 0,7",
    inBatches: "Genauigkeit bei 0,7, wie das Notebook sie misst",
    best: (threshold) => `Genauigkeit bei ${two(threshold)}, der besten Schwelle für ebendiese Paare`,
    chosen: (threshold) => `Genauigkeit auf Hälfte B bei ${two(threshold)}, der besten Schwelle für Hälfte A`,
    auc: "AUC",
    recall: (k, way) => `Recall@${k}, ${arrow(way)}`,
    mrr: (way) => `MRR, ${arrow(way)}`,
  },
};

/** @type {typeof import("./en-measured.js").mistakes} */
export const mistakes = {
  table: "Zurückgehaltene Paare",
  filter: "Zeigen",
  filters: {
    all: "alle Paare",
    mistakes: "Fehler",
    falsePositives: "falsch Positive",
    falseNegatives: "falsch Negative",
    near: "Paare nahe der Schwelle",
  },
  search: "Suchen",
  columns: { line: "Zeile", left: "Frage 1", right: "Frage 2", label: "Label", cosine: "Kosinus", beyond: "Abstand" },
  labels: ["verschieden", "Duplikat"],
  beyond: (wrong, by) => (wrong ? `falsch um ${number(by)}` : `richtig um ${number(by)}`),
  show: (line, left, right) => `Nach Paar ${line} fragen: ${left} – ${right}`,
  asked: (cosine) => `Steht unter Fragen und ist im Histogramm der Kosinusse bei ${number(cosine)} markiert.`,
  notYet: "Die Paare stehen hier, sobald alle gemessen sind: nach Anhalten oder mit Alle messen.",
  found: (found, all, step, threshold) =>
    `${whole.format(found)} von ${counted(all, "Paar", "Paaren")}, Kosinusse von Schritt ${whole.format(step)}, Schwelle ${two(threshold)}.`,
  page: (first, last, all) => `${whole.format(first)}–${whole.format(last)} von ${whole.format(all)}`,
  back: "Zurück",
  on: "Weiter",
};
