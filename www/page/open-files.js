// What is opened, dropped or pasted on the page: every file comes through here, and its kind decides who takes it.
import { frame } from "../host.js";
import { byId } from "../ui/dom.js";
import { words } from "../words/index.js";

/** @import {App} from "../model/state.js" */

/** Rows that are pasted have at least a line break and something between two columns. */
const LOOKS_LIKE_ROWS = /[,;\t|].*[\r\n]/;
/** Runs and models are saved under this ending. */
const RUN_FILE = /\.safetensors$/i;
/** The verdict takes its results by itself where they are dropped. */
const RESULTS_FILE = /\.json$/i;

/** The button, drops anywhere and pasted rows. @param {App} app */
export function listenForFiles(app) {
  const picker = byId("file", HTMLInputElement);
  byId("open-file", HTMLButtonElement).addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    openFiles([...(picker.files ?? [])], app);
    picker.value = "";
  });
  listenForDrops((files) => openFiles(files, app));
  frame().addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text") ?? "";
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || !LOOKS_LIKE_ROWS.test(text)) return;
    event.preventDefault();
    openPairs([new File([text], words.data.pasted)], app);
  });
}

/** Opens files by their kind: a saved run, or question pairs. @param {File[]} files @param {App} app */
async function openFiles(files, app) {
  const [file] = files;
  if (files.length === 1 && RUN_FILE.test(file.name)) return app.restore(new Uint8Array(await file.arrayBuffer()), file.name);
  openPairs(files, app);
}

/** @param {File[]} files @param {App} app */
function openPairs(files, app) {
  if (files.length > 1) return app.complain(words.data.tooMany(files.length));
  const [file] = files;
  app.open({ kind: "file", file, name: file.name });
}

/** @param {(files: File[]) => void} open */
function listenForDrops(open) {
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
    if (!files.every((file) => RESULTS_FILE.test(file.name))) open(files);
  });
}
