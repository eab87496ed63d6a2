// The readers, fuzzed natively and guided by coverage: libFuzzer on stable Rust, with the compiler's own pass for coverage. Needs a C++ compiler.
//
//   npm run fuzz                     every target for ten minutes, an hour in all
//   npm run fuzz -- 60 links data    these targets for a minute each
//
// What it finds stays in target/fuzz/finds, what it has tried in target/fuzz/corpus: the next time goes on from there.
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../shell.mjs";

const folder = path.join(root, "tests/fuzz");
const target = path.join(root, "target/fuzz");
const HOST = "x86_64-unknown-linux-gnu";
const COVERAGE = [
  "--cfg fuzzing",
  "-Cpasses=sancov-module",
  ...["level=4", "inline-8bit-counters", "pc-table", "trace-compares"].map((what) => `-Cllvm-args=-sanitizer-coverage-${what}`),
  "-Clink-dead-code",
  "-Ccodegen-units=4",
].join(" ");
const LIMITS = ["-timeout=20", "-rss_limit_mb=3000", "-max_len=8192", "-fork=1", "-ignore_crashes=1", "-ignore_timeouts=1", "-ignore_ooms=1"];

/** @param {string} file */
const read = (file) => readFileSync(path.join(root, "tests", file));
/** @param {number} way @param {Uint8Array} bytes */
const after = (way, bytes) => Buffer.concat([Buffer.from([way]), bytes]);
/** All files of a folder of tests. @param {string} name */
const filesIn = (name) =>
  readdirSync(path.join(root, "tests", name), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(csv|tsv|jsonl?|gz|xml|npy|npz|safetensors)$/.test(entry.name))
    .map((entry) => read(path.join(name, entry.name)));

/** The header of a `.safetensors` file, and its values behind a zero. @param {Uint8Array} file */
function headerFirst(file) {
  const end = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true)) + 8;
  return Buffer.concat([file.subarray(8, end), Buffer.from([0]), file.subarray(end)]);
}

/** The notes in a saved run's header. @param {Uint8Array} file */
const notesOf = (file) => Buffer.from(JSON.parse(headerFirst(file).toString().split("\0")[0]).__metadata__.tripletscope);

const settings = [
  '{"model":{"hiddenDim":2,"embeddingDim":3,"pooling":"mean","seed":1},"loss":"both","adam":{"learningRate":0.01},"batchSize":8,"maxLength":9,"swap":true,"seed":7}',
  '{"kind":"triplet","reduction":"mean","terms":[{"negative":"semi-hard","along":"columns","margin":0.25,"weight":2}]}',
  '{"question1":1,"question2":"b","label":null,"duplicate":["1"],"different":{"below":0.5},"header":true,"delimiter":",","split":{"heldOut":0.3,"seed":3}}',
  '{"runs":[[{"step":3,"values":{"swap":true},"loss":{"kind":"softmax","along":"rows","scale":20}}],[]],"step":5}',
  '{"batchSize":8,"model.hiddenDim":16,"page.edition":"course-2022","data.asymmetry":0.3}',
];

/** What each begins with. @type {Record<string, () => Uint8Array[]>} */
const SEEDS = {
  links: () => [read("witness/link.txt")],
  saved: () => [
    after(0, read("witness/run.safetensors")),
    after(1, headerFirst(read("witness/run.safetensors"))),
    after(2, notesOf(read("witness/run.safetensors"))),
  ],
  data: () => [...filesIn("cases/files"), read("witness/pairs.csv")].flatMap((file) => [0, 1, 2, 3].map((way) => after(way, file))),
  arrays: () => [
    ...["arrays", "interop"].flatMap(filesIn).map((file) => after(0, file)),
    ...["arrays/tensors.safetensors", "witness/model.safetensors", "witness/run.safetensors"].map((file) => after(1, headerFirst(read(file)))),
    ...['["<unk>","<pad>","why"]', '{"why":2,"<unk>":0}', "why\nhow\n"].map((text) => after(3, Buffer.from(text))),
  ],
  results: () => [read("witness/results.json")],
  settings: () => settings.map((text, way) => after(way, Buffer.from(text))),
};

/** Runs a program to its end and hands on each line that it says. @param {string} program @param {string[]} args @param {NodeJS.ProcessEnv} env @param {(line: string) => void} hear */
function runs(program, args, env, hear) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: folder, env: { ...process.env, ...env }, stdio: ["ignore", "inherit", "pipe"] });
    let rest = "";
    child.stderr.on("data", (/** @type {Buffer} */ bytes) => {
      const lines = (rest + bytes).split("\n");
      rest = lines.pop() ?? "";
      lines.forEach(hear);
    });
    child.on("exit", resolve);
  });
}

/** @param {string} name @param {number} seconds */
async function fuzz(name, seconds) {
  const [corpus, finds] = ["corpus", "finds"].map((kind) => path.join(target, kind, name));
  for (const each of [corpus, finds]) mkdirSync(each, { recursive: true });
  SEEDS[name]().forEach((bytes, k) => {
    writeFileSync(path.join(corpus, `seed-${k}`), bytes);
  });
  const start = performance.now();
  let [executions, edges] = [0, 0];
  const hear = (/** @type {string} */ line) => {
    const told = /^#(\d+): cov: (\d+)/.exec(line);
    if (told) [executions, edges] = told.slice(1).map(Number);
    else if (/panicked|ERROR|^thread/.test(line)) console.error(line.slice(0, 400));
  };
  const program = path.join(target, HOST, "release", name);
  await runs(program, [corpus, `-artifact_prefix=${finds}/`, `-max_total_time=${seconds}`, ...LIMITS], {}, hear);
  const minutes = Math.round((performance.now() - start) / 6000) / 10;
  return { executions, edges, inputs: readdirSync(corpus).length, minutes, finds: readdirSync(finds).length };
}

const words = process.argv.slice(2);
const seconds = Number(words.find((word) => /^\d+$/.test(word)) ?? 600);
const names = words.filter((word) => word in SEEDS);
const built = await runs("cargo", ["build", "--release", "--locked", "--target", HOST, "--target-dir", target], { RUSTFLAGS: COVERAGE }, (line) =>
  console.error(line),
);
if (built !== 0) process.exit(1);
/** @type {Record<string, Awaited<ReturnType<typeof fuzz>>>} */
const figures = {};
for (const name of names.length > 0 ? names : Object.keys(SEEDS)) figures[name] = await fuzz(name, seconds);
console.table(figures);
process.exitCode = Object.values(figures).some(({ finds }) => finds > 0) ? 1 : 0;
