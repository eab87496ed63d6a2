// What `npm test` sets up: all for all suites, and for those that are named only what they need.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, needsOf } from "../../tools/test/suites.mjs";

const needs = (/** @type {string[]} */ ...names) => [...needsOf(chosen(names))].sort();

test("All suites need everything that set-up brings", () =>
  assert.deepEqual(needs(), ["chrome", "firefox", "notebook", "numpy", "runner", "webkit"]));

test("Checkers and the core need no browser and no Python, the quick suites one browser and NumPy", () => {
  assert.deepEqual(needs("rustfmt", "clippy", "biome", "types-page", "core"), []);
  assert.deepEqual(needs("quick"), ["chrome", "numpy"]);
});

test("A suite in one engine needs that engine and the runner", () => assert.deepEqual(needs("wasm-firefox"), ["firefox", "runner"]));
