// What people call a loss, in the page's language.

import { words } from "../words/index.js";
import { presetOf } from "./presets.js";

/** @import {LossConfig, Values} from "../types/run.js" */

/** @param {string} name of a preset */
export const presetTitle = (name) => words.presets[name] ?? name;

/** @param {LossConfig} loss */
export function lossTitle(loss) {
  const name = presetOf(loss);
  return name ? presetTitle(name) : words.custom;
}

/** What a run is called beside its letter: its loss, and what else is its own. @param {{values: Values, loss: LossConfig}} own @param {{values: Values, loss: LossConfig}} first */
export function describe({ values, loss }, first) {
  const swap = values.swap ? [words.runs.swapped] : [];
  const asymmetry = values["data.asymmetry"] === first.values["data.asymmetry"] ? [] : [words.runs.asymmetry(Number(values["data.asymmetry"]))];
  return [lossTitle(loss), ...swap, ...asymmetry].join(", ");
}
