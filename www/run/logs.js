// What each worker has been told of its run's log: what is in force from which step. It is told again only where something has changed.
import { logOf } from "../model/experiment.js";

/** @import {Log} from "../types/run.js" */
/** @import {State} from "../model/state.js" */
/** @import {RunClient} from "./run-client.js" */

export class Logs {
  /** @type {Map<RunClient, string>} */ #told = new Map();

  /** A run has begun with this log. @param {RunClient} client @param {Log} log */
  began = (client, log) => void this.#told.set(client, JSON.stringify(log));

  /** Tells all runs, by their keys, what the state says now. @param {Map<RunClient, number>} clients @param {State} state */
  follow(clients, { keys, experiment }) {
    for (const [client, key] of clients) {
      const k = keys.indexOf(key);
      if (k < 0) continue;
      const log = logOf(experiment, k);
      if (JSON.stringify(log) !== this.#told.get(client)) client.log(log);
      this.began(client, log);
    }
  }
}
