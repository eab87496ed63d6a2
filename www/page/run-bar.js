// Run, pause, step, reset and the seed.
import { byId } from "../ui/dom.js";
import { words } from "../words/index.js";

/** @import {App, State} from "../model/state.js" */

/** Seeds that a new one is drawn from: short enough to be told to somebody. */
const SEEDS = 10_000;

/** @param {App} app */
export function runBar(app) {
  const run = byId("run", HTMLButtonElement);
  const seed = byId("seed", HTMLInputElement);
  run.addEventListener("click", () => (app.state().playing ? app.pause() : app.play()));
  byId("step", HTMLButtonElement).addEventListener("click", app.step);
  byId("reset", HTMLButtonElement).addEventListener("click", app.reset);
  byId("new-seed", HTMLButtonElement).addEventListener("click", () => app.set("seed", crypto.getRandomValues(new Uint32Array(1))[0] % SEEDS));
  // What is being typed is left alone.
  let typing = false;
  seed.addEventListener("input", () => {
    typing = true;
  });
  seed.addEventListener("blur", () => {
    typing = false;
  });
  seed.addEventListener("change", () => {
    typing = false;
    app.set("seed", seed.value === "" ? Number.NaN : seed.valueAsNumber);
  });
  return (/** @type {State} */ { playing, values, data, locked }) => {
    run.textContent = playing ? words.run.pause : words.run.run;
    run.disabled = !data || locked;
    byId("step", HTMLButtonElement).disabled = locked;
    if (!typing) seed.value = String(values.seed);
  };
}
