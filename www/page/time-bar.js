// The time line: one step back, and to any step that there has been; a long way there shows how far it is.
import { frame } from "../host.js";
import { byId } from "../ui/dom.js";
import { words } from "../words/index.js";

/** @import {App, State} from "../model/state.js" */

/** @param {App} app */
export function timeBar(app) {
  const line = byId("time", HTMLInputElement);
  const [back, undo, redo, halt] = ["back", "undo", "redo", "halt"].map((id) => byId(id, HTMLButtonElement));
  const going = byId("going", HTMLElement);
  line.addEventListener("input", () => app.seek(line.valueAsNumber));
  back.addEventListener("click", () => app.seek(app.state().step - 1));
  undo.addEventListener("click", app.undo);
  redo.addEventListener("click", app.redo);
  halt.addEventListener("click", app.halt);
  frame().addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || isText(event.target)) return;
    event.preventDefault();
    (event.shiftKey ? app.redo : app.undo)();
  });
  return (/** @type {State} */ { step, head, origin, workers, going: way, can }) => {
    [line.min, line.max] = [String(origin), String(Math.max(head, origin + 1))];
    if (!line.matches(":active")) line.value = String(step);
    line.disabled = head === origin;
    line.setAttribute("aria-valuetext", words.time.at(step, head));
    byId("time-words", HTMLElement).textContent = [words.time.short(step, head), ...(workers > 1 ? [words.time.workers(workers)] : [])].join(" · ");
    back.disabled = step <= origin;
    [undo.disabled, redo.disabled] = [!can.undo, !can.redo];
    going.hidden = !way;
    if (!way) return;
    byId("going-words", HTMLElement).textContent = words.time.going(way.step, way.to);
    const bar = byId("going-bar", HTMLProgressElement);
    [bar.max, bar.value] = [way.to, way.step];
  };
}

/** Text has an undo of its own. @param {EventTarget | null} target */
const isText = (target) => target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && ["text", "number"].includes(target.type));
