// Puts the language's words into the parts of the page that stand in its file.
import { frame, root, rung } from "../host.js";
import { element } from "../ui/dom.js";
import { words } from "../words/index.js";

export function translate() {
  frame().lang = words.language;
  const texts = /** @type {Record<string, string>} */ (words.page);
  /** @param {string} name @param {(node: Element, text: string) => void} put */
  const each = (name, put) => {
    for (const node of root().querySelectorAll(`[${name}]`)) {
      const text = texts[node.getAttribute(name) ?? ""];
      if (text) put(node, text);
    }
  };
  root()
    .querySelector("footer")
    ?.append(element("p", { id: "worker-words" }, words.workers[rung()]));
  each("data-words", (node, text) => void (node.textContent = text));
  each("data-words-label", (node, text) => node.setAttribute("aria-label", text));
  each("data-words-title", (node, text) => node.setAttribute("title", text));
}
