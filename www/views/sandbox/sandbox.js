// A small matrix to change by hand: what the loss in force makes of it, cell by cell, and three things to try.

import { looks, looksAt } from "../../loss/judge.js";
import { element } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { sideTableOf, tableOf } from "./cells.js";
import { challenges } from "./challenges.js";
import { SIZES, Square } from "./square.js";

/** @import {App, State} from "../../model/state.js" */
/** @import {LossConfig} from "../../types/run.js" */
/** @import {Table} from "../../ui/table.js" */
/** @import {View} from "../index.js" */

const SIDES = /** @type {const} */ (["left", "right"]);
const TITLES = { row: "Row", column: "Column", left: "Left", right: "Right" };

/** @type {View} */
export const sandbox = { id: "sandbox", mount };

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  const square = new Square();
  const holder = element("div");
  const total = element("output", { "data-id": "loss" });
  const terms = element("span", { class: "note", "data-id": "terms" });
  const tries = triesOf();
  const bar = barOf(square, app, () => draw(app.state()));
  const about = element(
    "div",
    {},
    element("p", {}, `${words.sandbox.loss} `, total, " ", terms),
    element("p", { class: "note" }, words.sandbox.how),
    tries.node,
  );
  section.append(bar.node, element("div", { class: "sandbox-body" }, holder, about));

  const tables = () => {
    const changed = () => draw(app.state());
    return [tableOf(square, changed), ...SIDES.map((side) => sideTableOf(square, side, changed))];
  };
  let shownTables = tables();
  holder.append(...shownTables.map(({ node }) => node));
  let size = square.size;
  /** @type {{version?: number, loss?: LossConfig}} */
  let shown = {};
  function draw(/** @type {State} */ { loss }) {
    if (shown.version === square.version && shown.loss === loss) return;
    if (size !== square.size) {
      shownTables = tables();
      holder.replaceChildren(...shownTables.map(({ node }) => node));
    }
    size = square.size;
    shown = { version: square.version, loss };
    const report = square.judge(loss);
    for (const { show } of shownTables) show(report, loss);
    total.textContent = words.number(report.loss);
    terms.textContent = words.sandbox.terms(loss);
    bar.show();
    tries.show(square);
  }
  return Object.assign(draw, { table: (/** @type {State} */ { loss }) => cellsOf(square, loss) });
}

/** @param {Square} square @param {LossConfig} loss @returns {Table} */
function cellsOf(square, loss) {
  const { gradient, leftGradient, rightGradient, terms } = square.judge(loss);
  const sides = SIDES.filter((side) => looksAt(loss, side));
  const directions = /** @type {const} */ (["row", "column", ...sides]);
  const names = terms.flatMap((_, k) => directions.map((direction) => `term${k + 1}${TITLES[direction]}Cost`));
  // Question 1 of a row is the anchor of rows and left, question 2 of a column that of columns and right.
  const costs = (/** @type {number} */ i, /** @type {number} */ j) =>
    terms.flatMap(({ cost }, k) =>
      directions.map((direction) => (looks(loss, k, direction) ? cost[direction === "row" || direction === "left" ? i : j] : null)),
    );
  const slopes = { left: leftGradient, right: rightGradient };
  const rows = Array.from(gradient, (slope, k) => {
    const [i, j] = [Math.floor(k / square.size), k % square.size];
    const beside = sides.flatMap((side) => [square.at(i, j, side), slopes[side]?.[k]]);
    return [i + 1, j + 1, square.at(i, j), slope, ...beside, ...costs(i, j)];
  });
  return { columns: ["row", "column", "similarity", "gradient", ...sides.flatMap((side) => [side, `${side}Gradient`]), ...names], rows };
}

/** @param {Square} square @param {App} app @param {() => void} changed */
function barOf(square, app, changed) {
  const options = SIZES.map((size) => element("option", { value: size }, words.sandbox.size(size)));
  const size = element("select", { "aria-label": words.sandbox.sizeOf }, ...options);
  const corner = element("button", { type: "button" }, words.sandbox.corner);
  const again = element("button", { type: "button" }, words.sandbox.again);
  const act = (/** @type {() => void} */ change) => () => {
    change();
    changed();
  };
  size.addEventListener(
    "change",
    act(() => square.resize(Number(size.value))),
  );
  again.addEventListener(
    "click",
    act(() => square.startAgain()),
  );
  corner.addEventListener(
    "click",
    act(() => {
      if (app.state().batchSize >= 2) square.takeCorner(app.state());
    }),
  );
  const show = () => {
    size.value = String(square.size);
  };
  return { node: element("div", { class: "buttons" }, size, corner, again), show };
}

function triesOf() {
  const entries = Object.entries(challenges).map(([name, done]) => {
    const tick = element("span", { class: "tick" });
    const text = words.sandbox.challenges[/** @type {keyof typeof challenges} */ (name)];
    return { done, tick, item: element("li", { "data-id": name }, tick, ` ${text}`) };
  });
  const list = element("ul", { class: "tries" }, ...entries.map(({ item }) => item));
  const show = (/** @type {Square} */ square) => {
    for (const { done, tick, item } of entries) {
      const reached = done(square);
      item.classList.toggle("reached", reached);
      tick.textContent = reached ? "✓" : "○";
      tick.setAttribute("role", "img");
      tick.setAttribute("aria-label", reached ? words.sandbox.reached : words.sandbox.notYet);
    }
  };
  return { node: element("div", {}, element("h3", {}, words.sandbox.tries), list), show };
}
