// A button that measures all held-out pairs, where the curve's sample is what is shown.
import { isWhole } from "../model/measured.js";
import { element, say } from "../ui/dom.js";
import { words } from "../words/index.js";

/** @import {App, State} from "../model/state.js" */

/** Gives the button and what shows it for a state. @param {App} app */
export function measureAll(app) {
  const button = element("button", { type: "button", "data-id": "measure-all", hidden: true }, words.measured.all);
  button.addEventListener("click", app.measure);
  const show = (/** @type {State} */ { history: { measured }, step, measuring, data }) => {
    button.hidden = !data || (isWhole(measured) && measured.step === step);
    button.disabled = measuring;
    say(button, measuring ? words.measured.under : words.measured.all);
  };
  return { button, show };
}
