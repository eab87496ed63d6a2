// The package that is published: packed, installed elsewhere, and used.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { settings } from "../../pkg/node/tripletscope.js";
import { embed } from "../../tools/build/embed.mjs";
import { dist, packageFolder } from "../../tools/build/package.mjs";
import { root } from "../../tools/shell.mjs";
import { attributeOf, propertyOf } from "../../www/embed/names.js";
import { sameRun } from "../support/same-run.mjs";

/** What there must be, and nothing else. */
const FILES = [
  ...[
    "LICENSE",
    "README.md",
    "anywidget.d.ts",
    "anywidget.js",
    "custom-elements.json",
    "element.d.ts",
    "element.js",
    "package.json",
    "program.js",
    "tripletscope.html",
  ],
  ...["node/package.json", "node/tripletscope.d.ts", "node/tripletscope.js", "node/tripletscope_bg.wasm", "node/tripletscope_bg.wasm.d.ts"],
  ...["web/tripletscope.d.ts", "web/tripletscope.js", "web/tripletscope_bg.wasm", "web/tripletscope_bg.wasm.d.ts"],
];

/** @type {string} a project of somebody else */
let project;
/** @type {{filename: string, version: string, files: {path: string, size: number}[]}} */
let packed;

/** @param {string} program @param {string[]} parameters @param {string} [folder] */
const run = (program, parameters, folder = project) =>
  execFileSync(program, parameters, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

before(async () => {
  await embed();
  project = mkdtempSync(path.join(tmpdir(), "tripletscope-"));
  [packed] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", project, packageFolder]));
  writeFileSync(path.join(project, "package.json"), JSON.stringify({ name: "somebody", private: true, type: "module" }));
  run("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${packed.filename}`]);
});
after(() => rmSync(project, { recursive: true, force: true }));

test("It holds what it must, and nothing else", () => {
  assert.deepEqual(packed.files.map((file) => file.path).sort(), FILES.toSorted());
  for (const { path: name, size } of packed.files) if (name.endsWith(".wasm")) assert.ok(size > 300_000, `${name} has ${size} bytes`);
});

test("Its version, licence and engines are those of the development, and it is not private", () => {
  const own = JSON.parse(readFileSync(path.join(packageFolder, "package.json"), "utf8"));
  const { name, version, license, engines } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  assert.deepEqual({ name: own.name, version: own.version, license: own.license, engines: own.engines }, { name, version, license, engines });
  assert.equal(own.private, undefined);
});

test("Installed elsewhere, it trains in Node with the same bits, as a module and as a script", () => {
  const code = (/** @type {string} */ load) => `${load}
    const { values, loss } = core.readLink("v=1&seed=7&batchSize=8");
    const { run, data } = core.configsOf(values, loss);
    const trainer = new core.Trainer(core.Dataset.builtin("questions", data), run);
    console.log(JSON.stringify([trainer.step().loss, ...trainer.similarity()]));`;
  writeFileSync(path.join(project, "train.mjs"), code('import * as core from "tripletscope";'));
  writeFileSync(path.join(project, "train.cjs"), code('const core = require("tripletscope");'));
  const trainer = sameRun("v=1&seed=7&batchSize=8", 0);
  const wanted = [trainer.step().loss, ...trainer.similarity()];
  for (const file of ["train.mjs", "train.cjs"]) assert.deepEqual(JSON.parse(run("node", [file])), wanted);
});

test("Every export is there", () => {
  const { exports } = JSON.parse(readFileSync(path.join(packageFolder, "package.json"), "utf8"));
  const resolved = Object.keys(exports).map((name) => `import.meta.resolve(${JSON.stringify(name.replace(".", "tripletscope"))})`);
  const code = `import { existsSync } from "node:fs"; for (const url of [${resolved}]) if (!existsSync(new URL(url))) throw new Error(url);`;
  writeFileSync(path.join(project, "resolve.mjs"), code);
  run("node", ["resolve.mjs"]);
});

test("Types resolve in Node and in a bundler, and refuse what is wrong", () => {
  const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
  const flags = ["--strict", "--noEmit", "--target", "es2022", "--lib", "es2023,dom"];
  const element = `import "tripletscope/element";
    const scope = document.createElement("triplet-scope");
    scope.adamLearningRate = 0.02;
    scope.views = ["curves"];
    scope.addEventListener("answer", ({ detail }) => detail.right satisfies boolean);
    scope.addEventListener("error", ({ detail }) => detail.message satisfies string);
    const step: number | undefined = scope.getState()?.step;
    // @ts-expect-error there is no such language
    scope.pageLanguage = "xx";
    export { step };`;
  const widget = `import widget from "tripletscope/anywidget"; widget.render satisfies (host: { model: object; el: HTMLElement }) => () => void;`;
  const trains = "new Trainer(Dataset.builtin('questions'), config).step().loss satisfies number;";
  const node = `import { Dataset, Trainer, type RunConfig } from "tripletscope"; declare const config: RunConfig; ${trains}`;
  const web = `import init, { Dataset, Trainer, type RunConfig } from "tripletscope"; declare const config: RunConfig; await init(); ${trains}`;
  for (const [file, code] of Object.entries({ "element.ts": element, "widget.ts": widget, "node.ts": node, "web.ts": web }))
    writeFileSync(path.join(project, file), code);
  run("node", [tsc, ...flags, "--module", "nodenext", "--moduleResolution", "nodenext", "node.ts", "element.ts", "widget.ts"]);
  run("node", [tsc, ...flags, "--module", "esnext", "--moduleResolution", "bundler", "web.ts", "element.ts", "widget.ts"]);
});

test("The manifest and the types name every setting of the table", () => {
  const manifest = JSON.parse(readFileSync(path.join(dist, "custom-elements.json"), "utf8"));
  const [{ attributes, members, events }] = manifest.modules[0].declarations;
  const names = (/** @type {{name: string}[]} */ entries) => entries.map(({ name }) => name);
  const types = readFileSync(path.join(dist, "element.d.ts"), "utf8");
  for (const { key } of settings().filter(({ group }) => group !== "" && group !== "loss")) {
    assert.ok(names(attributes).includes(attributeOf(key)), key);
    assert.ok(names(members).includes(propertyOf(key)), key);
    assert.match(types, new RegExp(`^  ${propertyOf(key)}: `, "m"));
  }
  for (const method of "play pause step reset seek getState setState exportPNG toJSON".split(" ")) assert.ok(names(members).includes(method), method);
  assert.deepEqual(names(events).sort(), ["answer", "change", "complete", "error", "ready", "step"]);
});

test("The one file, the element and the widget are under 900 kB each", () => {
  for (const name of ["tripletscope.html", "element.js", "anywidget.js"]) {
    const { length } = readFileSync(path.join(dist, name));
    assert.ok(length < 900_000, `${name} has ${length} bytes`);
  }
});

test("The module names no place of the machine that built it", () => {
  const module = readFileSync(path.join(packageFolder, "web", "tripletscope_bg.wasm"), "latin1");
  assert.match(module, /crates\/ndarray-/, "files are named");
  for (const place of [homedir(), root]) assert.ok(!module.includes(place), place);
});
