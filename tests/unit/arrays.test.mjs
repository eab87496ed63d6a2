// Files of arrays as NumPy and safetensors write them (tests/arrays/make.py), through the package.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { readArrays } from "../../pkg/node/tripletscope.js";
import { arrayFaults, inGerman, otherArrays } from "../../www/words/de-problems.js";
import { assertGerman, assertRefused } from "../support/assertions.mjs";

const file = (/** @type {string} */ name) => readFileSync(path.join(import.meta.dirname, "../arrays", name));
/** @type {Record<string, Record<string, {shape: number[], values?: number[], texts?: string[]}>>} */
const expected = JSON.parse(file("expected.json").toString());

test("every array of every file comes with its shape and its numbers, texts beside them", () => {
  for (const [name, arrays] of Object.entries(expected)) {
    const read = Object.entries(readArrays(file(name))).map(([key, { values, ...rest }]) => [
      key,
      rest.texts ? rest : { ...rest, values: [...values] },
    ]);
    assert.deepEqual(Object.fromEntries(read), arrays, name);
  }
});

test("a file without numbers is refused with what was found and what is read", () => {
  for (const [name, found] of [
    ["object", "|O"],
    ["complex", "<c16"],
    ["text", "U"],
  ]) {
    assertRefused(() => readArrays(file(`refused-${name}.npy`)), "0 is", found, "f2, f4, f8");
  }
  assertRefused(() => readArrays(new Uint8Array()), "empty", ".npy");
});

test("every fault of a file has its German words", () => {
  for (const what of /** @type {(keyof typeof otherArrays)[]} */ (Object.keys(otherArrays))) assertGerman(inGerman({ kind: "not-arrays", what }));
  for (const fault of /** @type {(keyof typeof arrayFaults)[]} */ (Object.keys(arrayFaults)))
    assertGerman(inGerman({ kind: "broken-array", name: "v1", fault }));
});
