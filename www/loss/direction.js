// Where a whole loss looks: along the rows, down the columns, or both.
import { lossOf, PARTS, SIDES, softmaxOf } from "./form.js";

/** @import {LossConfig} from "../types/run.js" */
/** @import {Form} from "./form.js" */
/** @typedef {"rows" | "columns" | "both"} Direction */

/** @type {readonly Direction[]} */
export const DIRECTIONS = ["rows", "columns", "both"];
/** @type {Record<Direction, readonly import("./form.js").Side[]>} */
const LOOKS = { rows: ["rows"], columns: ["columns"], both: ["rows", "columns"] };
/** What a softmax calls them. */
const ALONG = /** @type {const} */ ({ rows: "rows", columns: "columns", both: "averaged" });

/** Where all terms look; undefined where one looks elsewhere than another. @param {LossConfig} loss @param {Form} form of a triplet loss @returns {Direction | undefined} */
export function directionOf(loss, form) {
  if (loss.kind === "softmax") return DIRECTIONS.find((direction) => ALONG[direction] === loss.along);
  const looking = PARTS.map((part) => SIDES.filter((side) => form[part][side]).join(" ")).filter(Boolean);
  return DIRECTIONS.find((direction) => looking.every((sides) => sides === LOOKS[direction].join(" ")));
}

/** The same loss, with all of its terms looking there. @param {LossConfig} loss @param {Form} form @param {Direction} direction @returns {LossConfig} */
export function lookingAt(loss, form, direction) {
  if (loss.kind === "softmax") return softmaxOf({ ...loss, along: ALONG[direction] });
  const turned = structuredClone(form);
  for (const part of PARTS) {
    if (SIDES.some((side) => turned[part][side])) for (const side of SIDES) turned[part][side] = LOOKS[direction].includes(side);
  }
  return lossOf(turned);
}
