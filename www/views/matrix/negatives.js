// Which negative each anchor has in the matrix.
import { closestOf, pickedBy } from "../../loss/judge.js";

/** @import {State} from "../../model/state.js" */
/** @import {Direction} from "../../loss/judge.js" */

/** Each anchor's negative in the first term that picks a single one there; where none does, the closest one.
 * @param {State} state @param {Direction} direction From B on they are further texts. @returns {{partners: Int32Array, picked: boolean}} */
export function negativesOf(state, direction) {
  const picked = state.report && pickedBy(state.report, direction);
  return { partners: picked ?? closestOf(state, direction), picked: picked !== undefined };
}
