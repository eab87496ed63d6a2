// What a run has reported, as points for charts: by field, up to a step, and as lines of a table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "../../www/model/history.js";

const report = (/** @type {number} */ step) => /** @type {any} */ ({ step, loss: step / 10 });
/** Steps 1 to `last`, measured at every second one. @param {number} last */
function historyOf(last) {
  const history = new History(["loss", "recallAt1.forward"]);
  const steps = Array.from({ length: last }, (_, k) => k + 1);
  const evaluations = steps
    .filter((step) => step % 2 === 0)
    .map((step) => ({ step, evaluation: { recallAt1: { forward: step / 100 }, sample: { pairs: 9, of: 9 } } }));
  history.add(/** @type {any} */ ({ reports: steps.map(report), evaluations, report: report(last), measured: evaluations.at(-1) }));
  return history;
}

test("Points come in steps and values, however many there are", () => {
  const history = historyOf(500);
  assert.deepEqual([...history.points("loss")], Array.from({ length: 500 }, (_, k) => [k + 1, (k + 1) / 10]).flat());
  assert.deepEqual([...history.points("recallAt1.forward").slice(0, 4)], [2, 0.02, 4, 0.04]);
  assert.deepEqual([...history.points("unknown")], []);
  assert.deepEqual([history.head, history.last?.step, history.measured?.step], [500, 500, 500]);
});

test("The past of a fork holds the step of the fork itself, and nothing after it", () => {
  const past = historyOf(9).until(4);
  assert.deepEqual([...past.points("loss")], [1, 0.1, 2, 0.2, 3, 0.3, 4, 0.4]);
  assert.deepEqual([...past.points("recallAt1.forward")], [2, 0.02, 4, 0.04]);
  assert.equal(past.head, 4);
});

test("A table has one line a step, with what there is of it", () => {
  assert.deepEqual(historyOf(3).lines(2), [
    { step: 2, loss: 0.2, "recallAt1.forward": 0.02 },
    { step: 3, loss: 0.3 },
  ]);
});
