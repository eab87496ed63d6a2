// Parts of the page that an embedding one leaves out: a switch of the table for each.
import { root } from "../host.js";
import { byId } from "../ui/dom.js";

/** What each switch takes away. @type {Record<string, string>} */
const PARTS = {
  "hide.header": "header",
  "hide.lessons": ".lesson-bar",
  "hide.run": ".run-bar, .time-bar, #dock > button",
  "hide.loss": "#loss, #runs, .add-run, #dock > fieldset",
  "hide.data": "#data",
  "hide.views": ".views",
  "hide.footer": "footer",
};
/** The left side of the page; without them the others take its room. */
const LEFT = ["hide.run", "hide.loss", "hide.data"];

/** @param {import("../model/state.js").State} state */
export function leaveOut({ values }) {
  for (const [key, selector] of Object.entries(PARTS))
    for (const part of root().querySelectorAll(selector)) part.classList.toggle("left-out", values[key] === true);
  root()
    .querySelector("main")
    ?.classList.toggle(
      "without-left",
      LEFT.every((key) => values[key]),
    );
  root()
    .querySelector("header")
    ?.classList.toggle("without-lessons", values["hide.lessons"] === true);
  const bare = values["hide.run"] === true && values["hide.loss"] === true;
  byId("dock", HTMLElement).classList.toggle("left-out", bare);
  byId("controls", HTMLElement).classList.toggle("without-parts", bare);
}
