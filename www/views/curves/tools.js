// Over the charts: how smooth the lines are, the loss's axis, and the way back from a zoom.
import { settingOf } from "../../model/settings.js";
import { sliderOf } from "../../ui/controls.js";
import { element, say } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { inWords } from "../../words/table.js";

/** @import {App, State} from "../../model/state.js" */

/** @param {App} app @param {() => void} whole shows all steps again */
export function toolsOf(app, whole) {
  const [smoothing, log, pale] = ["curves.smoothing", "curves.log", "curves.ghost"].map((key) => inWords(settingOf(key)));
  const slider = sliderOf(smoothing, (value) => app.set(smoothing.key, value));
  slider.input.id = "smoothing";
  const value = element("output", { for: slider.input.id });
  const switchOf = (/** @type {{key: string}} */ { key }, /** @type {string} */ id) => {
    const input = element("input", { type: "checkbox", id });
    input.addEventListener("change", () => app.set(key, input.checked));
    return input;
  };
  const [logarithmic, ghost] = [switchOf(log, "log-loss"), switchOf(pale, "ghost")];
  const what = element("p", { class: "ghost-words note" });
  const back = element("button", { type: "button", class: "quiet" }, words.curves.whole);
  back.addEventListener("click", whole);
  const node = element(
    "div",
    { class: "chart-tools" },
    ...[element("label", { for: slider.input.id, title: smoothing.help }, smoothing.label), slider.input, value],
    element("label", { class: "chart-log", title: log.help }, logarithmic, ` ${log.label}`),
    element("label", { class: "chart-log", title: pale.help }, ghost, ` ${pale.label}`),
    what,
    back,
  );
  const show = (/** @type {State} */ { values, ghost: other, runs }, /** @type {boolean} */ zoomed) => {
    slider.show(Number(values[smoothing.key]));
    say(value, words.minute.two(Number(values[smoothing.key])));
    logarithmic.checked = Boolean(values[log.key]);
    ghost.checked = Boolean(values[pale.key]);
    say(what, runs.length > 1 || !ghost.checked ? "" : other ? words.curves.pale(other.flag) : words.curves.noGhost);
    back.disabled = !zoomed;
  };
  return { node, show };
}
