// What the page does, for whoever hears it: that a run goes on, that it is measured, and where it stands, each said once when it begins.
import { byId, element } from "../ui/dom.js";
import { words } from "../words/index.js";

/** @import {State} from "../model/state.js" */

/** What holds for less is not said: between a pause and its measuring there is a moment. */
const HOLDS_MS = 300;

export function spoken() {
  const place = element("p", { role: "status", class: "visually-hidden" });
  byId("controls", HTMLElement).append(place);
  let next = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  return (/** @type {State} */ state) => {
    const said = state.playing ? words.run.goes : state.measuring ? words.measured.under : stands(state);
    if (said === next) return;
    next = said;
    clearTimeout(waiting);
    waiting = setTimeout(() => void (place.textContent = next), HOLDS_MS);
  };
}

/** @param {State} state */
function stands(state) {
  const { measured } = state.history;
  if (state.step === 0) return "";
  return `${words.numbers.batch(state)} ${measured ? words.measured.heldOut(measured.step, measured.evaluation) : ""}`;
}
