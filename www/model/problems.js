// What went wrong, as it travels from where it is found to where it is said: the sentence in English and, of what a person gave, its parts.

import { Unfetched } from "../host/once.js";

/** @import {Problem, Said} from "../types/run.js" */

/** What browsers call it when a file cannot be read: it is not what it was when it was chosen, or a folder. */
const UNREAD = ["NotReadableError", "NotFoundError"];

/** @param {unknown} error @returns {Said} */
export const saidOf = (error) =>
  error instanceof Unfetched
    ? { sentence: error.message, unfetched: true }
    : error instanceof DOMException && UNREAD.includes(error.name)
      ? { sentence: error.message, unread: true }
      : error instanceof Error
        ? { sentence: error.message, problem: /** @type {{problem?: Problem}} */ (error).problem }
        : { sentence: String(error) };
