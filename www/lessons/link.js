// Which lesson a link opens with: `lesson=columns`, or the address of a lesson's file.

/** @param {string} hash @returns {string | undefined} */
export const lessonOf = (hash) => new URLSearchParams(hash.replace(/^#/, "")).get("lesson") || undefined;

/** The page of the lesson, counted from 1, as it is written. @param {string} hash @returns {string | undefined} */
export const pageOf = (hash) => new URLSearchParams(hash.replace(/^#/, "")).get("page") ?? undefined;

/** Which of a lesson's pages that is, counted from 0; for what is none of them the nearest. @param {string} page @param {number} count */
export function placeOf(page, count) {
  const wanted = page.trim() === "" ? Number.NaN : Number(page);
  const isThere = Number.isInteger(wanted) && wanted >= 1 && wanted <= count;
  return { at: Math.min(Math.max(Math.trunc(wanted) || 1, 1), count) - 1, isThere };
}

/** @param {string} link @param {string | undefined} lesson @param {number} [page] counted from 1 */
export const withLesson = (link, lesson, page = 1) =>
  lesson ? `${link || "v=1"}&lesson=${encodeURIComponent(lesson)}${page > 1 ? `&page=${page}` : ""}` : link;
