// What a verdict is to make: every chosen loss with every seed; all else is as it stands on the page.
import { presets, writeLink } from "../../pkg/web/tripletscope.js";

/** @import {Run} from "./protocol.js" */
/** @import {LossConfig, Values} from "../protocol.js" */
/** @typedef {{losses: string[], first: number, seeds: number, steps: number}} Choice losses as in a link */

/** Behind a loss: each pair's sides are exchanged with probability one half. */
export const SWAP = "+swap";
/** Parts of a link that a run names by itself, or that change none of its numbers. */
const OWN = /^(v|seed|swap|loss|data\.asymmetry|page\.\w+|view\.\w+)=/;

/** A loss as in a link. @param {LossConfig} loss */
export const textOf = (loss) => writeLink({}, loss).split("loss=")[1] ?? Object.keys(presets())[0];

/** The settings of the page that hold for every run. @param {Values} values @param {LossConfig} loss */
export const settingsOf = (values, loss) =>
  writeLink(values, loss)
    .split("&")
    .filter((part) => part !== "" && !OWN.test(part))
    .join("&");

/** The seeds outermost, so that what is done so far is always a fair comparison.
 * @param {Choice} choice @param {Values} values @param {LossConfig} loss @returns {Run[]} */
export function runsOf({ losses, first, seeds, steps }, values, loss) {
  const shared = { asymmetry: String(values["data.asymmetry"]), steps, settings: settingsOf(values, loss) };
  return Array.from({ length: seeds }, (_, k) => first + k).flatMap((seed) => losses.map((name) => ({ ...shared, loss: name, seed })));
}
