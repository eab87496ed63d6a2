// Words of the field as small buttons: a press says in a pop-over what one means.
import { words } from "../words/index.js";
import { element } from "./dom.js";

/** @import {Term} from "../words/glossary-en.js" */

/** Between a button and what it says, in pixels. */
const BELOW = 4;

/** @param {string} place its name, for ids @param {readonly Term[]} terms */
export function termsOf(place, terms) {
  const parts = terms.flatMap((term) => {
    const { term: name, says } = words.glossary[term];
    const id = `term-${place}-${term}`;
    const said = element("div", { id, class: "term-says", popover: "auto" }, element("b", {}, name), element("p", {}, says));
    const button = element("button", { type: "button", class: "term", popovertarget: id }, name);
    said.addEventListener("toggle", () => {
      const { left, bottom } = button.getBoundingClientRect();
      said.style.left = `${Math.max(0, Math.min(left, innerWidth - said.offsetWidth))}px`;
      said.style.top = `${Math.min(bottom + BELOW, innerHeight - said.offsetHeight)}px`;
    });
    return [button, said];
  });
  return element("p", { class: "terms" }, `${words.terms} `, ...parts);
}
