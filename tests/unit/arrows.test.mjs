// Imports run one way: every folder may use only what stands before it in the order below, in Rust and in JavaScript.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { root } from "../../tools/shell.mjs";

/** From what knows nothing to what knows most. Names in brackets stand on one level: none of them may use another. */
const ORDER = {
  src: ["error", "settings", "numeric", "loss", "network", "data", "measures", "training", "page", "verdict", "plots", "browser"],
  www: [
    "types",
    "host",
    "words",
    "ui",
    "loss",
    "model",
    "run",
    "worker",
    "verdict",
    "views",
    "first-minute",
    "lessons",
    "export",
    "builder",
    "page",
    "doors",
    "embed",
  ],
};

/** @param {string} folder @param {RegExp} name @returns {string[]} */
const filesIn = (folder, name) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => name.test(file))
    .map((file) => file.split(path.sep).join("/"))
    .sort();

/** A file's room: its folder below `top`, or what the file at the top is called. @param {string} file */
const roomOf = (file) => file.split("/")[0].replace(/\.rs$/, "");
/** The files at the top of www/ that the build names. @param {string} file */
const doorOr = (file) => (file === "host.js" ? "host" : file.includes("/") ? roomOf(file) : "doors");

/** What a Rust file says that it uses, its own tests aside. @param {string} text */
function usedByRust(text) {
  const [code] = text.split(/^#\[cfg\(test\)\]$/m);
  return [...code.matchAll(/\bcrate::(\w+)/g)].map((match) => match[1]);
}

/** What a module imports, types included. @param {string} text @param {string} file */
function usedByModule(text, file) {
  const found = text.matchAll(/(?:\bfrom |\bimport\(|\bimport )"(\.[^"]+)"/g);
  return [...found].map((match) => path.posix.join(path.posix.dirname(file), match[1])).filter((used) => !used.startsWith(".."));
}

/** @param {string[]} order @param {{file: string, from: string, to: string}[]} imports @returns {string[]} the arrows that run up */
function upward(order, imports) {
  const level = (/** @type {string} */ room) => {
    const found = order.indexOf(room);
    assert.notEqual(found, -1, `the order of the folders lacks ${room}`);
    return found;
  };
  return imports.filter(({ from, to }) => level(to) > level(from)).map(({ file, from, to }) => `${file}: ${from} uses ${to}, which stands above it`);
}

test("no import in Rust runs up", () => {
  const imports = filesIn("src", /\.rs$/)
    .filter((file) => file !== "lib.rs")
    .flatMap((file) => usedByRust(readFileSync(path.join(root, "src", file), "utf8")).map((to) => ({ file, from: roomOf(file), to })));
  assert.ok(imports.length > 100, "imports are found");
  assert.deepEqual(upward(ORDER.src, imports), []);
});

test("no import in JavaScript runs up", () => {
  const imports = filesIn("www", /\.js$/).flatMap((file) =>
    usedByModule(readFileSync(path.join(root, "www", file), "utf8"), file).map((to) => ({ file, from: doorOr(file), to: doorOr(to) })),
  );
  assert.ok(imports.length > 300, "imports are found");
  assert.deepEqual([...new Set(upward(ORDER.www, imports))], []);
});
