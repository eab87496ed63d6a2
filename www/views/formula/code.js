// A loss as Python, of v1 and v2 [B, H], whose rows are unit vectors: a function, or a class for one's own training. Pure functions.
import { looksAt, termsOf } from "../../loss/judge.js";
import { sharesOf, sumsOf } from "./anchors.js";
import { dialects } from "./dialects.js";
import { furtherVectors, withFurther } from "./further.js";
import { spellings } from "./negatives.js";

/** @import {LossConfig} from "../../types/run.js" */
/** @import {Dialect} from "./dialects.js" */
/** @import {Negative} from "./notations.js" */
/** @typedef {import("../../../pkg/web/tripletscope.js").Term} Term */
/** @typedef {import("../../loss/judge.js").Direction} Direction */
/** @typedef {Extract<LossConfig, {kind: "triplet"}>} Triplet */
/** @typedef {Extract<LossConfig, {kind: "softmax"}>} Softmax */
/** @typedef {keyof typeof dialects} Language */

/**
 * @typedef {object} Batch
 * @property {Float32Array} vectors [2B, H], questions 1 first
 * @property {number} size B
 * @property {Float32Array} further [K, H]
 * @property {number} loss what is to come out
 */

/** @param {Negative} negative */
const nameOf = (negative) => negative.replaceAll("-", "_");
/** @param {string[]} lines */
const indented = (lines, depth = 1) => lines.map((line) => (line ? "    ".repeat(depth) + line : ""));
/** @param {string} name @param {string} parameters @param {string[]} body */
const define = (name, parameters, body) => [`def ${name}(${parameters}):`, ...indented(body)];
/** A number as Python reads it: always with a point or an exponent. @param {number} x */
const float = (x) => (Number.isInteger(x) ? x.toFixed(1) : String(x));

/**
 * @param {LossConfig} loss
 * @param {Language} language
 * @param {string} note one line that says what it is
 * @param {Batch} [batch] stands behind the function, so that running the code gives this batch's loss
 * @param {number} [further] K, where the rows have further candidates
 */
export function codeOf(loss, language, note, batch, further = 0) {
  const dialect = further > 0 ? withFurther(dialects[language], language, further) : dialects[language];
  const body = loss.kind === "softmax" ? softmax(loss, dialect) : triplet(loss, dialect);
  const { head, depth, first = [] } = dialect.frame;
  const lines = [
    ...dialect.imports,
    "",
    "",
    ...head(note),
    ...indented([...first, ...matrices(loss, dialect), ...body, `return ${dialect.reductions[loss.reduction]}`], depth),
    ...(batch
      ? [
          "",
          "",
          ...dialect.vectors(base64(batch.vectors), batch.size),
          ...(further > 0 ? furtherVectors(dialect, base64(batch.further), further) : []),
          `${dialect.run}  # ${batch.loss}`,
        ]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** The matrix whose lines hold a direction's candidates. @param {Direction} direction @param {Dialect} dialect */
const matrixOf = (direction, { transposed, rows = "s" }) => ({ row: rows, column: transposed, left: "a", right: "c" })[direction];

/** S, and where the loss looks at one side its similarities. @param {LossConfig} loss @param {Dialect} dialect */
function matrices(loss, { product, joined, rows }) {
  const all = {
    s: product("v1", "v2"),
    ...(rows && { [rows]: joined(["s", product("v1", "v3")]) }),
    ...(looksAt(loss, "left") && { a: product("v1", "v1") }),
    ...(looksAt(loss, "right") && { c: product("v2", "v2") }),
  };
  return Object.entries(all).map(([name, made]) => `${name} = ${made}`);
}

/** @param {Softmax} loss @param {Dialect} dialect */
function softmax(loss, dialect) {
  const { rows, columns, even } = sharesOf(loss);
  const costs = sumsOf(loss).map((sum) => `cross_entropy(${logitsOf(termsOf(sum)[0].directions, dialect)})`);
  const mean = costs.length > 1 ? `(${costs.join(" + ")}) / 2` : costs[0];
  const cost = even ? mean : `${float(rows)} * ${costs[0]} + ${float(columns)} * ${costs[1]}`;
  const beside = looksAt(loss, "left") || looksAt(loss, "right") ? [`p = ${dialect.positives}`, `others = ${dialect.others}`] : [];
  return [...beside, "", ...define("cross_entropy", "m", dialect.crossEntropy(float(loss.scale))), "", `cost = ${cost}`];
}

/** What a sum is over, with the positives on the diagonal. @param {readonly Direction[]} directions @param {Dialect} dialect */
function logitsOf(directions, dialect) {
  const { where, column, joined, nothing } = dialect;
  const among = (/** @type {string} */ m, /** @type {string} */ otherwise) => where("others", m, otherwise);
  const across = (/** @type {Direction} */ direction) => direction === "row" || direction === "column";
  if (!directions.some(across)) return directions.map((direction) => among(matrixOf(direction, dialect), column))[0];
  const lines = directions.map((direction) => {
    const m = matrixOf(direction, dialect);
    return across(direction) ? m : among(m, nothing);
  });
  return lines.length > 1 ? joined(lines) : lines[0];
}

/** @param {Triplet} loss @param {Dialect} dialect */
function triplet(loss, dialect) {
  const { terms } = loss;
  const kinds = [...new Set(terms.map((term) => term.negative))];
  const helpers = kinds.flatMap((kind) => ["", ...define(nameOf(kind), "m", [`return ${spellings[kind].code(dialect)}`])]);
  const average = terms.some(mayLackOne) ? ["", ...define("average", "x, y", [`return ${dialect.average}`])] : [];
  const costs = loss.mistakes?.oneHinge ? oneHinge(loss, dialect) : terms.map((_, k) => sumOf("cost", k, costOf(loss, k, dialect)));
  return [`p = ${dialect.positives}`, `others = ${dialect.others}`, ...helpers, ...average, "", ...costs];
}

/** Where a direction has no candidate the other one stands alone. @param {Term} term */
const mayLackOne = ({ negative, along }) => along === "averaged" && spellings[negative].mayLack;

/** A line of a sum. @param {string} name @param {number} k @param {string} part */
const sumOf = (name, k, part) => `${name} = ${k === 0 ? "" : `${name} + `}${part}`;

/** @param {Triplet} loss @param {number} k @param {Dialect} dialect */
const costOf = (loss, k, dialect) => weighed(loss.terms[k], dialect.hinge(gapOf(loss.terms[k], negativeOf(loss, k, dialect))));

/** The mistake of one hinge over all terms: an anchor without a candidate has no part in it. @param {Triplet} loss @param {Dialect} dialect */
function oneHinge(loss, dialect) {
  const parts = loss.terms.map((term, k) => {
    const negative = negativeOf(loss, k, dialect);
    if (!spellings[term.negative].mayLack) return [sumOf("gap", k, weighed(term, `(${gapOf(term, negative)})`))];
    return [`n = ${negative}`, sumOf("gap", k, weighed(term, dialect.where(`n > ${dialect.nothing}`, gapOf(term, "n"), "0.0")))];
  });
  return [...parts.flat(), `cost = ${dialect.hinge("gap")}`];
}

/** @param {Term} term @param {string} negative */
const gapOf = ({ margin }, negative) => `${float(margin)} - p + ${negative}`;
/** @param {Term} term @param {string} code */
const weighed = ({ weight = 1 }, code) => `${weight === 1 ? "" : `${float(weight)} * `}${code}`;

/** @param {Triplet} loss @param {number} k @param {Dialect} dialect */
function negativeOf(loss, k, dialect) {
  const { negative, along } = loss.terms[k];
  const found = termsOf(loss)[k].directions.map((direction) => `${nameOf(negative)}(${matrixOf(direction, dialect)})`);
  const averaged = mayLackOne(loss.terms[k]) ? `average(${found.join(", ")})` : `(${found.join(" + ")}) / 2`;
  if (found.length === 1) return found[0];
  return along === "averaged" ? averaged : dialect.larger(found[0], found[1]);
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
