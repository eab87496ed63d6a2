// What the dialogs for files of arrays share: a frame that waits until what was asked for is there, and says what it was refused with.
import { dialogOf } from "../../ui/dialog.js";
import { element, say } from "../../ui/dom.js";
import { words } from "../../words/index.js";

/** @import {App, State} from "../../model/state.js" */

/** @param {App} app */
export function waiting(app) {
  /** @type {(state: State) => void} */
  let hear = () => {};
  app.subscribe((state) => hear(state));
  /** @param {() => boolean} ask @param {(state: State) => boolean | undefined} isThere undefined as long as it is on its way
   * @returns {Promise<string>} what it was refused with; nothing if it is there */
  return (ask, isThere) =>
    new Promise((resolve) => {
      if (!ask()) return resolve(app.state().problem);
      hear = (state) => {
        const there = isThere(state);
        if (there === undefined) return;
        hear = () => {};
        resolve(there ? "" : state.problem);
      };
      hear(app.state());
    });
}

/** @typedef {ReturnType<typeof waiting>} Wait */

/** A dialog with a title, parts, a line for what is wrong, and buttons; it is gone once it is closed. @param {string} id @param {string} title @param {string} [leave] what the button says that closes it */
export function frameOf(id, title, leave = words.arrays.cancel) {
  const body = element("div", { class: "arrays-body" });
  const problem = element("p", { class: "problem", role: "alert" });
  const status = element("p", { class: "note", role: "status" });
  const cancel = element("button", { type: "button" }, leave);
  const buttons = element("div", { class: "buttons" });
  const dialog = dialogOf(id, { class: "arrays" }, element("h2", {}, title), body, problem, status, buttons);
  cancel.addEventListener("click", () => dialog.close());
  /** @param {HTMLButtonElement[]} actions the first is the one that Enter presses */
  const act = (...actions) => buttons.replaceChildren(...actions, cancel);
  /** Asks for something, and closes when it is there. @param {() => Promise<string>} ask */
  const ask = async (ask) => {
    const all = [...buttons.querySelectorAll("button")].filter((button) => button !== cancel && !button.disabled);
    for (const button of all) button.disabled = true;
    say(problem, "");
    say(status, words.arrays.opening);
    const refused = await ask();
    say(status, "");
    for (const button of all) button.disabled = false;
    if (refused) say(problem, refused);
    else dialog.close();
  };
  return { dialog, body, problem, status, act, ask };
}

/** A button that lets a person choose a file. @param {string} id @param {string} text @param {string} label @param {(file: File) => void} take */
export function fileButton(id, text, label, take) {
  const picker = element("input", { type: "file", id: `${id}-file`, hidden: true, "aria-label": label });
  const button = element("button", { type: "button", id }, text);
  button.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    const [file] = picker.files ?? [];
    picker.value = "";
    if (file) take(file);
  });
  return element("div", { class: "buttons" }, button, picker);
}
