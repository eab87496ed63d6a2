// What each row and each column of the sandbox costs: the negative and the hinge in every term that looks along it.
import { ALONG, looks as looksThere } from "../../loss/judge.js";
import { element } from "../../ui/dom.js";
import { words } from "../../words/index.js";

/** @import {LossConfig, LossReport} from "../../types/run.js" */
/** @import {Direction} from "../../loss/judge.js" */
/** @import {Square} from "./square.js" */
/** @typedef {{looks: boolean, anchors: string[][][]}} Edge the texts of each anchor's terms */

/**
 * What the loss makes of a direction; where it does not look there, what it would make of it if it did.
 * @param {Square} square
 * @param {LossReport} report
 * @param {LossConfig} loss
 * @param {Direction} direction
 * @returns {Edge}
 */
export function edgeOf(square, report, loss, direction) {
  const terms = report.terms.map((_, k) => k).filter((k) => looksThere(loss, k, direction));
  const looks = terms.length > 0;
  const turned = looks ? loss : turnedTo(loss, direction);
  const judged = looks ? report : square.judge(turned);
  const shown = looks ? terms : judged.terms.map((_, k) => k);
  const anchors = Array.from({ length: square.size }, (_, i) => shown.map((k) => termOf(judged, turned, k, i, square.at(i, i))));
  return { looks, anchors };
}

/** @param {LossConfig} loss @param {Direction} direction @returns {LossConfig} */
function turnedTo(loss, direction) {
  const along = ALONG[direction];
  if (loss.kind === "triplet") return { ...loss, terms: loss.terms.map((term) => ({ ...term, along })) };
  const { balance: _, ...sum } = loss;
  return { ...sum, along };
}

/** @param {LossReport} report @param {LossConfig} loss @param {number} k @param {number} anchor @param {number} positive */
function termOf(report, loss, k, anchor, positive) {
  const { number, none } = words.sandbox;
  if (loss.kind === "softmax") return [number(report.terms[k].cost[anchor])];
  const negative = report.terms[k].negative[anchor];
  return Number.isNaN(negative) ? [none, number(0)] : [number(negative), number(Math.max(0, loss.terms[k].margin - positive + negative))];
}

/** @param {HTMLElement[]} cells @param {"row" | "column"} name of the anchors' side @param {Edge} edge */
export function showEdge(cells, name, { looks, anchors }) {
  for (const [k, cell] of cells.entries()) {
    cell.className = `sandbox-edge ${name === "column" ? "below " : ""}${looks ? `${name}-sign` : "faint"}`;
    const terms = anchors[k].map((parts) => {
      const texts = parts.map((part, at) => element(at === parts.length - 1 ? "b" : "span", {}, part));
      return element("span", { class: "sandbox-term" }, ...texts);
    });
    cell.replaceChildren(...terms);
  }
}
