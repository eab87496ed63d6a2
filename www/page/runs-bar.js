// Runs side by side: which of them the views show and the switches change, and how one comes and goes.

import { root } from "../host.js";
import { namedLosses } from "../loss/presets.js";
import { describe, presetTitle } from "../loss/titles.js";
import { NAMES, settingsAt } from "../model/experiment.js";
import { isDark } from "../ui/canvas.js";
import { decimalField, numberIn } from "../ui/decimal.js";
import { byId, element } from "../ui/dom.js";
import { swatch } from "../ui/run-looks.js";
import { words } from "../words/index.js";

/** @import {App, State} from "../model/state.js" */

/** @param {App} app */
export function runsBar(app) {
  const list = byId("runs", HTMLElement);
  const form = addForm(app);
  byId("add-run", HTMLElement).append(...form.fields);
  let shownBefore = "";
  return (/** @type {State} */ { experiment, runs: there, shown, source, keys, weights }) => {
    const runs = experiment.runs.map((_, k) => {
      const said = describe(settingsAt(experiment, k, Infinity), settingsAt(experiment, 0, Infinity));
      return [said, ...(weights[keys[k]] ? [weights[keys[k]].name] : [])].join(", ");
    });
    form.show(runs.length, source?.kind === "builtin");
    const key = JSON.stringify([runs, shown, there.length, isDark()]);
    if (key === shownBefore) return;
    shownBefore = key;
    const focused = list.contains(root().activeElement) ? root().activeElement?.getAttribute("data-id") : undefined;
    list.replaceChildren(...(runs.length > 1 ? runs.map((name, k) => tab(app, name, k)) : []));
    if (focused) /** @type {HTMLElement | null} */ (list.querySelector(`[data-id="${focused}"]`) ?? list.querySelector("input:checked"))?.focus();
  };
}

/** A run that is on its way can be taken away, but not be looked at; one has to stay. @param {App} app @param {string} name @param {number} run */
function tab(app, name, run) {
  const { runs, shown } = app.state();
  const choose = element("input", { type: "radio", name: "run", value: run, "data-id": `show-${run}` });
  [choose.checked, choose.disabled] = [run === shown, run >= runs.length];
  choose.addEventListener("change", () => app.showRun(run));
  const remove = element("button", { type: "button", class: "quiet", "aria-label": words.runs.remove(NAMES[run]), "data-id": `remove-${run}` }, "×");
  remove.disabled = runs.length < (run === 0 ? 2 : 1);
  remove.addEventListener("click", () => app.removeRun(run));
  return element("li", {}, element("label", {}, choose, swatch(run), element("b", {}, NAMES[run]), element("span", {}, name)), remove);
}

/** @param {App} app */
function addForm(app) {
  const loss = element(
    "select",
    { id: "add-loss" },
    ...Object.keys(namedLosses()).map((name) => element("option", { value: name }, presetTitle(name))),
  );
  loss.value = "both";
  const swap = element("input", { type: "checkbox", id: "add-swap" });
  const asymmetry = decimalField({ min: 0, max: 1, step: 0.05 }, { id: "add-asymmetry" });
  const add = element("button", { type: "button", id: "add" }, words.runs.add);
  add.addEventListener("click", () => {
    /** @type {import("../types/run.js").Values} */
    const values = { swap: swap.checked };
    if (!asymmetry.disabled && asymmetry.value !== "") values["data.asymmetry"] = numberIn(asymmetry);
    app.addRun({ loss: namedLosses()[loss.value], values });
  });
  const labelled = (/** @type {HTMLElement} */ input, /** @type {string} */ text) => element("label", { for: input.id }, text);
  const fields = [
    element("div", { class: "field" }, labelled(loss, words.loss.loss), loss),
    element("div", { class: "field" }, labelled(swap, words.runs.swap), swap),
    element("div", { class: "field" }, labelled(asymmetry, words.runs.asymmetryField), asymmetry),
    add,
  ];
  const show = (/** @type {number} */ count, /** @type {boolean} */ builtin) => {
    add.disabled = count >= NAMES.length;
    asymmetry.disabled = !builtin;
    asymmetry.placeholder = words.decimal(String(app.state().experiment.values["data.asymmetry"]));
  };
  return { fields, show };
}
