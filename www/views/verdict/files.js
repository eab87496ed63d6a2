// Which results are shown: one's own, or the reference that comes with the page, which stands first as long as there are none.
import { readCorrected, readReference } from "../../host.js";
import { element } from "../../ui/dom.js";
import { Results } from "../../verdict/results.js";
import { words } from "../../words/index.js";

/** @import {Corrected} from "../../types/reference.js" */

const KINDS = /** @type {const} */ (["own", "reference"]);

/** @param {{results: Results, courses: Results}} own @param {() => void} changed */
export function shelfOf(own, changed) {
  const reference = new Results();
  /** @type {Corrected | undefined} */ let corrected;
  const inputs = KINDS.map((value) => element("input", { type: "radio", name: "verdict-results", value, checked: value === "own" }));
  const labels = inputs.map((input, k) => element("label", {}, input, element("span", {}, words.verdict.kinds[KINDS[k]])));
  const choice = element("fieldset", { class: "segments" }, element("legend", { class: "visually-hidden" }, words.verdict.shown), ...labels);
  const note = element("p", { class: "note", "data-id": "reference" }, words.verdict.reference);
  note.hidden = true;
  const show = async () => {
    note.hidden = inputs[0].checked;
    if (inputs[1].checked && reference.size === 0) {
      const [text, known] = await Promise.all([readReference(), readCorrected()]);
      corrected = known;
      reference.merge(text);
    }
    changed();
  };
  choice.addEventListener("change", show);
  let opened = false;
  /** The view is looked at. */
  const open = () => {
    if (opened) return;
    opened = true;
    if (own.results.size > 0) return;
    inputs[1].checked = true;
    show();
  };
  const showOwn = () => {
    opened = true;
    if (inputs[0].checked) return;
    inputs[0].checked = note.hidden = true;
    changed();
  };
  const shown = () =>
    inputs[1].checked
      ? { pairs: reference.all(), onTheWay: [], fixed: true, corrected }
      : { pairs: own.results.all(), onTheWay: own.courses.all(), fixed: false };
  return { node: element("div", {}, choice, note), open, showOwn, shown, isOwn: () => inputs[0].checked };
}
