// The table's labels and helps in the page's language; what the language does not say stays as the table has it.
import { plain } from "./format.js";
import { words } from "./index.js";

/** @import {Setting} from "../types/run.js" */
/** A row of the table in words; a view's label is its title. @typedef {{label?: string, help?: string, choices?: Record<string, string>}} Row */

/** A value as its control shows it. @param {Setting} setting @param {number | string | boolean} value */
export function valueInWords(setting, value) {
  if (typeof value === "boolean") return words.settings.switched(value);
  return inWords(setting).choices?.find((choice) => choice.value === value)?.label ?? words.decimal(typeof value === "number" ? plain(value) : value);
}

/** @param {Setting} setting @param {Record<string, Row>} [table] @returns {Setting} */
export function inWords(setting, table = words.table) {
  const { label = setting.label, help = setting.help, choices: said = {} } = table[setting.key] ?? {};
  const choices = setting.choices?.map((choice) => ({ ...choice, label: said[choice.value] ?? choice.label }));
  return { ...setting, label, help, choices };
}
