// Says with which opened weights the shown run begins, and lets it begin with fresh ones.
import { byId, element, say } from "../../ui/dom.js";
import { words } from "../../words/index.js";

/** @import {App, State} from "../../model/state.js" */

/** @param {App} app */
export function beganWith(app) {
  const said = element("span", {});
  const fresh = element("button", { type: "button", id: "fresh-weights" }, words.arrays.weights.fresh);
  const line = element("p", { id: "began-with", hidden: true }, said, " ", fresh);
  fresh.addEventListener("click", app.fresh);
  byId("data-words", HTMLElement).after(line);
  return (/** @type {State} */ { weights, keys, shown }) => {
    const own = weights[keys[shown]];
    line.hidden = !own;
    if (own) say(said, words.arrays.weights.opened(own.name));
  };
}
