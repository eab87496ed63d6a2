// The last card: what this run gave, what many seeds gave under which conditions, and where to go from here.
import { once } from "../host/once.js";
import { readEvidence, readLosses } from "../host.js";
import { whenColoursChange } from "../ui/canvas.js";
import { element } from "../ui/dom.js";
import { words } from "../words/index.js";
import { sentenceFor } from "./evidence.js";
import { choiceOf } from "./guess.js";

/** @import {Asked, Outcome} from "../types/minute.js" */
/** @import {State} from "../model/state.js" */
/** Where to go from here. @typedef {{seeds: () => void, why: () => void, own: () => void, lab: () => void}} Ways */

/** Of all seeds, for card and line. */
const evidence = once(() => readEvidence());
/** What is told where somebody asks for more, and what tells it. */
const further = once(async () => {
  const [many, known, losses] = await Promise.all([import("./many.js"), evidence(), readLosses()]);
  return { ...many, known, losses };
});

/** @param {Ways} ways @param {() => Asked} asked for which run */
export function answerCard(ways, asked) {
  const said = words.minute.answer;
  const here = element("div", { class: "minute-here" });
  const many = element("div", { class: "minute-many" }, element("h3", {}, said.many), element("p", { class: "note" }, said.loading));
  const node = element("div", { class: "minute-answer" }, here, many);
  const buttons = /** @type {const} */ (["seeds", "why", "own", "lab"]).map((way) => {
    const button = element("button", { type: "button", class: way === "lab" ? "primary" : undefined, "data-id": way }, said[way]);
    button.addEventListener("click", ways[way]);
    return button;
  });
  let draw = () => {};
  new ResizeObserver(() => draw()).observe(many);
  whenColoursChange(() => draw());
  let read = false;
  const enter = async () => {
    if (read) return;
    read = true;
    const { fill, known, losses } = await further();
    draw = fill(many, known, losses, asked());
    draw();
  };

  /** @param {Outcome | undefined} outcome @param {number | undefined} guess */
  function show(outcome, guess) {
    const title = element("h3", {}, said.here);
    if (!outcome) return here.replaceChildren(title, element("p", {}, said.none));
    const { rows, both, step, seed } = outcome;
    const share = (/** @type {"rows" | "both"} */ name, /** @type {number} */ value) =>
      element("p", { class: `minute-share ${name}` }, element("b", { class: "minute-number" }, words.percent(value)), ` ${said[name]}`);
    const lines = [element("p", {}, said.after(step, seed, both - rows))];
    if (guess !== undefined) {
      const { short } = words.minute.guess;
      lines.push(element("p", { class: "minute-guessed" }, said.guessed(short[guess], short[choiceOf(both - rows)])));
    }
    here.replaceChildren(title, element("div", { class: "minute-shares" }, share("rows", rows), share("both", both)), ...lines);
  }
  show(undefined, undefined);
  return { node, buttons, mayGoOn: () => false, enter, show, last: true };
}

/** The run that is open, for those who tell what others gave. @param {State} state @returns {Asked} */
export const askedBy = ({ values, source, data }) => ({
  data: source?.kind === "file" ? (data?.called ?? source.name) : "",
  set: String(values["data.set"]),
  vectors: source?.kind === "file" && source.vectors !== undefined,
  asymmetry: Number(values["data.asymmetry"]),
  batch: Number(values.batchSize),
});

/** The first sentence for the lab, and the others where they are asked for: gives back what says them for a state. @param {HTMLElement} place */
export function answerLine(place) {
  const line = element("p");
  const list = element("ul");
  const details = element("details", {}, element("summary", {}, words.minute.answer.elsewhere), list);
  /** @type {Asked} */ let asked;
  const more = async () => {
    if (!details.open) return;
    const { sentences, known, losses } = await further();
    list.replaceChildren(...sentences(known, losses, asked).map((text) => element("li", {}, text)));
  };
  details.addEventListener("toggle", more);
  let told = "";
  return async (/** @type {State} */ state) => {
    // The page's own questions come first.
    if (!state.source) return;
    asked = askedBy(state);
    if (told === (told = Object.values(asked).join())) return;
    line.textContent = sentenceFor(await evidence(), asked, words.minute.answer);
    if (!details.isConnected) place.append(line, details);
    more();
  };
}
