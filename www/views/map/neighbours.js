// The plane of a map in which what is alike stands together: searched in a worker of its own, which ends with it.
import { wasmModule } from "../../host.js";
import { saidOf } from "../../model/problems.js";
import { attended } from "../../run/attended.js";
import { words } from "../../words/index.js";

/** @import {Neighbourhood} from "../../../pkg/web/tripletscope.js" */
/** @import {FromWorker} from "../../run/protocol.js" */
/** @import {Mapped, Said} from "../../types/run.js" */

/** @typedef {object} Hears
 * @property {(round: number, rounds: number, points: Float32Array) => void} round on its way
 * @property {(found: Neighbourhood) => void} found
 * @property {(said: Said) => void} failed
 */

/** Begins the search, and gives back what ends it. @param {Mapped} mapped @param {Hears} hears */
export function searchNeighbours({ vectors, size }, { round, found, failed }) {
  const life = new AbortController();
  /** @param {FromWorker} message */
  const hear = (message) => {
    if (message.type === "neighbouring") return round(message.round, message.rounds, message.points);
    if (message.type === "neighbours") found(message.found);
    else if (message.type === "refused" || message.type === "crashed") failed(message);
    life.abort();
  };
  const begin = (/** @type {import("../../host/core.js").Core} */ module) => {
    if (life.signal.aborted) return;
    const worker = attended("trainer", module, hear, (sentence) => failed({ sentence: sentence || words.data.gone }));
    life.signal.addEventListener("abort", () => worker.end());
    worker.say({ type: "neighbours", vectors, size });
  };
  wasmModule().then(begin, (error) => failed(saidOf(error)));
  return () => life.abort();
}
