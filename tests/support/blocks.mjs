// Blocks of the documents that tests make: `<!-- name -->` … `<!-- /name -->`. UPDATE=1 writes them; otherwise they must be what was made.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../tools/shell.mjs";

/** @param {string} file @param {string} name */
function partsOf(file, name) {
  const text = readFileSync(path.join(root, file), "utf8");
  const [open, close] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
  const [start, end] = [text.indexOf(open) + open.length, text.indexOf(close)];
  assert.ok(start >= open.length && end >= start, `${file} has no block ${name}`);
  return { before: text.slice(0, start), block: text.slice(start, end), after: text.slice(end) };
}

/** Holds the block against what was made. @param {string} file @param {string} name @param {string} made
 * @param {(block: string, made: string) => void} [compare] */
export function holdBlock(file, name, made, compare = (block) => assert.equal(block, made, `UPDATE=1 writes the block ${name} of ${file} anew`)) {
  const { before, block, after } = partsOf(file, name);
  if (process.env.UPDATE) return writeFileSync(path.join(root, file), `${before}${made}${after}`);
  compare(block, made);
}

/** A table in Markdown. @param {string[]} head @param {string[][]} rows @param {string[]} [align] */
export const markdown = (head, rows, align = head.map(() => "---")) =>
  [head, align, ...rows].map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`).join("\n");
