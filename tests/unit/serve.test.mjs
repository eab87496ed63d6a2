// What the page's server gives out, and what not.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { serve } from "../../tools/serve.mjs";

/** What is answered for each name. @param {import("../../tools/serve.mjs").Options} options @param {string[]} names */
async function answers(options, names) {
  const { url, close } = await serve(0, options);
  try {
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await fetch(url + name)).status])));
  } finally {
    close();
  }
}

const OUTSIDE = [
  "Cargo.toml",
  "index.html.bak",
  "www/..%2fCargo.toml",
  "www/..%2f..%2f..%2fetc%2fpasswd",
  "%2e%2e%2fCargo.toml",
  "lessons/..%2fCargo.toml",
];
const refused = Object.fromEntries(OUTSIDE.map((name) => [name, 404]));

test("The page and what lies beside it are served, and nothing else", async () => {
  const page = { "": 200, "www/main.js": 200, "www/lessons/en/rows.json": 200, "examples/record-answers/index.html": 200 };
  assert.deepEqual(await answers({}, [...Object.keys(page), ...OUTSIDE, "tools/serve.mjs"]), { ...page, ...refused, "tools/serve.mjs": 404 });
  assert.deepEqual(await answers({ folders: ["tools/"] }, ["tools/serve.mjs"]), { "tools/serve.mjs": 200 });
});

test("A page that lies elsewhere is served from there alone, and the example still from the project", async (t) => {
  const base = mkdtempSync(path.join(tmpdir(), "page-"));
  t.after(() => rmSync(base, { recursive: true }));
  writeFileSync(path.join(base, "index.html"), "<!doctype html>");
  const there = { "": 200, "www/main.js": 404, "examples/record-answers/index.html": 200 };
  assert.deepEqual(await answers({ base }, [...Object.keys(there), ...OUTSIDE]), { ...there, ...refused });
});

test("The server answers by this machine's own names only", async () => {
  const { url, close } = await serve(0);
  const port = Number(new URL(url).port);
  const status = (/** @type {string} */ host) =>
    new Promise((resolve) => get({ host: "127.0.0.1", port, headers: { host } }, (response) => resolve(response.resume().statusCode)));
  try {
    assert.deepEqual(
      await Promise.all([`localhost:${port}`, `127.0.0.1:${port}`, "example.org", "localhost.example.org", "127.0.0.1.nip.io"].map(status)),
      [200, 200, 421, 421, 421],
    );
  } finally {
    close();
  }
});
