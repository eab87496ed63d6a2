// The loss as a person sees it: a preset, a switch for each term along the rows and along the columns, margins, and how the two directions combine.

import { combined, EVEN, lossOf, PARTS, SIDES, sameLoss, softmaxOf } from "../loss/form.js";
import { namedLosses, presetOf } from "../loss/presets.js";
import { withMistakes } from "../loss/traps.js";
import { settingOf } from "../model/settings.js";
import { sliderOf } from "../ui/controls.js";
import { element } from "../ui/dom.js";
import { words } from "../words/index.js";
import { inWords } from "../words/table.js";
import { directionChoice } from "./direction.js";

/** @import {App, State} from "../model/state.js" */
/** @import {Form} from "../loss/form.js" */

const DIRECTIONS = SIDES.slice(0, 2);
/** Among the questions of one side. */
const ONE_SIDE = SIDES.slice(2);

/**
 * Fills the panel; gives back what shows a state in it.
 * @param {HTMLElement} panel
 * @param {App} app
 */
export function lossPanel(panel, app) {
  const named = namedLosses();
  const preset = select(
    "preset",
    { ...pick(words.presets, Object.keys(named)), custom: words.custom },
    (name) => name in named && app.setLoss(withMistakes(named[name], app.state().loss.mistakes)),
  );
  const direction = directionChoice(app, "direction");
  const triplet = tripletControls(app);
  const softmax = softmaxControls(app);
  const reduction = select("reduction", labels("loss.reduction"), (value) =>
    app.setLoss({ ...app.state().loss, reduction: /** @type {"mean" | "sum"} */ (value) }),
  );
  const note = element("p", { class: "note" });
  const fine = element(
    "details",
    { id: "fine-tune" },
    element("summary", { class: "fine-tune-title" }, words.loss.fineTune),
    ...[triplet.grid, softmax.box, triplet.more, labelled(labelOf("loss.reduction"), reduction), note],
  );
  panel.append(direction.node, labelled(words.loss.loss, preset), fine);
  return (/** @type {State} */ state) => {
    const { loss, form } = state;
    preset.value = presetOf(withMistakes(loss, {})) ?? "custom";
    direction.show(state);
    triplet.grid.hidden = triplet.more.hidden = loss.kind !== "triplet";
    softmax.box.hidden = loss.kind !== "softmax";
    reduction.value = loss.reduction;
    triplet.show(form);
    softmax.show(loss);
    note.textContent = loss.kind === "triplet" && !sameLoss(lossOf(form), loss) ? words.loss.notShown : "";
  };
}

/** @param {App} app */
function tripletControls(app) {
  const edit = (/** @type {(form: Form) => void} */ change) => {
    const form = structuredClone(app.state().form);
    change(form);
    const loss = lossOf(form);
    const empty = loss.kind === "triplet" && loss.terms.length === 0;
    app.setLoss(empty ? app.state().loss : loss);
    if (empty) app.complain(words.loss.lastTerm);
  };
  const rows = PARTS.map((part) => partRow(part, edit));
  const head = element(
    "tr",
    {},
    element("th", { scope: "col" }, words.loss.negative),
    ...DIRECTIONS.map((d) => element("th", { scope: "col", class: d }, words.loss.directions[d])),
    element("th", { scope: "col" }, words.loss.margin),
  );
  const grid = element("table", { class: "switches" }, element("thead", {}, head), element("tbody", {}, ...rows.map(({ row }) => row)));
  const combine = select("combine", words.loss.combine, (value) =>
    edit((form) => void Object.assign(form, combined(form, /** @type {Form["combine"]} */ (value)))),
  );
  const kind = select("closest-kind", words.loss.kinds, (value) =>
    edit((form) => void (form.closestKind = /** @type {Form["closestKind"]} */ (value))),
  );
  const share = balanceControl("balance", (balance) => edit((form) => void (form.balance = balance)));
  const sides = sideControls(edit);
  const more = element("div", {}, sides.node, labelled(words.loss.both, combine), share.field, labelled(words.loss.parts.closest, kind));
  const show = (/** @type {Form} */ form) => {
    for (const { show } of [...rows, sides]) show(form);
    combine.value = form.combine;
    share.show(form.balance, form.combine === "half" && PARTS.some((part) => form[part].rows && form[part].columns));
    kind.value = form.closestKind;
  };
  return { grid, more, show };
}

/** @typedef {(change: (form: Form) => void) => void} EditForm */

/** @param {typeof PARTS[number]} part @param {typeof SIDES[number]} direction @param {EditForm} edit */
function switchOf(part, direction, edit) {
  const label = words.loss.switch(words.loss.parts[part], direction);
  const input = element("input", { type: "checkbox", role: "switch", id: `${part}-${direction}`, "aria-label": label });
  input.addEventListener("change", () => edit((form) => void (form[part][direction] = input.checked)));
  return { input, show: (/** @type {Form} */ form) => void (input.checked = form[part][direction]) };
}

/** The switches of the negatives among the questions of one side; open where any of them is on. @param {EditForm} edit */
function sideControls(edit) {
  const rows = PARTS.map((part) => ({ part, switches: ONE_SIDE.map((side) => switchOf(part, side, edit)) }));
  const head = ["", ...ONE_SIDE.map((side) => words.loss.directions[side])].map((text) => element("th", { scope: "col" }, text));
  const body = rows.map(({ part, switches }) =>
    element("tr", {}, element("th", { scope: "row" }, words.loss.parts[part]), ...switches.map(({ input }) => element("td", {}, input))),
  );
  const table = element("table", { class: "switches" }, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...body));
  const node = element("details", { class: "sides" }, element("summary", { class: "fine-tune-title" }, words.loss.sides), table);
  const show = (/** @type {Form} */ form) => {
    for (const { switches } of rows) for (const each of switches) each.show(form);
    if (PARTS.some((part) => ONE_SIDE.some((side) => form[part][side]))) node.open = true;
  };
  return { node, show };
}

/** @param {typeof PARTS[number]} part @param {EditForm} edit */
function partRow(part, edit) {
  const name = words.loss.parts[part];
  const switches = DIRECTIONS.map((direction) => switchOf(part, direction, edit));
  const margin = sliderOf(settingOf("loss.margin"), (value) => edit((form) => void (form[part].margin = value)));
  margin.input.id = `${part}-margin`;
  margin.input.setAttribute("aria-label", words.loss.marginOf(name));
  const value = element("output", { for: margin.input.id });
  const cells = switches.map(({ input }, k) => element("td", { class: DIRECTIONS[k] }, input));
  const row = element("tr", {}, element("th", { scope: "row" }, name), ...cells, element("td", {}, margin.input, value));
  const show = (/** @type {Form} */ form) => {
    for (const each of switches) each.show(form);
    margin.show(form[part].margin);
    value.textContent = words.minute.two(form[part].margin);
  };
  return { row, show };
}

/** λ: from the columns alone to the rows alone. @param {string} id @param {(balance: number) => void} change */
function balanceControl(id, change) {
  const slider = sliderOf(settingOf("loss.balance"), change);
  slider.input.id = id;
  const value = element("output", { for: id });
  const field = labelled(labelOf("loss.balance"), slider.input, value);
  field.title = inWords(settingOf("loss.balance")).help;
  const show = (/** @type {number} */ balance, /** @type {boolean} */ counts) => {
    slider.show(balance);
    slider.input.disabled = !counts;
    value.textContent = words.loss.balance(balance);
  };
  return { field, show };
}

/** @param {App} app */
function softmaxControls(app) {
  const edit = (/** @type {object} */ change) => {
    const { loss } = app.state();
    if (loss.kind === "softmax") app.setLoss(softmaxOf({ ...loss, ...change }));
  };
  const share = balanceControl("softmax-balance", (balance) => edit({ balance }));
  const { harder: _, "distance-swap": __, ...alongs } = labels("loss.along");
  const along = select("softmax-along", alongs, (value) => edit({ along: value }));
  const scale = sliderOf({ ...settingOf("loss.scale"), min: 1, max: 60 }, (value) => edit({ scale: value }));
  scale.input.id = "softmax-scale";
  const value = element("output", { for: scale.input.id });
  const show = (/** @type {State["loss"]} */ loss) => {
    if (loss.kind !== "softmax") return;
    along.value = loss.along;
    share.show(loss.balance ?? EVEN, loss.along === "averaged");
    scale.show(loss.scale);
    value.textContent = words.decimal(String(loss.scale));
  };
  return { box: element("div", {}, labelled(labelOf("loss.along"), along), share.field, labelled(labelOf("loss.scale"), scale.input, value)), show };
}

/** @param {string} key */
const labelOf = (key) => inWords(settingOf(key)).label;
/** The values of a choice in the table, with their labels. @param {string} key @returns {Record<string, string>} */
const labels = (key) => Object.fromEntries((inWords(settingOf(key)).choices ?? []).map(({ value, label }) => [value, label]));
/** @param {Record<string, string>} from @param {string[]} keys */
const pick = (from, keys) => Object.fromEntries(keys.map((key) => [key, from[key] ?? key]));

/** @param {string} id @param {Record<string, string>} options @param {(value: string) => void} change */
function select(id, options, change) {
  const input = element("select", { id }, ...Object.entries(options).map(([value, label]) => element("option", { value }, label)));
  input.addEventListener("change", () => change(input.value));
  return input;
}

/** @param {string} text @param {HTMLElement} input @param {HTMLElement[]} behind */
const labelled = (text, input, ...behind) => element("div", { class: "field" }, element("label", { for: input.id }, text), input, ...behind);
