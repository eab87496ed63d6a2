// Numbers that the core's table holds are not written again in the page's program, or agree with it where they must be known before the core is there.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { settings } from "../../pkg/node/tripletscope.js";
import { root } from "../../tools/shell.mjs";
import { SIZES } from "../../www/model/advice.js";
import { NAMES } from "../../www/model/experiment.js";

/** @param {string} key */
const settingOf = (key) => /** @type {{default: unknown, max?: number}} */ (settings().find((setting) => setting.key === key));

test("There are as many names of runs as there may be runs, and the quick sizes are the defaults", () => {
  assert.equal(NAMES.length, settingOf("runs").max);
  assert.deepEqual(SIZES.quick, Object.fromEntries(Object.keys(SIZES.quick).map((key) => [key, settingOf(key).default])));
});

test("No file that decides something writes the course's margin or threshold, the last step or the largest seed itself", () => {
  const folders = ["loss", "model", "run", "verdict", "lessons", "page", "builder", "embed", "export"].map((name) => path.join(root, "www", name));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((file) => path.join(folder, file))
      .filter((file) => file.endsWith(".js")),
  );
  assert.ok(files.length > 60);
  const writing = files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line) && /(?<![\w.])(0\.25|0\.7|1_?000_?000|4_?294_?967_?295|2 \*\* 32)(?![\w.])/.test(line))
      .map((line) => `${path.relative(root, file)}: ${line.trim()}`),
  );
  assert.deepEqual(writing, []);
});
