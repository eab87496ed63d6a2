// What a verdict is to make: every chosen loss with every seed; all else is as it stands on the page.
import { presets, verdictRun, writeLink } from "../../pkg/web/tripletscope.js";
import { table } from "../model/settings.js";

/** @import {Run} from "./protocol.js" */
/** @import {LossConfig, Values} from "../types/run.js" */
/** Losses as in a link; `rates` are tried before, over `tuneSeeds` other seeds; `courses`: measured on the way too.
 * @typedef {{losses: string[], first: number, seeds: number, steps: number, rates: number[], tuneSeeds: number, courses: boolean}} Choice */

/** Behind a loss: each pair's sides are exchanged with probability one half. */
export const SWAP = "+swap";
/** Parts of a link that a run names by itself. */
const OWN = /^(v|seed|swap|loss|data\.asymmetry)=/;
/** Parts that say which of the built-in questions there are. */
const BUILTIN = /^data\./;

/** Does it change none of a run's numbers? @param {string} part of a link */
const isOfPage = (part) => table().some(({ key, scope }) => scope === "page" && part.startsWith(`${key}=`));

/** A loss as in a link. @param {LossConfig} loss */
export const textOf = (loss) => writeLink({}, loss).split("loss=")[1] ?? Object.keys(presets())[0];

/** What all runs have in common: the data, and the settings of the page that hold for every run. @param {Values} values @param {LossConfig} loss
 * @param {string} data the name of a file, none for the built-in questions */
export function sharedOf(values, loss, data) {
  const parts = writeLink(values, loss).split("&");
  const settings = parts.filter((part) => part !== "" && !OWN.test(part) && !isOfPage(part) && !(data && BUILTIN.test(part))).join("&");
  return data ? { data, asymmetry: "0", settings } : { asymmetry: String(values["data.asymmetry"]), settings };
}

/** The seeds outermost, so that what is done so far is always a fair comparison.
 * @param {Choice} choice @param {ReturnType<typeof sharedOf>} shared @returns {Run[]} */
export const runsOf = ({ losses, first, seeds, steps }, shared) =>
  Array.from({ length: seeds }, (_, k) => first + k).flatMap((seed) => losses.map((loss) => verdictRun({ ...shared, steps, loss, seed })));

/** Parts into which a run's curve is divided. */
const PARTS = 8;
/** The steps at which a run is measured on its way. @param {Run} run */
export const marksOf = ({ steps }) =>
  [...new Set(Array.from({ length: PARTS - 1 }, (_, k) => Math.round(((k + 1) * steps) / PARTS)))].filter((k) => k > 0);
