// The last card: what this run gave, what many seeds gave under which conditions, and where to go from here.
import { readEvidence } from "../host.js";
import { whenColoursChange } from "../ui/canvas.js";
import { element, say } from "../ui/dom.js";
import { drawScale, drawStrip, rangeOf } from "../views/verdict/strips.js";
import { words } from "../words/index.js";
import { evidenceOf, sentencesOf } from "./evidence.js";
import { choiceOf } from "./guess.js";

/** @import {Evidence, Outcome} from "../types/minute.js" */
/** @import {State} from "../model/state.js" */
/** Where to go from here. @typedef {{seeds: () => void, why: () => void, own: () => void, lab: () => void}} Ways */

/** @param {Ways} ways @param {() => number} asymmetry of the run */
export function answerCard(ways, asymmetry) {
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
    draw = fill(many, evidenceOf(await readEvidence()), asymmetry());
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
 * @param {number} asymmetry */
function fill(many, evidence, asymmetry) {
  const said = words.minute.answer;
  const alike = evidence.every(({ steps }) => steps === evidence[0].steps);
  const range = rangeOf([0, ...evidence.flatMap(({ both }) => both.differences)]);
  const strips = evidence.map((each) => {
    const canvas = element("canvas", { class: "dots", role: "img", "aria-label": said.strip(each.both) });
    const numbers = element("small", {}, said.brief(each.both), element("br"), said.range(each.both));
    const node = element("li", {}, element("span", {}, said.label(each, alike)), canvas, numbers);
    return { node, draw: () => drawStrip(canvas, { values: each.both.differences, range, median: each.both.median, zero: true, hue: "columns" }) };
  });
  const scale = element("canvas", { class: "dots-scale" });
  const foot = element("li", { "aria-hidden": "true" }, element("span"), scale, element("small", {}, said.briefHead));
  const note = element(
    "p",
    { class: "note" },
    said.gained(
      alike ? evidence[0]?.steps : undefined,
      evidence.some(({ tuned }) => tuned),
    ),
  );
  const list = element("ul", { class: "minute-strips" }, ...strips.map(({ node }) => node), foot);
  const findings = element("ul", { class: "minute-findings" }, ...sentencesOf(evidence, asymmetry, true).map((text) => element("li", {}, text)));
  many.replaceChildren(element("h3", {}, said.many), note, list);
  many.after(findings);
  return () => {
    for (const { draw } of strips) draw();
    drawScale(scale, range, words.points);
  };
}

/** The same sentences, for the lab: gives back what says them for a state. @param {HTMLElement} line */
export function answerLine(line) {
  /** @type {Promise<Evidence[]> | undefined} */
  let evidence;
  return async (/** @type {State} */ { values, source }) => {
    // The page's own questions come first.
    if (!source) return;
    evidence ??= readEvidence().then(evidenceOf);
    say(line, sentencesOf(await evidence, Number(values["data.asymmetry"]), source.kind === "builtin").join(" "));
  };
}
