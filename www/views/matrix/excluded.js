// Which negatives the terms of a loss leave out, as the core reports it.
import { detailsOf, termsOf } from "../../loss/judge.js";

/** @import {LossConfig} from "../../types/run.js" */
/** @import {Batch, Direction} from "../../loss/judge.js" */

/** Where a term's report marks the cells that it leaves out in a direction. */
const MARKS = /** @type {const} */ ({ row: ["excluded", 1], column: ["excluded", 2], left: ["leftExcluded", 1], right: ["rightExcluded", 1] });

/** Does any term leave candidates out in a direction? @param {LossConfig} loss @param {Direction} direction */
export const excludes = (loss, direction) => termsOf(loss).some((term) => term.excludes && term.directions.includes(direction));

/** Is cell k of the direction's matrix left out by any term? @param {Batch} batch @param {LossConfig} loss @param {Direction} direction @returns {(k: number) => boolean} */
export function excludedOf(batch, loss, direction) {
  const [field, bit] = MARKS[direction];
  const lists = detailsOf(batch, loss).terms.flatMap((term) => term[field] ?? []);
  return (k) => lists.some((list) => (list[k] & bit) > 0);
}
