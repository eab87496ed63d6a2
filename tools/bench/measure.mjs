// Measures every part in the engines that are named: training steps, drawing, reading a file, loading and running the page.
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { withEngine } from "../../tests/support/drivers.mjs";
import { site } from "../build/site.mjs";
import { serve } from "../serve.mjs";
import { engines } from "../setup/engines.mjs";
import { root, say } from "../shell.mjs";
import { frames } from "./frames.mjs";
import { map, minute } from "./minute.mjs";
import { measure, median } from "./numbers.mjs";
import { pause } from "./pause.mjs";
import { slowdown } from "./slowdown.mjs";
import { throughput } from "./throughput.mjs";

/** @typedef {import("../setup/engines.mjs").EngineName} EngineName */
/** @typedef {import("selenium-webdriver").Driver} Driver */
/** @typedef {import("./numbers.mjs").Bytes} Bytes */
/** @typedef {{name: EngineName, driver: Driver, result: import("./numbers.mjs").EngineResult}} Started */

const PAGE = "tools/bench/page.html";
/** What the page fetches of the core at first. */
const WASM = "pkg/web/tripletscope_first.wasm";
const TIMEOUT = 600_000;
const ROWS = 400_000;
const MEGABYTE = 1e6;

/** Rounds of each part; in each of them every engine does everything once, so that a slow minute strikes all alike. */
const ROUNDS = { quick: 11, csv: 3, vectors: 7, load: 7 };

const SIZES = /** @type {const} */ (["small", "medium", "course"]);

/** How often each kind of work is done in a round. */
const COUNTS = {
  steps: {
    "step small": 50,
    "step medium": 5,
    "step course": 1,
    "step course, one worker": 1,
    "step course, two workers": 1,
    "step course, two workers, a run each": 1,
  },
  views: { chart: 10, "chart and raster": 10, matrix: 20 },
};

/** Calls the benchmark's page. @param {Driver} driver @param {string} name @param {unknown[]} parameters @returns {Promise<any>} */
async function call(driver, name, ...parameters) {
  const script = `const done = arguments[2];
    Promise.resolve().then(() => bench[arguments[0]](...arguments[1])).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
  const { value, error } = await driver.executeAsyncScript(script, name, parameters);
  if (error) throw new Error(error);
  return value;
}

/** A fresh instance of the package. @param {Driver} driver @param {string} url */
async function openBench(driver, url) {
  await driver.get(url + PAGE);
  await driver.wait(() => driver.executeScript("return 'bench' in globalThis"), TIMEOUT, "The benchmark page does not come up");
}

/** Steps by themselves, in a fresh instance each time. @param {string} url */
const aloneAt = (url) => async (/** @type {Driver} */ driver) => {
  await openBench(driver, url);
  return (/** @type {string} */ link, /** @type {number} */ steps) => call(driver, "stepsOf", link, steps);
};

/** What takes part in a round. @typedef {{counts: Record<string, number>, work: (name: string, count: number) => Promise<number>}} Worker */

/** One after the other, round by round, so that a slow minute strikes all alike; the first round warms up. Gives back the milliseconds of each.
 * @param {Worker[]} workers */
async function inRounds(workers) {
  const samples = workers.map(
    ({ counts }) => /** @type {Record<string, number[]>} */ (Object.fromEntries(Object.keys(counts).map((name) => [name, []]))),
  );
  for (let round = 0; round <= ROUNDS.quick; round++)
    for (const [k, { counts, work }] of workers.entries())
      for (const [name, count] of Object.entries(counts)) {
        const ms = await work(name, count);
        if (round > 0) samples[k][name].push(ms);
      }
  return samples;
}

/** @param {Started[]} started @param {Record<string, number>} counts @returns {Worker[]} */
const enginesDoing = (started, counts) => started.map(({ driver }) => ({ counts, work: (name, count) => call(driver, "work", name, count) }));

/** @param {Started[]} started @param {Record<string, number>} counts @param {Record<string, number[]>[]} samples */
function keep(started, counts, samples) {
  for (const [k, { result }] of started.entries())
    for (const [name, count] of Object.entries(counts)) result.measures[name] = measure(samples[k][name], "ms", { callsPerSample: count });
}

/** @param {Started[]} started @param {string} url @param {import("./peers.mjs").Peer[]} peers */
async function steps(started, url, peers) {
  for (const { driver } of started) await openBench(driver, url);
  const counts = Object.fromEntries(SIZES.map((size) => [`step ${size}`, COUNTS.steps[`step ${size}`]]));
  const samples = await inRounds([...enginesDoing(started, COUNTS.steps), ...peers.map(({ work }) => ({ counts, work }))]);
  keep(started, COUNTS.steps, samples);
  for (const { driver, result } of started) {
    for (const crew of ["one worker", "two workers"]) {
      const bytes = await call(driver, "memoryOf", crew);
      result.measures[`… wasm memory of ${crew === "one worker" ? "one worker" : "each of two"}`] = measure([bytes / MEGABYTE], "MB");
    }
    for (const size of SIZES) result.measures[`step ${size}`].questionsWithGradient = await call(driver, "questionsWithGradient", size);
  }
  return peers.map(({ name, threads, kind }, k) => {
    const ms = Object.fromEntries(SIZES.map((size) => [size, median(samples[started.length + k][`step ${size}`])]));
    return { name, kind, threads, ms };
  });
}

/** @param {Started[]} started @param {string} url */
async function views(started, url) {
  for (const { driver } of started) await openBench(driver, url);
  keep(started, COUNTS.views, await inRounds(enginesDoing(started, COUNTS.views)));
}

/** @param {Started[]} started @param {string} url */
async function csv(started, url) {
  /** @type {{ms: number, fileBytes: number, memoryBytes: number}[][]} */
  const all = started.map(() => []);
  for (let round = 0; round < ROUNDS.csv; round++)
    for (const [k, { driver }] of started.entries()) {
      await openBench(driver, url);
      all[k].push(await call(driver, "csv", ROWS));
    }
  for (const [k, { result }] of started.entries()) {
    const seconds = all[k].map(({ ms }) => ms / 1000);
    result.measures["400,000 rows of CSV"] = measure(seconds, "s", { fileMB: all[k][0].fileBytes / MEGABYTE });
    const times = all[k].map(({ fileBytes, memoryBytes }) => memoryBytes / fileBytes);
    const bytes = all[k].map(({ memoryBytes }) => memoryBytes / MEGABYTE);
    result.measures["… wasm memory at most"] = measure(bytes, "MB");
    result.measures["… over the file's size"] = measure(times, "×");
  }
}

/** Two files of vectors, opened in a worker that has just begun, and once more: over what copying their bytes takes. @param {Started[]} started @param {string} url */
async function vectors(started, url) {
  /** @type {{copy: number[], open: number[]}[][]} */
  const all = started.map(() => []);
  for (const { driver } of started) await openBench(driver, url);
  for (let round = 0; round < ROUNDS.vectors; round++) for (const [k, { driver }] of started.entries()) all[k].push(await call(driver, "opening"));
  for (const [k, { result }] of started.entries()) {
    const overCopy = (/** @type {(times: number[]) => number} */ of) => all[k].map(({ copy, open }) => of(open) / of(copy));
    result.measures["20,000 pairs of vectors, first"] = measure(
      overCopy(([first]) => first),
      "× copying",
    );
    result.measures["… again"] = measure(
      overCopy(([, ...again]) => median(again)),
      "× copying",
    );
  }
}

/** Milliseconds from navigation until Run can be pressed. @param {Driver} driver @param {string} url @returns {Promise<number>} */
async function loadTime(driver, url) {
  await driver.get("about:blank");
  await driver.get(url);
  return driver.executeAsyncScript(`const done = arguments[0];
    const run = document.querySelector("#run");
    const look = () => { if (!run.disabled) done(performance.now()); return !run.disabled; };
    if (!look()) new MutationObserver(look).observe(run, { attributes: true });`);
}

/** The page as `npm start` serves it: how long until it can be used, and what it asks for. @param {Started[]} started */
async function load(started) {
  /** @type {Set<string>} */
  const asked = new Set();
  const { url, close } = await serve(0, { base: await site(), served: (file) => asked.add(file) });
  const samples = started.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round < ROUNDS.load; round++) for (const [k, { driver }] of started.entries()) samples[k].push(await loadTime(driver, url));
  for (const [k, { result }] of started.entries()) result.measures["load until Run"] = measure(samples[k], "ms", { first: samples[k][0] });
  close();
  return { "first load": bytesOf(asked) };
}

/** @param {Iterable<string>} files @returns {Bytes} */
function bytesOf(files) {
  const contents = [...files].map((file) => readFileSync(file));
  const sum = (/** @type {number[]} */ lengths) => lengths.reduce((a, b) => a + b, 0);
  return { files: contents.length, bytes: sum(contents.map((c) => c.length)), brotli: sum(contents.map((c) => brotliCompressSync(c).length)) };
}

/** Starts the engines, lets all of them do something, and ends them. @template T @param {EngineName[]} names @param {(started: Started[]) => Promise<T>} act
 * @param {Started[]} [started] @returns {Promise<T>} */
function withEngines(names, act, started = []) {
  const [name, ...rest] = names;
  if (!name) return act(started);
  return withEngine(name, async (driver) => {
    await driver.manage().setTimeouts({ script: TIMEOUT, pageLoad: TIMEOUT });
    const capabilities = await driver.getCapabilities();
    const result = { version: capabilities.getBrowserVersion(), measures: {} };
    say(`${engines()[name].title} ${result.version}`);
    return withEngines(rest, act, [...started, { name, driver, result }]);
  });
}

/** @param {EngineName[]} names @param {string[]} parts @param {import("./peers.mjs").Peer[]} peers that take their steps between the engines'
 * @returns {Promise<import("./numbers.mjs").Results>} */
export async function measureAll(names, parts, peers) {
  const page = await serve(0, { folders: ["tools/bench/"] });
  try {
    return await withEngines(names, async (started) => {
      /** Some give sizes of files. @type {Record<string, (started: Started[], url: string) => Promise<Record<string, Bytes> | void>>} */
      const acts = {
        page: (engines, url) => throughput(engines, url, aloneAt(url)),
        views,
        csv,
        vectors,
        load,
        frames,
        slowdown,
        pause,
        minute,
        map,
      };
      const files = { "WebAssembly file": bytesOf([path.join(root, WASM)]) };
      const native = parts.includes("steps") ? await steps(started, page.url, peers) : [];
      for (const part of parts.filter((name) => name in acts)) {
        say(`Measuring ${part}`);
        Object.assign(files, await acts[part](started, page.url));
      }
      const machine = { cpu: cpus()[0]?.model.trim() ?? "unknown", cores: cpus().length };
      return { machine, engines: Object.fromEntries(started.map(({ name, result }) => [name, result])), files, peers: native };
    });
  } finally {
    page.close();
  }
}
