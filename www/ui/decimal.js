// A field for a number as the page's language writes it: browsers write that of `type=number` in a language of their own. Arrow keys step.
import { words } from "../words/index.js";
import { element } from "./dom.js";

/** What a field holds; NaN where that is no number. A comma counts only where the language writes one: elsewhere it may stand between thousands.
 * @param {HTMLInputElement} input */
export function numberIn({ value }) {
  const text = value.trim().replace("−", "-");
  return text === "" ? Number.NaN : Number(words.comma ? text.replace(",", ".") : text);
}

/** @param {HTMLInputElement} input @param {string} text with a decimal point */
export function write(input, text) {
  input.value = words.decimal(text);
}

/** @param {{min?: number, max?: number, step?: number}} limits that the arrow keys keep; a step of 0 leaves them alone @param {Record<string, string | boolean>} [attributes] */
export function decimalField({ min = -Infinity, max = Infinity, step = 0.01 }, attributes = {}) {
  const input = element("input", { type: "text", inputmode: "decimal", autocomplete: "off", class: "decimal", ...attributes });
  const digits = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  input.addEventListener("keydown", (event) => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const from = numberIn(input);
    if (!way || !step || Number.isNaN(from) || event.altKey || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    write(input, String(Number(Math.max(min, Math.min(max, from + way * step)).toFixed(digits))));
    input.dispatchEvent(new Event("input"));
    input.dispatchEvent(new Event("change"));
  });
  return input;
}
