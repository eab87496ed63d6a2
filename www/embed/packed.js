// What an element carries with it, packed: texts, and the module.
import { TEXTS, WASM } from "tripletscope:parts";
import { unpack } from "tripletscope:unpack";
import { fromBase91 } from "./base91.js";

/** Lessons by language and id, the page's elements, the verdict that was made without a browser (as text), and the style.
 * @typedef {{lessons: Record<string, Record<string, unknown>>, markup: string, reference: string, evidence: import("../types/minute.js").Gist[], style: string}} Texts */

/** No engine unpacks LZMA itself; it is a fifth smaller than what they do unpack. @param {string} packed */
const unpacked = (packed) => unpack(fromBase91(packed));

/** Made once, for all elements. @template T @param {() => Promise<T>} make */
function once(make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return () => {
    made ??= make();
    return made;
  };
}

/** The whole core. */
export const wasmModule = once(async () => ({ module: await WebAssembly.compile(unpacked(WASM)) }));
export const texts = once(async () => /** @type {Texts} */ (JSON.parse(new TextDecoder().decode(unpacked(TEXTS)))));
