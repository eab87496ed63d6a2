// What went wrong, as it travels from where it is found to where it is said: the sentence in English and, of what a person gave, its parts.

/** @typedef {import("../../pkg/web/tripletscope.js").Problem} Problem */
/** @typedef {{sentence: string, problem?: Problem}} Said */

/** @param {unknown} error @returns {Said} */
export const saidOf = (error) =>
  error instanceof Error ? { sentence: error.message, problem: /** @type {{problem?: Problem}} */ (error).problem } : { sentence: String(error) };
