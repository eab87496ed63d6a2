// What actions make of the page's state, without a page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { editions, presets } from "../../pkg/node/tripletscope.js";
import { readLink } from "../../pkg/web/tripletscope.js";
import { formOf } from "../../www/loss/form.js";
import { changeOf } from "../../www/model/changes.js";
import { experimentAfter } from "../../www/model/pending.js";
import { around, emptyRun } from "../../www/model/state.js";
import { Undo } from "../../www/model/undo.js";
import "../support/web-core.mjs";

/** A run that stands at a step and has come to another. @param {number} step @param {number} head */
function standing(step, head) {
  const { values, loss, runs } = readLink("v=1&seed=3");
  const form = /** @type {import("../../www/loss/form.js").Form} */ (formOf(loss));
  const run = { ...emptyRun(values, loss), run: 1, step };
  const source = /** @type {const} */ ({ kind: "builtin", config: {} });
  return /** @type {any} */ ({ ...around({ values, loss, runs }, form), runs: [run], head, fresh: false, source });
}

/** @param {any} state @param {any} action @param {Undo} undo */
const after = (state, action, undo) => ({ ...state, ...changeOf(state, action, { undo, step: state.runs[0].step, edge: state.head }) });
const edit = (/** @type {object} */ own, /** @type {number} */ step) => ({ type: "edit", edit: own, step, noted: true });

test("A change at the head is one more in the log, and can be taken back", () => {
  const [state, undo] = [standing(20, 20), new Undo()];
  const changed = after(state, edit({ loss: presets().both }, 20), undo);
  assert.deepEqual(changed.experiment.runs, [[{ step: 20, values: {}, loss: presets().both }]]);
  assert.deepEqual(undo.can, { undo: true, redo: false });
  const back = after(changed, { type: "undo" }, undo);
  assert.deepEqual(back.experiment.runs, [[]]);
  assert.deepEqual(undo.can, { undo: false, redo: true });
});

test("A change in the past is a run of its own, which takes no earlier change back with it", () => {
  const [state, undo] = [standing(20, 20), new Undo()];
  const changed = after(state, edit({ loss: presets().both }, 20), undo);
  const past = { ...changed, runs: [{ ...state.runs[0], step: 10 }] };
  const forked = after(past, edit({ loss: presets().columns }, 10), undo);
  assert.equal(forked.keys.length, 2);
  assert.deepEqual(forked.experiment.runs[1], [{ step: 10, values: {}, loss: presets().columns }]);
  assert.deepEqual(undo.can, { undo: false, redo: false });
});

test("What was changed in a run that is not there any more changes nothing when it is taken back, and can be done again", () => {
  const [state, undo] = [standing(20, 20), new Undo()];
  const { values, loss } = state.experiment;
  undo.note({ shown: 1, values, loss }, "a run that did not come back");
  const same = after(state, { type: "undo" }, undo);
  assert.deepEqual(same, state);
  assert.deepEqual(undo.can, { undo: false, redo: true });
  assert.deepEqual(after(state, { type: "redo" }, undo), state);
});

test("Reset while a file is read begins the runs anew first; the file comes then, unless it is not wanted any more", () => {
  const [state, undo] = [standing(20, 20), new Undo()];
  const file = { kind: "file", name: "mine.csv", file: new Blob() };
  const reading = after(state, { type: "open", source: file, name: "mine.csv" }, undo);
  const reset = after(reading, { type: "reset" }, undo);
  assert.deepEqual([reset.pending.source, reset.pending.reads], [state.source, false]);
  assert.equal(reset.pending.next, reading.pending);
  assert.equal(after(reset, { type: "reset" }, undo).pending, reset.pending);
  const seeded = after(reset, edit({ values: { seed: 9 } }, 20), undo);
  assert.deepEqual([seeded.pending.edit.values, seeded.pending.next], [{ seed: 9 }, reading.pending]);
  const cancelled = after(reset, { type: "cancel" }, undo);
  assert.deepEqual([cancelled.pending.reads, cancelled.pending.next], [false, undefined]);
  for (const end of [{ type: "unopened" }, { type: "opened", report: {}, config: {}, origin: 0 }])
    assert.equal(after(reset, { ...end, pending: reset.pending }, undo).pending, reading.pending);
});

test("Another seed is opened beside the run that goes on, and Reset opens the same one again", () => {
  const [state, undo] = [standing(20, 20), new Undo()];
  const { pending, experiment } = after(state, edit({ values: { seed: 9 } }, 20), undo);
  assert.deepEqual([pending.edit.values, pending.reads, experiment], [{ seed: 9 }, false, state.experiment]);
  assert.deepEqual(after(state, { type: "reset" }, undo).pending.edit, {});
});

test("A run that is asked for before anything is open begins with its own settings", () => {
  const state = { ...standing(0, 0), source: undefined, runs: [] };
  const { values, loss, runs } = readLink("v=1&batchSize=8&seed=4");
  const followed = {
    ...state,
    ...changeOf(state, { type: "follow", experiment: { values, loss, runs }, step: 12 }, { undo: new Undo(), step: 0, edge: 0 }),
  };
  assert.equal(followed.pending.step, 12);
  const { values: begun } = experimentAfter(followed, followed.pending);
  assert.deepEqual([begun.batchSize, begun.seed], [8, 4]);
});

test("A saved run is the course's edition again if all of it is set as that edition sets it", () => {
  const [edition] = editions();
  const opened = (/** @type {any} */ config) => {
    const [state, undo] = [standing(20, 20), new Undo()];
    const asked = after(state, { type: "open", source: state.source, name: "run.safetensors", saved: new Uint8Array() }, undo);
    const report = /** @type {any} */ ({});
    const { experiment } = after(asked, { type: "opened", pending: asked.pending, report, config, origin: 3 }, undo);
    return experiment.values["data.edition"];
  };
  assert.equal(opened(edition.run), edition.name);
  assert.equal(opened({ ...edition.run, batchSize: 8 }), "none");
});

test("A round of a run that plays is no way to a step that somebody asked for; a run that catches up with it is on one", () => {
  const [state, undo] = [standing(20, 20), new Undo()];
  const going = (/** @type {number} */ step) => ({ type: "going", step, to: 90 });
  const [still, plays] = [
    { ...state, shown: 0, playing: false },
    { ...state, shown: 0, playing: true },
  ];
  assert.deepEqual(after(still, going(40), undo).going, { step: 40, to: 90 });
  assert.equal(after(plays, going(40), undo).going, undefined);
  assert.deepEqual(after(plays, going(10), undo).going, { step: 10, to: 90 });
});

test("Of runs that begin anew the one that somebody has chosen meanwhile is looked at, and not the one of before", () => {
  const [state, undo] = [standing(0, 0), new Undo()];
  const { experiment, runs } = state;
  const [keys, both] = [
    [0, 1],
    [runs[0], { ...runs[0], key: 1 }],
  ];
  const begun = { ...state, experiment: { ...experiment, runs: [[], []] }, keys, runs: both, shown: 1, back: 1 };
  const frame = { run: 1, step: 0, similarity: new Float32Array(4), texts: { extra: [] } };
  const frames = { type: "frames", frames: keys.map((key) => ({ key, frame, history: runs[0].history })) };
  assert.equal(after(begun, frames, undo).shown, 1);
  assert.equal(after(after(begun, { type: "show", run: 0 }, undo), frames, undo).shown, 0);
});
