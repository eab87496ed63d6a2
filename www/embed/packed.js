// What an element carries with it, packed into one: its texts, its program, and the core; unpacked once for all elements.
import { PACKED } from "tripletscope:parts";
import { unpack } from "tripletscope:unpack";
import { once } from "../host/once.js";
import { fromBase93 } from "./base93.js";

/** Lessons by language and id, the page's elements, the verdict that was made without a browser (as text) and what it says in short, the style, and the program as
 * the text of a function.
 * @typedef {{lessons: Record<string, Record<string, unknown>>, markup: string, reference: string, corrected: import("../types/reference.js").Corrected, evidence: import("../types/minute.js").Known, losses: import("../types/minute.js").Further[], style: string, program: string}} Texts */

/** The texts, each with a zero behind it, the first as JSON, and the core. No engine unpacks LZMA itself; it is a fifth smaller than what they do unpack. */
const unpacked = once(async () => {
  const bytes = unpack(fromBase93(PACKED));
  let end = -1;
  const text = () => {
    const start = end + 1;
    end = bytes.indexOf(0, start);
    return new TextDecoder().decode(bytes.subarray(start, end));
  };
  const texts = /** @type {Texts} */ ({ ...JSON.parse(text()), markup: text(), reference: text(), program: text(), style: text() });
  return { texts, core: bytes.subarray(end + 1) };
});

/** The whole core. */
export const wasmModule = once(async () => ({ module: await WebAssembly.compile((await unpacked()).core) }));
export const texts = once(async () => (await unpacked()).texts);
