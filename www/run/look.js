// Looks into files of arrays, in a worker of its own that ends with it: the memory that a large file takes is given back, and the runs go on.
import { words } from "../words/index.js";
import { attended } from "./attended.js";

/** @import {FromWorker, Looked} from "./protocol.js" */
/** @import {Said} from "../types/run.js" */

/** @param {import("../host/core.js").Core} module @param {File[]} files @returns {Promise<Looked | {refused: Said}>} */
export function look(module, files) {
  /** @type {import("./attended.js").Attended | undefined} */
  let worker;
  return new Promise((/** @type {(found: Looked | {refused: Said}) => void} */ resolve) => {
    const hear = (/** @type {FromWorker} */ message) => {
      if (message.type === "looked") resolve(message.looked);
      else if (message.type === "refused" || message.type === "crashed") resolve({ refused: message });
    };
    worker = attended("trainer", module, hear, (sentence) => resolve({ refused: { sentence: sentence || words.data.gone } }));
    worker.say({ type: "look", files });
  }).finally(() => worker?.end());
}
