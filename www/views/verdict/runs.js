// Every run in a table, seeds by losses; each is a link that opens it in a tab of its own, so that these results stay.
import { verdictLink } from "../../../pkg/web/tripletscope.js";
import { addressOf } from "../../host.js";
import { element } from "../../ui/dom.js";
import { baseOf } from "../../verdict/groups.js";
import { words } from "../../words/index.js";
import { nameOf } from "./names.js";

/** @import {Compared, Group} from "../../verdict/protocol.js" */
/** @typedef {{link: string, recall: number, difference: number | undefined}} Cell */

/** Filled only while it is open. */
export function runTable() {
  const [head, body, caption] = [element("tr"), element("tbody"), element("caption", { class: "note" })];
  const table = element("table", { class: "verdict-runs" }, caption, element("thead", {}, head), body);
  const node = element("details", {}, element("summary", {}, words.verdict.everyRun), element("div", { class: "sideways" }, table));
  /** @type {{group: Group, baseline: string} | undefined} */
  let wanted;
  /** Rows by what they say: one that still says so stays, and keeps the focus. @type {Map<string, HTMLElement>} */
  let rows = new Map();

  function fill() {
    if (!node.open || !wanted) return;
    const { group, baseline } = wanted;
    const names = group.losses.map(({ loss, settings }) => nameOf(loss, settings));
    caption.textContent = words.verdict.runs(nameOf(baseline), group.steps, group.data !== "");
    head.replaceChildren(...[words.verdict.seed, ...names].map((name) => element("th", { scope: "col" }, name)));
    const before = rows;
    rows = new Map(rowsOf(group).map(({ key, make }) => [key, before.get(key) ?? make()]));
    for (const [key, row] of before) if (!rows.has(key)) row.remove();
    for (const [k, row] of [...rows.values()].entries()) if (body.children[k] !== row) body.insertBefore(row, body.children[k] ?? null);
  }
  node.addEventListener("toggle", fill);
  const show = (/** @type {Group} */ group, /** @type {string} */ baseline) => {
    wanted = { group, baseline };
    fill();
  };
  return { node, show };
}

/** @param {Group} group */
function rowsOf(group) {
  const seeds = [...new Set(group.losses.flatMap((each) => each.seeds))].sort((a, b) => a - b);
  return seeds.map((seed) => {
    const cells = group.losses.map((compared) => cellOf(group, compared, seed, baseOf(group.losses, compared)));
    const make = () => element("tr", {}, element("th", { scope: "row" }, String(seed)), ...cells.map(shownCell));
    return { key: JSON.stringify([seed, cells]), make };
  });
}

/** @param {Compared | undefined} compared @param {number} seed @returns {number | undefined} */
const recallOf = (compared, seed) => compared?.recall[compared.seeds.indexOf(seed)];

/** @param {Group} group @param {Compared} compared @param {number} seed @param {Compared | undefined} base @returns {Cell | undefined} */
function cellOf({ data, asymmetry, steps, settings: shared }, compared, seed, base) {
  const [recall, other] = [recallOf(compared, seed), recallOf(base, seed)];
  if (recall === undefined) return undefined;
  const settings = [shared, compared.settings].filter(Boolean).join("&");
  const language = words.language === "en" ? "" : `&page.language=${words.language}`;
  const link = addressOf(`${verdictLink({ data, asymmetry, steps, settings, loss: compared.loss, seed })}${language}`);
  return { link, recall, difference: other === undefined ? undefined : recall - other };
}

/** @param {Cell | undefined} cell */
function shownCell(cell) {
  if (!cell) return element("td", {}, "–");
  const { link, recall, difference } = cell;
  const parts = [element("a", { href: link, target: "_blank", rel: "noopener" }, words.tenths(recall))];
  if (difference === undefined) return element("td", {}, ...parts);
  return element("td", {}, ...parts, " ", element("small", {}, words.signedTenths(difference)));
}
