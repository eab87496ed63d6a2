// The named losses: the package's, fetched once, and which of them a loss is.
import { presets } from "../../pkg/web/tripletscope.js";
import { sameLoss } from "./form.js";

/** @import {LossConfig} from "../types/run.js" */

/** @type {Record<string, LossConfig> | undefined} */
let known;
export const namedLosses = () => {
  known ??= presets();
  return known;
};

/** The name of a loss, if it has one. @param {LossConfig} loss */
export const presetOf = (loss) => Object.entries(namedLosses()).find(([, named]) => sameLoss(named, loss))?.[0];
