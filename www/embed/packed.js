// What an element carries with it, packed: texts, and the module.
import { TEXTS, WASM } from "tripletscope:parts";
import { fromBase91 } from "./base91.js";

/** Lessons by language and id, the page's elements, the verdict that was made without a browser (as text), and the style.
 * @typedef {{lessons: Record<string, Record<string, unknown>>, markup: string, reference: string, style: string}} Texts */

/** @param {string} packed */
const unpacked = (packed) => new Response(new Blob([fromBase91(packed)]).stream().pipeThrough(new DecompressionStream("deflate")));

/** Made once, for all elements. @template T @param {() => Promise<T>} make */
function once(make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return () => {
    made ??= make();
    return made;
  };
}

export const wasmModule = once(async () => WebAssembly.compile(await unpacked(WASM).arrayBuffer()));
export const texts = once(async () => /** @type {Texts} */ (await unpacked(TEXTS).json()));
