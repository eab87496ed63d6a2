// The long set of what people rely on, for a night: the same tests as the short one, with more of everything. The short one is part of `npm test`.
// It is done in slices, each of which is kept as it ends, and goes on where it was stopped; a slice that was broken is done again.
//
//   npm run trust:page                      all of it
//   npm run trust:page -- soak              what is named
//   npm run trust:page -- walk again        from the start
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { root } from "../shell.mjs";

/** One slice: of which row of the figures, in which file, with how much, and which of the file's tests, if not all.
 * @typedef {{row: string, file: string, env: Record<string, string>, pattern?: string, count: number}} Slice */
/** What came of one. @typedef {{kept: boolean, seconds: number}} Came */

/** Walks: so many seeds of so many actions, in turn over all engines. */
const [SEEDS, ACTIONS] = [40, 500];
const ENGINES = ["Chrome", "Firefox", "WebKit"];
const KEPT = new URL("../../target/trust-page.json", import.meta.url);

/** @param {string} row @param {string} file @param {number} seed @param {string} [pattern] @returns {Slice} */
const walk = (row, file, seed, pattern) => ({ row, file, pattern, count: ACTIONS, env: { WALK_SEEDS: String(seed), WALK_ACTIONS: String(ACTIONS) } });
const seeds = Array.from({ length: SEEDS }, (_, k) => k + 1);

/** Of each test of the long set how much. A kill for each of three: training, a verdict, reading. @type {Record<string, Slice[]>} */
const LONG = {
  walk: seeds.map((seed) => walk("actions", "walk", seed)),
  "walk-engines": seeds.flatMap((seed) => ENGINES.map((engine) => walk(`actions in ${engine}`, "walk-engines", seed, `In ${engine}`))),
  faults: [{ row: "kills of each kind", file: "faults", env: { KILLS: "34" }, count: 34 }],
  soak: [{ row: "steps, and cycles", file: "soak", env: { SOAK_STEPS: "100000", SOAK_CYCLES: "100" }, count: 100_000 }],
};

/** @returns {Record<string, Came>} */
function kept() {
  try {
    return JSON.parse(readFileSync(KEPT, "utf8"));
  } catch {
    return {};
  }
}

/** Whatever ends this program, a whole file is there. @param {Record<string, Came>} all */
function keep(all) {
  mkdirSync(new URL(".", KEPT), { recursive: true });
  const half = new URL(`${KEPT}.part`);
  writeFileSync(half, JSON.stringify(all));
  renameSync(half, KEPT);
}

/** @param {Slice} slice */
const nameOf = ({ file, env, pattern }) => [file, ...Object.entries(env).map(([key, value]) => `${key}=${value}`), pattern ?? []].flat().join(" ");

/** A test that is left out because its engine is not there does not count. @param {Slice} slice @returns {Came} */
function act({ file, env, pattern }) {
  const start = performance.now();
  const only = pattern ? ["--test-name-pattern", pattern] : [];
  const options = { cwd: root, encoding: /** @type {const} */ ("utf8"), env: { ...process.env, ...env } };
  const { status, stdout } = spawnSync(process.execPath, ["--test", ...only, `tests/page/${file}.test.mjs`], options);
  const isKept = status === 0 && !/^# pass 0$/m.test(stdout);
  if (!isKept) console.log(stdout);
  return { kept: isKept, seconds: Math.round((performance.now() - start) / 1000) };
}

const asked = process.argv.slice(2);
const named = asked.filter((word) => word !== "again");
const slices = Object.entries(LONG).flatMap(([name, list]) => (named.length === 0 || named.includes(name) ? list : []));
const came = asked.includes("again") ? {} : kept();
for (const slice of slices.filter((each) => !came[nameOf(each)]?.kept)) {
  const name = nameOf(slice);
  came[name] = act(slice);
  console.log(`${came[name].kept ? "kept" : "broken"}: ${name}, ${came[name].seconds} s`);
  keep(came);
}
const rowOf = (/** @type {Slice} */ { file, row }) => `${file}: ${row}`;
const figures = [...new Set(slices.map(rowOf))].map((row) => {
  const own = slices.filter((slice) => rowOf(slice) === row);
  const good = own.filter((slice) => came[nameOf(slice)].kept);
  const seconds = own.reduce((sum, slice) => sum + came[nameOf(slice)].seconds, 0);
  return [row, { kept: good.reduce((sum, { count }) => sum + count, 0), broken: own.length - good.length, minutes: Math.round(seconds / 60) }];
});
console.table(Object.fromEntries(figures));
process.exitCode = slices.every((slice) => came[nameOf(slice)].kept) ? 0 : 1;
