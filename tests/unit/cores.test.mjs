// How the cores are shared: a run's steps once they are seen to be worth it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { worthSharing } from "../../www/run/cores.js";

test("Steps are worth being shared when several in a row are slow, which is said once; one that was held up is none of them", () => {
  const seen = worthSharing();
  assert.deepEqual([400, 1, 30, 20, 1, 13, 13].map(seen), Array(7).fill(false));
  assert.deepEqual([13, 13, 13].map(seen), [true, false, false]);
});
