// What many seeds gave, in full and with a picture of the seeds. It comes when somebody asks for it.
import { element } from "../ui/dom.js";
import { nameOf } from "../views/verdict/names.js";
import { drawScale, drawStrip, rangeOf } from "../views/verdict/strips.js";
import { words } from "../words/index.js";
import { sentenceFor } from "./evidence.js";
import { briefFor, briefly, joined, picturedFor, sentencesFor } from "./further.js";

/** @import {Asked, Full, Further, Known} from "../types/minute.js" */

/** What is to be said besides the first sentence. @param {Known} known @param {Further[]} further @param {Asked} asked */
export const sentences = (known, further, asked) => sentencesFor(known, further, asked, words.minute.answer, nameOf);

/** The results that matter most to the run, as strips on one scale and in plain sentences, and all of them where somebody asks; gives back what draws the strips.
 * @param {HTMLElement} many @param {Known} known @param {Further[]} further @param {Asked} asked */
export function fill(many, known, further, asked) {
  const said = words.minute.answer;
  const full = joined(known, further);
  const brief = briefFor(full, asked);
  const strips = stripsOf(brief);
  const plain = listOf("minute-findings", briefly(known, brief, asked, said));
  const all = stripsOf(picturedFor(full, asked));
  const list = listOf("minute-all", [sentenceFor(known, asked, said), ...sentences(known, further, asked)]);
  const details = element("details", { class: "minute-more" }, element("summary", {}, said.elsewhere), all.node, list);
  many.replaceChildren(element("h3", {}, said.many), element("p", { class: "note" }, said.gained), strips.node, plain, details);
  details.addEventListener("toggle", all.draw);
  return () => {
    strips.draw();
    if (details.open) all.draw();
  };
}

/** @param {string} name @param {string[]} sentences */
const listOf = (name, sentences) => element("ul", { class: name }, ...sentences.map((text) => element("li", {}, text)));

/** A strip for each set of results, on one scale. @param {Full[]} shown */
function stripsOf(shown) {
  const said = words.minute.answer;
  const range = rangeOf([0, ...shown.flatMap(({ differences }) => differences)]);
  const strips = shown.map((each) => {
    const canvas = element("canvas", { class: "dots", role: "img", "aria-label": said.strip(each) });
    const numbers = element("small", {}, said.brief(each.both), element("br"), said.range(each.both));
    const node = element("li", {}, element("span", {}, said.label(each)), canvas, numbers);
    return { node, draw: () => drawStrip(canvas, { values: each.differences, range, median: each.both.median, zero: true, hue: "columns" }) };
  });
  const scale = element("canvas", { class: "dots-scale" });
  const foot = element("li", { "aria-hidden": "true" }, element("span"), scale, element("small", {}, said.briefHead));
  const node = element("ul", { class: "minute-strips" }, ...strips.map(({ node }) => node), foot);
  const draw = () => {
    for (const strip of strips) strip.draw();
    drawScale(scale, range, words.points);
  };
  return { node, draw };
}
