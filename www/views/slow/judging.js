// The second half of a step, for one pair: from its row and column of S to its part in the update.
import { evaluateLoss } from "../../../pkg/web/tripletscope.js";
import { alongOf, looksAtColumns, looksAtRows } from "../../model/state.js";
import { element } from "../../ui/dom.js";
import { diverging, largest, signedRoot } from "../../ui/heat.js";
import { words } from "../../words/index.js";
import { candidatesOf, closestOf, lineOf } from "./candidates.js";
import { both, concat, fact, norm } from "./encoding.js";
import { lineStrip, strip } from "./strips.js";

/** @import {Explanation, LossReport} from "../../types/run.js" */
/** @import {Direction, Negative} from "./candidates.js" */
/** @import {Part, Question} from "./encoding.js" */
/** @import {Line} from "./strips.js" */
/** @typedef {{explanation: Explanation, report: LossReport, size: number}} Judged */

const DIRECTIONS = /** @type {readonly Direction[]} */ (["row", "column"]);

/** @param {Explanation} explanation @returns {Judged} */
export function judge(explanation) {
  const size = Math.round(Math.sqrt(explanation.similarity.length));
  return { explanation, size, report: evaluateLoss(explanation.similarity, size, explanation.loss) };
}

/** Titled lines of cells with the words below them. @param {{direction: Direction, title: string, line: Line, facts: HTMLElement[]}[]} lines */
function figures(lines) {
  const drawn = lines.map(({ direction, title, line, facts }) => {
    const { canvas, draw } = lineStrip(line);
    const caption = element("h3", { class: `${direction}-sign` }, title);
    return { node: element("div", { "data-line": direction }, caption, canvas, ...facts), draw };
  });
  const draw = () => {
    for (const each of drawn) each.draw();
  };
  return { nodes: drawn.map(({ node }) => node), draw };
}

/** @param {Judged} judged @returns {Part} */
export function similarities({ explanation: { similarity, pair }, size }) {
  const lines = DIRECTIONS.map((direction) => {
    const values = lineOf(similarity, size, pair, direction);
    const closest = closestOf(values, candidatesOf(values, pair, "hardest"));
    const text = words.slow.line(values[pair], closest, values[closest]);
    /** @type {Line["marks"]} */
    const marks = [
      ["positive", pair],
      [direction, closest],
    ];
    const line = { values, map: /** @type {const} */ ("sequential"), end: 1, label: text, marks };
    return { direction, title: words.slow.lineName(direction, pair), line, facts: [fact("line", text)] };
  });
  return { caption: words.slow.captions.similarity, ...figures(lines) };
}

/** Each kind of negative in each direction that the loss looks along, once. @param {Explanation["loss"]} loss @returns {{negative: Negative, direction: Direction}[]} */
function looks(loss) {
  if (loss.kind === "softmax") return [];
  const all = loss.terms.flatMap(({ negative, along }) => [
    ...(looksAtRows(along) ? [{ negative, direction: /** @type {Direction} */ ("row") }] : []),
    ...(looksAtColumns(along) ? [{ negative, direction: /** @type {Direction} */ ("column") }] : []),
  ]);
  return all.filter((look, k) => all.findIndex((other) => other.negative === look.negative && other.direction === look.direction) === k);
}

/** @param {Judged} judged @returns {Part} */
export function masks({ explanation: { similarity, pair, loss }, size }) {
  if (loss.kind === "softmax") return { caption: words.slow.captions.softmaxMasks, nodes: [] };
  const lines = looks(loss).map(({ negative, direction }) => {
    const values = lineOf(similarity, size, pair, direction);
    const candidates = candidatesOf(values, pair, negative);
    const chosen = negative === "mean" ? -1 : closestOf(values, candidates);
    const left = (/** @type {number} */ k) => !candidates[k];
    const count = candidates.filter(Boolean).length;
    const excluded = candidates.flatMap((may, k) => (may || k === pair ? [] : [k]));
    const text = words.slow.candidates(count, excluded, chosen, count === 0 && negative === "semi-hard-course");
    /** @type {Line["marks"]} */
    const marks = [["positive", pair], ...(chosen >= 0 ? [/** @type {[Direction, number]} */ ([direction, chosen])] : [])];
    const line = { values, map: /** @type {const} */ ("sequential"), end: 1, label: text, marks, left };
    return { direction, title: words.slow.look(negative, direction), line, facts: [fact("candidates", text)] };
  });
  return { caption: words.slow.captions.masks, ...figures(lines) };
}

/** @param {Judged} judged @returns {Part} */
export function hinges({ explanation: { similarity, pair, loss }, size, report }) {
  const p = similarity[pair * size + pair];
  const lines = report.terms.map(({ cost, negative, rowPartner, columnPartner }, k) => {
    const along = alongOf(loss, k);
    if (loss.kind === "softmax") return fact("hinge", words.slow.softmaxCost(along, cost[pair]));
    const term = loss.terms[k];
    const partners = { row: rowPartner[pair], column: columnPartner[pair] };
    return element(
      "div",
      {},
      element("h3", {}, words.slow.term(term.negative, along)),
      fact("hinge", words.slow.hinge({ p, n: negative[pair], margin: term.margin, weight: term.weight ?? 1, cost: cost[pair] })),
      ...(partners.row >= 0 || partners.column >= 0 ? [fact("partners", words.slow.partners(partners))] : []),
    );
  });
  const total = report.terms.reduce((sum, { cost }) => sum + cost[pair], 0);
  const share = fact("share", words.slow.share(total, loss.reduction, size, report.loss));
  const caption = loss.kind === "softmax" ? words.slow.captions.softmaxCosts : words.slow.captions.hinges;
  return { caption, nodes: [element("div", { class: "slow-sides" }, ...lines), share] };
}

/** @param {Judged} judged @returns {Part} */
export function gradients({ explanation, size, report }) {
  const { pair, questions } = explanation;
  const each = DIRECTIONS.map((direction) => ({ direction, values: lineOf(report.gradient, size, pair, direction) }));
  const end = Math.sqrt(largest(concat(each.map(({ values }) => values))));
  const lines = each.map(({ direction, values }) => {
    const text = words.slow.gradient(
      values[pair],
      values.reduce((sum, g, k) => sum + (k === pair ? 0 : g), 0),
    );
    const line = { values: values.map(signedRoot), map: diverging(), end, label: text, marks: /** @type {Line["marks"]} */ ([["positive", pair]]) };
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
