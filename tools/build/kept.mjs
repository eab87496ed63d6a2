// What takes long to make is made once: it is kept under what it is made of, for the next command or test that needs the same.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import path from "node:path";
import { root } from "../shell.mjs";

/** What nobody has asked for as long goes, in ms. */
const A_DAY = 24 * 60 * 60 * 1000;

/** @param {string} folder */
function forget(folder) {
  for (const name of readdirSync(folder)) {
    const place = path.join(folder, name);
    // Another command may have finished or forgotten it meanwhile.
    const asked = statSync(place, { throwIfNoEntry: false });
    if (asked && Date.now() - asked.mtimeMs > A_DAY) rmSync(place, { recursive: true, force: true });
  }
}

/** All files of a folder, and of those in it. @param {string} folder */
const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(folder, name))
    .filter((place) => statSync(place).isFile())
    .sort();

/** Names and contents of files and of whole folders of the project; those that are not there are left out. @param {string[]} places */
export const contentOf = (places) =>
  places
    .map((place) => path.join(root, place))
    .filter((place) => existsSync(place))
    .flatMap((place) => (statSync(place).isDirectory() ? filesIn(place) : [place]))
    .flatMap((file) => [path.relative(root, file), readFileSync(file)]);

/** One word for contents and the versions of the tools. @param {(string | Uint8Array)[]} contents */
export function hashOf(contents) {
  const all = [readFileSync(path.join(root, "package-lock.json")), ...contents];
  return all.reduce((sum, each) => sum.update(`${each.length} `).update(each), createHash("sha256")).digest("hex");
}

/**
 * A file or folder, made where it has not been made of the same before. Commands that run at the same time may ask for the same.
 * @param {string} kind a name of its own
 * @param {(string | Uint8Array)[]} from all that it depends on, but for the versions of the tools
 * @param {(to: string) => Promise<unknown>} make
 * @returns {Promise<string>} where it is; it stays for a day at least
 */
export async function kept(kind, from, make) {
  const folder = path.join(root, "target", "kept", kind);
  const made = path.join(folder, hashOf(from));
  if (!existsSync(made)) {
    mkdirSync(folder, { recursive: true });
    forget(folder);
    const part = `${made}.${process.pid}`;
    await make(part);
    try {
      renameSync(part, made);
    } catch (problem) {
      if (!existsSync(made)) throw problem;
      rmSync(part, { recursive: true });
    }
  }
  const now = new Date();
  utimesSync(made, now, now);
  return made;
}
