// esbuild, through which everything goes that is shipped. The set-up installs it, so it is asked for when it is needed, not when a tool begins.

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
