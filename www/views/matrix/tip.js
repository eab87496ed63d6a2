// What stands at the cell under the pointer: both questions, S, and whose negative it is.
import { sidesOf } from "../../loss/judge.js";
import { element, say } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { shownDirections } from "./draw.js";
import { rolesOfFurther } from "./further.js";
import { negativesOf } from "./negatives.js";

/** @import {State} from "../../model/state.js" */

/** Pixels between the pointer and the tip. */
const BESIDE = 14;

/** A tip in a place that the matrix fills. @param {HTMLElement} place */
export function tipIn(place) {
  const [value, left, right] = [element("b"), element("p", { class: "row-sign" }), element("p", { class: "column-sign" })];
  const tip = element("div", { class: "tip", "aria-hidden": "true", hidden: true }, value, left, right);
  place.append(tip);
  /** @param {State} state @param {import("../../model/state.js").Selection} cell @param {{x: number, y: number}} at in pixels from the place's corner */
  const show = (state, cell, { x, y }) => {
    const { row, further } = cell;
    const column = further === undefined ? cell.column : state.batchSize + further;
    const roles = rolesOf(state, cell).map((role) => words.matrix.roles[role]);
    const { name, value: cosine, texts } = cellOf(state, cell);
    say(value, [words.matrix.tip(row, column, cosine, name), ...roles].join(" · "));
    say(left, texts[0] ?? "");
    say(right, texts[1] ?? "");
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

/** A similarity of the matrix that is shown, what it is called, and the two questions. @param {State} state @param {import("../../model/state.js").Selection} cell */
export function cellOf(state, { row, column, further }) {
  const { quantity, texts, batchSize } = state;
  if (further !== undefined) {
    return { name: "S", value: state.further[row * texts.extra.length + further], texts: [texts.left[row], texts.extra[further]] };
  }
  const k = row * batchSize + column;
  if (quantity === "left") return { name: "A", value: sidesOf(state).left[k], texts: [texts.left[row], texts.left[column]] };
  if (quantity === "right") return { name: "C", value: sidesOf(state).right[k], texts: [texts.right[row], texts.right[column]] };
  return { name: "S", value: state.similarity[k], texts: [texts.left[row], texts.right[column]] };
}

/** @param {State} state @param {import("../../model/state.js").Selection} cell @returns {(keyof typeof words.matrix.roles)[]} */
export function rolesOf(state, { row, column, further }) {
  if (further !== undefined) return rolesOfFurther(state, row, further);
  const [rows, columns] = shownDirections(state.quantity);
  if (row === column) return columns ? ["positive"] : [];
  const isNegative = (/** @type {typeof rows} */ direction, /** @type {number} */ anchor, /** @type {number} */ of) =>
    negativesOf(state, direction).partners[anchor] === of;
  return [
    ...(isNegative(rows, row, column) ? [/** @type {const} */ ("row")] : []),
    ...(columns && isNegative(columns, column, row) ? [/** @type {const} */ ("column")] : []),
  ];
}
