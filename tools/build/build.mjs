// Builds the WebAssembly package twice, for pages (pkg/web) and for Node (pkg/node), from one compilation.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { setupForPage } from "../setup/setup.mjs";
import { mustRun, root, runMain, say } from "../shell.mjs";

const TARGET = "wasm32-unknown-unknown";
/** Where the package for each target goes. */
const FOLDERS = { web: "pkg/web", nodejs: "pkg/node" };
const FEATURES = ["simd", "bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];

/** Messages of panics name files: the same ones on every machine, so that the module is the same too. @param {string} [target] */
export function withoutPlaces(target = "wasm32-unknown-unknown") {
  const crates = path.join(process.env.CARGO_HOME ?? path.join(homedir(), ".cargo"), "registry", "src");
  const flags = readdirSync(crates).map((folder) => `--remap-path-prefix=${path.join(crates, folder)}=crates`);
  return `target.${target}.rustflags=${JSON.stringify(flags)}`;
}

/**
 * Writes the JavaScript of a compiled module, by a program of the workspace that is compiled where it is missing.
 * @param {string} module
 */
async function bind(module) {
  const outputs = Object.entries(FOLDERS).flat();
  const program = ["cargo", "run", "--quiet", "--locked", "--profile", "tool", "--package", "tripletscope-bindgen", "--"];
  await mustRun([...program, module, ...outputs], "The package could not be made of the compiled crate.");
}

/** The module as small and fast as it gets; one that has been optimised already is kept. @param {string} file */
async function optimise(file) {
  const folder = path.join(root, "target", "optimised");
  const made = path.join(folder, `${createHash("sha256").update(readFileSync(file)).digest("hex")}.wasm`);
  if (!existsSync(made)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const wasmOpt = path.join(root, "node_modules", "binaryen", "bin", "wasm-opt");
    const enable = FEATURES.map((feature) => `--enable-${feature}`);
    await mustRun(["node", wasmOpt, "-O3", ...enable, file, "-o", `${made}.part`], "wasm-opt could not optimise the package.");
    renameSync(`${made}.part`, made);
  }
  copyFileSync(made, file);
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
  await mustRun(cargo, "The crate does not compile to WebAssembly.");
  await bind(path.join(root, "target", TARGET, profile, "tripletscope.wasm"));
  for (const folder of Object.values(FOLDERS)) {
    const file = path.join(root, folder, "tripletscope_bg.wasm");
    if (!quick) await optimise(file);
    say(`${folder}: ${Math.round(statSync(file).size / 1024)} kB of WebAssembly`);
  }
  writeFileSync(path.join(root, FOLDERS.nodejs, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    await setupForPage();
    await build();
  });
}
