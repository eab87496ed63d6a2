// The run's numbers in words.

import { element, say } from "../ui/dom.js";
import { ASIDE } from "../ui/memo.js";
import { steady } from "../ui/steady.js";
import { termsOf } from "../ui/terms.js";
import { words } from "../words/index.js";
import { measureAll } from "./measure-all.js";
import { numbersTable } from "./tables.js";

/** @import {App, State} from "../model/state.js" */
/** @import {View} from "./index.js" */

/** @type {View} */
export const numbers = { id: "numbers", ignores: ["selection", ...ASIDE], mount, table: numbersTable };

/** What the sentences speak of. @type {readonly import("../words/glossary-en.js").Term[]} */
const TERMS = ["active", "hinge", "hardest", "asymmetry", "collapse", "held-out", "recall"];

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  const [batch, directions, heldOut] = [
    element("p", { id: "batch-words" }),
    element("p", { id: "direction-words" }),
    element("p", { id: "held-out-words" }),
  ];
  const method = element("p", { class: "note" }, words.measured.method);
  const all = measureAll(app);
  const foot = element("div", { class: "numbers-foot" }, all.button);
  section.append(batch, directions, heldOut, method, termsOf("numbers", TERMS), foot);
  steady(batch, directions, heldOut);
  return (/** @type {State} */ state) => {
    const { last, measured } = state.history;
    say(batch, words.numbers.batch(state));
    say(directions, last ? words.numbers.directions(last) : words.numbers.before);
    say(heldOut, measured ? words.measured.heldOut(measured.step, measured.evaluation) : "");
    method.hidden = !measured;
    all.show(state);
  };
}
