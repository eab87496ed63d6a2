// A small trained run, its file for a library, and what that library's snippet prints for pairs of it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Dataset, presets, Trainer } from "../../pkg/node/tripletscope.js";
import { weightsCode, weightsFormat } from "../../www/export/weights-code.js";
import { adamConfig, modelConfig } from "./samples.mjs";

/** @typedef {import("../../www/export/weights-code.js").Library} Library */

const { vocabularySize, ...model } = modelConfig;
const acts = ["mend", "clean", "sell", "paint", "draw"];
const rows = ["kettle", "roof", "clock", "radio"].flatMap((thing) =>
  acts.map((act) => `How do I ${act} a ${thing}?,The way to ${act} the ${thing}'s lid`),
);

/** Questions as they are asked: with words that the model does not know, and marks. */
const asked = /** @type {[string, string][]} */ ([
  ["How do I mend a kettle?", "The way to mend the kettle's lid"],
  ["How do I sell it?", "don't paint 3.5 clocks: draw!"],
]);

/** Of the snippet as it is offered. @param {Library} library */
export const fingerprintOfSnippet = (library) =>
  createHash("sha256")
    .update(weightsCode(library, `model.${weightsFormat[library]}`, ...asked[0]))
    .digest("hex");

/** The snippet of a library gives the package's cosines. @param {string} python @param {Library} library @param {"mean" | "masked-mean"} pooling @param {import("../../pkg/node/tripletscope.js").Tokenizer} [tokenizer] the words' rule */
export function snippetAgrees(python, library, pooling, tokenizer = "words") {
  const folder = mkdtempSync(path.join(tmpdir(), "weights-"));
  try {
    const data = Dataset.fromCsv(new TextEncoder().encode(`question1,question2\n${rows.join("\n")}\n`), { tokenizer });
    const run = new Trainer(data, {
      model: { ...model, pooling },
      loss: presets().both,
      adam: adamConfig,
      batchSize: 8,
      maxLength: 16,
      swap: false,
      seed: 1,
    });
    for (let k = 0; k < 20; k++) run.step();
    const format = weightsFormat[library];
    const file = path.join(folder, `model.${format}`);
    writeFileSync(file, run.toWeights(format));
    for (const [one, two] of asked) {
      const env = { ...process.env, KERAS_BACKEND: "jax", JAX_PLATFORMS: "cpu" };
      const { stdout, stderr } = spawnSync(python, ["-"], { cwd: folder, input: weightsCode(library, file, one, two), encoding: "utf8", env });
      const [printed, wanted] = [Number.parseFloat(stdout), run.predict(one, two)];
      assert.ok(Math.abs(printed - wanted) < 1e-5, `${library}, ${pooling}, ${tokenizer}: ${stdout}${stderr} instead of ${wanted}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
