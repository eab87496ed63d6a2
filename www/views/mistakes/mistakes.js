// The held-out pairs as a table: which are called wrong, how far from the threshold they lie, and where they stand in the file. A press asks about a pair.
import { element, say } from "../../ui/dom.js";
import { memory } from "../../ui/memo.js";
import { words } from "../../words/index.js";
import { measureAll } from "../measure-all.js";
import { chosen, filters, isWrong, pairsOf } from "./choose.js";
import { headOf, pagesOf } from "./parts.js";

/** @import {App, State} from "../../model/state.js" */
/** @import {Table} from "../../ui/table.js" */
/** @import {Draw, View} from "../index.js" */
/** @import {Choice, Filter, Pair} from "./choose.js" */

/** Rows of a page: enough to compare, few enough to be quick however many pairs there are. */
const ROWS = 50;

/** @type {View} */
export const mistakes = { id: "mistakes", ignores: ["selection", "quantity", "answer", "explanation"], mount };

/** @param {HTMLElement} section @param {App} app @returns {Draw} */
function mount(section, app) {
  /** @type {Choice} */
  const choice = { filter: "mistakes", search: "", sort: "beyond", descending: true };
  let first = 0;
  let asked = "";
  /** @type {State | undefined} */
  let state;
  const again = () => {
    first = 0;
    if (state) draw(state);
  };
  const controls = controlsOf(choice, again);
  const all = measureAll(app);
  const head = headOf(choice, again);
  const body = element("tbody", { role: "rowgroup" });
  const caption = element("caption", { class: "visually-hidden" }, words.mistakes.table);
  const table = element("table", { class: "pairs", role: "table" }, caption, element("thead", { role: "rowgroup" }, head.row), body);
  const found = element("p", { role: "status", "data-id": "found" });
  const told = element("p", { class: "note", role: "status", "data-id": "asked" });
  const scroller = element("div", { class: "sideways", tabindex: 0, role: "group", "aria-label": words.mistakes.table }, table);
  const pages = pagesOf((by) => {
    first += by * ROWS;
    if (state) draw(state);
    scroller.scrollTop = 0;
  });
  section.append(controls.node, all.button, found, scroller, pages.node, told);
  const [made, listing] = [memory(), memory()];
  /** @type {{list: readonly Pair[] | undefined, first: number}} what the rows are of */
  let filled = { list: undefined, first: 0 };

  /** @param {State} now */
  const listed = ({ heldOut, history: { whole }, threshold }) => {
    if (!heldOut || !whole || whole.scores.length !== heldOut.label.length) return undefined;
    const pairs = made([heldOut, whole, threshold], () => pairsOf(heldOut, whole.scores, threshold));
    return { whole, pairs, list: listing([pairs, ...Object.values(choice)], () => chosen(pairs, choice)) };
  };

  /** @param {State} now */
  function draw(now) {
    state = now;
    all.show(now);
    asked = ask(app, now, asked);
    const shown = listed(now);
    for (const node of [controls.node, scroller]) node.hidden = !shown;
    pages.node.hidden = !shown || shown.list.length <= ROWS;
    if (!shown) return say(found, words.mistakes.notYet);
    const { list, pairs, whole } = shown;
    first = Math.max(0, Math.min(first, ROWS * Math.floor((list.length - 1) / ROWS)));
    say(found, words.mistakes.found(list.length, pairs.length, whole.step, now.threshold));
    pages.show(first, Math.min(first + ROWS, list.length), list.length);
    head.show();
    if (filled.list !== list || filled.first !== first) body.replaceChildren(...list.slice(first, first + ROWS).map((pair) => rowOf(pair, show)));
    filled = { list, first };
    for (const row of body.rows) row.toggleAttribute("data-shown", row.dataset.pair === String(now.pair?.index));
  }

  /** @param {Pair} pair */
  const show = ({ index, left, right, cosine }) => {
    app.showPair({ index, question1: left, question2: right });
    say(told, words.mistakes.asked(cosine));
  };
  return Object.assign(draw, { table: (/** @type {State} */ now) => tableOf(listed(now), now) });
}

/** The texts are asked for once a run, when they are to be shown. @param {App} app @param {State} state @param {string} asked @returns {string} */
function ask(app, { heldOut, data, era, run, runs }, asked) {
  const wanted = `${era} ${run}`;
  if (heldOut || !data || !runs.length || asked === wanted) return asked;
  app.listPairs();
  return wanted;
}

/** @param {Choice} choice @param {() => void} changed */
function controlsOf(choice, changed) {
  const options = filters.map((filter) => element("option", { value: filter }, words.mistakes.filters[filter]));
  const filter = element("select", { id: "mistakes-filter" }, ...options);
  filter.value = choice.filter;
  const search = element("input", { type: "search", id: "mistakes-search", autocomplete: "off" });
  filter.addEventListener("change", () => {
    choice.filter = /** @type {Filter} */ (filter.value);
    changed();
  });
  search.addEventListener("input", () => {
    choice.search = search.value;
    changed();
  });
  const field = (/** @type {HTMLElement} */ input, /** @type {string} */ label) =>
    element("p", {}, element("label", { for: input.id }, label), " ", input);
  return { node: element("div", { class: "pairs-choice" }, field(filter, words.mistakes.filter), field(search, words.mistakes.search)) };
}

/** The roles stay where a narrow window sets a row as a block. @param {Node | string} contents @param {string} [of] */
const cell = (contents, of) => element("td", { role: "cell", class: of }, contents);

/** @param {Pair} pair @param {(pair: Pair) => void} show */
function rowOf(pair, show) {
  const { index, line, left, right, duplicate, cosine, beyond } = pair;
  const wrong = isWrong(pair);
  const button = element("button", { type: "button", "aria-label": words.mistakes.show(line || index + 1, left, right) }, String(line || index + 1));
  const row = element(
    "tr",
    { "data-pair": index, role: "row" },
    cell(button),
    cell(left, "asked"),
    cell(right, "asked"),
    cell(words.mistakes.labels[duplicate ? 1 : 0]),
    cell(words.number(cosine)),
    cell(words.mistakes.beyond(wrong, Math.abs(beyond))),
  );
  row.addEventListener("click", () => show(pair));
  return row;
}

/** What is listed, all pages of it. @param {{whole: {step: number}, list: readonly Pair[]} | undefined} shown @param {State} state @returns {Table} */
function tableOf(shown, { threshold }) {
  const columns = ["measuredAt", "pair", "line", "question1", "question2", "duplicate", "cosine", "threshold", "called", "wrong"];
  const rows = (shown?.list ?? []).map((pair) => {
    const { index, line, left, right, duplicate, cosine } = pair;
    return [shown?.whole.step, index + 1, line || null, left, right, duplicate, cosine, threshold, cosine > threshold, isWrong(pair)];
  });
  return { columns, rows };
}
