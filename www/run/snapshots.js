// A run's snapshots: from the nearest one before a step, the rest is trained again. They keep within a budget: when it is full, the one goes whose absence costs least
// for its age, so that they lie dense where one steps back, and sparse long before.
import { pack, unpack } from "./packed.js";

/** @import {Packed} from "./packed.js" */

/** Steps between two snapshots, until they are too many. */
const GAP = 64;
/** More are of little use. */
const MOST = 64;
/** Snapshots of all runs together take at most so many bytes: two of each of four runs at the course's size, where one has 41,699 rows of 128 numbers and takes 66 MB
 * with its moments, packed between 24 MB before the first step and 60 MB once all words have been met. */
const MOST_BYTES = 512 * 2 ** 20;

/** What each of so many runs may keep, in bytes. @param {number} runs */
export const budgetOf = (runs) => MOST_BYTES / runs;

export class Snapshots {
  /** @type {Map<number, Packed>} by their steps, which grow */ #kept = new Map();
  #budget;

  /** @param {number} budget in bytes */
  constructor(budget) {
    this.#budget = budget;
  }

  /** Is this a step to be kept? @param {number} step @param {number} apart [apart] steps that are to lie between two, if they are more than usual */
  wants(step, apart = GAP) {
    if (step % GAP !== 0) return false;
    const last = this.steps.at(-1) ?? 0;
    return step > last && step - last >= apart;
  }

  /** @param {number} step @param {Uint8Array} bytes */
  keep(step, bytes) {
    this.#kept.set(step, pack(bytes));
    while (this.#kept.size > 1 && (this.bytes > this.#budget || this.#kept.size > MOST)) this.#kept.delete(this.#cheapest());
    if (this.bytes > this.#budget) this.#kept.clear();
  }

  /** Whose absence costs fewest steps for its age; the newest stays. */
  #cheapest() {
    const steps = this.steps;
    const head = steps[steps.length - 1];
    const costs = steps.slice(0, -1).map((step, k) => (steps[k + 1] - (steps[k - 1] ?? 0)) / (head - step + GAP));
    return steps[costs.indexOf(Math.min(...costs))];
  }

  /** Where snapshots are, in order. */
  get steps() {
    return [...this.#kept.keys()];
  }

  /** Of all that is kept. */
  get bytes() {
    return [...this.#kept.values()].reduce((sum, { blocks, filled }) => sum + blocks.length + filled.length, 0);
  }

  /** Where the last snapshot before a step is. @param {number} step */
  placeBefore = (step) => this.steps.findLast((kept) => kept < step);

  /** The last snapshot before a step. @param {number} step @returns {import("./protocol.js").Kept | undefined} */
  before(step) {
    const at = this.placeBefore(step);
    const packed = at === undefined ? undefined : this.#kept.get(at);
    return at !== undefined && packed ? { step: at, bytes: unpack(packed) } : undefined;
  }
}
