// Sizes and steps that suit a file, to take or to leave; how long they take is measured on this machine.
import { sizesFor } from "../model/advice.js";
import { stepOnPage, workersOfRun } from "../run/cores.js";
import { byId, element, say } from "../ui/dom.js";
import { words } from "../words/index.js";

/** @import {App, State} from "../model/state.js" */
/** @import {DatasetReport, Source, Values} from "../types/run.js" */

/** @param {App} app */
export function dataAdvice(app) {
  const sentence = element("p", { id: "advice-words", role: "status" });
  const take = element("button", { type: "button", id: "advice-take" }, words.data.takeAdvice);
  const leave = element("button", { type: "button", id: "advice-leave" }, words.data.leaveAdvice);
  const box = element("div", { id: "advice" }, sentence, element("div", { class: "buttons" }, take, leave));
  box.hidden = true;
  byId("data-report", HTMLElement).before(box);
  /** @type {Values} */
  let sizes = {};
  take.addEventListener("click", () => {
    box.hidden = true;
    app.apply({ values: sizes });
  });
  leave.addEventListener("click", () => {
    box.hidden = true;
  });
  return {
    /** Other data are open. @param {Source} source @param {DatasetReport} report */
    opened: (source, report) => {
      const { values, weights } = app.state();
      sizes = source.kind === "file" && !source.address && Object.keys(weights).length === 0 ? sizesFor(report, Boolean(source.vectors)) : {};
      box.hidden = Object.entries(sizes).every(([key, value]) => values[key] === value);
      if (box.hidden) return;
      say(sentence, words.data.advice(sizes));
      app.dispatch({ type: "time", values: sizes });
    },
    /** A step with these sizes has been taken. @param {number} milliseconds */
    timed: (milliseconds) => {
      const { values, keys } = app.state();
      const step = stepOnPage(milliseconds, workersOfRun(String(values["page.workers"]), keys.length));
      say(sentence, words.data.advice(sizes, (step / 1000) * Number(sizes["page.stopAt"])));
    },
    /** What is as advised needs no advice. @param {State} state */
    show: ({ values }) => {
      if (Object.entries(sizes).every(([key, value]) => values[key] === value)) box.hidden = true;
    },
  };
}
