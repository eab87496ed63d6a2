// Builds what other pages embed: the element as one module, and one file that is a whole page; neither asks anybody for anything.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, deflateRawSync } from "node:zlib";
import { build as bundle } from "esbuild";
import { build } from "./build.mjs";
import { setupForPage } from "./setup.mjs";
import { root, runMain, say } from "./shell.mjs";

const read = (/** @type {string} */ file) => readFileSync(path.join(root, file), "utf8");

/** The page's modules take their place from a parameter instead of the document. @type {import("esbuild").Plugin} */
const hosted = {
  name: "host",
  setup: ({ onResolve }) => onResolve({ filter: /\/host\.js$/ }, () => ({ path: path.join(root, "www", "embed", "host.js") })),
};

/** Everything that a file needs as the body of a function. @param {string} file @param {import("esbuild").Plugin[]} [plugins] */
async function bodyOf(file, plugins = []) {
  const { outputFiles } = await bundle({
    entryPoints: [path.join(root, file)],
    ...{ bundle: true, minify: true, write: false, format: "iife", target: "es2022", charset: "utf8", plugins },
    // The glue's own way to its module is never taken: it is given one.
    logOverride: { "empty-import-meta": "silent" },
  });
  return outputFiles[0].text;
}

/** `:root` and `body` are the element and what stands in its shadow. @param {string} style */
const inShadow = (style) => style.replace(/:root\b/g, ":host").replace(/(^|\n)(\s*)body\b/g, "$1$2.page");

/** What the element carries with it. */
async function parts() {
  const { settings } = await import(pathToFileURL(path.join(root, "pkg", "node", "tripletscope.js")).href);
  const table = /** @type {import("../pkg/node/tripletscope.js").Setting[]} */ (settings());
  const lessonsOf = (/** @type {string} */ language) => {
    const folder = path.join("www", "lessons", language);
    const files = readdirSync(path.join(root, folder)).filter((file) => file.endsWith(".json"));
    return Object.fromEntries(files.map((file) => [file.replace(".json", ""), JSON.parse(read(path.join(folder, file)))]));
  };
  return {
    KEYS: [...table.filter(({ group }) => group !== "" && group !== "loss").map(({ key }) => key), "loss"],
    LESSONS: { en: lessonsOf("en"), de: lessonsOf("de") },
    MARKUP: (/<body>([\s\S]*)<\/body>/.exec(read("index.html"))?.[1] ?? "").replace(/<noscript>[\s\S]*?<\/noscript>/g, ""),
    REFERENCE: read(path.join("www", "verdict", "reference.json")),
    STYLE: inShadow(read(path.join("www", "style.css"))),
    WASM: deflateRawSync(readFileSync(path.join(root, "pkg", "web", "tripletscope_bg.wasm")), { level: 9 }).toString("base64"),
  };
}

/** @param {Record<string, string>} modules by name @returns {import("esbuild").Plugin} */
const virtual = (modules) => ({
  name: "parts",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^tripletscope:/ }, ({ path: name }) => ({ path: name, namespace: "parts" }));
    onLoad({ filter: /.*/, namespace: "parts" }, ({ path: name }) => ({ contents: modules[name] }));
  },
});

/** dist/element.js and dist/tripletscope.html. */
export async function embed() {
  say("Building what other pages embed");
  const constants = Object.entries(await parts()).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
  const { outputFiles } = await bundle({
    entryPoints: [path.join(root, "www", "embed", "element.js")],
    ...{ bundle: true, minify: true, write: false, format: "esm", target: "es2022", charset: "utf8" },
    plugins: [
      virtual({
        "tripletscope:parts": constants.join("\n"),
        "tripletscope:page": `export default function (place) {${await bodyOf("www/main.js", [hosted])}}`,
        "tripletscope:worker": `export default function (self) {${await bodyOf("www/embed/worker.js")}}`,
      }),
    ],
  });
  const element = outputFiles[0].text;
  mkdirSync(path.join(root, "dist"), { recursive: true });
  // A script ends at its end tag, wherever that stands in it.
  const page = read(path.join("www", "embed", "page.html")).replace("/* element */", () => element.replaceAll("</script", "<\\/script"));
  for (const [name, text] of Object.entries({ "element.js": element, "tripletscope.html": page })) {
    const file = path.join(root, "dist", name);
    writeFileSync(file, text);
    const packed = Math.round(brotliCompressSync(text).length / 1000);
    say(`dist/${name}: ${Math.round(statSync(file).size / 1000)} kB, ${packed} kB with brotli`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    await setupForPage();
    await build();
    await embed();
  });
}
