// esbuild, through which everything goes that is shipped, Rollup, which says what of the page lies together, and Terser. The set-up installs them, so they are asked for when they are needed,
// not when a tool begins.

import path from "node:path";

const esbuild = () => import("esbuild");

/** One file for each entry, and what they share, as small as they get; the files, where they are not written.
 * @param {import("esbuild").BuildOptions} options what is bundled, and to where */
export async function bundle(options) {
  const { build } = await esbuild();
  const { outputFiles = [] } = await build({
    ...{ bundle: true, minify: true, target: "es2022", charset: "utf8", logLevel: "error" },
    // The glue's own way to its module is never taken: it is given one.
    logOverride: { "empty-import-meta": "silent" },
    ...options,
  });
  return outputFiles;
}

/** A style sheet, as small as it gets. @param {string} style */
export async function minified(style) {
  const { transform } = await esbuild();
  return (await transform(style, { loader: "css", minify: true, charset: "utf8" })).code;
}

/** A script, smaller than esbuild makes it; that takes seconds, so only what is carried within another file is worth it. @param {string} script */
export async function smallest(script) {
  const { minify } = await import("terser");
  const { code = "" } = await minify(script, { ecma: 2020, module: true, compress: { passes: 3 } });
  return code;
}

/** @typedef {import("rollup").GetModuleInfo} GetModuleInfo */

/** A module, and all that it imports without being asked. @param {string} id @param {GetModuleInfo} infoOf @param {Set<string>} [found] */
function closure(id, infoOf, found = new Set()) {
  if (found.has(id)) return found;
  found.add(id);
  for (const each of infoOf(id)?.importedIds ?? []) closure(each, infoOf, found);
  return found;
}

/** What a page imports at once lies in one file, as a few large files are smaller than many small ones as they travel; in files of their own lie what its workers import too, and what
 * a module does for which the page waits while it is itself imported: neither may need all of the page.
 * @param {Entries} entries */
function together({ page, workers, awaited }) {
  /** @type {Record<string, Set<string>>} */
  let parts;
  return (/** @type {string} */ id, /** @type {{getModuleInfo: GetModuleInfo}} */ { getModuleInfo }) => {
    const all = (/** @type {string[]} */ names) => new Set(names.flatMap((name) => [...closure(name, getModuleInfo)]));
    parts ??= { page: all([page]), shared: all(workers), awaited: all(awaited) };
    if (id === page || workers.includes(id) || !parts.page.has(id)) return undefined;
    return ["shared", "awaited"].find((name) => parts[name].has(id)) ?? "page";
  };
}

/** A page's script, its workers', and modules for which it waits while it is imported. @typedef {{page: string, workers: string[], awaited: string[]}} Entries */

/** A page, its workers, and all that comes when it is asked for, in the folder `to`: each entry lies there where it lies in `from`.
 * @param {string} from @param {string} to @param {Entries} entries */
export async function bundlePage(from, to, { page, workers, awaited }) {
  const [{ rollup }, { transform }] = await Promise.all([import("rollup"), esbuild()]);
  const fileOf = (/** @type {string} */ name) => path.join(from, name);
  const build = await rollup({
    input: Object.fromEntries([page, ...workers].map((name) => [name.replace(/\.js$/, ""), fileOf(name)])),
    preserveEntrySignatures: false,
  });
  const minify = (/** @type {string} */ code) =>
    transform(code, { minify: true, target: "es2022", format: "esm", charset: "utf8", sourcemap: true, legalComments: "none" });
  await build.write({
    ...{ dir: to, format: "es", sourcemap: true, entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    manualChunks: together({ page: fileOf(page), workers: workers.map(fileOf), awaited: awaited.map(fileOf) }),
    plugins: [{ name: "minify", renderChunk: (code) => minify(code) }],
  });
  await build.close();
}
