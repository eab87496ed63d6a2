// How much memory it takes to open a file: each file in a process of its own, since a core's memory never shrinks.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** So many times the file at most. */
const MOST = 4;
const ROWS = 100_000;
const program = fileURLToPath(new URL("../support/opened.mjs", import.meta.url));

for (const form of ["csv", "lists", "objects"])
  for (const words of [6, 30])
    test(`${ROWS} rows as ${form}, with questions of up to ${words} words, take at most ${MOST} × the file in memory`, async () => {
      const { stdout } = await promisify(execFile)(process.execPath, [program, form, `${ROWS}`, `${words}`]);
      const { rows, times } = JSON.parse(stdout);
      assert.equal(rows, ROWS);
      assert.ok(times <= MOST, `${times} ×`);
    });
