// What the core is given of curves: every point once, however many there are by then.

/** @import {Curves} from "../../../pkg/web/tripletscope.js" */
/** @import {Line} from "./charts.js" */

/** What the core has of a curve. @typedef {Pick<Line, "of" | "what"> & {length: number}} Given */

/** The lines, in their order: what has come since the last time, and all of a line in the place of another one.
 * @param {Pick<Curves, "extend" | "clear">} curves @param {Given[]} given what the core has, changed here @param {Pick<Line, "of" | "what" | "points">[]} lines */
export function give(curves, given, lines) {
  for (const [k, { of, what, points }] of lines.entries()) {
    const known = given[k];
    const grows = known !== undefined && of !== undefined && known.of === of && known.what === what && points.length >= known.length;
    if (known && !grows) curves.clear(k);
    const start = grows ? known.length : 0;
    if (!known || points.length > start) curves.extend(k, points.subarray(start));
    given[k] = { of, what, length: points.length };
  }
}
