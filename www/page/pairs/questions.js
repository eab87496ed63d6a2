// What is not clear about a file of pairs: the question, and the answers that can be pressed.
import { element } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { widthOf } from "./reading.js";

/** @import {Doubt, Inspection} from "../../../pkg/web/tripletscope.js" */
/** @import {Reading, Said} from "../../types/run.js" */

/** What is no table of pairs whatever is said of it: one column, or one text only in a file of two. @param {Inspection} inspection @returns {Said | undefined} */
export function refusalOf(inspection) {
  const [doubt] = inspection.doubts;
  const kind = doubt?.problem.kind ?? "";
  // Nothing that the dialog can say puts the texts together again.
  if (kind === "other-quotes") return doubt;
  // Runs of blanks may separate columns: that can be said in the dialog.
  const isAligned = kind === "no-columns" && inspection.rows.some(([text = ""]) => text.includes("  "));
  const few = !isAligned && widthOf(inspection) < (kind === "one-text" ? 3 : 2);
  return few && ["no-columns", "other-file", "one-text"].includes(kind) ? doubt : undefined;
}

/** A question with what answers it, if that is no column. @param {Doubt} doubt @param {HTMLElement} [answers] */
export const questionPart = (doubt, answers) =>
  element("section", { class: "pairs-question" }, element("p", {}, questionOf(doubt)), ...(answers ? [answers] : []));

/** @param {Doubt} doubt */
export function questionOf({ sentence, problem }) {
  if (problem.kind === "third-text") return words.pairs.third(problem);
  if (problem.kind === "late-split") return words.pairs.lateSplit(problem);
  if (problem.kind !== "doubt") return words.problem({ sentence, problem });
  return words.pairs.question(problem.column, problem.others);
}

/** The answers that can be pressed: what a third column of texts may be, or a key that comes late. @param {Doubt} doubt @param {(given: Reading) => void} change */
export function answersTo({ column, problem }, change) {
  const answer = (/** @type {string} */ id, /** @type {string} */ text, /** @type {Reading} */ given) => {
    const button = element("button", { type: "button", id }, text);
    button.addEventListener("click", () => change(given));
    return button;
  };
  const { thirds, lateSplits, everyRow, everyTitle } = words.pairs;
  if (problem.kind === "third-text")
    return buttons(
      answer("pairs-third-negative", thirds.negative, { negative: column }),
      answer("pairs-third-none", thirds.none, { negative: null }),
    );
  if (problem.kind === "label-in-text") return buttons(answer("pairs-every-row", everyRow, { label: null }));
  if (problem.kind === "other-file" && problem.what === "corpus") return buttons(answer("pairs-every-row", everyTitle, { label: null }));
  if (problem.kind === "late-split" && column !== null)
    return buttons(answer("pairs-late-split", lateSplits.split, { split: column }), answer("pairs-late-none", lateSplits.none, { split: null }));
  return undefined;
}

/** @param {...HTMLElement} all */
const buttons = (...all) => element("div", { class: "buttons" }, ...all);
