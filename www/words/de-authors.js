// Was die Seite denen sagt, die sie einbetten und Lektionen schreiben, auf Deutsch.
import { allowances } from "./de-problems.js";
import { authors as en } from "./en-authors.js";
import { plain } from "./format-de.js";

/** @import {Taken} from "../types/lesson.js" */

/** @param {Taken} taken */
function allowed(taken) {
  if (taken.kind === "object") return allowances.object({ kind: "object", fields: taken.names.join(", ") });
  if (taken.kind === "one-of") return `eines von ${taken.names.map((name) => `"${name}"`).join(", ")}`;
  if (taken.kind === "list") return `eine Liste mit ${size(taken)} ${taken.max === 1 ? "Eintrag" : "Einträgen"}`;
  if (taken.kind === "number" || taken.kind === "whole") {
    const what = taken.kind === "number" ? "eine Zahl" : "eine ganze Zahl";
    return taken.max === undefined ? `${what} ab ${plain(taken.min ?? 0)}` : `${what} von ${plain(taken.min ?? 0)} bis ${plain(taken.max)}`;
  }
  if (taken.kind === "such") return `ein Text wie "${taken.example}"`;
  return taken.kind === "switch" ? "true oder false" : "ein Text, der nicht leer ist";
}
/** What stands in the file, a number with its comma. @param {string} value */
const written = (value) => (/^-?[\d.]+$/.test(value) ? plain(Number(value)) : value);
/** @param {{min?: number, max?: number}} range */
const size = ({ min = 0, max }) => (max === undefined ? `mindestens ${min}` : max === min ? `genau ${min}` : `${min} bis ${max}`);

/** @type {typeof en} */
export const authors = {
  lessonFile: {
    inline: "von hier",
    noLesson: (name, names) => `Lektion ist „${name}“; erlaubt ist eines von ${names} oder die Adresse einer JSON-Datei.`,
    noPage: (page, count) => `Seite der Lektion ist „${page}“; erlaubt ist eine ganze Zahl von 1 bis ${count}.`,
    elsewhere: (address, origin) =>
      `Lektion ist „${address}“; die Datei einer Lektion muss aber unter ${origin} liegen, woher auch diese Seite kommt.`,
    unread: (address, status) => `Die Lektion ${address} lässt sich nicht lesen${status ? ` (der Server antwortet ${status})` : ""}.`,
    noJson: (address, why) => `Die Lektion ${address} ist kein JSON: ${why}.`,
    refused: (name) => `Die Lektion ${name} ist nicht brauchbar.`,
    more: (count) => `Und ${count} weitere.`,
    fault: (fault, called = "") => {
      if (fault.kind === "value")
        return `${called ? `„${called}“ (${fault.path})` : fault.path} ist ${written(fault.value)}; erlaubt ist ${allowed(fault.taken)}.`;
      if (fault.kind === "missing") return `${fault.path} fehlt; erlaubt ist ${allowed(fault.taken)}.`;
      if (fault.kind === "unknown") return `${fault.path} ist kein bekanntes Feld; bekannt sind hier ${fault.names.join(", ")}.`;
      if (fault.kind === "answers")
        return `${fault.path} braucht choices, von denen mindestens eine stimmt und eine nicht, oder number mit right oder reads, und nicht beides.`;
      return `${fault.path}: Jede Antwort außer der letzten braucht eine Prüfung; die letzte hat keine, denn sie stimmt, wenn keine andere stimmt.`;
    },
  },
  element: {
    unknown: (field, given, allowed) => `${field} ist „${given}“, muss aber aus ${allowed.join(", ")} sein.`,
    noValue: (field, given, allowed) => `${field} ist ${given}; erlaubt ist ${allowed}.`,
    takes: {
      link: "ein Text",
      views: "Namen als Text oder Liste",
      hide: "Namen als Text oder Liste",
      lesson: "ein Name, eine Adresse oder eine Lektion als einfaches Objekt",
      data: "eine Adresse oder ein Objekt mit kind, name und file",
      reading: "ein Objekt oder sein JSON",
      results: "eine Datei, ihr Text oder die Liste darin",
      from: "die Nummer eines Schritts",
      settings: "ein Objekt von Einstellungen mit ihren Namen",
      height: "eine Zahl von Pixeln",
    },
    noStep: (given, last) => `Der Schritt ist ${given}, muss aber eine ganze Zahl von 0 bis ${last} sein.`,
    noState: (given) =>
      `Der Stand ist ${given}, muss aber ein Link sein oder ein Objekt mit einem Link, wie ihn getState gibt, und auf Wunsch mit einer Lektion.`,
  },
  builder: {
    title: "Diese Seite einbetten",
    lead: "Wähle, was die eingebettete Seite zeigt. Alles steht im Link, und trainiert wird erst, wenn jemand auf „Starten“ drückt.",
    lesson: "Lektion",
    noLesson: "keine",
    ownLesson: "eine eigene Datei",
    lessonAddress: "Adresse ihrer JSON-Datei",
    language: "Sprache",
    asNow: "Einstellungen, Verlust und Läufe wie jetzt",
    asNowHelp: "Eine Lektion beginnt mit eigenen Einstellungen.",
    views: "Offene Ansichten",
    hidden: "Weggelassen",
    size: "Größe",
    width: "Breite",
    height: "Höhe in Pixeln",
    follows: "Die Höhe folgt der Seite",
    address: "Adresse der Seite",
    addressHelp: "Unter der sie deine Leserinnen und Leser finden.",
    preview: "Vorschau",
    previewTitle: "Vorschau der eingebetteten Seite",
    high: (height) => `Bei dieser Breite ist die Seite ${height} Pixel hoch.`,
    form: "Einbetten als",
    forms: { iframe: "Rahmen", element: "Element", markdown: "Markdown", myst: "MyST", widget: "Notebook: Widget", notebook: "Notebook: Rahmen" },
    notes: {
      iframe: "Das Skript gibt dem Rahmen die Höhe der Seite und vermerkt eine beendete Lektion in data-completed am Rahmen.",
      element: "element.js liegt neben der Seite; das Element bringt alles andere mit. Wo es keine Skripte gibt, ist es ein Link zur Seite.",
      markdown: "Speichere ein Bild der Matrix als tripletscope.png neben deinem Text; wo nur einfaches Markdown erlaubt ist, führt es zur Seite.",
      myst: "Für MyST und Jupyter Book 2; Jupyter Book 1 nimmt den Rahmen, wie er ist.",
      widget: "Braucht das Python-Paket dort, wo das Notebook läuft; es braucht keine Adresse, und die Zahlen kommen zu Python zurück.",
      notebook: "Braucht kein Paket: Es zeigt die Seite von ihrer Adresse.",
    },
    code: "Zum Einfügen",
    copy: "Kopieren",
    copied: "Kopiert.",
    byHand: "Kopieren ist hier nicht erlaubt: Der Text ist markiert, kopiere ihn von Hand.",
    close: "Schließen",
    frameTitle: "Tripletscope: Zeilen und Spalten der Ähnlichkeitsmatrix",
    frameTitleOf: (lesson) => `Tripletscope, Lektion ${lesson}`,
  },
};
