// Where a whole loss looks: along the rows, down the columns, or both.
import { lossOf, PARTS } from "./form.js";

/** @import {LossConfig} from "../types/run.js" */
/** @import {Form} from "./form.js" */
/** @typedef {"rows" | "columns" | "both"} Direction */

/** @type {readonly Direction[]} */
export const DIRECTIONS = ["rows", "columns", "both"];
/** What a softmax calls them. */
const ALONG = /** @type {const} */ ({ rows: "rows", columns: "columns", both: "averaged" });

/** Where all terms look; undefined where one looks elsewhere than another. @param {LossConfig} loss @param {Form} form of a triplet loss @returns {Direction | undefined} */
export function directionOf(loss, form) {
  if (loss.kind === "softmax") return DIRECTIONS.find((direction) => ALONG[direction] === loss.along);
  const found = new Set(
    PARTS.map((part) => form[part])
      .filter(({ rows, columns }) => rows || columns)
      .map(({ rows, columns }) => (rows && columns ? "both" : rows ? "rows" : "columns")),
  );
  return found.size === 1 ? [...found][0] : undefined;
}

/** The same loss, with all of its terms looking there. @param {LossConfig} loss @param {Form} form @param {Direction} direction @returns {LossConfig} */
export function lookingAt(loss, form, direction) {
  if (loss.kind === "softmax") return { ...loss, along: ALONG[direction] };
  const turned = structuredClone(form);
  for (const part of PARTS) {
    if (!turned[part].rows && !turned[part].columns) continue;
    [turned[part].rows, turned[part].columns] = [direction !== "columns", direction !== "rows"];
  }
  return lossOf(turned);
}
