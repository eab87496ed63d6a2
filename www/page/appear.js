// The lab appears when all that it opens with is there, so that nothing moves then; or when there is something to wait for or to read.
import { root } from "../host.js";

/** @import {State} from "../model/state.js" */

export function appear() {
  for (const node of root().querySelectorAll(".starting")) node.classList.remove("starting");
}

/** Gives what is told of each state: what the panels make of it, and how it is drawn. @param {() => Promise<void>} drawn */
export function appearing(drawn) {
  let waits = true;
  return async (/** @type {State} */ { fresh, problem, notice, going }, /** @type {unknown[]} */ shown) => {
    if (!waits || (fresh && !problem && !notice && !going)) return;
    waits = false;
    await Promise.allSettled(shown);
    await drawn();
    appear();
  };
}
