// Was die erste Minute sagt.
import { percent, two as plain, signedTenths, tenths, whole } from "./format.js";

const comma = (/** @type {string} */ text) => text.replace(".", ",");
/** @param {number} x */
const two = (x) => comma(plain(x));
/** @param {number} x */
const points = (x) => comma(signedTenths(x));
/** @param {number} seeds */
const ofSeeds = (seeds) => `${seeds} ${seeds === 1 ? "Startwert" : "Startwerten"}`;
/** @param {number} x */
const more = (x) => (x === 0 ? "ebenso viele" : `${comma(tenths(Math.abs(x)))} Punkte ${x > 0 ? "mehr" : "weniger"}`);

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
      `Jede Zelle sagt, wie ähnlich das Netz die Frage ihrer Zeile und die ihrer Spalte findet. Die echten Paare liegen auf der Diagonale; jedes soll mit einem Abstand von ${two(margin)} gewinnen.`,
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
    drag: (x) => `Zieh an ${two(x)} oder nimm die Pfeiltasten, und sieh auf beide Urteile.`,
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
    gained: (steps, tuned) =>
      `Was der Blick die Spalten hinunter bringt, in Prozentpunkten${steps === undefined ? "" : `, nach ${whole.format(steps)} Schritten`}; jeder Punkt im Bild ist ein Startwert.${tuned ? " Abgestimmt: jeder Verlust mit der Lernrate, die ihm am besten bekommt." : ""}`,
    loading: "Die Ergebnisse vieler Läufe werden gelesen.",
    label: ({ data, asymmetry, steps, tuned }, alike) =>
      `${data || `eingebaut, Asymmetrie ${comma(String(Number(asymmetry)))}`}${alike ? "" : `, ${whole.format(steps)} Schritte`}${tuned ? ", abgestimmt" : ""}`,
    strip: (finding) =>
      `Median von ${ofSeeds(finding.seeds)}: ${points(finding.median)} Punkte, von ${points(finding.least)} bis ${points(finding.most)}, bei ${finding.better} besser`,
    range: ({ least, most }) => `${points(least)} bis ${points(most)}`,
    brief: ({ median, better, seeds }) => `${points(median)} · ${better} von ${seeds}`,
    briefHead: "Median · Startwerte besser",
    likeThese: "Bei Fragen wie diesen",
    onBuiltin: (asymmetry) => `Bei den eingebauten Fragen mit Asymmetrie ${comma(String(asymmetry))}`,
    onData: (name) => `Auf ${name}`,
    instead: "Spalten statt Zeilen",
    gain: (where, steps, finding) =>
      `${where} finden mit Zeilen und Spalten ${more(finding.median)} ihre Partnerin als mit Zeilen allein (Median von ${ofSeeds(finding.seeds)}, bei ${finding.better} besser; ${whole.format(steps)} Schritte)`,
    tunedGain: (finding) => `mit abgestimmter Lernrate ${more(finding.median)} (bei ${finding.better} von ${finding.seeds} besser)`,
    columnsGain: (where, finding) => `${where}: ${more(finding.median)} (bei ${finding.better} von ${finding.seeds} besser)`,
    seeds: "Ein anderer Startwert",
    why: "Warum?",
    own: "Eigene Daten",
    lab: "Ins Labor",
  },
};
