// Two builds of one commit are byte for byte the same: it is checked out and built in two places, and all that is shipped is compared.
//
//   npm run trust:twice
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync } from "node:fs";
import path from "node:path";
import { root } from "../shell.mjs";

/** What is shipped. */
const SHIPPED = ["pkg", "dist"];

/** @param {string} folder @returns {Map<string, string>} each file with its hash */
function hashes(folder) {
  const found = new Map();
  for (const name of SHIPPED) {
    const files = /** @type {string[]} */ (readdirSync(path.join(folder, name), { recursive: true })).map((file) => path.join(name, file));
    for (const file of files.filter((each) => statSync(path.join(folder, each)).isFile()))
      found.set(
        file,
        createHash("sha256")
          .update(readFileSync(path.join(folder, file)))
          .digest("hex"),
      );
  }
  return found;
}

/** What is checked out now, whatever is committed meanwhile. */
const COMMIT = execFileSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8" }).trim();

/** Builds the commit in a folder of its own, which is gone afterwards. @param {string} name of the folder: as long as another, or not */
function built(name) {
  const folder = mkdtempSync(path.join(root, "target", name));
  try {
    execFileSync("tar", ["-x", "-C", folder], { input: execFileSync("git", ["archive", COMMIT], { cwd: root, maxBuffer: 1 << 30 }) });
    // What is installed is that of the lock.
    utimesSync(path.join(folder, "package-lock.json"), 0, 0);
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
    execFileSync("node", ["tools/build/embed.mjs"], { cwd: folder, stdio: "inherit" });
    return hashes(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

mkdirSync(path.join(root, "target"), { recursive: true });
const [one, other] = ["first-", "the-second-"].map(built);
const files = [...new Set([...one.keys(), ...other.keys()])];
const different = files.filter((file) => one.get(file) !== other.get(file));
console.log(`${files.length} files, ${different.length} different`);
for (const file of different) console.error(file);
process.exitCode = different.length > 0 || files.length === 0 ? 1 : 0;
