// What went wrong, as it travels from where it is found to where it is said: the sentence in English and, of what a person gave, its parts.

import { Unfetched } from "../host/once.js";

/** @import {Problem, Said} from "../types/run.js" */

/** @param {unknown} error @returns {Said} */
export const saidOf = (error) =>
  error instanceof Unfetched
    ? { sentence: error.message, unfetched: true }
    : error instanceof Error
      ? { sentence: error.message, problem: /** @type {{problem?: Problem}} */ (error).problem }
      : { sentence: String(error) };
