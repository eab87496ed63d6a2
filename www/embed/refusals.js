// What an element is given and cannot take is refused in words, and its run goes on as it was.
import { LOSS } from "tripletscope:parts";
import { namesIn, switchesOf, VIEWS } from "./values.js";

/** @import {Remote} from "./place.js" */

/** Says which name is unknown. @param {Remote} remote @param {string} field @param {readonly string[]} given @param {readonly string[]} known
 * @returns {boolean} whether there is one */
export function refusesNames({ app, words }, field, given, known) {
  const unknown = given.find((name) => !known.includes(name));
  if (unknown !== undefined) app.complain(words.element.unknown(field, unknown, known));
  return unknown !== undefined;
}

/** A list with an unknown name changes nothing. @param {Remote} remote @param {string | null} views */
export function openViews(remote, views) {
  if (!refusesNames(remote, "views", namesIn(views), VIEWS)) remote.app.apply({ values: switchesOf(views) });
}

/** @param {Remote} remote @param {string | null} text */
export function setLoss({ app, read, words }, text) {
  const { loss, problems } = read(`v=1&loss=${encodeURIComponent(text ?? LOSS ?? "")}`);
  if (problems.length > 0) app.complain(problems.map(words.problem).join(" "));
  else app.setLoss(loss);
}

/** Is it no state, or one of another version? @param {Remote | undefined} remote @param {unknown} state */
export function refusesState(remote, state) {
  const link = typeof state === "string" ? state : /** @type {{link?: unknown} | null | undefined} */ (state)?.link;
  if (!remote) return typeof link !== "string";
  const { app, words, read } = remote;
  if (typeof link !== "string") {
    app.complain(words.element.noState(JSON.stringify(state) ?? String(state)));
    return true;
  }
  const other = read(link).problems.filter(({ problem }) => problem.kind === "value" && problem.field === "v");
  if (other.length > 0) app.complain(other.map(words.problem).join(" "));
  return other.length > 0;
}
