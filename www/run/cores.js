// How the cores of the machine are shared: by the runs that are side by side and the ghost, evenly, and each takes what it can use; the verdict takes all but one.

/** What the browser says of the machine; some say nothing. */
const cores = () => globalThis.navigator?.hardwareConcurrency || 2;

/** How many workers a run may have. @param {string} wanted "auto" or a number @param {number} runs side by side */
export const workersOfRun = (wanted, runs) => (wanted === "auto" ? Math.max(1, Math.floor(cores() / runs)) : Number(wanted));

/** Is there a core for a run that nobody has asked for, beside so many runs? @param {string} wanted "auto" or a number of workers a run @param {number} runs */
export const hasCoreForGhost = (wanted, runs) => cores() > runs * (wanted === "auto" ? 1 : Number(wanted));

/** So many steps in a row that each take longer are worth being shared: a single one may have been held up. */
const [WORTH_SHARING_MS, SURE] = [12, 3];
/** After so many shared steps some are taken alone again, to compare with those before and after; and again after twice as many. */
const [TRIAL, COMPARED] = [48, 5];
/** A shared step is to take at most so much of one alone: the partner has the core that the page could draw on. */
const MOST_SHARED = 0.9;

/** Watches what a run's steps take, and says whether they are to be shared: they have the same bits either way. */
export class Sharing {
  #slow = 0;
  #trial = TRIAL;
  /** Milliseconds of steps, in their order. @type {Record<"before" | "alone" | "after", number[]>} */ #took = { before: [], alone: [], after: [] };
  #over = false;

  /** One step without partners. @param {number} milliseconds @returns {boolean} is it seen now that they are worth being shared? */
  alone(milliseconds) {
    this.#slow = milliseconds > WORTH_SHARING_MS ? this.#slow + 1 : 0;
    return this.#slow === SURE && !this.#over;
  }

  /** Is the next step taken alone, though there are partners? */
  get compares() {
    const { before, alone } = this.#took;
    return this.#over || (before.length >= this.#trial && alone.length < COMPARED);
  }

  /** One that was. @param {number} milliseconds */
  compared(milliseconds) {
    this.#took.alone.push(milliseconds);
  }

  /** One with partners. @param {number} milliseconds @returns {boolean} is it seen now that sharing does not pay? */
  shared(milliseconds) {
    const { before, alone, after } = this.#took;
    (alone.length < COMPARED ? before : after).push(milliseconds);
    // The first one after them is the one for which the partners come up with the run.
    if (after.length <= COMPARED) return false;
    // Steps grow shorter as fewer pairs violate the margin: on both sides of those alone they do so evenly.
    this.#over = median([...before.slice(-COMPARED), ...after.slice(1)]) > MOST_SHARED * median(alone);
    [this.#took, this.#trial] = [{ before: [], alone: [], after: [] }, 2 * this.#trial];
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
