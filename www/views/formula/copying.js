// Buttons that copy the loss in force as Python; where the clipboard is refused, the code is shown to be copied by hand.
import { copyText } from "../../host/clipboard.js";
import { judge } from "../../loss/judge.js";
import { lossTitle } from "../../loss/titles.js";
import { element } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { codeOf } from "./code.js";
import { dialects } from "./dialects.js";

/** @import {App, State} from "../../model/state.js" */
/** @import {Language} from "./code.js" */

/** The buttons, in this order. */
const LANGUAGES = /** @type {Language[]} */ (Object.keys(dialects));

/** @param {App} app */
export function copying(app) {
  const whole = element("input", { type: "checkbox", id: "code-batch", checked: true });
  const said = element("span", { role: "status", class: "note" });
  const code = element("textarea", { class: "code", readonly: true, rows: 12, wrap: "off", spellcheck: "false", "aria-label": words.formula.code });
  code.hidden = true;
  const button = (/** @type {Language} */ language) => {
    const node = element("button", { type: "button", "data-id": language }, words.formula.copy[language]);
    node.addEventListener("click", async () => {
      code.value = written(app.state(), language, whole.checked);
      code.hidden = await copyText(code.value);
      said.textContent = code.hidden ? words.formula.copied : words.formula.byHand;
      if (!code.hidden) code.select();
    });
    return node;
  };
  return element(
    "div",
    {},
    element("div", { class: "buttons" }, ...LANGUAGES.map(button), said),
    element("p", {}, whole, " ", element("label", { for: whole.id }, words.formula.withBatch)),
    code,
  );
}

/** @param {State} state @param {Language} language @param {boolean} whole with the batch that is shown */
function written(state, language, whole) {
  const { loss, vectors, batchSize, texts, furtherVectors } = state;
  const further = texts.extra.length;
  const note = words.formula.docstring(lossTitle(loss));
  if (!whole || batchSize < 2) return codeOf(loss, language, note, undefined, further);
  const result = Number(judge(state, loss).loss.toPrecision(6));
  return codeOf(loss, language, note, { vectors, size: batchSize, further: furtherVectors, loss: result }, further);
}
