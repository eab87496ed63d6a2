// Where the questions come from: the built-in set, a file that is opened or dropped anywhere on the page, pasted rows, or a saved run.
import { frame } from "../host.js";
import { byId, element } from "../ui/dom.js";
import { words } from "../words/index.js";

/** @import {App, State} from "../model/state.js" */
/** @import {DatasetReport, Source} from "../types/run.js" */

/** Rows that are pasted have at least a line break and something between two columns. */
const LOOKS_LIKE_ROWS = /[,;\t|].*[\r\n]/;
/** Runs and models are saved under this ending. */
const RUN_FILE = /\.safetensors$/i;
/** The verdict takes its results by itself where they are dropped. */
const RESULTS_FILE = /\.json$/i;

/** @param {App} app */
export function dataPanel(app) {
  const picker = byId("file", HTMLInputElement);
  byId("open-file", HTMLButtonElement).addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    take([...(picker.files ?? [])], app);
    picker.value = "";
  });
  byId("use-builtin", HTMLButtonElement).addEventListener("click", () => app.openBuiltin());
  listenForDrops(app);
  frame().addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text") ?? "";
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || !LOOKS_LIKE_ROWS.test(text)) return;
    event.preventDefault();
    app.open({ kind: "file", file: new Blob([text]), name: words.data.pasted });
  });
  /** @type {DatasetReport | undefined} */
  let told;
  const show = (/** @type {State} */ { source, data, pending }) => {
    if (!pending) stopProgress();
    if (source && data && data !== told) opened(source, data);
    told = data;
  };
  return {
    progress: (/** @type {{bytes: number, total: number, rows: number}} */ { bytes, total, rows }) =>
      progress(app.state().pending?.name ?? "", bytes, total, rows),
    show,
  };
}

/** @param {File[]} files @param {App} app */
async function take(files, app) {
  if (files.length > 1) return app.complain(words.data.tooMany(files.length));
  const [file] = files;
  if (RUN_FILE.test(file.name)) return app.restore(new Uint8Array(await file.arrayBuffer()), file.name);
  progress(file.name, 0, file.size, 0);
  app.open({ kind: "file", file, name: file.name });
}

/** @param {App} app */
function listenForDrops(app) {
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  frame().addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    frame().classList.add("dropping");
  });
  frame().addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) frame().classList.remove("dropping");
  });
  frame().addEventListener("drop", (event) => {
    frame().classList.remove("dropping");
    if (!hasFiles(event)) return;
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.every((file) => RESULTS_FILE.test(file.name))) take(files, app);
  });
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

/** @param {Source} source @param {DatasetReport} report */
function opened(source, report) {
  const name = source.kind === "file" ? source.name : words.data.builtin;
  byId("data-words", HTMLElement).textContent = words.data.source(name, report);
  byId("use-builtin", HTMLButtonElement).hidden = source.kind === "builtin";
  const details = byId("data-report", HTMLDetailsElement);
  details.hidden = source.kind === "builtin";
  if (source.kind === "builtin") return;
  const lines = [words.data.read(report), ...report.skipped.reasons.map(words.data.skipped), ...report.repaired.reasons.map(words.data.repaired)];
  byId("data-lines", HTMLElement).replaceChildren(...lines.map((line) => element("li", {}, line)));
  details.open = report.skipped.total + report.repaired.total > 0;
}
