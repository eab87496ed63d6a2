// Mistakes in red in the very place of a view where they act, unless they are to be found.
import { actingTraps } from "../loss/traps.js";
import { element } from "../ui/dom.js";
import { words } from "../words/index.js";

/** @import {Mistake} from "../loss/traps.js" */
/** @import {State} from "../model/state.js" */

/** Those of some that act in the run that is shown. @param {State} state @param {readonly Mistake[]} names */
export const trapsAt = (state, names) =>
  isMarked(state) ? actingTraps(state, state.history.last?.mistakes).filter((name) => names.includes(name)) : [];

/** Are mistakes marked at all? @param {Pick<State, "values">} state */
export const isMarked = ({ values }) => values["hide.mistakes"] !== true;

/** @param {Mistake} name */
export const trapMark = (name) => element("p", { class: "trap-mark", "data-trap": name }, words.traps.marked(words.traps.names[name]));
