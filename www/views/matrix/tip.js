// What stands at the cell under the pointer: both questions, S, and whose negative it is.
import { closest } from "../../model/state.js";
import { element, say } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { partners } from "./draw.js";

/** @import {State} from "../../model/state.js" */

/** Pixels between the pointer and the tip. */
const BESIDE = 14;

/** A tip in a place that the matrix fills. @param {HTMLElement} place */
export function tipIn(place) {
  const [value, left, right] = [element("b"), element("p", { class: "row-sign" }), element("p", { class: "column-sign" })];
  const tip = element("div", { class: "tip", "aria-hidden": "true", hidden: true }, value, left, right);
  place.append(tip);
  /** @param {State} state @param {{row: number, column: number}} cell @param {{x: number, y: number}} at in pixels from the place's corner */
  const show = (state, { row, column }, { x, y }) => {
    const roles = rolesOf(state, row, column).map((role) => words.matrix.roles[role]);
    say(value, [words.matrix.tip(row, column, state.similarity[row * state.batchSize + column]), ...roles].join(" · "));
    say(left, state.texts.left[row] ?? "");
    say(right, state.texts.right[column] ?? "");
    tip.hidden = false;
    const [width, height] = [place.clientWidth, tip.offsetHeight];
    // Under the pointer, but for the lower half, where it stands above.
    const top = y > place.clientHeight / 2 ? y - height - BESIDE : y + BESIDE;
    tip.style.transform = `translate(${Math.max(0, Math.min(x, width - tip.offsetWidth))}px, ${top}px)`;
  };
  const hide = () => {
    tip.hidden = true;
  };
  return { show, hide };
}

/** @param {State} state @param {number} row @param {number} column @returns {(keyof typeof words.matrix.roles)[]} */
function rolesOf(state, row, column) {
  if (row === column) return ["positive"];
  const { similarity, batchSize } = state;
  const picked = partners(state);
  const ofRow = (picked.rows?.[row] ?? closest(similarity, batchSize, row, "row")) === column;
  const ofColumn = (picked.columns?.[column] ?? closest(similarity, batchSize, column, "column")) === row;
  return [...(ofRow ? [/** @type {const} */ ("row")] : []), ...(ofColumn ? [/** @type {const} */ ("column")] : [])];
}
