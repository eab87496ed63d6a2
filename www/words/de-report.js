// Was über gelesene Daten gesagt wird, auf Deutsch.
import { reasons } from "./de-problems.js";
import { percent as plainPercent } from "./format.js";
import { whole, withCommas } from "./format-de.js";

/** @import {DatasetReport} from "../types/run.js" */

const percent = withCommas(plainPercent);
/** @param {number} n @param {string} one @param {string} many */
const counted = (n, one, many) => `${whole.format(n)} ${n === 1 ? one : many}`;
/** @param {number} n */
const rows = (n) => counted(n, "Zeile", "Zeilen");
/** @param {string | number} name */
const column = (name) => (typeof name === "number" ? `Spalte ${name}` : name);
/** @param {import("./en-report.js").Reason} reason */
const why = ({ why, count, lines }) => `${reasons[why]} (Zeile ${lines.join(", ")}${count > lines.length ? ", …" : ""})`;
/** @param {string} kept @param {{rowsRead: number, triplets: number, skipped: {total: number}}} file */
const sum = (kept, { rowsRead, triplets, skipped }) =>
  `${kept} + ${whole.format(skipped.total)} ausgelassen = ${rows(rowsRead)}${triplets > 0 ? ` + ${counted(triplets, "dritter Text", "dritte Texte")}` : ""}.`;

/** @type {typeof import("./en-report.js").report} */
export const report = {
  read: (r) => {
    const { columns, reading, testFile } = r;
    const none = r.triplets > 0 ? "; sie sind Duplikate" : "; kein Label, also gilt jedes Paar als Duplikat";
    const label = columns?.label ? ` und das Label aus ${column(columns.label)}` : none;
    const from = columns ? ` Fragen aus ${column(columns.question1)} und ${column(columns.question2)}${label}.` : "";
    const unlabelled = columns || reading?.duplicate || r.triplets > 0 ? "" : " Ohne Labels gilt jedes Paar als Duplikat.";
    const files = testFile ? ` der Trainingsdatei und ${whole.format(testFile.rowsRead)} der Testdatei` : "";
    const skipped = `${whole.format(r.skipped.total + (testFile?.skipped.total ?? 0))} ausgelassen`;
    return `${rows(r.rowsRead)}${files} gelesen: ${counted(r.duplicates, "Duplikat", "Duplikate")}, ${counted(r.nonDuplicates, "Nicht-Duplikat", "Nicht-Duplikate")}, ${skipped}.${from}${unlabelled}`;
  },
  triplets: (count) => `${counted(count, "dritter Text", "dritte Texte")}: Aus jedem wird ein weiteres Paar seiner Zeile, das kein Duplikat ist.`,
  used: (count) => `${rows(count)} mit „kein Duplikat“ als Negative genutzt`,
  skipped: (reason) => `${rows(reason.count)} ausgelassen: ${why(reason)}`,
  keptAnyway: (reason) => `${rows(reason.count)} behalten wie im Kurs, sonst ausgelassen: ${why(reason)}`,
  repaired: (reason) => `${rows(reason.count)} behalten, aber: ${why(reason)}`,
  inTestFile: (line) => `Testdatei: ${line}`,
  testLabel: (label) => (label === null ? "kein Label, also gilt jedes ihrer Paare als Duplikat." : `das Label steht in ${column(label)}.`),
  sums: ({ kept, testFile, ...file }, used) => {
    const [train, test] = [
      `${whole.format(kept.train)} zum Trainieren${used > 0 ? ` + ${whole.format(used)} als Negative` : ""}`,
      `${whole.format(kept.test)} zurückgehalten`,
    ];
    return testFile ? [sum(train, file), `Testdatei: ${sum(test, testFile)}`] : [sum(`${train} + ${test}`, file)];
  },
  reduced: (reduced) =>
    reduced.of === "rows"
      ? `Die Aufteilung will ${whole.format(reduced.asked[0])} Zeilen zum Trainieren und ${whole.format(reduced.asked[1])} zum Testen. So viele hat die Datei nicht: Genommen werden im selben Verhältnis ${whole.format(reduced.taken[0])} und ${whole.format(reduced.taken[1])}.`
      : `Die Aufteilung will ${counted(reduced.asked, "Cluster", "Cluster")} zurückhalten; es sind ${whole.format(reduced.taken)}, denn nie wird mehr als ein Drittel der Cluster oder der Paare zurückgehalten.`,
  facts: ({ heldOut, kept, negatives, negativesHeldOut, sharedWords, charactersSplit, testFile }, used) => {
    const { duplicates, nonDuplicates, words: all, unknownWords, known, byValidation } = heldOut;
    const pairs = duplicates + nonDuplicates;
    const base =
      pairs > 0
        ? `: ${counted(duplicates, "Duplikat", "Duplikate")} und ${counted(nonDuplicates, "Nicht-Duplikat", "Nicht-Duplikate")}, also ${percent(duplicates / pairs)} Duplikate`
        : "";
    const same = known.pairs > 0 ? `; ${counted(known.pairs, "Paar wird", "Paare werden")} genau so trainiert` : "";
    return [
      `${counted(kept.train, "Paar", "Paare")} zum Trainieren und ${whole.format(kept.test)} zurückgehalten${testFile ? ", aus der Testdatei" : ""}${base}.`,
      ...(pairs > 0
        ? [
            `Von den zurückgehaltenen Paaren haben ${whole.format(known.neither)} keine Frage, die trainiert wird, ${whole.format(known.one)} eine und ${whole.format(known.both)} zwei${same}.`,
          ]
        : []),
      ...(byValidation ? ["Keine Zeile ist zum Testen bestimmt, also werden die zur Validierung zurückgehalten."] : []),
      ...(negatives > 0
        ? [
            `${counted(negatives, "Text", "Texte")} aus Zeilen mit „kein Duplikat“, die nicht zurückgehalten sind, ${used > 0 ? "sind weitere Kandidaten der Zeilen eines Batches" : "können weitere Kandidaten der Zeilen eines Batches sein"}.`,
          ]
        : []),
      ...(negativesHeldOut > 0
        ? [`${counted(negativesHeldOut, "weiterer Text", "weitere Texte")} solcher Zeilen nicht: Sie stehen auch in zurückgehaltenen Paaren.`]
        : []),
      ...(unknownWords > 0
        ? [`${percent(unknownWords / all)} der Wörter in den zurückgehaltenen Fragen sind unbekannt: Keine Frage zum Trainieren enthält sie.`]
        : []),
      ...(sharedWords > 0
        ? [`${counted(sharedWords, "Frage hat", "Fragen haben")} dieselben Wörter wie eine andere: Das Netz kann sie nicht unterscheiden.`]
        : []),
      ...(charactersSplit > 0
        ? [
            `${counted(charactersSplit, "Frage steht", "Fragen stehen")} in einer Schrift ohne Leerzeichen zwischen Wörtern: Jedes Zeichen zählt als Wort.`,
          ]
        : []),
    ];
  },
};
