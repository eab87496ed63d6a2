// The formula with the numbers of the selected row and column: margin − positive + negative = hinge, term by term.
import { termsOf } from "../../loss/judge.js";
import { isOneHinge } from "../../loss/traps.js";
import { element } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { isMarked } from "../traps.js";
import { crossEntropiesOf, hingesOf } from "./anchors.js";
import { bracketed, coloured, formula, fraction, larger, mistaken, number, plus, row } from "./mathml.js";
import { gap, powersOf, signOf } from "./notations.js";

/** @import {State} from "../../model/state.js" */
/** @import {CrossEntropy, Hinge} from "./anchors.js" */
/** @import {Notation} from "./notations.js" */
/** @typedef {import("./mathml.js").Part} Part */

/** @param {number} x @param {number} [digits] */
export const fixed = (x, digits = 3) =>
  words.decimal(
    x
      .toFixed(digits)
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
      : hingeLines(hingesOf(state, loss), state, notation);
  return [...lines, totalLine(state, notation)];
}

/** @param {string} label @param {Element} maths @param {string} sign @param {Record<string, string>} [attributes] */
const line = (label, maths, sign, attributes = {}) =>
  element("div", { class: "live-line", ...attributes }, element("span", { class: `live-label ${sign}` }, label), maths);

/** @param {Hinge[]} hinges @param {State} state @param {Notation} notation */
function hingeLines(hinges, state, notation) {
  const lines = hinges.map((hinge) => hingeLine(hinge, state.loss, notation));
  if (!isOneHinge(state.loss)) return lines;
  const anchors = [...new Set(hinges.map(({ anchor }) => anchor))];
  const sums = anchors.map((anchor) =>
    oneHingeLine(
      hinges.filter((hinge) => hinge.anchor === anchor),
      notation,
      isMarked(state),
    ),
  );
  return [...lines, ...sums];
}

/** Of one hinge over all terms, what they come to at an anchor. @param {Hinge[]} hinges @param {Notation} notation @param {boolean} marked */
function oneHingeLine(hinges, notation, marked) {
  const [{ anchor }] = hinges;
  const found = hinges.filter(({ negative }) => !Number.isNaN(negative)).map(gapOf);
  const parts = found.map((x, k) => (k === 0 ? number(fixed(x), "part") : operand(x, "part")));
  const cost = hinges.reduce((sum, hinge) => sum + hinge.cost, 0);
  const inside = notation.hinge(parts.length > 0 ? plus(...parts) : "0");
  const maths = formula(mistaken(inside, marked), "=", number(fixed(cost), "cost"));
  return line(words.formula.oneHinge(anchor), maths, "", { "data-id": `one-hinge-${anchor}` });
}

/** What is within a hinge, with its weight. @param {Hinge} hinge */
const gapOf = ({ term: { margin, weight = 1 }, positive, negative }) => weight * (margin - positive + negative);

/** @param {Hinge} hinge @param {State["loss"]} loss @param {Notation} notation */
function hingeLine(hinge, loss, notation) {
  const { k, term, anchor, positive, negative } = hinge;
  const { margin, weight = 1, along } = term;
  const label = words.formula.anchor(k, along, anchor, term.negative);
  const { directions } = termsOf(loss)[k];
  const sign = directions.length === 1 ? `${signOf(directions[0])}-sign` : "";
  const id = { "data-id": `hinge-${k}-${anchor}` };
  if (Number.isNaN(negative)) return line(label, element("span", {}, words.formula.none), sign, id);
  const times = weight === 1 ? [] : [number(words.decimal(String(weight)), "weight"), "·"];
  const inside = gap(number(fixed(margin), "margin"), operand(positive, "positive"), negativeOf(hinge));
  const oneHinge = isOneHinge(loss);
  const whole = oneHinge ? (weight === 1 ? inside : bracketed(inside)) : notation.hinge(inside);
  return line(label, formula(...times, whole, "=", number(fixed(oneHinge ? gapOf(hinge) : hinge.cost), "cost")), sign, id);
}

/** @param {Hinge} hinge @returns {Part} */
function negativeOf({ term, negatives }) {
  const found = negatives.map(([direction, x]) => coloured(signOf(direction), operand(x, `${direction}-negative`)));
  if (found.length === 1) return found[0];
  return term.along === "averaged" ? fraction(plus(...found), "2") : larger(...found);
}

/** @param {CrossEntropy} found @param {number} scale @param {Notation} notation */
function crossEntropyLine({ along, directions, anchor, positive, total, cost }, scale, notation) {
  const powers = powersOf(notation, directions);
  const difference = [number(fixed(total), "total"), "−", words.decimal(String(scale)), "·", operand(positive, "positive")];
  const sum = directions.length > 1 ? bracketed(powers) : powers;
  const maths = element(
    "span",
    { class: "live-parts" },
    formula("ln", sum, "=", fixed(total)),
    formula(row(...difference, "=", number(fixed(cost), "cost"))),
  );
  const [name, sign] = directions.length > 1 ? [along, ""] : [directions[0], `${signOf(directions[0])}-sign`];
  return line(words.formula.sum(along, anchor), maths, sign, { "data-id": `hinge-${name}-${anchor}` });
}

/** What all anchors' costs come to. @param {State} state @param {Notation} notation */
function totalLine({ report, loss, batchSize }, notation) {
  const total = report?.loss ?? 0;
  const sum = loss.reduction === "mean" ? total * batchSize : total;
  const mean = loss.reduction === "mean" ? [fraction("1", String(batchSize)), "·", number(fixed(sum), "sum"), "="] : [];
  return line(words.formula.batch, formula(notation.loss(), "=", ...mean, number(fixed(total), "loss")), "");
}
