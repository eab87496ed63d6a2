// Looks into files of arrays, in a worker of its own that ends with it: the memory that a large file takes is given back, and the runs go on.
import { startWorker } from "../host.js";

/** @import {FromWorker, Looked} from "./protocol.js" */
/** @import {Said} from "../types/run.js" */

/** @param {import("../host/core.js").Core} module @param {Blob[]} files @returns {Promise<Looked | {refused: Said}>} */
export function look(module, files) {
  const worker = startWorker("trainer");
  return new Promise((/** @type {(found: Looked | {refused: Said}) => void} */ resolve) => {
    worker.onmessage = ({ data }) => {
      const message = /** @type {FromWorker} */ (data);
      if (message.type === "looked") resolve(message.looked);
      else if (message.type === "refused" || message.type === "crashed") resolve({ refused: message });
    };
    worker.onerror = (event) => {
      event.preventDefault?.();
      resolve({ refused: { sentence: event.message ?? "" } });
    };
    worker.postMessage({ type: "load", module });
    worker.postMessage({ type: "look", files });
  }).finally(() => worker.terminate());
}
