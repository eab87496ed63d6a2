// The mistakes people make: which act in the run that is shown, marked in red beside its title, with the values that are known to fail, and a switch for each
// in the settings.
import { collapsed } from "../loss/judge.js";
import { actingTraps, TRAPS } from "../loss/traps.js";
import { failing, failsFrom } from "../model/advice.js";
import { NAMES } from "../model/experiment.js";
import { settingOf } from "../model/settings.js";
import { byId, element } from "../ui/dom.js";
import { words } from "../words/index.js";
import { inWords, valueInWords } from "../words/table.js";

/** @import {Edit, Mistake, Own, Trap} from "../loss/traps.js" */
/** @import {App, State} from "../model/state.js" */

/** What acts in the run that is shown: by its settings, and by what its last step has met. @param {State} state @returns {string[]} */
function acting({ values, loss, history }) {
  const { last } = history;
  /** @type {Partial<Record<Mistake, number | undefined>>} */
  const shares = { padding: last?.padding, leak: last?.leaked };
  return actingTraps({ values, loss }, last?.mistakes).map((name) => {
    const share = shares[name];
    return share === undefined ? words.traps.names[name] : words.traps.share(words.traps.names[name], share);
  });
}

/** The run's values that are known to fail. @param {State} state */
const failures = ({ values }) =>
  failing(values).map((key) => {
    const setting = settingOf(key);
    return `${inWords(setting).label} ${valueInWords(setting, values[key])}. ${words.settings.fails(Number(failsFrom(key, values[key])))}`;
  });

/** Steps after which a loss is expected to be below that of equal vectors, by how much a single batch may be above it, and from which collapse on vectors are nearly equal. */
const [EXPECTED, CHANCE, EQUAL] = [50, 1.05, 0.9];
/** A run that stands still and does worse than a network that gives every question the same vector, or as well because it nearly does. @param {State} state */
function worse(state) {
  const { playing, step, report, loss, history } = state;
  if (playing || !report || step < EXPECTED) return [];
  const level = collapsed(state, loss);
  const above = report.loss > CHANCE * level;
  const at = Number(history.last?.collapse) > EQUAL && report.loss * CHANCE > level;
  return level > 0 && (above || at) ? [words.traps.worse(report.loss, level, above)] : [];
}

/** The marks beside the run's title. */
export function trapMarks() {
  const list = byId("traps", HTMLElement);
  list.setAttribute("aria-label", words.traps.acting);
  let told = "";
  return (/** @type {State} */ state) => {
    const marks = state.values["hide.mistakes"] ? [] : [...acting(state).map(words.traps.marked), ...failures(state), ...worse(state)];
    if (marks.join() === told) return;
    told = marks.join();
    list.hidden = marks.length === 0;
    list.replaceChildren(...marks.map((mark) => element("li", {}, mark)));
  };
}

/** A switch for each, and a run beside this one with and without it. @param {App} app @param {(edit: Edit) => void} put what is switched */
export function trapSettings(app, put) {
  const rows = TRAPS.map((trap) => trapRow(trap, app, put));
  const node = element(
    "fieldset",
    { id: "settings-traps" },
    element("legend", {}, words.traps.title),
    element("p", { class: "note" }, words.traps.lead),
    ...rows.map(({ row }) => row),
  );
  /** @param {Own} own @param {boolean} hidden @param {number} runs */
  const show = (own, hidden, runs) => {
    node.hidden = hidden;
    for (const row of rows) row.show(own, runs);
  };
  return { node, show };
}

/** @param {Trap} trap @param {App} app @param {(edit: Edit) => void} put */
function trapRow(trap, app, put) {
  const [id, helpId] = [`trap-${trap.name}`, `trap-help-${trap.name}`];
  const input = element("input", { type: "checkbox", id, "aria-describedby": helpId });
  let now = /** @type {Own} */ (app.state());
  const turned = () => (trap.is(now) ? trap.right(now) : trap.make(now));
  input.addEventListener("change", () => {
    put(turned());
    // What is refused is not so.
    input.checked = trap.is(now);
  });
  const beside = element(
    "button",
    { type: "button", class: "quiet", "aria-label": words.traps.beside(words.traps.names[trap.name]) },
    words.traps.compare,
  );
  beside.addEventListener("click", () => app.addRun({ values: {}, ...turned() }));
  const label = element("label", { for: id }, words.traps.names[trap.name]);
  const help = element("small", { id: helpId }, words.traps.helps[trap.name]);
  const row = element("div", { class: "setting trap" }, label, input, help, beside);
  const show = (/** @type {Own} */ own, /** @type {number} */ runs) => {
    now = own;
    input.checked = trap.is(own);
    input.disabled = beside.disabled = trap.can?.(own) === false;
    row.classList.toggle("acts", input.checked);
    beside.disabled ||= runs >= NAMES.length;
  };
  return { row, show };
}
