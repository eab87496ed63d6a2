// Teacher mode: one view fills the screen, large, with keys for what a lesson needs; and the sheet of all keys.
import { frame, root } from "../host.js";
import { setMagnification } from "../ui/canvas.js";
import { byId, element, say } from "../ui/dom.js";
import { words } from "../words/index.js";
import { isOpen } from "./view-bar.js";

/** @import {App, State} from "../model/state.js" */

/** How much larger everything is: the smallest type of the page comes to 20 pixels, as in the style. */
const MAGNIFICATION = 1.7;
/** The speed of slow motion, and the usual one, as the table of settings names them. */
const [SLOW, FULL] = ["1", "full"];

/** @param {App} app @param {readonly string[]} ids of the views, in their order */
export function teacher(app, ids) {
  const bar = byId("teacher-bar", HTMLElement);
  const title = element("b");
  const [run, slow] = ["run", "slow"].map((key) => element("button", { type: "button", "data-id": key }));
  /** @type {string | undefined} the view that fills the screen */
  let taught;
  const open = () => ids.filter((id) => isOpen(app.state(), id));
  const show = (/** @type {string | undefined} */ id) => {
    taught = id;
    frame().classList.toggle("teaching", id !== undefined);
    for (const each of ids)
      root()
        .getElementById(each)
        ?.classList.toggle("taught", each === id);
    bar.hidden = id === undefined;
    setMagnification(id === undefined ? 1 : MAGNIFICATION);
    say(title, id === undefined ? "" : titleOf(id));
    app.select({ ...app.state().selection });
  };
  const turn = (/** @type {number} */ by) => {
    const views = open();
    show(views[(views.indexOf(taught ?? "") + by + views.length) % views.length]);
  };
  const acts = {
    teach: () => show(taught === undefined ? open()[0] : undefined),
    next: () => turn(1),
    previous: () => turn(-1),
    step: app.step,
    back: () => app.seek(Math.max(app.state().origin, app.state().step - 1)),
    run: () => (app.state().playing ? app.pause() : app.play()),
    slow: () => app.set("page.speed", app.state().values["page.speed"] === SLOW ? FULL : SLOW),
    keys: () => sheet().showModal(),
  };
  run.addEventListener("click", acts.run);
  slow.addEventListener("click", acts.slow);
  const buttonOf = (/** @type {"previous" | "next" | "step" | "back" | "teach"} */ key) => {
    const button = element("button", { type: "button", "data-id": key }, words.teacher.buttons[key]);
    button.addEventListener("click", acts[key]);
    return button;
  };
  bar.append(buttonOf("previous"), title, buttonOf("next"), buttonOf("back"), buttonOf("step"), run, slow, buttonOf("teach"));
  byId("teach", HTMLButtonElement).addEventListener("click", acts.teach);
  listen(acts, () => taught !== undefined);
  return (/** @type {State} */ { playing, values }) => {
    say(run, playing ? words.run.pause : words.run.run);
    say(slow, values["page.speed"] === SLOW ? words.teacher.full : words.teacher.slow);
    if (taught && !open().includes(taught)) show(undefined);
  };
}

/** @param {string} id of a view */
const titleOf = (id) => /** @type {Record<string, string>} */ ({ ...words.views, matrix: words.page.matrix })[id];

/** What each key does, while teaching; P and ? do it always. @type {Record<string, "teach" | "next" | "previous" | "step" | "back" | "run" | "slow" | "keys">} */
const KEYS = { p: "teach", n: "next", b: "previous", s: "step", z: "back", r: "run", l: "slow", "?": "keys" };
const ALWAYS = ["p", "?"];

/** @param {Record<(typeof KEYS)[string], () => void>} acts @param {() => boolean} teaching */
function listen(acts, teaching) {
  frame().addEventListener("keydown", (event) => {
    const typing = event
      .composedPath()
      .some((node) => node instanceof HTMLElement && node.matches("input:not([type=range]), select, textarea, dialog"));
    if (typing || event.ctrlKey || event.metaKey || event.altKey || frame().classList.contains("in-first-minute")) return;
    const key = event.key.toLowerCase();
    if (key === "escape" && teaching()) acts.teach();
    else if (KEYS[key] && (teaching() || ALWAYS.includes(key))) acts[KEYS[key]]();
    else return;
    event.preventDefault();
  });
}

/** @type {HTMLDialogElement | undefined} */
let made;
/** The sheet of all keys. */
function sheet() {
  if (made?.isConnected) return made;
  const rows = Object.entries(words.teacher.keys).map(([keys, text]) =>
    element("div", {}, element("dt", {}, element("kbd", {}, keys)), element("dd", {}, text)),
  );
  const done = element("button", { type: "button", class: "primary" }, words.page.done);
  const title = element("h2", { id: "keys-title" }, words.teacher.sheet);
  made = element("dialog", { id: "keys", "aria-labelledby": title.id }, title, element("dl", { class: "keys" }, ...rows), done);
  const dialog = made;
  done.addEventListener("click", () => dialog.close());
  byId("settings", HTMLDialogElement).after(dialog);
  return dialog;
}
