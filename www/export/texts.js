// An element's own texts, line by line, where they stand on the page.

/** @import {Clip, Font, Item} from "./recorder.js" */
/** @typedef {{text: string, end: number, box: DOMRect}} Line */

const MEASURE = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/** @param {Element} node @param {CSSStyleDeclaration} style @param {Clip[]} clips @returns {Item[]} */
export function textsOf(node, style, clips) {
  const font = fontOf(style);
  const texts =
    node instanceof HTMLInputElement || node instanceof HTMLSelectElement
      ? [fieldText(node, style)]
      : [...node.childNodes].flatMap((child) => linesOf(child));
  const written = (/** @type {string} */ text) => (node.localName === "mi" ? mathematical(text) : text);
  return texts.map(({ text, box }) => item(written(text), box, font, style.color, clips));
}

/** First and last letter, and the first one's italic form in a formula. @type {[string, string, number][]} */
const ITALICS = [
  ["A", "Z", 0x1d434],
  ["a", "z", 0x1d44e],
  ["α", "ω", 0x1d6fc],
];

/** A name of one letter is set in italics, for which Unicode has letters of its own. @param {string} name */
function mathematical(name) {
  const found = ITALICS.find(([first, last]) => name.length === 1 && name >= first && name <= last);
  if (!found) return name;
  return name === "h" ? "ℎ" : String.fromCodePoint(found[2] + name.charCodeAt(0) - found[0].charCodeAt(0));
}

/** @param {string} text @param {{x: number, y: number, height: number}} box @param {Font} font @param {string} fill @param {Clip[]} clips @returns {Item} */
function item(text, { x, y, height }, font, fill, clips) {
  const { above, below } = measured(text, font);
  // What stretches, such as a bracket, is drawn as high as it stands.
  const stretch = above + below > 0 ? height / (above + below) : 1;
  const matrix = /** @type {[number, number, number, number, number, number]} */ ([1, 0, 0, stretch, x, y + above * stretch]);
  return { kind: "text", text, x: 0, y: 0, font, align: "start", fill, matrix, clips, alpha: 1 };
}

/** @param {Font} font */
export const cssOf = ({ style, weight, size, family }) => `${style} ${weight} ${size}px ${family}`;

/** @param {string} text @param {Font} font */
export function measured(text, font) {
  MEASURE.font = cssOf(font);
  const { width, fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = MEASURE.measureText(text);
  return { width, above, below };
}

/** @param {CSSStyleDeclaration} style @returns {Font} */
function fontOf(style) {
  return {
    style: style.fontStyle,
    weight: style.fontWeight,
    size: Number.parseFloat(style.fontSize),
    family: style.fontFamily,
  };
}

/** @param {Node} node @returns {Line[]} */
function linesOf(node) {
  if (!(node instanceof globalThis.Text)) return [];
  const range = document.createRange();
  /** @type {Line[]} */
  const lines = [];
  const add = (/** @type {number} */ start, /** @type {string} */ text) => {
    range.setStart(node, start);
    range.setEnd(node, start + text.length);
    const boxes = range.getClientRects();
    // A word that is broken goes letter by letter.
    if (boxes.length > 1 && text.length > 1) {
      for (let k = start; k < start + text.length; k++) add(k, node.data[k]);
    } else if (boxes.length > 0) put(lines, { text, end: start + text.length, box: boxes[0] }, start);
  };
  for (const { 0: word, index } of node.data.matchAll(/\S+/g)) add(index, word);
  return lines;
}

/** On to the line that it continues, or as a new one. @param {Line[]} lines @param {Line} word @param {number} start */
function put(lines, word, start) {
  const last = lines.at(-1);
  if (last && Math.abs(last.box.y - word.box.y) < 1) {
    last.text += (start > last.end ? " " : "") + word.text;
    last.end = word.end;
  } else lines.push(word);
}

/** What stands in a field. @param {HTMLInputElement | HTMLSelectElement} input @param {CSSStyleDeclaration} style */
function fieldText(input, style) {
  const text = input instanceof HTMLSelectElement ? (input.selectedOptions[0]?.text ?? "") : input.value;
  const box = input.getBoundingClientRect();
  const { width, above, below } = measured(text, fontOf(style));
  const [left, right, top, bottom] = [style.paddingLeft, style.paddingRight, style.paddingTop, style.paddingBottom].map(Number.parseFloat);
  const room = box.width - left - right - width;
  const height = above + below;
  return {
    text,
    box: { x: box.x + left + (style.textAlign === "center" ? room / 2 : 0), y: box.y + top + (box.height - top - bottom - height) / 2, height },
  };
}
