// Builds the WebAssembly package twice, for pages (pkg/web) and for Node (pkg/node), from one compilation.
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { setupForPage } from "../setup/setup.mjs";
import { mustRun, root, runMain, say } from "../shell.mjs";

const wasm = path.join(root, "target", "wasm32-unknown-unknown", "release", "tripletscope.wasm");
const optimised = path.join(root, "target", "tripletscope-optimised.wasm");
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

export async function build() {
  say("Compiling the crate to WebAssembly");
  await mustRun(["cargo", "fetch", "--locked"], "The crates could not be fetched.");
  const cargo = ["cargo", "build", "--release", "--lib", "--locked", "--target", "wasm32-unknown-unknown", "--config", withoutPlaces()];
  await mustRun(cargo, "The crate does not compile to WebAssembly.");
  await bind(wasm);
  for (const folder of Object.values(FOLDERS)) {
    const file = path.join(root, folder, "tripletscope_bg.wasm");
    const wasmOpt = path.join(root, "node_modules", "binaryen", "bin", "wasm-opt");
    const enable = FEATURES.map((feature) => `--enable-${feature}`);
    await mustRun(["node", wasmOpt, "-O3", ...enable, file, "-o", optimised], "wasm-opt could not optimise the package.");
    await mustRun(["cp", optimised, file], "The optimised package could not be put in place.");
    say(`${folder}: ${Math.round(statSync(file).size / 1024)} kB of WebAssembly`);
  }
  mkdirSync(path.join(root, "pkg", "node"), { recursive: true });
  writeFileSync(path.join(root, "pkg", "node", "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    await setupForPage();
    await build();
  });
}
