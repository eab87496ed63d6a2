// The loss in force as a formula: in general, with the numbers of the selected row and column, beside all presets, and as code to copy.

import { actingTraps } from "../../loss/traps.js";
import { element, say } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { formulaTable } from "../tables.js";
import { isMarked, trapMark } from "../traps.js";
import { comparison } from "./comparison.js";
import { copying } from "./copying.js";
import { generalOf } from "./general.js";
import { liveOf } from "./live.js";
import { notations } from "./notations.js";

/** @import {App, State} from "../../model/state.js" */
/** @import {View} from "../index.js" */
/** @typedef {keyof typeof notations} Name */

/** Numbers that change faster than this cannot be read. */
const PAUSE_MS = 200;

/** @type {View} */
export const formula = { id: "formula", mount, table: formulaTable };

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  /** @type {Name} */
  let name = "course";
  const choice = notationChoice((chosen) => {
    name = chosen;
    draw(app.state());
  });
  const general = element("div", { class: "formulas", tabindex: 0, role: "group", "aria-label": words.formula.general });
  const title = element("h3");
  const live = element("div", { class: "formulas", tabindex: 0, role: "group", "aria-label": words.formula.live });
  const table = comparison();
  const further = element("p", { class: "note", "data-id": "further" });
  section.append(
    choice,
    element(
      "div",
      { class: "formula-parts" },
      element("div", {}, general, further, title, live),
      element("div", {}, element("h3", {}, words.formula.compare), table.table, copying(app)),
    ),
  );
  const [drawGeneral, drawLive] = [generalDrawer(general), liveDrawer(title, live)];
  function draw(/** @type {State} */ state) {
    if (!state.report) return;
    const count = state.texts.extra.length;
    further.hidden = count === 0;
    say(further, words.formula.further(count));
    drawGeneral(state, name);
    drawLive(state, name);
    table.draw(state);
  }
  return draw;
}

/** @param {(name: Name) => void} choose */
function notationChoice(choose) {
  const options = /** @type {Name[]} */ (Object.keys(notations)).map((name, k) => {
    const input = element("input", { type: "radio", name: "notation", value: name, checked: k === 0 });
    input.addEventListener("change", () => choose(name));
    return element("label", {}, input, element("span", {}, words.formula.notations[name]));
  });
  return element("fieldset", { class: "segments" }, element("legend", { class: "visually-hidden" }, words.formula.notation), ...options);
}

/** @param {HTMLElement} holder */
function generalDrawer(holder) {
  /** @type {{loss?: State["loss"], values?: State["values"], name?: Name}} */
  let shown = {};
  return (/** @type {State} */ { loss, values }, /** @type {Name} */ name) => {
    if (shown.loss === loss && shown.values === values && shown.name === name) return;
    shown = { loss, values, name };
    const marked = isMarked({ values });
    const marks = marked ? actingTraps({ values, loss }).map(trapMark) : [];
    holder.replaceChildren(...marks, ...generalOf({ loss, values }, notations[name], marked).map((line) => element("div", {}, line)));
  };
}

/** @param {HTMLElement} title @param {HTMLElement} holder */
function liveDrawer(title, holder) {
  /** @type {{loss?: State["loss"], name?: Name, selection?: State["selection"], similarity?: Float32Array}} */
  let shown = {};
  let last = 0;
  return (/** @type {State} */ state, /** @type {Name} */ name) => {
    const { loss, selection, similarity, playing } = state;
    const other = shown.loss !== loss || shown.name !== name || shown.selection !== selection;
    if (!other && (shown.similarity === similarity || (playing && performance.now() - last < PAUSE_MS))) return;
    shown = { loss, name, selection, similarity };
    last = performance.now();
    title.textContent = words.formula.selected(selection.row, selection.column);
    holder.replaceChildren(...liveOf(state, notations[name]));
  };
}
