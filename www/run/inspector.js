// Looks at the beginning of files of pairs, in a worker of its own: the runs go on meanwhile, and what is not wanted any more ends with the worker.
import { startWorker, wasmModule } from "../host.js";
import { saidOf } from "../model/problems.js";

/** @import {Inspection} from "../../pkg/web/tripletscope.js" */
/** @import {Reading, Said} from "../types/run.js" */
/** @import {FromWorker, ToWorker} from "./protocol.js" */

/** @typedef {{inspection: Inspection} | {refused: Said}} Inspected */

export class Inspector {
  /** @type {Promise<Worker> | undefined} */ #worker;
  /** @type {Map<number, (found: Inspected) => void>} */ #waiting = new Map();
  #asked = 0;

  /** How a file would be read, as far as its beginning tells. @param {Blob} file @param {Reading} reading @returns {Promise<Inspected>} */
  async inspect(file, reading) {
    const run = ++this.#asked;
    try {
      this.#worker ??= this.#start();
      const worker = await this.#worker;
      return await new Promise((resolve) => {
        this.#waiting.set(run, resolve);
        worker.postMessage(/** @type {ToWorker} */ ({ type: "inspect", run, file, reading }));
      });
    } catch (error) {
      return { refused: saidOf(error) };
    }
  }

  end() {
    this.#worker?.then((worker) => worker.terminate());
    this.#worker = undefined;
    this.#waiting.clear();
  }

  async #start() {
    const module = await wasmModule();
    const worker = startWorker("trainer");
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault?.();
      this.#fail({ sentence: event.message ?? "" });
    };
    worker.postMessage(/** @type {ToWorker} */ ({ type: "load", module }));
    return worker;
  }

  /** @param {FromWorker} message */
  #hear(message) {
    if (message.type === "inspected") this.#answer(message.run, { inspection: message.inspection });
    else if (message.type === "refused" && message.run !== undefined) this.#answer(message.run, { refused: message });
    else if (message.type === "refused" || message.type === "crashed") this.#fail(message);
  }

  /** @param {number} run @param {Inspected} found */
  #answer(run, found) {
    this.#waiting.get(run)?.(found);
    this.#waiting.delete(run);
  }

  /** Nothing comes of this worker any more. @param {Said} refused */
  #fail(refused) {
    for (const run of [...this.#waiting.keys()]) this.#answer(run, { refused });
    this.end();
  }
}
