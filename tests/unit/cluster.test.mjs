// The examples for GNU parallel and Slurm: shards that are made apart come together as the whole. Where the schedulers are missing, stand-ins start the shards.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { findProgram, mustRun, root } from "../../tools/shell.mjs";

const SMALL = ["--losses", "course-2020,both", "--asymmetry", "0.5", "--seeds", "3", "--steps", "2", "--settings", "batchSize=4"];

/** Does what GNU parallel does with the options of the example, one after the other. */
const PARALLEL = `#!/bin/sh
set -eu
shift 3
command=""
while [ "$1" != ":::" ]; do command="$command '$1'"; shift; done
shift
failed=0
for k in "$@"; do sh -c "$(printf %s "$command" | sed "s/{}/$k/g")" || failed=$((failed + 1)); done
exit $failed
`;

const folder = mkdtempSync(path.join(tmpdir(), "cluster-"));
const program = path.join(root, "target", "debug", "tripletscope-verdict");
/** @type {NodeJS.ProcessEnv} */
let env;

before(async () => {
  await mustRun(["cargo", "build", "--quiet", "--locked", "--package", "tripletscope-verdict"], "The program does not compile.");
  const standIn = findProgram(["parallel"]) ? "" : "parallel";
  if (standIn) writeFileSync(path.join(folder, standIn), PARALLEL, { mode: 0o755 });
  env = { ...process.env, VERDICT: program, PATH: `${folder}${path.delimiter}${process.env.PATH}` };
  execFileSync(program, [...SMALL, "--out", path.join(folder, "whole.json")], { stdio: "ignore" });
});
after(() => rmSync(folder, { recursive: true, force: true }));

const kept = (/** @type {string} */ name) => JSON.parse(readFileSync(path.join(folder, name), "utf8"));

test("GNU parallel makes each shard, and their files come together as the whole", (t) => {
  t.diagnostic(findProgram(["parallel"]) ? "by GNU parallel" : "by a stand-in for GNU parallel");
  const script = path.join(root, "examples", "cluster", "parallel.sh");
  execFileSync(script, ["2", path.join(folder, "parallel.json"), ...SMALL], { env, stdio: "pipe" });
  assert.equal(kept("parallel.json").length, 6);
  assert.deepEqual(kept("parallel.json"), kept("whole.json"));
});

test("Shards of GNU parallel that tune first share their tuning, and go on by themselves", () => {
  const tuned = [...SMALL, "--tune", "0.01,0.02", "--tune-seeds", "1"];
  const script = path.join(root, "examples", "cluster", "parallel.sh");
  execFileSync(script, ["2", path.join(folder, "shared.json"), ...tuned], { env, stdio: "pipe" });
  execFileSync(program, [...tuned, "--out", path.join(folder, "alone.json")], { stdio: "ignore" });
  assert.equal(kept("shared.json").length, 12);
  assert.deepEqual(kept("shared.json"), kept("alone.json"));
});

test("A Slurm array makes each shard once, also one that is requeued", (t) => {
  t.diagnostic("by a stand-in for Slurm: its variables");
  const script = path.join(root, "examples", "cluster", "slurm.sh");
  const out = path.join(folder, "slurm.json");
  for (const task of ["1", "2", "3", "2"])
    execFileSync(script, [out, ...SMALL], { env: { ...env, SLURM_ARRAY_TASK_ID: task, SLURM_ARRAY_TASK_COUNT: "3" }, stdio: "pipe" });
  assert.deepEqual(
    [1, 2, 3].map((task) => kept(`slurm.json.${task}`).length),
    [2, 2, 2],
  );
  // As docs/cluster.md says, with the locks that lie beside them.
  execFileSync("sh", ["-c", '"$VERDICT" --out "$0" --merge "$0".[0-9]*', out], { env, stdio: "ignore" });
  assert.deepEqual(kept("slurm.json"), kept("whole.json"));
});

test("The whole experiment is one command, which makes nothing twice", () => {
  const script = path.join(root, "examples", "cluster", "experiment.sh");
  const out = path.join(folder, "experiment.json");
  const pairs = path.join(folder, "pairs.csv");
  writeFileSync(
    pairs,
    ["question1,question2", ...Array.from({ length: 90 }, (_, k) => `how does thing ${k} work,what makes thing ${k} go`)].join("\n"),
  );
  const small = { ...env, SEEDS: "1", STEPS: "1", FILE_STEPS: "1", BATCHES: "4 64", RATES: "0.01", TUNE_SEEDS: "1" };
  const said = () => execFileSync(script, [out, pairs], { env: small, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const tables = said();
  assert.match(tables, /mean~mean_rows_0\.25_0\.9/);
  execFileSync(program, ["--out", path.join(folder, "flat.json"), "--merge", out], { stdio: "ignore" });
  // Thirteen losses, and in batches of 64 four more shares of rows, at three asymmetries and on the file; thirteen in batches of 4 and of 64 on three more sets,
  // and on the file with a larger network.
  assert.equal(kept("flat.json").length, (13 + 17) * (3 + 1) + 2 * 13 * (3 + 1));
  assert.equal(said(), tables);
});
