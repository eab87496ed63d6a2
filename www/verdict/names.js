// Losses and settings as people call them.
import { settingOf } from "../settings.js";
import { words } from "../words/index.js";
import { presetTitle } from "../words/losses.js";
import { inWords } from "../words/table.js";
import { SWAP } from "./plan.js";

/** @import {Group} from "./protocol.js" */

/** @param {string} loss as in a link, perhaps with swapped sides @param {string} [settings] of this loss alone */
export function nameOf(loss, settings = "") {
  const plain = loss.endsWith(SWAP) ? loss.slice(0, -SWAP.length) : loss;
  const said = presetTitle(plain);
  const name = plain === loss ? said : words.verdict.withSwap(said);
  return settings === "" ? name : `${name} (${settingsIn(settings)})`;
}

/** Parts of a link with their labels. @param {string} settings */
export function settingsIn(settings) {
  const parts = settings.split("&").filter((part) => part !== "");
  const said = parts.map((part) => {
    const [key, value] = part.split("=");
    const { label, choices } = inWords(settingOf(key));
    return `${label} ${choices?.find((choice) => choice.value === value)?.label ?? value}`;
  });
  return said.join(", ");
}

/** @param {Group} group */
export const groupIn = ({ data, asymmetry, steps, settings, losses }) =>
  words.verdict.group({ data, asymmetry, steps, settings: settingsIn(settings), tuned: losses.some((loss) => loss.settings !== "") });
