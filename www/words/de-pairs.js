// Der Dialog für Dateien mit Paaren, auf Deutsch.
import { whole } from "./format-de.js";

/** @param {number} n @param {string} one @param {string} many */
const counted = (n, one, many) => `${whole.format(n)} ${n === 1 ? one : many}`;
/** @param {string | number} column */
const named = (column) => (typeof column === "number" ? `Spalte ${column}` : `„${column}“`);
/** @param {number} x */
const decimal = (x) => String(x).replace(".", ",");

/** @type {import("./index.js").Words["pairs"]} */
export const pairs = {
  title: (name) => `${name} öffnen`,
  both: (train, test) => `${train} + ${test}`,
  open: "Öffnen",
  cancel: "Abbrechen",
  files: { train: "Trainieren mit", test: "Testen mit" },
  noTest: "Keine eigene Datei",
  unused: (names) => `Nicht benutzt: ${names.join(", ")}.`,
  unfit: (name, sentence) => `${name}, die Testdatei, lässt sich nicht so lesen wie die Trainingsdatei. ${sentence}`,
  unlabelledTest: {
    question: (name) => `Die Trainingsdatei hat Labels, ${name}, die Testdatei, aber keine. Was sind ihre Zeilen?`,
    answer: (name) => `Jede Zeile von ${name} ist ein Duplikatpaar`,
  },
  rows: "Die ersten Zeilen",
  number: (place) => `Spalte ${place}`,
  column: (name) => `Was Spalte ${name} ist`,
  roles: {
    "": "ungenutzt",
    question1: "Frage 1",
    question2: "Frage 2",
    label: "Label",
    negative: "Anders als 1",
    split: "Train/Test",
  },
  question: (column, others) =>
    `Was bedeuten die Werte von Spalte ${column}? Wähle, welche heißen, dass beide Fragen dasselbe fragen${others.length > 0 ? `; oder wähle über der Spalte ein anderes Label: ${others.join(", ")} kann eines sein` : ""}.`,
  third: ({ column, question1, question2 }) =>
    `Die Spalten ${question1} und ${question2} sehen nach den beiden Fragen aus. Was ist Spalte ${column}, die auch Texte enthält? Fragen andere dasselbe, dann wähle sie über den Spalten.`,
  lateSplit: ({ column, rows, of }) =>
    `In ${whole.format(rows)} von ${counted(of, "Zeile", "Zeilen")}, und in keiner der ersten, sagt ${column} train oder test. Sagt das, wohin eine Zeile gehört? Zeilen ohne dieses Feld werden dann übergangen.`,
  lateSplits: { split: "Es sagt, wohin eine Zeile gehört", none: "Nicht gebraucht" },
  everyRow: "Es gehört zum Text: Jede Zeile ist ein Duplikatpaar",
  everyTitle: "Jeder Titel und sein Text sind ein Duplikatpaar",
  thirds: { negative: "Verschieden von Frage 1 (Tripel)", none: "Nicht benutzt" },
  unlabelled: "Keine Spalte ist ein Label, also gilt jede Zeile als Duplikatpaar.",
  values: "Was die Werte des Labels bedeuten",
  labelHeads: ["Label", "Zeilen", "Bedeutet"],
  means: (value) => `Was ${value} bedeutet`,
  senses: { "": "wählen …", duplicate: "dasselbe", different: "verschieden", skip: "Zeilen auslassen" },
  blank: "(leer)",
  rest: "Die anderen bedeuten Verschiedenes",
  count: (count) => whole.format(count),
  range: (low, high) => `Das Label ist ein Wert auf einer Skala, hier von ${decimal(low)} bis ${decimal(high)}.`,
  from: "Dasselbe ab",
  below: "Verschieden unter",
  bounds: (from, below) => `Dasselbe ab ${decimal(from)}, verschieden unter ${decimal(below)}`,
  counted: (rows) => `Gezählt in den ersten ${counted(rows, "Zeile", "Zeilen")}.`,
  sums: ({ duplicate, different, skip }, { sampled, whole: all }) =>
    `Von ${all ? "" : "den ersten "}${counted(sampled, "Zeile", "Zeilen")} sind ${whole.format(duplicate)} Duplikate und ${whole.format(different)} verschieden${skip > 0 ? `; ${whole.format(skip)} bleiben weg` : ""}.`,
  readAs: (format, encoding, table) =>
    `Gelesen als ${format}, ${encoding}${table ? `, ${table.delimiter} zwischen Feldern, ${table.header ? `Kopf in Zeile ${table.firstLine}` : `ohne Kopf, ab Zeile ${table.firstLine}`}` : ""}`,
  format: "Format",
  encoding: "Kodierung",
  delimiter: "Zwischen Feldern",
  delimiters: { ",": "Komma", ";": "Semikolon", "\t": "Tabulator", "|": "Strich", " ": "Leerzeichen", "  ": "Zwei oder mehr Leerzeichen" },
  firstLine: "Die Tabelle beginnt in Zeile",
  header: "Die erste Zeile ist ein Kopf",
  quotes: "Anführungszeichen umschließen Felder",
  split: "Zurückgehalten",
  splits: { default: "Ein Zehntel der Cluster, zufällig", share: "Ein anderer Anteil, zufällig", order: "Zeilen in der Reihenfolge der Datei" },
  heldBy: (test, split) =>
    test ? `Zurückgehalten wird ${test}.` : `Was zurückgehalten wird, sagt ${named(/** @type {string | number} */ (split))}.`,
  trainRows: "Zeilen zum Trainieren",
  testRows: "Zeilen zum Testen, dahinter",
  share: "Zurückgehaltene Cluster in Prozent",
  seed: "Startwert der Ziehung",
  tokenizer: "Wörter",
  tokenizers: {
    words: "Wörter, ohne Satzzeichen",
    symbols: "Wörter und Zeichen (C++ ist nicht C)",
    course: "Wie im Kurs, 2020 und 2022",
    "course-tensorflow": "Wie im Kurs, TensorFlow",
  },
};
