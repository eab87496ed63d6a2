// Is there so much to lose that one is asked before leaving the page?

/** @import {App} from "../model/state.js" */

/** After training this long. */
const WORTH_ASKING_MS = 60_000;

/** @param {App} app */
export function losesMuch(app) {
  /** Milliseconds that these runs have gone on for, and since when they do. */
  let [trained, since] = [0, 0];
  app.subscribe((state, before) => {
    const now = performance.now();
    // What is put aside is neither trained nor lost meanwhile.
    const isOwn = !state.parked && !before.parked;
    if (before.playing && isOwn) trained += now - since;
    since = now;
    if (state.era !== before.era && isOwn) trained = 0;
  });
  return () => app.own().source?.kind === "file" || trained > WORTH_ASKING_MS;
}
