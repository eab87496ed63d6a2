// What many seeds gave, in full and with a picture of the seeds. It comes when somebody asks for it.
import { element } from "../ui/dom.js";
import { nameOf } from "../views/verdict/names.js";
import { drawScale, drawStrip, rangeOf } from "../views/verdict/strips.js";
import { words } from "../words/index.js";
import { sentenceFor } from "./evidence.js";
import { joined, picturedFor, sentencesFor } from "./further.js";

/** @import {Asked, Further, Known} from "../types/minute.js" */

/** What is to be said besides the first sentence. @param {Known} known @param {Further[]} further @param {Asked} asked */
export const sentences = (known, further, asked) => sentencesFor(known, further, asked, words.minute.answer, nameOf);

/** A strip for each set of results, on one scale, and the sentences; gives back what draws the strips. @param {HTMLElement} many @param {Known} known
 * @param {Further[]} further @param {Asked} asked */
export function fill(many, known, further, asked) {
  const said = words.minute.answer;
  const shown = picturedFor(joined(known, further), asked);
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
  const told = [sentenceFor(known, asked, said), ...sentences(known, further, asked)];
  const findings = element("ul", { class: "minute-findings" }, ...told.map((text) => element("li", {}, text)));
  many.replaceChildren(element("h3", {}, said.many), element("p", { class: "note" }, said.gained), list);
  many.after(findings);
  return () => {
    for (const { draw } of strips) draw();
    drawScale(scale, range, words.points);
  };
}
