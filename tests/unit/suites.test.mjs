// What `npm test` sets up, all for all suites and for those that are named only what they need, and what it runs.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { root } from "../../tools/shell.mjs";
import { chosen, needsOf } from "../../tools/test/suites.mjs";

const needs = (/** @type {string[]} */ ...names) => [...needsOf(chosen(names))].sort();

test("All suites need everything that set-up brings", () =>
  assert.deepEqual(needs(), ["chrome", "firefox", "notebook", "numpy", "runner", "webkit"]));

test("Checkers and the core need no browser and no Python, the quick suites one browser and NumPy", () => {
  assert.deepEqual(needs("rustfmt", "clippy", "biome", "types-page", "core"), []);
  assert.deepEqual(needs("quick"), ["chrome", "numpy"]);
});

test("A suite in one engine needs that engine and the runner", () => assert.deepEqual(needs("wasm-firefox"), ["firefox", "runner"]));

test("Every native test file is part of the one program", () => {
  const folder = path.join(root, "tests");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => /^(\w+)(?:\.rs|\/mod\.rs)$/.exec(file)?.[1])
    .filter((name) => name && !["native", "web"].includes(name));
  const modules = [...readFileSync(path.join(folder, "native.rs"), "utf8").matchAll(/^mod (\w+);$/gm)].map(([, name]) => name);
  assert.deepEqual(modules.sort(), files.sort());
});
