// The door to teacher mode, which comes when its button, P or ? is first pressed.
import { once } from "../host/once.js";
import { frame } from "../host.js";
import { byId } from "../ui/dom.js";
import { directionChoice } from "./direction.js";
import { isOpen } from "./view-bar.js";

/** @import {App, State} from "../model/state.js" */
/** @typedef {ReturnType<typeof import("./teaching.js").teaching>} Teaching */

/** Keys that are there before it is. @type {Record<string, "teach" | "keys">} */
const KEYS = { p: "teach", "?": "keys" };

const come = once(() => import("./teaching.js"));

/** @param {App} app @param {readonly string[]} ids of the views, in their order */
export function teacher(app, ids) {
  /** @type {Teaching | undefined} */
  let there;
  const act = async (/** @type {"teach" | "keys"} */ name) => {
    const { teaching } = await come();
    there ??= teaching(app, ids, () => ids.filter((id) => isOpen(app.state(), id)), directionChoice(app, "taught-direction"));
    there.acts[name]();
  };
  byId("teach", HTMLButtonElement).addEventListener("click", () => act("teach"));
  frame().addEventListener("keydown", (event) => {
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || frame().classList.contains("in-first-minute")) return;
    const key = event.key.toLowerCase();
    if (KEYS[key]) act(KEYS[key]);
    else if (!there?.obeys(key)) return;
    event.preventDefault();
  });
  return (/** @type {State} */ state) => there?.draw(state);
}

/** @param {KeyboardEvent} event */
const isTyping = (event) =>
  event.composedPath().some((node) => node instanceof HTMLElement && node.matches("input:not([type=range]), select, textarea, dialog"));
