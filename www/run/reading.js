// How files go together.

/** @import {Reading} from "../types/run.js" */

/** A test file is read as the training file is; what is held out of that one does not concern it. @param {Reading} [reading] @returns {Reading} */
export const readingOfTest = ({ split: _, ...reading } = {}) => reading;
