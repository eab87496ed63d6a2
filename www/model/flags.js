// What was changed while runs went on, as flags at their steps: on the charts and on the time line.
import { ALONG, DIRECTIONS, looksAt } from "../loss/judge.js";
import { lossTitle } from "../loss/titles.js";
import { words } from "../words/index.js";
import { inWords, valueInWords } from "../words/table.js";
import { NAMES, settingsAt } from "./experiment.js";
import { settingOf } from "./settings.js";

/** @import {LossConfig} from "../types/run.js" */
/** @import {Experiment} from "./experiment.js" */
/** A run from 0, the step from which it holds, and what it says. @typedef {{run: number, step: number, text: string}} Flag */

/** Every change after the start, in the order of steps; what several runs have in common stands there once. @param {Experiment} experiment @returns {Flag[]} */
export function flagsOf(experiment) {
  /** @type {Set<string>} */
  const seen = new Set();
  const all = experiment.runs.flatMap((changes, run) =>
    changes.flatMap((change, k) => {
      const key = JSON.stringify(change);
      if (change.step === 0 || seen.has(key)) return [];
      seen.add(key);
      const before = settingsAt({ ...experiment, runs: [changes.slice(0, k)] }, 0, change.step);
      const values = Object.entries(change.values ?? {}).map(([name, value]) => valueText(name, value));
      const text = [...(change.loss ? [lossText(before.loss, change.loss)] : []), ...values].join(", ");
      return [{ run, step: change.step, text: experiment.runs.length > 1 ? words.flags.of(NAMES[run], text) : text }];
    }),
  );
  return all.sort((a, b) => a.step - b.step);
}

/** @param {string} key @param {number | string | boolean} value */
function valueText(key, value) {
  const setting = settingOf(key);
  const { label } = inWords(setting);
  return typeof value === "boolean" ? words.flags.turned(label, value) : `${label} ${valueInWords(setting, value)}`;
}

/** A direction that is looked along from here on, or no longer; otherwise what the loss is called. @param {LossConfig} before @param {LossConfig} after */
function lossText(before, after) {
  const turned = DIRECTIONS.flatMap((direction) => {
    const on = looksAt(after, direction);
    return on === looksAt(before, direction) ? [] : [words.flags.turned(words.loss.directions[ALONG[direction]], on)];
  });
  return turned.length > 0 ? turned.join(", ") : lossTitle(after);
}
