// One setting in the dialog: its control, its help, and beside it what is wrong with what was typed, what is known to fail, and whether it is changed.

import { writeLink } from "../../pkg/web/tripletscope.js";
import { failsFrom } from "../model/advice.js";
import { saidOf } from "../model/problems.js";
import { controlOf } from "../ui/controls.js";
import { element, say } from "../ui/dom.js";
import { words } from "../words/index.js";
import { inWords, valueInWords } from "../words/table.js";

/** @import {Said, Setting} from "../types/run.js" */
/** @import {App} from "../model/state.js" */
/** @typedef {number | string | boolean} Value */

/** @param {Setting} setting @param {App} app @param {(value: Value) => void} change with a value that is allowed */
export function fieldOf(setting, app, change) {
  const { key, group } = setting;
  /** What was typed and is not allowed stays in its field. */
  let mistaken = false;
  /** What it shows, if nobody has changed it since: what is being typed is left alone. @type {Value | undefined} */
  let shown;
  const control = controlOf(setting, (value) => {
    shown = undefined;
    const said = mistakeIn(setting, value, app, control.input);
    mistaken = said !== "";
    say(mistake, said);
    control.input.setAttribute("aria-invalid", String(mistaken));
    if (!mistaken) change(value);
  });
  const mistake = element("small", { class: "setting-mistake", id: `mistake-${key}`, role: "alert" });
  const warning = element("small", { class: "setting-warning", role: "status" });
  const mark = element("span", { class: "setting-mark" });
  control.row.append(mistake, warning);
  control.row.querySelector("label")?.append(mark);
  control.input.setAttribute("aria-errormessage", mistake.id);
  const forget = () => {
    mistaken = false;
    shown = undefined;
    say(mistake, "");
    control.input.removeAttribute("aria-invalid");
  };
  const show = (/** @type {Value} */ value, /** @type {boolean} */ waits, /** @type {string} */ locked) => {
    if (!mistaken && value !== shown) control.show((shown = value));
    control.input.disabled = locked !== "";
    control.input.title = locked;
    const changed = value !== setting.default;
    control.row.classList.toggle("changed", changed);
    control.row.classList.toggle("waits", waits);
    say(mark, changed ? words.settings.changed(valueInWords(setting, setting.default)) : "");
    const limit = failsFrom(key, value);
    say(warning, limit === undefined ? "" : words.settings.fails(limit));
  };
  return { key, group, row: control.row, show, forget };
}

/** The core's sentence on a value, with the page's name for the field; empty where it is allowed.
 * @param {Setting} setting @param {Value} value @param {App} app @param {HTMLInputElement | HTMLSelectElement} input */
function mistakeIn(setting, value, app, input) {
  try {
    writeLink({ ...app.state().values, [setting.key]: value }, app.state().loss);
    return "";
  } catch (error) {
    const { label } = inWords(setting);
    if (Number.isNaN(value) && (input.value !== "" || input.validity.badInput)) return words.settings.noNumber(label, input.value, setting);
    return words.problem(named(saidOf(error), setting.key, label));
  }
}

/** @param {Said} said @param {string} key @param {string} label @returns {Said} */
function named({ sentence, problem }, key, label) {
  const text = sentence.replace(key, label).replace("NaN", words.settings.empty);
  if (!problem || !("field" in problem) || !("value" in problem)) return { sentence: text, problem };
  const value = problem.value === "NaN" ? words.settings.empty : problem.value;
  return { sentence: text, problem: /** @type {typeof problem} */ ({ ...problem, field: label, value }) };
}
