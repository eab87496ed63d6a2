// npm test: sets up what the suites need and is missing, builds the package and runs all suites, or those that are named; every suite runs even when one fails.
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "../build/build.mjs";
import { embed } from "../build/embed.mjs";
import { engines, missingPrograms } from "../setup/engines.mjs";
import { setupForTests } from "../setup/setup.mjs";
import { explain, inCI, Problem, root, run, runMain, say } from "../shell.mjs";
import { chosen, failuresIn, needsOf } from "./suites.mjs";

/** @typedef {import("./suites.mjs").Suite} Suite */
/** What a suite came to; `said` is what its output says of a failure. @typedef {{passed: number, failed: number, note: string, said?: string}} Outcome */
/** @typedef {Outcome & {name: string, seconds: number}} Result */

/** Where wasm-bindgen's test runner looks for a driver's capabilities. */
const capabilities = path.join(root, "webdriver.json");

/** What drivers and wasm-bindgen's runner say when a browser does not come up; no test has run then. */
const NOT_STARTED = /driver failed to (start|bind port)|failed to create a \w+ session|\/session request failed|Xvfb failed to start/;

/**
 * Runs a suite's command, once more if its browser did not start.
 * @param {Suite} suite
 * @param {string[]} command
 */
async function attempt(suite, command) {
  try {
    if (suite.webdriver) writeFileSync(capabilities, JSON.stringify(suite.webdriver()));
    const first = await run(command, { env: suite.env });
    const started = !suite.engine || first.code === 0 || /^test /m.test(first.output) || !NOT_STARTED.test(first.output);
    if (started) return first;
    say("The browser did not start and no test ran: trying once more");
    return await run(command, { env: suite.env });
  } finally {
    rmSync(capabilities, { force: true });
  }
}

/**
 * @param {Suite} suite
 * @returns {Promise<Outcome>}
 */
async function judge(suite) {
  const missing = suite.engine ? missingPrograms(engines()[suite.engine]) : [];
  if (missing.length > 0) return { passed: 0, failed: inCI ? 1 : 0, note: `left out: there is no ${missing.join(", ")}` };
  const command = suite.command();
  if (command.length === 0) return { passed: 0, failed: 1, note: "ran nothing" };
  const { code, output } = await attempt(suite, command);
  const { passed, failed } = suite.count(output, code);
  if (failed > 0) return { passed, failed, note: "", said: failuresIn(output) };
  if (code !== 0) return { passed, failed: 1, note: `ended with code ${code}`, said: failuresIn(output) };
  return passed === 0 ? { passed, failed: 1, note: "ran nothing" } : { passed, failed, note: "" };
}

/**
 * @param {string} name
 * @param {() => Promise<Outcome>} work
 * @returns {Promise<Result>}
 */
async function timed(name, work) {
  const start = performance.now();
  const result = await work().catch((error) => {
    console.error(explain(error));
    return { passed: 0, failed: 1, note: error instanceof Problem ? error.message : "could not be run" };
  });
  return { name, ...result, seconds: (performance.now() - start) / 1000 };
}

/** @param {Suite[]} wanted */
async function prepare(wanted) {
  await setupForTests(needsOf(wanted));
  if (wanted.some((suite) => suite.usesPackage)) await build();
  // Tests that run at the same time find it made.
  if (wanted.some((suite) => suite.usesEmbedded)) await embed();
  return { passed: 0, failed: 0, note: "" };
}

/** A long log ends with what went wrong in it. @param {Result[]} results */
function repeatFailures(results) {
  for (const { name, said } of results) {
    if (!said) continue;
    say(`${name} failed:`);
    console.log(said);
  }
}

/** @param {Result[]} results */
function summarise(results) {
  const width = Math.max(...results.map((result) => result.name.length));
  console.log(`\n${"suite".padEnd(width)}  passed  failed  seconds`);
  for (const { name, passed, failed, seconds, note } of results) {
    console.log(
      `${name.padEnd(width)}  ${String(passed).padStart(6)}  ${String(failed).padStart(6)}  ${seconds.toFixed(1).padStart(7)}  ${note}`.trimEnd(),
    );
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
  console.log(`\n${passed} passed, ${failed} failed`);
}

await runMain(async () => {
  const wanted = chosen(process.argv.slice(2));
  const results = [await timed("set-up", () => prepare(wanted))];
  for (const suite of results[0].failed === 0 ? wanted : []) {
    say(`${suite.name}: ${suite.title}`);
    results.push(await timed(suite.name, () => judge(suite)));
  }
  // The output of a single suite is still on the screen.
  if (wanted.length > 1) repeatFailures(results);
  summarise(results);
});
