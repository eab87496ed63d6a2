// What the label's values mean: each by itself, or scores by two bounds; with the rows that have them.
import { element } from "../../ui/dom.js";
import { isAllowed } from "../../ui/fields.js";
import { words } from "../../words/index.js";
import { areNumbers, areScores, boundsOf, countsOf, senseOf, valuesOf } from "./reading.js";

/** @import {Counted, Inspection} from "../../../pkg/web/tripletscope.js" */
/** @import {Sense} from "./reading.js" */

/** @typedef {{sense: (value: string, sense: Sense) => void, scores: (from: number, below: number) => void}} Changes */

/** @param {Inspection} inspection @param {Changes} change @returns {HTMLElement | undefined} nothing where there is no label */
export function labelsPart(inspection, change) {
  const values = valuesOf(inspection);
  if (values.length === 0) return undefined;
  const { duplicate, different } = inspection.reading;
  const byScore = (duplicate && "from" in duplicate) || (different && "below" in different) || (!duplicate && !different && areScores(values));
  const part = byScore ? scoresPart(inspection, values, change) : valuesPart(inspection, values, change);
  const counts = countsOf(inspection.reading, values);
  const sums = counts[""] === 0 ? words.pairs.sums(counts, inspection) : inspection.whole ? "" : words.pairs.counted(inspection.sampled);
  return element("div", { class: "pairs-labels" }, part, element("p", { id: "pairs-sums", class: "note" }, sums));
}

/** @param {Inspection} inspection @param {readonly Counted[]} values @param {Changes} change */
function valuesPart({ reading }, values, change) {
  const said = words.pairs;
  const rows = values.map(({ value, count }, k) => {
    const sense = senseOf(reading, value);
    const options = (sense ? ["duplicate", "different", "skip"] : ["", "duplicate", "different", "skip"]).map((each) =>
      element("option", { value: each }, said.senses[/** @type {Sense} */ (each)]),
    );
    const select = element("select", { id: `pairs-sense-${k}`, "aria-label": said.means(value) }, ...options);
    select.value = sense;
    select.addEventListener("change", () => change.sense(value, /** @type {Sense} */ (select.value)));
    return element("tr", {}, element("th", { scope: "row", dir: "auto" }, value), element("td", {}, said.count(count)), element("td", {}, select));
  });
  const heads = said.labelHeads.map((head) => element("th", { scope: "col" }, head));
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows));
  const part = element("div", { class: "pairs-values", tabindex: 0, role: "group", "aria-label": said.values }, table);
  if (!areNumbers(values) || values.length < 3) return part;
  return element("div", {}, part, suggestion(values, change));
}

/** @param {Inspection} inspection @param {readonly Counted[]} values @param {Changes} change */
function scoresPart({ reading: { duplicate, different } }, values, change) {
  const said = words.pairs;
  const known = duplicate && "from" in duplicate && different && "below" in different ? { from: duplicate.from, below: different.below } : undefined;
  const field = (/** @type {"from" | "below"} */ id) => {
    const input = element("input", { type: "number", id: `pairs-${id}`, step: "any", required: true });
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
  const numbers = values.map(({ value }) => Number(value.replace(",", ".")));
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
  const button = element("button", { type: "button", id: "pairs-bounds" }, words.pairs.bounds(from, below));
  button.addEventListener("click", () => change.scores(from, below));
  return button;
}
