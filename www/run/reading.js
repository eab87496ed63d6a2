// How files go together.

/** @import {Reading} from "../types/run.js" */

/** Where a test file is tested with, no column of either file says what is held out. @param {Reading} [reading] @returns {Reading} */
export const withoutSplit = (reading) => ({ ...reading, split: null });

/** A test file is read as the training file is, but for what is said of it alone. @param {Reading} [reading] @param {Reading} [own] @returns {Reading} */
export const readingOfTest = (reading, own) => ({ ...withoutSplit(reading), ...own });
