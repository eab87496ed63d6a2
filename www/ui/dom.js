// Building elements: text is always text, never markup.
import { root } from "../host.js";

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean | undefined>} [attributes] `true` is an empty attribute, `undefined` and `false` are none
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children);
  return node;
}

/**
 * The element of that id.
 * @template {HTMLElement} E
 * @param {string} id
 * @param {new () => E} type
 * @returns {E}
 */
export function byId(id, type) {
  const found = root().getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${type.name} with the id ${id}.`);
  return found;
}

/** Sets a text where it has changed: pages that are the same need no new layout. @param {HTMLElement} node @param {string} text */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** A choice among texts. @param {string} id @param {Record<string, string>} options by their values @param {string} chosen @param {(value: string) => void} [change] */
export function chooser(id, options, chosen, change) {
  const select = element("select", { id }, ...Object.entries(options).map(([value, label]) => element("option", { value }, label)));
  select.value = chosen;
  select.addEventListener("change", () => change?.(select.value));
  return select;
}
