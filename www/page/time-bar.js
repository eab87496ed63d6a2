// The time line: one step back, and to any step that there has been; a long way there shows how far it is.
import { frame } from "../host.js";
import { epochAt } from "../model/editions.js";
import { flagsOf } from "../model/flags.js";
import { paceSeen } from "../model/pace.js";
import { wayTo } from "../model/way.js";
import { byId, element, say } from "../ui/dom.js";
import { words } from "../words/index.js";

/** @import {App, State} from "../model/state.js" */

/** A step back that takes longer is announced. */
const WORTH_SAYING_MS = 1000;

/** @param {App} app */
export function timeBar(app) {
  const line = byId("time", HTMLInputElement);
  const [back, undo, redo, halt] = ["back", "undo", "redo", "halt"].map((id) => byId(id, HTMLButtonElement));
  const going = byId("going", HTMLElement);
  const flags = flagsOn(byId("time-flags", HTMLElement), app);
  const epochs = epochWords();
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
  return (/** @type {State} */ state) => {
    const { step, head, origin, workers, going: way, can, experiment } = state;
    const cost = step > origin ? wayTo(state, step - 1) : { steps: 0, ms: 0 };
    const said = cost.ms > WORTH_SAYING_MS ? words.time.back(cost.steps, cost.ms / 1000) : "";
    epochs(state, said);
    flags(experiment, origin, Math.max(head, origin + 1));
    [line.min, line.max] = [String(origin), String(Math.max(head, origin + 1))];
    if (!line.matches(":active")) line.value = String(step);
    line.disabled = head === origin;
    line.setAttribute("aria-valuetext", words.time.at(step, head));
    say(byId("time-words", HTMLElement), [words.time.short(step, head), ...(workers > 1 ? [words.time.workers(workers)] : [])].join(" · "));
    back.disabled = step <= origin;
    back.title = said || words.page.backTo;
    [undo.disabled, redo.disabled] = [!can.undo, !can.redo];
    going.hidden = !way;
    if (!way) return;
    byId("going-words", HTMLElement).textContent = words.time.going(way.step, way.to);
    const bar = byId("going-bar", HTMLProgressElement);
    [bar.max, bar.value] = [way.to, way.step];
  };
}

/** Which epoch this is, and how long it or the way to the last step still takes; at rest, what a step back takes. */
function epochWords() {
  const place = byId("epoch-words", HTMLElement);
  const pace = paceSeen();
  let [at, era] = [0, -1];
  return (/** @type {State} */ { step, experiment, data, playing, values, era: now }, /** @type {string} */ back) => {
    if (!playing || now !== era || step < at) pace.forget();
    [at, era] = [step, now];
    if (!data) return;
    const { epoch, within, of } = epochAt(experiment, step, data.trainPairs);
    const stop = Number(values["page.stopAt"]);
    const left = stop > step ? stop - step : of - within;
    const each = playing && values["page.speed"] === "full" ? pace.at(step, performance.now()) : undefined;
    const said = words.time.epoch(epoch, within, of, each && each * left, stop > step ? stop : 0);
    say(place, back && !playing ? `${said} · ${back}` : said);
  };
}

/** A flag for each change, at its step: a press goes there. @param {HTMLElement} list @param {App} app */
function flagsOn(list, app) {
  let shown = "";
  return (/** @type {State["experiment"]} */ experiment, /** @type {number} */ first, /** @type {number} */ last) => {
    const flags = flagsOf(experiment).filter(({ step }) => step >= first && step <= last);
    const key = JSON.stringify(flags);
    if (key !== shown)
      list.replaceChildren(
        ...flags.map(({ step, text }) =>
          element(
            "li",
            {},
            flagOf(words.flags.at(text, step), () => app.seek(step)),
          ),
        ),
      );
    shown = key;
    for (const [k, item] of [...list.querySelectorAll("li")].entries())
      item.style.setProperty("--at", String((flags[k].step - first) / (last - first)));
  };
}

/** @param {string} text @param {() => void} go */
function flagOf(text, go) {
  const button = element("button", { type: "button", title: text, "aria-label": text }, "⚑");
  button.addEventListener("click", go);
  return button;
}

/** Text has an undo of its own. @param {EventTarget | null} target */
const isText = (target) => target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && ["text", "number"].includes(target.type));
