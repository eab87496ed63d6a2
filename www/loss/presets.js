// The named losses: the package's, fetched once, and which of them a loss is.
import { evaluateLoss, presets } from "../../pkg/web/tripletscope.js";
import { sameLoss } from "./form.js";

/** @import {LossConfig} from "../types/run.js" */

/** @type {Record<string, LossConfig> | undefined} */
let known;
/** Those that look at S alone: the page does not show the similarities within a side yet. */
export const namedLosses = () => {
  known ??= Object.fromEntries(Object.entries(presets()).filter(([, loss]) => looksAcross(loss)));
  return known;
};

/** Can the loss be judged by S alone? The core refuses one that cannot. @param {LossConfig} loss */
function looksAcross(loss) {
  try {
    evaluateLoss(Float32Array.of(1, 0, 0, 1), 2, loss);
    return true;
  } catch {
    return false;
  }
}

/** The name of a loss, if it has one. @param {LossConfig} loss */
export const presetOf = (loss) => Object.entries(namedLosses()).find(([, named]) => sameLoss(named, loss))?.[0];
