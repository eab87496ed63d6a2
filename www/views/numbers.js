// The run's numbers in words, and a sentence that is spoken after each pause.

import { element } from "../ui/dom.js";
import { ASIDE } from "../ui/memo.js";
import { termsOf } from "../ui/terms.js";
import { words } from "../words/index.js";
import { numbersTable } from "./tables.js";

/** @import {State} from "../model/state.js" */
/** @import {View} from "./index.js" */

/** @type {View} */
export const numbers = { id: "numbers", ignores: ["selection", ...ASIDE], mount, table: numbersTable };

/** What the sentences speak of. @type {readonly import("../words/glossary-en.js").Term[]} */
const TERMS = ["active", "hinge", "hardest", "asymmetry", "collapse", "held-out", "recall"];

/** @param {HTMLElement} section */
function mount(section) {
  const [batch, directions, heldOut] = [
    element("p", { id: "batch-words" }),
    element("p", { id: "direction-words" }),
    element("p", { id: "held-out-words" }),
  ];
  const spoken = element("p", { role: "status", class: "visually-hidden" });
  section.append(batch, directions, heldOut, termsOf("numbers", TERMS), spoken);
  return (/** @type {State} */ state) => {
    const { last, measured } = state.history;
    batch.textContent = words.numbers.batch(state);
    directions.textContent = last ? words.numbers.directions(last) : words.numbers.before;
    heldOut.textContent = measured ? words.numbers.heldOut(measured.step, measured.evaluation) : "";
    const summary = `${batch.textContent} ${heldOut.textContent}`;
    if (!state.playing && state.step > 0 && spoken.textContent !== summary) spoken.textContent = summary;
  };
}
