// What charts are given as a run goes on: every point once, whatever is drawn how often.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Curves } from "../../pkg/node/tripletscope.js";
import { History } from "../../www/model/history.js";
import { give } from "../../www/views/curves/growing.js";
import { assertRefused } from "../support/assertions.mjs";

/** Counts what it is given. */
function counting() {
  /** @type {number[][]} */
  const lines = [];
  let count = 0;
  return {
    lines,
    since: () => {
      const before = count;
      count = 0;
      return before;
    },
    extend: (/** @type {number} */ k, /** @type {Float64Array} */ points) => {
      lines[k] ??= [];
      for (const value of points) lines[k].push(value);
      count += points.length;
    },
    clear: (/** @type {number} */ k) => void (lines[k] = []),
  };
}

/** @param {History} history @param {number} from @param {number} to steps */
function train(history, from, to) {
  const reports = Array.from({ length: to - from }, (_, k) => ({ step: from + k + 1, loss: 1 / (from + k + 1), other: from + k }));
  history.add(/** @type {any} */ ({ reports, evaluations: [], report: reports.at(-1), measured: undefined }));
}

/** @param {History} of @param {...string} fields */
const linesOf = (of, ...fields) => fields.map((what) => ({ of, what, points: of.points(what) }));

test("A frame gives the points that are new, as many at step 200,000 as at step 2,000", () => {
  const [history, curves] = [new History(["loss", "other"]), counting()];
  /** @type {Parameters<typeof give>[1]} */
  const given = [];
  const frame = (/** @type {number} */ from) => {
    train(history, from, from + 20);
    give(curves, given, linesOf(history, "loss", "other"));
    return curves.since();
  };
  train(history, 0, 2000);
  give(curves, given, linesOf(history, "loss", "other"));
  assert.equal(curves.since(), 2 * 2 * 2000);
  const early = frame(2000);
  train(history, 2020, 200_000);
  give(curves, given, linesOf(history, "loss", "other"));
  curves.since();
  assert.deepEqual([early, frame(200_000)], [80, 80]);
  give(curves, given, linesOf(history, "loss", "other"));
  assert.equal(curves.since(), 0);
  assert.deepEqual(curves.lines[1], [...history.points("other")]);
});

test("What takes the place of another line is given whole, also one that has the same length", () => {
  const [one, two, curves] = [new History(["loss", "other"]), new History(["loss", "other"]), counting()];
  /** @type {Parameters<typeof give>[1]} */
  const given = [];
  train(one, 0, 50);
  train(two, 3, 53);
  give(curves, given, linesOf(one, "loss"));
  give(curves, given, linesOf(two, "loss"));
  assert.deepEqual(curves.lines[0], [...two.points("loss")]);
  // A pale line before the others moves them on.
  give(curves, given, [...linesOf(one, "loss"), ...linesOf(two, "loss")]);
  assert.deepEqual(curves.lines, [[...one.points("loss")], [...two.points("loss")]]);
  give(curves, given, linesOf(one, "other"));
  assert.deepEqual(curves.lines[0], [...one.points("other")]);
  // What has no history is given as it is.
  for (const y of [1, 2]) give(curves, given, [{ points: Float64Array.of(0, y) }]);
  assert.deepEqual(curves.lines[0], [0, 2]);
});

test("A sum of fields goes on where it has ended, over the steps that all of them have", () => {
  const history = new History(["loss", "other"]);
  train(history, 0, 300);
  const weights = { loss: 2, other: -0.5 };
  const of = (/** @type {number} */ k) => [k + 1, 2 / (k + 1) - 0.5 * k];
  assert.deepEqual([...history.weighted(weights)], Array.from({ length: 300 }, (_, k) => of(k)).flat());
  train(history, 300, 700);
  assert.deepEqual([...history.weighted(weights)], Array.from({ length: 700 }, (_, k) => of(k)).flat());
  assert.deepEqual([...history.weighted({ other: 1 }).slice(0, 4)], [1, 0, 2, 1]);
});

test("A series is one of those that there are, or the next", () => {
  const curves = new Curves();
  curves.extend(0, Float64Array.of(1, 2));
  curves.extend(1, Float64Array.of(1, 2));
  for (const series of [3, -1, 0.5, Number.NaN]) assertRefused(() => curves.extend(series, Float64Array.of(1, 2)), "series");
  curves.clear(7);
});
