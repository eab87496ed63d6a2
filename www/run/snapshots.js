// A run's snapshots: from the nearest one before a step, the rest is trained again. They keep within a budget: when it is full, every other one goes.

/** Steps between two snapshots, as long as all of them fit. */
const GAP = 64;

export class Snapshots {
  /** @type {Map<number, Uint8Array>} */ #kept = new Map();
  #gap = GAP;
  #budget;

  /** @param {number} budget in bytes */
  constructor(budget) {
    this.#budget = budget;
  }

  /** Is this a step to be kept? @param {number} step */
  wants = (step) => step % this.#gap === 0 && !this.#kept.has(step);

  /** @param {number} step @param {Uint8Array} bytes */
  keep(step, bytes) {
    this.#kept.set(step, bytes);
    while (this.bytes > this.#budget && this.#kept.size > 0) {
      this.#gap *= 2;
      for (const kept of this.#kept.keys()) if (kept % this.#gap !== 0) this.#kept.delete(kept);
    }
  }

  /** Of all that is kept. */
  get bytes() {
    return [...this.#kept.values()].reduce((sum, bytes) => sum + bytes.length, 0);
  }

  /** The last snapshot before a step. @param {number} step @returns {import("./protocol.js").Kept | undefined} */
  before(step) {
    const at = [...this.#kept.keys()].filter((kept) => kept < step).reduce((a, b) => Math.max(a, b), -1);
    const bytes = this.#kept.get(at);
    return bytes && { step: at, bytes };
  }
}
