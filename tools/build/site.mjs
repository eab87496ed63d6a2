// dist/site/: the page as it is put on a server, in a few small files. The page's own modules work without it; this is how few bytes they can be.
import { cpSync, existsSync, rmSync } from "node:fs";
import path from "node:path";
import { root, say } from "../shell.mjs";
import { bundle, bundlePage } from "./bundle.mjs";

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
 * Every file lies where it lies in the source, so that the page finds it there; what scripts share lies beside them.
 * @param {string} [folder] another folder than dist/site/: tests that run at the same time have one each
 * @returns {Promise<string>} the folder
 */
export async function site(folder = FOLDER) {
  if (folder === FOLDER) say("Building the page for a server: dist/site/");
  rmSync(folder, { recursive: true, force: true });
  const www = path.join(root, "www");
  const to = path.join(folder, "www");
  await bundle({ entryPoints: [path.join(www, "style.css")], outdir: to });
  await bundlePage(www, to, ENTRIES);
  for (const file of FILES) cpSync(path.join(root, file), path.join(folder, file), { recursive: true });
  // What the builder's snippet names lies beside the page, if it has been made.
  if (existsSync(ELEMENT)) cpSync(ELEMENT, path.join(folder, "element.js"));
  return folder;
}
