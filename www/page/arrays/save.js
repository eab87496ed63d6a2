// "Save weights for…": the shown run's weights for another program, with its words, and a program there that reads them.
import { LIBRARIES, weightsCode, weightsFormat } from "../../export/weights-code.js";
import { copyText } from "../../host/clipboard.js";
import { chooser, element, say } from "../../ui/dom.js";
import { labelled } from "../../ui/fields.js";
import { words } from "../../words/index.js";
import { frameOf } from "./dialog.js";

/** @import {Library} from "../../export/weights-code.js" */
/** @import {App} from "../../model/state.js" */

/** @param {string} format @param {number} step */
export const weightsName = (format, step) => `tripletscope-weights-step-${step}.${format}`;

/** @param {App} app */
export function saveDialog(app) {
  const said = words.arrays.save;
  const { dialog, body, problem, act, status } = frameOf("save-weights-for", said.title, said.done);
  const { values, answer, texts, data } = app.state();
  const isHead = values["model.encoder"] === "linear";
  const rule = data?.tokenizer ?? "words";
  const [first, second] = answer ? [answer.question1, answer.question2] : [texts.left[0] ?? "", texts.right[0] ?? ""];
  const kinds = isHead ? LIBRARIES.filter((library) => library === "numpy") : LIBRARIES;
  const library = chooser("weights-library", Object.fromEntries(kinds.map((kind) => [kind, said.libraries[kind]])), "numpy");
  const questions = [first, second].map((text, k) => {
    const input = element("input", { type: "text", id: `weights-question-${k + 1}` });
    input.value = text;
    return input;
  });
  const code = element("textarea", { class: "code", id: "weights-code", readonly: true, rows: 12, spellcheck: "false" });
  const chosen = () => /** @type {Library} */ (library.value);
  const name = () => weightsName(weightsFormat[chosen()], app.state().step);
  const show = () => {
    code.value = weightsCode(isHead ? "head" : chosen(), name(), questions[0].value, questions[1].value);
  };
  const save = element("button", { type: "button", id: "weights-save", class: "primary" }, said.file);
  save.addEventListener("click", () => {
    show();
    app.save(weightsFormat[chosen()]);
    say(status, said.saved(name()));
  });
  const copy = element("button", { type: "button", id: "weights-copy" }, said.copy);
  copy.addEventListener("click", async () => {
    const copied = await copyText(code.value);
    say(status, copied ? said.copied : said.byHand);
    if (!copied) code.select();
  });
  for (const input of [library, ...questions]) input.addEventListener("input", show);
  const asked = isHead ? [] : questions.map((input, k) => labelled(said.question(k), input));
  body.append(
    element("p", {}, said.lead),
    element("div", { class: "arrays-fields" }, labelled(said.library, library), ...asked),
    labelled(said.code, code),
  );
  if (!isHead && rule === "course") say(problem, said.needsNltk);
  act(save, copy);
  show();
  dialog.showModal();
}
