// Where the questions come from, and what was read of them.
import { late } from "../host/once.js";
import { byId } from "../ui/dom.js";
import { words } from "../words/index.js";
import { dataAdvice } from "./data-advice.js";
import { dataNegatives } from "./data-negatives.js";

/** @import {App, State} from "../model/state.js" */
/** @import {DatasetReport, Source} from "../types/run.js" */

const comeForReport = late(() => import("./data-report.js"));

/** @param {App} app @param {() => void} again opens what is open in another way */
export function dataPanel(app, again) {
  byId("open-again", HTMLButtonElement).addEventListener("click", () => app.attempt(again));
  byId("use-builtin", HTMLButtonElement).addEventListener("click", () => app.openBuiltin());
  const advice = dataAdvice(app);
  const negatives = dataNegatives(app);
  /** @type {Source | undefined} */
  let advised;
  /** @type {DatasetReport | undefined} */
  let told;
  let used = false;
  const show = (/** @type {State} */ { source, data, pending, values }) => {
    const coming = pending?.next ?? pending;
    if (!coming) stopProgress();
    // The report comes while its file is read.
    else if (coming.source.kind === "file") comeForReport().catch(() => {});
    negatives(app.state());
    const uses = Number(values.negatives) > 0;
    if (source && data && (data !== told || uses !== used)) opened(source, data, uses, () => app.state().data === data);
    used = uses;
    const isOther = source !== advised;
    [told, advised] = [data, source];
    if (source && data && isOther) advice.opened(source, data);
    else advice.show(app.state());
  };
  return {
    progress: (/** @type {{bytes: number, total: number, rows: number}} */ { bytes, total, rows }) =>
      progress((app.state().pending?.next ?? app.state().pending)?.name ?? "", bytes, total, rows),
    timed: advice.timed,
    show,
  };
}

/** @param {string} name @param {number} bytes @param {number} total @param {number} rows */
function progress(name, bytes, total, rows) {
  const bar = byId("progress", HTMLProgressElement);
  bar.hidden = false;
  [bar.max, bar.value] = [Math.max(1, total), bytes];
  byId("progress-words", HTMLElement).textContent = words.data.reading(name, rows);
}

function stopProgress() {
  byId("progress", HTMLProgressElement).hidden = true;
  byId("progress-words", HTMLElement).textContent = "";
}

/** @param {Source} source @param {DatasetReport} report @param {boolean} uses its negatives @param {() => boolean} isOpen still */
async function opened(source, report, uses, isOpen) {
  const isFile = source.kind === "file";
  // What the report cannot say, as it does not come, the line above it says all the same.
  const shown = isFile ? await comeForReport().catch(() => undefined) : undefined;
  if (!isOpen()) return;
  const name = isFile ? source.name : words.data.builtin;
  byId("data-words", HTMLElement).textContent = words.data.source(name, report, isFile ? source.vectors?.dim : undefined);
  byId("use-builtin", HTMLButtonElement).hidden = !isFile;
  byId("open-again", HTMLButtonElement).hidden = !isFile;
  byId("data-report", HTMLElement).hidden = !shown;
  shown?.showReport(report, uses);
}
