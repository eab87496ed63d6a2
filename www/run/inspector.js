// Looks at the beginning of files of pairs, in a worker of its own: the runs go on meanwhile, and what is not wanted any more ends with the worker.
import { wasmModule } from "../host.js";
import { saidOf } from "../model/problems.js";
import { words } from "../words/index.js";
import { attended } from "./attended.js";

/** @import {Inspection} from "../../pkg/web/tripletscope.js" */
/** @import {Said} from "../types/run.js" */
/** @import {FromWorker, Looking} from "./protocol.js" */

/** @typedef {{inspection: Inspection} | {refused: Said}} Inspected */
/** @typedef {{looking: Looking, again: boolean, resolve: (found: Inspected) => void}} Waiting */

export class Inspector {
  /** @type {Promise<import("./attended.js").Attended> | undefined} */ #worker;
  /** @type {Map<number, Waiting>} */ #waiting = new Map();
  #asked = 0;

  /** How a file would be read, as far as its beginning tells. @param {Looking} looking @returns {Promise<Inspected>} */
  inspect(looking) {
    return new Promise((resolve) => this.#ask(++this.#asked, { looking, again: false, resolve }));
  }

  end() {
    this.#worker?.then((worker) => worker.end());
    this.#worker = undefined;
    this.#waiting.clear();
  }

  /** @param {number} run @param {Waiting} waiting */
  async #ask(run, waiting) {
    this.#waiting.set(run, waiting);
    try {
      this.#worker ??= this.#start();
      (await this.#worker).say({ type: "inspect", run, looking: waiting.looking });
    } catch (error) {
      this.#worker = undefined;
      this.#answer(run, { refused: saidOf(error) });
    }
  }

  #start = async () => attended("trainer", await wasmModule(), this.#hear, this.#gone);

  #hear = (/** @type {FromWorker} */ message) => {
    if (message.type === "inspected") this.#answer(message.run, { inspection: message.inspection });
    else if (message.type === "refused" && message.run !== undefined) this.#answer(message.run, { refused: message });
    else if (message.type === "refused" || message.type === "crashed") this.#fail(message);
  };

  /** The worker is no more: another one is asked once. @param {string} sentence */
  #gone = (sentence) => {
    this.#worker = undefined;
    for (const [run, waiting] of [...this.#waiting]) {
      if (waiting.again) this.#answer(run, { refused: { sentence: sentence || words.data.gone } });
      else this.#ask(run, { ...waiting, again: true });
    }
  };

  /** @param {number} run @param {Inspected} found */
  #answer(run, found) {
    this.#waiting.get(run)?.resolve(found);
    this.#waiting.delete(run);
  }

  /** Nothing comes of this worker any more. @param {Said} refused */
  #fail(refused) {
    for (const run of [...this.#waiting.keys()]) this.#answer(run, { refused });
    this.end();
  }
}
