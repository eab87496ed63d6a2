// What an element is given and cannot take is refused in words, and its run goes on as it was.
import { LOSS } from "tripletscope:parts";
import { cut, inLink } from "../host/given.js";
import { namesIn, switchesOf, VIEWS } from "./values.js";

/** @import {Remote} from "./place.js" */

/** How an element is told what it cannot take, by what runs beside it. */
export const REFUSE = Symbol("refuse");

/** Says that a field cannot be that, and what it takes: of a setting what a link that says so is told. @param {Remote} remote @param {string} field @param {string} given spelled */
export function refuseValue({ app, words, read }, field, given) {
  const { takes, noState, noValue } = words.element;
  const allowed = Object.entries(takes).find(([name]) => name === field)?.[1];
  if (field === "state") app.complain(noState(given));
  else if (allowed) app.complain(noValue(field, given, allowed));
  else
    app.complain(
      read(`v=1&${field}=${inLink(given)}`)
        .problems.map(words.problem)
        .join(" "),
    );
}

/** Says which name is unknown. @param {Remote} remote @param {string} field @param {readonly string[]} given @param {readonly string[]} known
 * @returns {boolean} whether there is one */
export function refusesNames({ app, words }, field, given, known) {
  const unknown = given.find((name) => !known.includes(name));
  if (unknown !== undefined) app.complain(words.element.unknown(field, cut(unknown), known));
  return unknown !== undefined;
}

/** A list with an unknown name changes nothing. @param {Remote} remote @param {string | null} views */
export function openViews(remote, views) {
  if (!refusesNames(remote, "views", namesIn(views), VIEWS)) remote.app.apply({ values: switchesOf(views) });
}

/** @param {Remote} remote @param {string | null} text */
export function setLoss({ app, read, words }, text) {
  const { loss, problems } = read(`v=1&loss=${inLink(text ?? LOSS)}`);
  if (problems.length > 0) app.complain(problems.map(words.problem).join(" "));
  else app.setLoss(loss);
}

/** Is it a link of another version? @param {Remote} remote @param {string} link */
export function refusesLink({ app, words, read }, link) {
  const other = read(link).problems.filter(({ problem }) => problem.kind === "value" && problem.field === "v");
  if (other.length > 0) app.complain(other.map(words.problem).join(" "));
  return other.length > 0;
}
