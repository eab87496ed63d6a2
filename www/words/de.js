// The page's words in German; what is not translated is said in English.
import { arrays } from "./de-arrays.js";
import { authors } from "./de-authors.js";
import { measured, mistakes } from "./de-measured.js";
import { minute } from "./de-minute.js";
import { pairs } from "./de-pairs.js";
import { inGerman } from "./de-problems.js";
import { table } from "./de-table.js";
import { words as en } from "./en.js";
import { activeAnchors, CHANCE, percent, subscript, timeLeft, two } from "./format.js";
import { bracket, degrees, firsts, hingePart, number, plain, probability, signedTenths, tenths, whole, withCommas } from "./format-de.js";
import { glossary } from "./glossary-de.js";

/** @param {number} n @param {string} one @param {string} many */
const counted = (n, one, many) => `${whole.format(n)} ${n === 1 ? one : many}`;

/** Of the choices that the table has for a part of the loss. @param {string} key @param {string} value */
const chosenOf = (key, value) => table[key].choices?.[value] ?? value;

/** @type {import("./index.js").Words} */
export const words = {
  ...en,
  language: "de",
  ...authors,
  minute,
  arrays,
  measured,
  mistakes,
  pairs,
  points: withCommas(en.points),
  decimal: withCommas((/** @type {string} */ text) => text),
  number,
  tenths,
  signedTenths,
  page: {
    ...en.page,
    documentTitle: "Tripletscope: Zeilen, Spalten oder beides?",
    title: "Soll der Triplet-Verlust auch auf die Spalten der Ähnlichkeitsmatrix schauen?",
    lead: "Ein siamesisches Netz lernt hier, in deinem Browser, welche Fragen dasselbe fragen. Drück auf „Starten“, schalte dann die Spalten ein und sieh zu.",
    flags: "Änderungen während des Laufs",
    dock: "Lauf und Richtungen",
    teach: "Vorführen",
    teachTo: "Eine Ansicht füllt den Bildschirm (P); ? zeigt alle Tasten",
    teacherBar: "Vorführen",
    openMinute: "Die erste Minute",
    language: "Sprache",
    theme: "Farben",
    speed: "Tempo",
    step: "Schritt",
    back: "Zurück",
    backTo: "Einen Schritt zurück",
    time: "Schritt",
    undo: "Die letzte Änderung der Einstellungen zurücknehmen",
    redo: "Wiederholen",
    halt: "Hier anhalten",
    runs: "Läufe nebeneinander",
    addRun: "Mit einem weiteren Lauf vergleichen",
    reset: "Von vorn",
    resetTo: "Zurück zum selben Anfang",
    seed: "Startwert",
    newSeed: "Neuer",
    newSeedTo: "Neuer Startwert",
    data: "Daten",
    reading: "Die eingebauten Fragen werden gelesen.",
    readingFile: "Eine Datei wird gelesen",
    report: "Was gelesen und was ausgelassen wurde",
    openFile: "Eigene CSV öffnen …",
    openAgain: "Anders öffnen …",
    file: "Dateien mit Fragenpaaren, Vektoren oder Gewichten, oder ein gespeicherter Lauf",
    builtin: "Eingebaute Fragen",
    settings: "Einstellungen …",
    settingsTitle: "Einstellungen",
    copyLink: "Link kopieren",
    embed: "Einbetten …",
    saveRun: "Lauf speichern",
    saveWeights: arrays.save.button,
    controls: "Lauf und Verlust",
    matrix: "Ähnlichkeitsmatrix",
    cell: "Ausgewählte Zelle",
    curves: "Kurven",
    numbers: "In Worten",
    views: "Ansichten",
    allLessons: "Lektionen",
    lessons: "Lektion",
    startLesson: "Beginnen",
    footer:
      "Nichts verlässt diese Seite: Deine Fragen bleiben in deinem Browser. Du kannst eine Datei mit Fragenpaaren überall auf der Seite ablegen.",
    done: "Fertig",
  },
  views: {
    ...en.views,
    cell: "Zelle",
    curves: "Kurven",
    numbers: "In Worten",
    split: "Gradient, Term für Term",
    plane: "Abstandsebene",
    mistakes: "Fehler",
    scores: "Zurückgehaltene Paare",
    embeddings: "Einbettungen",
    map: "Karte",
    formula: "Formel",
    sandbox: "Sandkasten",
    slow: "Ein Schritt, langsam",
    ask: "Fragen",
    compare: "Läufe im Vergleich",
    verdict: "Das Urteil",
  },
  save: {
    ...en.save,
    menu: "Sichern…",
    menuOf: (view) => `Sichern… (${view})`,
    copy: "Kopieren",
    saveAs: (format) => `Als ${format} sichern`,
    copyAs: (format) => `Kopieren als ${format}`,
    saved: (name) => `${name} ist gesichert. Fehlt die Datei bei den Downloads, ist das Sichern hier nicht erlaubt: Nimm „Kopieren“.`,
    copied: (format) => `${format} ist kopiert.`,
    textByHand: "Kopieren ist hier nicht erlaubt. Das ist der Text; er ist markiert und lässt sich von Hand kopieren.",
    imageByHand: "Kopieren ist hier nicht erlaubt. Das ist das Bild; über sein Kontextmenü lässt es sich kopieren oder sichern.",
    picture: "Die Ansicht als Bild mit ihrer Unterschrift",
    caption: ({ step, seed, run, loss }) =>
      `${run ? `Lauf ${run}, ` : ""}${step === 0 ? "Vor dem ersten Schritt" : `Schritt ${whole.format(step)}`}, Startwert ${seed}, Verlust: ${loss}`,
  },
  none: "noch keine",
  field: {
    missing: "Hier fehlt noch etwas.",
    number: ({ min, max, whole }) => {
      const [low, high] = [min, max].map((end) => end.replace(".", ","));
      return `Erlaubt ist hier eine ${whole ? "ganze " : ""}Zahl${low && high ? ` von ${low} bis ${high}` : low ? ` ab ${low}` : high ? ` bis ${high}` : ""}.`;
    },
  },
  custom: "ein eigener Verlust",
  presets: {
    ...en.presets,
    "course-2020": "Kurs 2020: Zeilen",
    "course-2022": "Kurs 2022: Zeilen, summiert",
    "course-tensorflow": "Kurs, TensorFlow: Spalten",
    lab: "Kursübung: halbhart, Zeilen",
    columns: "Nur Spalten",
    forum: "Forum: gemittelt in einem Hinge",
    harder: "Das Härtere aus Zeile und Spalte",
    both: "Beide, je zur Hälfte",
    "both-sum": "Beide, summiert",
    four: "Alle vier Seiten, je ein Viertel",
    "vse++": "VSE++: nächstes, beide",
    "softmax-rows": "Softmax über Zeilen",
    "softmax-columns": "Softmax über Spalten",
    "softmax-averaged": "Softmax, beide (CLIP)",
    "softmax-four": "Softmax, alle vier Seiten (GTE)",
  },
  run: { run: "Starten", pause: "Anhalten", goes: "Der Lauf geht weiter." },
  loss: {
    ...en.loss,
    loss: "Verlust",
    negative: "Negativ",
    parts: { mean: "Mittleres", closest: "Nächstes" },
    directions: { rows: "Zeilen", columns: "Spalten", left: "Links", right: "Rechts", both: "Beide" },
    looks: "Wohin der Verlust schaut",
    sides: "Negative derselben Seite",
    fineTune: "Fein einstellen",
    both: "Beide",
    margin: "Abstand",
    switch: (part, direction) => `${part} Negativ, ${direction}`,
    marginOf: (part) => `Abstand (margin), ${part.toLowerCase()} Negativ`,
    lastTerm: "Ein Verlust braucht mindestens einen Term, deshalb bleibt der letzte Schalter an.",
    combine: {
      half: "In Anteilen (Summe 1)",
      full: "Je volles Gewicht",
      averaged: "Beide in einem Hinge (Forum)",
      harder: "Das Härtere aus Zeile und Spalte",
      "distance-swap": "Distance Swap (Zeile und rechts)",
    },
    balance: withCommas((rows) => `${two(rows)} : ${two(1 - rows)}`),
    kinds: { hardest: "härtestes", "semi-hard": "halbhartes", "semi-hard-course": "halbhartes wie im Kurs" },
    notShown: "Dieser Verlust hat Terme, die die Schalter nicht zeigen können; wer einen Schalter bewegt, ersetzt sie.",
  },
  matrix: {
    ...en.matrix,
    tip: (i, j, x, name) => `${name}${subscript(i, j)} = ${number(x)}`,
    roles: {
      positive: "das echte Paar",
      row: "härtestes Negativ der Zeile",
      column: "härtestes Negativ der Spalte",
      out: "zu hart für seine Zeile",
      further: "weiterer Text: Kandidat der Zeile, keiner Spalte",
    },
    furtherCount: (count) => `${count} weitere`,
    furtherNote: (count) =>
      `Hinter dem Steg: ${count} ${count === 1 ? "weiterer Text, der nach den Daten kein Duplikat ist" : "weitere Texte, die nach den Daten keine Duplikate sind"}. Sie sind Kandidaten der Zeilen, keiner Spalte, und nie Positive.`,
    grid: "Ähnlichkeitsmatrix; Pfeiltasten gehen von Zelle zu Zelle",
    choose: "Was die Matrix zeigt",
    notes: {
      similarity: "Zeile i: Frage 1 von Paar i gegen jede Frage 2. Balken am Rand: der Verlust jeder Zeile und jeder Spalte.",
      transposed: "Zeilen und Spalten vertauscht: Was in S Spalten sind, sind hier Zeilen.",
      difference: "Nicht null, also ist S nicht symmetrisch: Zeilen und Spalten sehen Verschiedenes.",
      left: "A = V1 V1ᵀ: Frage 1 von Paar i gegen die Fragen 1 der anderen. Balken am Rand: der Verlust einer jeden nach links.",
      right: "C = V2 V2ᵀ: Frage 2 von Paar i gegen die Fragen 2 der anderen. Balken am Rand: der Verlust einer jeden nach rechts.",
      satisfied: "Jeder Anker ist zufrieden: Kein Hinge ist über null, also ist der Gradient überall null.",
      gradient: "Wo der Verlust zieht (negativ: S soll steigen) und drückt (positiv: S soll fallen), auf einer Wurzelskala.",
    },
    legend: {
      positive: "Positiv",
      row: "Negativ der Zeile",
      column: "Negativ der Spalte",
      rowExcluded: "zu hart für seine Zeile",
      columnExcluded: "zu hart für seine Spalte",
      further: "dahinter: Kandidaten nur der Zeilen",
    },
    cell: (i, j, s, name) =>
      `${name === "S" ? "" : `${name}, `}Zeile ${i + 1}, Spalte ${j + 1}: ${number(s)}${i === j && name === "S" ? ", ein Positiv" : ""}`,
  },
  cell: {
    ...en.cell,
    row: (i) => `Frage 1 von Paar ${i + 1}`,
    column: (j) => `Frage 2 von Paar ${j + 1}`,
    further: (k) => `Weiterer Text ${k + 1}`,
    role: "was er tut",
    similarity: (i, j) => `S${subscript(i, j)}`,
    positive: (i) => `Positiv p${subscript(i)}`,
    rowCost: (i) => `Verlust der Zeile ${i + 1}`,
    columnCost: (j) => `Verlust der Spalte ${j + 1}`,
    gradient: (i, j) => `dL/dS${subscript(i, j)}`,
    side: { left: (i, j) => `A${subscript(i, j)}`, right: (i, j) => `C${subscript(i, j)}` },
    sideCost: {
      left: (i) => `links: Verlust von Frage 1 von Paar ${i + 1}`,
      right: (j) => `rechts: Verlust von Frage 2 von Paar ${j + 1}`,
    },
    cost: (costs) => costs.map(number).join(" + "),
    notLookedAt: "für diesen Verlust ohne Belang",
  },
  comma: true,
  curves: {
    ...en.curves,
    crosshair: "Schritt unter dem Fadenkreuz; Plus und Minus zoomen",
    zoomHow: "Ziehen zeigt einen Teil der Schritte, Doppeldruck wieder alle",
    whole: "Alle Schritte",
    readout: (step, values) =>
      `${whole.format(step)}: ${values.map(({ name, value, pale }) => `${name} ${value === undefined ? "–" : number(value)}${pale === undefined ? "" : ` (${number(pale)})`}`).join(", ")}`,
    pale: (flag) => (flag === undefined ? "Blass und in Klammern: der Lauf davor." : `Blass und in Klammern: derselbe Lauf ohne „${flag}“.`),
    noGhost: "Eine Änderung während des Laufs lässt den unveränderten Lauf als blasse Kurve stehen.",
    step: "Schritt",
    collapse: "alle Vektoren gleich",
    notebook: "Notebook",
    charts: { loss: "Verlust jedes Batches", recall: "Recall@1, zurückgehalten", similarities: "Positive und nächste" },
    compared: {
      loss: "Verlust jedes Batches (verschiedene Maßstäbe)",
      recall: "Recall@1, Mittel beider Wege",
      similarities: "Positiv − nächstes Negativ",
    },
    series: {
      loss: "Verlust",
      "recallAt1.forward": "F1 → F2",
      "recallAt1.backward": "F2 → F1",
      meanPositive: "Positive",
      closestRow: "je Zeile",
      closestColumn: "je Spalte",
    },
  },
  slow: {
    ...en.slow,
    vectors: "Die Daten sind Vektoren: Ein Paar geht durch keine Wörter, kein LSTM und kein Mittel, nur durch den linearen Kopf.",
    vector: (k, norm, v) => `|y| = ${number(norm)}; v${subscript(k - 1)} = y / |y|: ${firsts(v)}`,
    dvector: withCommas(en.slow.dvector),
    parts: {
      tokens: "Tokens",
      embeddings: "Einbettung",
      hidden: "LSTM",
      mean: "Mittel über die Zeit",
      normalise: "Normieren",
      similarity: "Zeile und Spalte von S",
      masks: "Kandidaten",
      hinges: "Hinge-Terme",
      gradient: "Gradient",
      update: "Anpassung",
    },
    captions: {
      tokens: (steps) => `Aus jedem Wort wird seine Nummer; Auffüllung bringt beide Fragen auf die Länge des Batches, ${steps}.`,
      embeddings: (size, end) =>
        `Jede Nummer wird in einer Tabelle nachgeschlagen: ${size} Werte für ein Wort, gefärbt von ${number(-end)} bis ${number(end)}.`,
      hidden: (size, end) =>
        `Das LSTM liest Wort für Wort und hat nach jedem einen Zustand aus ${size} Werten, gefärbt von ${number(-end)} bis ${number(end)}. Beide Fragen gehen durch dieselben Gewichte.`,
      mean: "Die Zustände werden über die Zeit gemittelt: ein Vektor y für eine Frage, wie lang sie auch ist.",
      unitsMean:
        "Der Zustand jedes Schritts wird über seine Werte gemittelt: eine Zahl für einen Schritt, also ist y so lang wie die Fragen des Batches und nicht wie der Zustand.",
      batchNormalise:
        "Alle Vektoren einer Seite werden durch eine Länge geteilt, die aller zusammen. Von jedem bleibt etwa die Länge 1/√B, also ist das Produkt zweier höchstens etwa 1/B und kein Kosinus.",
      normalise: "Jeder Vektor wird durch seine Länge geteilt. Es bleibt seine Richtung, und das Produkt zweier ist ihr Kosinus.",
      similarity: "Frage 1 wird mit jeder Frage 2 des Batches verglichen: eine Zeile von S. Frage 2 mit jeder Frage 1: eine Spalte.",
      masks: "Welche Zellen das Negativ sein können: schraffierte nicht. Das Positiv nie; halbhart lässt aus, was näher ist als das Positiv.",
      softmaxMasks: "Ein Softmax lässt nichts aus: jede Zelle der Zeile oder Spalte zählt mit, auch das Positiv.",
      softmaxCosts: "Der Verlust ist klein, wo das Positiv weit über allen anderen seiner Zeile oder Spalte steht.",
      oneHinge:
        "Ein Hinge gilt der Summe aller Terme: [Σ Gewicht × (Abstand − p + n)]₊. Ein Term unter null zahlt für die anderen, und der Anker kann verstummen, obwohl einer von ihnen verletzt ist.",
      hinges: "Ein Term ist aktiv, wo das Negativ dem Positiv näher kommt als der Abstand: Gewicht × [Abstand − p + n]₊.",
      gradient: "Wie sich der Verlust mit jeder Zelle ändert. Negativ: S soll steigen; positiv: S soll fallen. Auf einer Wurzelskala.",
      update: "Die Gradienten aller Paare erreichen dieselben vier Tensoren, und Adam bewegt jeden Wert um höchstens etwa die Lernrate.",
    },
    title: (part, count, name) => `${part} von ${count}: ${name}`,
    back: "Zurück",
    forward: "Vor",
    waiting: "Die Zahlen werden geholt.",
    pause: "Halte an, um den Schritt zu sehen, bei dem der Lauf ist.",
    choose: "Zeig auf eine andere Zeile der Matrix, um ein anderes Paar zu wählen.",
    about: (pair, step) =>
      `Paar ${pair + 1} des gezeigten Batches, mit den Gewichten ${step === 0 ? "vor dem ersten Schritt" : `nach Schritt ${whole.format(step)}`}.`,
    question: (k) => `Frage ${k}`,
    unknown: "0, unbekannt",
    pad: "(Auffüllung)",
    padding: (count) => (count === 0 ? "Keine Auffüllung." : `Dann ${count} × Auffüllung, Nummer 1.`),
    strip: (rows, columns) => `${rows} × ${columns} Werte als Farben`,
    last: (word, values) => `Bei „${word}“, dem letzten Wort: ${firsts(values)}`,
    mean: (counted, steps, y) => `y, das Mittel von ${counted} der ${steps} Zustände: ${firsts(y)}`,
    look: (negative, direction) => `${negatives[negative]}, ${anchors[direction]}`,
    candidates: (count, excluded, chosen, leaks) => {
      const pairs = excluded.length > 8 ? `${excluded.length} Paare` : `Paar ${excluded.map((k) => k + 1).join(", ")}`;
      const left = excluded.length === 0 ? "" : `; zu nah: ${pairs}`;
      return `${counted(count, "Kandidat", "Kandidaten")}${left}${chosen < 0 ? "" : `; gewählt: Paar ${chosen + 1}`}.${leaks ? ` ${leak}` : ""}`;
    },
    term: (negative, along) => `${negatives[negative]}, ${chosenOf("loss.along", along)}`,
    hinge: (hinge) => (Number.isNaN(hinge.n) ? "Kein Kandidat: Verlust 0." : bracket(hinge)),
    part: (hinge) => (Number.isNaN(hinge.n) ? "Kein Kandidat: kein Teil." : hingePart(hinge)),
    together: (sum, cost) => `Ein Hinge über die Summe: [${number(sum)}]₊ = ${number(cost)}`,
    partners: (found) => found.map(({ direction, partner }) => `Negativ ${ofLine[direction]}: Paar ${partner + 1}`).join("; "),
    softmaxCost: (along, cost) => `Kreuzentropie des Positivs, ${chosenOf("loss.along", along)}: ${number(cost)}`,
    share: (total, reduction, size, loss) =>
      `Der Verlust des Paars ist ${number(total)}; über die ${size} Paare ist ${reduction === "mean" ? "das Mittel" : "die Summe"} ${number(loss)}.`,
    count: (n) => whole.format(n),
    more: (shown, all) => `Die ersten ${shown} von ${all} Schritten.`,
    unitsMean: (units, y) => `y, von jedem der ${y.length} Schritte das Mittel seiner ${units} Werte: ${firsts(y)}`,
    batchVector: (k, norm, all, v) =>
      `|y| = ${number(norm)}; alle Fragen ${k} des Batches zusammen |Y| = ${number(all)}; v${subscript(k - 1)} = y / |Y|: ${firsts(v)}`,
    cosine: (x) => `v₁ · v₂ = ${number(x)}, das Positiv p.`,
    lineName: (direction, i) =>
      ({ row: `Zeile ${i + 1}`, column: `Spalte ${i + 1}`, left: `Zeile ${i + 1} von A`, right: `Zeile ${i + 1} von C` })[direction],
    line: (p, closest, n) => `Positiv p = ${number(p)}; nächstes Negativ ${number(n)}, von Paar ${closest + 1}.`,
    gradientName: (direction, i) =>
      direction === "row" || direction === "column"
        ? `dL/dS, ${anchors[direction]} ${i + 1}`
        : `dL/d${direction === "left" ? "A" : "C"}, Zeile ${i + 1}`,
    sideGradient: (others) => `Alle zusammen ${number(others)}; der Zug am Positiv steht in der Zeile oder Spalte von S.`,
    gradient: (positive, others) => `Am Positiv ${number(positive)}; alle anderen zusammen ${number(others)}.`,
    rate: (rate) => `Lernrate des nächsten Schritts: ${number(rate)}.`,
    columns: ["Tensor", "Werte", "Länge", "Länge des Gradienten", "bewegt sich um"],
    tensors: { embedding: "Einbettung", kernel: "LSTM, Eingabe", recurrentKernel: "LSTM, Zustand", bias: "LSTM, Bias" },
  },
  glossary,
  terms: "Die Wörter:",
  pairOf: (/** @type {number} */ pair) => `Paar ${whole.format(pair + 1)}`,
  noView: (/** @type {string} */ view, /** @type {string} */ allowed) => `view ist „${view}“; erlaubt ist eines von ${allowed}.`,
  time: {
    short: (/** @type {number} */ step, /** @type {number} */ head) =>
      step === head ? whole.format(step) : `${whole.format(step)} von ${whole.format(head)}`,
    workers: (/** @type {number} */ count) => `${whole.format(count)} Worker`,
    back: (/** @type {number} */ steps, /** @type {number} */ seconds) =>
      `ein Schritt zurück trainiert ${counted(steps, "Schritt", "Schritte")} neu, etwa ${timeLeft(seconds)}`,
    epoch: (epoch, step, of, seconds, to) =>
      `Epoche ${whole.format(epoch)}, Schritt ${whole.format(step)} von ${whole.format(of)}${seconds === undefined ? "" : ` · noch etwa ${timeLeft(seconds)} bis ${to > 0 ? `Schritt ${whole.format(to)}` : "zu ihrem Ende"}`}`,
    at: (/** @type {number} */ step, /** @type {number} */ head) => `Schritt ${whole.format(step)} von ${whole.format(head)}`,
    going: (/** @type {number} */ step, /** @type {number} */ to) => `Auf dem Weg zu Schritt ${whole.format(to)}: ${whole.format(step)}`,
  },
  teacher: {
    slow: "Langsam",
    full: "Volles Tempo",
    buttons: { previous: "◀", next: "▶", step: "Schritt", back: "Zurück", teach: "Verlassen" },
    sheet: "Tasten",
    keys: {
      P: "Vorführen: Eine Ansicht füllt den Bildschirm; Escape verlässt es",
      "N, B": "Nächste Ansicht, vorige Ansicht; eine, die zu ist, geht so lange auf (Vorführen)",
      "S, Z": "Ein Schritt, ein Schritt zurück (Vorführen)",
      R: "Starten oder anhalten (Vorführen)",
      L: "Zeitlupe oder volles Tempo (Vorführen)",
      "1, 2, 3": "Zeilen, Spalten, beide (Vorführen)",
      "?": "Dieses Blatt",
      "Ctrl + Z": "Die letzte Änderung zurücknehmen; mit Umschalt wiederholen",
      "← ↑ → ↓": "In der Matrix: von Zelle zu Zelle; Pos1, Ende, Bild auf und ab gehen an die Enden",
      "← → + −": "Auf den Kurven: das Fadenkreuz und der Zoom",
      Escape: "Schließt, was offen ist; sonst gehen die Tasten an die Seite ringsum",
    },
  },
  flags: {
    turned: (what, on) => `${what} ${on ? "an" : "aus"}`,
    of: (run, text) => `Lauf ${run}: ${text}`,
    at: (text, step) => `${text}, Schritt ${whole.format(step)}`,
  },
  runs: {
    add: "Hinzufügen",
    swap: "Seiten tauschen",
    pooling: (padded) => (padded ? "Mittel über alle Schritte" : "Mittel über echte Wörter"),
    swapped: "Seiten getauscht",
    asymmetryField: "Asymmetrie",
    asymmetry: (/** @type {number} */ x) => `Asymmetrie ${number(x)}`,
    remove: (/** @type {string} */ name) => `Lauf ${name} entfernen`,
    full: (/** @type {number} */ most) =>
      `Wer die Vergangenheit ändert, braucht dafür einen eigenen Lauf, und es gibt schon ${most} Läufe: Entferne einen oder geh zum letzten Schritt.`,
  },
  compare: {
    alone:
      "Füge einen weiteren Lauf hinzu („Mit einem weiteren Lauf vergleichen“ unter dem Verlust): Er beginnt mit denselben Gewichten und nimmt dieselben Batches.",
    table: "Die Läufe bei diesem Schritt",
    run: "Lauf",
    columns: { forward: "F1 → F2", backward: "F2 → F1", auc: "AUC", gap: "p − nächstes", active: "aktiv, nach As Verlust", loss: "Verlust" },
    scales: "Verluste mit verschiedenen Termen haben verschiedene Maßstäbe: Vergleiche Recall, AUC und den Abstand, nicht den Verlust.",
    minus: "minus",
    of: (/** @type {string} */ quantity, /** @type {string} */ one, /** @type {string} */ other) =>
      `${quantity} von ${one} − ${quantity} von ${other}`,
    largest: (/** @type {number} */ most, /** @type {number} */ row, /** @type {number} */ column) =>
      `Der größte Unterschied ist ${number(most)}, in Zeile ${row + 1} und Spalte ${column + 1}.`,
    same: "Keine Zelle unterscheidet sich.",
    chosen: (/** @type {number} */ row, /** @type {number} */ column, /** @type {number} */ s, /** @type {number} */ g) =>
      `Bei S${subscript(row, column)}: S unterscheidet sich um ${number(s)}, dL/dS um ${number(g)}.`,
    otherBatches: "Diese Läufe nehmen bei diesem Schritt nicht dieselben Fragen, deshalb lassen sich ihre Zellen nicht einzeln vergleichen.",
  },
  numbers: {
    ...en.numbers,
    before: "Drück auf „Starten“, oder auf „Schritt“ für jeweils einen Batch.",
    batch: ({ step, report, batchSize, history, loss, data, texts }) => {
      if (!report || !data) return "Wird vorbereitet.";
      const start = step === 0 ? "Vor dem ersten Schritt" : `Schritt ${whole.format(step)}`;
      const either = report.terms.length === 0 ? 0 : activeAnchors(report);
      const active = loss.kind === "triplet" ? `; ${either} von ${batchSize} Paaren halten den Abstand noch nicht ein` : "";
      const trained =
        history.last && number(history.last.loss) !== number(report.loss)
          ? ` (${number(history.last.loss)} für den Verlust, mit dem trainiert wurde)`
          : "";
      const further =
        texts.extra.length > 0 ? ` Seine Zeilen haben ${counted(texts.extra.length, "weiteren Kandidaten", "weitere Kandidaten")}.` : "";
      return `${start}: Der Verlust des gezeigten Batches ist ${number(report.loss)}${trained}${active}.${further}`;
    },
    directions: (r) =>
      `Das nächste Negativ liegt im Mittel je Zeile bei ${number(r.closestRow)} und je Spalte bei ${number(r.closestColumn)}; Zeile und Spalte wählen in ${percent(r.samePartner)} der Paare denselben Partner; Asymmetrie von S ${number(r.asymmetry)}; Kollaps ${number(r.collapse)}.`,
  },
  data: {
    ...en.data,
    builtin: "Eingebaute Fragen",
    reading: (name, rows) => `${name} wird gelesen: bisher ${counted(rows, "Zeile", "Zeilen")}`,
    source: (name, r, dim) =>
      `${name}: ${counted(r.trainPairs, "Paar", "Paare")} zum Trainieren, ${whole.format(r.evaluationPairs)} zurückgehalten, ${dim ? `Vektoren aus ${dim} Zahlen` : counted(r.vocabularySize, "Wort", "Wörter")}.`,
    advice: (sizes, seconds) => {
      const { batchSize, maxLength, "model.hiddenDim": width, "adam.learningRate": rate, "page.stopAt": steps } = sizes;
      const time = seconds === undefined ? "" : `, etwa ${timeLeft(seconds)} auf diesem Rechner`;
      const own = width ? `, Breite ${width}, Fragen bis zu ${maxLength} Wörtern, Lernrate ${String(rate).replace(".", ",")}` : "";
      return `Zu diesen Paaren passen Batches aus ${batchSize}${own} und ${whole.format(Number(steps))} Schritte${time}.`;
    },
    useNegatives: (count) =>
      `Negative der Datei nutzen: ${counted(count, "Text", "Texte")} aus Zeilen mit „kein Duplikat“ als weitere Kandidaten der Zeilen`,
    takeAdvice: "Das nehmen",
    leaveAdvice: "So lassen",
    refused: (name, sentence) => `${name} konnte nicht geöffnet werden. ${sentence} Der bisherige Lauf ist unberührt.`,
    crashed: (name, sentence) =>
      `${name} ließ sich nicht öffnen: Das Lesen ist an einem Fehler stehen geblieben (${sentence || "der Worker ist weg"}).`,
    gone: "Das Lesen hat seinen Worker beendet, oder er war nicht zu laden.",
    unopened: "Daten konnten nicht geöffnet werden; die Seite sagt, warum.",
    elsewhere: (address) =>
      `${address} konnte nicht geöffnet werden: Eine Seite darf nur Dateien öffnen, die auf ihrem eigenen Server liegen. Öffne die Datei stattdessen selbst.`,
    notThere: (address, why) =>
      `${address} konnte nicht geöffnet werden: Von dort ließ sich keine Datei holen${why ? ` (${why})` : ""}. Der bisherige Lauf ist unberührt.`,
    pasted: "Eingefügter Text",
  },
  map: {
    kinds: { questions: "Fragen", words: "Wörter" },
    choose: "Was die Karte zeigt",
    search: "Suche",
    lasso: "Lasso",
    clear: "Leeren",
    nearer: "Näher heran",
    further: "Weiter weg",
    keys: "Pfeiltasten gehen zum nächsten Punkt, Plus und Minus zoomen.",
    later: "Die Karte kommt, sobald der Lauf ruht.",
    none: "Nichts ist zurückgehalten, oder die Daten haben keine Wörter.",
    planes: { principal: "PCA", neighbours: "Nachbarn" },
    choosePlane: "Wie die Karte angeordnet ist",
    progress: "Die Suche nach der Ebene",
    stop: "Abbrechen",
    note: (count, step, what) =>
      `${whole.format(count)} ${what === "words" ? "Wörter des Vokabulars" : "zurückgehaltene Fragen"} bei Schritt ${whole.format(step)},`,
    plane: (said) => {
      if (said.plane === "principal") return `in der Ebene mit ${percent(said.share)} ihrer Varianz.${said.problem && ` ${said.problem}`}`;
      if (!("kept" in said)) return `auf dem Weg in die Ebene ihrer Nachbarn: Runde ${said.round} von ${said.rounds}.`;
      const { each, kept, keptByPrincipal } = said;
      return `jedes zu den ${each} nächsten gezogen (t-SNE): ${percent(kept)} von diesen sind auf der Karte unter den ${each} nächsten; die PCA behält ${percent(keptByPrincipal)}. Was nahe liegt, ähnelt sich; wie weit Gruppen auseinander liegen und wie groß sie sind, besagt nichts.`;
    },
    ties: "Linien verbinden Duplikate.",
    nearest: (text) => `Am nächsten zu „${text}“`,
    picked: (count, listed) =>
      listed < count ? `${whole.format(count)} ausgewählt, die ersten ${listed} davon` : `${whole.format(count)} ausgewählt`,
  },
  ask: {
    ...en.ask,
    question: (k) => `Frage ${k + 1}`,
    ask: "Fragen",
    examples: "Aus diesem Batch:",
    example: ["zwei, die dasselbe fragen", "zwei, die es nicht tun"],
    cosine: "Kosinus",
    decision: (duplicate, threshold) => `${duplicate ? "ein Duplikat" : "kein Duplikat"} bei der Schwelle ${number(threshold)}`,
    nearest: (question) => `Zurückgehaltene Fragen, die „${question}“ am nächsten sind`,
    later: "Das Netz hat sich seither verändert; frag noch einmal, um zu sehen, was es jetzt sagt.",
    vectors:
      "Die Datei hat Vektoren und nichts, das sie aus Texten macht: Frage nach den Texten, die sie nennt, oder nach der Stelle eines Vektors, etwa v1[12].",
    unknown: "Wörter, die im Training nie vorkamen, sind für das Netz alle ein und dasselbe Wort.",
  },
  lessons: {
    ...en.lessons,
    titles: [
      "1 Was S ist",
      "2 Zeilen",
      "3 Spalten",
      "4 Ist S symmetrisch?",
      "5 Die Verluste des Kurses",
      "6 Kollaps: das Plateau bei 128",
      "7 Liegt das nächste unter null?",
      "8 Warum halbharte Negative?",
      "9 Wozu ein mittleres Negativ?",
      "10 Wie wähle ich den Abstand?",
      "11 Der Verlust steht: Was tun?",
      "12 Auffüllung im Mittel?",
      "13 Warum die Schwelle 0,7?",
      "14 Was ist mit anderen Labels?",
      "15 Falsche Negative, Batchgröße",
      "16 Die beiden anderen Seiten",
      "17 Finde den Fehler",
    ],
    of: (page, pages) => `${page} von ${pages}`,
    next: "Weiter",
    back: "Zurück",
    finish: "Beenden",
    leave: "Verlassen",
    leaves: "Zurück zu deinem eigenen Lauf (Esc)",
    further: (title) => `Weiter: ${title}`,
    course: "Kurs",
    questions: "Fragen von Lernenden",
    ticked: (title) => `✓ ${title}`,
    number: "Deine Zahl",
    check: "Prüfen",
    correct: "Richtig.",
    again: "Noch nicht; schau noch einmal hin.",
    answerIs: (answer) => `Die Antwort ist: ${answer}.`,
    predict: "Wähle zuerst, was du erwartest.",
    noData: (address, sentence) =>
      `Diese Seite braucht die Daten in ${address}. ${sentence} Verlasse die Lektion, dann ist dein eigener Lauf wieder da.`,
    done: "Geschafft.",
    right: "Wie du es erwartet hast.",
    wrong: (answer) => `Es kam anders: ${answer}`,
  },
  scores: {
    ...en.scores,
    histogram: "Zurückgehaltene Paare nach ihrem Kosinus",
    batch: "Der gezeigte Batch: Positive und nächste Negative",
    ofBatch: ["Positive", "nächste je Zeile", "nächste je Spalte"],
    cosine: "Kosinus",
    share: "Anteil",
    duplicates: "Duplikate",
    others: "Nicht-Duplikate",
    called: ["als Duplikat gewertet", "als verschieden gewertet"],
    truePositives: "gefundene Duplikate",
    falsePositives: "als Duplikat gewertete Nicht-Duplikate",
    course: withCommas((threshold) => `${threshold} (Kurs)`),
    threshold: withCommas((t) => `Schwelle ${t.toFixed(2).replace("-", "−")}`),
    notYet: "Die zurückgehaltenen Paare sind noch nicht gemessen.",
    oneKind: (duplicates) =>
      `Die zurückgehaltenen Paare sind alle ${duplicates ? "Duplikate: Es gibt keine Nicht-Duplikate" : "Nicht-Duplikate: Es gibt keine Duplikate"}, von denen sie zu unterscheiden wären, also weder Genauigkeit noch ROC-Kurve.`,
    accuracy: (right, all, interval) =>
      `Genauigkeit ${number(right / all)} ${measured.interval(interval)} bei ${counted(all, "zurückgehaltenen Paar", "zurückgehaltenen Paaren")}.`,
    decided: (c) =>
      `${c.truePositive} von ${counted(c.truePositive + c.falseNegative, "Duplikat", "Duplikaten")} und ${c.falsePositive} von ${counted(c.falsePositive + c.trueNegative, "Nicht-Duplikat", "Nicht-Duplikaten")} werden als Duplikat gewertet.`,
    marked: (cosine) => `Das betrachtete Paar ist markiert, bei ${number(cosine)}.`,
    above: ({ positives, rows, columns }, size) =>
      `Über der Schwelle liegen ${positives} von ${size} Positiven und das nächste Negativ von ${counted(rows, "Zeile", "Zeilen")} und von ${counted(columns, "Spalte", "Spalten")}.`,
    bin: withCommas(
      (low, high, shares) => `Kosinus ${two(low)} bis ${two(high)}: ${shares.map(({ name, share }) => `${name} ${percent(share)}`).join("; ")}`,
    ),
    rocAt: (u, v) => `${percent(v)} der Duplikate gefunden, ${percent(u)} der Nicht-Duplikate als Duplikat gewertet`,
    auc: (auc) => `ROC, alle Schwellen auf einmal: Fläche unter der Kurve ${auc === null ? "nicht definiert" : number(auc)}.`,
  },
  split: {
    ...en.split,
    further: (count) =>
      `Die ${count === 1 ? "weitere Spalte" : `${whole.format(count)} weiteren Spalten`} des Gradienten ${count === 1 ? "steht" : "stehen"} in der großen Matrix hinter dem Steg und zählen hier nicht mit.`,
    group: "dL/dS, Teil für Teil; Pfeiltasten gehen von Zelle zu Zelle",
    parts: {
      mean: { rows: "Mittleres, Zeilen", columns: "Mittleres, Spalten", left: "Mittleres, links", right: "Mittleres, rechts" },
      closest: { rows: "Nächstes, Zeilen", columns: "Nächstes, Spalten", left: "Nächstes, links", right: "Nächstes, rechts" },
      softmax: { rows: "Softmax, Zeilen", columns: "Softmax, Spalten", left: "Softmax, links", right: "Softmax, rechts" },
    },
    total: "Summe",
    sides:
      "Die von links und rechts sind Ableitungen nach A und C, eigenen Matrizen, und kein Teil dieser Summe; was ihre Positive näher zieht, steht bei den Zeilen und Spalten.",
    note: "In jeder Zelle ergeben die Teile nach S zusammen die Summe, alle auf einer Wurzelskala. Negativ: S soll steigen; positiv: S soll fallen.",
    sum: (matrix, sum) => `Σ|dL/d${matrix}| ${number(sum)}`,
    here: (i, j, g) => `bei ${i + 1}, ${j + 1}: ${number(g)}`,
    chosen: (i, j, parts, whole) => {
      const bracketed = parts.map((g, k) => (g < 0 && k > 0 ? `(${number(g)})` : number(g)));
      return `Zeile ${i + 1}, Spalte ${j + 1}: ${bracketed.join(" + ")}${parts.length > 1 ? ` = ${number(whole)}` : ""}.`;
    },
  },
  plane: {
    ...en.plane,
    positive: "Positiv p",
    negative: "Negativ n",
    choose: "Welche Negative",
    kinds: { closest: "Nächstes", mean: "Mittleres" },
    keys: "Pfeiltasten gehen von Paar zu Paar.",
    line: withCommas((margin) => `n = p − ${margin}`),
    softmax: "Ein Softmax hat keinen Abstand (margin): Wähle einen Triplet-Verlust, um ihn hier zu sehen.",
    along: {
      rows: "Zeilen",
      columns: "Spalten",
      averaged: "Zeilen und Spalten gemittelt",
      harder: "das Härtere aus Zeile und Spalte",
      left: "Fragen 1 untereinander",
      right: "Fragen 2 untereinander",
      "distance-swap": "das Härtere aus Zeile und rechts",
    },
    active: (clouds, size) => {
      const each = clouds.map(({ active, along }) => `${words.plane.along[along]} ${active.filter(Boolean).length} von ${size}`);
      const plus = clouds.some(({ directions }) => directions.length > 1) ? ", zwei Striche beides" : "";
      const slanted = clouds.some(({ directions }) => directions.includes("left") || directions.includes("right"));
      const sides = slanted ? ", ein steigender die linke Seite, ein fallender die rechte" : "";
      return `Über der Linie ist ein Anker aktiv: Sein Hinge-Term ist seine Höhe über der Linie. Aktiv: ${each.join(", ")}. Ein waagerechter Strich ist eine Zeile, ein senkrechter eine Spalte${sides}${plus}.`;
    },
    chosen: (i, clouds) => {
      const each = clouds.map(({ along, y, margin, x }) => {
        const found = Number.isNaN(y[i]) ? "kein Kandidat, Hinge 0" : `n ${number(y[i])}, Hinge ${number(Math.max(0, margin - x[i] + y[i]))}`;
        return `${words.plane.along[along]} ${found}`;
      });
      return `Paar ${i + 1}: p ${number(clouds[0].x[i])}; ${each.join("; ")}.`;
    },
  },
  formula: {
    ...en.formula,
    notation: "Schreibweise",
    notations: { course: "Schreibweise des Kurses", thread: "Schreibweise des Forums" },
    general: "Der Verlust allgemein",
    further: (count) =>
      `In den Zeilen läuft j auch über ${counted(count, "weiteren Text", "weitere Texte")}, sodass eine Zeile B + ${count} − 1 Kandidaten hat; in den Spalten nicht.`,
    live: "Der Verlust mit den Zahlen dieses Batches",
    selected: (i, j) => `Zeile ${i + 1} und Spalte ${j + 1} dieses Batches`,
    sums: { rows: "Zeile", columns: "Spalte", averaged: "", left: "links", right: "rechts", four: "" },
    anchor: (k, along, anchor, negative) => `${k + 1}: ${chosenOf("loss.negative", negative)}, ${anchors[along] ?? "Paar"} ${anchor + 1}`,
    sum: (along, anchor) => `${anchors[along] ?? "Paar"} ${anchor + 1}`,
    none: "kein Kandidat, also ist der Verlust 0",
    oneHinge: (anchor) => `Paar ${anchor + 1}, ein Hinge`,
    batch: "ganzer Batch",
    compare: "Worin sich die Vorlagen auf genau diesem Batch unterscheiden",
    columns: ["Verlust", "hier", "je Paar", "je Paar, minus deiner"],
    inForce: "in Kraft",
    otherUnit: "andere Einheit",
    copy: {
      numpy: "Als NumPy kopieren",
      tensorflow: "Als TensorFlow kopieren",
      pytorch: "Als PyTorch kopieren",
      jax: "Als JAX kopieren",
      keras: "Als Keras 3 kopieren",
    },
    withBatch: "mit den Vektoren dieses Batches, sodass der Code die Zahl oben ausgibt",
    code: "Der Verlust als Code",
    copied: "Kopiert.",
    byHand: "Kopieren ist hier nicht erlaubt; kopiere den Code unten von Hand.",
    docstring: (name) => `${name}: der Verlust von v1 und v2 [B, H], deren Zeilen Einheitsvektoren sind.`,
  },
  embeddings: {
    ...en.embeddings,
    axes: ["größte Streuung", "zweitgrößte"],
    spread: {
      circle: (size) => `H = ${size}: die Vektoren, wie sie sind, auf dem Einheitskreis.`,
      sphere: (size) =>
        `H = ${size}: die Vektoren, wie sie sind, auf der Einheitskugel. Ziehen oder Pfeiltasten drehen sie; Bild auf und Bild ab wählen ein Paar.`,
      plane: (size, share) => `H = ${size}: gesehen in der Ebene, in der sie am weitesten streuen; sie enthält ${percent(share)} der Varianz.`,
    },
    signs: "Waagerecht: Fragen 1. Senkrecht: Fragen 2. Umrahmt: das Positiv der gewählten Frage; gestrichelt: der Weg zu ihrem nächsten Negativ.",
    chosen: (positive, negative) =>
      `Frage 1 von Paar ${positive.pair + 1}: Ihr Positiv hat den Kosinus ${number(positive.cosine)} (${degrees(positive.angle)}), ihr nächstes Negativ, aus Paar ${negative.pair + 1}, ${number(negative.cosine)} (${degrees(negative.angle)}).`,
    wedge: ({ from, to, margin }) =>
      from >= to
        ? `Kein Negativ kann den Abstand ${number(margin)} verletzen.`
        : from === 0
          ? `Ein Negativ innerhalb von ${degrees(to)} verletzt den Abstand ${number(margin)}.`
          : `Ein Negativ von ${degrees(from)} bis ${degrees(to)} verletzt den Abstand ${number(margin)}; nähere zählen nicht.`,
    noWedge: "Kein Term des Verlusts nimmt ein einzelnes Negativ aus der Zeile.",
    collapse: "Kollaps, |mittlerer Vektor|²",
  },
  sandbox: {
    ...en.sandbox,
    number: withCommas(en.sandbox.number),
    gradient: withCommas(en.sandbox.gradient),
    table: "Eine kleine Ähnlichkeitsmatrix",
    cell: (i, j) => `Zeile ${i + 1}, Spalte ${j + 1}${i === j ? ", ein Positiv" : ""}`,
    row: "Zeile",
    column: "Sp.",
    left: "links",
    right: "rechts",
    sides: { left: "A: die Fragen 1 miteinander", right: "C: die Fragen 2 miteinander" },
    sideCell: { left: (i, j) => `A, Zeile ${i + 1}, Spalte ${j + 1}`, right: (i, j) => `C, Zeile ${i + 1}, Spalte ${j + 1}` },
    own: "Eine Frage und sie selbst: immer 1",
    sizeOf: "Größe",
    corner: "Die Ecke von S dieses Batches nehmen",
    again: "Von vorn",
    loss: "Verlust",
    how: "Tippe, zieh auf und ab oder nimm die Pfeiltasten. Unter jedem Wert: dL/dS und wohin ein Schritt ihn bewegt. An den Rändern: das Negativ jedes Ankers, dann sein Hinge-Term; grau, wo dieser Verlust sie nicht beachtet.",
    none: "keins",
    terms: (loss) =>
      loss.kind === "softmax"
        ? `Softmax, ${chosenOf("loss.along", loss.along)}; an den Rändern der Verlust jedes Ankers`
        : `${chosenOf("loss.reduction", loss.reduction)} aus ${loss.terms.map(({ negative, along, weight = 1 }) => `${weight === 1 ? "" : `${number(weight)} × `}${chosenOf("loss.negative", negative)} (${chosenOf("loss.along", along)})`).join(" + ")}`,
    tries: "Zum Ausprobieren",
    challenges: {
      silent: "Bring den Verlust der Zeilen auf 0, den der Spalten aber nicht. (Die Matrix beginnt so.)",
      agree: "Bring Zeilen und Spalten dazu, bei jedem Partner übereinzustimmen, mit mindestens 3 Paaren.",
      stuck: "Sorg dafür, dass „halbhart“ in Zeile 1 keinen Kandidaten findet.",
    },
    reached: "geschafft",
    notYet: "noch nicht",
  },
  verdict: {
    ...en.verdict,
    lead: "Ein Lauf beweist wenig: Mit einem anderen Startwert kann er anders ausgehen. Hier wird jeder Verlust mit vielen Startwerten trainiert, im Hintergrund, und Startwert für Startwert mit einem Bezugsverlust verglichen.",
    losses: "Welche Verluste verglichen werden",
    loss: "Verlust",
    asIs: "so",
    swapped: "getauscht",
    withSwap: (name) => `${name}, Seiten getauscht`,
    own: "Der Verlust auf der Seite",
    seeds: "Startwerte",
    first: "Erster Startwert",
    steps: "Schritte",
    start: "Beginnen",
    goOn: "Fortsetzen",
    pause: "Anhalten",
    resume: "Weiter",
    cancel: "Abbrechen",
    open: "Ergebnisse öffnen …",
    saveJson: "JSON speichern",
    saveCsv: "CSV speichern",
    file: "Eine Datei mit Ergebnissen, als JSON",
    progress: "Wie weit die Läufe sind",
    plan: ({ data, runs, known, asymmetry, settings }) => {
      if (runs === 0) return "";
      const made = known === runs ? ", alle schon fertig" : known > 0 ? `, davon ${whole.format(known)} schon fertig` : "";
      return `${counted(runs, "Lauf", "Läufe")}${made}, auf ${data || `den eingebauten Fragen bei Asymmetrie ${asymmetry}`}${settings === "" ? "" : `, mit ${settings}`}.`;
    },
    few: "Wähle mindestens zwei Verluste.",
    grid: (runs) => `Davor ${counted(runs, "Lauf", "Läufe")} mit anderen Startwerten, um die Lernraten abzustimmen.`,
    tooFew: (seeds, least) =>
      `${counted(seeds, "Startwert kann", "Startwerte können")} keinen Unterschied zeigen, was auch herauskommt: Es braucht mindestens ${whole.format(least)}.`,
    far: (made, all, seconds, tuning) =>
      `${tuning ? "Abstimmen: " : ""}${whole.format(made)} von ${counted(all, "Lauf", "Läufen")}${seconds === undefined ? "" : `, noch etwa ${timeLeft(seconds)}`}${tuning && seconds !== undefined ? " mit dem Vergleich" : ""}`,
    stop: "Aufhören, sobald es entschieden ist",
    courses: "Unterwegs achtmal messen, für Kurven",
    tune: "Vorher die Lernrate jedes Verlusts abstimmen",
    rates: "Lernraten zum Ausprobieren",
    tuneSeeds: "Startwerte zum Abstimmen",
    badRates: "Lernraten von 0 bis 1, durch Leerzeichen getrennt.",
    tuned: "Abstimmung, getrennt von den Ergebnissen",
    aboutTuning:
      "Jeder Verlust wird bei jeder Lernrate mit Startwerten ab 1001 ausprobiert, bei den eingebauten Fragen auch mit anderen Fragen. Diese Läufe wählen die Lernrate und gehören nicht zum Vergleich.",
    tuningCaption:
      "Mittlerer Recall@1 in Prozent je Lernrate; der beste ist fett, mit † an einem Ende der versuchten: außerhalb mag es eine bessere geben.",
    stopped: (made, all) =>
      `Nach ${whole.format(made)} von ${counted(all, "Lauf", "Läufen")} aufgehört: Jeder Vergleich ist entschieden, oder die übrigen Startwerte könnten ihn nicht entscheiden.`,
    found: (runs) => `${counted(runs, "Lauf", "Läufe")} vom letzten Besuch gefunden.`,
    clear: "Ergebnisse entfernen",
    cleared: "Die Ergebnisse sind entfernt, hier und aus dem, was dieser Browser aufhebt.",
    forOpen: "Für die Daten und Einstellungen, die offen sind:",
    forOther: "Nicht für die Daten und Einstellungen, die offen sind, sondern für:",
    counted: (here, others) =>
      `Jedes p ist für ${counted(here + others, "Vergleich", "Vergleiche")} berichtigt (Holm)${others > 0 ? `; ${whole.format(others)} davon ${others === 1 ? "gehört" : "gehören"} zu Ergebnissen, die hier nicht zu sehen sind` : ""}.`,
    documented: (comparisons) =>
      `Jedes p ist für die ${counted(comparisons, "Vergleich", "Vergleiche")} von docs/verdict.md berichtigt (Holm); dort steht dasselbe zu diesen Ergebnissen. Ein Softmax wird mit dem Softmax über die Zeilen verglichen, jeder andere Verlust mit den Zeilen des Kurses.`,
    rows: "Nur Zeilen der eigenen Art",
    courseTitle: "Über die Schritte",
    aboutCourses: (baseline) =>
      `Recall@1 der zurückgehaltenen Paare, Median und Band wie oben. Gestrichelt: ${baseline}. Wo ein Verlust nur unterwegs vorn liegt, lernt er schneller, nicht besser.`,
    courseScale: "Recall@1 in %",
    course: (points) =>
      `Median des Recall@1 in Prozent: ${points.map(({ steps, median, low, high }) => `Schritt ${whole.format(steps)} ${tenths(median)} (${tenths(low)}–${tenths(high)})`).join(", ")}`,
    done: "Alle Läufe sind fertig.",
    failed: (sentence) => `Ein Fehler hat die Läufe beendet. ${sentence || "Ihr Worker ist weg oder war nicht zu laden."} Fertige Läufe bleiben.`,
    opened: (name, { added, known, differing }) => {
      const others =
        differing > 0
          ? ` ${counted(differing, "Lauf ist", "Läufe sind")} hier anders ausgegangen; es ${differing === 1 ? "bleibt das Ergebnis" : "bleiben die Ergebnisse"} von hier.`
          : "";
      return `${name}: ${counted(added, "Lauf", "Läufe")} hinzugefügt${known > 0 ? `, ${whole.format(known)} schon bekannt` : ""}.${others}`;
    },
    refused: (name, sentence) => `${name} ließ sich nicht als Ergebnisse öffnen. ${sentence}`,
    noJson: "Es ist kein JSON.",
    nothing: "Hier erscheinen die Ergebnisse, sobald es welche gibt. Der Lauf auf der Seite geht indessen weiter, wie du willst.",
    kinds: { own: "Deine Ergebnisse", reference: "Vergleichsergebnisse" },
    reference:
      "Vergleichsergebnisse: einmal mit demselben Programm außerhalb eines Browsers berechnet und mit dieser Seite ausgeliefert; sie gehören nicht zu deinen Ergebnissen und nicht in deine Dateien.",
    against: "Bezugsverlust",
    shown: "Ergebnisse",
    group: ({ data, steps, settings, tuned }) =>
      `${data} · ${counted(steps, "Schritt", "Schritte")}${settings && ` · ${settings}`}${tuned ? " · abgestimmt" : ""}`,
    builtin: (set, asymmetry, whole) => `${set}, ${whole ? "Asymmetrie" : "Asym."} ${asymmetry}`,
    recallScale: "Recall@1 in %, Mittel beider Richtungen",
    differenceScale: (baseline) => `Punkte mehr als „${baseline}“, gleicher Startwert`,
    seedRecall: (recall, seed) => `Startwert ${seed}: ${tenths(recall)} %`,
    seedDifference: (difference, seed) => `Startwert ${seed}: ${signedTenths(difference)} Punkte`,
    band: ({ median, low, high, band }) => `Median ${tenths(median)}, ${band === "range" ? "Min.–Max." : "Quartile"} ${tenths(low)}–${tenths(high)}`,
    recalls: (compared) => `Recall@1 bei ${counted(compared.seeds.length, "Startwert", "Startwerten")} in Prozent: ${words.verdict.band(compared)}`,
    differences: ({ differences, medianDifference }) =>
      medianDifference === null
        ? "Noch keine Unterschiede"
        : `Unterschiede bei ${counted(differences.length, "Startwert", "Startwerten")}: von ${signedTenths(Math.min(...differences))} bis ${signedTenths(Math.max(...differences))} Punkte, Median ${signedTenths(medianDifference)}`,
    baseline: ({ seeds, diverged }) => `Der Bezugsverlust, ${counted(seeds.length, "Startwert", "Startwerte")}.${words.verdict.diverged(diverged)}`,
    diverged: (runs) =>
      runs === 0
        ? ""
        : runs === 1
          ? " 1 Lauf ist divergiert und zählt, als fände er nichts."
          : ` ${whole.format(runs)} Läufe sind divergiert und zählen, als fänden sie nichts.`,
    sentence: (compared, fixed) => {
      const { differences, better, equal, medianDifference, interval, adjustedP, anytimeP, diverged } = compared;
      const p = fixed ? adjustedP : anytimeP;
      if (medianDifference === null || p === null) return "Noch kein gemeinsamer Startwert mit dem Bezugsverlust.";
      const alike = equal > 0 ? `, bei ${whole.format(equal)} gleich` : "";
      const chance = p < CHANCE ? "durch Zufall unwahrscheinlich" : "könnte Zufall sein";
      const missing = fixed || p < CHANCE ? "" : words.verdict.missing(compared);
      return `Bei ${whole.format(better)} von ${counted(differences.length, "Startwert", "Startwerten")} besser${alike}, Median ${signedTenths(medianDifference)} Punkte${fixed && interval ? ` (95 %: ${interval.map(signedTenths).join(" bis ")})` : ""}; ${chance} (${probability(p)}).${missing}${words.verdict.diverged(diverged)}`;
    },
    missing: ({ differences, needed, atLeast }) => {
      const [seeds, least] = [differences.length, (atLeast ?? 0) + differences.length];
      const would =
        needed === null
          ? "nach ihrer Streuung vielleicht nicht einmal tausend"
          : `nach ihrer Streuung könnten es etwa ${whole.format(Math.max(needed, least))}`;
      return seeds < 2
        ? ` Es braucht mindestens ${counted(least, "Startwert", "Startwerte")}.`
        : ` ${whole.format(seeds)} Startwerte können es nicht zeigen; ${would}.`;
    },
    aboutTest: "Was p bedeutet",
    test: [
      "Angenommen, zwei Verluste wären gleich gut: Dann wäre jeder Startwert, bei dem sie sich unterscheiden, wie ein Münzwurf. Deinen Ergebnissen siehst du beim Wachsen zu; ihr p kommt darum aus einem sequenziellen Test, der ehrlich bleibt, wie oft du auch hinsiehst und wann du auch aufhörst: dem gemischten sequenziellen Quotiententest auf Vorzeichen (Robbins 1970).",
      "Bei den Vergleichsergebnissen stand die Zahl der Startwerte vorher fest; dort ist p das des gewöhnlichen zweiseitigen Vorzeichentests: wie oft Würfe allein mindestens so ungleich ausgehen.",
      "Beide setzen voraus, dass die Startwerte voneinander unabhängig sind, und sonst nichts: Wie groß die Unterschiede sind, spielt keine Rolle. Beide Läufe eines Startwerts beginnen mit denselben Gewichten und sehen dieselben Batches.",
      "Werden mehrere Verluste verglichen, kann einer davon durch Glück gut aussehen; darum wird jedes p für die Zahl der Vergleiche angehoben (Holm), auch derer, die nicht zu sehen sind. Unter 0,05 sagt der Satz „durch Zufall unwahrscheinlich“, sonst „könnte Zufall sein“, was nicht heißt, dass es keinen Unterschied gibt.",
      "Mit dem Startwert ändern sich nur Gewichte, Batches und Vertauschungen, nicht die Fragen. Das Ergebnis gilt für diese Fragen und diese Einstellungen.",
    ],
    everyRun: "Jeder Lauf",
    seed: "Startwert",
    runs: (baseline, steps, onFile) =>
      `Recall@1 in Prozent, und Punkte mehr als „${baseline}“ mit demselben Startwert. Jeder ist ein Link zu seinem Lauf, der sich in einem neuen Tab öffnet${onFile ? ", nach der Datei fragt" : ""} und bei Schritt ${whole.format(steps)} anhält.`,
  },
  settings: {
    ...en.settings,
    groups: { ...en.settings.groups, run: "Lauf", page: "Ablauf", data: "Eingebaute Fragen", model: "Netz", optimiser: "Adam" },
    restarts: "beginnt einen neuen Lauf",
    sizesAre: "Größen",
    sizes: { quick: "Schnell", course: "Kurs" },
    defaults: "Vorgaben",
    apply: (count, restarts) =>
      count === 0 ? "Nichts zu übernehmen" : `${counted(count, "Änderung", "Änderungen")} übernehmen${restarts ? " und den Lauf neu beginnen" : ""}`,
    changed: (value) => ` · geändert; Vorgabe ${value}`,
    switched: (on) => (on ? "an" : "aus"),
    fails: (value) => `Ab ${plain(value)} misslingt das Training bekanntlich: Kaum eine Frage findet ihre Partnerin.`,
    empty: "leer",
    noNumber: (label, typed, { kind, min, max }) =>
      `${label}: ${typed ? `„${typed}“` : "Das"} ist keine Zahl; erlaubt ist eine ${kind === "integer" ? "ganze " : ""}Zahl von ${plain(Number(min))} bis ${plain(Number(max))}.`,
    onlyBuiltin: "nur für die eingebauten Fragen",
    noNegatives: "wirkt nicht: Diese Daten haben außer den zurückgehaltenen keine Zeilen mit „kein Duplikat“",
  },
  traps: {
    ...en.traps,
    worse: (loss, level, above) =>
      `Der Verlust dieses Batches, ${number(loss)}, liegt ${above ? "über" : "bei"} ${number(level)} (${words.curves.collapse}); eine kleinere Lernrate oder mehr Schritte können helfen.`,
    title: "Fehler, die man macht",
    lead: "Jeder ist eine Einstellung des Laufs und zunächst aus. Was wirkt, ist rot markiert.",
    acting: "Fehler, die in diesem Lauf wirken",
    share: (name, share) => `${name}: ${percent(share)}`,
    marked: (name) => `Fehler: ${name}`,
    beside: (name) => `Nebeneinander: ${name}`,
    compare: "Nebeneinander",
    names: {
      "batch-norm": "über den ganzen Batch normiert",
      "wrong-axis": "Mittel über die falsche Achse",
      transposed: "V2·V1ᵀ statt V1·V2ᵀ",
      "one-hinge": "Maximum der Summe",
      padding: "Auffüllung im Mittel",
      leak: "das Leck der −2",
      "cold-start": "schwerste Negative aus dem Kaltstart",
      reduction: "Summe statt Mittel oder Mittel statt Summe",
    },
    helps: {
      "batch-norm":
        "Der Summe fehlt die Achse: Alle Vektoren einer Seite teilen sich eine Norm, Kosinus sind etwa 1/B, und 128 sinkt höchstens auf 126. Jeder Test der Formen besteht.",
      "wrong-axis": "Gemittelt wird über die Einheiten jedes Schritts: ein Vektor mit T Zahlen, der sagt, wie lang eine Frage ist.",
      transposed: "Die Matrix ist die transponierte der anderen: Was für Zeilen gemeint ist, sieht Spalten. Der Verlust sieht gleich aus.",
      "one-hinge": "Ein Maximum über die Summe der Terme: Ein Term unter null zahlt für den anderen, und Anker verstummen zu früh.",
      padding: "Das Mittel läuft auch über die Auffüllung, also haben Fragen einen Teil gemeinsam, der nichts sagt.",
      leak: "Ein zu schweres Negativ wird um 2 gesenkt, statt wegzufallen; sind es alle, gewinnt es trotzdem.",
      "cold-start":
        "Bevor es etwas unterscheiden kann, bekommt das Netz nur seine schwersten Negative: Die billigste Antwort ist ein Vektor für alle.",
      reduction:
        "Gradienten sind B-mal so groß oder so klein. Adam teilt das heraus, bis auf sein ε, das gegen die kleineren B-mal so viel wiegt. Bei einem Verlust ohne Namen sagt nichts, was gemeint ist.",
    },
  },
  edition: {
    title: (name) => `${name[0].toUpperCase()}${name.slice(1)}`,
    is: (label, value) => `${label}: ${value}`,
    was: (label, value, now) => `${label}: ${now}, geändert; im Notebook ${value}`,
    file: "Datei: von je 310 240 Zeilen in ihrer Reihenfolge die ersten 300 000 zum Trainieren und die nächsten 10 240 zum Testen. Von den ersten nur Duplikate: 80 % trainieren, die letzten 20 % validieren. Keine Zeile fällt weg.",
    tokens: (tokenizer) =>
      tokenizer === "course"
        ? "Wörter: die Regeln der Penn Treebank, Großschreibung bleibt; nummeriert, wie sie auftreten, auch die der Validierungspaare"
        : "Wörter: ohne Satzzeichen, Großschreibung bleibt; nummeriert nach Häufigkeit, auch die der Validierungspaare",
    decision: "Entscheidung: Duplikate über einem Kosinus von 0,7",
    accuracy: withCommas((accuracy) => `Genauigkeit des Notebooks auf Quoras 10 240 Testpaaren: ${accuracy}`),
    builtin:
      "Die eingebauten Fragen behalten ihre eigene Aufteilung und ihre Wörter: Öffne eine Datei im Format von Quora, um die des Kurses zu haben.",
  },
  table,
  problem: ({ sentence, problem, unfetched, unread }) => {
    if (problem) return inGerman(problem);
    if (unread)
      return "Der Browser kann die Datei nicht lesen: Sie wurde geändert, verschoben oder gelöscht, nachdem sie gewählt worden war, oder sie ist ein Ordner. Öffne sie neu.";
    return unfetched ? `Ein Teil der Seite ließ sich nicht laden (${sentence}). Sieh nach der Verbindung, und versuche es noch einmal.` : sentence;
  },
  copied: "Der Link ist kopiert.",
  linkIs: (link) => `Kopieren ist hier nicht erlaubt; der Link ist ${link}`,
  crashed: (sentence) => `Das Training ist an einem Fehler stehen geblieben (${sentence || "sein Worker ist weg oder war nicht zu laden"}).`,
  kept: {
    title: "Was dieser Browser behält",
    what: "Vom letzten Lauf jedes Tabs, höchstens dreien, Einstellungen, Änderungen und Schritt, damit er sich zurückholen lässt, wenn du wiederkommst; von Vergleichen über Startwerte, welche Läufe es gab und was sie fanden; keine Fragen und keine Datei, außer du setzt den Haken. Nichts verlässt diesen Browser.",
    file: "Meine Datei in diesem Browser behalten",
    forget: "Vergessen",
    forgotten: "Nichts wird mehr behalten.",
    refused: "Der Browser lässt die Seite die Datei nicht behalten.",
    bringBack: "Zurückholen",
    offer: (step, file, there) =>
      `Ein Lauf von dir stand bei Schritt ${whole.format(step)}${file ? `, mit ${file}` : ""}. Er lässt sich noch einmal bis zum selben Schritt trainieren${there ? "" : "; seine Datei ist nicht behalten, öffne sie also zuerst"}.`,
    needs: (file) =>
      `Dieser Link ist mit der Datei ${file} gemacht. Öffne sie, um denselben Lauf zu sehen; bis dahin sind es die eingebauten Fragen.`,
    other: (file, called) =>
      `Dieser Link ist mit ${file} gemacht. Was jetzt offen ist, ${called}, enthält andere Paare oder ist anders gelesen; es ist also nicht der Lauf des Links.`,
  },
  notice: {
    repaired: "Die Läufe werden mit denselben Einstellungen und Daten noch einmal bis zum selben Schritt trainiert.",
    stuck: "Es ist wieder geschehen; von selbst wird es nicht noch einmal versucht.",
    silent:
      "Ein Worker antwortet seit einer Minute nicht. Große Einstellungen können so lange brauchen: Warten Sie weiter, oder versuchen Sie es noch einmal; die Läufe werden dann in einem neuen Worker bis zum selben Schritt trainiert.",
    again: "Noch einmal versuchen",
    dismiss: "Schließen",
    view: (sentence) => `Diese Ansicht ließ sich nicht zeichnen (${sentence}). Die Läufe und die anderen Ansichten gehen weiter.`,
  },
  missing: {
    canvas:
      "Dieser Browser gibt der Seite keine Zeichenfläche. Vielleicht ist sie durch eine Einstellung oder eine Erweiterung gegen Fingerabdrücke abgeschaltet.",
    file: (sentence) => `Das Programm der Seite ließ sich nicht laden (${sentence}). Sieh nach der Verbindung, und lade die Seite neu.`,
    memory: (sentence) => `Für das Programm der Seite ist nicht genug Speicher da (${sentence}). Schließe andere Tabs, und lade die Seite neu.`,
  },
  noWasm: (sentence) => `WebAssembly ist hier nicht verfügbar (${sentence}). Die Richtlinie des Hosts braucht: script-src 'self' 'wasm-unsafe-eval'.`,
  still:
    "Worum es auf der Seite geht, an einem Batch aus zwei Paaren mit einem Abstand von 0,25: In jeder Zeile liegt das Positive (umrandet) um mehr als den Abstand über dem Negativen der Zeile – die Zeilen sind zufrieden. In Spalte 1 ist das Positive 0,90 und das Negative 0,68. Das ist zu nah, und ein Verlust, der nur auf Zeilen achtet, sieht es nicht.",
  workers: {
    file: "Das Training läuft in einem eigenen Worker.",
    blob: "Das Training läuft in einem eigenen Worker (von einer Blob-Adresse).",
    data: "Das Training läuft in einem eigenen Worker (von einer Data-Adresse).",
    page: "Worker sind hier nicht erlaubt: Das Training läuft in Scheiben auf dem Thread der Seite; solange es läuft, antwortet die Seite langsamer.",
  },
};

/** @type {Record<import("../../pkg/web/tripletscope.js").Negative, string>} */
const negatives = {
  mean: "Mittleres Negativ",
  hardest: "Nächstes Negativ",
  "semi-hard": "Nächstes halbhartes",
  "semi-hard-course": "Halbhart wie im Kurs",
};
/** What an anchor is called by where it looks. @type {Record<string, string>} */
const anchors = { rows: "Zeile", row: "Zeile", columns: "Spalte", column: "Spalte", left: "links", right: "rechts" };
/** @type {Record<string, string>} */
const ofLine = { row: "der Zeile", column: "der Spalte", left: "nach links", right: "nach rechts" };
/** Of the course's semi-hard negative where there is no candidate. */
const leak = "Der Kurs senkt das Ausgelassene nur um 2, deshalb wird trotzdem eines davon genommen.";
