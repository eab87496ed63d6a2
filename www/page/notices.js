// What went wrong and is not to be missed: it stays until somebody has read it, and offers to try again where that may help.
import { root } from "../host.js";
import { element } from "../ui/dom.js";
import { words } from "../words/index.js";

/** @import {App, State} from "../model/state.js" */

/** @param {App} app */
export function notices(app) {
  const sentence = element("p", { class: "notice-words" });
  const again = element("button", { type: "button", id: "try-again" }, words.notice.again);
  const dismiss = element("button", { type: "button", id: "dismiss" }, words.notice.dismiss);
  again.addEventListener("click", () => app.dispatch({ type: "again" }));
  dismiss.addEventListener("click", () => app.dispatch({ type: "dismiss" }));
  const box = element("div", { id: "notice", class: "notice", role: "alert" }, sentence, element("div", { class: "buttons" }, again, dismiss));
  box.hidden = true;
  root().querySelector("main")?.before(box);
  return (/** @type {State} */ { notice }) => {
    box.hidden = !notice;
    if (!notice) return;
    if (sentence.textContent !== notice.sentence) sentence.textContent = notice.sentence;
    again.hidden = !notice.again;
  };
}
