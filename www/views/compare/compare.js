// Runs side by side: their numbers at this step, and where the matrices of two of them differ.

import { describe } from "../../loss/titles.js";
import { isDark } from "../../ui/canvas.js";
import { element, say } from "../../ui/dom.js";
import { diverging, largest, paint, signedRoots } from "../../ui/heat.js";
import { ASIDE, memory } from "../../ui/memo.js";
import { swatch } from "../../ui/run-looks.js";
import { tableOf } from "../../ui/table.js";
import { words } from "../../words/index.js";
import { arranged } from "../matrix/layout.js";
import { drawTile, labelTile, layoutOfTiles, tileOf } from "../matrix/tile.js";
import { differences, numbersOf } from "./differences.js";

/** @import {App, Run, State} from "../../model/state.js" */
/** @import {View} from "../index.js" */

/** @type {View} */
export const compare = { id: "compare", ignores: ASIDE, mount, table };

/** A line for each run and cell; the run's numbers stand in each of its lines. @param {State} state */
function table({ runs }) {
  const each = numbersOf(runs);
  const lines = runs.flatMap((run, r) => {
    const bounds = MEASURED.flatMap((id) => ENDS.map((end, k) => [`${id} ${end}`, each[r].intervals[id]?.[k] ?? null]));
    const numbers = { run: run.name, ...Object.fromEntries([...COLUMNS.map((id) => [id, each[r].numbers[id] ?? null]), ...bounds]) };
    const cells = Array.from(run.similarity, (similarity, k) => ({ k, similarity, gradient: run.report?.gradient[k] ?? null }));
    return cells.map(({ k, ...cell }) => ({ ...numbers, row: Math.floor(k / run.batchSize) + 1, column: (k % run.batchSize) + 1, ...cell }));
  });
  return tableOf(
    ["run", ...COLUMNS, ...MEASURED.flatMap((id) => ENDS.map((end) => `${id} ${end}`)), "row", "column", "similarity", "gradient"],
    lines,
  );
}

const COLUMNS = /** @type {const} */ (["forward", "backward", "auc", "gap", "active", "loss"]);
/** Those that are measured on held-out pairs, with the ends of their intervals. */
const MEASURED = COLUMNS.slice(0, 3);
const ENDS = ["low", "high"];
/** What is compared cell by cell; gradients on a scale of roots, as everywhere. */
const QUANTITIES = /** @type {const} */ ([
  { id: "similarity", sign: "S", shade: (/** @type {Float32Array} */ cells) => cells },
  { id: "gradient", sign: "dL/dS", shade: signedRoots },
]);

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  const alone = element("p", { class: "note" }, words.compare.alone);
  const body = element("tbody");
  const head = element(
    "tr",
    {},
    ...[words.compare.run, ...COLUMNS.map((id) => words.compare.columns[id])].map((text) => element("th", { scope: "col" }, text)),
  );
  const table = element(
    "table",
    { class: "compared" },
    element("caption", { class: "visually-hidden" }, words.compare.table),
    element("thead", {}, head),
    body,
  );
  const [one, other] = ["compare-one", "compare-other"].map((id) => element("select", { id, "aria-label": words.compare.run }));
  const choice = element("p", { class: "choice" }, one, ` ${words.compare.minus} `, other);
  const panels = QUANTITIES.map((quantity) => panel(quantity, app));
  const tiles = element("div", { class: "tiles" }, ...panels.map(({ figure }) => figure));
  const chosen = element("p", { "data-id": "chosen" });
  const none = element("p", { class: "note" }, words.compare.otherBatches);
  const numbers = element(
    "div",
    {},
    element("div", { class: "sideways" }, table),
    element("p", { class: "note" }, `${words.compare.scales} ${words.measured.method}`),
  );
  const together = element("div", { class: "beside" }, numbers, element("div", {}, choice, tiles, chosen, none));
  section.append(alone, together);
  const [filled, differing] = [memory(), memory()];
  let state = app.state();
  const draw = () => {
    const several = state.runs.length > 1;
    [alone.hidden, together.hidden] = [several, !several];
    if (!several) return;
    filled([state.runs, isDark()], () => fill(body, state));
    const [a, b] = chooseTwo(one, other, state);
    const cells = differing([a.similarity, a.report, b.similarity, b.report], () => differences(a, b));
    [tiles.hidden, chosen.hidden, none.hidden] = [!cells, !cells, Boolean(cells)];
    if (!cells) return;
    const seen = among(state, a);
    for (const { show } of panels) show(cells, [a.name, b.name], seen);
    const { row, column } = seen.selection;
    const at = row * seen.batchSize + column;
    say(chosen, words.compare.chosen(row, column, cells.similarity[at], cells.gradient[at]));
  };
  for (const select of [one, other]) select.addEventListener("change", draw);
  return (/** @type {State} */ next) => {
    state = next;
    draw();
  };
}

/** The state around a run whose batch is not as large as that of the run that is shown. @param {State} state @param {Run} run @returns {State} */
function among(state, run) {
  if (run.batchSize === state.batchSize) return state;
  const [row, column] = [state.selection.row, state.selection.column].map((place) => Math.min(place, run.batchSize - 1));
  return { ...state, ...run, selection: { row, column } };
}

/** @param {HTMLElement} body @param {State} state */
function fill(body, { runs }) {
  const each = numbersOf(runs);
  const rows = runs.map((run, k) => {
    const { numbers, intervals } = each[k];
    const cells = COLUMNS.map((id) => {
      const value = element("span", { "data-id": `${run.name}-${id}` }, numbers[id] === undefined ? words.none : words.number(numbers[id]));
      const interval = intervals[id];
      return element("td", {}, value, ...(interval ? [" ", element("small", {}, words.measured.interval(interval))] : []));
    });
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, swatch(k), `${run.name} `, element("span", { class: "described" }, describe(run, runs[0]))),
      ...cells,
    );
  });
  body.replaceChildren(...rows);
}

/** The runs that are compared; the last one with the first, until somebody chooses.
 * @param {HTMLSelectElement} one @param {HTMLSelectElement} other @param {State} state @returns {[Run, Run]} */
function chooseTwo(one, other, { runs }) {
  if (one.options.length !== runs.length) {
    for (const select of [one, other]) select.replaceChildren(...runs.map(({ name }, k) => element("option", { value: k }, name)));
    [one.value, other.value] = [String(runs.length - 1), "0"];
  }
  return [runs[Number(one.value)], runs[Number(other.value)]];
}

/** @param {typeof QUANTITIES[number]} quantity @param {App} app */
function panel({ id, sign, shade }, app) {
  const tile = tileOf(app);
  const [title, most] = [element("b"), element("span", { "data-id": `${id}-largest` })];
  const remember = memory();
  /** @param {Record<typeof id, Float32Array>} cells @param {[string, string]} names @param {State} state */
  const show = (cells, names, state) => {
    const { batchSize, similarity, report } = state;
    const [map, layout] = [diverging(), layoutOfTiles(state)];
    remember([cells, map, similarity, report, state.values["view.sort"], ...names], () => {
      const values = shade(arranged(cells[id], layout));
      paint(tile.pixels, values, batchSize, map, largest(values));
      const at = cells[id].reduce((best, x, k, all) => (Math.abs(x) > Math.abs(all[best]) ? k : best), 0);
      const difference = cells[id][at];
      say(title, words.compare.of(sign, ...names));
      say(most, difference === 0 ? words.compare.same : words.compare.largest(difference, Math.floor(at / batchSize), at % batchSize));
      labelTile(tile, `${title.textContent}. ${most.textContent}`);
    });
    drawTile(tile, state, layout, ["ink", "ink"]);
  };
  return { figure: element("figure", {}, element("figcaption", {}, title), tile.canvas, most), show };
}
