// The long set of what people rely on, for a night: the same tests as the short one, with more of everything. The short one is part of `npm test`.
//
//   npm run trust:page               all of it
//   npm run trust:page -- soak       what is named
import { spawnSync } from "node:child_process";
import { root } from "../shell.mjs";

const seeds = (/** @type {number} */ count) => Array.from({ length: count }, (_, k) => k + 1).join(" ");

/** Each test of the long set, and how much of it. A kill for each of three: training, a verdict, reading. @type {Record<string, Record<string, string>>} */
const LONG = {
  walk: { WALK_ACTIONS: "20000", WALK_SEEDS: seeds(40) },
  "walk-engines": { WALK_ACTIONS: "20000", WALK_SEEDS: seeds(40) },
  faults: { KILLS: "34" },
  soak: { SOAK_STEPS: "100000", SOAK_CYCLES: "100" },
};

const named = process.argv.slice(2);
const failed = Object.entries(LONG).filter(([name, env]) => {
  if (named.length > 0 && !named.includes(name)) return false;
  const file = `tests/page/${name}.test.mjs`;
  const start = performance.now();
  const { status } = spawnSync(process.execPath, ["--test", file], { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
  const figures = Object.entries(env).map(([name, value]) => `${name}=${value.length > 12 ? `${value.split(" ").length} seeds` : value}`);
  console.log(`${status === 0 ? "kept" : "broken"}: ${file} (${figures.join(", ")}), ${Math.round((performance.now() - start) / 1000)} s`);
  return status !== 0;
});
process.exitCode = failed.length > 0 ? 1 : 0;
