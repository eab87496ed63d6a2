// Which lesson a link opens with: `lesson=columns`, or the address of a lesson's file.

/** @param {string} hash @returns {string | undefined} */
export const lessonOf = (hash) => new URLSearchParams(hash.replace(/^#/, "")).get("lesson") || undefined;

/** @param {string} link @param {string | undefined} lesson */
export const withLesson = (link, lesson) => (lesson ? `${link || "v=1"}&lesson=${encodeURIComponent(lesson)}` : link);
