// Files of arrays that are opened or dropped: a saved run goes on, weights and vectors open their dialog, and anything else is refused with what it is.
import { whole } from "../../host/core.js";
import { late } from "../../host/once.js";
import { look } from "../../run/look.js";
import { closeOpen } from "../../ui/dialog.js";
import { words } from "../../words/index.js";
import { waiting } from "./dialog.js";

/** @import {App} from "../../model/state.js" */
/** @import {Reading, Said, Vectors} from "../../types/run.js" */

/** What such files are called; what they hold says the rest. */
const ARRAYS_FILE = /\.(safetensors|npy|npz|h5|hdf5|keras|pkl|pickle|pt|pth|ckpt)(\.gz)?$/i;

/** A field with a list of numbers, as in a table of vectors; and where it is looked for, in bytes. */
const LIST = /[[(]\s*(-?[\d.]+(e[-+]?\d+)?[\s,;]+){3}/i;
const BEGINNING = 1 << 15;

/** Is it a table with vectors in its fields? @param {readonly File[]} files */
export const areLists = async (files) =>
  files.length === 1 && /\.(csv|tsv|txt)$/i.test(files[0].name) && LIST.test(await files[0].slice(0, BEGINNING).text());

/** @param {readonly File[]} files */
export const areArrays = (files) => files.length > 0 && files.every(({ name }) => ARRAYS_FILE.test(name));

const comeForWeights = late(() => import("./weights.js"));
const comeForVectors = late(() => import("./vectors.js"));
const comeForRoles = late(() => import("./roles.js"));

/** @param {App} app @param {import("../../host/core.js").Core} module */
export function arraysOpener(app, module) {
  const wait = waiting(app);
  const refuse = (/** @type {string} */ name, /** @type {Said} */ said) =>
    app.complain(words.data.refused(name, words.problem(said)), words.data.unopened);
  // The dialogs come while the files are looked into.
  const lookedInto = (/** @type {File[]} */ files) => Promise.all([look(module, files), comeForWeights(), comeForVectors(), comeForRoles(), whole()]);
  /** @param {File[]} files @param {() => void} [otherwise] where they hold no arrays after all: they are refused unless it is given
   * @param {{vectors?: Vectors, reading?: Reading, vocabulary?: File}} [said] what is said of them already, and what came with a model */
  const open = async (files, otherwise, said) => {
    closeOpen();
    const name = words.arrays.vectors.called(files.map((file) => file.name));
    const [found, { weightsDialog }, { vectorsDialog }, { mayBeVectors }] = await lookedInto(files);
    if ("refused" in found) return otherwise ? otherwise() : refuse(name, found.refused);
    const { arrays, weights, unfit } = found;
    if (weights?.run) return app.restore(new Uint8Array(await files[0].arrayBuffer()), name);
    // One matrix without a name of ours may be a linear head, and may be the first half of pairs.
    const isHead = weights?.layout !== "linear" || weights.byNames;
    if (weights && isHead && !said?.vectors)
      return weightsDialog(app, wait, { name, bytes: new Uint8Array(await files[0].arrayBuffer()) }, { arrays, weights }, said?.vocabulary);
    if (!said?.vocabulary && mayBeVectors(arrays) && !looksLikeModel(arrays, unfit)) return vectorsDialog(app, wait, files, { arrays }, open, said);
    if (otherwise) otherwise();
    else refuse(name, unfit ?? { sentence: "" });
  };
  return {
    open,
    /** The vectors in a file that lies at an address, where nobody is asked which array is what; nothing where it is a file of pairs. @param {File} file
     * @returns {Promise<Vectors | Said | undefined>} */
    vectorsIn: async (file) => {
      const isNamed = areArrays([file]);
      if (!isNamed && !(await areLists([file]))) return undefined;
      const [found, , , { guessed, vectorsOf }] = await lookedInto([file]);
      if ("refused" in found) return isNamed ? found.refused : undefined;
      const places = guessed(found.arrays);
      if (places.v2 >= 0 && !found.weights?.run && !looksLikeModel(found.arrays, found.unfit)) return vectorsOf([file], found.arrays, places);
      const one = found.arrays[places.v1];
      return isNamed ? { sentence: words.arrays.vectors.noPair(file.name, one ? words.arrays.shape(one.shape) : "") } : undefined;
    },
  };
}

/** Weights that do not fit are to be named, and not to be taken for vectors. @param {import("../../run/protocol.js").ArrayFound[]} arrays @param {Said} [unfit] */
const looksLikeModel = (arrays, unfit) => {
  const matrices = arrays.filter(({ shape }) => shape.length === 2).map(({ shape }) => String(shape));
  // Of two arrays, only names say that others are missing.
  const isModel = arrays.length > 2 || unfit?.problem?.kind === "missing-array";
  return isModel && new Set(matrices).size === matrices.length;
};
