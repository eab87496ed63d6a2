// How the runs are driven, with clients that answer when they are told to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { settings } from "../../pkg/node/tripletscope.js";
import { Lockstep } from "../../www/run/lockstep.js";

/** @typedef {import("../../www/types/run.js").Frame} Frame */
/** @typedef {import("../../www/run/run-client.js").RunClient} RunClient */

/** The last step that a link can name. */
const LAST = Number(settings().find(({ key }) => key === "page.stopAt")?.max);

/** A lockstep of one run, which takes a millisecond a step unless it is held; drawing takes so many milliseconds a round.
 * @param {import("node:test").TestContext} t @param {{drawing?: number, workers?: number}} [costs] */
function driven(t, { drawing = 0, workers = 1 } = {}) {
  /** @type {string[]} what happens, in order */
  const events = [];
  /** @type {(() => void) | undefined} */
  let release;
  let [at, spent, held] = [0, 0, false];
  const go = async (/** @type {{to: number, measure?: string}} */ { to, measure }) => {
    events.push(measure ? `measure ${measure} at ${to}` : `go ${to}`);
    if (held) await new Promise((resolve) => (release = () => resolve(undefined)));
    else await new Promise((resolve) => setTimeout(resolve));
    const busy = to - at;
    at = to;
    return /** @type {Frame} */ (/** @type {unknown} */ ({ step: to, busy, workers }));
  };
  const client = /** @type {RunClient} */ (
    /** @type {unknown} */ ({ go, halt: () => void events.push("halted"), defer: () => void events.push("deferred"), allow() {} })
  );
  const lockstep = new Lockstep({
    frames: async ([{ step }]) => {
      spent += drawing;
      events.push(`drawn ${step}`);
    },
    spent: () => spent,
    playing: (playing) => void events.push(playing ? "playing" : "paused"),
    measuring: () => {},
    edge: () => {},
  });
  t.after(lockstep.pause);
  const until = async (/** @type {(events: string[]) => boolean} */ holds) => {
    for (let k = 0; !holds(events); k++) {
      assert.ok(k < 2000, `It does not come: ${events.slice(0, 50).join(", ")}`);
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  const hold = () => void (held = true);
  const letGo = () => {
    held = false;
    release?.();
  };
  const open = () => lockstep.begin([client], 0);
  return { lockstep, events, until, open, hold, letGo, client };
}

const there = (/** @type {string} */ event) => (/** @type {string[]} */ events) => events.includes(event);

/** How far the longest of the rounds goes. @param {string[]} events */
function longest(events) {
  const stops = events.filter((event) => event.startsWith("go ")).map((event) => Number(event.slice(3)));
  return Math.max(...stops.map((stop, k) => stop - (stops[k - 1] ?? 0)));
}

test("A run that begins while what it begins with is measured does not stop there", async (t) => {
  const { lockstep, events, until, open, hold, letGo } = driven(t);
  hold();
  open();
  lockstep.play();
  letGo();
  await until(there("drawn 1"));
  assert.ok(!events.includes("paused"), events.join(", "));
});

test("A run stops where it is to stop, and goes on from there when it is asked to", async (t) => {
  const { lockstep, events, until, open } = driven(t);
  lockstep.pace({ speed: "full", stopAt: 5, evaluateEvery: 25, extent: "sample", workers: "auto", lastStep: LAST });
  open();
  await until(there("drawn 0"));
  lockstep.play();
  await until(there("paused"));
  await until(there("drawn 5"));
  assert.ok(!events.includes("go 6"), events.join(", "));
  lockstep.play();
  await until(() => longest(events) > 5);
});

test("Pause ends the round at once, and of several, which stand still together, those behind follow the first", async (t) => {
  const { lockstep, events, until, open, client } = driven(t, { drawing: 30 });
  open();
  lockstep.pause();
  assert.ok(!events.includes("halted"), "nobody was on the way");
  lockstep.play();
  await until(there("drawn 3"));
  lockstep.pause();
  assert.equal(events.filter((event) => event === "halted").length, 1);
  // When it is halted, the second one stops a step before the first.
  let lags = false;
  const behind = /** @type {RunClient} */ ({
    ...client,
    go: async ({ to, measure, ...how }) => {
      const frame = await client.go({ to, measure, ...how });
      return frame && lags && !measure ? { ...frame, step: to - 1 } : frame;
    },
  });
  lockstep.join(behind, 1);
  lockstep.play();
  const before = events.length;
  await until(() => events.length > before + 80);
  assert.equal(longest(events.slice(before)), 40, "rounds of several are short");
  lags = true;
  lockstep.pause();
  assert.equal(events.filter((event) => event === "halted").length, 3);
  const measured = () => events.slice(before).find((event) => event.startsWith("measure all at "));
  await until(() => measured() !== undefined);
  const last = events.findLast((event) => event.startsWith("go "));
  assert.equal(measured(), `measure all at ${last?.slice(3)}`);
});

test("The next round is under way before the one before it is drawn", async (t) => {
  const { lockstep, events, until, open } = driven(t);
  open();
  lockstep.play();
  await until(there("drawn 3"));
  assert.ok(events.indexOf("go 3") < events.indexOf("drawn 1"), events.join(", "));
});

test("A round takes ten times as long as is drawn for, from 20 to 100 ms, and eighty times, up to 500, where partners have the page's core", async (t) => {
  for (const [drawing, workers, steps] of [
    [0, 1, 20],
    [1, 1, 20],
    [5, 1, 50],
    [30, 1, 100],
    [0, 2, 20],
    [5, 2, 400],
    [30, 2, 500],
  ]) {
    const { lockstep, events, until, open } = driven(t, { drawing, workers });
    open();
    lockstep.play();
    await until(() => events.length > 40);
    lockstep.pause();
    assert.equal(longest(events), steps, `${drawing} ms, ${workers} workers: ${events.join(", ")}`);
  }
});

test("At rest the curve's sample is measured first and all held-out pairs after it; whoever goes on meanwhile is not kept waiting", async (t) => {
  const { lockstep, events, until, open, hold, letGo } = driven(t);
  open();
  await until(there("measure all at 0"));
  assert.ok(events.indexOf("measure curve at 0") < events.indexOf("measure all at 0"));
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(events.filter((event) => event.startsWith("measure all")).length, 1, "once");
  hold();
  lockstep.measure();
  await until(() => events.filter((event) => event === "measure all at 0").length === 2);
  events.length = 0;
  lockstep.play();
  assert.ok(events.includes("deferred"), "what is measured gives way");
  letGo();
  await until(there("go 1"));
});

/** A lockstep whose run goes no further than a step, however far it is sent. @param {import("node:test").TestContext} t @param {number} from @param {number} most */
function ending(t, from, most) {
  /** @type {number[]} */
  const sent = [];
  /** @type {boolean[]} */
  const said = [];
  const go = async (/** @type {{to: number}} */ { to }) => {
    sent.push(to);
    await new Promise((resolve) => setImmediate(resolve));
    return /** @type {Frame} */ (/** @type {unknown} */ ({ step: Math.min(to, most), busy: 0 }));
  };
  const client = /** @type {RunClient} */ (/** @type {unknown} */ ({ go, halt() {}, defer() {}, allow() {} }));
  const quiet = { spent: () => 0, measuring: () => {}, edge: () => {} };
  const lockstep = new Lockstep({ ...quiet, frames: async () => {}, playing: (playing) => void said.push(playing) });
  t.after(lockstep.pause);
  lockstep.begin([client], from);
  return { lockstep, sent, said };
}

test("A run that comes no further is not sent further and further", async (t) => {
  const { lockstep, sent } = ending(t, 5, 5);
  lockstep.play();
  while (sent.length < 300) await new Promise((resolve) => setImmediate(resolve));
  assert.ok(Math.max(...sent) <= 6, `sent to ${Math.max(...sent)}`);
});

test("A run stops at the last step that a link can name, whether it runs or is stepped", async (t) => {
  const { lockstep, sent, said } = ending(t, LAST - 3, Infinity);
  lockstep.pace({ speed: "full", stopAt: 0, evaluateEvery: 25, extent: "sample", workers: "auto", lastStep: LAST });
  for (const act of [lockstep.play, lockstep.play, lockstep.step]) {
    act();
    for (let k = 0; k < 50; k++) await new Promise((resolve) => setImmediate(resolve));
  }
  assert.equal(Math.max(...sent), LAST);
  assert.equal(said.at(-1), false);
});
