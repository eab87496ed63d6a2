// The similarity matrix: a heat map with the positives, each row's and each column's negative, and beside it what each anchor still costs.

import { histogram } from "../../../pkg/web/tripletscope.js";
import { sidesOf } from "../../loss/judge.js";
import { settingOf } from "../../model/settings.js";
import { colour, contextOf } from "../../ui/canvas.js";
import { element, say } from "../../ui/dom.js";
import { diverging, largest, paint, signedRoots } from "../../ui/heat.js";
import { mark } from "../../ui/marks.js";
import { memory } from "../../ui/memo.js";
import { words } from "../../words/index.js";
import { inWords } from "../../words/table.js";
import { matrixTable } from "../tables.js";
import { drawLens, drawMatrix, frameOf, needsLens, shownDirections } from "./draw.js";
import { excludes } from "./excluded.js";
import { endOf, furtherCells, furtherShown, paintFurther } from "./further.js";
import { listen, read } from "./grid.js";
import { arranged, layoutOf } from "./layout.js";

/** @import {App, Quantity, State} from "../../model/state.js" */
/** @import {Layout} from "./layout.js" */
/** @import {Map} from "../../ui/heat.js" */
/** @import {View} from "../index.js" */

/** Of the histogram over the colour bar. */
const BINS = 128;
const COUNTS_HEIGHT = 22;

/** @param {Float32Array} s @param {number} size */
function transpose(s, size) {
  const turned = new Float32Array(s.length);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) turned[j * size + i] = s[i * size + j];
  return turned;
}
/** @param {Float32Array} s @param {number} size */
function difference(s, size) {
  const own = transpose(s, size);
  for (let k = 0; k < s.length; k++) own[k] = s[k] - own[k];
  return own;
}
/** Nothing before the first batch. @param {State} state @param {"left" | "right"} side */
const sideOf = (state, side) => (state.batchSize < 2 ? new Float32Array() : sidesOf(state)[side]);
/** @type {Record<Quantity, {map: () => "sequential" | "diverging-light" | "diverging-dark", cells: (state: State) => Float32Array, ends: (cells: Float32Array) => number}>} */
const quantities = {
  similarity: { map: () => "sequential", cells: (state) => state.similarity, ends: () => 1 },
  transposed: { map: () => "sequential", cells: (state) => transpose(state.similarity, state.batchSize), ends: () => 1 },
  difference: { map: diverging, cells: (state) => difference(state.similarity, state.batchSize), ends: largest },
  left: { map: () => "sequential", cells: (state) => sideOf(state, "left"), ends: () => 1 },
  right: { map: () => "sequential", cells: (state) => sideOf(state, "right"), ends: () => 1 },
  gradient: { map: diverging, cells: (state) => signedRoots(state.report?.gradient ?? new Float32Array()), ends: largest },
};

/** @type {View} */
export const matrix = { id: "matrix", ignores: ["threshold", "answer", "explanation", "ghost", "mapped"], mount, table: matrixTable };

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  const canvas = element("canvas", { class: "matrix", "aria-hidden": "true" });
  const reader = element("div", { role: "row", class: "visually-hidden" });
  const grid = element("div", { role: "grid", tabindex: 0, class: "grid", "aria-label": words.matrix.grid }, canvas, reader);
  const [choice, sort, legend] = [quantityChoice(app), sortChoice(app), legendOfSigns()];
  const bar = element("canvas", { class: "colour-bar", "aria-hidden": "true" });
  const [low, high] = [element("span"), element("span")];
  const note = element("p", { class: "note" });
  const lens = element("canvas", { class: "lens", "aria-hidden": "true" });
  const counts = element("canvas", { class: "counts", "aria-hidden": "true", width: BINS, height: COUNTS_HEIGHT });
  const scale = element("div", { class: "scale" }, low, element("div", {}, counts, bar), high);
  section.append(element("div", { class: "matrix-bar" }, choice, sort.node), grid, lens, scale, note, legend.node);
  const pixels = { own: document.createElement("canvas"), further: document.createElement("canvas") };
  const [remember, ofBar] = [memory(), memory()];
  listen(grid, canvas, app);

  /** What does not depend on the selected cell. */
  function paintAll(/** @type {State} */ state, /** @type {Layout} */ layout, /** @type {Map} */ map) {
    const { cells, ends } = quantities[state.quantity];
    const values = arranged(cells(state), layout);
    const beside = furtherCells(state);
    const end = endOf(values, beside, ends);
    paint(pixels.own, values, state.batchSize, map, end);
    paintFurther(pixels.further, beside, layout, map, end);
    ofBar([map], () => paintBar(bar, map));
    drawCounts(counts, values, end);
    const shown = state.quantity === "gradient" ? end * end : end;
    [low.textContent, high.textContent] = [words.number(-shown), words.number(shown)];
    const satisfied = state.quantity === "gradient" && [cells(state), beside].every((list) => list.every((x) => x === 0));
    const count = furtherShown(state);
    say(note, [words.matrix.notes[satisfied ? "satisfied" : state.quantity], ...(count > 0 ? [words.matrix.furtherNote(count)] : [])].join(" "));
    for (const input of choice.querySelectorAll("input")) input.checked = input.value === state.quantity;
    sort.show(state);
    legend.show(state);
  }

  return (/** @type {State} */ state) => {
    const [layout, map] = [layoutOf(state), quantities[state.quantity].map()];
    remember([state.similarity, state.report, state.quantity, state.values["view.sort"], map, colour("soft")], () => paintAll(state, layout, map));
    const geometry = frameOf(canvas, state.batchSize, furtherShown(state));
    drawMatrix(canvas, pixels, geometry, state, layout);
    lens.hidden = !needsLens(geometry);
    if (!lens.hidden) drawLens(lens, pixels, state, layout);
    read(grid, reader, state);
  };
}

/** In which order the pairs stand, as the table of settings says it. @param {App} app */
function sortChoice(app) {
  const { key, label, help, choices = [] } = inWords(settingOf("view.sort"));
  const select = element("select", { id: "sort" }, ...choices.map((choice) => element("option", { value: choice.value }, choice.label)));
  select.addEventListener("change", () => app.set(key, select.value));
  const node = element("span", { class: "sort", title: help }, element("label", { for: select.id }, label), " ", select);
  return { node, show: (/** @type {State} */ { values }) => void (select.value = String(values[key])) };
}

/** The signs that can stand in the matrix with the loss in force. */
function legendOfSigns() {
  const entries = Object.entries(words.matrix.legend).map(([name, text]) => ({ name, entry: legendEntry(name, text) }));
  const show = (/** @type {State} */ state) => {
    const { loss, quantity } = state;
    const [rows, columns] = shownDirections(quantity);
    const plain = quantity === "difference";
    /** @type {Record<string, boolean>} */
    const there = {
      row: !plain,
      positive: Boolean(columns) && !plain,
      column: Boolean(columns) && !plain,
      rowExcluded: excludes(loss, rows) && !plain,
      columnExcluded: Boolean(columns) && excludes(loss, columns) && !plain,
      further: furtherShown(state) > 0,
    };
    for (const { name, entry } of entries) entry.hidden = there[name] === false;
  };
  return { node: element("ul", { class: "legend" }, ...entries.map(({ entry }) => entry)), show };
}

/** @param {App} app */
function quantityChoice(app) {
  const options = Object.keys(quantities).map((name) => {
    const input = element("input", { type: "radio", name: "quantity", value: name });
    input.addEventListener("change", () => app.show(/** @type {Quantity} */ (name)));
    return element("label", {}, input, element("span", {}, words.matrix.quantities[/** @type {Quantity} */ (name)]));
  });
  return element("fieldset", { class: "segments" }, element("legend", { class: "visually-hidden" }, words.matrix.choose), ...options);
}

/** @param {string} name @param {string} text */
function legendEntry(name, text) {
  const canvas = element("canvas", { width: 32, height: 32, "aria-hidden": "true" });
  const context = contextOf(canvas);
  context.fillStyle = "#575d6d";
  context.fillRect(0, 0, 32, 32);
  mark(context, /** @type {import("../../ui/marks.js").Sign} */ (name), 0, 0, 32, true);
  return element("li", {}, canvas, text);
}

/** @param {HTMLCanvasElement} bar @param {Map} map */
function paintBar(bar, map) {
  const ramp = Float32Array.from({ length: 256 }, (_, k) => k / 127.5 - 1);
  paint(bar, ramp, 256, map, 1);
}

/** How many cells have which value, over the colours of the values. @param {HTMLCanvasElement} canvas @param {Float32Array} values @param {number} end */
function drawCounts(canvas, values, end) {
  const bins = histogram(values, end, BINS);
  const most = Math.max(...bins);
  const context = contextOf(canvas);
  context.clearRect(0, 0, BINS, COUNTS_HEIGHT);
  context.fillStyle = colour("soft");
  // A root, so that the few positives are seen beside the many negatives.
  for (const [k, count] of bins.entries()) {
    const height = most > 0 ? Math.sqrt(count / most) * COUNTS_HEIGHT : 0;
    context.fillRect(k, COUNTS_HEIGHT - height, 1, height);
  }
}
