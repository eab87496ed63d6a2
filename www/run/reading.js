// How files go together.

/** @import {Reading} from "../types/run.js" */

/** Where a test file is tested with, nothing is held out; rows that a column of the training file marks as others are not trained on.
 * @param {Reading} [reading] @returns {Reading} */
export const withoutSplit = (reading) => ({ ...reading, ...(typeof reading?.split === "object" && { split: null }) });

/** A test file is read as the training file is, but for what is said of it alone. @param {Reading} [reading] @param {Reading} [own] @returns {Reading} */
export const readingOfTest = (reading, own) => ({ ...reading, split: null, ...own });
