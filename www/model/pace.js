// How fast a run goes, by what is seen of it.

/** After so many steps in so long it is known how long one takes. */
const [RELIABLE, SURE_MS] = [3, 700];
/** At least the steps of so long count, otherwise those of the second half: the first ones wait for workers to come and for code to be compiled. */
const RECENT_MS = 3000;

/** Seconds that a step takes now, once that is known: `at` is told each step that is seen, and `forget` that the run stands still. */
export function paceSeen() {
  /** When which step was seen. @type {{ms: number, step: number}[]} */
  let seen = [];
  let began = Number.NaN;
  const forget = () => {
    [seen, began] = [[], Number.NaN];
  };
  const at = (/** @type {number} */ step, /** @type {number} */ ms) => {
    if (step !== seen.at(-1)?.step) {
      // The way to the first step that is seen includes the beginning.
      if (seen.length === 1 && Number.isNaN(began)) [seen, began] = [[], ms];
      seen.push({ ms, step });
    }
    const recent = Math.max(RECENT_MS, (ms - began) / 2);
    while (seen.length > 2 && ms - seen[1].ms > recent) seen.shift();
    const [first, last] = [seen[0], seen[seen.length - 1]];
    return last.step - first.step < RELIABLE || last.ms - first.ms < SURE_MS ? undefined : (last.ms - first.ms) / 1000 / (last.step - first.step);
  };
  return { at, forget };
}
