// The last card: what this run gave, what many seeds gave under which conditions, and where to go from here.
import { once } from "../host/once.js";
import { readEvidence } from "../host.js";
import { whenColoursChange } from "../ui/canvas.js";
import { element } from "../ui/dom.js";
import { drawScale, drawStrip, rangeOf } from "../views/verdict/strips.js";
import { words } from "../words/index.js";
import { picturedFor, sentencesFor } from "./evidence.js";
import { choiceOf } from "./guess.js";

/** @import {Asked, Evidence, Outcome} from "../types/minute.js" */
/** @import {State} from "../model/state.js" */
/** Where to go from here. @typedef {{seeds: () => void, why: () => void, own: () => void, lab: () => void}} Ways */

/** Of all seeds, for card and line. */
const evidence = once(() => readEvidence());

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
    draw = fill(many, await evidence(), asked());
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

/** A strip for each set of results, on one scale, and the sentences; gives back what draws the strips. @param {HTMLElement} many @param {Evidence[]} evidence
 * @param {Asked} asked */
function fill(many, evidence, asked) {
  const said = words.minute.answer;
  const shown = picturedFor(evidence, asked);
  const range = rangeOf([0, ...shown.flatMap(({ differences }) => differences)]);
  const strips = shown.map((each) => {
    const canvas = element("canvas", { class: "dots", role: "img", "aria-label": said.strip(each) });
    const numbers = element("small", {}, said.brief(each.both), element("br"), said.range(each.both));
    const node = element("li", {}, element("span", {}, said.label(each)), canvas, numbers);
    return { node, draw: () => drawStrip(canvas, { values: each.differences, range, median: each.both.median, zero: true, hue: "columns" }) };
  });
  const scale = element("canvas", { class: "dots-scale" });
  const foot = element("li", { "aria-hidden": "true" }, element("span"), scale, element("small", {}, said.briefHead));
  const list = element("ul", { class: "minute-strips" }, ...strips.map(({ node }) => node), foot);
  const { first, further } = sentencesFor(evidence, asked, said);
  const findings = element("ul", { class: "minute-findings" }, ...[first, ...further].map((text) => element("li", {}, text)));
  many.replaceChildren(element("h3", {}, said.many), element("p", { class: "note" }, said.gained), list);
  many.after(findings);
  return () => {
    for (const { draw } of strips) draw();
    drawScale(scale, range, words.points);
  };
}

/** The run that is open, for those who tell what others gave. @param {State} state @returns {Asked} */
export const askedBy = ({ values, source }) => ({
  data: source?.kind === "file" ? source.name : "",
  set: String(values["data.set"]),
  vectors: source?.kind === "file" && source.vectors !== undefined,
  asymmetry: Number(values["data.asymmetry"]),
  batch: Number(values.batchSize),
});

/** The same sentences, for the lab: gives back what says them for a state. @param {HTMLElement} place */
export function answerLine(place) {
  const line = element("p");
  const list = element("ul");
  const details = element("details", {}, element("summary", {}, words.minute.answer.elsewhere), list);
  let told = "";
  return async (/** @type {State} */ state) => {
    // The page's own questions come first.
    if (!state.source) return;
    const asked = askedBy(state);
    if (told === (told = Object.values(asked).join())) return;
    const { first, further } = sentencesFor(await evidence(), asked, words.minute.answer);
    line.textContent = first;
    list.replaceChildren(...further.map((text) => element("li", {}, text)));
    if (!details.isConnected) place.append(line, details);
  };
}
