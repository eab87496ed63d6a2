// What is done wrong before the loss, as formulas: the mean over the wrong axis, and the norm over the whole batch. h: the states, y: their mean.
import { fraction, mistaken, over, root, row, sub, subsup, sup } from "./mathml.js";

/** @import {Values} from "../../types/run.js" */
/** @typedef {import("./mathml.js").Part} Part */

/** Of question k of pair i. @param {string} name @param {string} i */
const of = (name, i) => subsup(name, i, "k");

/** @param {Values} values @param {boolean} marked @returns {Part[][]} */
export function networkOf(values, marked) {
  const units = row(fraction("1", "H"), over("∑", "n"), sub("h", "t", ",", "n"));
  const all = root(over("∑", "j"), sup(row("|", of("y", "j"), "|"), "2"));
  return [
    ...(values["model.pooling"] === "units" ? [[sub("y", "t"), "=", mistaken(units, marked)]] : []),
    ...(values["model.normalise"] === "batch" ? [[of("v", "i"), "=", fraction(of("y", "i"), mistaken(all, marked))]] : []),
  ];
}
