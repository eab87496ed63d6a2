// The long tests of trust: spoilt links, saved runs and models, data files, arrays, results and lessons through the WebAssembly that is shipped. Each must be answered
// with a result or a sentence: no trap, no hang, nothing else that is thrown. It goes on where it was stopped.
//
//   npm run trust                      all of it, hours
//   npm run trust -- links=1000        only so many, of the kinds that are named
//   npm run trust -- again             from the start
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { Worker } from "node:worker_threads";

/** @typedef {import("./trust/cases.mjs").Kind} Kind */
/** @typedef {{done: number, read: number, refused: number, traps: number, others: number, hangs: number, failures: string[]}} Count */
/** @typedef {{number: number, read: number, refused: number, failed?: string, trap?: boolean}} Told */

/** How many of each. @type {Record<Kind, number>} */
const WHOLE = { links: 100_000, saved: 100_000, data: 100_000, results: 20_000, arrays: 20_000, lessons: 20_000, calls: 20_000 };
/** Fifty cases take far less, even on a machine that is busy. */
const PATIENCE_MS = 60_000;
const KEPT = new URL("../../target/trust.json", import.meta.url);

/** @returns {Count} */
const nothing = () => ({ done: 0, read: 0, refused: 0, traps: 0, others: 0, hangs: 0, failures: [] });

/** Goes on until so many are done, in threads each of which ends with a failure. @param {Kind} kind @param {number} to @param {Count} count @param {() => void} keep */
export async function fuzz(kind, to, count, keep = () => {}) {
  while (count.done < to) {
    const ended = await thread(kind, to, count, keep);
    if (ended !== "hangs") continue;
    count.hangs++;
    count.failures.push(`${kind}: one of the 50 cases from ${count.done} on`);
    count.done += 50;
  }
}

/** @param {Kind} kind @param {number} to @param {Count} count @param {() => void} keep @returns {Promise<"ended" | "hangs">} */
function thread(kind, to, count, keep) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./trust/worker.mjs", import.meta.url), { workerData: { kind, from: count.done, to } });
    const hangs = () => {
      resolve("hangs");
      worker.terminate();
    };
    let watchdog = setTimeout(hangs, PATIENCE_MS);
    worker.on("message", (/** @type {Told} */ told) => {
      clearTimeout(watchdog);
      watchdog = setTimeout(hangs, PATIENCE_MS);
      count.done = told.number;
      count.read += told.read;
      count.refused += told.refused;
      if (told.failed) {
        if (told.trap) count.traps++;
        else count.others++;
        count.failures.push(told.failed);
      }
      keep();
    });
    worker.on("error", reject);
    worker.on("exit", () => {
      clearTimeout(watchdog);
      resolve("ended");
    });
  });
}

/** @returns {Partial<Record<Kind, Count>>} */
function kept() {
  try {
    return JSON.parse(readFileSync(KEPT, "utf8"));
  } catch {
    return {};
  }
}

async function main() {
  const asked = process.argv.slice(2);
  const counts = asked.includes("again") ? {} : kept();
  const named = asked.filter((word) => word.includes("=")).map((word) => word.split("="));
  const wanted = named.length > 0 ? named.map(([kind, count]) => [kind, Number(count)]) : Object.entries(WHOLE);
  mkdirSync(new URL(".", KEPT), { recursive: true });
  // Whatever ends this program, a whole file is there.
  const half = new URL(`${KEPT}.part`);
  const keep = () => {
    writeFileSync(half, JSON.stringify(counts));
    renameSync(half, KEPT);
  };
  const all = /** @type {[Kind, number][]} */ (wanted);
  for (const [kind] of all) counts[kind] ??= nothing();
  await Promise.all(all.map(([kind, to]) => fuzz(kind, to, counts[kind] ?? nothing(), keep)));
  console.table(Object.fromEntries(Object.entries(counts).map(([kind, { failures, ...figures }]) => [kind, figures])));
  const failures = Object.values(counts).flatMap((count) => count.failures);
  for (const failure of failures) console.error(failure);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

if (process.argv[1] === new URL(import.meta.url).pathname) await main();
