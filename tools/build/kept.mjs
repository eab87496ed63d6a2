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
    if (Date.now() - statSync(place).mtimeMs > A_DAY) rmSync(place, { recursive: true, force: true });
  }
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
  const content = [readFileSync(path.join(root, "package-lock.json")), ...from];
  const hash = content.reduce((sum, each) => sum.update(`${each.length} `).update(each), createHash("sha256")).digest("hex");
  const made = path.join(folder, hash);
  if (!existsSync(made)) {
    mkdirSync(folder, { recursive: true });
    forget(folder);
    const part = `${made}.${process.pid}`;
    await make(part);
    if (existsSync(made)) rmSync(part, { recursive: true });
    else renameSync(part, made);
  }
  const now = new Date();
  utimesSync(made, now, now);
  return made;
}
