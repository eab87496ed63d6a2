// What a page of a lesson needs before it is read, also where somebody comes to it without the pages before.

/** @import {Check} from "./checks.js" */
/** @import {Lesson, LessonPage, Setup} from "./panel.js" */
/** @typedef {Setup & {step: number}} Arrival */

/** What a page's task leaves behind once it is done. @type {Record<string, (argument: any) => Partial<Arrival>>} */
const LEFT = {
  step: (step) => ({ step }),
  loss: (loss) => ({ loss }),
  quantity: (quantity) => ({ quantity }),
};

/** @param {Check | undefined} check */
const leftBy = (check) => (check ? (LEFT[check[0]]?.(check[1]) ?? {}) : {});

/** Each page with the data that it restarts on: its own, or that of the whole lesson, which the first page opens. @param {Lesson} lesson @returns {LessonPage[]} */
export const pagesOf = ({ pages, data, reading }) =>
  pages.map((page, k) => {
    const { setup = {} } = page;
    if (setup.data) return { ...page, setup: { ...setup, restart: true } };
    return data && (setup.restart || k === 0) ? { ...page, setup: { ...setup, data, reading, restart: true } } : page;
  });

/** All that the pages up to this one set, starting with the last one that restarts, and how far their tasks have trained. @param {LessonPage[]} pages @param {number} page
 * @returns {Arrival} */
export function arrivalAt(pages, page) {
  const first = Math.max(
    0,
    pages.findLastIndex(({ setup }, k) => k <= page && setup?.restart),
  );
  /** @type {Arrival} */
  let arrival = { step: 0 };
  for (const { setup = {}, task } of pages.slice(first, page)) arrival = merged(merged(arrival, setup), leftBy(task?.check));
  return merged(arrival, pages[page].setup ?? {});
}

/** @param {Arrival} one @param {Partial<Arrival>} other @returns {Arrival} */
const merged = (one, other) => ({ ...one, ...other, values: { ...one.values, ...other.values } });
