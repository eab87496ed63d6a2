// Running programs: their output is passed on as it comes, and every failure is a sentence with the command that mends it.
import { execFileSync, spawn } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** Where set-up puts programs that only this project uses. */
export const toolsFolder = path.join(root, ".tools");

/** CI requires everything; a person's machine may lack an engine or two. */
export const inCI = Boolean(process.env.CI) && process.env.CI !== "false";

process.env.PATH = [path.join(toolsFolder, "bin"), process.env.PATH, path.join(homedir(), ".cargo", "bin")].join(path.delimiter);

/** A failure that a person can mend: one sentence, and the command or act that mends it. */
export class Problem extends Error {
  /**
   * @param {string} sentence
   * @param {string} mend
   */
  constructor(sentence, mend) {
    super(sentence);
    this.mend = mend;
  }
}

/** @param {string} line */
export const say = (line) => console.log(`» ${line}`);

/**
 * The sentence of an error, and what mends it.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof Problem) return `${error.message}\n  To mend it: ${error.mend}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Runs a command line program's main function; a failure is explained and ends it with code 1.
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(`\n${explain(error)}`);
    process.exitCode = 1;
  }
}

const executableSuffixes = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];

/**
 * The first of these programs that is on PATH, or that is itself a path to one.
 * @param {string[]} names
 * @returns {string | undefined}
 */
export function findProgram(names) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const files = names.flatMap((name) => (path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name))));
  return files.flatMap((file) => executableSuffixes.map((suffix) => file + suffix)).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return existsSync(file);
  } catch {
    return false;
  }
}

/**
 * What a program prints, or an empty text when it is missing or fails.
 * @param {string} program
 * @param {string[]} parameters
 */
export function outputOf(program, parameters) {
  try {
    return execFileSync(program, parameters, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "";
  }
}

/**
 * Runs a program in the repository's folder, or another one, passes its output on (unless quiet) and returns it with the exit code.
 * @param {string[]} command
 * @param {{env?: Record<string, string>, quiet?: boolean, folder?: string}} [options]
 * @returns {Promise<{code: number, output: string}>}
 */
export function run([program, ...parameters], { env = {}, quiet = false, folder = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { cwd: folder, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
        output += text;
        if (!quiet) process.stdout.write(text);
      });
    }
    child.on("error", () => reject(new Problem(`The program ${program} cannot be started.`, `Put ${program} on PATH.`)));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs a program that must succeed.
 * @param {string[]} command
 * @param {string} sentence what has failed when it does not
 * @param {{env?: Record<string, string>, quiet?: boolean, folder?: string, mend?: string}} [options]
 */
export async function mustRun(command, sentence, options = {}) {
  const { code, output } = await run(command, options);
  if (code === 0) return output;
  if (options.quiet) console.log(output);
  throw new Problem(sentence, options.mend ?? `Read the lines above, then try again: ${command.join(" ")}`);
}
