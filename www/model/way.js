// What it costs to go to a step: the run is taken up at the nearest snapshot before it, and trained from there.

/** @import {State} from "./state.js" */

/** Steps that are trained, and the milliseconds that they take; of runs side by side, the longest way. @param {Pick<State, "runs" | "origin">} state @param {number} to */
export function wayTo({ runs, origin }, to) {
  const ways = runs.map(({ step, kept, pace }) => {
    const from = Math.max(origin, ...kept.filter((snapshot) => snapshot < to), ...(step <= to ? [step] : []));
    return { steps: Math.max(0, to - from), ms: Math.max(0, to - from) * pace };
  });
  return ways.reduce((a, b) => (b.ms > a.ms ? b : a), { steps: 0, ms: 0 });
}
