// A step in two halves, as two workers take it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Adam, Model, presets } from "../../pkg/node/tripletscope.js";
import { sizes, tokens } from "../../tools/bench/made.js";
import { assertRefused, assertSameBits } from "../support/assertions.mjs";
import { adamConfig, left, modelConfig, right } from "../support/samples.mjs";

/** @typedef {import("../../pkg/node/tripletscope.js").LossConfig} LossConfig */
/** @typedef {{model: Model, adam: Adam, side: "left" | "right", ids: Uint32Array}} Half */

/** What goes from one worker to the other: copies. @template T @param {T} value */
const posted = (value) => structuredClone(value);

/** One step of both halves. @param {Half[]} halves @param {number} batch @param {LossConfig} loss */
function stepInHalves(halves, batch, loss) {
  const vectors = halves.map(({ model, ids }) => posted(model.encode(ids, batch)));
  const made = halves.map(({ model, side }, k) => posted(model.sideGradients(side, vectors[1 - k], loss)));
  halves.forEach(({ model, adam }, k) => void adam.stepWith(model, made[1 - k].gradients));
  assert.equal(made[0].loss, made[1].loss);
  assert.deepEqual(made[0].similarity, made[1].similarity);
  return made[0].loss;
}

/** @param {typeof modelConfig} config @param {Record<"left" | "right", Uint32Array>} sides @returns {Half[]} */
const halvesOf = (config, sides) =>
  /** @type {const} */ (["left", "right"]).map((side) => ({ model: new Model(config), adam: new Adam(adamConfig), side, ids: sides[side] }));

test("two instances that exchange vectors and gradients have the bits of one, in every loss", () => {
  const size = { batch: 24, steps: 8, vocabulary: 300, dim: 16 };
  const made = tokens(size, 7);
  for (const pooling of /** @type {const} */ (["mean", "masked-mean"])) {
    for (const [name, loss] of Object.entries(presets())) {
      const config = { ...modelConfig, vocabularySize: size.vocabulary, embeddingDim: size.dim, hiddenDim: size.dim, pooling };
      const [whole, adam, halves] = [new Model(config), new Adam(adamConfig), halvesOf(config, made)];
      for (let k = 0; k < 5; k++)
        assert.equal(adam.step(whole, made.left, made.right, size.batch, loss), stepInHalves(halves, size.batch, loss), name);
      for (const { model } of halves) assertSameBits(model.parameters(), whole.parameters());
    }
  }
});

test("only the rows of words that a gradient reaches are exchanged", () => {
  const { batch, vocabulary } = sizes.small;
  const made = tokens(sizes.small, 1);
  const [half, other] = halvesOf({ ...modelConfig, vocabularySize: vocabulary }, made);
  half.model.encode(half.ids, batch);
  const { rows, embedding } = half.model.sideGradients("left", other.model.encode(other.ids, batch), presets()["course-2020"]).gradients;
  assert.deepEqual(rows.toSorted(), Uint32Array.from(new Set(made.left.filter((id) => id !== 1))).toSorted());
  assert.equal(embedding.length, rows.length * modelConfig.embeddingDim);
});

test("a half step out of turn, or with what is not the other half's, is refused by name", () => {
  const [{ model, adam }, other] = halvesOf(modelConfig, { left, right });
  const loss = presets().both;
  const vectors = other.model.encode(right, 3);
  assertRefused(() => model.sideGradients("left", vectors, loss), "call encode");
  model.encode(left, 3);
  assertRefused(() => model.sideGradients(/** @type {"left"} */ ("middle"), vectors, loss), "side", "middle", "left");
  assertRefused(() => model.sideGradients("left", vectors.subarray(1), loss), "other's length", "8", "9");
  assertRefused(
    () =>
      model.sideGradients(
        "left",
        vectors.map(() => Number.NaN),
        loss,
      ),
    "other[0]",
    "NaN",
    "finite",
  );
  const { gradients } = other.model.sideGradients("right", model.encode(left, 3), loss);
  assertRefused(() => adam.stepWith(model, gradients), "call sideGradients");
  model.sideGradients("left", vectors, loss);
  assertRefused(() => adam.stepWith(model, { ...gradients, rows: Uint32Array.of(7) }), "rows[0]", "7", "from 0 to 6");
  assertRefused(() => adam.stepWith(model, { ...gradients, bias: new Float32Array(3) }), "gradients.bias's length", "3", "12");
  adam.stepWith(model, gradients);
  assertRefused(() => adam.stepWith(model, gradients), "call sideGradients");
  assertRefused(() => model.sideGradients("left", vectors, loss), "call encode");
});
