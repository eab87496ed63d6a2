// Further texts of a batch: losses on S [B, B + K] against the slow evaluation, a run's bits as natively, and steps that are shared.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Dataset, evaluateLoss, Partner, Trainer } from "../../pkg/node/tripletscope.js";
import { joined, parted } from "../../www/loss/further.js";
import { judge } from "../../www/loss/judge.js";
import { assertClose, assertRefused } from "../support/assertions.mjs";
import { allLosses } from "../support/loss-cases.mjs";
import { judge as slowly } from "../support/oracle.mjs";
import { adamConfig, bytes, random, runConfig } from "../support/samples.mjs";
import "../support/web-core.mjs";

/** @param {() => number} next @param {number} rows @param {number} columns */
const matrix = (next, rows, columns) => Array.from({ length: rows }, () => Array.from({ length: columns }, () => Math.round(next() * 128 - 64) / 64));

test("every loss on S with further columns agrees with the slow evaluation, and the report comes apart into both", () => {
  const next = random(31);
  for (const [size, more] of [
    [2, 1],
    [5, 3],
    [8, 12],
  ]) {
    const [s, left, right] = [matrix(next, size, size + more), matrix(next, size, size), matrix(next, size, size)];
    const sides = { left: Float32Array.from(left.flat()), right: Float32Array.from(right.flat()) };
    const [similarity, further] = parted(Float32Array.from(s.flat()), size);
    assert.deepEqual(joined(similarity, further, size), Float32Array.from(s.flat()));
    for (const [name, loss] of Object.entries(allLosses())) {
      const expected = slowly(s, loss, { left, right });
      const report = judge({ similarity, further, batchSize: size, ...sides }, loss, true);
      assertClose([report.loss], [expected.loss], 1e-5, `${name}: loss`);
      assert.deepEqual([report.gradient.length, report.furtherGradient?.length], [size * size, size * more], name);
      for (const [k, anchors] of expected.terms.entries()) {
        const term = report.terms[k];
        assertClose(
          term.cost,
          anchors.map(({ cost }) => cost),
          1e-5,
          `${name}: costs`,
        );
        assertClose(
          term.rowPartner,
          anchors.map(({ rowPartner }) => rowPartner),
          0,
          `${name}: rows' partners`,
        );
        assert.ok(
          term.columnPartner.every((at) => at < size),
          `${name}: no further text is a column's negative`,
        );
        assert.deepEqual([term.excluded?.length, term.furtherExcluded?.length], [size * size, size * more], name);
      }
    }
  }
});

test("a number of further columns that does not fit is refused by name", () => {
  const loss = allLosses().forum;
  assertRefused(() => evaluateLoss(new Float32Array(4), 2, loss, { further: 1 }), "similarity's length is 4, but it must be 6.");
  assertRefused(() => evaluateLoss(new Float32Array(6), 2, loss), "similarity");
  assertRefused(() => evaluateLoss(new Float32Array(6), 2, loss, { further: -1 }), "further");
});

/** As `triplets` in tests/negatives.rs. */
const triplets = () => {
  const rows = Array.from({ length: 60 }, (_, k) => `how is a${k} made,who makes a${k},where is b${k} sold\n`);
  return Dataset.fromCsv(bytes(`anchor,positive,negative\n${rows.join("")}`));
};
const config = { ...runConfig, negatives: 5 };

test("the report counts the texts, and a run on them has the bits that it has natively", () => {
  const data = triplets();
  assert.equal(data.report().negatives, data.trainPairs);
  const run = new Trainer(data, config);
  const losses = Array.from({ length: 6 }, () => run.step().loss);
  const { left, extra } = run.batchTexts();
  assert.deepEqual([left.length, extra.length, run.similarity().length], [8, 5, 8 * 13]);
  assert.deepEqual(losses, AGREED);
  assert.equal(run.config().negatives, 5);
  assert.equal("negatives" in new Trainer(data, runConfig).config(), false);
});
/** The losses of the first steps, as tests/negatives.rs has them. */
const AGREED = [0.3413037359714508, 0.1429893970489502, 0.13425585627555847, 0.1339058130979538, 0.13282856345176697, 0.13026191294193268];

test("a step that is shared with a partner is the step taken alone", () => {
  const data = triplets();
  const [leader, alone] = [new Trainer(data, config), new Trainer(data, config)];
  const partner = Partner.restore(leader.save());
  for (let k = 0; k < 3; k++) {
    const { tokens, questions, pairs } = leader.begin();
    assert.deepEqual([questions, pairs], [21, 8]);
    const [first, steps] = [Math.floor(questions / 2), tokens.length / questions];
    const own = leader.encode(tokens.subarray(0, first * steps), first);
    const vectors = Float32Array.of(...own, ...partner.encode(tokens.subarray(first * steps), questions - first));
    const parts = [...leader.partGradients(vectors, 0, 1, 2), ...partner.partGradients(vectors, 1, 2, 2, config.loss, pairs).parts];
    partner.finish(parts, adamConfig);
    assert.deepEqual(leader.finish(parts), alone.step());
  }
  assert.deepEqual(leader.save(), alone.save());
});
