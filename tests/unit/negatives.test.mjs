// What a new kind of negative touches: its rule in src/loss, its name on the boundary and in the table, its spelling, its labels, and nothing else.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { settings } from "../../pkg/node/tripletscope.js";
import { root } from "../../tools/shell.mjs";

const folder = mkdtempSync(path.join(root, "target", "negatives-"));
after(() => rmSync(folder, { recursive: true }));

const kinds = settings().flatMap(({ key, choices }) => (key === "loss.negative" ? (choices ?? []).map(({ value }) => value) : []));

/** Files of a folder that are written by hand, by their paths from the root. @param {string} top @returns {{file: string, text: string}[]} */
const filesOf = (top) =>
  readdirSync(path.join(root, top), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(rs|js|mjs|ts|py)$/.test(file) && !/node_modules|static/.test(file))
    .map((file) => `${top}/${file.split(path.sep).join("/")}`)
    .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));

test("Beside the rulebook and the words, three files list the kinds of negatives", () => {
  assert.ok(kinds.length > 3);
  const all = ["src", "www", "tools", "python"].flatMap(filesOf).filter(({ file }) => !/^src\/loss\/|^www\/words\//.test(file));
  const listing = all.filter(({ text }) => kinds.every((kind) => text.includes(`"${kind}"`) || new RegExp(`\\b${kind}: `).test(text)));
  assert.deepEqual(listing.map(({ file }) => file).sort(), ["src/browser/types.rs", "src/settings/table.rs", "www/views/formula/negatives.js"]);
  const deciding = all.filter(
    ({ file, text }) => file.endsWith(".rs") && /^(?!\s*\/\/).*\bNegative::[A-Z]/m.test(text.split(/^#\[cfg\(test\)\]$/m)[0]),
  );
  assert.deepEqual(
    deciding.map(({ file }) => file),
    [],
    "no other Rust file asks which kind it is",
  );
  const asking = all.filter(({ file, text }) => /^www\//.test(file) && /negative === "(?!mean")/.test(text));
  assert.deepEqual(
    asking.map(({ file }) => file),
    [],
    "no file of the page asks which of those that pick one it is",
  );
});

test("A kind that is added to the types is missed by its spelling and its labels, and by no other file of the page", () => {
  for (const part of ["www", "pkg/web", "tsconfig.json"]) cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  const types = path.join(folder, "pkg/web/tripletscope.d.ts");
  const before = readFileSync(types, "utf8");
  const added = before.replace(/^export type Negative = /m, '$&"added" | ');
  assert.notEqual(added, before);
  writeFileSync(types, added);
  const compiler = path.join(root, "node_modules", "typescript", "bin", "tsc");
  assert.throws(
    () => execFileSync("node", [compiler, "--project", "tsconfig.json", "--pretty", "false"], { cwd: folder, encoding: "utf8" }),
    (/** @type {Error & {stdout: string}} */ { stdout }) => {
      const files = [...stdout.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map(([, file]) => file);
      assert.deepEqual([...new Set(files)].sort(), ["www/views/formula/negatives.js", "www/words/de.js", "www/words/en.js"], stdout);
      return true;
    },
  );
});
