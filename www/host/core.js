// The compiled core, of which a first visit has only the part that it needs: the rest joins it, on the same memory, when something is asked for that is in there
// (`tools/build/split.mjs` has the list).
import init from "../../pkg/web/tripletscope.js";
import { unfetched } from "./once.js";

/** What pages and workers hand on. `rest`: where the rest lies, unless the module is whole. @typedef {{module: WebAssembly.Module, rest?: string}} Core */

/** @type {WebAssembly.Exports} */
let first;
/** @type {string | undefined} where the rest lies, as long as nobody has asked for it */
let rest;
/** @type {Promise<void>} */
let joined = Promise.resolve();

/** Starts the core here. @param {Core} core */
export async function begin(core) {
  first = /** @type {WebAssembly.Exports} */ (/** @type {unknown} */ (await init({ module_or_path: core.module })));
  rest = core.rest;
}

/** Waits until all of the core is there. */
export function whole() {
  if (rest !== undefined) {
    const from = rest;
    rest = undefined;
    joined = join(from);
    // Who asks again tries again.
    joined.catch(() => {
      rest = from;
    });
  }
  return joined;
}

/** Its functions take their places in the first part's table. @param {string} from */
async function join(from) {
  try {
    const answer = await fetch(from);
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`.trim());
    await WebAssembly.instantiateStreaming(answer, { first });
  } catch (error) {
    unfetched(error);
  }
}
