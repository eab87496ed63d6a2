// Losses of every kind, on vectors that every kind of negative occurs in, and the code that the page offers for them.
import { createHash } from "node:crypto";
import { presets } from "../../pkg/node/tripletscope.js";
import { codeOf } from "../../www/views/formula/code.js";
import { random } from "./samples.mjs";
import "./web-core.mjs";

/** @typedef {import("../../pkg/node/tripletscope.js").LossConfig} LossConfig */
/** @typedef {import("../../pkg/node/tripletscope.js").Term} Term */

/** Those whose losses are classes. */
export const LIBRARIES = /** @type {const} */ (["pytorch", "jax", "keras"]);

/** Unit vectors of questions 1 and then of questions 2, pairs close enough for every kind of negative to occur. @param {number} size @param {number} width @param {number} seed */
function unitVectors(size, width, seed) {
  const next = random(seed);
  const vectors = Array.from({ length: size }, () => Array.from({ length: width }, () => next() * 2 - 1));
  const partners = vectors.map((v) => v.map((x) => x + 1.6 * (next() * 2 - 1)));
  return Float32Array.from([...vectors, ...partners].flatMap((v) => v.map((x) => x / Math.hypot(...v))));
}

/** @param {Float32Array} vectors @param {number} size */
function similarity(vectors, size) {
  const width = vectors.length / (2 * size);
  const s = new Float32Array(size * size);
  for (let k = 0; k < s.length; k++) {
    const [i, j] = [Math.floor(k / size), (k % size) + size];
    for (let h = 0; h < width; h++) s[k] += vectors[i * width + h] * vectors[j * width + h];
  }
  return s;
}

/** @param {Float32Array} vectors @param {number} size */
export const batchOf = (vectors, size) => ({ similarity: similarity(vectors, size), batchSize: size, vectors });

/** So many further texts: their vectors [K, H], and questions 1 against them [B, K]. @param {Float32Array} vectors @param {number} size @param {number} more */
export function furtherOf(vectors, size, more) {
  const width = vectors.length / (2 * size);
  const further = unitVectors(more, width, size + more).slice(0, more * width);
  const similarity = new Float32Array(size * more);
  for (let k = 0; k < similarity.length; k++) {
    const [i, j] = [Math.floor(k / more), k % more];
    for (let h = 0; h < width; h++) similarity[k] += vectors[i * width + h] * further[j * width + h];
  }
  return { further, similarity };
}

export const samples = [2, 3, 8, 33].map((size, k) => ({ size, vectors: unitVectors(size, 5, k + 1) }));

/** Every negative along every direction, with a margin and a weight of its own. @returns {Record<string, LossConfig>} */
export function allTerms() {
  /** @type {Term["negative"][]} */
  const negatives = ["mean", "hardest", "semi-hard", "semi-hard-course"];
  /** @type {Term["along"][]} */
  const alongs = ["rows", "columns", "averaged", "harder", "left", "right", "distance-swap"];
  const terms = negatives.flatMap((negative) => alongs.map((along, k) => ({ negative, along, margin: 0.3 + k / 8, weight: k === 0 ? 2 : 0.75 })));
  return Object.fromEntries(terms.map((term) => [`${term.negative} ${term.along}`, { kind: "triplet", terms: [term], reduction: "sum" }]));
}

/** Every softmax, and unequal shares. @returns {Record<string, LossConfig>} */
export function allSums() {
  const alongs = /** @type {const} */ (["rows", "columns", "averaged", "left", "right", "four"]);
  const even = alongs.map((along) => /** @type {[string, LossConfig]} */ ([along, { kind: "softmax", along, scale: 7, reduction: "sum" }]));
  const balance = /** @type {LossConfig} */ ({ kind: "softmax", along: "averaged", scale: 7, balance: 0.3, reduction: "mean" });
  return { ...Object.fromEntries(even), balance };
}

/** All of them by name. @returns {Record<string, LossConfig>} */
export const allLosses = () => ({ ...presets(), ...allTerms(), ...allSums() });

/** Of the code of all losses, without vectors; without and with further texts. @param {typeof LIBRARIES[number]} library */
export function fingerprintOf(library) {
  const hash = createHash("sha256");
  for (const [name, loss] of Object.entries(allLosses())) for (const further of [0, 4]) hash.update(codeOf(loss, library, name, undefined, further));
  return hash.digest("hex");
}
