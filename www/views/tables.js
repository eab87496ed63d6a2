// The numbers of the views that are functions of the state alone.
import { presets } from "../../pkg/web/tripletscope.js";
import { sameLoss } from "../loss/form.js";
import { closestOf, judge, looks, looksAt, sidesOf } from "../loss/judge.js";
import { tableOf } from "../ui/table.js";
import { crossEntropiesOf, hingesOf } from "./formula/anchors.js";
import { negativesOf } from "./matrix/negatives.js";
import { partsOf } from "./split/parts.js";

/** @import {State} from "../model/state.js" */
/** @import {Table, Value} from "../ui/table.js" */

/** @param {number} count */
const upTo = (count) => Array.from({ length: count }, (_, k) => k);
/** Every cell of the matrix. @param {State} state */
const cellsOf = ({ batchSize }) => upTo(batchSize ** 2).map((k) => ({ k, i: Math.floor(k / batchSize), j: k % batchSize }));

/** @param {State} state @returns {Table} */
export function matrixTable(state) {
  const { similarity, report, texts, batchSize } = state;
  const [rows, columns] = /** @type {const} */ (["row", "column"]).map((direction) => (batchSize < 2 ? [] : negativesOf(state, direction).partners));
  const own = cellsOf(state).map(({ k, i, j }) => {
    const signs = [i === j, rows[i] === j, columns[j] === i];
    return [i + 1, j + 1, texts.left[i], texts.right[j], similarity[k], report?.gradient[k], ...signs];
  });
  // Further texts are columns from B + 1 on.
  const further = Array.from(state.further, (x, k) => {
    const [i, j] = [Math.floor(k / texts.extra.length), k % texts.extra.length];
    const signs = [false, rows[i] === batchSize + j, false];
    return [i + 1, batchSize + j + 1, texts.left[i], texts.extra[j], x, report?.furtherGradient?.[k], ...signs];
  });
  return {
    columns: ["row", "column", "question1", "question2", "similarity", "gradient", "positive", "rowNegative", "columnNegative"],
    rows: [...own, ...further],
  };
}

/** The selected cell, in a line for each term of the loss. @param {State} state @returns {Table} */
export function cellTable(state) {
  const { batchSize: size, similarity, report, loss, texts } = state;
  const { row, column } = state.selection;
  const s = (/** @type {number} */ i, /** @type {number} */ j) => similarity[i * size + j];
  const cell = {
    ...{ row: row + 1, column: column + 1, question1: texts.left[row], question2: texts.right[column] },
    ...{ similarity: s(row, column), rowPositive: s(row, row), columnPositive: s(column, column), gradient: report?.gradient[row * size + column] },
  };
  const sides = /** @type {const} */ (["left", "right"]).filter((side) => size > 1 && looksAt(loss, side));
  const beside = Object.fromEntries(sides.map((side) => [`${side}Similarity`, sidesOf(state)[side][row * size + column]]));
  const columns = [
    ...Object.keys(cell),
    ...Object.keys(beside),
    "term",
    "negative",
    "along",
    "rowCost",
    "columnCost",
    ...sides.map((side) => `${side}Cost`),
  ];
  const lines = report?.terms.map(({ cost }, k) => {
    const costOf = (/** @type {import("../loss/judge.js").Direction} */ direction, /** @type {number} */ anchor) =>
      looks(loss, k, direction) ? cost[anchor] : null;
    const costs = { rowCost: costOf("row", row), columnCost: costOf("column", column) };
    const ofSides = { leftCost: costOf("left", row), rightCost: costOf("right", column) };
    const { along } = loss.kind === "softmax" ? loss : loss.terms[k];
    return { ...cell, ...beside, term: k + 1, negative: negativeOf(loss, k), along, ...costs, ...ofSides };
  });
  return tableOf(columns, lines ?? []);
}

/** @param {State["loss"]} loss @param {number} k */
const negativeOf = (loss, k) => (loss.kind === "softmax" ? "softmax" : loss.terms[k].negative);

/** The last step's report and the last evaluation, number by number. @param {State} state @returns {Table} */
export function numbersTable({ step, report, history: { last, measured } }) {
  const lines = [
    { of: "batch shown", step, values: { loss: report?.loss } },
    { of: "step", step: last?.step, values: last },
    { of: "held out", step: measured?.step, values: measured?.evaluation },
  ];
  return {
    columns: ["of", "step", "name", "value"],
    rows: lines.flatMap(({ of, step, values }) => leaves(values ?? {}).map((leaf) => [of, step, ...leaf])),
  };
}

/** Every number with its path, such as `recallAt1.forward`. @param {object} values @param {string} [head] @returns {[string, number][]} */
const leaves = (values, head = "") =>
  Object.entries(values).flatMap(([name, value]) => {
    if (typeof value === "number") return [/** @type {[string, number]} */ ([head + name, value])];
    return typeof value === "object" && value !== null ? leaves(value, `${head}${name}.`) : [];
  });

/** dL/dS and its parts in a column each. @param {State} state @returns {Table} */
export function splitTable(state) {
  const { loss, report } = state;
  const parts = report ? partsOf(state, loss) : [];
  return {
    columns: ["row", "column", ...parts.map(({ along, kind }) => `${along}-${kind}`), "total"],
    rows: cellsOf(state).map(({ k, i, j }) => [i + 1, j + 1, ...parts.map(({ gradient }) => gradient[k]), report?.gradient[k]]),
  };
}

/** Each anchor of each term. @param {State} state @returns {Table} */
export function planeTable({ loss, report, similarity, batchSize, texts }) {
  const columns = ["term", "negative", "along", "margin", "pair", "question1", "question2", "x", "y", "cost", "active"];
  const terms = loss.kind === "triplet" && report ? loss.terms : [];
  const rows = terms.flatMap(({ negative, along, margin }, k) => {
    const { cost, negative: found } = /** @type {NonNullable<typeof report>} */ (report).terms[k];
    const head = [k + 1, negative, along, margin];
    return upTo(batchSize).map((i) => [
      ...[...head, i + 1, texts.left[i], texts.right[i]],
      ...[similarity[i * batchSize + i], found[i], cost[i], cost[i] > 0],
    ]);
  });
  return { columns, rows };
}

/** The cosines in the histograms, and what the threshold calls them. @param {State} state @returns {Table} */
export function scoresTable(state) {
  const { history, similarity, batchSize, threshold } = state;
  const { measured } = history;
  const lists = upTo(batchSize >= 2 ? batchSize : 0).map((i) => [
    ["positive", i, similarity[i * batchSize + i]],
    ["closest in row", i, similarity[i * batchSize + closestOf(state, "row")[i]]],
    ["closest in column", i, similarity[closestOf(state, "column")[i] * batchSize + i]],
  ]);
  const duplicates = measured?.evaluation.duplicates ?? 0;
  const held = Array.from(measured?.scores ?? [], (cosine, k) => [k < duplicates ? "duplicate" : "not a duplicate", k, cosine]);
  const line =
    (/** @type {string} */ of, /** @type {number | undefined} */ at) =>
    (/** @type {Value[]} */ [kind, k, cosine]) => [at, of, kind, Number(k) + 1, cosine, threshold, Number(cosine) > threshold];
  return {
    columns: ["step", "of", "kind", "pair", "cosine", "threshold", "above"],
    rows: [...held.map(line("held out", measured?.step)), ...lists.flat().map(line("batch shown", measured?.step))],
  };
}

/** The selected anchors in each term, and all presets on the matrix that is shown. @param {State} state @returns {Table} */
export function formulaTable(state) {
  const { loss, report } = state;
  const columns = ["of", "name", "along", "anchor", "margin", "positive", "negative", "cost", "loss", "inForce"];
  if (!report) return { columns, rows: [] };
  const own = { of: "loss in force", loss: report.loss, inForce: true };
  const anchors =
    loss.kind === "softmax"
      ? crossEntropiesOf(state, loss).map(({ along, anchor, positive, cost }) => {
          return { of: "anchor", name: "softmax", along, anchor: anchor + 1, positive, cost };
        })
      : hingesOf(state, loss).map(({ term, anchor, positive, negative, cost }) => {
          return { of: "anchor", name: term.negative, along: term.along, anchor: anchor + 1, margin: term.margin, positive, negative, cost };
        });
  const others = Object.entries(presets()).map(([name, preset]) => {
    return { of: "preset", name, loss: judge(state, preset).loss, inForce: sameLoss(preset, loss) };
  });
  return tableOf(columns, [own, ...anchors, ...others]);
}

/** The two questions that were asked, and the nearest ones. @param {State} state @returns {Table} */
export function askTable({ answer, threshold }) {
  const found = answer ? [{ question: answer.question2, cosine: answer.cosine }, ...answer.nearest] : [];
  const rows = found.map(({ question, cosine }, k) => [
    k === 0 ? "asked" : "held out",
    k || null,
    answer?.question1,
    question,
    cosine,
    cosine > threshold,
  ]);
  return { columns: ["of", "rank", "question1", "question2", "cosine", "above"], rows };
}

/** Every number of both questions on their way, and what the step does to the weights. @param {State} state @returns {Table} */
export function slowTable({ explanation, run }) {
  const columns = ["of", "question", "token", "word", "component", "value"];
  if (!explanation || explanation.run !== run) return { columns, rows: [] };
  const { questions, tensors } = explanation;
  const rows = questions.flatMap((question, q) => {
    const tokens = question.ids.length;
    const over = (/** @type {"embeddings" | "hidden"} */ of) => {
      const width = question[of].length / tokens;
      return Array.from(question[of], (value, k) => {
        const t = Math.floor(k / width);
        return [of, q + 1, t + 1, question.words[t], (k % width) + 1, value];
      });
    };
    const once = (/** @type {"mean" | "vector" | "dvector"} */ of) => Array.from(question[of], (value, h) => [of, q + 1, null, null, h + 1, value]);
    const ids = Array.from(question.ids, (id, t) => ["id", q + 1, t + 1, question.words[t], null, id]);
    return [...ids, ...over("embeddings"), ...over("hidden"), ...once("mean"), ...once("vector"), ...once("dvector")];
  });
  const norms = tensors.flatMap(({ name, ...norms }) =>
    Object.entries(norms).map(([of, value]) => [`${name}: ${of}`, null, null, null, null, value]),
  );
  return { columns, rows: [...rows, ...norms] };
}

/** A line for each step of each run that was reported or measured, a column for each of these fields. @param {readonly string[]} fields */
export const curvesTable = (fields) => (/** @type {State} */ state) => {
  const runs = state.runs.length > 1 ? state.runs : [state];
  return tableOf(
    ["run", "step", ...fields],
    runs.flatMap(({ name: run, history }) => history.lines().map((line) => ({ run, ...line }))),
  );
};
