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

/** Steps with partners until some are to be taken alone, those, and the next with partners, of which the first brings them up with the run.
 * @param {Sharing} sharing @param {(step: number) => number} shared @param {(step: number) => number} alone milliseconds of a step */
function trial(sharing, shared, alone) {
  let step = 0;
  const seen = [];
  for (; !sharing.compares; step++) seen.push(sharing.shared(shared(step)));
  const before = step;
  for (; sharing.compares; step++) sharing.compared(alone(step));
  const from = step;
  seen.push(sharing.shared(50 * shared(step++)));
  for (; !sharing.compares && step < from + 6; step++) seen.push(sharing.shared(shared(step)));
  return { before, alone: from - before, seen };
}

test("Shared steps are held against some that are taken alone, ever more seldom, and given up when they are no faster", () => {
  const sharing = new Sharing();
  const always = (/** @type {number} */ milliseconds) => () => milliseconds;
  const first = trial(sharing, always(13), always(20));
  assert.ok(first.alone > 1 && !first.seen.includes(true));
  const second = trial(sharing, always(13), always(20));
  assert.deepEqual([second.before, second.alone], [2 * first.before, first.alone]);
  const last = trial(sharing, always(9.5), always(10));
  assert.deepEqual(
    [last.seen.indexOf(true), sharing.compares],
    [last.seen.length - 1, true],
    "said once, and from then on the steps are taken alone",
  );
  assert.deepEqual(
    [13, 13, 13].map((milliseconds) => sharing.alone(milliseconds)),
    [false, false, false],
  );
});

test("Steps that grow shorter as the run learns do not make those alone, which come later, look faster", () => {
  const sharing = new Sharing();
  const shorter = (/** @type {number} */ step) => 100 * 0.97 ** step;
  const { seen } = trial(sharing, (step) => 0.7 * shorter(step), shorter);
  assert.ok(!seen.includes(true) && !sharing.compares);
});
