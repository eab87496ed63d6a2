// The first half of a step, for one pair: from tokens to unit vectors.
import { element } from "../../ui/dom.js";
import { largest } from "../../ui/heat.js";
import { words } from "../../words/index.js";
import { named, strip } from "./strips.js";

/** @import {Explanation} from "../../types/run.js" */
/** @typedef {Explanation["questions"][number]} Question */
/** @typedef {{caption: string, nodes: Node[], draw?: () => void}} Part */
/** @typedef {import("../../types/run.js").Values} Values */

/** More steps than these are not shown. */
const STEPS = 16;
const UNKNOWN = 0;
const sides = /** @type {const} */ (["row-sign", "column-sign"]);

/** Both questions beside each other. @param {Explanation} explanation @param {(question: Question, side: number) => Node[]} build */
export function both({ questions }, build) {
  const side = (/** @type {Question} */ question, /** @type {number} */ k) =>
    element("div", { "data-side": k + 1 }, element("h3", { class: sides[k] }, words.slow.question(k + 1)), ...build(question, k));
  return element("div", { class: "slow-sides" }, ...questions.map(side));
}

/** @param {string} id @param {string} text */
export const fact = (id, text) => element("p", { class: "fact", "data-id": id }, text);

/** @param {Explanation} explanation @returns {Part} */
export function tokens(explanation) {
  const one = (/** @type {string} */ word, /** @type {number} */ id) =>
    element("li", {}, element("span", {}, word), element("small", {}, id === UNKNOWN ? words.slow.unknown : String(id)));
  const build = (/** @type {Question} */ { words: known, ids }) => {
    const padding = ids.length - known.length;
    const list = element("ol", { class: "slow-tokens" }, ...known.map((word, t) => one(word, ids[t])));
    return [list, fact("padding", words.slow.padding(padding))];
  };
  return { caption: words.slow.captions.tokens(explanation.questions[0].ids.length), nodes: [both(explanation, build)] };
}

/** @param {Explanation} explanation @returns {Part} */
export function embedding(explanation) {
  const end = largest(concat(explanation.questions.map((question) => question.embeddings)));
  const width = explanation.questions[0].embeddings.length / explanation.questions[0].ids.length;
  return {
    caption: words.slow.captions.embeddings(width, end),
    nodes: [both(explanation, (question) => overSteps(question, question.embeddings, width, end))],
  };
}

/** @param {Explanation} explanation @returns {Part} */
export function hidden(explanation) {
  const end = largest(concat(explanation.questions.map((question) => question.hidden)));
  const width = unitsOf(explanation.questions[0]);
  return {
    caption: words.slow.captions.hidden(width, end),
    nodes: [both(explanation, (question) => overSteps(question, question.hidden, width, end))],
  };
}

/** H. @param {Question} question */
const unitsOf = ({ hidden, weights }) => hidden.length / weights.length;

/** @param {Question} question @param {Float32Array} values @param {number} width @param {number} end */
function overSteps({ words: known, ids }, values, width, end) {
  const steps = Math.min(ids.length, STEPS);
  const names = Array.from({ length: steps }, (_, t) => known[t] ?? words.slow.pad);
  const last = known.length - 1;
  const shown = strip(values.subarray(0, steps * width), width, "sequential", end, words.slow.strip(steps, width));
  const numbers = words.slow.last(known[last] ?? words.slow.pad, values.subarray(last * width, (last + 1) * width));
  return [named(names, shown), fact("last", numbers), ...(steps < ids.length ? [fact("more", words.slow.more(steps, ids.length))] : [])];
}

/** @param {Explanation} explanation @param {Values} values @returns {Part} */
export function mean(explanation, values) {
  const overUnits = values["model.pooling"] === "units";
  const end = largest(concat(explanation.questions.map((question) => question.mean)));
  const build = (/** @type {Question} */ question) => {
    const { mean: y, weights, ids } = question;
    const counted = weights.reduce((count, weight) => count + Number(weight > 0), 0);
    const said = overUnits ? words.slow.unitsMean(unitsOf(question), y) : words.slow.mean(counted, ids.length, y);
    return [strip(y, y.length, "sequential", end, words.slow.strip(1, y.length)), fact("mean", said)];
  };
  return { caption: overUnits ? words.slow.captions.unitsMean : words.slow.captions.mean, nodes: [both(explanation, build)] };
}

/** @param {Explanation} explanation @param {Values} values @returns {Part} */
export function normalise(explanation, values) {
  const ofBatch = values["model.normalise"] === "batch";
  const end = largest(concat(explanation.questions.map((question) => question.vector)));
  const build = (/** @type {Question} */ { mean: y, vector }, /** @type {number} */ k) => [
    strip(vector, vector.length, "sequential", end, words.slow.strip(1, vector.length)),
    // All vectors of a side are divided by one length then.
    fact("vector", ofBatch ? words.slow.batchVector(k + 1, norm(y), norm(y) / norm(vector), vector) : words.slow.vector(k + 1, norm(y), vector)),
  ];
  const [v1, v2] = explanation.questions.map((question) => question.vector);
  const cosine = v1.reduce((sum, x, h) => sum + x * v2[h], 0);
  const caption = ofBatch ? words.slow.captions.batchNormalise : words.slow.captions.normalise;
  return { caption, nodes: [both(explanation, build), fact("cosine", words.slow.cosine(cosine))] };
}

/** @param {Float32Array} values */
export const norm = (values) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
/** @param {Float32Array[]} lists */
export const concat = (lists) => Float32Array.from(lists.flatMap((list) => Array.from(list)));
