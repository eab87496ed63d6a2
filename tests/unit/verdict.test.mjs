import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  configsOf,
  Dataset,
  presets,
  readLink,
  Trainer,
  verdictGrid,
  verdictLeast,
  verdictLink,
  verdictRates,
  verdictResults,
  verdictSummary,
  verdictTuned,
} from "../../pkg/node/tripletscope.js";
import { ofBothKinds, ROWS, settled } from "../../www/verdict/groups.js";
import { assertClose, assertRefused } from "../support/assertions.mjs";
import "../support/web-core.mjs";

/** @typedef {import("../../pkg/node/tripletscope.js").VerdictResults} VerdictResults */

const run = { asymmetry: "1", loss: "both", seed: 4, steps: 60, settings: "" };

/** @param {string} loss @param {number[]} recalls by seed, from 1 on @returns {VerdictResults} */
const results = (loss, recalls) =>
  recalls.map((recall, k) => [
    { ...run, loss, seed: k + 1 },
    { forward: recall + 0.05, backward: recall - 0.05, auc: 0.5 },
  ]);

test("a run's link opens as that run and stops where it ends", () => {
  const { values, loss, problems } = readLink(verdictLink({ ...run, loss: "forum+swap", settings: "adam.learningRate=0.02" }));
  assert.deepEqual(problems, []);
  assert.deepEqual(loss, presets().forum);
  assert.deepEqual([values.seed, values.swap, values["data.asymmetry"], values["adam.learningRate"], values["page.stopAt"]], [4, true, 1, 0.02, 60]);
});

test("a plan is not settled by seeds that were compared before it: what its own seeds may still show is open", () => {
  const base = [0.5, 0.6, 0.7, 0.4, 0.3, 0.2, 0.5, 0.6, 0.7, 0.4];
  const mixed = base.map((recall, k) => recall + (k % 5 === 0 ? -0.02 : 0.03));
  const pairs = [...results("both", mixed), ...results("course-2020", base)];
  const plan = (/** @type {number} */ from) =>
    base.flatMap((_, k) => ["course-2020", "both"].map((loss) => ({ ...run, loss, seed: from + k }))).map((each) => /** @type {any} */ (each));
  const [{ losses }] = verdictSummary(pairs, "course-2020");
  const { atLeast } = /** @type {any} */ (losses.find(({ loss }) => loss === "both"));
  assert.ok(atLeast > 0 && atLeast <= 10, `${atLeast} more seeds could show it`);
  assert.equal(settled(pairs, plan(11), "course-2020"), false, "ten seeds are still to come");
  assert.equal(settled(pairs, plan(1), "course-2020"), true, "none is left");
});

test("rows alone of its own kind can be what each loss is compared with, and a plan is settled by these", () => {
  const losses = ["course-2020", "both", "softmax-rows", "softmax-averaged"];
  const grown = (/** @type {number} */ more) => Array.from({ length: 12 }, (_, k) => 0.5 + 0.01 * k + more);
  const pairs = losses.flatMap((loss, k) => results(loss, grown([0, 0.1, 0.2, 0.15][k])));
  const [group] = verdictSummary(pairs, ROWS);
  assert.deepEqual(
    group.losses.map(({ loss, baseline, better, worse }) => [loss, baseline, better, worse]),
    [
      ["course-2020", null, 0, 0],
      ["both", "course-2020", 12, 0],
      ["softmax-rows", null, 0, 0],
      ["softmax-averaged", "softmax-rows", 0, 12],
    ],
  );
  assertClose(group.losses[1].interval ?? [], [0.1, 0.1], 1e-12, "of twelve alike");
  const plan = grown(0).flatMap((_, k) => losses.map((loss) => ({ ...run, loss, seed: k + 1 })));
  assert.equal(settled(pairs, plan, ROWS), true, "two comparisons are shown");
  const few = pairs.filter(([{ seed }]) => seed < 5);
  assert.equal(settled(few, plan, ROWS), false);
  const bases = plan.filter(({ loss }) => ["course-2020", "softmax-rows"].includes(loss));
  assert.equal(settled(pairs, bases, ROWS), false, "nothing is compared");
  const alone = group.losses.filter(({ baseline }) => baseline === null).map(({ loss }) => loss);
  assert.equal(ofBothKinds(alone), true, "the page knows the same rows alone as the core");
  for (const loss of alone) assert.equal(ofBothKinds(losses.filter((other) => other !== loss)), false);
});

test("each loss is compared with the baseline seed by seed", () => {
  const recalls = [0.5, 0.6, 0.7, 0.4, 0.3, 0.2];
  const better = recalls.map((recall, k) => recall + (k === 2 ? -0.03 : 0.01 * (k + 1)));
  const [group, ...others] = verdictSummary([...results("both", better), ...results("course-2020", recalls)], "course-2020");
  assert.deepEqual([others.length, group.asymmetry, group.settings, group.steps], [0, "1", "", 60]);
  const [base, both] = group.losses;
  assert.deepEqual([base.loss, base.p, base.medianDifference, base.differences], ["course-2020", null, null, []]);
  assertClose(base.recall, recalls, 1e-12, "the mean of both ways");
  assertClose([base.low, base.median, base.high], [0.325, 0.45, 0.575], 1e-12, "quartiles of six");
  assertClose(both.differences, [0.01, 0.02, -0.03, 0.04, 0.05, 0.06], 1e-12, "differences");
  assert.deepEqual([both.band, both.seeds, both.better, both.worse, both.equal], ["quartiles", [1, 2, 3, 4, 5, 6], 5, 1, 0]);
  assertClose([Number(both.medianDifference), Number(both.p), Number(both.adjustedP)], [0.03, 14 / 64, 14 / 64], 1e-12, "the test");
});

test("what is no run and no result is refused in a sentence", () => {
  assertRefused(() => verdictLink({ ...run, loss: "bath" }), "run", '"bath"', "course-2020");
  assertRefused(() => verdictLink({ ...run, steps: 0 }), "run.steps is 0", "from 1 to 1000000");
  assertRefused(() => verdictLink({ ...run, settings: "seed=2" }), "settings.seed", "batchSize");
  assertRefused(() => verdictSummary(/** @type {any} */ ({}), "both"), "results", "a list of pairs");
  const [pair] = results("both", [0.5]);
  assertRefused(
    () =>
      verdictSummary(
        [
          pair,
          [
            { ...run, seed: 2 },
            { ...pair[1], auc: Number.NaN },
          ],
        ],
        "both",
      ),
    "results[1][1].auc is NaN",
  );
});

test("packed results are read as those they were made of", () => {
  const plain = results("both", [0.5, 0.625]);
  const shares = (/** @type {"forward" | "backward" | "auc"} */ key) => plain.map(([, outcome]) => Number(outcome[key]));
  const packed = { asymmetry: "1", loss: "both", steps: 60, settings: "", seeds: [1, 2] };
  const all = [{ ...packed, forward: shares("forward"), backward: shares("backward"), auc: shares("auc") }];
  assert.deepEqual(verdictResults(all), plain);
  assert.deepEqual(verdictResults(plain), plain);
  assert.deepEqual(verdictSummary(all, "both"), verdictSummary(plain, "both"));
  const counts = (/** @type {"forward" | "backward" | "auc"} */ key) => shares(key).map((share) => Math.round(share * 40));
  const counted = [{ ...packed, outOf: [40, 40], forward: counts("forward"), backward: counts("backward"), auc: counts("auc") }];
  assert.deepEqual(verdictResults(counted), plain);
  assertRefused(() => verdictResults([{ ...counted[0], forward: [22, 41] }]), "results[0].forward[1]", "from 0 to 40");
});

test("the reference's runs, made natively, come out the same in the package", () => {
  /** @type {VerdictResults} */
  const reference = verdictResults(JSON.parse(readFileSync(new URL("../../www/verdict/reference.json", import.meta.url), "utf8")));
  // A run on a file needs that file.
  const made = reference.filter(([of]) => !of.data);
  for (const [of, expected] of made.filter((_, k) => k % 401 === 7)) {
    const { values, loss } = readLink(verdictLink(of));
    const { run: config, data } = configsOf(values, loss);
    const trainer = new Trainer(Dataset.builtin("questions", data), config);
    for (let step = 0; step < of.steps; step++) trainer.step();
    const { forward, backward, auc } = trainer.verdictOutcome();
    assert.deepEqual([forward, backward], [expected.forward, expected.backward], verdictLink(of));
    // The reference has it in thousandths.
    assertClose([Number(auc)], [Number(expected.auc)], 5.000001e-4, verdictLink(of));
  }
});

test("a plan is tuned on other seeds and questions, and only a whole grid decides", () => {
  const compared = ["both", "forum"].map((loss) => ({ ...run, loss }));
  const grid = verdictGrid(compared, new Float64Array([0.01, 0.02]), 2);
  assert.deepEqual([grid.length, new Set(grid.map(({ seed }) => seed))], [8, new Set([1001, 1002])]);
  assert.ok(grid.every(({ settings }) => settings.includes("data.seed=1001")));
  const better = { both: "0.01", forum: "0.02" };
  /** @type {VerdictResults} */
  const found = grid.map((of) => {
    const share = of.settings.endsWith(better[/** @type {"both"} */ (of.loss)]) ? 0.8 : 0.7;
    return [of, { forward: share, backward: share, auc: null }];
  });
  assert.deepEqual(
    verdictTuned(compared, grid, found)?.map(({ settings }) => settings),
    ["adam.learningRate=0.01", "adam.learningRate=0.02"],
  );
  assert.equal(verdictTuned(compared, grid, found.slice(1)), null);
  assert.deepEqual(
    verdictRates(found)[0].map((part) => part.toString()),
    ["1,both", "0.01,0.8,0.02,0.7"],
  );
  assert.deepEqual([1, 2, 9].map(verdictLeast), [8, 9, 12]);
  assertRefused(() => verdictGrid(/** @type {any} */ ({}), new Float64Array([0.01]), 1), "runs", "a list");
});

test("a run that diverged is read and written with its step, and counts as finding nothing", () => {
  const [pair] = results("both", [0.5]);
  /** @type {VerdictResults} */
  const all = [[pair[0], { forward: 0, backward: 0, auc: null, diverged: 12 }], results("course-2020", [0.5])[0]];
  assert.deepEqual(verdictResults(all), all);
  const both = verdictSummary(all, "course-2020")[0].losses[1];
  assert.deepEqual([both.diverged, both.worse, both.anytimeP], [1, 1, 1]);
  assertRefused(() => verdictResults([[pair[0], { ...pair[1], diverged: 0 }]]), "diverged is 0");
});
