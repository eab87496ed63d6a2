// The long set of what people rely on, for a night: the same tests as the short one, with more of everything. The short one is part of `npm test`.
import { spawnSync } from "node:child_process";
import { root } from "../shell.mjs";

/** Each test of the long set, and how much of it. @type {[file: string, env: Record<string, string>][]} */
const LONG = [
  ["tests/page/walk.test.mjs", { WALK_ACTIONS: "20000", WALK_SEEDS: Array.from({ length: 40 }, (_, k) => k + 1).join(" ") }],
  ["tests/page/faults.test.mjs", { KILLS: "100" }],
];

const failed = LONG.filter(([file, env]) => {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, ["--test", file], { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
  const figures = Object.entries(env).map(([name, value]) => `${name}=${value.length > 12 ? `${value.split(" ").length} seeds` : value}`);
  console.log(`${status === 0 ? "kept" : "broken"}: ${file} (${figures.join(", ")}), ${Math.round((performance.now() - start) / 1000)} s`);
  return status !== 0;
});
process.exitCode = failed.length > 0 ? 1 : 0;
