// What people call a loss, in the page's language.

import { words } from "../words/index.js";
import { presetOf } from "./presets.js";

/** @param {string} name of a preset */
export const presetTitle = (name) => words.presets[name] ?? name;

/** @param {import("../run/protocol.js").LossConfig} loss */
export function lossTitle(loss) {
  const name = presetOf(loss);
  return name ? presetTitle(name) : words.custom;
}
