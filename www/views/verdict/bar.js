// Start, pause, cancel; how far it is; and files of results.
import { element, say } from "../../ui/dom.js";
import { words } from "../../words/index.js";

/** @import {Standing} from "../../verdict/session.js" */
/** `planned`: how many runs the form asks for, none if it cannot be started; `known`: how many of them are finished.
 * @typedef {{planned: number, known: number, any: boolean}} Offer */

/** What a person may ask for.
 * @typedef {object} BarActions
 * @property {() => void} cancel
 * @property {(file: File) => void} open
 * @property {() => void} saveJson
 * @property {() => void} saveCsv
 * @property {() => void} clear
 */

/** The main button sends the form that the bar stands in. @param {BarActions} actions */
export function barOf({ cancel, open, saveJson, saveCsv, clear }) {
  const main = element("button", { class: "primary", "data-id": "go" });
  const stop = buttonOf("cancel", () => {
    cancel();
    main.focus();
  });
  const progress = element("progress", { "aria-label": words.verdict.progress });
  const far = element("p", { "data-id": "far" });
  const picker = element("input", { type: "file", accept: ".json", hidden: true, "aria-label": words.verdict.file });
  picker.addEventListener("change", () => {
    for (const file of picker.files ?? []) open(file);
    picker.value = "";
  });
  const saves = [buttonOf("saveJson", saveJson), buttonOf("saveCsv", saveCsv), buttonOf("clear", clear)];
  const files = element(
    "div",
    { class: "buttons" },
    buttonOf("open", () => picker.click()),
    ...saves,
    picker,
  );
  const going = element("div", { class: "buttons" }, main, stop);
  const show = (/** @type {Standing} */ { state, tuning, made, all, share, seconds }, /** @type {Offer} */ { planned, known, any }) => {
    const start = known > 0 && known < planned ? words.verdict.goOn : words.verdict.start;
    say(main, { idle: start, running: words.verdict.pause, paused: words.verdict.resume }[state]);
    main.disabled = state === "idle" && known === planned;
    stop.hidden = progress.hidden = far.hidden = state === "idle";
    [progress.max, progress.value] = [1, share];
    say(far, words.verdict.far(made, all, state === "running" ? seconds : undefined, tuning));
    for (const button of saves) button.disabled = !any || (button.dataset.id === "clear" && state !== "idle");
  };
  return { main, going: element("div", {}, going, progress, far), files, show };
}

/** @param {"cancel" | "open" | "saveJson" | "saveCsv" | "clear"} name @param {() => void} act */
function buttonOf(name, act) {
  const button = element("button", { type: "button", "data-id": name }, words.verdict[name]);
  button.addEventListener("click", act);
  return button;
}
