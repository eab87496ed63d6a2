// The workers that share a run's steps, on the page's side: they come when its steps are worth it, and when one is lost the run goes on alone and then with new ones.
import { rung, startWorker } from "../host.js";

/** @import {ToWorker} from "./protocol.js" */

/** After more losses of partners than that, a run goes on alone. */
const MOST_LOSSES = 3;

export class Partners {
  /** @type {import("../host/core.js").Core} */ #module;
  /** @type {(message: ToWorker, transfer: Transferable[]) => void} to the run's worker */ #say;
  /** @type {Worker[]} */ #workers = [];
  /** How many workers may share a step, and how many could. */
  #allowed = 1;
  #parts = 1;
  #losses = 0;

  /** @param {import("../host/core.js").Core} module @param {(message: ToWorker, transfer: Transferable[]) => void} say */
  constructor(module, say) {
    [this.#module, this.#say] = [module, say];
  }

  /** How many workers may share the run's steps, itself included. @param {number} workers */
  allow(workers) {
    this.#allowed = workers;
    this.#hire();
  }

  /** The steps are worth being shared. @param {number} parts of a step */
  share(parts) {
    this.#parts = parts;
    this.#hire();
  }

  /** The run goes on alone, and then with new partners. */
  lose() {
    this.#losses++;
    for (const worker of this.#workers.splice(0)) worker.terminate();
    this.#say({ type: "crew", ports: [] }, []);
    this.#hire();
  }

  /** The run's worker is no more. */
  end() {
    this.#parts = 1;
    for (const worker of this.#workers.splice(0)) worker.terminate();
  }

  #hire() {
    const wanted = rung() === "page" || this.#losses > MOST_LOSSES ? 0 : Math.min(this.#allowed, this.#parts) - 1;
    if (wanted === this.#workers.length) return;
    for (const worker of this.#workers) worker.terminate();
    const channels = Array.from({ length: wanted }, () => new MessageChannel());
    this.#workers = channels.map(({ port2 }) => this.#start(port2));
    const ports = channels.map(({ port1 }) => port1);
    this.#say({ type: "crew", ports }, ports);
  }

  /** @param {MessagePort} port to the run's worker */
  #start(port) {
    const worker = startWorker("trainer");
    worker.onerror = () => this.lose();
    worker.postMessage({ type: "load", module: this.#module });
    worker.postMessage(/** @type {ToWorker} */ ({ type: "partner", port }), [port]);
    return worker;
  }
}
