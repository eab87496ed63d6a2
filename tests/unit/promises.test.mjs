// docs/promises.md names for each promise the tests that break it: they are there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);
const read = (/** @type {string} */ file) => readFileSync(new URL(file, root), "utf8");

test("Each of the fifteen promises names tests that are there", () => {
  const promises = read("docs/promises.md")
    .split("\n## ")[0]
    .split(/^\d+\. /m)
    .slice(1);
  assert.equal(promises.length, 15);
  for (const promise of promises) {
    const files = promise.slice(promise.indexOf("`")).split(/(?=`(?:tests|examples)\/[^`]+`: )/);
    assert.ok(files.length > 0, promise);
    for (const named of files) {
      const [file, ...tests] = [...named.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
      assert.ok(tests.length > 0, named);
      for (const name of tests) assert.ok(read(file).includes(name), `${file}: ${name}`);
    }
  }
});
