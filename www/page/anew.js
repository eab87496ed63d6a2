// A page that is loaded anew in another language goes on as it was: the choice of language has the keys again, and a run that was under way goes on from its step.
import { handOver, takeOver } from "../host/memory.js";
import { restart, root } from "../host.js";
import { byId } from "../ui/dom.js";

/** @import {App, State} from "../model/state.js" */

const NAME = "anew";

/** In another language the page is built anew; a lesson begins its page again by itself. @param {State} state @param {State} before @param {() => void} keep */
export function followLanguage({ experiment, playing, parked }, before, keep) {
  if (experiment.values["page.language"] === before.experiment.values["page.language"]) return;
  handOver(NAME, { chosen: root().activeElement?.id.endsWith("language"), plays: playing && !parked });
  keep();
  restart();
}

/** Gives back what looks whether the run is there to go on. @param {App} app */
export function takePlace(app) {
  const kept = takeOver(NAME);
  if (kept?.chosen) byId("language", HTMLSelectElement).focus();
  let waits = kept?.plays;
  return (/** @type {State} */ { data, pending, fresh, going }) => {
    if (!waits || !data || pending || fresh || going) return;
    waits = false;
    queueMicrotask(app.play);
  };
}
