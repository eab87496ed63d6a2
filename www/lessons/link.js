// Which lesson a link opens with: `lesson=columns`, or the address of a lesson's file.

/** @param {string} hash @returns {string | undefined} */
export const lessonOf = (hash) => new URLSearchParams(hash.replace(/^#/, "")).get("lesson") || undefined;

/** The page of the lesson, counted from 1. @param {string} hash @returns {number | undefined} */
export function pageOf(hash) {
  const page = Number(new URLSearchParams(hash.replace(/^#/, "")).get("page"));
  return Number.isInteger(page) && page > 0 ? page : undefined;
}

/** @param {string} link @param {string | undefined} lesson @param {number} [page] counted from 1 */
export const withLesson = (link, lesson, page = 1) =>
  lesson ? `${link || "v=1"}&lesson=${encodeURIComponent(lesson)}${page > 1 ? `&page=${page}` : ""}` : link;
