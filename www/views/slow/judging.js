// The second half of a step, for one pair: from its lines of the similarities to its part in the update.

import { parted } from "../../loss/further.js";
import { alone, closestOf, detailsOf, directionsOf, judge, partnersOf, termsOf } from "../../loss/judge.js";
import { isOneHinge } from "../../loss/traps.js";
import { element } from "../../ui/dom.js";
import { diverging, largest, signedRoot } from "../../ui/heat.js";
import { words } from "../../words/index.js";
import { excludedOf } from "../matrix/excluded.js";
import { both, concat, fact, norm } from "./encoding.js";
import { lineStrip, strip } from "./strips.js";

/** @import {Explanation, LossReport} from "../../types/run.js" */
/** @import {Direction} from "../../loss/judge.js" */
/** @import {Sign} from "../../ui/marks.js" */
/** @import {Part, Question} from "./encoding.js" */
/** @import {Line} from "./strips.js" */
/** @typedef {import("../../../pkg/web/tripletscope.js").Negative} Negative */
/** @typedef {import("../../loss/judge.js").Batch & {similarity: Float32Array, left: Float32Array, right: Float32Array}} Batch */
/** @typedef {{explanation: Explanation, batch: Batch, report: LossReport, size: number}} Judged */

/** @param {Explanation} explanation @returns {Judged} */
export function judgedOf(explanation) {
  const { left, right, loss } = explanation;
  const size = Math.round(Math.sqrt(left.length));
  const [similarity, further] = parted(explanation.similarity, size);
  const batch = { similarity, further, left, right, batchSize: size };
  return { explanation: { ...explanation, similarity }, batch, size, report: judge(batch, loss) };
}

/** Line i of a direction's matrix; a row goes on through the further texts. @param {Partial<Record<"similarity" | "further" | "left" | "right", Float32Array>>} matrices @param {number} size @param {number} i @param {Direction} direction */
function lineOf({ similarity, further, left, right }, size, i, direction) {
  const matrix = { row: similarity, column: similarity, left, right }[direction] ?? new Float32Array(size * size);
  const line = Float32Array.from({ length: size }, (_, k) => (direction === "column" ? matrix[k * size + i] : matrix[i * size + k]));
  if (direction !== "row" || !further?.length) return line;
  const more = further.length / size;
  return concat([line, further.subarray(i * more, (i + 1) * more)]);
}

/** What marks a negative in a line: that of its anchor's question. @param {Direction} direction @returns {"row" | "column"} */
const signOf = (direction) => (direction === "row" || direction === "left" ? "row" : "column");
/** Row and column always, one side where the loss looks there. @param {Explanation["loss"]} loss @returns {Direction[]} */
const shown = (loss) => ["row", "column", ...directionsOf(loss).filter((direction) => direction === "left" || direction === "right")];
/** The positive stands in row and column only. @param {Direction} direction @param {number} pair @returns {[Sign, number][]} */
const positiveIn = (direction, pair) => (direction === "row" || direction === "column" ? [["positive", pair]] : []);

/** Titled lines of cells with the words below them. @param {{direction: Direction, title: string, line: Line, facts: HTMLElement[]}[]} lines */
function figures(lines) {
  const drawn = lines.map(({ direction, title, line, facts }) => {
    const { canvas, draw } = lineStrip(line);
    const caption = element("h3", { class: `${signOf(direction)}-sign` }, title);
    return { node: element("div", { "data-line": direction }, caption, canvas, ...facts), draw };
  });
  const draw = () => {
    for (const each of drawn) each.draw();
  };
  return { nodes: drawn.map(({ node }) => node), draw };
}

/** @param {Judged} judged @returns {Part} */
export function similarities({ explanation: { similarity, pair, loss }, batch, size }) {
  const lines = shown(loss).map((direction) => {
    const values = lineOf(batch, size, pair, direction);
    const closest = closestOf(batch, direction)[pair];
    const text = words.slow.line(similarity[pair * size + pair], closest, values[closest]);
    /** @type {Line["marks"]} */
    const marks = [...positiveIn(direction, pair), [signOf(direction), closest]];
    const line = { values, map: /** @type {const} */ ("sequential"), end: 1, label: text, marks };
    return { direction, title: words.slow.lineName(direction, pair), line, facts: [fact("line", text)] };
  });
  return { caption: words.slow.captions.similarity, ...figures(lines) };
}

/** Each kind of negative in each direction that the loss looks along, once. @param {Explanation["loss"]} loss @returns {{negative: Negative, direction: Direction}[]} */
function lookedAt(loss) {
  if (loss.kind === "softmax") return [];
  const all = loss.terms.flatMap(({ negative }, k) => termsOf(loss)[k].directions.map((direction) => ({ negative, direction })));
  return all.filter((look, k) => all.findIndex((other) => other.negative === look.negative && other.direction === look.direction) === k);
}

/** @param {Judged} judged @returns {Part} */
export function masks({ explanation: { pair, loss }, batch, size }) {
  if (loss.kind === "softmax") return { caption: words.slow.captions.softmaxMasks, nodes: [] };
  const lines = lookedAt(loss).map(({ negative, direction }) => {
    const values = lineOf(batch, size, pair, direction);
    const term = alone(negative, direction);
    const [report] = detailsOf(batch, term).terms;
    const excluded = excludedOf(batch, term, direction);
    const beside = (/** @type {number} */ k) => (report.furtherExcluded?.[pair * (values.length - size) + k - size] ?? 0) > 0;
    const within = (/** @type {number} */ k) => excluded(direction === "column" ? k * size + pair : pair * size + k);
    const left = (/** @type {number} */ k) => k === pair || (k < size ? within(k) : beside(k));
    const out = Array.from(values, (_, k) => k).filter((k) => k !== pair && left(k));
    const count = values.length - 1 - out.length;
    // A value although nothing is left comes from cells that are only lowered.
    const leaks = count === 0 && !Number.isNaN(report.negative[pair]);
    const chosen = count === 0 ? -1 : partnersOf(report, direction)[pair];
    const text = words.slow.candidates(count, out, chosen, leaks);
    /** @type {Line["marks"]} */
    const marks = [...positiveIn(direction, pair), ...(chosen >= 0 ? [/** @type {[Sign, number]} */ ([signOf(direction), chosen])] : [])];
    const line = { values, map: /** @type {const} */ ("sequential"), end: 1, label: text, marks, left };
    return { direction, title: words.slow.look(negative, direction), line, facts: [fact("candidates", text)] };
  });
  return { caption: words.slow.captions.masks, ...figures(lines) };
}

/** What is within a hinge, with its weight. @param {import("../../words/format.js").Hinge} hinge */
const gapOf = ({ p, n, margin, weight }) => weight * (margin - p + n);

/** @param {Judged} judged @returns {Part} */
export function hinges({ explanation: { similarity, pair, loss }, size, report }) {
  const p = similarity[pair * size + pair];
  const oneHinge = isOneHinge(loss);
  let together = 0;
  const lines = report.terms.map((judged, k) => {
    const { cost, negative } = judged;
    if (loss.kind === "softmax") return fact("hinge", words.slow.softmaxCost(loss.along, cost[pair]));
    const term = loss.terms[k];
    const hinge = { p, n: negative[pair], margin: term.margin, weight: term.weight ?? 1, cost: cost[pair] };
    if (!Number.isNaN(hinge.n)) together += gapOf(hinge);
    const partners = termsOf(loss)[k].directions.map((direction) => ({ direction, partner: partnersOf(judged, direction)[pair] }));
    const found = partners.filter(({ partner }) => partner >= 0);
    return element(
      "div",
      {},
      element("h3", {}, words.slow.term(term.negative, term.along)),
      fact("hinge", oneHinge ? words.slow.part({ ...hinge, cost: gapOf(hinge) }) : words.slow.hinge(hinge)),
      ...(found.length > 0 ? [fact("partners", words.slow.partners(found))] : []),
    );
  });
  const total = report.terms.reduce((sum, { cost }) => sum + cost[pair], 0);
  const share = fact("share", words.slow.share(total, loss.reduction, size, report.loss));
  const { captions } = words.slow;
  const caption = loss.kind === "softmax" ? captions.softmaxCosts : oneHinge ? captions.oneHinge : captions.hinges;
  const sum = oneHinge ? [fact("one-hinge", words.slow.together(together, total))] : [];
  return { caption, nodes: [element("div", { class: "slow-sides" }, ...lines), ...sum, share] };
}

/** @param {Judged} judged @returns {Part} */
export function gradients({ explanation, size, report }) {
  const { pair, questions, loss } = explanation;
  const slopes = { similarity: report.gradient, further: report.furtherGradient, left: report.leftGradient, right: report.rightGradient };
  const each = shown(loss).map((direction) => ({ direction, values: lineOf(slopes, size, pair, direction) }));
  const end = Math.sqrt(largest(concat(each.map(({ values }) => values))));
  const lines = each.map(({ direction, values }) => {
    const others = values.reduce((sum, g, k) => sum + (k === pair ? 0 : g), 0);
    const text = direction === "row" || direction === "column" ? words.slow.gradient(values[pair], others) : words.slow.sideGradient(others);
    const line = { values: values.map(signedRoot), map: diverging(), end, label: text, marks: positiveIn(direction, pair) };
    return { direction, title: words.slow.gradientName(direction, pair), line, facts: [fact("gradient", text)] };
  });
  const { nodes, draw } = figures(lines);
  const most = largest(concat(questions.map((question) => question.dvector)));
  const vectors = both(explanation, (/** @type {Question} */ { dvector }, k) => [
    strip(dvector, dvector.length, diverging(), most, words.slow.strip(1, dvector.length)),
    fact("dvector", words.slow.dvector(k + 1, norm(dvector))),
  ]);
  return { caption: words.slow.captions.gradient, nodes: [...nodes, vectors], draw };
}

/** @param {Judged} judged @returns {Part} */
export function update({ explanation: { tensors, rate } }) {
  const head = element("tr", {}, ...words.slow.columns.map((name) => element("th", { scope: "col" }, name)));
  const rows = tensors.map(({ name, size, gradient, weights, moved }) =>
    element(
      "tr",
      { "data-tensor": name },
      element("th", { scope: "row" }, words.slow.tensors[name] ?? name),
      ...[words.slow.count(size), ...[weights, gradient, moved].map(words.number)].map((text) => element("td", {}, text)),
    ),
  );
  return {
    caption: words.slow.captions.update,
    nodes: [
      fact("rate", words.slow.rate(rate)),
      element("table", { class: "slow-update" }, element("thead", {}, head), element("tbody", {}, ...rows)),
    ],
  };
}
