// The crates that are shipped in the module: their licences are allowed by deny.toml, each is there in one version, and all come from the registry, by a pinned sum.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { root } from "../../tools/shell.mjs";

/** @typedef {{id: string, name: string, version: string, license: string | null, source: string | null}} Crate */
/** @typedef {{id: string, deps: {pkg: string, dep_kinds: {kind: string | null}[]}[]}} Node */

const allowed = new Set(
  [...(/\nallow = \[([^\]]*)\]/.exec(readFileSync(path.join(root, "deny.toml"), "utf8"))?.[1].matchAll(/"([^"]+)"/g) ?? [])].map(([, name]) => name),
);

/** May it be used under an expression of SPDX, whose AND binds more than OR? @param {string} expression @returns {boolean} */
function allows(expression) {
  const inner = /\(([^()]*)\)/.exec(expression);
  if (inner) return allows(expression.replace(inner[0], allows(inner[1]) ? "yes" : "no"));
  return expression.split(/ OR |\//).some((all) => all.split(" AND ").every((name) => name.trim() === "yes" || allowed.has(name.trim())));
}

/** What is compiled into the module for pages. @returns {Crate[]} */
function shipped() {
  const wanted = ["metadata", "--format-version", "1", "--locked", "--filter-platform", "wasm32-unknown-unknown"];
  const { packages, resolve } = JSON.parse(
    execFileSync("cargo", wanted, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 27, stdio: ["ignore", "pipe", "ignore"] }),
  );
  const crates = new Map(packages.map((/** @type {Crate} */ crate) => [crate.id, crate]));
  const nodes = new Map(resolve.nodes.map((/** @type {Node} */ node) => [node.id, node]));
  const found = new Set([resolve.root]);
  for (const id of found) {
    const { deps } = /** @type {Node} */ (nodes.get(id));
    for (const { pkg, dep_kinds } of deps) if (dep_kinds.some(({ kind }) => kind === null)) found.add(pkg);
  }
  found.delete(resolve.root);
  return [...found].map((id) => /** @type {Crate} */ (crates.get(id)));
}

test("An expression of licences is read as SPDX says", () => {
  assert.ok(allows("MIT OR GPL-3.0") && allows("(MIT OR Apache-2.0) AND Unicode-3.0") && allows("MIT/Apache-2.0"));
  assert.ok(!allows("GPL-3.0") && !allows("MIT AND GPL-3.0") && !allows("(MIT OR Apache-2.0) AND CC-BY-NC-4.0"));
});

test("Every crate that is shipped has a licence that is allowed, one version, and comes from the registry with its sum in Cargo.lock", () => {
  const crates = shipped();
  assert.ok(crates.length > 20);
  assert.deepEqual(
    crates.filter(({ license }) => !license || !allows(license)).map(({ name, license }) => `${name}: ${license}`),
    [],
  );
  const names = crates.map(({ name }) => name);
  assert.deepEqual([...new Set(names.filter((name, k) => names.indexOf(name) !== k))], []);
  assert.deepEqual(
    crates.filter(({ source }) => !source?.startsWith("registry+https://github.com/rust-lang/crates.io-index")).map(({ name }) => name),
    [],
  );
  const lock = readFileSync(path.join(root, "Cargo.lock"), "utf8");
  for (const { name, version } of crates)
    assert.match(lock, new RegExp(`name = "${name}"\nversion = "${version.replaceAll("+", "\\+")}"\nsource = .*\nchecksum = "[0-9a-f]{64}"`), name);
});
