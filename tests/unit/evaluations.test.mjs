// Held-out pairs measured piece by piece, as a run's worker does it, against the package at once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { configsOf, Dataset, readLink, Trainer } from "../../pkg/web/tripletscope.js";
import { Evaluations } from "../../www/worker/evaluations.js";
import "../support/web-core.mjs";

const CURVE = /** @type {const} */ ({ extent: "sample", curve: true, every: 2 });
const ALL = /** @type {const} */ ({ extent: "full", curve: false, every: 2 });

/** A run at a step, and what its worker knows of it. @param {number} steps */
function placed(steps) {
  const { values, loss } = readLink("v=1&batchSize=8&seed=2");
  const { run, data } = configsOf(values, loss);
  const trainer = new Trainer(Dataset.builtin("questions", data), run);
  for (let k = 0; k < steps; k++) trainer.step();
  const evaluations = new Evaluations();
  evaluations.begin(-1);
  evaluations.place(trainer);
  return { trainer, evaluations };
}

/** All that is left to do. @param {Evaluations} evaluations */
async function finish(evaluations) {
  let pieces = 0;
  while (await evaluations.advance()) pieces++;
  return pieces;
}

test("Sample and all pairs at one step are kept apart: the curve gets the sample, and what is shown is all", async () => {
  const { trainer, evaluations } = placed(2);
  assert.equal(evaluations.plan(trainer, CURVE), true);
  assert.ok((await finish(evaluations)) > 1, "in pieces");
  assert.equal(evaluations.plan(trainer, CURVE), false, "it is known");
  assert.equal(evaluations.plan(trainer, ALL), true, "all are not");
  await finish(evaluations);
  assert.equal(evaluations.plan(trainer, ALL), false);
  const [sample, all] = [trainer.evaluateSample(), trainer.evaluateScored()];
  assert.deepEqual(evaluations.sampled?.evaluation, sample);
  assert.deepEqual(evaluations.measured, { step: 2, ...all });
  assert.deepEqual(
    evaluations.news().map(({ step, evaluation }) => ({ step, evaluation })),
    [{ step: 2, evaluation: sample }],
  );
  assert.deepEqual(evaluations.news(), []);
});

test("What the curve waits for comes when the run has gone on, with the numbers of its step; all the rest is given up", async () => {
  const { trainer, evaluations } = placed(2);
  const sample = trainer.evaluateSample();
  evaluations.plan(trainer, CURVE);
  await evaluations.advance();
  trainer.step();
  evaluations.plan(trainer, CURVE);
  evaluations.plan(trainer, ALL);
  evaluations.drop();
  await finish(evaluations);
  assert.deepEqual(
    evaluations.news().map(({ step, evaluation }) => ({ step, evaluation })),
    [{ step: 2, evaluation: sample }],
    "step 3 is not due",
  );
  assert.equal(evaluations.measured?.step, 2);
});

test("What was measured elsewhere is not shown where the run stands now, and the curve gets each step once", async () => {
  const { trainer, evaluations } = placed(4);
  evaluations.plan(trainer, CURVE);
  await evaluations.advance();
  const back = placed(2).trainer;
  evaluations.place(back);
  await finish(evaluations);
  assert.deepEqual([evaluations.measured, evaluations.sampled], [undefined, undefined]);
  assert.deepEqual(
    evaluations.news().map(({ step }) => step),
    [4],
  );
  evaluations.plan(back, CURVE);
  await finish(evaluations);
  assert.equal(evaluations.measured?.step, 2);
  assert.deepEqual(evaluations.news(), [], "the curve has been there");
});
