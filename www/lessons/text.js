// What a lesson's text may hold besides words: *emphasis*, `code`, $formulas$, [links](#curves) to parts of the page, and ![pictures](row) of ours; a paragraph
// between lines of ``` is code of its own. Nothing of it is read as HTML.
import { root } from "../host.js";
import { element } from "../ui/dom.js";
import { figureOf } from "./figures.js";
import { formulaOf } from "./formula.js";

const MARKED = /\*([^*\s](?:[^*]*[^*\s])?)\*|`([^`]+)`|\$([^$]+)\$|!\[([^\]]*)\]\(([a-z]+)\)|\[([^\]]+)\]\(#([a-z][a-z-]*)\)/g;
const CODE = /^```\n([\s\S]+)\n```$/;
/** A button that looks like a link: the address of the page is the run's. @param {string} say @param {string} id */
function link(say, id) {
  const button = element("button", { type: "button", class: "text-link" }, say);
  button.addEventListener("click", () => {
    const target = root().querySelector(`#${id}`);
    target?.scrollIntoView({ block: "center" });
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  });
  return button;
}

/** @param {string} text @returns {(string | Node)[]} */
export function marked(text) {
  /** @type {(string | Node)[]} */
  const parts = [];
  let end = 0;
  for (const { 0: whole, 1: emphasis, 2: code, 3: formula, 4: alt, 5: figure, 6: say, 7: id, index } of text.matchAll(MARKED)) {
    parts.push(text.slice(end, index));
    if (emphasis) parts.push(element("em", {}, emphasis));
    else if (code) parts.push(element("code", {}, code));
    else if (formula) parts.push(formulaOf(formula));
    else parts.push(figure ? figureOf(figure, alt) : link(say, id));
    end = index + whole.length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== "");
}

/** A paragraph, or code. @param {string} text */
export function paragraph(text) {
  const code = CODE.exec(text)?.[1];
  return code ? element("pre", {}, element("code", {}, code)) : element("p", {}, ...marked(text));
}
