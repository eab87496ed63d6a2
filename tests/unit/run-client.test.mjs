// One run on the page's side, with a worker that says only what a test makes it say.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { RunClient } from "../../www/run/run-client.js";

/** @type {any[]} */
let workers = [];
class FakeWorker {
  /** @type {any[]} */ heard = [];
  onmessage = (/** @type {{data: any}} */ _event) => {};
  onerror = (/** @type {{message: string}} */ _event) => {};
  ended = false;
  constructor() {
    workers.push(this);
  }
  postMessage(/** @type {any} */ message) {
    this.heard.push(message);
  }
  terminate() {
    this.ended = true;
  }
  say(/** @type {any} */ data) {
    this.onmessage({ data });
  }
}
const { Worker: real } = globalThis;
beforeEach(() => {
  workers = [];
  globalThis.Worker = /** @type {any} */ (FakeWorker);
});
afterEach(() => {
  globalThis.Worker = real;
});

const frame = (/** @type {object} */ own) => ({ type: "frame", frame: { ticket: 0, reports: [], evaluations: [], ...own } });

/** A client whose run has begun. @param {any[]} [told] */
async function begun(told = []) {
  const client = new RunClient(/** @type {any} */ ({}), ["loss"], (what) => told.push(what));
  const opened = client.open({ kind: "builtin", config: /** @type {any} */ ({}) }, []);
  const [worker] = workers;
  worker.say({ type: "ready" });
  const { run } = worker.heard.at(-1);
  worker.say({ type: "opened", run });
  assert.equal((await opened)?.run, run);
  client.begin([], 0);
  return { client, worker, run };
}

test("A frame of the run before leaves no trace in this one's history", async (t) => {
  const { client, worker, run } = await begun();
  t.after(() => client.end());
  worker.say(frame({ run: run - 1, reports: [{ step: 7, loss: 1 }], report: { step: 7 } }));
  assert.deepEqual([client.history.head, client.history.points("loss").length], [0, 0]);
  worker.say(frame({ run, reports: [{ step: 1, loss: 2 }], report: { step: 1 } }));
  assert.deepEqual([client.history.head, [...client.history.points("loss")]], [1, [1, 2]]);
});

test("Who waits for a frame gets the one of the last request, and nothing for an earlier one", async (t) => {
  const { client, worker, run } = await begun();
  t.after(() => client.end());
  const first = client.go({ to: 5, every: 0, extent: "sample" });
  const second = client.go({ to: 3, every: 0, extent: "sample" });
  assert.equal(await first, undefined);
  const [, { ticket }] = worker.heard.filter((/** @type {any} */ { type }) => type === "go");
  worker.say(frame({ run, ticket: ticket - 1, report: { step: 5 } }));
  worker.say(frame({ run, ticket, report: { step: 3 } }));
  assert.equal((await second)?.report?.step, 3);
});

test("A worker that crashes is told of once, and nobody waits for it any more", async (t) => {
  /** @type {any[]} */
  const told = [];
  const { client, worker } = await begun(told);
  t.after(() => client.end());
  const waiting = client.go({ to: 5, every: 0, extent: "sample" });
  worker.onerror({ message: "out of memory" });
  worker.onerror({ message: "again" });
  assert.equal(await waiting, undefined);
  assert.deepEqual(told, [{ type: "crashed", sentence: "out of memory" }]);
  assert.ok(worker.ended);
});

test("What is opened later refuses what was asked before", async (t) => {
  const client = new RunClient(/** @type {any} */ ({}), [], () => {});
  t.after(() => client.end());
  const [first, second] = [0, 1].map(() => client.open(undefined, []));
  const [{ run: a }, { run: b }] = workers[0].heard.filter((/** @type {any} */ { type }) => type === "open");
  workers[0].say({ type: "opened", run: a });
  workers[0].say({ type: "opened", run: b });
  assert.deepEqual([await first, (await second)?.run], [undefined, b]);
});

test("Of two who ask for the run's past at once each gets its own, and none is left waiting by a crash", async (t) => {
  const { client, worker } = await begun();
  t.after(() => client.end());
  const asked = [client.past(3), client.past(9)];
  for (const step of [2, 8]) worker.say({ type: "kept", kept: { step, bytes: new Uint8Array() } });
  assert.deepEqual(
    (await Promise.all(asked)).map((past) => past?.kept.step),
    [2, 8],
  );
  const later = [client.past(3), client.past(9)];
  worker.onerror({ message: "out of memory" });
  assert.deepEqual(await Promise.all(later), [undefined, undefined]);
});
