// Workers that do not answer: stuck or slow, which a person decides.
import { words } from "../words/index.js";

/** @import {Change} from "../model/changes.js" */
/** @import {RunClient} from "./run-client.js" */

export class Silence {
  /** @type {Set<RunClient>} */ #silent = new Set();

  /** A worker does not answer, or speaks again. @param {RunClient} client @param {boolean} silent @returns {Change | undefined} what is said of it */
  heed(client, silent) {
    if (silent) {
      this.#silent.add(client);
      return { type: "notice", notice: { sentence: words.notice.silent, again: true } };
    }
    this.#silent.delete(client);
    return this.#silent.size === 0 ? { type: "dismiss" } : undefined;
  }

  /** Its worker is no more. @param {RunClient} client */
  forget = (client) => void this.#silent.delete(client);

  /** Nobody waits for those that do not answer. */
  giveUp() {
    for (const client of this.#silent) client.giveUp();
  }
}
