// Where the page stands, as plain data for the page around it.

/** @import {Remote} from "./place.js" */

/** A line for each step of each run that was reported or measured. @param {Remote | undefined} remote @param {number} [from] step
 * @returns {({run: string, step: number} & Record<string, string | number>)[]} */
export function recordsOf(remote, from) {
  const runs = remote?.app.state().runs ?? [];
  return runs.flatMap(({ name: run, history }) => history.lines(from).map((line) => ({ run, ...line })));
}

/** @param {Remote | undefined} remote @param {string} link @param {string | object} lesson */
export function standingOf(remote, link, lesson) {
  const state = remote?.app.state();
  if (!remote || !state) return undefined;
  const { step, head, playing, values, loss, shown, history, similarity, batchSize } = state;
  const { last: report, measured } = history;
  return { link, lesson, step, head, playing, shown, values, loss, report, measured, similarity, batchSize };
}
