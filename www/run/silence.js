// Workers that do not answer: stuck or slow, so a person says whether they are waited for.
import { words } from "../words/index.js";

/** @import {Change} from "../model/changes.js" */
/** @import {RunClient} from "./run-client.js" */

export class Silence {
  /** @type {Set<RunClient>} */ #silent = new Set();

  /** A worker does not answer, or speaks again or is no more: what is said of it. @param {RunClient} client @param {boolean} silent @param {(change: Change) => void} dispatch */
  heed(client, silent, dispatch) {
    if (silent) {
      this.#silent.add(client);
      dispatch({ type: "notice", notice: { sentence: words.notice.silent, again: true, of: "silent" } });
    } else if (this.#silent.delete(client) && this.#silent.size === 0) dispatch({ type: "dismiss", of: "silent" });
  }

  /** Nobody waits for those that do not answer. */
  giveUp() {
    for (const client of this.#silent) client.giveUp();
  }
}
