// npm run bench: measures training steps, drawing, reading a file and loading the page, in each engine that is installed, in the package that is shipped.
//   -- --engine chrome,firefox,webkit   only these; the first is what the others are compared with
//   -- --only steps,page,views,csv,vectors,load,frames,slowdown,pause,minute,map,head   only these
//   -- --native                         PyTorch, JAX and jax-js in the same rounds, and peers in a browser that were recorded on another day
//   -- --out FILE, --compare FILE       saves the numbers; compares with saved ones
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "../build/build.mjs";
import { engines, missingPrograms } from "../setup/engines.mjs";
import { setupForPage } from "../setup/setup.mjs";
import { mustRun, Problem, root, runMain, say } from "../shell.mjs";
import { againstPeers, compare, digits, overview, table } from "./numbers.mjs";

/** @typedef {import("../setup/engines.mjs").EngineName} EngineName */

const PARTS = ["steps", "page", "views", "csv", "vectors", "load", "frames", "slowdown", "pause", "minute", "map", "head"];

/** @param {string | undefined} list @param {string[]} known @param {string} what */
function chosen(list, known, what) {
  const names = list?.split(",") ?? known;
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Problem(`There is no ${what} ${unknown}.`, `Name some of these: ${known.join(",")}`);
  return names;
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Problem(`${file} cannot be read as saved numbers.`, "Save some first: npm run bench -- --out FILE");
  }
}

function options() {
  const text = /** @type {const} */ ({ type: "string" });
  try {
    return parseArgs({ options: { engine: text, only: text, out: text, compare: text, native: { type: "boolean" } } }).values;
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error), "npm run bench -- [--engine …] [--only …] [--native] [--out FILE]");
  }
}

/** @param {string | undefined} list */
function installed(list) {
  const names = /** @type {EngineName[]} */ (chosen(list, Object.keys(engines()), "engine"));
  return names.filter((name) => {
    const missing = missingPrograms(engines()[name]);
    if (missing.length > 0) say(`${engines()[name].title} is left out: there is no ${missing.join(", ")}`);
    return missing.length === 0;
  });
}

await runMain(async () => {
  const { engine, only, out, compare: file, native } = options();
  const parts = chosen(only, PARTS, "part");
  const before = file === undefined ? undefined : readJson(file);
  const names = installed(engine);
  if (names.length === 0) throw new Problem("No engine is installed.", "npm test installs them or says how");
  await setupForPage();
  await build();
  // What drives browsers is there after the set-up.
  const { measureAll } = await import("./measure.mjs");
  const { peers, end } = native ? await (await import("./peers.mjs")).startPeers() : { peers: [], end: () => {} };
  const results = await measureAll(names, parts, peers).finally(end);
  if (parts.includes("head")) await mustRun(["cargo", "bench", "--locked", "--quiet", "--bench", "head"], "The head could not be measured.");
  const titles = Object.fromEntries(Object.entries(engines()).map(([name, { title }]) => [name, title]));
  console.log(`\n${overview(results, titles)}`);
  if (native) {
    const recorded = readJson(path.join(root, "tools", "bench", "peers.json"));
    console.log(`\nPeers, in the same rounds:\n\n${againstPeers(results, results.peers)}`);
    console.log(`\nPeers in a browser, recorded on another day and machine:\n\n${againstPeers(results, recorded.peers)}`);
  }
  if (before) {
    const rows = compare(results, before).map((row) => [`${row.engine}: ${row.name}`, row.ratio.toFixed(2), digits(row.before), digits(row.now)]);
    console.log(`\n${table([`compared with ${path.basename(String(file))}`, "now ÷ before", "before", "now"], rows)}`);
  }
  const json = JSON.stringify(results, undefined, 2);
  console.log(`\n${json}`);
  if (out !== undefined) writeFileSync(out, `${json}\n`);
});
