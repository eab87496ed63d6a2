// Builds what other pages embed: the element as one module, and one file that is a whole page; neither asks anybody for anything.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { toBase93 } from "../../www/embed/base93.js";
import { scriptOf } from "../../www/embed/script.js";
import { setupForPage } from "../setup/setup.mjs";
import { mustRun, root, runMain, say } from "../shell.mjs";
import { build } from "./build.mjs";
import { bundle, minified, smallest } from "./bundle.mjs";
import { contentOf, hashOf, kept } from "./kept.mjs";
import { manifestOf, typesOf, WIDGET_TYPES } from "./manifest.mjs";
import { dist, sizeOf, writePackage } from "./package.mjs";
import { site } from "./site.mjs";

const read = (/** @type {string} */ file) => readFileSync(path.join(root, file), "utf8");

/** @param {string} file */
const inPage = (file) => path.join(root, "www", file);

/** The page's modules take their place from a parameter instead of the document, and find all languages there. @type {import("esbuild").Plugin} */
const hosted = {
  name: "host",
  setup: ({ onResolve }) => {
    const instead = { [inPage("host.js")]: inPage("embed/host.js"), [inPage("words/index.js")]: inPage("embed/words.js") };
    onResolve({ filter: /\/(host|index)\.js$/ }, (asked) => ({ path: instead[path.join(asked.resolveDir, asked.path)] }));
  },
};

/** Everything that a file needs as the body of a function. @param {string} file @param {import("esbuild").Plugin[]} [plugins] */
async function bodyOf(file, plugins = []) {
  const [{ text }] = await bundle({ entryPoints: [path.join(root, file)], write: false, format: "iife", plugins });
  return text;
}

/** A style sheet with what it imports. @param {string} file */
async function styleOf(file) {
  const [{ text }] = await bundle({ entryPoints: [path.join(root, file)], write: false, minify: false });
  return text;
}

/** `:root` and `body` are the element and what stands in its shadow, and the width is the element's own; the one that is the whole page has the page's
 * ground. In a host that asks how wide it would like to be, it takes what there is, up to a width for two columns. @param {string} style */
const inShadow = (style) =>
  `${style
    .replace(/:root\b/g, ":host")
    .replace(/(^|\n)(\s*)body\b/g, "$1$2.page")
    .replace(/@media \((max|min)-width/g, "@container ($1-width")}
:host { display: block; container-type: inline-size; contain-intrinsic-inline-size: 1100px; min-inline-size: 0; max-inline-size: 100% }
:host([address]) { min-height: 100vh; background: var(--ground) }`;

/** What every setting is, in the page's order. @returns {Promise<import("../../pkg/node/tripletscope.js").Setting[]>} */
async function table() {
  const { settings } = await core();
  return settings().filter(({ group }) => group !== "" && group !== "loss");
}
/** @returns {Promise<typeof import("../../pkg/node/tripletscope.js")>} */
const core = () => import(pathToFileURL(path.join(root, "pkg", "node", "tripletscope.js")).href);

/** The sources of what packs. */
const PACKING = ["tools/pack", "Cargo.lock"];

/** As small as it goes, as text; by a program of the workspace that is compiled where it is missing. @param {Uint8Array} content */
async function packed(content) {
  const stream = await kept("packed", [content, ...contentOf(PACKING)], async (to) => {
    const file = `${to}.from`;
    writeFileSync(file, content);
    const program = ["cargo", "run", "--quiet", "--locked", "--profile", "tool", "--package", "tripletscope-pack", "--"];
    await mustRun([...program, file, to], "What other pages embed could not be packed.");
    rmSync(file);
  });
  return toBase93(readFileSync(stream));
}

/** The program as the text of a function. */
const program = async () => `function(part,self,place){"use strict";${await smallest(await bodyOf("www/embed/program.js", [hosted]))}}`;

/** The page's parts without what it says before its program does: that puts the language's words into each. @param {string} markup */
const untold = (markup) =>
  markup
    .replace(/<noscript>[\s\S]*?<\/noscript>/g, "")
    .replace(/(?<= data-words="\w+"[^>]*>)[^<]+/g, "")
    .replace(/ (?:aria-label|title)="[^"]*"(?=[^>]* data-words-)/g, "")
    .replace(/\n\s+/g, "\n");

/** @param {string} program */
async function texts(program) {
  const lessonsOf = (/** @type {string} */ language) => {
    const folder = path.join("www", "lessons", language);
    const files = readdirSync(path.join(root, folder)).filter((file) => file.endsWith(".json"));
    return Object.fromEntries(files.map((file) => [file.replace(".json", ""), JSON.parse(read(path.join(folder, file)))]));
  };
  const languages = readdirSync(path.join(root, "www", "lessons"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return {
    lessons: Object.fromEntries(languages.map(({ name }) => [name, lessonsOf(name)])),
    markup: untold(/<body>([\s\S]*)<\/body>/.exec(read("index.html"))?.[1] ?? ""),
    reference: read(path.join("www", "verdict", "reference.json")),
    corrected: JSON.parse(read(path.join("www", "verdict", "reference-corrected.json"))),
    evidence: JSON.parse(read(path.join("www", "first-minute", "evidence.json"))),
    losses: JSON.parse(read(path.join("www", "first-minute", "evidence-losses.json"))),
    program,
    style: await minified(inShadow(await styleOf(path.join("www", "style.css")))),
  };
}

/** What are texts as they are, behind what is not: in JSON their quotation marks would cost a kilobyte. @param {Awaited<ReturnType<typeof texts>>} all */
function inARow({ markup, reference, program, style, ...others }) {
  const row = [JSON.stringify(others), markup, reference, program, style];
  if (row.some((text) => text.includes("\0")))
    throw new Error("What the element carries has a zero within: www/embed/packed.js takes it for an end.");
  return row.join("\0");
}

/** What the element carries with it: `www/embed/parts.d.ts`. @param {string} program */
async function parts(program) {
  const { presets, readLink } = await core();
  const { loss } = readLink("");
  return {
    LOSS: Object.entries(presets()).find(([, preset]) => JSON.stringify(preset) === JSON.stringify(loss))?.[0],
    PACKED: await packed(
      Buffer.concat([Buffer.from(`${inARow(await texts(program))}\0`), readFileSync(path.join(root, "pkg", "web", "tripletscope_bg.wasm"))]),
    ),
  };
}

/** Where what unpacks looks for its parts. */
const UNPACKING = path.join(root, "node_modules", "lzma1", "lib");
/** What unpacks: of a package that packs too. */
const UNPACK = `/*! lzma1, MIT licence, Copyright (c) 2023 Filip Seman */
import { Decoder } from "./decoder.js";
import { InputBuffer, OutputBuffer } from "./streams.js";
export function unpack(bytes) {
  const output = new OutputBuffer(2 * bytes.length);
  new Decoder().decompress(new InputBuffer(bytes), output);
  return output.toArray();
}`;

/** @param {Record<string, string>} modules by name @returns {import("esbuild").Plugin} */
const virtual = (modules) => ({
  name: "parts",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^tripletscope:/ }, ({ path: name }) => ({ path: name, namespace: "parts" }));
    onLoad({ filter: /.*/, namespace: "parts" }, ({ path: name }) => ({ contents: modules[name], resolveDir: UNPACKING }));
  },
});

/** Modules of www/embed/ as texts that need no other file. @param {string[]} names @param {string} program */
async function modulesOf(names, program) {
  const constants = Object.entries(await parts(program)).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
  // Rows are shorter than objects, and nothing packs these.
  const rows = (await table()).map(({ key, kind, default: value }) => [key, kind, value]);
  constants.push(`export const SETTINGS = ${JSON.stringify(rows)}.map(([key, kind, value]) => ({ key, kind, default: value }));`);
  const carried = virtual({
    "tripletscope:parts": constants.join("\n"),
    "tripletscope:unpack": UNPACK,
  });
  const outputFiles = await bundle({
    entryPoints: names.map((name) => path.join(root, "www", "embed", name)),
    ...{ outdir: dist, write: false, format: "esm", plugins: [carried] },
  });
  return outputFiles.map(({ text }) => text);
}

/** All that dist/ is made of, and what it was made of last, with the files that came of it. */
const FROM = ["www", "pkg", "tools/build", ...PACKING, "index.html", "package.json", "LICENSE", "docs/package.md"];
const STAMP = path.join(dist, ".made-of");

/** dist/: the element, the one file, what describes the element, the package, and the module for notebooks; made anew if what they are made of has changed. */
export async function embed() {
  const hash = hashOf(contentOf(FROM));
  const [before, ...made] = existsSync(STAMP) ? readFileSync(STAMP, "utf8").split("\n") : [];
  if (before === hash && made.every((name) => existsSync(path.join(dist, name)))) return;
  say("Building what other pages embed");
  rmSync(STAMP, { force: true });
  const run = await program();
  const [element, anywidget] = await modulesOf(["element.js", "anywidget.js"], run);
  const settings = await table();
  // A script ends at its end tag, wherever that stands in it, and a comment that begins in it could hide that.
  const script = element.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  // The file's own policy lets this script run, and the program that it brings, and no other.
  const hashes = [script, scriptOf(run)].map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  const page = read(path.join("www", "embed", "page.html"))
    .replace("/* hashes */", hashes.join(" "))
    .replace("/* element */", () => script);
  const files = {
    "element.js": element,
    // For pages whose policy lets only files run.
    "program.js": `export default ${run}`,
    "element.d.ts": typesOf(settings),
    "custom-elements.json": `${JSON.stringify(manifestOf(settings), null, 2)}\n`,
    "tripletscope.html": page,
    "anywidget.js": anywidget,
    "anywidget.d.ts": WIDGET_TYPES,
  };
  mkdirSync(dist, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(dist, name), text);
  for (const name of ["element.js", "tripletscope.html"]) {
    const { whole, brotli } = sizeOf(path.join(dist, name));
    say(`dist/${name}: ${whole} kB, ${brotli} kB with brotli`);
  }
  writePackage(Object.keys(files));
  writeFileSync(STAMP, [hash, ...Object.keys(files), "package"].join("\n"));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    await setupForPage();
    await build();
    await embed();
    await site();
  });
}
