// Losses and settings as people call them.

import { presetTitle } from "../../loss/titles.js";
import { settingOf } from "../../model/settings.js";
import { ROWS } from "../../verdict/groups.js";
import { SWAP } from "../../verdict/plan.js";
import { words } from "../../words/index.js";
import { inWords, valueInWords } from "../../words/table.js";

/** @import {Group} from "../../verdict/protocol.js" */

/** Losses of the reference results that have no preset, as links write them. @type {Readonly<Record<string, string>>} */
const SPELT = {
  "mean~mean_distance-swap_0.25_1~hardest_distance-swap_0.25_1": words.loss.combine["distance-swap"],
  "mean~mean_left_0.25_0.5~hardest_left_0.25_0.5~mean_right_0.25_0.5~hardest_right_0.25_0.5": `${words.plane.along.left} + ${words.plane.along.right}`,
};

/** @param {string} loss as in a link, perhaps with swapped sides; or rows alone of each kind @param {string} [settings] of this loss alone */
export function nameOf(loss, settings = "") {
  if (loss === ROWS) return words.verdict.rows;
  const plain = loss.endsWith(SWAP) ? loss.slice(0, -SWAP.length) : loss;
  const said = SPELT[plain] ?? presetTitle(plain);
  const name = plain === loss ? said : words.verdict.withSwap(said);
  return settings === "" ? name : `${name} (${settingsIn(settings)})`;
}

/** Settings and their values, as a link writes them. @param {string} link */
const partsOf = (link) => link.split("&").flatMap((part) => (part ? [part.split("=")] : []));
/** With their labels. @param {string[][]} parts */
const listed = (parts) => parts.map(([key, value]) => `${inWords(settingOf(key)).label} ${valueInWords(settingOf(key), value)}`).join(", ");
/** Parts of a link with their labels. @param {string} settings */
export const settingsIn = (settings) => listed(partsOf(settings));

/** In short for a list, or whole for a title. @param {Group} group @param {string[]} [always] settings that a title names at their defaults too */
export const groupIn = ({ data, asymmetry, steps, settings, losses }, always) => {
  const defaults = ["data.set", ...(always ?? [])].map((key) => [key, settingOf(key).default]);
  const { "data.set": set, ...others } = Object.fromEntries([...defaults, ...partsOf(settings)]);
  return words.verdict.group({
    data: data || words.verdict.builtin(valueInWords(settingOf("data.set"), set), words.decimal(asymmetry), always !== undefined),
    steps,
    settings: listed(Object.entries(others)),
    tuned: losses.some((loss) => loss.settings !== ""),
  });
};
