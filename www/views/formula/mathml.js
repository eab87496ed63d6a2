// Building MathML. A text becomes a number, an operator or a name by what it is.

const NAMESPACE = "http://www.w3.org/1998/Math/MathML";
/** @typedef {Element | string} Part */

/** @param {string} tag @param {Record<string, string>} attributes @param {Part[]} children */
export function math(tag, attributes, ...children) {
  const node = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** @param {Part} part */
function token(part) {
  if (typeof part !== "string") return part;
  const tag = /^[−-]?[0-9]/.test(part) ? "mn" : /^[\p{L}_]/u.test(part) ? "mi" : "mo";
  // Round brackets stay as high as a letter.
  return math(tag, part === "(" || part === ")" ? { stretchy: "false" } : {}, part);
}

/** @param {Part[]} parts */
export const row = (...parts) => math("mrow", {}, ...parts.map(token));
/** @param {"row" | "column"} direction @param {Part[]} parts */
export const coloured = (direction, ...parts) => math("mrow", { class: `${direction}-sign` }, ...parts.map(token));
/** What is a mistake, in red. @param {Part} part @param {boolean} marked */
export const mistaken = (part, marked) => (marked ? math("mrow", { class: "mistake-sign" }, token(part)) : part);
/** The square root. @param {Part[]} parts */
export const root = (...parts) => math("msqrt", {}, ...parts.map(token));
/** A word of several letters, upright. @param {string} text */
export const word = (text) => math("mtext", {}, text);
/** @param {Part} base @param {Part[]} index */
export const sub = (base, ...index) => math("msub", {}, token(base), row(...index));
/** @param {Part} base @param {Part} index @param {Part} power */
export const subsup = (base, index, power) => math("msubsup", {}, token(base), token(index), token(power));
/** @param {Part} base @param {Part[]} power */
export const sup = (base, ...power) => math("msup", {}, token(base), row(...power));
/** @param {Part} top @param {Part} bottom */
export const fraction = (top, bottom) => math("mfrac", {}, token(top), token(bottom));
/** An operator with what it runs over. @param {string} operator @param {Part[]} below */
export const over = (operator, ...below) => math("munder", {}, math("mo", { movablelimits: "false" }, operator), row(...below));
/** The larger of some. @param {Part[]} parts */
export const larger = (...parts) => row("max", bracketed(...parts.flatMap((part, k) => (k === 0 ? [part] : [",", part]))));
/** @param {Part[]} parts */
export const bracketed = (...parts) => row("(", ...parts, ")");
/** @param {Part[]} parts joined by plus signs */
export const plus = (...parts) => row(...parts.flatMap((part, k) => (k === 0 ? [part] : ["+", part])));
/** Lines of a value and when it holds. @param {Part[][]} lines */
export const cases = (...lines) =>
  row("{", math("mtable", { class: "cases" }, ...lines.map((cells) => math("mtr", {}, ...cells.map((cell) => math("mtd", {}, token(cell)))))));
/** A number that may be found by its id. @param {string} text @param {string} id */
export const number = (text, id) => math("mn", { "data-id": id }, text);
/** A formula of its own line. @param {Part[]} parts */
export const formula = (...parts) => math("math", { displaystyle: "true" }, ...parts.map(token));
