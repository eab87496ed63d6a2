// What people call a loss, in the page's language.

import { words } from "../words/index.js";
import { presetOf } from "./presets.js";
import { plainTraps } from "./traps.js";

/** @import {LossConfig, Values} from "../types/run.js" */

/** @param {string} name of a preset */
export const presetTitle = (name) => words.presets[name] ?? name;

/** @param {LossConfig} loss */
export function lossTitle(loss) {
  const { mistakes: _, ...rightly } = loss;
  const name = presetOf(/** @type {LossConfig} */ (rightly));
  return [name ? presetTitle(name) : words.custom, ...plainTraps({ values: {}, loss }).map(trapTitle)].join(", ");
}

/** @param {import("./traps.js").Mistake} name */
const trapTitle = (name) => words.traps.marked(words.traps.names[name]);

/** What a run is called beside its letter: its loss, and what else is its own. @param {{values: Values, loss: LossConfig}} own @param {{values: Values, loss: LossConfig}} first */
export function describe({ values, loss }, first) {
  const swap = values.swap ? [words.runs.swapped] : [];
  const own = values["model.pooling"];
  const pooling = own === first.values["model.pooling"] || own === "units" ? [] : [words.runs.pooling(own === "mean")];
  const asymmetry = values["data.asymmetry"] === first.values["data.asymmetry"] ? [] : [words.runs.asymmetry(Number(values["data.asymmetry"]))];
  // Those of the loss stand in its title.
  const traps = plainTraps({ values, loss: { ...loss, mistakes: undefined } }).map(trapTitle);
  return [lossTitle(loss), ...swap, ...asymmetry, ...pooling, ...traps].join(", ");
}
