// What stands here where WebAssembly is forbidden, or something else is missing that the page cannot do without: what the host must allow, and what the page is about in one picture.
import { announce, root } from "../host.js";
import { element } from "../ui/dom.js";
import { words } from "../words/index.js";

/** Rows are satisfied at a margin of 0.25, column 1 is not. */
const S = [
  [0.9, 0],
  [0.68, 0.95],
];
const CELL = 90;
const AROUND = 2;

/** What is missing, and its cure. @param {unknown} error @returns {string} */
export function missing(error) {
  const sentence = error instanceof Error ? error.message : String(error);
  if (!document.createElement("canvas").getContext("2d")) return words.missing.canvas;
  if (error instanceof TypeError) return words.missing.file(sentence);
  if (error instanceof RangeError) return words.missing.memory(sentence);
  return words.noWasm(sentence);
}

/** @param {string} message */
export function withoutWasm(message) {
  announce("error", { message });
  const problem = element("p", { id: "problem", class: "problem", role: "alert" }, message);
  const figure = element("figure", { class: "still" }, picture(), element("figcaption", {}, words.still));
  for (const node of root().querySelectorAll(".lesson-bar, .page-bar, #worker-words")) node.remove();
  const main = root().querySelector("main");
  main?.classList.remove("starting");
  main?.replaceChildren(element("div", { class: "without-wasm" }, problem, figure));
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {(Node | string)[]} children */
function drawn(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

function picture() {
  const side = 2 * CELL + 2 * AROUND;
  const cells = S.flatMap((row, i) => row.map((value, j) => cellOf(value, AROUND + j * CELL, AROUND + i * CELL, i === j)));
  return drawn("svg", { viewBox: `0 0 ${side} ${side}`, width: side, height: side, "aria-hidden": "true" }, ...cells);
}

/** A positive has an outline, a row's negative a horizontal bar, a column's a vertical one. @param {number} value @param {number} x @param {number} y @param {boolean} positive */
function cellOf(value, x, y, positive) {
  const ground = drawn("rect", { ...{ x, y, width: CELL, height: CELL }, fill: "var(--accent)", "fill-opacity": 0.1 + 0.5 * value });
  const text = drawn("text", { x: x + CELL / 2, y: y + CELL / 2 + 6, "text-anchor": "middle", fill: "var(--ink)" }, words.number(value));
  const inset = CELL / 9;
  const box = {
    x: x + inset,
    y: y + inset,
    width: CELL - 2 * inset,
    height: CELL - 2 * inset,
    fill: "none",
    stroke: "var(--ink)",
    "stroke-width": 2,
  };
  const bars = [
    drawn("path", { d: `M${x + inset} ${y + CELL - inset}h${CELL - 2 * inset}`, stroke: "var(--rows)", "stroke-width": 4 }),
    drawn("path", { d: `M${x + inset} ${y + inset}v${CELL - 2 * inset}`, stroke: "var(--columns)", "stroke-width": 4 }),
  ];
  return drawn("g", {}, ground, ...(positive ? [drawn("rect", box)] : bars), text);
}
