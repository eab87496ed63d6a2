// Builds the WebAssembly package twice, for pages (pkg/web) and for Node (pkg/node), from one compilation. The page itself has it in two parts.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { setupForPage } from "../setup/setup.mjs";
import { mustRun, Problem, root, runMain, say } from "../shell.mjs";
import { kept } from "./kept.mjs";
import { NOTHING, split } from "./split.mjs";

const TARGET = "wasm32-unknown-unknown";
/** Where the package for each target goes. */
const FOLDERS = { web: "pkg/web", nodejs: "pkg/node" };
const FEATURES = ["simd", "bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];

/** Functions are copied into their callers only where they are this small: a fourteenth less to load, and as fast; the loops that count say themselves
 * what belongs in them. */
const SMALL = "-Cllvm-args=-inline-threshold=85";

/** LLVM would write the body of every loop that it cannot count several times over: eleven kilobytes of what is packed, and no faster. The loops that count are written
 * over arrays of known lengths. */
const ONCE = "-Cllvm-args=-unroll-runtime=false";

/** Messages of panics name files: the same ones on every machine, so that the module is the same too. @param {string} [target] */
export function withoutPlaces(target = "wasm32-unknown-unknown") {
  const crates = path.join(process.env.CARGO_HOME ?? path.join(homedir(), ".cargo"), "registry", "src");
  const flags = readdirSync(crates).map((folder) => `--remap-path-prefix=${path.join(crates, folder)}=crates`);
  return `target.${target}.rustflags=${JSON.stringify([...flags, SMALL, ONCE])}`;
}

/** What cargo is told of the program of the workspace that writes the JavaScript of a compiled module. */
const BINDGEN = ["--locked", "--profile", "tool", "--package", "tripletscope-bindgen"];

/** @param {string} module */
async function bind(module) {
  const outputs = Object.entries(FOLDERS).flat();
  await mustRun(["cargo", "run", ...BINDGEN, "--", module, ...outputs], "The package could not be made of the compiled crate.");
  for (const folder of Object.values(FOLDERS)) refuseOthers(path.join(root, folder, "tripletscope.js"));
}

/** A number that stands where a text belongs would be written beyond the memory that was taken for it: whoever calls with one hears of it instead. @param {string} file */
function refuseOthers(file) {
  const start = "function passStringToWasm0(arg, malloc, realloc) {\n";
  const code = readFileSync(file, "utf8");
  if (!code.includes(start))
    throw new Problem(`${file} has no ${start.trim()}`, "look how this version of wasm-bindgen passes texts (tools/build/build.mjs)");
  const refusal = "    if (typeof arg !== 'string') throw new TypeError(String(arg) + ' is no text, but a text must stand here.');\n";
  writeFileSync(file, code.replace(start, start + refusal));
}

/** Where the parts of the package that the page fetches lie. @param {"first" | "rest"} part */
const partFile = (part) => path.join(root, FOLDERS.web, `tripletscope_${part}.wasm`);

/** The module as small and fast as it gets. @param {string} file */
async function optimise(file) {
  const wasmOpt = path.join(root, "node_modules", "binaryen", "bin", "wasm-opt");
  const options = ["-O3", "--converge", ...FEATURES.map((feature) => `--enable-${feature}`)];
  const run = (/** @type {string} */ to) => {
    say("Optimising the package with wasm-opt (a minute or so)");
    return mustRun(["node", wasmOpt, ...options, file, "-o", to], "wasm-opt could not optimise the package.");
  };
  copyFileSync(await kept("whole", [readFileSync(file), options.join(" ")], run), file);
}

/** The page's two files: a module that has not been optimised is the first of them, and the second adds nothing. @param {boolean} quick */
async function divide(quick) {
  const whole = readFileSync(path.join(root, FOLDERS.web, "tripletscope_bg.wasm"));
  if (quick) {
    writeFileSync(partFile("first"), whole);
    return writeFileSync(partFile("rest"), NOTHING);
  }
  const made = await kept("parts", [whole, readFileSync(path.join(root, "tools", "build", "split.mjs"))], async (to) => {
    mkdirSync(to);
    for (const [part, bytes] of Object.entries(await split(whole))) writeFileSync(path.join(to, part), bytes);
  });
  for (const part of /** @type {const} */ (["first", "rest"])) {
    copyFileSync(path.join(made, part), partFile(part));
    say(`${path.relative(root, partFile(part))}: ${Math.round(statSync(partFile(part)).size / 1024)} kB of WebAssembly`);
  }
}

/**
 * @param {object} [options]
 * @param {boolean} [options.quick] compiled in pieces and not optimised: for working on it, not for shipping
 */
export async function build({ quick = false } = {}) {
  const profile = quick ? "quick" : "release";
  say("Compiling the crate to WebAssembly");
  await mustRun(["cargo", "fetch", "--locked"], "The crates could not be fetched.");
  const cargo = ["cargo", "build", "--profile", profile, "--lib", "--locked", "--target", TARGET, "--config", withoutPlaces()];
  // The end of the crate's compilation keeps one core busy.
  await Promise.all([
    mustRun(cargo, "The crate does not compile to WebAssembly."),
    mustRun(["cargo", "build", ...BINDGEN], "The program that writes the package's JavaScript does not compile."),
  ]);
  await bind(path.join(root, "target", TARGET, profile, "tripletscope.wasm"));
  for (const folder of Object.values(FOLDERS)) {
    const file = path.join(root, folder, "tripletscope_bg.wasm");
    if (!quick) await optimise(file);
    say(`${folder}: ${Math.round(statSync(file).size / 1024)} kB of WebAssembly`);
  }
  await divide(quick);
  writeFileSync(path.join(root, FOLDERS.nodejs, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    await setupForPage();
    await build();
  });
}
