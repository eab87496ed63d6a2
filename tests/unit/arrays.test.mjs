// Files of arrays as NumPy and safetensors write them (tests/arrays/make.py), through the package.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { ArrayFiles, configsOf, Dataset, readArrays, readLink, Trainer } from "../../pkg/node/tripletscope.js";
import { npy } from "../../tools/bench/made.js";
import { arrayFaults, inGerman, otherArrays } from "../../www/words/de-problems.js";
import { npyOf } from "../support/arrays.mjs";
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

test("vectors made of files are those made of their numbers, and an array that is not there is refused with those that are", () => {
  const sides = [1, 2].map((seed) => npy(300, 8, seed));
  const files = new ArrayFiles();
  for (const bytes of sides) files.add(bytes);
  assert.deepEqual(files.array(1, "0"), readArrays(sides[1])["0"]);
  assertRefused(() => files.array(0, "v1"), "v1", "0");
  const labels = Uint8Array.from({ length: 300 }, (_, k) => Number(k % 3 < 2));
  const [one, two] = sides.map((bytes) => readArrays(bytes)["0"].values);
  const [made, expected] = [files.vectors(0, "0", 1, "0", 8, { labels }), Dataset.fromVectors(one, two, 8, { labels })];
  assert.deepEqual(made.report(), expected.report());
  const { values, loss } = readLink("v=1&model.encoder=linear&model.initialisation=identity&model.embeddingDim=8&model.hiddenDim=8&batchSize=8");
  const { run: config } = configsOf(values, loss);
  const [a, b] = [made, expected].map((data) => {
    const trainer = new Trainer(data, config);
    trainer.step();
    return trainer.vectors();
  });
  assert.deepEqual(a, b);
  assertRefused(() => files.vectors(0, "0", 2, "0", 8), "0");
  assertRefused(() => files.add(file("refused-object.npy")), "|O");
  assertRefused(() => files.array(0, "0"), "0");
  const pieces = new ArrayFiles();
  for (const bytes of sides) {
    for (let start = 0; start < bytes.length; start += 1001) pieces.push(bytes.subarray(start, start + 1001), bytes.length);
    pieces.end();
  }
  assert.deepEqual(pieces.array(1, "0"), readArrays(sides[1])["0"]);
  assert.deepEqual(pieces.vectors(0, "0", 1, "0", 8, { labels }).report(), expected.report());
  assertRefused(() => pieces.end(), "empty");
  pieces.push(sides[0].subarray(0, 1000), sides[0].length);
  assertRefused(() => pieces.end(), "ends before");
  files.add(sides[0]);
  assertRefused(() => files.vectors(2, "0", 2, "0", 7, { labels }), "v1");
});

test("an array of both sides of pairs is two arrays of one side, and what stands beside a matrix stays as it is", () => {
  const values = Float32Array.from({ length: 24 }, (_, k) => k);
  const files = new ArrayFiles();
  for (const shape of [
    [4, 2, 3],
    [2, 4, 3],
    [4, 3, 2],
  ])
    files.add(npyOf(shape, values));
  assert.deepEqual(
    [0, 1, 2].map((file) => files.names(file)),
    [["0[:, 0]", "0[:, 1]"], ["0[0]", "0[1]"], ["0"]],
  );
  assert.deepEqual(files.array(0, "0[:, 1]"), { shape: [4, 3], values: Float32Array.of(3, 4, 5, 9, 10, 11, 15, 16, 17, 21, 22, 23) });
  assert.deepEqual(files.array(1, "0[1]"), { shape: [4, 3], values: values.subarray(12) });
  const data = files.vectors(1, "0[0]", 1, "0[1]", 3);
  assert.equal(data.report().rowsRead, 4);
  assert.deepEqual(files.names(9), []);
});

test("every fault of a file has its German words", () => {
  for (const what of /** @type {(keyof typeof otherArrays)[]} */ (Object.keys(otherArrays))) assertGerman(inGerman({ kind: "not-arrays", what }));
  for (const fault of /** @type {(keyof typeof arrayFaults)[]} */ (Object.keys(arrayFaults)))
    assertGerman(inGerman({ kind: "broken-array", name: "v1", fault }));
});
