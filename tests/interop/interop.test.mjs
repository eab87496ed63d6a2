// Models go to Keras and PyTorch and come from them, with the real libraries: npm test -- interop.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { installInterop, pythonWith } from "../../tools/setup/python.mjs";
import { fingerprintOfSnippet, snippetAgrees } from "../support/snippets.mjs";

await installInterop();
const python = pythonWith("interop");

/** Which snippets the libraries have run. */
const RECORD = path.join(import.meta.dirname, "snippets.json");

for (const library of /** @type {const} */ (["keras", "pytorch"]))
  test(`the snippet for ${library} loads a saved model and gives the same cosines`, () => {
    for (const pooling of /** @type {const} */ (["mean", "masked-mean"])) snippetAgrees(python, library, pooling);
    const recorded = JSON.parse(readFileSync(RECORD, "utf8"));
    if (process.env.UPDATE) writeFileSync(RECORD, `${JSON.stringify({ ...recorded, [library]: fingerprintOfSnippet(library) }, null, 1)}\n`);
    else assert.equal(recorded[library], fingerprintOfSnippet(library), "UPDATE=1 records the new code");
  });

test("models that the libraries save again are opened with the cosines that they compute", () => {
  assert.ok(python, "there is no Python with Keras and PyTorch");
  const folder = mkdtempSync(path.join(tmpdir(), "interop-"));
  try {
    const made = spawnSync(python, [path.join(import.meta.dirname, "make.py"), folder], { encoding: "utf8" });
    assert.equal(made.status, 0, made.stderr);
    const env = { ...process.env, TRIPLETSCOPE_INTEROP: folder, NODE_TEST_CONTEXT: undefined };
    const opened = spawnSync(process.execPath, ["--test", path.join(import.meta.dirname, "../unit/interop.test.mjs")], { encoding: "utf8", env });
    assert.equal(opened.status, 0, opened.stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
