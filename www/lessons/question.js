// A question with an answer that is right or wrong: one choice, several, or a number that is known or read off the page.
import { closestOf } from "../loss/judge.js";
import { element } from "../ui/dom.js";
import { cellOf } from "../views/matrix/tip.js";
import { words } from "../words/index.js";
import { marked } from "./text.js";

/** @import {State} from "../model/state.js" */
/** A number within so much of the right one: of `right`, or of what `reads` names, as it is on the page then.
 * @typedef {{right?: number, reads?: string, within: number}} Numeric */
/** `choices`: one is right, or several are, and all of these have to be chosen. @typedef {{ask: string, choices?: {say: string, right?: boolean}[], number?: Numeric, because: string}} Question */
/** Has the last answer been right, what is said of it, how often it has been answered, and what is given, choices counted from 1.
 * @typedef {{right: boolean, said: string, tries: number, given: string}} Answered */

/** Whoever has been wrong so often is told. */
const TRIES = 2;

/** @param {ArrayLike<number>} list */
const mean = (list) => Array.from(list).reduce((sum, x) => sum + x, 0) / list.length;

/** What a number can be read off. @type {Record<string, (state: State) => number>} */
export const READINGS = {
  loss: ({ report }) => report?.loss ?? Number.NaN,
  cosine: (state) => cellOf(state, state.selection).value,
  "mean-closest": (state) => mean(Array.from(closestOf(state, "row"), (column, row) => state.similarity[row * state.batchSize + column])),
  "mean-positive": ({ similarity, batchSize }) => mean(Array.from({ length: batchSize }, (_, i) => similarity[i * (batchSize + 1)])),
  step: ({ step }) => step,
};

/** @param {Question} question @param {State} state */
const rightNumber = ({ number }, state) => number?.right ?? READINGS[number?.reads ?? ""]?.(state) ?? Number.NaN;

/** @param {Question} question @param {Answered | undefined} before @param {() => State} state @param {(answered: Answered) => void} answer */
export function questionOf(question, before, state, answer) {
  const { ask, choices = [], number, because } = question;
  const several = choices.filter(({ right }) => right).length > 1;
  const inputs = number
    ? [element("input", { type: "text", inputmode: "decimal", autocomplete: "off", "aria-label": words.lessons.number })]
    : choices.map((_, k) => element("input", { type: several ? "checkbox" : "radio", name: "answer", value: k }));
  const check = element("button", { type: "button" }, words.lessons.check);
  const said = element("p", { role: "status", class: "answered" }, before?.said ?? "");
  let tries = before?.tries ?? 0;
  const isRight = () => {
    if (!number) return choices.every(({ right = false }, k) => inputs[k].checked === right);
    const given = Number(inputs[0].value.trim().replace("−", "-").replace(",", "."));
    return inputs[0].value.trim() !== "" && Math.abs(given - rightNumber(question, state())) <= number.within;
  };
  const rightAnswer = () =>
    number ? words.number(rightNumber(question, state())) : choices.flatMap(({ say, right }) => (right ? [say] : [])).join(" · ");
  const judge = () => {
    const given = number ? inputs[0].value.trim() : inputs.flatMap(({ checked }, k) => (checked ? [k + 1] : [])).join(" ");
    if (given === "") return;
    tries++;
    const right = isRight();
    const last = right || tries >= TRIES;
    said.textContent = right
      ? `${words.lessons.correct} ${because}`
      : last
        ? `${words.lessons.answerIs(rightAnswer())} ${because}`
        : words.lessons.again;
    if (last) for (const control of [...inputs, check]) control.disabled = true;
    answer({ right, said: said.textContent, tries, given });
  };
  check.addEventListener("click", judge);
  for (const input of inputs) input.addEventListener("keydown", (event) => event.key === "Enter" && judge());
  if (before && (before.right || before.tries >= TRIES)) for (const control of [...inputs, check]) control.disabled = true;
  const fields = inputs.map((input, k) => (number ? input : element("label", {}, input, " ", ...marked(choices[k].say))));
  return element("fieldset", { class: "prediction asked" }, element("legend", {}, ...marked(ask)), ...fields, check, said);
}

/** Is the question over? @param {Answered | undefined} answered */
export const isAnswered = (answered) => answered !== undefined && (answered.right || answered.tries >= TRIES);
