// What the held-out pairs give: how many of each kind there are, and each measure with its interval.
import { element, say } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { measureAll } from "../measure-all.js";

/** @import {App, State} from "../../model/state.js" */
/** @import {Evaluation} from "../../types/run.js" */
/** @typedef {{id: string, name: string, value: number | null, interval: [number, number] | null}} Line */

const WAYS = /** @type {const} */ (["forward", "backward"]);

/** @param {Evaluation} evaluation @returns {Line[]} those that are defined */
export function linesOf({ intervals, chosenThreshold: chosen, ...e }) {
  const { rows } = words.measured;
  const recall = /** @type {const} */ ([1, 5, 10]).flatMap((k) =>
    WAYS.map((way) => {
      const at = /** @type {const} */ (`recallAt${k}`);
      return { id: `${at}-${way}`, name: rows.recall(k, way), value: e[at][way], interval: intervals[at][way] };
    }),
  );
  const lines = [
    { id: "accuracyAt07", name: rows.accuracyAt07, value: e.accuracyAt07, interval: intervals.accuracyAt07 },
    { id: "inBatches", name: rows.inBatches, value: e.inBatches?.accuracyAt07 ?? null, interval: e.inBatches?.interval ?? null },
    { id: "chosen", name: rows.chosen(chosen?.threshold ?? 0), value: chosen?.accuracy ?? null, interval: chosen?.interval ?? null },
    { id: "best", name: rows.best(e.bestThreshold ?? 0), value: e.bestAccuracy, interval: intervals.bestAccuracy },
    { id: "auc", name: rows.auc, value: e.auc, interval: intervals.auc },
    ...recall,
    ...WAYS.map((way) => ({ id: `mrr-${way}`, name: rows.mrr(way), value: e.mrr[way], interval: null })),
  ];
  return lines.filter(({ value }) => value !== null);
}

/** @param {App} app */
export function measuresPart(app) {
  const kinds = element("p", { "data-id": "kinds" });
  const body = element("tbody");
  const head = element("tr", {}, ...words.measured.columns.map((name) => element("th", { scope: "col" }, name)));
  const caption = element("caption", { class: "visually-hidden" }, words.measured.table);
  const table = element("table", { class: "confusion measures" }, caption, element("thead", {}, head), body);
  const all = measureAll(app);
  const inBatches = element("p", { class: "note", "data-id": "in-batches" });
  const node = element("div", {}, kinds, all.button, table, inBatches, element("p", { class: "note" }, words.measured.method));
  /** @type {Evaluation | undefined} */
  let shown;
  const show = (/** @type {State} */ state) => {
    const { measured } = state.history;
    node.hidden = !measured;
    all.show(state);
    if (!measured) return;
    say(kinds, words.measured.kinds(measured.step, measured.evaluation));
    if (shown === measured.evaluation) return;
    shown = measured.evaluation;
    body.replaceChildren(...linesOf(shown).map(rowOf));
    inBatches.hidden = !shown.inBatches;
    say(inBatches, shown.inBatches ? words.measured.inBatches(shown.inBatches) : "");
  };
  return { node, show };
}

/** @param {Line} line */
const rowOf = ({ id, name, value, interval }) =>
  element(
    "tr",
    { "data-measure": id },
    element("th", { scope: "row" }, name),
    element("td", {}, words.number(value ?? 0)),
    element("td", {}, words.measured.interval(interval)),
  );
