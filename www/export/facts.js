// What every file says of where it comes from.

import { here } from "../host.js";
import { presetOf } from "../loss/presets.js";
import { describe } from "../loss/titles.js";
import { words } from "../words/index.js";

/** @import {State} from "../model/state.js" */
/** @typedef {ReturnType<typeof factsOf>} Facts */

/** Views that show all runs side by side. */
const TOGETHER = ["curves", "compare"];

/** @param {string} view @param {State} state */
export function factsOf(view, { step, loss, values, name, runs }) {
  const titles = /** @type {Record<string, string>} */ ({ ...words.page, ...words.views });
  const seed = Number(values.seed);
  const together = TOGETHER.includes(view) && runs.length > 1;
  // Who has one run only has no name for it.
  const run = runs.length > 1 && !together ? name : null;
  const first = runs[0] ?? { values, loss };
  const losses = together ? runs.map((each) => `${each.name} ${describe(each, first)}`) : [describe({ values, loss }, first)];
  const caption = words.save.caption({ step, seed, run, loss: losses.join("; ") });
  return { view, title: titles[view], caption, run, seed, step, preset: presetOf(loss) ?? null, loss, settings: values, link: here() };
}

/** @param {Facts} facts @param {string} extension */
export const nameOf = ({ view, run, seed, step }, extension) =>
  `tripletscope-${view}${run ? `-run-${run}` : ""}-seed-${seed}-step-${step}.${extension}`;
