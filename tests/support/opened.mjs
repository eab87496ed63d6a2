// Opens a file of pairs in a core of its own, piece by piece as the page does, and prints how much memory that took over the size of the file.
// node opened.mjs FORM ROWS WORDS, where WORDS is how many words a question has at most
import { createRequire } from "node:module";
import { quora } from "../../tools/bench/made.js";

const [form, rows, words] = process.argv.slice(2);
const PIECE = 1 << 20;

/** @type {WebAssembly.Memory | undefined} */
let memory;
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  /** @param {WebAssembly.Module} module @param {WebAssembly.Imports} [imports] */
  constructor(module, imports) {
    super(module, imports);
    memory = /** @type {WebAssembly.Memory} */ (this.exports.memory);
  }
};
const { DatasetReader } = createRequire(import.meta.url)("../../pkg/node/tripletscope.js");

const short = (/** @type {string} */ text) => text.split(" ", Number(words)).join(" ");
const lines = [...quora(Number(rows), 7)].join("").split("\n").slice(1, -1);
const pairs = lines.map((line) => {
  const [, , , question1, question2, label] = line.slice(1, -1).split('","');
  return { question1: short(question1), question2: short(question2), is_duplicate: Number(label) };
});
/** @typedef {typeof pairs[number]} Pair */
const columns = /** @type {(keyof Pair)[]} */ (Object.keys(pairs[0]));
/** @param {(column: (string | number)[]) => unknown} of */
const byColumn = (of) => JSON.stringify(Object.fromEntries(columns.map((name) => [name, of(pairs.map((pair) => pair[name]))])));
/** @type {Record<string, () => string>} */
const forms = {
  csv: () => [columns.join(","), ...pairs.map((pair) => Object.values(pair).join(","))].join("\n"),
  lists: () => byColumn((column) => column),
  objects: () => byColumn((column) => ({ ...column })),
};
const bytes = new TextEncoder().encode(forms[form]());

const sizeOf = () => /** @type {WebAssembly.Memory} */ (memory).buffer.byteLength;
const before = sizeOf();
const reader = new DatasetReader();
for (let start = 0; start < bytes.length; start += PIECE) reader.push(bytes.subarray(start, start + PIECE));
const read = reader.finish().report().rowsRead;
console.log(JSON.stringify({ rows: read, times: (sizeOf() - before) / bytes.length }));
