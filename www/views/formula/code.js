// A loss as Python: a function of v1 and v2 [B, H], whose rows are unit vectors, in NumPy or TensorFlow. Pure functions.
import { dialects } from "./dialects.js";

/** @import {LossConfig} from "../../types/run.js" */
/** @import {Dialect, Negative} from "./dialects.js" */
/** @typedef {import("../../../pkg/web/tripletscope.js").Term} Term */
/** @typedef {keyof typeof dialects} Language */

/**
 * @typedef {object} Batch
 * @property {Float32Array} vectors [2B, H], questions 1 first
 * @property {number} size B
 * @property {number} loss what is to come out
 */

/** @param {Negative} negative */
const nameOf = (negative) => negative.replaceAll("-", "_");
/** @param {string[]} lines */
const indented = (lines) => lines.map((line) => (line ? `    ${line}` : ""));
/** @param {string} name @param {string} parameters @param {string[]} body */
const define = (name, parameters, body) => [`def ${name}(${parameters}):`, ...indented(body)];
/** A number as Python reads it: always with a point or an exponent. @param {number} x */
const float = (x) => (Number.isInteger(x) ? x.toFixed(1) : String(x));

/**
 * @param {LossConfig} loss
 * @param {Language} language
 * @param {string} note one line that says what it is
 * @param {Batch} [batch] stands behind the function, so that running the code gives this batch's loss
 */
export function codeOf(loss, language, note, batch) {
  const dialect = dialects[language];
  const body = loss.kind === "softmax" ? softmax(loss, dialect) : triplet(loss, dialect);
  const lines = [
    ...dialect.imports,
    "",
    "",
    ...define("loss", "v1, v2", [`"""${note}"""`, `s = ${dialect.similarity}`, ...body, `return ${dialect.reductions[loss.reduction]}`]),
    ...(batch ? ["", "", ...dialect.vectors(base64(batch.vectors), batch.size), `${dialect.run}  # ${batch.loss}`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** @param {Extract<LossConfig, {kind: "softmax"}>} loss @param {Dialect} dialect */
function softmax({ along, scale }, { crossEntropy, transposed }) {
  const [rows, columns] = ["cross_entropy(s)", `cross_entropy(${transposed})`];
  const costs = /** @type {Partial<Record<typeof along, string>>} */ ({ rows, columns, averaged: `(${rows} + ${columns}) / 2` });
  const cost = costs[along];
  return ["", ...define("cross_entropy", "m", crossEntropy(float(scale))), "", `cost = ${cost}`];
}

/** @param {Extract<LossConfig, {kind: "triplet"}>} loss @param {Dialect} dialect */
function triplet({ terms }, dialect) {
  const kinds = [...new Set(terms.map((term) => term.negative))];
  const helpers = kinds.flatMap((kind) => ["", ...define(nameOf(kind), "m", [`return ${dialect.negatives[kind]}`])]);
  const average = terms.some(mayLackOne) ? ["", ...define("average", "x, y", [`return ${dialect.average}`])] : [];
  const costs = terms.map((term, k) => `cost ${k === 0 ? "=" : "+="} ${costOf(term, dialect)}`);
  return [`p = ${dialect.positives}`, `others = ${dialect.others}`, ...helpers, ...average, "", ...costs];
}

/** Where a direction has no candidate the other one stands alone. @param {Term} term */
const mayLackOne = ({ negative, along }) => along === "averaged" && negative === "semi-hard";

/** @param {Term} term @param {Dialect} dialect */
function costOf(term, { transposed, hinge, larger }) {
  const { negative, along, margin, weight = 1 } = term;
  const [rows, columns] = ["s", transposed].map((m) => `${nameOf(negative)}(${m})`);
  const averaged = mayLackOne(term) ? `average(${rows}, ${columns})` : `(${rows} + ${columns}) / 2`;
  const negatives = /** @type {Partial<Record<typeof along, string>>} */ ({ rows, columns, averaged, harder: larger(rows, columns) });
  const n = negatives[along];
  return `${weight === 1 ? "" : `${float(weight)} * `}${hinge(`${float(margin)} - p + ${n}`)}`;
}

/** Little-endian bytes. @param {Float32Array} numbers */
function base64(numbers) {
  const view = new DataView(new ArrayBuffer(4 * numbers.length));
  for (const [k, x] of numbers.entries()) view.setFloat32(4 * k, x, true);
  const bytes = new Uint8Array(view.buffer);
  let text = "";
  for (let k = 0; k < bytes.length; k += 8192) text += String.fromCharCode(...bytes.subarray(k, k + 8192));
  return btoa(text);
}
