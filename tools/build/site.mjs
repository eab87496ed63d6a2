// dist/site/: the page as it is put on a server, in a few small files. The page's own modules work without it; this is how few bytes they can be.
import { cpSync, existsSync, rmSync } from "node:fs";
import path from "node:path";
import { root, say } from "../shell.mjs";
import { bundle, bundlePage } from "./bundle.mjs";
import { contentOf, kept } from "./kept.mjs";

const FOLDER = path.join(root, "dist", "site");
const ELEMENT = path.join(root, "dist", "element.js");

/** What the page asks for by name: its script, its workers, and the language that it waits for. */
const ENTRIES = { page: "main.js", workers: ["worker.js", "verdict/worker.js"], awaited: ["words/de.js"] };
/** What is given as it is. */
const FILES = [
  "index.html",
  "pkg/web/tripletscope_first.wasm",
  "pkg/web/tripletscope_rest.wasm",
  "www/lessons",
  "www/verdict/reference.json",
  "www/verdict/reference-corrected.json",
  "www/first-minute/evidence.json",
  "www/first-minute/evidence-losses.json",
];

/**
 * The page as files, each where it lies in the source, so that the page finds it there; what scripts share lies beside them.
 * @returns {Promise<string>} the folder: it is for those who serve it, and nobody changes it
 */
export function builtSite() {
  // What the builder's snippet names lies beside the page, if it has been made.
  const from = contentOf(["www", "pkg/web", "tools/build", "index.html", "dist/element.js"]);
  return kept("site", from, async (folder) => {
    const www = path.join(root, "www");
    const to = path.join(folder, "www");
    await bundle({ entryPoints: [path.join(www, "style.css")], outdir: to });
    await bundlePage(www, to, ENTRIES);
    for (const file of FILES) cpSync(path.join(root, file), path.join(folder, file), { recursive: true });
    if (existsSync(ELEMENT)) cpSync(ELEMENT, path.join(folder, "element.js"));
  });
}

/** The same, where whoever puts it on a server finds it. @returns {Promise<string>} the folder */
export async function site() {
  say("Building the page for a server: dist/site/");
  const made = await builtSite();
  rmSync(FOLDER, { recursive: true, force: true });
  cpSync(made, FOLDER, { recursive: true });
  return FOLDER;
}
