// Opens files of pairs: the dialog asks what is not clear, and what somebody has accepted goes to the runs.
import { late } from "../../host/once.js";
import { waitsFor } from "../../model/pending.js";
import { closeOpen } from "../../ui/dialog.js";
import { words } from "../../words/index.js";
import { fileAt } from "../data-link.js";

/** @import {App, State} from "../../model/state.js" */
/** @import {Experiment, Standing} from "../../model/experiment.js" */
/** @import {Action} from "../../model/store.js" */
/** @import {Reading, Said, Source} from "../../types/run.js" */
/** @typedef {Extract<Source, {kind: "file"}>} FileSource */

const dialogs = late(() => import("./dialog.js"));

/** @param {App} app @param {ReturnType<typeof import("../arrays/open.js").arraysOpener>} arrays */
export function pairsOpener(app, arrays) {
  /** @type {Set<(state: State, action: Action) => void>} */
  const hearing = new Set();
  app.subscribe((state, _, action) => {
    for (const hear of hearing) hear(state, action);
  });
  /** @type {import("./dialog.js").PairsDialog | undefined} */
  let dialog;
  /** What a link says of files that it needs. @type {{names: string[], reading?: Reading} | undefined} */
  let expected;

  /** @param {Source} source @param {() => boolean} [ask] @returns {Promise<Said | undefined>} what it was refused with */
  const open = (source, ask = () => app.open(source)) =>
    new Promise((resolve) => {
      /** @type {Said | undefined} */
      let refused;
      // What the page says in a notice it goes on saying without the dialog.
      let isTold = false;
      const hear = (/** @type {State} */ state, /** @type {Action} */ action) => {
        if (action.type === "complain" && action.sentence) refused = action.said ?? { sentence: action.sentence };
        if (action.type === "notice") isTold = true;
        if (waitsFor(state, source)) return;
        hearing.delete(hear);
        // Nothing is said of what something else has been asked after.
        resolve(isTold || state.source === source ? undefined : refused);
      };
      if (ask()) hearing.add(hear);
      else resolve({ sentence: app.state().problem });
    });

  /** What lies at an address. @param {string} address @param {Reading} reading @param {(source: FileSource) => boolean} ask for it to be opened
   * @param {string} [base] the address beside which it lies @returns {Promise<Said | undefined>} what it was refused with */
  const openAt = async (address, reading, ask, base) => {
    const file = await fileAt(address, base);
    if (!(file instanceof File)) return file;
    const vectors = await arrays.vectorsIn(file);
    if (vectors && "sentence" in vectors) return { sentence: words.data.refused(file.name, words.problem(vectors)) };
    const source = { kind: /** @type {const} */ ("file"), file, name: file.name, reading, address, ...(vectors && { vectors }) };
    return open(source, () => ask(source));
  };

  /** What the link says of files that it needs. @param {File[]} files */
  const readingOf = (files) => (files.some((file) => expected?.names.includes(file.name)) ? expected?.reading : undefined);

  /** @param {File[]} files @param {Reading} [reading] what is said of them already @param {Reading} [ofTest] what of the test file alone */
  const show = async (files, reading, ofTest) => {
    const { PairsDialog } = await dialogs();
    closeOpen();
    const [{ name }] = files;
    const given = reading ?? readingOf(files) ?? {};
    const next = new PairsDialog(app, open, files, given, ofTest);
    dialog = next;
    const refused = await next.show();
    if (refused) app.complain(words.data.refused(name, words.problem(refused)), words.data.unopened);
  };

  return {
    show,
    readingOf,
    openAt,
    /** The run of a link, on the file that lies where the link says; a question about the file is asked. @param {Experiment} experiment @param {Standing} standing
     * @param {string} address @param {Reading} reading @param {() => boolean} isWanted still, and not that of another link */
    follow: async (experiment, standing, address, reading, isWanted) => {
      /** @type {FileSource | undefined} */
      let source;
      const refused = await openAt(address, reading, (found) => {
        source = found;
        return isWanted() && app.dispatch({ type: "follow", experiment, ...standing, source });
      });
      if (!isWanted()) return;
      if (!source) return refused && app.complain(refused.sentence);
      // A page that has just been opened trains something all the same.
      if (refused && !app.state().source && !app.state().pending) app.openBuiltin();
      const isAsked = ["doubt", "third-text", "late-split"].includes(refused?.problem?.kind ?? "");
      if (isAsked && source.vectors) arrays.open([/** @type {File} */ (source.file)], undefined, { vectors: source.vectors, reading });
      else if (isAsked) show([/** @type {File} */ (source.file)], reading);
      else if (refused) app.complain(words.data.refused(source.name, words.problem(refused)), words.data.unopened);
    },
    /** What is open, once more. */
    again: () => {
      const { source } = app.state();
      if (source?.kind !== "file") return;
      const { file, name, test, reading = {}, vectors } = source;
      const fileOf = (/** @type {Blob} */ blob, /** @type {string} */ called) => (blob instanceof File ? blob : new File([blob], called));
      const all = vectors?.files.map((each) => fileOf(each, name));
      if (all) return arrays.open(all, undefined, { vectors, reading });
      return show([fileOf(file, name), ...(test ? [fileOf(test.file, test.name)] : [])], reading, test?.reading);
    },
    /** A link needs these files. @param {typeof expected} files */
    expect: (files) => {
      expected = files;
    },
    /** @param {{bytes: number, total: number, rows: number}} news */
    progress: (news) => dialog?.progress(news),
  };
}
