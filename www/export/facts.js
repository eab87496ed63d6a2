// What every file says of where it comes from.

import { presets } from "../../pkg/web/tripletscope.js";
import { here } from "../host.js";
import { sameLoss } from "../loss-form.js";
import { words } from "../words/index.js";

/** @import {State} from "../state.js" */
/** @typedef {ReturnType<typeof factsOf>} Facts */

/** @param {string} view @param {State} state */
export function factsOf(view, { step, loss, values }) {
  const titles = /** @type {Record<string, string>} */ ({ ...words.page, ...words.views });
  const preset = Object.entries(presets()).find(([, known]) => sameLoss(known, loss))?.[0];
  const seed = Number(values.seed);
  const caption = words.save.caption({ step, seed, loss: preset ? (words.presets[preset] ?? preset) : words.custom });
  return { view, title: titles[view], caption, seed, step, preset: preset ?? null, loss, settings: values, link: here() };
}

/** @param {Facts} facts @param {string} extension */
export const nameOf = ({ view, seed, step }, extension) => `tripletscope-${view}-seed-${seed}-step-${step}.${extension}`;
