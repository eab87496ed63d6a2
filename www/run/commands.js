// What goes to the runs as it is, and what a run begins with.
import { logOf, settingsAt } from "../model/experiment.js";
import { builtinConfig, readingOf, runConfig } from "../model/settings.js";

/** @import {Source} from "../types/run.js" */
/** @import {Experiment} from "../model/experiment.js" */
/** @import {State} from "../model/state.js" */
/** @import {Action, Store} from "../model/store.js" */
/** @import {Lockstep} from "./lockstep.js" */
/** @import {Opened, RunClient} from "./run-client.js" */

/** @param {Action} action @param {State} state @param {Lockstep} lockstep @param {RunClient | undefined} shown the run that is shown */
function carryOut(action, state, lockstep, shown) {
  if (action.type === "play") lockstep.play();
  else if (action.type === "pause") lockstep.pause();
  else if (action.type === "step") lockstep.step();
  else if (action.type === "measure") lockstep.measure();
  else if (action.type === "seek") lockstep.seek(action.step);
  else if (action.type === "halt") lockstep.halt();
  else if (action.type === "time") shown?.time(runConfig({ ...state.values, ...action.values }, state.loss));
  else if (action.type === "list") shown?.pairs();
  else if (action.type === "ask") shown?.ask(action.question1, action.question2);
  else if (action.type === "map") shown?.map(action.what);
  else if (action.type === "explain") shown?.explain(state.step, action.pair);
  else if (action.type === "save") shown?.save(action.what);
}

/** What brings the runs elsewhere, and what lets them stay. */
const MOVES = ["play", "step", "seek"];
const STAYS = ["pause", "halt", "measure"];

/** What is asked of runs while they begin anew is not for those that go: the last of it is done with those that begin. */
export class Commands {
  /** @type {Store} */ #store;
  /** @type {Lockstep} */ #lockstep;
  /** @type {(state: State) => boolean} */ #renews;
  /** @type {Action | undefined} */ #waits;

  /** @param {Store} store @param {Lockstep} lockstep @param {(state: State) => boolean} renews do the runs begin anew? */
  constructor(store, lockstep, renews) {
    [this.#store, this.#lockstep, this.#renews] = [store, lockstep, renews];
  }

  /** @param {Action} action @param {State} state @param {RunClient | undefined} shown the run that is shown */
  follow(action, state, shown) {
    const moves = MOVES.includes(action.type);
    if (this.#renews(state)) {
      if (moves || STAYS.includes(action.type)) this.#waits = moves ? action : undefined;
      if (moves) return;
    }
    carryOut(action, state, this.#lockstep, shown);
    this.catchUp();
  }

  /** What has waited is done. */
  catchUp() {
    const state = this.#store.state();
    const move = this.#waits;
    if (!move || this.#renews(state)) return;
    this.#waits = undefined;
    carryOut(move, state, this.#lockstep, undefined);
  }
}

/** After these somebody has seen what there is, and wants it to go on. */
const AGAIN = ["play", "step", "seek", "again", "open", "reset"];
/** @param {Action} action */
export const goesOn = ({ type }) => AGAIN.includes(type);

/** What a run begins with. @param {Experiment} experiment @param {number} run @param {Source | undefined} source */
export function startOf(experiment, run, source) {
  const { values, loss } = settingsAt(experiment, run, 0);
  const reading = readingOf(values, loss);
  const own =
    source?.kind === "file"
      ? { ...source, ...(reading && { reading: { ...reading, ...source.reading } }) }
      : { kind: /** @type {const} */ ("builtin"), config: builtinConfig(values, loss) };
  return { source: own, log: logOf(experiment, run) };
}

/** Opens a run of the state in a worker of its own. @param {RunClient} client @param {State} state @param {number} key @returns {Promise<Opened | undefined>} */
export function openedIn(client, { experiment, keys, saved, weights, source: data }, key) {
  const { source, log } = startOf(experiment, keys.indexOf(key), data);
  return client.open(source, log, weights[key] ? undefined : saved, weights[key]);
}
