// The page's one state, without a page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { presets } from "../../pkg/node/tripletscope.js";
import { readLink } from "../../pkg/web/tripletscope.js";
import "../support/web-core.mjs";

// The page's language is asked of its address.
globalThis.location = /** @type {any} */ ({ hash: "" });
const { Store } = await import("../../www/model/store.js");
const { History } = await import("../../www/model/history.js");

/** A page on which a run has been opened. */
function opened() {
  const { values, loss, runs } = readLink("v=1&seed=3");
  const store = new Store({ values, loss, runs }, { step: 0, shown: 0 });
  store.openBuiltin();
  report(store);
  return store;
}

/** What is being opened has come. @param {InstanceType<typeof Store>} store */
function report(store) {
  const { pending } = store.state();
  store.dispatch(/** @type {any} */ ({ type: "opened", pending, report: {}, config: {}, origin: 0 }));
}

test("Why a further run does not come is still said once it is gone, until somebody asks for something else", () => {
  const store = opened();
  store.addRun({ loss: presets().both });
  store.complain("There is not enough memory for it.");
  store.dispatch({ type: "lost", key: 1 });
  assert.deepEqual([store.state().keys, store.state().problem], [[0], "There is not enough memory for it."]);
  store.addRun({ loss: presets().columns });
  assert.equal(store.state().problem, "");
});

test("Why a restart is refused is still said while a file that was being read comes after it", () => {
  const store = opened();
  store.open({ kind: "file", file: new File([], "a.csv"), name: "a.csv" });
  store.reset();
  const { pending } = store.state();
  store.complain("There is not enough memory for it.");
  store.dispatch(/** @type {any} */ ({ type: "unopened", pending }));
  assert.deepEqual([store.state().pending?.name, store.state().problem], ["a.csv", "There is not enough memory for it."]);
});

test("What has not been read is not written over by what happens next, and goes when it is read or over", () => {
  const store = opened();
  const notice = (/** @type {any} */ own) => store.dispatch({ type: "notice", notice: { again: false, ...own } });
  const said = () => store.state().notice?.sentence;
  notice({ sentence: "It needs its file.", of: "file" });
  notice({ sentence: "No answer.", of: "silent" });
  notice({ sentence: "It has crashed." });
  notice({ sentence: "It has crashed again." });
  store.dispatch({ type: "dismiss", of: "silent" });
  assert.equal(said(), "It has crashed again.");
  store.dispatch({ type: "dismiss" });
  assert.equal(said(), "It needs its file.");
  store.dispatch({ type: "dismiss" });
  assert.equal(said(), undefined);
});

test("Nobody hears of a round that is under way while a run plays, and everybody of a way to a step", () => {
  const store = opened();
  const frame = { step: 5, similarity: [], texts: { left: [], right: [], extra: [] } };
  store.dispatch(/** @type {any} */ ({ type: "frames", frames: [{ key: 0, frame, history: new History([]) }] }));
  /** @type {string[]} */
  const heard = [];
  store.subscribe((_state, _before, action) => heard.push(action.type));
  store.dispatch({ type: "going", step: 5, to: 9 });
  store.dispatch({ type: "playing", playing: true });
  assert.ok(store.dispatch({ type: "going", step: 6, to: 9 }));
  assert.deepEqual(heard, ["going", "playing"]);
  assert.deepEqual(store.state().going, { step: 5, to: 9 });
});
