// The switches of a loss: a loss becomes switches and back, and a preset is known by what it is made of.
import assert from "node:assert/strict";
import { test } from "node:test";
import { presets } from "../../pkg/node/tripletscope.js";
import { formOf, lossOf, sameLoss } from "../../www/loss/form.js";
import { presetOf } from "../../www/loss/presets.js";
import "../support/web-core.mjs";

/** @typedef {import("../../www/types/run.js").LossConfig} LossConfig */

const named = /** @type {Record<string, LossConfig>} */ (presets());

test("Every preset that the switches can show comes back from them", () => {
  const shown = Object.entries(named).flatMap(([name, loss]) => {
    const form = formOf(loss);
    if (!form) return [];
    assert.ok(sameLoss(lossOf(form), loss), name);
    return [name];
  });
  assert.deepEqual(
    Object.keys(named).filter((name) => !shown.includes(name)),
    ["four", "softmax-rows", "softmax-columns", "softmax-averaged", "softmax-four"],
  );
});

test("A loss has a preset's name in any order of its terms, and only if nothing else differs", () => {
  for (const [name, loss] of Object.entries(named)) {
    assert.equal(presetOf(loss), name);
    if (loss.kind === "softmax") {
      for (const change of [{ scale: 7 }, { reduction: "sum" }, { along: "left" }, ...(name === "softmax-averaged" ? [{ balance: 0.3 }] : [])])
        assert.equal(presetOf(/** @type {LossConfig} */ ({ ...loss, ...change })), undefined, `${name}, ${JSON.stringify(change)}`);
      continue;
    }
    assert.equal(presetOf({ ...loss, terms: loss.terms.toReversed() }), name);
    for (const change of [{ margin: 0.1 }, { weight: 3 }, { negative: "semi-hard", along: "left" }]) {
      /** @type {object[]} */
      const terms = loss.terms.map((term, k) => (k === 0 ? { ...term, ...change } : term));
      assert.equal(presetOf(/** @type {any} */ ({ ...loss, terms })), undefined, `${name}, ${JSON.stringify(change)}`);
    }
  }
});
