// What is opened, dropped or pasted on the page: every file comes through here, and its kind decides who takes it.
import { frame } from "../host.js";
import { byId } from "../ui/dom.js";
import { areResults } from "../verdict/results.js";
import { words } from "../words/index.js";
import { areArrays, areLists, arraysOpener } from "./arrays/open.js";
import { pairsOpener } from "./pairs/opener.js";

/** @import {App} from "../model/state.js" */
/** @typedef {ReturnType<typeof pairsOpener>} Pairs */

/** Rows that are pasted have at least a line break and something between two columns. */
const LOOKS_LIKE_ROWS = /[,;\t|].*[\r\n]/;

/** The button, drops anywhere and pasted rows. @param {App} app @param {import("../host/core.js").Core} module */
export function listenForFiles(app, module) {
  const arrays = arraysOpener(app, module);
  const pairs = pairsOpener(app, arrays);
  /** Arrays, which are a saved run, weights or vectors, or question pairs. @param {File[]} files */
  const openFiles = (files) => app.attempt(() => opened(files));
  const opened = async (/** @type {File[]} */ files) => {
    if (files.length === 0) return;
    const said = { reading: pairs.readingOf(files) };
    if (areArrays(files)) return arrays.open(files, undefined, said);
    const show = () => pairs.show(files);
    const models = files.filter((file) => areArrays([file]));
    if (models.length === 1 && files.length === 2)
      return arrays.open(models, show, { ...said, vocabulary: files.find((file) => file !== models[0]) });
    // A text may hold a list of numbers without being one.
    return (await areLists(files)) ? arrays.open(files, show, said) : show();
  };
  const picker = byId("file", HTMLInputElement);
  byId("open-file", HTMLButtonElement).addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    openFiles([...(picker.files ?? [])]);
    picker.value = "";
  });
  listenForDrops(app, openFiles);
  frame().addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text") ?? "";
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || !LOOKS_LIKE_ROWS.test(text)) return;
    event.preventDefault();
    app.attempt(() => pairs.show([new File([text], words.data.pasted)]));
  });
  return pairs;
}

/** @param {App} app @param {(files: File[]) => void} open */
function listenForDrops(app, open) {
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  frame().addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    frame().classList.add("dropping");
  });
  frame().addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) frame().classList.remove("dropping");
  });
  frame().addEventListener("drop", async (event) => {
    frame().classList.remove("dropping");
    if (!hasFiles(event)) return;
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    const results = await Promise.all(files.map(areResults));
    for (const file of files.filter((_, k) => results[k])) app.showResults(file);
    open(files.filter((_, k) => !results[k]));
  });
}
