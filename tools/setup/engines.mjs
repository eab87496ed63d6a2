// The three browser engines of the tests: which programs each needs, where they lie and which Debian packages bring them.
import { readdirSync } from "node:fs";
import path from "node:path";
import { findProgram, Problem } from "../shell.mjs";

/** @typedef {"chrome" | "firefox" | "webkit"} EngineName */
/** @typedef {{title: string, programs: Record<string, string[]>, packages: string[]}} Engine */

/** Chromium without a window's parts, which takes half the time; where Debian does not bring it, the whole one does the same. */
export const SHELL = "chromium-headless-shell";
const CHROMIUM = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** WebKitGTK keeps its small browser outside PATH, in a folder named by architecture and version. */
function miniBrowsers() {
  const libraries = ["/usr/lib", "/usr/libexec", "/usr/lib64"].flatMap((folder) => [folder, ...subfolders(folder, /-linux-gnu/)]);
  return libraries.flatMap((folder) => subfolders(folder, /^webkit(2)?gtk-/)).map((folder) => path.join(folder, "MiniBrowser"));
}

/**
 * @param {string} folder
 * @param {RegExp} name
 */
function subfolders(folder, name) {
  try {
    return readdirSync(folder)
      .filter((entry) => name.test(entry))
      .map((entry) => path.join(folder, entry));
  } catch {
    return [];
  }
}

/** @type {Record<EngineName, () => Engine>} */
const table = {
  chrome: () => ({
    title: "Chrome",
    programs: { browser: CHROMIUM, shell: [SHELL, ...CHROMIUM], driver: ["chromedriver"] },
    packages: ["chromium", "chromium-driver"],
  }),
  firefox: () => ({
    title: "Firefox",
    programs: { browser: ["firefox-esr", "firefox"], driver: ["geckodriver"] },
    packages: ["firefox-esr"],
  }),
  webkit: () => ({
    title: "WebKit",
    programs: { browser: miniBrowsers(), driver: ["WebKitWebDriver"], display: ["xvfb-run"] },
    packages: ["webkit2gtk-driver", "xvfb", "xauth"],
  }),
};

/** All engines, with the programs' names as they are on this machine. */
export const engines = () =>
  /** @type {Record<EngineName, Engine>} */ (Object.fromEntries(Object.entries(table).map(([name, make]) => [name, make()])));

/** What a program is called where there is none. @param {string[]} names */
const called = (names) => names[0] ?? "MiniBrowser";

/** @param {Engine} engine */
export const missingPrograms = (engine) =>
  Object.values(engine.programs)
    .filter((names) => !findProgram(names))
    .map(called);

/**
 * The path of one of an engine's programs.
 * @param {EngineName} name
 * @param {string} role
 */
export function programOf(name, role) {
  const names = table[name]().programs[role];
  const found = findProgram(names);
  if (!found) throw new Problem(`There is no ${called(names)} here.`, "npm test");
  return found;
}
