// dist/package: what is published. The root's package.json is that of the development; name, version and the like come from it.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { root } from "../shell.mjs";

export const dist = path.join(root, "dist");
export const packageFolder = path.join(dist, "package");

/** The core, for pages and bundlers and for Node; nothing else of pkg/ is published, least of all a .gitignore. */
const CORE = ["tripletscope.js", "tripletscope.d.ts", "tripletscope_bg.wasm", "tripletscope_bg.wasm.d.ts"];

/** The types name Symbol.dispose, which a project's own choice of libraries need not have. */
const DISPOSABLE = '/// <reference lib="esnext.disposable" />\n';

/** A file's size in kB, whole and as it travels. @param {string} file */
export function sizeOf(file) {
  const content = readFileSync(file);
  return { whole: Math.round(content.length / 1000), brotli: Math.round(brotliCompressSync(content).length / 1000) };
}

const element = { types: "./element.d.ts", default: "./element.js" };
const anywidget = { types: "./anywidget.d.ts", default: "./anywidget.js" };
const EXPORTS = {
  ".": {
    node: { types: "./node/tripletscope.d.ts", default: "./node/tripletscope.js" },
    default: { types: "./web/tripletscope.d.ts", default: "./web/tripletscope.js" },
  },
  "./web": { types: "./web/tripletscope.d.ts", default: "./web/tripletscope.js" },
  "./tripletscope.wasm": "./web/tripletscope_bg.wasm",
  "./element": element,
  "./element.js": element,
  "./anywidget": anywidget,
  "./anywidget.js": anywidget,
  "./tripletscope.html": "./tripletscope.html",
  "./custom-elements.json": "./custom-elements.json",
  "./package.json": "./package.json",
};

/** @param {string[]} embedded files of dist/ */
export function writePackage(embedded) {
  const { name, version, description, license, engines } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const folders = { web: CORE, node: [...CORE, "package.json"] };
  const fields = {
    ...{ name, version, description, license, engines, type: "module" },
    keywords: ["triplet-loss", "siamese-network", "explorable", "custom-element", "webassembly"],
    exports: EXPORTS,
    types: "./web/tripletscope.d.ts",
    customElements: "./custom-elements.json",
    sideEffects: ["./element.js", "./anywidget.js"],
    files: [...embedded, ...Object.keys(folders)],
  };
  rmSync(packageFolder, { recursive: true, force: true });
  for (const [folder, files] of Object.entries(folders)) {
    mkdirSync(path.join(packageFolder, folder), { recursive: true });
    for (const file of files) cpSync(path.join(root, "pkg", folder, file), path.join(packageFolder, folder, file));
    const types = path.join(packageFolder, folder, "tripletscope.d.ts");
    writeFileSync(types, DISPOSABLE + readFileSync(types, "utf8"));
  }
  for (const file of embedded) cpSync(path.join(dist, file), path.join(packageFolder, file));
  cpSync(path.join(root, "LICENSE"), path.join(packageFolder, "LICENSE"));
  cpSync(path.join(root, "docs", "package.md"), path.join(packageFolder, "README.md"));
  writeFileSync(path.join(packageFolder, "package.json"), `${JSON.stringify(fields, null, 2)}\n`);
}
