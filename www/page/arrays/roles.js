// Which array of a file may be what of own vectors, and what it is taken for at first. Plain data in, plain data out; the core says what stands beside vectors.
import { Dataset } from "../../../pkg/web/tripletscope.js";

/** @import {ArrayFound} from "../../run/protocol.js" */
/** @import {Vectors} from "../../types/run.js" */
/** @typedef {"v1" | "v2" | "labels" | "left" | "right" | "split"} Role */
/** What is taken for what, by its place in the list of arrays; −1: nothing. @typedef {Record<Role, number>} Places */

/** @type {Role[]} */
export const ROLES = ["v1", "v2", "labels", "left", "right", "split"];
/** A value for each line, in one column or none. @param {ArrayFound} array */
const isColumn = ({ shape }) => shape.length === 1 || (shape.length === 2 && shape[1] === 1);

/** @param {ArrayFound} array @param {Role} role */
export function fits(array, role) {
  const { shape, texts } = array;
  if (role === "v1" || role === "v2") return !texts && shape.length === 2 && shape[0] > 1 && shape[1] > 1;
  return isColumn(array) && (role === "labels" || role === "split" || Boolean(texts));
}

/** Could these arrays be vectors, or what stands beside them? @param {readonly ArrayFound[]} arrays */
export const mayBeVectors = (arrays) => arrays.some((array) => fits(array, "v1")) || (arrays.length > 0 && arrays.every(isColumn));

/** What an array holds, a value for each line. @param {ArrayFound} array */
export const valuesOf = ({ texts, values }) => texts ?? values;

/** Two matrices of one shape, and what has a value for each of their lines: nothing that may be a label is passed over. Names of `.npy` files may stand for those of
 * their arrays. @param {readonly ArrayFound[]} arrays @returns {Places} */
export function guessed(arrays) {
  const matrices = arrays.filter((array) => fits(array, "v1"));
  const twins = (/** @type {ArrayFound} */ a) => matrices.find((b) => b !== a && String(b.shape) === String(a.shape));
  const one = matrices.find(twins) ?? matrices[0];
  const columns = arrays.filter((array) => isColumn(array) && array.shape[0] === one?.shape[0]);
  const names = columns.map(({ name }) => name.replace(/\.npy$/i, ""));
  const said = Dataset.inspectBeside(names, columns.map(valuesOf));
  const [labels, split] = [said.label, said.split].map((column) => (column === null ? undefined : columns[column]));
  const [left, right] = columns.filter((array) => array !== labels && array !== split && array.texts);
  const place = (/** @type {ArrayFound | undefined} */ array) => (array ? arrays.indexOf(array) : -1);
  return { v1: place(one), v2: place(one && twins(one)), labels: place(labels), left: place(left), right: place(right), split: place(split) };
}

/** What a source says of vectors: files of arrays, and which array is what. @param {File[]} files @param {readonly ArrayFound[]} arrays @param {Places} places @returns {Vectors} */
export function vectorsOf(files, arrays, places) {
  const chosen = ROLES.flatMap((role) =>
    arrays[places[role]] ? [[role, { file: arrays[places[role]].file, array: arrays[places[role]].name }]] : [],
  );
  return /** @type {Vectors} */ (/** @type {unknown} */ ({ files, dim: arrays[places.v1]?.shape[1], ...Object.fromEntries(chosen) }));
}

/** The same the other way round. @param {Vectors} vectors @param {readonly ArrayFound[]} arrays @returns {Places} */
export function placesOf(vectors, arrays) {
  const at = (/** @type {Role} */ role) => arrays.findIndex(({ file, name }) => file === vectors[role]?.file && name === vectors[role]?.array);
  return /** @type {Places} */ (Object.fromEntries(ROLES.map((role) => [role, at(role)])));
}
