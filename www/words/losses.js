// What people call a loss, in the page's language.
import { presetOf } from "../presets.js";
import { words } from "./index.js";

/** @param {string} name of a preset */
export const presetTitle = (name) => words.presets[name] ?? name;

/** @param {import("../protocol.js").LossConfig} loss */
export function lossTitle(loss) {
  const name = presetOf(loss);
  return name ? presetTitle(name) : words.custom;
}
