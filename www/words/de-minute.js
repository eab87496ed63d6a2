// Was die erste Minute sagt.
import { beyondChance, percent, two as plain, signedTenths, tenths, whole } from "./format.js";

const comma = (/** @type {string} */ text) => text.replace(".", ",");
/** @param {number} x */
const two = (x) => comma(plain(x));
/** @param {number} x */
const points = (x) => comma(signedTenths(x));
/** @param {number} seeds */
const ofSeeds = (seeds) => `${seeds} ${seeds === 1 ? "Startwert" : "Startwerten"}`;
/** @param {number} x */
const found = (x) =>
  signedTenths(x) === "0.0"
    ? "mit Zeilen und Spalten ebenso viele ihre Partnerin wie mit Zeilen allein"
    : `mit Zeilen und Spalten ${comma(tenths(Math.abs(x)))} Punkte ${x > 0 ? "mehr" : "weniger"} ihre Partnerin als mit Zeilen allein`;

/** @param {{sure: boolean}} finding @param {number} comparisons */
const sureOf = ({ sure }, comparisons) =>
  sure ? "Das ist mehr als Zufall." : `Das kann Zufall sein, wenn man alle ${comparisons} Vergleiche mitzählt, die gemacht wurden.`;

/** @type {Readonly<Record<string, string>>} */
const FILES = {
  "tatoeba_questions.csv": "echten Fragen (Tatoeba)",
  "tatoeba-minilm.npz": "Vektoren eines Satzencoders von echten Fragen (Tatoeba, MiniLM)",
  "builtin-minilm.npz": "Vektoren eines Satzencoders von den eingebauten Fragen (MiniLM)",
};
/** Where no preposition stands before it. @type {Readonly<Record<string, string>>} */
const TITLES = { ...FILES, "tatoeba_questions.csv": "echte Fragen (Tatoeba)" };
/** @type {Readonly<Record<string, string>>} */
const SETS = { answers: "Fragen und Antworten", languages: "Fragen auf Englisch und Deutsch", synonyms: "Fragen mit Beinahe-Duplikaten" };
/** @param {string} data */
const fileOf = (data) => data.replace(/ \([0-9a-f]{8}\)$/, "");
/** @param {string} data */
const nameOf = (data) => FILES[fileOf(data)] ?? fileOf(data);
/** @param {number} [rate] */
const at = (rate) => (rate === undefined ? "" : `, Lernrate ${comma(String(rate))}`);
/** @param {string} [set] */
const setOf = (set) => SETS[set ?? ""] ?? "Fragen";

/** @type {typeof import("./en-minute.js").minute} */
export const minute = {
  name: "Die erste Minute",
  steps: ["Sehen", "Raten", "Rennen", "Antwort"],
  skip: "Gleich ins Labor",
  next: "Weiter",
  back: "Zurück",
  again: "Die erste Minute",
  two,
  see: {
    lead: (margin) =>
      `Jede Zelle sagt, wie ähnlich das Netz die Frage ihrer Zeile und ihrer Spalte findet. Die echten Paare liegen auf der Diagonale; jedes soll mit Abstand ${two(margin)} gewinnen.`,
    left: ["Wie lerne ich Gitarre?", "Wie kann ich Klavier lernen?"],
    right: ["Wie fängt man am besten mit der Gitarre an?", "Welcher Klavierunterricht passt für Anfänger?"],
    matrix: "Zwei Fragen gegen zwei Fragen",
    cell: (i, j) => `Ähnlichkeit von Zeile ${i + 1} und Spalte ${j + 1}`,
    line: { rows: (k) => `Zeile ${k + 1}`, columns: (k) => `Spalte ${k + 1}` },
    satisfied: (p, n) => `${two(p)} schlägt ${two(n)} um ${two(p - n)}`,
    short: (p, n, cost) =>
      p > n
        ? `${two(p)} schlägt ${two(n)} nur um ${two(p - n)}: Verlust\u00a0${two(cost)}`
        : `${two(p)} schlägt ${two(n)} nicht: Verlust\u00a0${two(cost)}`,
    loss: { rows: (x) => `Zeilen: Verlust ${two(x)}`, columns: (x) => `Spalten: Verlust ${two(x)}` },
    only: "Entlang der Zeilen gewinnen beide Paare klar. Ist alles gut?",
    missed: "Das haben die Zeilen übersehen.",
    both: "Beide Richtungen sehen es.",
    neither: "Keine der Richtungen sieht etwas Falsches.",
    columnsMissed: "Hier übersehen es die Spalten.",
    look: "Die Spalten hinunterschauen",
    replay: "Noch einmal die Zeilen",
    drag: (x) => `Zieh an ${two(x)} (oder Pfeiltasten) und schau.`,
  },
  guess: {
    lead: (steps) =>
      `Das Netz des Kurses, zweimal ${steps} Schritte lang trainiert, vom selben Anfang aus: einmal schaut der Verlust nur entlang der Zeilen, einmal auch die Spalten hinunter.`,
    ask: "Finden mit Spalten mehr Fragen ihre Partnerin?",
    choices: ["Ja, deutlich: 5 Punkte oder mehr", "Ein wenig: 1 bis 5 Punkte", "Nein: weniger als 1 Punkt, oder es wird schlechter"],
    short: ["ja, deutlich", "ein wenig", "nein"],
    unit: "Ein Punkt ist eine von hundert zurückgehaltenen Fragen.",
  },
  race: {
    lead: "Dieselben Gewichte, dieselben Batches. Nur der Verlust ist ein anderer.",
    rows: "Zeilen",
    both: "Zeilen + Spalten",
    at: (step, last, seed) => `Schritt ${step} von ${last}, Startwert ${seed}`,
    chart: "Zurückgehaltene Fragen, die ihre Partnerin finden, in Prozent",
    step: "Schritt",
    percent: "Prozent",
    matrix: (name, step) => `${name}: Ähnlichkeitsmatrix des Batches bei Schritt ${step}`,
    spoken: (rows, both, step) => `Bei Schritt ${step}: Zeilen ${percent(rows)}, Zeilen und Spalten ${percent(both)}.`,
    getReady: "Gleich geht es los",
    stop: "Hier anhalten",
    answer: "Zur Antwort",
    failed: (sentence) => `Das Rennen brach ab. ${sentence}`,
  },
  answer: {
    here: "Dieser Lauf",
    none: "Noch kein Lauf: Geh zurück zum Rennen.",
    rows: "Zeilen",
    both: "Zeilen + Spalten",
    after: (step, seed, difference) =>
      `der zurückgehaltenen Fragen finden nach ${step} ${step === 1 ? "Schritt" : "Schritten"} ihre Partnerin, Startwert ${seed}: ${points(difference)} Punkte.`,
    guessed: (guess, truth) =>
      guess === truth
        ? `Du hast „${guess}“ geraten, und so ist es in diesem Lauf.`
        : `Du hast „${guess}“ geraten; in diesem Lauf ist die Antwort „${truth}“.`,
    many: "Viele Läufe",
    gained:
      "Was der Blick die Spalten hinunter bringt, in Prozentpunkten, jeder Verlust mit der Lernrate, die ihm am besten bekommt, wo nichts anderes steht; jeder Punkt im Bild ist ein Startwert, B die Zahl der Paare im Batch.",
    loading: "Die Ergebnisse vieler Läufe werden gelesen.",
    label: ({ data, set, asymmetry, batch, tuned }) =>
      `${(TITLES[fileOf(data)] ?? fileOf(data)) || `eingebaute ${setOf(set)}, Asymmetrie ${comma(String(Number(asymmetry)))}`}, B ${batch}${tuned ? "" : ", eine Lernrate für alle"}`,
    strip: ({ both, differences }) =>
      `Median von ${ofSeeds(both.seeds)}: ${points(both.median)} Punkte, von ${points(Math.min(...differences))} bis ${points(Math.max(...differences))}, bei ${both.better} besser`,
    range: ({ interval }) => (interval ? `95 %: ${interval.map(points).join(" bis ")}` : ""),
    brief: ({ median, better, seeds }) => `${points(median)} · ${better} von ${seeds}`,
    briefHead: "Median · Startwerte besser",
    likeThese: ({ data, vectors }) => (data === "" ? "Bei Fragen wie diesen" : vectors ? "Bei diesen Vektoren" : "Bei diesen Fragen"),
    unknown: ({ data, vectors }) =>
      `Zu deinen ${vectors ? "Vektoren" : "Fragen"} (${fileOf(data)}) gibt es noch keine Ergebnisse; die Ansicht „Das Urteil“ macht welche.`,
    on: ({ data, set, asymmetry }) =>
      data ? `Bei ${nameOf(data)}` : `Bei den eingebauten ${setOf(set)} mit Asymmetrie ${comma(String(Number(asymmetry)))}`,
    bySize: "Zeilen und Spalten gegen Zeilen allein",
    against: (name, softmax) => `${name}, gegen ${softmax ? "den Softmax entlang der Zeilen" : "Zeilen allein"}`,
    sizes: ({ steps, width }, known) =>
      `${whole.format(steps)} Schritte, ${width ? `H = ${width}` : `D = H = ${known.width}`}, Abstand ${comma(String(known.margin))}`,
    under: (each, known) =>
      `${minute.answer.on(each)}, wo keine anderen Daten genannt sind: ${minute.answer.sizes(each, known)}; die Softmaxe haben keinen Abstand (margin), sondern die Skala ${known.scale}.`,
    gain: (where, each, known) => {
      const { batch, rate, both } = each;
      return `${where} finden in Batches von ${batch} ${found(both.median)} (Median von ${ofSeeds(both.seeds)}${both.interval ? `, 95 %: ${both.interval.map(points).join(" bis ")}` : ""}; bei ${both.better} besser; ${minute.answer.sizes(each, known)}; gewählte Lernraten ${comma(String(both.rate))} und ${comma(String(rate))}): ${both.sure ? "mehr" : "nicht mehr"} als Zufall, korrigiert für ${known.comparisons} Vergleiche (Holm).`;
    },
    plainly: (where, { batch, both }, comparisons) =>
      `${where} finden in Batches von ${batch} ${found(both.median)}, und ${both.better} von ${ofSeeds(both.seeds)} sind mit beiden besser. ${sureOf(both, comparisons)}`,
    alone: (where, batch, finding, comparisons) =>
      `${where}, mit Spalten statt Zeilen in Batches von ${batch}: ${points(finding.median)} Punkte, bei ${finding.better} von ${ofSeeds(finding.seeds)} besser. ${sureOf(finding, comparisons)}`,
    losses: (baseline, batch, rate, named) => {
      const [more, less] = beyondChance(named, ({ name }) => name);
      const each = named.map(({ name, finding: { median, better, seeds, rate } }) => `${name} ${points(median)} (${better} von ${seeds}${at(rate)})`);
      return `Gegen „${baseline}“ bei B ${batch}${at(rate)}: ${each.join("; ")}. Besser als durch Zufall: ${more || "nichts"}; schlechter als durch Zufall: ${less || "nichts"}.`;
    },
    batches: (what, list) => {
      const sure = list.filter(({ finding }) => finding.sure).map(({ batch }) => batch);
      const beyond =
        sure.length === 0
          ? "nichts davon ist mehr als Zufall"
          : sure.length === list.length
            ? "alles ist mehr als Zufall"
            : `mehr als Zufall nur bei B ${sure.join(", ")}`;
      return `${what}: ${list.map(({ batch, finding }) => `${points(finding.median)} bei B ${batch} (${finding.better} von ${finding.seeds})`).join(", ")}; ${beyond}.`;
    },
    atOneRate: ({ batch, both: { median, better, seeds } }) =>
      `Mit der Lernrate der Seite für alle: ${points(median)} bei B ${batch} (${better} von ${seeds})${median > 0 ? "; mit Spalten lernt es früher" : ""}.`,
    chance: (comparisons) =>
      `Punkte des Recall@1, bei wie vielen Startwerten besser; B ist die Zahl der Paare im Batch, die Lernrate haben andere Startwerte gewählt. Zufall: ein Vorzeichentest mit Holms Korrektur für alle ${comparisons} Vergleiche; wo beide gleich enden, zählt der Startwert für keine Seite.`,
    elsewhere: "Andere Verluste, andere Bedingungen",
    seeds: "Anderer Startwert",
    why: "Warum?",
    own: "Eigene Daten",
    lab: "Ins Labor",
  },
};
