// How the cores are shared: a run's steps once they are seen to be worth it, and as long as they are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Sharing } from "../../www/run/cores.js";

test("Steps are worth being shared when several in a row are slow, which is said once; one that was held up is none of them", () => {
  const sharing = new Sharing();
  const seen = (/** @type {number} */ milliseconds) => sharing.alone(milliseconds);
  assert.deepEqual([400, 1, 30, 20, 1, 13, 13].map(seen), Array(7).fill(false));
  assert.deepEqual([13, 13, 13].map(seen), [true, false, false]);
});

/** Steps with partners until some are to be taken alone, and those. @param {Sharing} sharing @param {number} shared @param {number} alone milliseconds */
function trial(sharing, shared, alone) {
  let steps = 0;
  for (; !sharing.compares; steps++) sharing.shared(shared);
  const seen = [];
  while (sharing.compares && seen.length < 9) seen.push(sharing.compared(alone));
  return { steps, seen };
}

test("Shared steps are held against some that are taken alone, ever more seldom, and given up when they are no faster", () => {
  const sharing = new Sharing();
  const first = trial(sharing, 13, 20);
  assert.deepEqual(first.seen, Array(5).fill(false));
  assert.equal(trial(sharing, 13, 20).steps, 2 * first.steps);
  const last = trial(sharing, 9.5, 10);
  assert.deepEqual(last.seen.slice(0, 5), [false, false, false, false, true], "said once");
  assert.ok(sharing.compares && !last.seen.slice(5).includes(true), "and from then on the steps are taken alone");
  assert.deepEqual(
    [13, 13, 13].map((milliseconds) => sharing.alone(milliseconds)),
    [false, false, false],
  );
});
