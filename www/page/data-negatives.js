// The switch that lets a file's own negatives stand in the batches, where it has some: as many as a batch has pairs.
import { byId, element, say } from "../ui/dom.js";
import { words } from "../words/index.js";

/** @import {App, State} from "../model/state.js" */

/** @param {App} app */
export function dataNegatives(app) {
  const input = element("input", { type: "checkbox", id: "use-negatives" });
  const label = element("label", { for: input.id });
  const box = element("p", { id: "negatives" }, input, " ", label);
  box.hidden = true;
  byId("data-report", HTMLElement).before(box);
  input.addEventListener("change", () => app.set("negatives", input.checked ? Number(app.state().values.batchSize) : 0));
  return (/** @type {State} */ { data, values }) => {
    const count = data?.negatives ?? 0;
    box.hidden = count === 0;
    input.checked = Number(values.negatives) > 0;
    say(label, words.data.useNegatives(count));
  };
}
