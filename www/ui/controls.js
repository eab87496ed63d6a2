// Controls made from the table of settings: one row of it, one control.

import { plain } from "../words/format.js";
import { words } from "../words/index.js";
import { inWords } from "../words/table.js";
import { decimalField, numberIn, write } from "./decimal.js";
import { element } from "./dom.js";

/** @import {Setting} from "../types/run.js" */
/** @typedef {number | string | boolean} Value */
/** @typedef {{input: HTMLInputElement | HTMLSelectElement, show: (value: Value) => void}} Control */

/** A control per kind: its element, and how to read it and to set it. @type {Record<Setting["kind"], (setting: Setting, change: (value: Value) => void) => Control>} */
const kinds = {
  number: ({ min, max, step }, change) => {
    const input = decimalField({ min, max, step });
    input.addEventListener("change", () => change(numberIn(input)));
    return { input, show: (value) => write(input, plain(Number(value))) };
  },
  integer: ({ min, max }, change) => {
    const input = element("input", { type: "number", min, max, step: 1 });
    input.addEventListener("change", () => change(input.value === "" ? Number.NaN : input.valueAsNumber));
    return { input, show: (value) => void (input.value = String(value)) };
  },
  choice: (setting, change) => {
    const input = element("select", {}, ...(setting.choices ?? []).map(({ value, label }) => element("option", { value }, label)));
    input.addEventListener("change", () => change(input.value));
    return { input, show: (value) => void (input.value = String(value)) };
  },
  switch: (_, change) => {
    const input = element("input", { type: "checkbox" });
    input.addEventListener("change", () => change(input.checked));
    return { input, show: (value) => void (input.checked = Boolean(value)) };
  },
};

/** A labelled control with its help. @param {Setting} setting @param {(value: Value) => void} change */
export function controlOf(setting, change) {
  const said = inWords(setting);
  const control = kinds[setting.kind](said, change);
  const { key, label, help, restarts } = said;
  const [id, helpId] = [`setting-${key}`, `help-${key}`];
  control.input.id = id;
  control.input.setAttribute("aria-describedby", helpId);
  const text = restarts ? `${help} (${words.settings.restarts})` : help;
  const row = element("div", { class: "setting" }, element("label", { for: id }, label), control.input, element("small", { id: helpId }, text));
  return { row, ...control };
}

/** A slider between the ends of a setting. @param {Setting} setting @param {(value: number) => void} change */
export function sliderOf({ min, max, step }, change) {
  const input = element("input", { type: "range", min, max, step });
  input.addEventListener("input", () => change(input.valueAsNumber));
  return { input, show: (/** @type {number} */ value) => void (input.value = String(value)) };
}
