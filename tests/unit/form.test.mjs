// The loss as switches, and back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { presets } from "../../pkg/node/tripletscope.js";
import { directionOf, lookingAt } from "../../www/loss/direction.js";
import { combined, formOf, lossOf, sameLoss } from "../../www/loss/form.js";

/** @typedef {import("../../www/loss/form.js").Form} Form */
/** @typedef {import("../../pkg/node/tripletscope.js").LossConfig} LossConfig */

const named = /** @type {Record<string, LossConfig>} */ (presets());
const start = /** @type {Form} */ (formOf(named.both));
/** @param {LossConfig} loss */
const weights = (loss) => (loss.kind === "triplet" ? loss.terms.map(({ negative, along, weight }) => `${negative} ${along} ${weight}`) : []);

test("Every triplet preset has a form that gives it back", () => {
  for (const [name, loss] of Object.entries(named)) {
    if (loss.kind !== "triplet") continue;
    const form = formOf(loss);
    assert.ok(form && sameLoss(lossOf(form), loss), name);
  }
  assert.equal(formOf(named.four)?.combine, "half");
  assert.equal(formOf(named["both-sum"])?.combine, "full");
});

test("λ weighs the rows against the columns, and comes back from the weights", () => {
  const loss = lossOf({ ...start, balance: 0.3 });
  assert.deepEqual(weights(loss), ["mean rows 0.3", "hardest rows 0.3", "mean columns 0.7", "hardest columns 0.7"]);
  assert.equal(formOf(loss)?.balance, 0.3);
  for (let k = 0; k <= 20; k++) assert.equal(formOf(lossOf({ ...start, balance: k / 20 }))?.balance, k / 20);
  const four = lossOf({ .../** @type {Form} */ (formOf(named.four)), balance: 0.3 });
  assert.deepEqual(weights(four).slice(0, 3), ["mean rows 0.15", "hardest rows 0.15", "mean columns 0.35"]);
});

test("The sides are switches, and a swap joins row and right", () => {
  const left = lossOf({ ...start, mean: { ...start.mean, rows: false, columns: false }, closest: { ...start.closest, columns: false, left: true } });
  assert.deepEqual(weights(left), ["hardest rows 0.5", "hardest left 0.5"]);
  const swapped = lossOf({ ...start, combine: "distance-swap", mean: { ...start.mean, columns: false, right: true } });
  assert.deepEqual(weights(swapped), ["mean distance-swap 1", "hardest rows 1", "hardest columns 1"]);
  assert.equal(formOf(swapped)?.combine, "distance-swap");
});

test("A way that joins directions switches on what it joins, and leaves what is all there", () => {
  const rows = /** @type {Form} */ (formOf(named["course-2020"]));
  assert.deepEqual(weights(lossOf(combined(start, "distance-swap"))), ["mean distance-swap 1", "hardest distance-swap 1"]);
  assert.ok(sameLoss(lossOf(combined(rows, "averaged")), named.forum));
  assert.ok(sameLoss(lossOf(combined(rows, "half")), named["course-2020"]));
  const four = combined(/** @type {Form} */ (formOf(named.four)), "harder");
  assert.deepEqual(weights(lossOf(four)).slice(0, 3), ["mean harder 1", "hardest harder 1", "mean left 1"]);
  const one = combined({ ...rows, closest: { ...rows.closest, rows: false } }, "distance-swap");
  assert.deepEqual(weights(lossOf(one)), ["mean distance-swap 1"], "a negative that is off stays off");
});

test("Rows, columns or both are found and taken, the sides go", () => {
  const four = /** @type {Form} */ (formOf(named.four));
  assert.equal(directionOf(named.four, four), undefined);
  assert.ok(sameLoss(lookingAt(named.four, four, "both"), named.both));
  assert.equal(directionOf(named.both, start), "both");
  assert.equal(directionOf(named["course-2020"], /** @type {Form} */ (formOf(named["course-2020"]))), "rows");
  const uneven = /** @type {LossConfig} */ ({ ...named["softmax-averaged"], balance: 0.3 });
  assert.deepEqual(lookingAt(uneven, start, "rows"), named["softmax-rows"]);
});
