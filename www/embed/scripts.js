// Running the program, which comes as text, where a policy may forbid that: as a script of the document, from a blob, or else from the file that lies beside the
// element's own and holds the same.

import { codeOf } from "../host/trusted.js";
import { scriptOf } from "./script.js";

/** @typedef {import("./ladder.js").Program} Program */

/** @type {readonly ((text: string) => Promise<Program | undefined>)[]} */
const WAYS = [
  async (text) => {
    const script = /** @type {HTMLScriptElement & {program?: Program}} */ (document.createElement("script"));
    script.textContent = codeOf(scriptOf(text));
    document.head.append(script);
    script.remove();
    return script.program;
  },
  async (text) => {
    const url = URL.createObjectURL(new Blob([`export default ${text}`], { type: "text/javascript" }));
    try {
      return (await import(/* @vite-ignore */ /* webpackIgnore: true */ url)).default;
    } finally {
      URL.revokeObjectURL(url);
    }
  },
  async () => (await import(/* @vite-ignore */ /* webpackIgnore: true */ String(new URL("./program.js", import.meta.url)))).default,
];

/** @param {string} text of a function @returns {Promise<Program>} */
export async function programOf(text) {
  for (const way of WAYS) {
    const program = await way(text).catch(() => undefined);
    if (program) return program;
  }
  throw new Error(
    "This page's content security policy stops the program of the element: it must allow script-src 'unsafe-inline', blob: or the file program.js.",
  );
}
