// Was von Dateien mit Arrays gesagt wird: von Gewichten, die geöffnet und gespeichert werden, und von eigenen Vektoren.
import { number, whole } from "./format-de.js";

/** @param {number} n @param {string} one @param {string} many */
const counted = (n, one, many) => `${whole.format(n)} ${n === 1 ? one : many}`;

/** @type {typeof import("./en-arrays.js").arrays} */
export const arrays = {
  shape: (shape) => (shape.length === 0 ? "ein Wert" : shape.map((extent) => whole.format(extent)).join(" × ")),
  columns: ["Array", "Form", "Gilt als", "Werte"],
  roles: { embedding: "Embedding", kernel: "Kernel", "recurrent-kernel": "Recurrent Kernel", bias: "Bias", "recurrent-bias": "zweiter Bias" },
  unused: "nicht gebraucht",
  picture: (name) => `Der Anfang von ${name} als Heatmap`,
  values: (mean, deviation, low, high) => `${number(mean)} ± ${number(deviation)}, von ${number(low)} bis ${number(high)}`,
  texts: (texts) => `${texts.slice(0, 5).join(", ")}${texts.length > 5 ? ", …" : ""}`,
  cancel: "Abbrechen",
  opening: "Wird geöffnet …",
  weights: {
    title: (name) => `Gewichte: ${name}`,
    layouts: { ours: "dieser Seite", keras: "von Keras", trax: "von Trax", pytorch: "von PyTorch", linear: "eines linearen Kopfs" },
    found: ({ layout, byNames, vocabularySize: v, embeddingDim: d, hiddenDim: h }) =>
      `Das sind Arrays ${arrays.weights.layouts[layout]}, erkannt an ${byNames ? "ihren Namen" : "Reihenfolge und Form"}: ${v > 0 ? `V = ${whole.format(v)} Zeilen, ` : ""}D = ${d}, H = ${h}.${layout === "trax" ? " Die Gates i, g, f, o von Trax werden in die Reihenfolge i, f, g, o gebracht." : ""}${layout === "pytorch" ? " Die Matrizen werden transponiert und die zwei Biases addiert." : ""}`,
    byOrderAlone: "Bei D = H haben die zwei Matrizen dieselbe Form: Nur ihre Reihenfolge sagt, welche welche ist.",
    words: "Wörter",
    inFile: (count) => `Die Datei bringt ihr Vokabular mit: ${counted(count, "Wort", "Wörter")}.`,
    given: (name, list) => `${name}: ${counted(list.length, "Wort", "Wörter")} (${arrays.texts(list)}).`,
    paddingFirst: "Ihre Zeile 0 ist die Auffüllung und Zeile 1 das unbekannte Wort: Die beiden Zeilen werden vertauscht.",
    none: "Die Datei bringt kein Vokabular mit. Ohne eines kann man das Modell ansehen, aber nicht fragen, messen oder weiter trainieren.",
    vocabulary: "Vokabular öffnen …",
    vocabularyFile: "Ein Vokabular: ein Wort je Zeile, eine JSON-Liste oder JSON aus Wörtern und ihren Zeilen",
    tokenizer: "Tokenizer",
    tokenizers: {
      words: "Wörter in Kleinbuchstaben",
      symbols: "Wörter und Zeichen",
      course: "der des Kurses, Trax",
      "course-tensorflow": "der des Kurses, TensorFlow",
    },
    length: "Länge T",
    lengthHelp: "Jede Frage wird auf so viele Wörter aufgefüllt oder gekürzt, wie dort, wo das Modell trainiert wurde.",
    pooling: "Mittel über",
    poolings: { mean: "alle Schritte, auch die Auffüllung (Kurs)", "masked-mean": "nur echte Wörter" },
    poolingHelp: "Die Datei sagt es nicht; die Notebooks des Kurses mitteln auch über die Auffüllung.",
    onData: (name) => `Gemessen und trainiert wird das Modell auf den geöffneten Daten: ${name}. Neben dem Lauf trainiert es mit, von Schritt 0 an.`,
    open: "Anstelle des Laufs öffnen",
    beside: "Mit dem Lauf vergleichen",
    opened: (name) => `Dieser Lauf beginnt mit den Gewichten von ${name}.`,
    fresh: "Neue Gewichte",
  },
  vectors: {
    title: "Eigene Vektoren",
    lead: "Zwei Arrays gleicher Form, eine Zeile je Paar: Zeile k des ersten und Zeile k des zweiten gehören zusammen.",
    roles: { v1: "Vektoren 1", v2: "Vektoren 2", labels: "Labels", left: "Texte 1", right: "Texte 2", split: "Training oder Test" },
    none: "keine",
    pairs: (pairs, dim) => `${counted(pairs, "Paar", "Paare")} aus je ${whole.format(dim)} Zahlen. Jeder Vektor wird durch seine Länge geteilt.`,
    labelled: (duplicates, others) => `${counted(duplicates, "Duplikat", "Duplikate")} und ${whole.format(others)}, die keine sind.`,
    unlabelled: "Ohne Labels gilt jedes Paar als Duplikat.",
    head: (dim) =>
      `Darauf wird ein linearer Kopf, ${dim} × ${dim}, trainiert; er beginnt als Einheitsmatrix, also zeigt der Anfang deine Vektoren, wie sie sind.`,
    missing: (one) =>
      one
        ? `${one.name}, ${one.shape}, ist eine Seite der Paare. Die andere Seite, ein Array derselben Form, fehlt: Nimm seine Datei dazu.`
        : "Wähle, welche Arrays Vektoren 1 und Vektoren 2 sind.",
    same: "Vektoren 1 und Vektoren 2 müssen zwei verschiedene Arrays sein.",
    shapes: (one, other) => `Vektoren 1 sind ${one} und Vektoren 2 ${other}, aber beide müssen dieselbe Form haben.`,
    lines: (role, lines, pairs) => `${role}: ${counted(lines, "Zeile", "Zeilen")} zu ${counted(pairs, "Paar", "Paaren")}.`,
    noPair: (name, one) =>
      `${name} enthält ${one ? `ein Array von ${one}, also eine Seite der Paare` : "keine Vektoren von Paaren"}. Nötig sind beide Seiten in einer Datei: ein .npz oder .safetensors mit zwei Arrays gleicher Form, oder ein Array von Paaren × 2 × Zahlen.`,
    more: "Datei dazu …",
    moreFile: "Eine weitere .npy-, .npz- oder .safetensors-Datei",
    open: "Öffnen",
    called: (names) => names.join(" + "),
  },
  save: {
    button: "Gewichte speichern für …",
    title: "Gewichte für andere Programme",
    lead: "Die Datei enthält die Gewichte des gezeigten Laufs, sein Vokabular, seinen Tokenizer und seine Länge. Das Programm liest sie und gibt den Kosinus zweier Fragen aus.",
    library: "Für",
    libraries: { numpy: "NumPy", keras: "Keras", pytorch: "PyTorch", trax: "Trax" },
    question: (k) => `Frage ${k + 1}`,
    file: "Datei speichern",
    code: "Programm",
    copy: "Programm kopieren",
    copied: "Kopiert.",
    byHand: "Kopiere es von Hand: Der Text ist ausgewählt.",
    saved: (name) => `Gespeichert als ${name}.`,
    needsNltk: "Das Programm teilt Texte nach den Regeln von NLTK, wie der Tokenizer dieses Modells: Es braucht pip install nltk.",
    done: "Fertig",
  },
};
