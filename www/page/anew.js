// A page that is loaded anew in another language goes on as it was: the choice of language has the keys again, and a run that was under way goes on from its step.
import { recall, remember } from "../host/memory.js";
import { root } from "../host.js";
import { byId } from "../ui/dom.js";

/** @import {App, State} from "../model/state.js" */

const [NAME, STORE] = /** @type {const} */ (["anew", "sessionStorage"]);

/** A lesson begins its page again by itself. @param {State} state */
export const keepPlace = ({ playing, parked }) =>
  remember(NAME, `${root().activeElement?.id.endsWith("language") ? "chosen " : ""}${playing && !parked ? "plays" : ""}`, STORE);

/** Gives back what looks whether the run is there to go on. @param {App} app */
export function takePlace(app) {
  const kept = recall(NAME, STORE) ?? "";
  remember(NAME, "", STORE);
  if (kept.includes("chosen")) byId("language", HTMLSelectElement).focus();
  let waits = kept.includes("plays");
  return (/** @type {State} */ { data, pending, fresh, going }) => {
    if (!waits || !data || pending || fresh || going) return;
    waits = false;
    queueMicrotask(app.play);
  };
}
