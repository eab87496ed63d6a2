// What the label's values mean: each by itself, or scores by two bounds; with the rows that have them.
import { element } from "../../ui/dom.js";
import { isAllowed } from "../../ui/fields.js";
import { words } from "../../words/index.js";
import { areNumbers, areScores, boundsOf, countsOf, numbersOf, sensesOf, valuesOf } from "./reading.js";

/** @import {Counted, Inspection} from "../../../pkg/web/tripletscope.js" */
/** @import {Sense} from "./reading.js" */

/** What is said of all values, of one of several, or of scores; `of`: what the names of its fields begin with.
 * @typedef {{of: string, senses: (senses: Map<string, Sense>) => void, draw: () => void, scores: (from: number, below: number) => void}} Changes */

/** @param {Inspection} inspection @param {Map<string, Sense>} said of values, as long as others have no meaning @param {Changes} change
 * @returns {HTMLElement | undefined} nothing where there is no label */
export function labelsPart(inspection, said, change) {
  const values = valuesOf(inspection);
  if (values.length === 0) return undefined;
  const { duplicate, different } = inspection.reading;
  const byScore = (duplicate && "from" in duplicate) || (different && "below" in different) || (!duplicate && !different && areScores(values));
  const part = byScore ? scoresPart(inspection, values, change) : valuesPart(inspection, said, change);
  const counts = countsOf(inspection, said);
  const sums = counts[""] === 0 ? words.pairs.sums(counts, inspection) : inspection.whole ? "" : words.pairs.counted(inspection.sampled);
  return element("div", { class: "pairs-labels" }, part, element("p", { id: `${change.of}-sums`, class: "note" }, sums));
}

/** @param {Inspection} inspection @param {Map<string, Sense>} answers @param {Changes} change */
function valuesPart(inspection, answers, change) {
  const said = words.pairs;
  const values = valuesOf(inspection);
  const senses = sensesOf(inspection, answers);
  const open = [...senses].filter(([, sense]) => !sense).map(([value]) => value);
  // As long as one value has no meaning, nothing is said of the file.
  const answer = (/** @type {string[]} */ which, /** @type {Sense} */ sense) => {
    for (const value of which) answers.set(value, sense);
    if (open.every((value) => answers.get(value))) change.senses(sensesOf(inspection, answers));
    else change.draw();
  };
  const rows = values.map(({ value, count }, k) => {
    const sense = senses.get(value) ?? "";
    const options = (sense ? ["duplicate", "different", "skip"] : ["", "duplicate", "different", "skip"]).map((each) =>
      element("option", { value: each }, said.senses[/** @type {Sense} */ (each)]),
    );
    const name = value.trim() === "" ? said.blank : value;
    const select = element("select", { id: `${change.of}-sense-${k}`, "aria-label": said.means(name) }, ...options);
    select.value = sense;
    select.addEventListener("change", () => answer([value], /** @type {Sense} */ (select.value)));
    return element("tr", {}, element("th", { scope: "row", dir: "auto" }, name), element("td", {}, said.count(count)), element("td", {}, select));
  });
  const rest = element("button", { type: "button", id: `${change.of}-rest` }, said.rest);
  rest.addEventListener("click", () => answer(open, "different"));
  const heads = said.labelHeads.map((head) => element("th", { scope: "col" }, head));
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows));
  const part = element("div", { class: "pairs-values", tabindex: 0, role: "group", "aria-label": said.values }, table);
  const further = [
    ...(open.length > 0 && open.length < values.length ? [rest] : []),
    ...(areNumbers(values) && numbersOf(values).length > 2 ? [suggestion(values, change)] : []),
  ];
  return element("div", {}, part, ...further);
}

/** @param {Inspection} inspection @param {readonly Counted[]} values @param {Changes} change */
function scoresPart({ reading: { duplicate, different } }, values, change) {
  const said = words.pairs;
  const known = duplicate && "from" in duplicate && different && "below" in different ? { from: duplicate.from, below: different.below } : undefined;
  const field = (/** @type {"from" | "below"} */ id) => {
    const input = element("input", { type: "number", id: `${change.of}-${id}`, step: "any", required: true });
    if (known) input.value = String(known[id]);
    return input;
  };
  const [from, below] = [field("from"), field("below")];
  const read = () => {
    below.max = from.value;
    if (!isAllowed(from)) return;
    if (below.value === "") below.value = from.value;
    if (below.valueAsNumber <= from.valueAsNumber) change.scores(from.valueAsNumber, below.valueAsNumber);
    else isAllowed(below);
  };
  for (const input of [from, below]) input.addEventListener("change", read);
  const line = (/** @type {HTMLInputElement} */ input, /** @type {string} */ text) => element("label", { for: input.id }, text, " ", input);
  const numbers = numbersOf(values);
  const range = element("p", {}, said.range(Math.min(...numbers), Math.max(...numbers)));
  return element(
    "div",
    { class: "pairs-scores" },
    range,
    line(from, said.from),
    line(below, said.below),
    ...(known ? [] : [suggestion(values, change)]),
  );
}

/** Bounds to take with one press. @param {readonly Counted[]} values @param {Changes} change */
function suggestion(values, change) {
  const { from, below } = boundsOf(values);
  const button = element("button", { type: "button", id: `${change.of}-bounds` }, words.pairs.bounds(from, below));
  button.addEventListener("click", () => change.scores(from, below));
  return button;
}
