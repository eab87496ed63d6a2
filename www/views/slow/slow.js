// One step in slow motion: what the selected pair goes through from its tokens to the update, part by part, with the network's own numbers.

import { runConfig } from "../../model/settings.js";
import { density, isDark } from "../../ui/canvas.js";
import { element, say } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { slowTable } from "../tables.js";
import { trapMark, trapsAt } from "../traps.js";
import { embedding, hidden, mean, normalise, tokens } from "./encoding.js";
import { gradients, hinges, judgedOf, masks, similarities, update } from "./judging.js";

/** @import {Mistake} from "../../loss/traps.js" */
/** @import {App, State} from "../../model/state.js" */
/** @import {Explanation} from "../../types/run.js" */
/** @import {Part} from "./encoding.js" */
/** @import {View} from "../index.js" */

/** @type {Record<keyof typeof words.slow.parts, (explanation: Explanation, values: State["values"]) => Part>} */
const PARTS = {
  tokens,
  embeddings: embedding,
  hidden,
  mean,
  normalise,
  similarity: (explanation) => similarities(judgedOf(explanation)),
  masks: (explanation) => masks(judgedOf(explanation)),
  hinges: (explanation) => hinges(judgedOf(explanation)),
  gradient: (explanation) => gradients(judgedOf(explanation)),
  update: (explanation) => update(judgedOf(explanation)),
};
const NAMES = /** @type {(keyof typeof words.slow.parts)[]} */ (Object.keys(PARTS));

/** Where a mistake acts. @type {Partial<Record<string, Mistake[]>>} */
const TRAPS = {
  mean: ["wrong-axis", "padding"],
  normalise: ["batch-norm"],
  similarity: ["transposed"],
  masks: ["leak"],
  hinges: ["one-hinge", "reduction", "cold-start"],
};

/** @type {View} */
export const slow = { id: "slow", mount, table: slowTable };

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  const about = element("p", { class: "note", "data-id": "about" });
  const title = element("label", { for: "slow-part" });
  const range = element("input", { type: "range", id: "slow-part", min: 1, max: NAMES.length, step: 1, value: 1 });
  const back = element("button", { type: "button", id: "slow-back" }, words.slow.back);
  const forward = element("button", { type: "button", id: "slow-forward" }, words.slow.forward);
  const caption = element("p", { role: "status", "data-id": "caption" });
  const stage = element("div", { class: "slow-stage" });
  section.append(about, element("div", { class: "slow-bar" }, back, range, forward, title), caption, stage);
  const go = (/** @type {number} */ part) => {
    range.valueAsNumber = part;
    app.select(app.state().selection);
  };
  range.addEventListener("input", () => go(range.valueAsNumber));
  back.addEventListener("click", () => go(range.valueAsNumber - 1));
  forward.addEventListener("click", () => go(range.valueAsNumber + 1));
  const ask = asker(app);
  let shown = "";
  let explained = /** @type {Explanation | undefined} */ (undefined);

  return (/** @type {State} */ state) => {
    ask(state);
    const part = range.valueAsNumber;
    back.disabled = part === 1;
    forward.disabled = part === NAMES.length;
    say(title, words.slow.title(part, NAMES.length, words.slow.parts[NAMES[part - 1]]));
    const explanation = state.explanation?.run === state.run ? state.explanation : undefined;
    say(about, aboutWords(state, explanation));
    const traps = trapsAt(state, TRAPS[NAMES[part - 1]] ?? []);
    const key = JSON.stringify([part, stage.clientWidth, isDark(), density(), traps]);
    if (!explanation || (key === shown && explanation === explained)) return;
    [shown, explained] = [key, explanation];
    const built = PARTS[NAMES[part - 1]](explanation, state.values);
    say(caption, built.caption);
    stage.replaceChildren(...traps.map(trapMark), ...built.nodes);
    built.draw?.();
  };
}

/** @param {State} state @param {Explanation | undefined} explanation */
function aboutWords(state, explanation) {
  if (state.values["model.encoder"] === "linear") return words.slow.vectors;
  if (!explanation) return state.playing ? words.slow.pause : words.slow.waiting;
  const current = explanation.step === state.step && explanation.pair === state.selection.row;
  return `${words.slow.about(explanation.pair, explanation.step)} ${state.playing && !current ? words.slow.pause : words.slow.choose}`;
}

/** Asks for what is shown, once, while the run stands still; a second question waits for the answer to the first. @param {App} app */
function asker(app) {
  let asked = { key: "", run: -1, step: -1, before: /** @type {Explanation | undefined} */ (undefined) };
  return (/** @type {State} */ { playing, run, step, batchSize, selection, values, loss, explanation }) => {
    if (playing || batchSize === 0 || values["model.encoder"] === "linear") return;
    const key = JSON.stringify([run, step, selection.row, runConfig(values, loss)]);
    const waiting = asked.run === run && asked.step === step && asked.before === explanation;
    if (key === asked.key || waiting) return;
    asked = { key, run, step, before: explanation };
    app.explain(selection.row);
  };
}
