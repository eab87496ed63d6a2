// The one large choice: rows, columns or both. On a phone it stands once more in a bar that stays in sight.
import { DIRECTIONS, directionOf, lookingAt } from "../loss/direction.js";
import { byId, element, say } from "../ui/dom.js";
import { words } from "../words/index.js";

/** @import {App, State} from "../model/state.js" */

/** @param {App} app @param {string} name of the group of radio buttons */
export function directionChoice(app, name) {
  const inputs = DIRECTIONS.map((direction) => {
    const input = element("input", { type: "radio", name, value: direction });
    input.addEventListener("change", () => {
      const { loss, form } = app.state();
      app.setLoss(lookingAt(loss, form, direction));
    });
    return input;
  });
  const labels = inputs.map((input, k) =>
    element("label", { class: DIRECTIONS[k] }, input, element("span", {}, words.loss.directions[DIRECTIONS[k]])),
  );
  const node = element("fieldset", { class: "segments directions" }, element("legend", { class: "visually-hidden" }, words.loss.looks), ...labels);
  const show = (/** @type {State} */ { loss, form }) => {
    const direction = directionOf(loss, form);
    for (const input of inputs) input.checked = input.value === direction;
  };
  return { node, show, inputs };
}

/** The bar at the foot of a phone's screen. @param {App} app */
export function dock(app) {
  const choice = directionChoice(app, "dock-direction");
  const run = element("button", { type: "button", class: "primary" });
  run.addEventListener("click", () => (app.state().playing ? app.pause() : app.play()));
  byId("dock", HTMLElement).append(run, choice.node);
  return (/** @type {State} */ state) => {
    say(run, state.playing ? words.run.pause : words.run.run);
    run.disabled = !state.data;
    choice.show(state);
  };
}
