// What a lesson's text may hold besides words: *emphasis*, `code` and [a link](#curves) to a part of the page. Nothing of it is read as HTML.
import { root } from "../host.js";
import { element } from "../ui/dom.js";

const MARKED = /\*([^*\s](?:[^*]*[^*\s])?)\*|`([^`]+)`|\[([^\]]+)\]\(#([a-z][a-z-]*)\)/g;

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
  for (const { 0: whole, 1: emphasis, 2: code, 3: say, 4: id, index } of text.matchAll(MARKED)) {
    parts.push(text.slice(end, index));
    if (emphasis) parts.push(element("em", {}, emphasis));
    else parts.push(code ? element("code", {}, code) : link(say, id));
    end = index + whole.length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== "");
}
