// docs/data.md: it names every key of a reading with its values, and its examples do what stands beside them.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { Dataset } from "../../pkg/node/tripletscope.js";
import { root } from "../../tools/shell.mjs";

const text = readFileSync(path.join(root, "docs", "data.md"), "utf8");
const rows = text.split("\n").filter((line) => line.startsWith("| `"));

/** What the core says of this reading. @param {object} reading */
function refusalOf(reading) {
  try {
    Dataset.fromCsv(new Uint8Array(), /** @type {any} */ (reading));
  } catch (error) {
    return /** @type {{message: string, problem: Record<string, string>}} */ (error);
  }
  throw new Error("It was not refused.");
}

test("docs/data.md names each key of a reading once, in the order of the core, and each of its choices", () => {
  const keys = refusalOf({ "?": 0 }).problem.allowed.split(", ");
  const section = /## Every key of a reading\n(.*?)\n#/s.exec(text)?.[1].split("\n") ?? [];
  const named = rows.filter((row) => section.includes(row)).flatMap((row) => [...row.split(" | ")[0].matchAll(/`(\w+)`/g)].map(([, key]) => key));
  assert.deepEqual(named, keys);
  const choices = ["format", "encoding", "tokenizer", "wordIds"].map((key) => [key, refusalOf({ [key]: "?" }).message.match(/"[\w-]+"/g) ?? []]);
  for (const [key, values] of choices)
    for (const value of values) assert.ok(rows.find((row) => row.startsWith(`| \`${key}\``))?.includes(`\`${value}\``), `${key}: ${value}`);
  assert.ok(choices.every(([, values]) => values.length > 1));
});

test("docs/data.md tells how many pairs each built-in set has", () => {
  const sets = /must be one of (.+)\./.exec(refusalOfSet())?.[1].match(/[\w-]+/g) ?? [];
  assert.ok(sets.length >= 4);
  for (const set of sets) {
    const { trainPairs, evaluationPairs } = Dataset.builtin(set);
    const row = rows.find((line) => line.startsWith(`| \`${set}\``)) ?? "";
    assert.ok(row.endsWith(`| ${trainPairs.toLocaleString("en")} | ${evaluationPairs} |`), `${set}: ${trainPairs}, ${evaluationPairs}`);
  }
});

function refusalOfSet() {
  try {
    Dataset.builtin("?");
  } catch (error) {
    return String(error);
  }
  return "";
}

/** The files of the examples. */
const FILES = `
const bytesOf = (text) => new TextEncoder().encode(text);
const pairs = (count, of) => Array.from({ length: count }, (_, k) => ["How does thing " + k + " work?", "What makes thing " + k + " go?", ...of(k)]);
const text = [["first", "second", "verdict"], ...pairs(90, (k) => [k % 3 ? "match" : "clash"])].map((row) => row.join("|")).join("\\n");
const scores = bytesOf([["first", "second", "score"], ...pairs(90, (k) => [[1, 3, 5][k % 3]])].map((row) => row.join(",")).join("\\n"));
const languages = bytesOf(["first,second", "What is C++?,What is C++ for?", "What is C?,What is C for?", ...pairs(60, () => [])].join("\\n"));
`;

test("The examples of docs/data.md run, and give what stands beside them", async () => {
  const blocks = [...text.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);
  assert.ok(blocks.length >= 7);
  const asserted = blocks
    .join("\n")
    .replaceAll(/^import .*$/gm, "")
    .replaceAll(/^(.+); \/\/ → (.+)$/gm, "assert.deepEqual($1, $2);")
    .replaceAll(
      /^(.+); \/\/ throws (.+)$/gm,
      (_, code, said) => `assert.throws(() => ${code}, ({ message }) => message.includes(${JSON.stringify(said)}));`,
    );
  assert.ok((asserted.match(/assert\./g) ?? []).length >= 15);
  const core = pathToFileURL(path.join(root, "pkg", "node", "tripletscope.js")).href;
  const folder = mkdtempSync(path.join(tmpdir(), "data-"));
  const file = path.join(folder, "examples.mjs");
  try {
    writeFileSync(file, `import assert from "node:assert/strict";\nimport { Dataset } from "${core}";\n${FILES}\n${asserted}`);
    await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
