// The first rows of a file as a table, and above each column what it is taken for.
import { element } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { bodyOf, columnAt, headersOf, ROLES, rolesOf, widthOf } from "./reading.js";

/** @import {Inspection} from "../../../pkg/web/tripletscope.js" */
/** @import {Reading} from "../../types/run.js" */
/** @import {Role} from "./reading.js" */

/** Longer texts are cut where they are only to be recognised. */
const LONGEST = 160;

/** What the core gives where a list or an object stands in the place of a text. */
const NESTED = "\0";

/** @param {string} text */
const cut = (text) => (text === NESTED ? "[…]" : text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** @param {Inspection} inspection @param {(place: number, role: Role | "") => void} change */
export function columnsPart(inspection, change) {
  const said = words.pairs;
  const places = Array.from({ length: widthOf(inspection) }, (_, place) => place);
  const headers = headersOf(inspection);
  const roles = rolesOf(inspection);
  const nameOf = (/** @type {number} */ place) => String(columnAt(inspection, place));
  const choosers = places.map((place) => {
    const options = ["", ...ROLES].map((role) => element("option", { value: role }, said.roles[/** @type {Role | ""} */ (role)]));
    const select = element("select", { id: `pairs-role-${place}`, "aria-label": said.column(nameOf(place)) }, ...options);
    select.value = roles[place];
    select.addEventListener("change", () => change(place, /** @type {Role | ""} */ (select.value)));
    return element("td", { class: roles[place] ? "taken" : "" }, select);
  });
  const names = places.map((place) => element("th", { scope: "col" }, headers?.[place] || said.number(place + 1)));
  const rows = bodyOf(inspection).map((row) =>
    element("tr", {}, ...places.map((place) => element("td", { class: roles[place] ? "taken" : "", dir: "auto" }, cut(row[place] ?? "")))),
  );
  const head = element("thead", {}, element("tr", {}, ...names), element("tr", {}, ...choosers));
  const table = element(
    "table",
    { class: "pairs-table" },
    element("caption", { class: "visually-hidden" }, said.rows),
    head,
    element("tbody", {}, ...rows),
  );
  return element("div", { class: "pairs-rows", tabindex: 0, role: "group", "aria-label": said.rows }, table);
}
