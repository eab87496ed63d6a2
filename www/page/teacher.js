// The door to teacher mode, which comes when its button, P or ? is first pressed.
import { late } from "../host/once.js";
import { frame } from "../host.js";
import { byId } from "../ui/dom.js";
import { directionChoice } from "./direction.js";
import { isOpen } from "./view-bar.js";

/** @import {App, State} from "../model/state.js" */
/** @typedef {ReturnType<typeof import("./teaching.js").teaching>} Teaching */

/** Keys that are there before it is. @type {Record<string, "teach" | "keys">} */
const KEYS = { p: "teach", "?": "keys" };

const come = late(() => import("./teaching.js"));

/** @param {App} app @param {readonly string[]} ids of the views, in their order @param {() => void} toLab out of the first minute, which has none of them */
export function teacher(app, ids, toLab) {
  /** @type {Teaching | undefined} */
  let there;
  const act = async (/** @type {"teach" | "keys"} */ name) => {
    if (name === "teach") toLab();
    const { teaching } = await come();
    there ??= teaching(app, ids, () => ids.filter((id) => isOpen(app.state(), id)), directionChoice(app, "taught-direction"));
    there.acts[name]();
  };
  byId("teach", HTMLButtonElement).addEventListener("click", () => app.attempt(() => act("teach")));
  frame().addEventListener("keydown", (event) => {
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (KEYS[key]) app.attempt(() => act(KEYS[key]));
    else if (!there?.obeys(key)) return;
    event.preventDefault();
  });
  return (/** @type {State} */ state) => there?.draw(state);
}

/** Where a key is typed, or another's to hear; Escape is only a dialog's. */
const TYPED = "input:not([type=range], [type=radio], [type=checkbox]), select, textarea, dialog[open]";
/** @param {KeyboardEvent} event */
const isTyping = (event) =>
  event.composedPath().some((node) => node instanceof HTMLElement && node.matches(event.key === "Escape" ? "dialog[open]" : TYPED));
