// What is said of files of arrays: weights that are opened and saved, and vectors of one's own.
import { counted, number, whole } from "./format.js";

/** @import {WeightsSource} from "../../pkg/web/tripletscope.js" */

/** @param {readonly number[]} shape */
const shapeOf = (shape) => (shape.length === 0 ? "one value" : shape.map((extent) => whole.format(extent)).join(" × "));

export const arrays = {
  shape: shapeOf,
  columns: ["Array", "Shape", "Taken for", "Values"],
  roles: { embedding: "embedding", kernel: "kernel", "recurrent-kernel": "recurrent kernel", bias: "bias", "recurrent-bias": "second bias" },
  unused: "not needed",
  picture: (/** @type {string} */ name) => `The beginning of ${name} as a heat map`,
  values: (/** @type {number} */ mean, /** @type {number} */ deviation, /** @type {number} */ low, /** @type {number} */ high) =>
    `${number(mean)} ± ${number(deviation)}, from ${number(low)} to ${number(high)}`,
  texts: (/** @type {readonly string[]} */ texts) => `${texts.slice(0, 5).join(", ")}${texts.length > 5 ? ", …" : ""}`,
  cancel: "Cancel",
  opening: "Opening …",
  weights: {
    title: (/** @type {string} */ name) => `Weights: ${name}`,
    layouts: { ours: "this page’s", keras: "Keras’s", trax: "Trax’s", pytorch: "PyTorch’s", linear: "a linear head’s" },
    found: (/** @type {WeightsSource} */ { layout, byNames, vocabularySize: v, embeddingDim: d, hiddenDim: h }) =>
      `These are ${arrays.weights.layouts[layout]} arrays, told by their ${byNames ? "names" : "order and shapes"}: ${v > 0 ? `V = ${whole.format(v)} rows, ` : ""}D = ${d}, H = ${h}.${layout === "trax" ? " Trax’s gates i, g, f, o are put in the order i, f, g, o." : ""}${layout === "pytorch" ? " The matrices are transposed, and the two biases added." : ""}`,
    byOrderAlone: "With D = H the two matrices have one shape: only their order says which is which.",
    words: "Words",
    inFile: (/** @type {number} */ count) => `The file brings its vocabulary along: ${counted(count, "word")}.`,
    given: (/** @type {string} */ name, /** @type {readonly string[]} */ list) => `${name}: ${counted(list.length, "word")} (${arrays.texts(list)}).`,
    paddingFirst: "Its row 0 is padding and row 1 the unknown word: the two rows change places.",
    none: "The file brings no vocabulary. Without one the model can be looked at, but not asked, measured or trained on.",
    vocabulary: "Open its vocabulary…",
    vocabularyFile: "A vocabulary: one word a line, a JSON list, or JSON of words and their rows",
    tokenizer: "Tokenizer",
    tokenizers: {
      words: "words in lower case",
      symbols: "words and symbols",
      course: "the course’s, Trax",
      "course-tensorflow": "the course’s, TensorFlow",
    },
    length: "Length T",
    lengthHelp: "Every question is padded or cut to so many words, as where the model was trained.",
    pooling: "Mean over",
    poolings: { mean: "all steps, padding too (course)", "masked-mean": "real words only" },
    poolingHelp: "The file does not say it; the course’s notebooks average over the padding too.",
    onData: (/** @type {string} */ name) =>
      `The model is measured and trained on the open data: ${name}. Beside the run it trains along, from step 0.`,
    open: "Open in place of the run",
    beside: "Compare with the run",
    opened: (/** @type {string} */ name) => `This run begins with the weights of ${name}.`,
    fresh: "Fresh weights",
  },
  vectors: {
    title: "Vectors of your own",
    lead: "Two arrays of equal shape, or one array of both sides, pairs × 2 × numbers: row k of the first side and row k of the second belong together.",
    roles: { v1: "Vectors 1", v2: "Vectors 2", labels: "Labels", left: "Texts 1", right: "Texts 2", split: "Train or test" },
    none: "none",
    pairs: (/** @type {number} */ pairs, /** @type {number} */ dim) =>
      `${counted(pairs, "pair")} of ${whole.format(dim)} numbers. Every vector is divided by its length.`,
    labelled: (/** @type {number} */ duplicates, /** @type {number} */ others) =>
      `${counted(duplicates, "duplicate")} and ${whole.format(others)} that are none.`,
    unlabelled: "Without labels every pair counts as a duplicate.",
    head: (/** @type {number} */ dim) =>
      `A linear head, ${dim} × ${dim}, is trained on them; it begins as the identity, so the start shows your vectors as they are.`,
    missing: (/** @type {{name: string, shape: string} | undefined} */ one) =>
      one
        ? `${one.name}, ${one.shape}, is one side of the pairs. The other side, an array of the same shape, is missing: add its file.`
        : "Choose which arrays are vectors 1 and vectors 2.",
    same: "Vectors 1 and vectors 2 must be two different arrays.",
    shapes: (/** @type {string} */ one, /** @type {string} */ other) =>
      `Vectors 1 are ${one} and vectors 2 ${other}, but both must have the same shape.`,
    lines: (/** @type {string} */ role, /** @type {number} */ lines, /** @type {number} */ pairs) =>
      `${role}: ${counted(lines, "line")} for ${counted(pairs, "pair")}.`,
    noPair: (/** @type {string} */ name, /** @type {string} */ one) =>
      `${name} holds ${one ? `one array of ${one}, which is one side of the pairs` : "no vectors of pairs"}. Needed are both sides in one file: an .npz or .safetensors with two arrays of equal shape, or one array of pairs × 2 × numbers.`,
    more: "Add a file…",
    moreFile: "A further .npy, .npz or .safetensors file",
    open: "Open",
    called: (/** @type {readonly string[]} */ names) => names.join(" + "),
  },
  save: {
    button: "Save weights for…",
    title: "Weights for other programs",
    lead: "The file holds the weights of the shown run, its vocabulary, its tokenizer and its length. The program reads it and prints the cosine of two questions.",
    library: "For",
    libraries: { numpy: "NumPy", keras: "Keras", pytorch: "PyTorch", trax: "Trax" },
    question: (/** @type {number} */ k) => `Question ${k + 1}`,
    file: "Save the file",
    code: "Program",
    copy: "Copy the program",
    copied: "Copied.",
    byHand: "Copy it by hand: the text is selected.",
    saved: (/** @type {string} */ name) => `Saved as ${name}.`,
    needsNltk: "The program splits texts by NLTK’s rules, as this model’s tokenizer does: it needs pip install nltk.",
    done: "Done",
  },
};
