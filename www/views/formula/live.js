// The formula with the numbers of the row and the column that are looked at: margin − positive + negative = hinge, term by term.
import { element } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { crossEntropiesOf, hingesOf } from "./anchors.js";
import { coloured, formula, fraction, larger, number, over, plus, row, sup } from "./mathml.js";

/** @import {State} from "../../model/state.js" */
/** @import {CrossEntropy, Hinge} from "./anchors.js" */
/** @import {Notation} from "./notations.js" */
/** @typedef {import("./mathml.js").Part} Part */

/** @param {number} x */
const fixed = (x) =>
  words.decimal(
    x
      .toFixed(3)
      .replace(/^-(0\.0+)$/, "$1")
      .replace("-", "−"),
  );
/** A negative number behind an operator stands in brackets. @param {number} x @param {string} id */
const operand = (x, id) => (fixed(x).startsWith("−") ? row("(", number(fixed(x), id), ")") : number(fixed(x), id));

/** @param {State} state @param {Notation} notation */
export function liveOf(state, notation) {
  const { loss } = state;
  const lines =
    loss.kind === "softmax"
      ? crossEntropiesOf(state, loss).map((found) => crossEntropyLine(found, loss.scale, notation))
      : hingesOf(state, loss).map((hinge) => hingeLine(hinge, notation));
  return [...lines, totalLine(state, notation)];
}

/** @param {string} label @param {Element} maths @param {string} sign @param {Record<string, string>} [attributes] */
const line = (label, maths, sign, attributes = {}) =>
  element("div", { class: "live-line", ...attributes }, element("span", { class: `live-label ${sign}` }, label), maths);

/** @param {Hinge} hinge @param {Notation} notation */
function hingeLine(hinge, notation) {
  const { k, term, anchor, positive, negative, cost } = hinge;
  const { margin, weight = 1, along } = term;
  const label = words.formula.anchor(k, along, anchor, term.negative);
  const sign = along === "rows" ? "row-sign" : along === "columns" ? "column-sign" : "";
  const id = { "data-id": `hinge-${k}-${anchor}` };
  if (Number.isNaN(negative)) return line(label, element("span", {}, words.formula.none), sign, id);
  const times = weight === 1 ? [] : [number(String(weight), "weight"), "·"];
  const inside = notation.hinge(number(fixed(margin), "margin"), operand(positive, "positive"), negativeOf(hinge));
  return line(label, formula(...times, inside, "=", number(fixed(cost), "cost")), sign, id);
}

/** @param {Hinge} hinge @returns {Part} */
function negativeOf({ term, row: byRow, column: byColumn }) {
  const found = [
    ...(Number.isNaN(byRow) ? [] : [coloured("row", operand(byRow, "row-negative"))]),
    ...(Number.isNaN(byColumn) ? [] : [coloured("column", operand(byColumn, "column-negative"))]),
  ];
  if (found.length === 1) return found[0];
  return term.along === "harder" ? larger(...found) : fraction(plus(...found), "2");
}

/** @param {CrossEntropy} found @param {number} scale @param {Notation} notation */
function crossEntropyLine({ direction, anchor, positive, total }, scale, { similarity }) {
  const powers = row(over("∑", "j"), sup("e", "λ", " ", similarity(direction, "j")));
  const cost = row(
    number(fixed(total), "total"),
    "−",
    String(scale),
    "·",
    operand(positive, "positive"),
    "=",
    number(fixed(total - scale * positive), "cost"),
  );
  const maths = element("span", { class: "live-parts" }, formula("ln", powers, "=", fixed(total)), formula(cost));
  return line(words.formula.direct(direction, anchor), maths, `${direction}-sign`, { "data-id": `hinge-${direction}-${anchor}` });
}

/** What all anchors' costs come to. @param {State} state @param {Notation} notation */
function totalLine({ report, loss, batchSize }, notation) {
  const total = report?.loss ?? 0;
  const sum = loss.reduction === "mean" ? total * batchSize : total;
  const mean = loss.reduction === "mean" ? [fraction("1", String(batchSize)), "·", number(fixed(sum), "sum"), "="] : [];
  return line(words.formula.batch, formula(notation.loss(), "=", ...mean, number(fixed(total), "loss")), "");
}
