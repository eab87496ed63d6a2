// The experiment: what an edit does to it, what follows from it, and its way through a link.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { configsOf, Dataset, initSync, presets, readLink, Trainer, writeLink } from "../../pkg/web/tripletscope.js";
import { added, edited, lastChange, logOf, settingsAt, startedAt, without } from "../../www/model/experiment.js";
import { emptyRun } from "../../www/model/state.js";
import { Undo } from "../../www/model/undo.js";
import { wayTo } from "../../www/model/way.js";
import { pack, unpack } from "../../www/run/packed.js";
import { budgetOf, Snapshots } from "../../www/run/snapshots.js";

initSync({ module: readFileSync(new URL("../../pkg/web/tripletscope_bg.wasm", import.meta.url)) });

/** @typedef {import("../../www/model/experiment.js").Experiment} Experiment */

/** @param {string} link @returns {Experiment} */
function experimentOf(link) {
  const { values, loss, runs, problems } = readLink(link);
  assert.deepEqual(problems, []);
  return { values, loss, runs };
}
const linkOf = (/** @type {Experiment} */ { values, loss, runs }) => writeLink(values, loss, { runs, step: 0 });
const { both, forum, columns } = presets();
const plain = experimentOf("");

/** An edit that has room. @param {Experiment} experiment @param {[number, number, number]} place shown, step, head @param {import("../../www/model/experiment.js").Edit} edit */
function edit(experiment, [shown, step, head], edit) {
  const result = edited(experiment, { shown, step, head }, edit);
  assert.ok(result);
  return result;
}

test("A change at the last step is logged there, and one at the start is the start", () => {
  const later = edit(plain, [0, 40, 40], { loss: forum });
  assert.equal(later.effect, "log");
  assert.equal(linkOf(later.experiment), "v=1&at=40,loss=forum");
  assert.equal(linkOf(edit(plain, [0, 0, 0], { loss: forum }).experiment), "v=1&loss=forum");
  assert.deepEqual(settingsAt(later.experiment, 0, 39).loss, plain.loss);
  assert.deepEqual(settingsAt(later.experiment, 0, 40).loss, forum);
  assert.equal(lastChange(later.experiment), 40);
});

test("A change that is taken back at the same step leaves nothing behind", () => {
  const there = edit(plain, [0, 40, 40], { loss: forum, values: { "adam.learningRate": 0.02 } }).experiment;
  const back = edit(there, [0, 40, 40], { loss: plain.loss, values: { "adam.learningRate": 0.01 } }).experiment;
  assert.deepEqual(back, plain);
});

test("A change of the past is a further run with the past of the one that is shown, which stays as it was", () => {
  const before = edit(plain, [0, 40, 40], { loss: forum }).experiment;
  const { experiment, shown, effect } = edit(before, [0, 60, 100], { loss: columns });
  assert.deepEqual([effect, shown], ["fork", 1]);
  assert.equal(linkOf(experiment), "v=1&at=40,loss=forum&run=&at=40,loss=forum&at=60,loss=columns");
  assert.equal(edit(before, [0, 60, 100], { loss: structuredClone(forum) }).effect, "page", "nothing changes");
  const full = [1, 2].reduce((now) => edit(now, [0, 10, 100], { loss: columns }).experiment, experiment);
  assert.equal(full.runs.length, 4);
  assert.equal(edited(full, { shown: 0, step: 10, head: 100 }, { loss: columns }), undefined);
});

test("Loss, swap and asymmetry change in the run that is shown, every other setting in all", () => {
  const two = added(plain, { loss: both, values: { swap: true } });
  assert.equal(linkOf(two), "v=1&run=swap=true,loss=both");
  const own = edit(two, [1, 5, 5], { loss: forum }).experiment;
  assert.equal(linkOf(own), "v=1&run=swap=true,loss=both&at=5,loss=forum");
  const all = edit(two, [1, 5, 5], { values: { "adam.learningRate": 0.1 } }).experiment;
  assert.equal(linkOf(all), "v=1&at=5,adam.learningRate=0.1&run=swap=true,loss=both&at=5,adam.learningRate=0.1");
  const first = edit(two, [0, 0, 0], { loss: columns, values: { swap: true } }).experiment;
  assert.equal(linkOf(first), "v=1&swap=true&loss=columns&run=loss=both");
  const { experiment, effect } = edit(two, [1, 5, 5], { values: { "data.asymmetry": 1 } });
  assert.equal(effect, "restart");
  assert.equal(linkOf(experiment), "v=1&run=data.asymmetry=1,swap=true,loss=both");
});

test("The page's own settings are of no run", () => {
  const { experiment, effect } = edit(added(plain, { loss: both }), [1, 5, 9], { values: { "view.split": true } });
  assert.equal(effect, "page");
  assert.equal(linkOf(experiment), "v=1&view.split=true&run=loss=both");
});

test("A restart begins with what is in force, and a run that goes leaves the others as they are", () => {
  const three = added(added(edit(plain, [0, 5, 5], { loss: forum }).experiment, { loss: both }), { loss: columns, values: { swap: true } });
  assert.equal(linkOf(startedAt(three, 9)), "v=1&loss=forum&run=loss=both&run=swap=true,loss=columns");
  assert.equal(linkOf(without(three, 1)), "v=1&at=5,loss=forum&run=swap=true,loss=columns");
  const rest = without(three, 0);
  assert.equal(linkOf(rest), "v=1&loss=both&run=swap=true,loss=columns");
});

test("A worker gets a whole configuration for each step at which something changes", () => {
  const log = logOf(experimentOf("v=1&run=swap=true&at=7,loss=both&at=9,adam.learningRate=0.5"), 1);
  assert.deepEqual(
    log.map(({ step, config }) => [step, config.swap, config.loss, config.adam.learningRate]),
    [
      [0, true, plain.loss, 0.01],
      [7, true, both, 0.01],
      [9, true, both, 0.5],
    ],
  );
});

test("Snapshots keep within their budget, dense where one steps back, and the nearest one before a step is found", () => {
  const bytes = (/** @type {number} */ step) => new Uint8Array(512).fill(1 + (step % 200));
  const snapshots = new Snapshots(10 * 513);
  for (let step = 1; step <= 6400; step++) if (snapshots.wants(step)) snapshots.keep(step, bytes(step));
  assert.ok(snapshots.bytes <= 10 * 513 && snapshots.steps.length >= 9, `${snapshots.bytes} bytes`);
  assert.equal(snapshots.before(6401)?.step, 6400);
  assert.equal(snapshots.before(6400)?.step, 6336);
  assert.ok(snapshots.steps[0] < 3000, `${snapshots.steps}`);
  assert.deepEqual(snapshots.before(6400)?.bytes, bytes(6336));
  const last = snapshots.steps.at(-1) ?? 0;
  assert.deepEqual(
    [64, 128, 192].map((on) => snapshots.wants(last + on, 150)),
    [false, false, true],
    "what takes long to keep is kept more seldom",
  );
  const two = new Snapshots(2 * 513);
  for (let step = 64; step <= 6400; step += 64) two.keep(step, bytes(step));
  assert.equal(two.steps.length, 2);
  assert.ok(two.steps[0] > 5000 && two.steps[1] === 6400, `${two.steps}`);
  const none = new Snapshots(10);
  none.keep(64, bytes(64));
  assert.equal(none.before(100), undefined);
});

test("Four runs at the course's size keep two snapshots each, even where all words have been met", () => {
  const { values, loss } = readLink("v=1&data.edition=course-2022");
  const { run, data } = configsOf(values, loss);
  const trainer = new Trainer(Dataset.builtin("questions", data), run);
  trainer.step();
  const saved = trainer.save();
  assert.ok(saved.length > 65_000_000, `${saved.length} bytes`);
  const met = saved.map((byte) => byte | 1);
  const snapshots = new Snapshots(budgetOf(4));
  for (const step of [64, 128, 192]) snapshots.keep(step, met);
  assert.deepEqual(snapshots.steps, [128, 192]);
  const fresh = new Snapshots(budgetOf(4));
  for (const step of [64, 128, 192, 256, 320]) fresh.keep(step, saved);
  assert.equal(fresh.steps.length, 5, "moments of words that no batch has had take no room");
});

test("What is zero takes no room in a snapshot, and comes back", () => {
  const bytes = new Uint8Array(5000);
  bytes.set([1, 2, 3], 700);
  bytes[4999] = 9;
  const packed = pack(bytes);
  assert.equal(packed.blocks.length, 1024);
  assert.deepEqual(unpack(packed), bytes);
});

test("The way to a step begins at the last snapshot before it", () => {
  const run = { ...emptyRun({}, plain.loss), step: 300, kept: [64, 256], pace: 100 };
  const state = { runs: [run, { ...run, kept: [64], pace: 50 }], origin: 0 };
  assert.deepEqual(wayTo(state, 299), { steps: 235, ms: 11750 });
  assert.deepEqual(wayTo({ runs: [run], origin: 0 }, 299), { steps: 43, ms: 4300 });
  assert.deepEqual(wayTo({ runs: [run], origin: 0 }, 256), { steps: 192, ms: 19200 });
  assert.deepEqual(wayTo({ runs: [run], origin: 0 }, 310), { steps: 10, ms: 1000 });
});

test("Undo goes back through changes, takes a moved slider as one, and redo goes on again", () => {
  const undo = new Undo();
  let now = { values: {}, loss: plain.loss };
  const change = (/** @type {typeof both} */ loss, /** @type {string} */ touched) => {
    undo.note({ shown: 0, ...now }, touched);
    now = { values: {}, loss };
  };
  change(both, "loss");
  change(forum, "margin");
  change(columns, "margin");
  const step = (/** @type {"undo" | "redo"} */ way) => {
    const entry = undo[way](() => ({ settings: { shown: 0, ...now } }));
    const before = entry && "settings" in entry ? entry.settings : undefined;
    if (before) now = { values: before.values, loss: before.loss };
    return before?.loss;
  };
  assert.deepEqual([step("undo"), step("undo"), step("undo")], [both, plain.loss, undefined]);
  assert.deepEqual([step("redo"), step("redo"), step("redo")], [both, columns, undefined]);
  assert.deepEqual(undo.can, { undo: true, redo: false });
});
