// Set-up: installs what is missing, says what it does, and may be repeated at any time.
import { existsSync, mkdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import path from "node:path";
import { findProgram, inCI, mustRun, outputOf, Problem, root, say, toolsFolder } from "../shell.mjs";
import { engines, missingPrograms, SHELL } from "./engines.mjs";
import { installNotebook, installNumpy } from "./python.mjs";

/** @typedef {import("./engines.mjs").EngineName} EngineName */
/** What a suite of tests needs: a browser engine, wasm-bindgen's runner in one, or a Python with NumPy or with JupyterLab. @typedef {EngineName | "runner" | "numpy" | "notebook"} Need */

const TARGET = "wasm32-unknown-unknown";
/** @type {EngineName[]} */
const ENGINES = ["chrome", "firefox", "webkit"];

/** @param {string} crate */
function lockedVersion(crate) {
  const entry = readFileSync(path.join(root, "Cargo.lock"), "utf8").match(new RegExp(`name = "${crate}"\nversion = "(.*)"`));
  if (!entry) throw new Problem(`Cargo.lock does not name ${crate}.`, "cargo update --workspace");
  return entry[1];
}

/**
 * Programs from crates.io that only the tests use, and how each is asked for. wasm-bindgen's runner of tests must have the version that the crate is built
 * with, and speaks with drivers on this machine only: it needs no TLS.
 */
const cargoTools = {
  "wasm-bindgen": () => [
    `wasm-bindgen-cli@${lockedVersion("wasm-bindgen")}`,
    ...["--bin", "wasm-bindgen", "--bin", "wasm-bindgen-test-runner", "--no-default-features"],
  ],
  "wasm-pack": () => ["wasm-pack@0.15.1", "--locked"],
  geckodriver: () => ["geckodriver@0.37.1", "--locked"],
};

async function rust() {
  if (!findProgram(["cargo"])) throw new Problem("Rust is missing.", "Install it as https://rustup.rs says.");
  const targets = outputOf("rustup", ["target", "list", "--installed"]);
  const library = path.join(outputOf("rustc", ["--print", "sysroot"]), "lib", "rustlib", TARGET);
  if (!targets.includes(TARGET) && !existsSync(library)) {
    say(`Adding Rust's target ${TARGET}`);
    await mustRun(["rustup", "target", "add", TARGET], `Rust's target ${TARGET} could not be added.`);
  }
}

async function rustComponents() {
  const wanted = { rustfmt: "cargo-fmt", clippy: "cargo-clippy" };
  const missing = Object.entries(wanted)
    .filter(([, program]) => !findProgram([program]))
    .map(([component]) => component);
  if (missing.length === 0) return;
  say(`Adding ${missing.join(" and ")}`);
  await mustRun(["rustup", "component", "add", ...missing], "Rust's formatter and linter could not be added.");
}

async function npmPackages() {
  const lock = path.join(root, "package-lock.json");
  const stamp = path.join(root, "node_modules", ".package-lock.json");
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs) return;
  say("Installing the npm packages that package-lock.json names");
  await mustRun(["npm", "ci", "--no-audit", "--no-fund"], "The npm packages could not be installed.");
  const now = new Date();
  utimesSync(stamp, now, now);
}

/** Programs that tests start a few times: compiled soon rather than fast, and what several of them need once. */
const SOON = { CARGO_PROFILE_RELEASE_OPT_LEVEL: "1", CARGO_PROFILE_RELEASE_LTO: "off", CARGO_PROFILE_RELEASE_CODEGEN_UNITS: "16" };

/** @param {(keyof typeof cargoTools)[]} names */
async function cargoPrograms(names) {
  mkdirSync(toolsFolder, { recursive: true });
  for (const name of names) {
    const [crate, ...flags] = cargoTools[name]();
    const version = crate.split("@")[1];
    if (outputOf(path.join(toolsFolder, "bin", name), ["--version"]).includes(version)) continue;
    say(`Building ${name} ${version} into .tools (a minute or so)`);
    const into = ["--root", toolsFolder, "--target-dir", path.join(root, "target", "tools"), "--force"];
    await mustRun(["cargo", "install", ...into, crate, ...flags], `${name} could not be built.`, { env: SOON });
  }
}

/** @param {string[]} packages of Debian */
const installing = (packages) => ["apt-get", "install", "-y", "--no-install-recommends", ...packages];

/** Can Debian packages be installed here? */
const mayInstall = () => process.getuid?.() === 0 && Boolean(findProgram(["apt-get"]));

/** @param {string[]} packages @param {string} sentence what has failed when it does not work */
async function install(packages, sentence) {
  say(`Installing ${packages.join(", ")}`);
  const options = { env: { DEBIAN_FRONTEND: "noninteractive" }, quiet: true };
  await mustRun(["apt-get", "update"], "The list of Debian packages could not be fetched.", options);
  await mustRun(installing(packages), sentence, options);
}

/** @param {EngineName[]} names */
async function installEngines(names) {
  const found = engines();
  const packages = names
    .map((name) => found[name])
    // A driver that is being compiled does not make its engine one that is missing.
    .filter((engine) => missingPrograms(engine).some((program) => !(program in cargoTools)))
    .flatMap((engine) => engine.packages);
  if (packages.length === 0) return;
  if (mayInstall()) return install(packages, "The browsers could not be installed.");
  const mend = `sudo ${installing(packages).join(" ")}`;
  if (inCI) throw new Problem("Not every browser engine is there, and only root may install them.", mend);
  say(`Not every browser engine is there; the tests run in those that are. To have all: ${mend}`);
}

/** Whoever runs all tests without being there gets the quicker Chromium; without it they run as well. */
async function quickerChromium() {
  if (!inCI || findProgram([SHELL]) || !mayInstall()) return;
  await install([SHELL], "The quicker Chromium could not be installed.").catch(({ message }) => say(`${message} The tests run in the whole one.`));
}

/** What building and serving the page needs. */
export async function setupForPage() {
  await rust();
  await npmPackages();
}

/** What tests need on top. @param {Set<Need>} needs */
export async function setupForTests(needs) {
  await setupForPage();
  await rustComponents();
  // What is compiled keeps the cores busy while what is installed waits for the network.
  await Promise.all([compiled(needs), python(needs), browsers(needs)]);
}

/** @param {Set<Need>} needs */
async function compiled(needs) {
  if (needs.has("runner")) await cargoPrograms(["wasm-bindgen", "wasm-pack"]);
  if (needs.has("firefox")) await cargoPrograms(["geckodriver"]);
}

/** @param {Set<Need>} needs */
async function browsers(needs) {
  await installEngines(ENGINES.filter((name) => needs.has(name)));
  if (needs.has("chrome")) await quickerChromium();
}

/** @param {Set<Need>} needs */
async function python(needs) {
  if (needs.has("numpy")) await installNumpy();
  if (needs.has("notebook")) await installNotebook();
}
