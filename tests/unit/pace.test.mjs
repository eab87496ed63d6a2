// How long a run still takes: within a fifth of what it then takes, however slowly it began.
import assert from "node:assert/strict";
import { test } from "node:test";
import { paceSeen } from "../../www/model/pace.js";

/** Steps of so many milliseconds, the first ones three times as slow, looked at sixty times a second: the estimate at each look, next to the truth.
 * @param {number} each @param {number} steps @param {number} slow so many of them are slow */
function estimates(each, steps, slow) {
  const ends = [];
  for (let k = 0, ms = 1500; k < steps; k++) ends.push((ms += k < slow ? 3 * each : each));
  const pace = paceSeen();
  const found = [];
  for (let ms = 0; ms < ends[steps - 1]; ms += 1000 / 60) {
    const step = ends.filter((end) => end <= ms).length;
    const said = pace.at(step, ms);
    if (said !== undefined) found.push({ step, ratio: (1000 * said * (steps - step)) / (ends[steps - 1] - ms) });
  }
  return { found, pace };
}

for (const [name, each, steps, slow] of /** @type {const} */ ([
  ["32 pairs", 6, 5000, 150],
  ["128 pairs", 18, 2000, 60],
  ["256 pairs", 45, 1000, 30],
])) {
  test(`With the steps of ${name} the estimate is within a fifth from the first seventh of the way on, whatever the start took`, () => {
    const { found } = estimates(each, steps, slow);
    const late = found.filter(({ step }) => step > 0.15 * steps && step < 0.98 * steps);
    assert.ok(late.length > 100);
    for (const { step, ratio } of late) assert.ok(ratio > 0.8 && ratio < 1.2, `${ratio} at step ${step}`);
  });
}

test("Nothing is said until it is known, nor of a run that has stood still meanwhile", () => {
  const pace = paceSeen();
  assert.equal(pace.at(0, 0), undefined);
  assert.equal(pace.at(1, 1000), undefined, "the beginning says nothing");
  assert.equal(pace.at(2, 1010), undefined);
  for (let k = 3; k <= 100; k++) pace.at(k, 1000 + 10 * k);
  assert.ok(Math.abs(Number(pace.at(101, 2010)) - 0.01) < 0.001);
  pace.forget();
  assert.equal(pace.at(101, 60_000), undefined);
});
