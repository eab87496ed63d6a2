// What an element's attributes and properties say of the page's settings.
import { SETTINGS } from "tripletscope:parts";
import { inLink, isBlob, plainOf, textIn, tried } from "../host/given.js";
import { attributeOf, isView, OWN, propertyOf } from "./names.js";

/** @import {Source} from "../types/run.js" */
/** @typedef {number | string | boolean} Value */
/** @typedef {typeof SETTINGS[number]} Setting */

/** The keys of settings by attribute. */
export const ATTRIBUTES = new Map([...SETTINGS.map(({ key }) => key), "loss"].map((key) => [attributeOf(key), key]));
export const VIEWS = SETTINGS.filter(isView).map(({ key }) => key.slice("view.".length));
/** What says which file it trains on, and how that is read. */
export const FILE = ["data", "reading"];
const PROPERTIES = [...OWN, "data", "results", ...[...ATTRIBUTES.values()].map(propertyOf)];

/** What an attribute gives a setting; what is not allowed is refused by the page. @param {Setting} setting @param {string | null} text @returns {Value} */
export function readValue({ kind, ...setting }, text) {
  if (text === null) return setting.default;
  if (kind === "choice") return text;
  if (kind === "switch") return text !== "false";
  return text.trim() === "" ? Number.NaN : Number(text);
}

/** The same in a link. @param {string} key @param {string | null} text */
function textOf(key, text) {
  const setting = SETTINGS.find((entry) => entry.key === key);
  return setting?.kind === "switch" ? readValue(setting, text) : text;
}

/** Names with blanks between them. @param {string | null} text @returns {string[]} */
export const namesIn = (text) => (text ?? "").split(/\s+/).filter(Boolean);

/** The text of names that are given so, or as a list: frameworks set properties where attributes are documented. @param {unknown} given
 * @returns {string | undefined} nothing of what holds none */
export function textOfNames(given) {
  const list = plainOf(given)?.is ?? (given === undefined || given === null ? "" : undefined);
  if (!Array.isArray(list)) return typeof list === "string" ? list : textIn(given);
  const names = list.map(textIn);
  return names.includes(undefined) ? undefined : names.join(" ");
}

/** The switches of views that a list of names stands for. @param {string | null} names @returns {Record<string, Value>} */
export const switchesOf = (names) => {
  const open = names === null ? undefined : namesIn(names);
  return open ? Object.fromEntries(VIEWS.map((view) => [`view.${view}`, open.includes(view)])) : {};
};

/** Results of a verdict as a file, from one, its text, or the list itself. @param {unknown} given @returns {File | undefined} nothing of what is none */
export const resultsIn = (given) =>
  tried(() => {
    const content = typeof given === "string" || isBlob(given) ? given : JSON.stringify(plainOf(given)?.is);
    const name = tried(() => /** @type {string} */ (Reflect.get(File.prototype, "name", given))) ?? "results.json";
    return content === undefined ? undefined : new File([content], name);
  });

/** What there is to train on. @param {unknown} given @returns {Source | undefined} nothing of what is none */
export function sourceIn(given) {
  const source = plainOf(given)?.is;
  if (source?.kind === "builtin") return { kind: "builtin", config: {} };
  return source?.kind === "file" && typeof source.name === "string" && isBlob(source.file) ? source : undefined;
}

/** A link, or an object with one and a lesson. @param {any} given @returns {{link: string, lesson?: any} | undefined} nothing of what is none */
export function stateIn(given) {
  if (typeof given === "string") return { link: given };
  return tried(() => {
    const { link, lesson } = given;
    const plain = plainOf(lesson);
    return typeof link === "string" && plain ? { link, lesson: plain.is } : undefined;
  });
}

/** The link that an element's attributes stand for. @param {HTMLElement} element */
export function linkOf(element) {
  const own = [...ATTRIBUTES]
    .filter(([name]) => element.hasAttribute(name))
    .map(([name, key]) => `${key}=${textOf(key, element.getAttribute(name))}`);
  const views = Object.entries(switchesOf(element.getAttribute("views"))).map(([key, open]) => `${key}=${open}`);
  for (const name of FILE) {
    const text = element.getAttribute(name);
    if (text) own.push(`${name}=${inLink(text)}`);
  }
  return [element.getAttribute("link") || "v=1", ...views, ...own].join("&");
}

/** What was set before the element's script ran becomes what it would have become after. @param {HTMLElement} element */
export function adoptEarly(element) {
  for (const name of PROPERTIES.filter((property) => Object.hasOwn(element, property))) {
    // What cannot be read is refused as what it is: a function that throws.
    const value = tried(() => ({ is: Reflect.get(element, name) })) ?? { is: tried };
    Reflect.deleteProperty(element, name);
    Reflect.set(element, name, value.is);
  }
}
