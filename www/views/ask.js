// Any two questions: their cosine, the decision at the shared threshold, and the held-out questions that the network takes to be closest to the first.

import { element, say } from "../ui/dom.js";
import { whenSent } from "../ui/fields.js";
import { words } from "../words/index.js";
import { askTable } from "./tables.js";

/** @import {App, State} from "../model/state.js" */
/** @import {Answer} from "../types/run.js" */
/** @import {View} from "./index.js" */

/** @type {View} */
export const ask = { id: "ask", mount, table: askTable };

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  const inputs = [1, 2].map((k) => element("input", { type: "text", id: `ask-${k}`, required: true, maxlength: 500, autocomplete: "off" }));
  const fields = inputs.map((input, k) => element("p", { class: "ask-field" }, element("label", { for: input.id }, words.ask.question(k)), input));
  const button = element("button", {}, words.ask.ask);
  const form = element("form", {}, ...fields, button);
  const result = element("div", { role: "status" });
  const later = element("p", { class: "note" }, words.ask.later);
  const note = element("p", { class: "note" });
  const examples = element("p", { class: "examples" });
  section.append(form, examples, result, later, note);

  let asked = { run: -1, step: -1 };
  const remember = ({ run, step } = app.state()) => {
    asked = { run, step };
  };
  whenSent(form, button, () => {
    remember();
    app.ask(inputs[0].value, inputs[1].value);
  });
  /** @type {State["pair"]} a held-out pair that is asked about from elsewhere */
  let pair;
  const take = (/** @type {State} */ state) => {
    if (state.pair === pair) return;
    pair = state.pair;
    if (!pair) return;
    [inputs[0].value, inputs[1].value] = [pair.question1, pair.question2];
    remember(state);
  };
  /** @type {{answer?: Answer, threshold?: number}} */
  let shown = {};
  const put = (/** @type {string[]} */ pair) => {
    for (const [k, input] of inputs.entries()) input.value = pair[k];
  };
  const offer = (/** @type {State["texts"]} */ { left, right }) => {
    const pairs = [
      [left[0], right[0]],
      [left[0], right[1]],
    ];
    examples.replaceChildren(`${words.ask.examples} `, ...pairs.map((pair, k) => exampleOf(words.ask.example[k], () => put(pair))));
  };
  return (/** @type {State} */ state) => {
    const { answer, threshold, run, step, values, texts } = state;
    take(state);
    if (!examples.firstChild && texts.left.length > 1) offer(texts);
    say(note, values["model.encoder"] === "linear" ? words.ask.vectors : words.ask.unknown);
    later.hidden = !answer || (asked.run === run && asked.step === step);
    if (!answer || (shown.answer === answer && shown.threshold === threshold)) return;
    shown = { answer, threshold };
    result.replaceChildren(...resultOf(answer, threshold));
  };
}

/** @param {string} text @param {() => void} act */
function exampleOf(text, act) {
  const button = element("button", { type: "button", class: "quiet" }, text);
  button.addEventListener("click", act);
  return button;
}

/** @param {Answer} answer @param {number} threshold */
function resultOf({ question1, cosine, nearest }, threshold) {
  const entries = nearest.map(({ question, cosine }) =>
    element(
      "li",
      {},
      element("span", { "data-id": "near-cosine" }, words.number(cosine)),
      " ",
      element("span", { class: "near-question" }, question),
    ),
  );
  const said = element("b", { "data-id": "cosine" }, words.number(cosine));
  return [
    element(
      "p",
      {},
      `${words.ask.cosine} `,
      said,
      ": ",
      element("span", { "data-id": "decision" }, words.ask.decision(cosine > threshold, threshold)),
    ),
    element("h3", {}, words.ask.nearest(question1)),
    element("ol", { class: "nearest" }, ...entries),
  ];
}
