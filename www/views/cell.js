// What stands at the selected cell: the two questions, the similarity, the positives, the hinges and the gradient.

import { looks, looksAt, sidesOf } from "../loss/judge.js";
import { element } from "../ui/dom.js";
import { ASIDE } from "../ui/memo.js";
import { steady } from "../ui/steady.js";
import { words } from "../words/index.js";
import { rolesOf } from "./matrix/tip.js";
import { cellTable } from "./tables.js";

/** @import {State} from "../model/state.js" */
/** @import {Direction} from "../loss/judge.js" */
/** @import {View} from "./index.js" */

/** @type {View} */
export const cell = { id: "cell", ignores: ASIDE, mount, table: cellTable };

/** @param {HTMLElement} section */
function mount(section) {
  const [left, right] = [element("p", { class: "cell-question" }), element("p", { class: "cell-question" })];
  const numbers = element("dl", { class: "numbers" });
  section.append(left, right, numbers);
  steady(left, right);
  let shown = "";
  return (/** @type {State} */ state) => {
    const { row, column, further } = state.selection;
    if (!state.report || row >= state.batchSize || column >= state.batchSize) return;
    const entries = entriesOf(state);
    const [sign, other] =
      further === undefined ? [words.cell.column(column), state.texts.right[column]] : [words.cell.further(further), state.texts.extra[further]];
    const key = JSON.stringify([row, sign, state.texts.left[row], other, entries]);
    if (key === shown) return;
    shown = key;
    left.replaceChildren(element("b", { class: "row-sign" }, words.cell.row(row)), ` ${state.texts.left[row]}`);
    right.replaceChildren(element("b", { class: "column-sign" }, sign), ` ${other}`);
    numbers.replaceChildren(
      ...entries.map(([name, value, id]) => {
        // On the diagonal both positives are one; the place of the second stays, so that what stands below does not move.
        const isSaid = id === "column-positive" && row === column;
        return element("div", isSaid ? { class: "said-above" } : {}, element("dt", {}, name), element("dd", { "data-id": id }, value));
      }),
    );
  };
}

/** @param {State} state @returns {[string, string, string][]} */
function entriesOf(state) {
  const { batchSize: size, similarity, report, loss, selection } = state;
  const { row, column } = selection;
  const s = (/** @type {number} */ i, /** @type {number} */ j) => words.number(similarity[i * size + j]);
  const hinges = (/** @type {number} */ anchor, /** @type {Direction} */ direction) => {
    const costs = report?.terms.filter((_, k) => looks(loss, k, direction)).map((term) => term.cost[anchor]) ?? [];
    return costs.length > 0 ? words.cell.cost(costs) : words.cell.notLookedAt;
  };
  /** One side's similarity and anchor, where the loss looks there. @type {[Direction & ("left" | "right"), number][]} */
  const anchors = [
    ["left", row],
    ["right", column],
  ];
  const sides = anchors
    .filter(([side]) => looksAt(loss, side))
    .flatMap(
      ([side, anchor]) =>
        /** @type {[string, string, string][]} */ ([
          [words.cell.side[side](row, column), words.number(sidesOf(state)[side][row * size + column]), `${side}-similarity`],
          [words.cell.sideCost[side](anchor), hinges(anchor, side), `${side}-cost`],
        ]),
    );
  if (selection.further !== undefined) {
    const [k, at] = [size + selection.further, row * state.texts.extra.length + selection.further];
    return [
      [words.cell.similarity(row, k), words.number(state.further[at] ?? 0), "similarity"],
      [words.cell.positive(row), s(row, row), "row-positive"],
      [words.cell.rowCost(row), hinges(row, "row"), "row-cost"],
      [words.cell.gradient(row, k), words.number(report?.furtherGradient?.[at] ?? 0), "gradient"],
      [
        words.cell.role,
        rolesOf(state, selection)
          .map((role) => words.matrix.roles[role])
          .join(", "),
        "role",
      ],
    ];
  }
  return [
    [words.cell.similarity(row, column), s(row, column), "similarity"],
    [words.cell.positive(row), s(row, row), "row-positive"],
    [words.cell.positive(column), s(column, column), "column-positive"],
    [words.cell.rowCost(row), hinges(row, "row"), "row-cost"],
    [words.cell.columnCost(column), hinges(column, "column"), "column-cost"],
    [words.cell.gradient(row, column), words.number(report?.gradient[row * size + column] ?? 0), "gradient"],
    ...sides,
  ];
}
