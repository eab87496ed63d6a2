// PyTorch, JAX and jax-js as the benchmark's peers: they begin with our weights and batches, and their first loss is ours.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startPeers } from "../../tools/bench/peers.mjs";
import { installInterop } from "../../tools/setup/python.mjs";

/** @type {Awaited<ReturnType<typeof startPeers>>} */
let native;
before(async () => {
  await installInterop();
  native = await startPeers();
});
after(() => native?.end());

test("Each peer takes steps with one core and with two, and is refused where its first loss is another", async () => {
  assert.deepEqual(
    native.peers.map(({ threads }) => threads),
    [1, 2, 1, 2, 1],
  );
  for (const { work } of native.peers) assert.ok((await work("step small", 2)) > 0);
});
