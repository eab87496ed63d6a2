// Models that Keras, PyTorch and Trax's cell saved (tests/interop/make.py): opened here they give the cosines that those gave themselves.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Dataset, Model, presets, Trainer } from "../../pkg/node/tripletscope.js";
import { pythonWithNumpy } from "../../tools/setup/python.mjs";
import { inCI } from "../../tools/shell.mjs";
import { adamConfig, bytes, modelConfig } from "../support/samples.mjs";
import { fingerprintOfSnippet, snippetAgrees } from "../support/snippets.mjs";

const folder = process.env.TRIPLETSCOPE_INTEROP ?? path.join(import.meta.dirname, "../interop");
const file = (/** @type {string} */ name) => readFileSync(path.join(folder, name));
/** @type {{words: string[], length: number, pairs: [string, string][], cosines: Record<string, number[]>}} */
const recorded = JSON.parse(file("recorded.json").toString());
const { vocabularySize, ...model } = modelConfig;
const config = {
  model: { ...model, pooling: /** @type {const} */ ("mean") },
  loss: presets().both,
  adam: adamConfig,
  batchSize: 2,
  maxLength: 16,
  swap: false,
  seed: 1,
};
const data = Dataset.fromCsv(bytes(`question1,question2\n${recorded.pairs.map((pair) => pair.join(",")).join("\n")}\n`));

/** @type {Record<string, string>} */
const layouts = { keras: "keras", tensorflow: "keras", torch: "pytorch", trax: "trax" };

for (const [name, cosines] of Object.entries(recorded.cosines)) {
  test(`${name} has the cosines that its own library computes`, () => {
    const source = Model.fromWeights(file(name)).source();
    assert.equal(source?.layout, layouts[name.split(/[-.]/)[0]]);
    assert.equal(source.paddingFirst, name.startsWith("tensorflow"));
    const more = { maxLength: recorded.length, ...(source.words === null ? { vocabulary: recorded.words } : {}) };
    const run = Trainer.fromWeights(data, config, file(name), more);
    for (const [k, [one, two]] of recorded.pairs.entries()) {
      const found = run.predict(one, two);
      assert.ok(Math.abs(found - cosines[k]) < 1e-5, `${one} — ${two}: ${found} instead of ${cosines[k]}`);
    }
    run.step();
  });
}

test("the snippets for Keras and PyTorch are those that the libraries have run", () => {
  const ran = JSON.parse(readFileSync(path.join(import.meta.dirname, "../interop/snippets.json"), "utf8"));
  for (const library of /** @type {const} */ (["keras", "pytorch"]))
    assert.equal(ran[library], fingerprintOfSnippet(library), `${library} differs: UPDATE=1 npm test -- interop`);
});

const python = pythonWithNumpy();
for (const library of /** @type {const} */ (["numpy", "trax"]))
  for (const pooling of /** @type {const} */ (["mean", "masked-mean"]))
    test(
      `the snippet for ${library} loads a saved model and gives the same cosines (${pooling})`,
      { skip: python || inCI ? false : "there is no Python with NumPy" },
      () => snippetAgrees(python, library, pooling),
    );

for (const rule of /** @type {const} */ (["symbols", "course", "course-tensorflow"]))
  test(
    `the snippet splits texts by the file's rule, ${rule}, as an edition's run has one`,
    { skip: python || inCI ? false : "there is no Python with NumPy" },
    () => snippetAgrees(python, "numpy", "mean", rule),
  );
