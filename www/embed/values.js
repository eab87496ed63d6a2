// What an element's attributes and properties say of the page's settings.
import { SETTINGS } from "tripletscope:parts";
import { attributeOf, isView, OWN, propertyOf } from "./names.js";

/** @typedef {number | string | boolean} Value */
/** @typedef {typeof SETTINGS[number]} Setting */

/** The keys of settings by attribute. */
export const ATTRIBUTES = new Map([...SETTINGS.map(({ key }) => key), "loss"].map((key) => [attributeOf(key), key]));
export const VIEWS = SETTINGS.filter(isView).map(({ key }) => key.slice("view.".length));
const PROPERTIES = [...OWN, "data", "results", ...[...ATTRIBUTES.values()].map(propertyOf)];

/** What an attribute gives a setting; what is not allowed is refused by the page. @param {Setting} setting @param {string | null} text @returns {Value} */
export function readValue({ kind, ...setting }, text) {
  if (text === null) return setting.default;
  if (kind === "choice") return text;
  if (kind === "switch") return text !== "false";
  return text.trim() === "" ? Number.NaN : Number(text);
}

/** The same in a link. @param {string} key @param {string | null} text */
export function textOf(key, text) {
  const setting = SETTINGS.find((entry) => entry.key === key);
  return setting?.kind === "switch" ? readValue(setting, text) : text;
}

/** Names, as a text with blanks between them or as a list: frameworks set properties where attributes are documented. @param {unknown} given @returns {string[]} */
export const namesIn = (given) => (Array.isArray(given) ? given.map(String) : String(given ?? "").split(/\s+/)).filter(Boolean);

/** The switches of views that a list of names stands for. @param {string | null} names @returns {Record<string, Value>} */
export const switchesOf = (names) => {
  const open = names === null ? undefined : namesIn(names);
  return open ? Object.fromEntries(VIEWS.map((view) => [`view.${view}`, open.includes(view)])) : {};
};

/** Results of a verdict as a file, from one, its text, or the list itself. @param {unknown} given @returns {File | undefined} */
export function resultsIn(given) {
  if (!given) return undefined;
  if (given instanceof File) return given;
  return new File([typeof given === "string" || given instanceof Blob ? given : JSON.stringify(given)], "results.json");
}

/** What was set before the element's script ran becomes what it would have become after. @param {HTMLElement} element */
export function adoptEarly(element) {
  for (const name of PROPERTIES.filter((property) => Object.hasOwn(element, property))) {
    const value = Reflect.get(element, name);
    Reflect.deleteProperty(element, name);
    Reflect.set(element, name, value);
  }
}
