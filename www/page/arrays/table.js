// The arrays of a file as a table: what each is, its numbers in short, and the beginning of it as a picture.
import { element } from "../../ui/dom.js";
import { diverging, largest, paint } from "../../ui/heat.js";
import { words } from "../../words/index.js";

/** @import {ArrayFound} from "../../run/protocol.js" */

/** Lines and columns of a picture. */
const [LINES, COLUMNS] = [24, 96];

/** @param {readonly ArrayFound[]} arrays @param {(array: ArrayFound) => string} taken what each is taken for */
export function arrayTable(arrays, taken) {
  const head = element("tr", {}, ...words.arrays.columns.map((name) => element("th", { scope: "col" }, name)));
  const rows = arrays.map((array) => {
    const { name, shape, values, texts } = array;
    const said = texts ? [words.arrays.texts(texts)] : [picture(name, shape, values), summary(values)];
    const cells = [words.arrays.shape(shape), taken(array)].map((text) => element("td", {}, text));
    return element("tr", {}, element("th", { scope: "row" }, name), ...cells, element("td", {}, ...said));
  });
  const table = element("table", { class: "arrays-table" }, element("thead", {}, head), element("tbody", {}, ...rows));
  return element("div", { class: "scrolling", tabindex: 0, role: "group", "aria-label": words.arrays.columns[0] }, table);
}

/** The beginning of an array, in the colours of its largest number. @param {string} name @param {number[]} shape @param {Float32Array} values */
function picture(name, shape, values) {
  const width = shape.at(-1) ?? 1;
  const columns = Math.min(width, COLUMNS);
  const lines = Math.min(Math.floor(values.length / Math.max(1, width)), LINES);
  const cells = new Float32Array(lines * columns);
  for (let line = 0; line < lines; line++) cells.set(values.subarray(line * width, line * width + columns), line * columns);
  const pixels = element("canvas", { class: "pixels", role: "img", "aria-label": words.arrays.picture(name) });
  if (cells.length > 0) paint(pixels, cells, columns, diverging(), largest(cells));
  return pixels;
}

/** Mean, deviation and ends. @param {Float32Array} values */
function summary(values) {
  if (values.length === 0) return "";
  let [sum, squares, low, high] = [0, 0, Infinity, -Infinity];
  for (const x of values) {
    sum += x;
    squares += x * x;
    if (x < low) low = x;
    if (x > high) high = x;
  }
  const mean = sum / values.length;
  return element("small", {}, words.arrays.values(mean, Math.sqrt(Math.max(0, squares / values.length - mean * mean)), low, high));
}
