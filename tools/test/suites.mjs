// All suites of tests: what each is called, what it runs and how its output is counted.
import { readdirSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { programOf } from "../setup/engines.mjs";
import { Problem, root } from "../shell.mjs";

/** @typedef {import("../setup/engines.mjs").EngineName} EngineName */
/** @typedef {import("../setup/setup.mjs").Need} Need */
/** @typedef {{passed: number, failed: number}} Counts */
/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} title
 * @property {() => string[]} command empty when there is nothing to run
 * @property {(output: string, code: number) => Counts} count
 * @property {boolean} [usesPackage] needs pkg/
 * @property {boolean} [usesEmbedded] needs what other pages embed, in dist/
 * @property {EngineName} [engine] is left out where this engine is missing
 * @property {Need[]} [needs] what set-up has to bring for it, besides that engine
 * @property {Record<string, string>} [env]
 * @property {() => object} [webdriver] capabilities for the driver, which wasm-bindgen reads from a file
 */

/** @param {string} program */
const npmProgram = (program) => ["node", path.join(root, "node_modules", program)];

/** @param {string} config */
const tsc = (config) => [...npmProgram("typescript/bin/tsc"), "--project", config];

/** Tests of the page that have the machine to themselves: those in three engines, and those that look at how fast something is. The others run two at a time. */
const ALONE = ["crew", "crew-engines", "engines", "hosts", "redraw", "replay", "run", "soak", "views-engines", "walk-engines"].map(
  (name) => `${name}.test.mjs`,
);

/**
 * The tests of a folder.
 * @param {string} folder
 * @param {(file: string) => boolean} [wanted]
 */
const filesOf = (folder, wanted = () => true) =>
  readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith(".test.mjs") && wanted(file))
    .map((file) => path.join(folder, file));

/** @param {boolean} alone */
const pageTests = (alone) => ["tests/page", "tests/hosts"].flatMap((folder) => filesOf(folder, (file) => ALONE.includes(file) === alone));

/**
 * @param {string[]} files
 * @param {number} [atOnce]
 * @param {string[]} [flags]
 */
const nodeTests = (files, atOnce = 1, flags = /** @type {string[]} */ ([])) => [
  ...["node", "--test", "--test-reporter=spec", `--test-concurrency=${atOnce}`],
  ...[...flags, ...files],
];

const clippy = ["cargo", "clippy", "--locked", "--quiet"];
const wasmTests = ["wasm-pack", "test", "--headless", "--mode", "no-install"];
const onlyWeb = ["--", "--locked", "--test", "web"];

/**
 * A checker that finds nothing is one test passed.
 * @type {Suite["count"]}
 */
const asOne = (_, code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 });

/**
 * Adds up all numbers that a pattern's first group finds.
 * @param {string} output
 * @param {RegExp} pattern
 */
const total = (output, pattern) => [...stripVTControlCharacters(output).matchAll(pattern)].reduce((sum, match) => sum + Number(match[1]), 0);

/** @type {Suite["count"]} */
const cargoCount = (output) => ({
  passed: total(output, /^test result: .* (\d+) passed;/gm),
  failed: total(output, /^test result: .* (\d+) failed;/gm),
});

/** @type {Suite["count"]} */
const nodeCount = (output) => ({ passed: total(output, /^ℹ pass (\d+)$/gm), failed: total(output, /^ℹ (?:fail|cancelled) (\d+)$/gm) });

/** Where the output of a runner begins to list its failures. */
const FAILURES = /^(✖ failing tests:|failures:)$/m;
/** Of an output that has no such list, so many of the last lines. */
const LAST_LINES = 60;

/** What an output says of the failures in it. @param {string} output */
export function failuresIn(output) {
  const plain = stripVTControlCharacters(output).trimEnd();
  const listed = plain.search(FAILURES);
  return listed >= 0 ? plain.slice(listed) : plain.split("\n").slice(-LAST_LINES).join("\n");
}

/** @type {Pick<Suite, "count" | "needs" | "env">} */
const inBrowser = { count: cargoCount, needs: ["runner"], env: { WASM_BINDGEN_TEST_TIMEOUT: "180" } };

/** What the page's tests need. @type {Need[]} */
const PAGE_NEEDS = ["chrome", "firefox", "webkit", "numpy"];

/** @type {Suite[]} */
const suites = [
  { name: "rustfmt", title: "Rust's format", command: () => ["cargo", "fmt", "--all", "--check"], count: asOne },
  { name: "clippy", title: "Rust's lints", command: () => [...clippy, "--workspace", "--all-targets", "--", "-D", "warnings"], count: asOne },
  {
    name: "clippy-wasm",
    title: "Rust's lints for WebAssembly",
    command: () => [...clippy, "--lib", "--tests", "--target", "wasm32-unknown-unknown", "--", "-D", "warnings"],
    count: asOne,
  },
  {
    name: "rustdoc",
    title: "Rust's documentation",
    command: () => ["cargo", "doc", "--locked", "--quiet", "--no-deps", "--package", "tripletscope"],
    env: { RUSTDOCFLAGS: "-D warnings" },
    count: asOne,
  },
  {
    name: "biome",
    title: "JavaScript's lints and format",
    command: () => [...npmProgram("@biomejs/biome/bin/biome"), "ci", "--error-on-warnings", "--colors=off"],
    count: asOne,
  },
  { name: "types-page", title: "Types of the page", command: () => tsc("tsconfig.json"), count: asOne, usesPackage: true },
  { name: "types-worker", title: "Types of the worker", command: () => tsc("tsconfig.worker.json"), count: asOne, usesPackage: true },
  { name: "types-tools", title: "Types of tools and tests", command: () => tsc("tsconfig.tools.json"), count: asOne, usesPackage: true },
  {
    name: "core",
    title: "The core, natively",
    command: () => ["cargo", "test", "--locked", "--no-fail-fast", "--package", "tripletscope", "--package", "tripletscope-verdict"],
    count: cargoCount,
  },
  {
    name: "node",
    title: "The package in Node",
    command: () => nodeTests(filesOf("tests/unit"), 2),
    count: nodeCount,
    needs: ["numpy"],
    usesPackage: true,
    usesEmbedded: true,
  },
  {
    name: "wasm-chrome",
    title: "The package in Chrome",
    engine: "chrome",
    command: () => [...wasmTests, "--chrome", "--chromedriver", programOf("chrome", "driver"), ...onlyWeb],
    ...inBrowser,
  },
  {
    name: "wasm-firefox",
    title: "The package in Firefox",
    engine: "firefox",
    command: () => [...wasmTests, "--firefox", "--geckodriver", programOf("firefox", "driver"), ...onlyWeb],
    ...inBrowser,
  },
  {
    name: "wasm-webkit",
    title: "The package in WebKit",
    engine: "webkit",
    command: () => [programOf("webkit", "display"), "-a", ...wasmTests, "--safari", "--safaridriver", programOf("webkit", "driver"), ...onlyWeb],
    webdriver: () => ({ "webkitgtk:browserOptions": { binary: programOf("webkit", "browser"), args: ["--automation"] } }),
    ...inBrowser,
  },
  {
    name: "notebook",
    title: "The widget in JupyterLab, and the books",
    // The books are built while the core is compiled for Python, the most of it on one core.
    command: () => nodeTests(filesOf("tests/notebook"), 2),
    count: nodeCount,
    needs: ["chrome", "notebook"],
    usesPackage: true,
    usesEmbedded: true,
  },
  {
    name: "page",
    title: "The page in Chromium, alone and in what embeds it",
    command: () => nodeTests(pageTests(false), 2),
    count: nodeCount,
    needs: PAGE_NEEDS,
    usesPackage: true,
    usesEmbedded: true,
  },
  {
    name: "engines",
    title: "The page in every engine, the element in every host, and what looks at speed",
    command: () => nodeTests(pageTests(true)),
    count: nodeCount,
    needs: PAGE_NEEDS,
    usesPackage: true,
    usesEmbedded: true,
  },
];

/** One visit that opens every view: part of the page's tests, and all that the quick ones see of a browser. @type {Suite} */
const smoke = {
  name: "smoke",
  title: "The page opens in Chromium",
  command: () => nodeTests(["tests/page/run.test.mjs"], 1, ["--test-name-pattern=^The page opens"]),
  count: nodeCount,
  needs: ["chrome"],
  usesPackage: true,
};
const QUICK = ["rustfmt", "clippy", "biome", "types-page", "types-worker", "types-tools", "core", "node"];

/** Models to and from Keras and PyTorch, which are large: it runs where it is named only. @type {Suite} */
const interop = {
  name: "interop",
  title: "Models to and from Keras and PyTorch",
  command: () => nodeTests(filesOf("tests/interop")),
  count: nodeCount,
  usesPackage: true,
};

/**
 * The suites that are named, or all; `quick` is what one runs before every commit.
 * @param {string[]} names
 */
export function chosen(names) {
  const known = [...suites, smoke, interop];
  const wanted = names.flatMap((name) => (name === "quick" ? [...QUICK, smoke.name] : [name]));
  const unknown = wanted.find((name) => !known.some((suite) => suite.name === name));
  if (unknown) throw new Problem(`There is no suite ${unknown}.`, `Name one of these: quick, ${known.map((suite) => suite.name).join(", ")}`);
  return names.length === 0 ? suites : known.filter((suite) => wanted.includes(suite.name));
}

/** All that the suites need of set-up. @param {Suite[]} wanted */
export const needsOf = (wanted) => new Set(wanted.flatMap(({ engine, needs = [] }) => (engine ? [engine, ...needs] : needs)));
