// What each worker has been told of its run's log: what is in force from which step. It is told again only where something has changed.
import { logOf } from "../model/experiment.js";
import { budgetOf } from "./snapshots.js";

/** @import {Log} from "../types/run.js" */
/** @import {State} from "../model/state.js" */
/** @import {Past, RunClient} from "./run-client.js" */

export class Logs {
  /** @type {Map<RunClient, string>} */ #told = new Map();

  /** What a client has opened begins, as the run's log is now. @param {RunClient} client @param {number} key @param {State} state @param {Past} [past] */
  begin(client, key, { experiment, keys, saved }, past) {
    const k = keys.indexOf(key);
    if (k < 0) return;
    const log = logOf(experiment, k);
    client.begin(log, budgetOf(keys.length), past);
    // A saved run begins with what it was saved with.
    if (saved && (k > 0 || log.length > 1)) client.log(log);
    this.#tell(client, log);
  }

  /** @param {RunClient} client @param {Log} log */
  #tell = (client, log) => void this.#told.set(client, JSON.stringify(log));

  /** Tells all runs, by their keys, what the state says now. @param {Map<RunClient, number>} clients @param {State} state */
  follow(clients, { keys, experiment }) {
    for (const [client, key] of clients) {
      const k = keys.indexOf(key);
      if (k < 0) continue;
      const log = logOf(experiment, k);
      if (JSON.stringify(log) !== this.#told.get(client)) client.log(log);
      this.#tell(client, log);
    }
  }
}
