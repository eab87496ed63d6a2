// How the cores of the machine are shared: by the runs that are side by side and the ghost, evenly, and each takes what it can use; the verdict takes all but one.

/** What the browser says of the machine; some say nothing. */
const cores = () => globalThis.navigator?.hardwareConcurrency || 2;

/** How many workers a run may have. @param {string} wanted "auto" or a number @param {number} runs side by side */
export const workersOfRun = (wanted, runs) => (wanted === "auto" ? Math.max(1, Math.floor(cores() / runs)) : Number(wanted));

/** Is there a core for a run that nobody has asked for, beside so many runs? @param {string} wanted "auto" or a number of workers a run @param {number} runs */
export const hasCoreForGhost = (wanted, runs) => cores() > runs * (wanted === "auto" ? 1 : Number(wanted));

/** So many steps in a row that each take longer are worth being shared: a single one may have been held up. */
const [WORTH_SHARING_MS, SURE] = [12, 3];
/** After so many shared steps some are taken alone again, to compare; and again after twice as many. */
const [TRIAL, COMPARED] = [48, 5];
/** A shared step is to take at most so much of one alone: the partner has the core that the page could draw on. */
const MOST_SHARED = 0.9;

/** Watches what a run's steps take, and says whether they are to be shared: they have the same bits either way. */
export class Sharing {
  #slow = 0;
  #trial = TRIAL;
  /** @type {number[]} */ #shared = [];
  /** @type {number[]} */ #alone = [];
  #over = false;

  /** One step without partners. @param {number} milliseconds @returns {boolean} is it seen now that they are worth being shared? */
  alone(milliseconds) {
    this.#slow = milliseconds > WORTH_SHARING_MS ? this.#slow + 1 : 0;
    return this.#slow === SURE && !this.#over;
  }

  /** One with partners. @param {number} milliseconds */
  shared(milliseconds) {
    this.#shared.push(milliseconds);
  }

  /** Is the next step taken alone, though there are partners? */
  get compares() {
    return this.#over || this.#shared.length >= this.#trial;
  }

  /** One that was. @param {number} milliseconds @returns {boolean} is it seen now that sharing does not pay? */
  compared(milliseconds) {
    this.#alone.push(milliseconds);
    if (this.#over || this.#alone.length < COMPARED) return false;
    this.#over = median(this.#shared.slice(-this.#trial / 2)) > MOST_SHARED * median(this.#alone);
    [this.#shared, this.#alone, this.#trial] = [[], [], 2 * this.#trial];
    return this.#over;
  }
}

/** @param {number[]} values */
export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Of a step alone, what it takes on the page, which measures and draws; and what two workers gain, from 1.1 where they just begin to share to 1.5 at course size (docs/speed.md). */
const [ON_THE_PAGE, GAIN] = [1.1, 1.3];

/** Milliseconds of a step on the page, of one that takes so many alone. @param {number} alone @param {number} workers that the run may have */
export const stepOnPage = (alone, workers) => (ON_THE_PAGE * alone) / (workers > 1 && alone > WORTH_SHARING_MS ? GAIN : 1);

/** How many workers the verdict has: the page keeps a core. */
export const workersOfVerdict = () => Math.max(1, cores() - 1);
