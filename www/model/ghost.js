// The ghost: the run as it would be without its last change, drawn as a pale curve beside it. It follows from the experiment alone.
import { flagsOf } from "./flags.js";

/** @import {Experiment} from "./experiment.js" */
/** @import {History} from "./history.js" */
/** The run without its last change, and the step from which on the two differ. @typedef {{experiment: Experiment, step: number, key: string}} Other */
/** A pale curve: the run without what the flag says, or the run before a restart. @typedef {{flag: string | undefined, history: History, key: string}} Ghost */

/** Only of a single run: several are each other's comparison. @param {Experiment} experiment @returns {Other | undefined} */
export function otherOf({ values, loss, runs }) {
  const [changes] = runs;
  const last = changes.at(-1);
  if (runs.length > 1 || !last || last.step === 0) return undefined;
  const experiment = { values, loss, runs: [changes.slice(0, -1)] };
  return { experiment, step: last.step, key: JSON.stringify([values, loss, experiment.runs, last.step]) };
}

/** What the run has changed that its ghost has not. @param {Experiment} experiment */
export const withoutWhat = (experiment) => flagsOf(experiment).at(-1)?.text ?? "";
