// A file of weights before it is opened: its arrays and what they are taken for, its words, and where it is to go: in the place of the run, or beside it.
import { readVocabulary } from "../../../pkg/web/tripletscope.js";
import { NAMES } from "../../model/experiment.js";
import { saidOf } from "../../model/problems.js";
import { settingOf } from "../../model/settings.js";
import { chooser, element, say } from "../../ui/dom.js";
import { labelled } from "../../ui/fields.js";
import { words } from "../../words/index.js";
import { fileButton, frameOf } from "./dialog.js";
import { arrayTable } from "./table.js";

/** @import {WeightsSource} from "../../../pkg/web/tripletscope.js" */
/** @import {App} from "../../model/state.js" */
/** @import {Looked} from "../../run/protocol.js" */
/** @import {Wait} from "./dialog.js" */

/** Where an input's matrix and the recurrent one stand apart. @type {ReadonlySet<WeightsSource["layout"]>} */
const TWO_MATRICES = new Set(["ours", "keras", "pytorch"]);

/** @param {App} app @param {Wait} wait @param {{name: string, bytes: Uint8Array}} file @param {Looked & {weights: WeightsSource}} looked
 * @param {File} [vocabulary] that came with it */
export function weightsDialog(app, wait, file, { arrays, weights }, vocabulary) {
  const said = words.arrays.weights;
  const { dialog, body, problem, act, ask } = frameOf("open-weights", said.title(file.name));
  const role = (/** @type {string} */ name) => weights.arrays.find((array) => array.name === name)?.role;
  const table = arrayTable(arrays, ({ name }) => {
    const found = role(name);
    return found ? words.arrays.roles[found] : words.arrays.unused;
  });
  const spoken = wordsPart(app, weights, problem, () => show());
  const open = element("button", { type: "button", id: "weights-open", class: "primary" }, said.open);
  const beside = element("button", { type: "button", id: "weights-beside" }, said.beside);
  const given = () => ({ ...file, more: spoken.read() });
  open.addEventListener("click", () => ask(() => inPlace(app, wait, given())));
  beside.addEventListener("click", () => ask(() => besideRun(app, wait, given())));
  const show = () => {
    const [can, { keys, source }] = [spoken.isKnown(), app.state()];
    open.disabled = !can;
    beside.disabled = !can || keys.length >= NAMES.length || !source;
  };
  const data = app.state().source;
  const name = data?.kind === "file" ? data.name : words.data.builtin;
  body.append(
    element("p", {}, said.found(weights) + (byOrderAlone(weights) ? ` ${said.byOrderAlone}` : "")),
    table,
    spoken.part,
    element("p", {}, said.onData(name)),
  );
  act(open, beside);
  show();
  if (vocabulary) spoken.take(vocabulary);
  dialog.showModal();
  const ready = open.disabled ? dialog.querySelector("#weights-vocabulary") : open;
  if (ready instanceof HTMLElement) ready.focus();
}

/** Could two arrays have changed places unseen? @param {WeightsSource} source */
const byOrderAlone = ({ byNames, layout, embeddingDim, hiddenDim }) => !byNames && TWO_MATRICES.has(layout) && embeddingDim === hiddenDim;

/** @param {App} app @param {Wait} wait @param {import("../../types/run.js").Weights} weights */
function inPlace(app, wait, weights) {
  const { era } = app.state();
  return wait(
    () => app.weigh(weights),
    (state) => (state.pending ? undefined : state.era !== era),
  );
}

/** @param {App} app @param {Wait} wait @param {import("../../types/run.js").Weights} weights */
function besideRun(app, wait, weights) {
  /** @type {number | undefined} */
  let key;
  const add = () => {
    const added = app.addRun({}, weights);
    key = app.state().keys.at(-1);
    return added;
  };
  return wait(add, ({ keys, runs }) => (!keys.includes(Number(key)) ? false : runs.some((run) => run.key === key) || undefined));
}

/** What is known of the model's words, and what a person says of them. @param {App} app @param {WeightsSource} source @param {HTMLElement} problem @param {() => void} changed */
function wordsPart(app, source, problem, changed) {
  const said = words.arrays.weights;
  if (source.layout === "linear") return { part: element("div"), isKnown: () => true, read: () => ({}), take: () => {} };
  /** @type {string[] | undefined} */
  let vocabulary;
  const known = element("p", { id: "weights-words" }, source.words === null ? said.none : said.inFile(source.words));
  const take = async (/** @type {File} */ file) => {
    try {
      vocabulary = readVocabulary(new Uint8Array(await file.arrayBuffer()));
      say(known, said.given(file.name, vocabulary));
      say(problem, "");
    } catch (error) {
      say(problem, `${file.name}: ${words.problem(saidOf(error))}`);
    }
    changed();
  };
  const { min, max } = settingOf("maxLength");
  const rule = chooser("weights-tokenizer", said.tokenizers, source.tokenizer ?? app.state().data?.tokenizer ?? "words");
  const length = element("input", { type: "number", id: "weights-length", min, max, step: 1 });
  // A mean over the wrong axis is the file's own mistake, and no choice.
  const mean = source.pooling === "units" ? undefined : chooser("weights-pooling", said.poolings, source.pooling ?? "mean");
  length.value = String(source.length ?? lengthFor(app.state()));
  const part = element(
    "fieldset",
    {},
    element("legend", {}, said.words),
    known,
    ...(source.paddingFirst ? [element("p", {}, said.paddingFirst)] : []),
    fileButton("weights-vocabulary", said.vocabulary, said.vocabularyFile, take),
    labelled(said.tokenizer, rule),
    labelled(said.length, length, said.lengthHelp),
    ...(mean ? [labelled(said.pooling, mean, source.pooling ? "" : said.poolingHelp)] : []),
  );
  const read = () => ({
    ...(vocabulary && { vocabulary }),
    tokenizer: rule.value,
    maxLength: length.valueAsNumber,
    pooling: /** @type {"mean" | "masked-mean" | "units"} */ (mean?.value ?? source.pooling),
  });
  return { part, isKnown: () => source.words !== null || vocabulary !== undefined, read, take };
}

/** T where the file does not say it: that of a run on the open data, whose longest question gives the power of two. @param {import("../../model/state.js").State} state */
function lengthFor({ data, values }) {
  const most = Number(values.maxLength);
  return data ? Math.min(most, 2 ** Math.ceil(Math.log2(data.lengths[2]))) : most;
}
