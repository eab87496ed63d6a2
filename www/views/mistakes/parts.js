// What surrounds the list of pairs: headings that sort it, and pages to turn.
import { element, say } from "../../ui/dom.js";
import { words } from "../../words/index.js";

/** @import {Choice, Column} from "./choose.js" */

const COLUMNS = /** @type {Column[]} */ (["line", "left", "right", "label", "cosine", "beyond"]);

/** A heading for each column: pressed it sorts by it, pressed again the other way round. @param {Choice} choice @param {() => void} changed */
export function headOf(choice, changed) {
  const cells = COLUMNS.map((column) => {
    const button = element("button", { type: "button" }, words.mistakes.columns[column]);
    button.addEventListener("click", () => {
      choice.descending = choice.sort === column ? !choice.descending : ["cosine", "beyond"].includes(column);
      choice.sort = column;
      changed();
    });
    return { column, th: element("th", { scope: "col", role: "columnheader", "data-column": column }, button) };
  });
  const show = () => {
    for (const { column, th } of cells) {
      if (column === choice.sort) th.setAttribute("aria-sort", choice.descending ? "descending" : "ascending");
      else th.removeAttribute("aria-sort");
    }
  };
  return { row: element("tr", { role: "row" }, ...cells.map(({ th }) => th)), show };
}

/** @param {(by: number) => void} turn */
export function pagesOf(turn) {
  const where = element("span");
  const [back, on] = [-1, 1].map((by) => {
    const button = element("button", { type: "button" }, by < 0 ? words.mistakes.back : words.mistakes.on);
    button.addEventListener("click", () => turn(by));
    return button;
  });
  const show = (/** @type {number} */ first, /** @type {number} */ end, /** @type {number} */ all) => {
    say(where, words.mistakes.page(first + 1, end, all));
    [back.disabled, on.disabled] = [first === 0, end === all];
  };
  return { node: element("p", { class: "pairs-pages" }, back, " ", where, " ", on), show };
}
