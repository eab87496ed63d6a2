// PyTorch, JAX and jax-js on this machine, on the weights and batches that the engines train on, between whose rounds they take theirs.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { pythonWith } from "../setup/python.mjs";
import { outputOf, Problem, root } from "../shell.mjs";
import { sizes } from "./made.js";
import { ADAM, trainingOf } from "./training.js";

/** @typedef {{name: string, threads: number, kind: "native" | "browser", work: (name: string, count: number) => Promise<number>, end: () => void}} Peer */

const LIBRARIES = { torch: "PyTorch, eager nn.LSTM", jax: "JAX, jit" };
const WEIGHTS = /** @type {const} */ (["embedding", "kernel", "recurrentKernel", "bias"]);
/** How far a peer's loss of the first step may be from ours, relative: single precision, summed in another order. */
const ALIKE = 1e-4;

/** Writes what each size begins with, and gives back its first loss. @param {string} folder */
async function handOut(folder) {
  const core = await import("../../pkg/node/tripletscope.js");
  return Object.fromEntries(
    Object.entries(sizes).map(([size, { batch, steps, dim, vocabulary }]) => {
      const { model, adam, left, right, loss } = trainingOf(core, /** @type {keyof typeof sizes} */ (size));
      const parameters = model.parameters();
      const arrays = [left, right, ...WEIGHTS.map((name) => parameters[name])];
      writeFileSync(
        path.join(folder, `${size}.bin`),
        Buffer.concat(arrays.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))),
      );
      writeFileSync(path.join(folder, `${size}.json`), JSON.stringify({ batch, steps, dim, vocabulary, optimiser: ADAM }));
      const first = adam.step(model, left, right, batch, loss);
      for (const own of [model, adam]) own.free();
      return [size, first];
    }),
  );
}

/** Each library by itself, with one core and with two; steps are asked for by the names of the benchmark. @returns {Promise<{peers: Peer[], end: () => void}>} */
export async function startPeers() {
  const python = pythonWith("interop");
  if (!python) throw new Problem("There is no Python with PyTorch and JAX.", "npm test -- interop installs it");
  const folder = mkdtempSync(path.join(tmpdir(), "peers-"));
  const firsts = await handOut(folder);
  const programs = path.join(root, "tools", "bench");
  const native = Object.entries(LIBRARIES).flatMap(([library, title]) => {
    const name = title.replace(",", ` ${outputOf(python, ["-c", `import ${library}; print(${library}.__version__)`])},`);
    const command = [python, path.join(programs, "native.py"), library];
    return [1, 2].map((threads) => peerOf([...command, String(threads), folder], { threads, name, kind: "native", firsts }));
  });
  const { version } = JSON.parse(readFileSync(path.join(root, "node_modules", "@jax-js", "jax", "package.json"), "utf8"));
  const inV8 = peerOf([process.execPath, path.join(programs, "jax-js.mjs")], {
    threads: 1,
    name: `jax-js ${version}, WebAssembly`,
    kind: "browser",
    firsts,
  });
  const peers = [...native, inV8];
  const end = () => {
    for (const peer of peers) peer.end();
    rmSync(folder, { recursive: true, force: true });
  };
  return { peers, end };
}

/** @param {string[]} command @param {{threads: number, name: string, kind: Peer["kind"], firsts: Record<string, number>}} which @returns {Peer} */
function peerOf([program, ...parameters], { threads, name, kind, firsts }) {
  const child = spawn(program, parameters, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const checked = new Set();
  /** @param {string} size @param {number} count */
  const ask = async (size, count) => {
    child.stdin.write(`${JSON.stringify({ size, count })}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Problem(`${name} has ended.`, "What it said stands above");
    return /** @type {{ms: number, loss: number}} */ (JSON.parse(value));
  };
  return {
    name,
    threads,
    kind,
    work: async (what, count) => {
      const size = what.replace("step ", "");
      if (!checked.has(size)) {
        const { loss } = await ask(size, 1);
        if (!(Math.abs(loss - firsts[size]) <= ALIKE * firsts[size]))
          throw new Problem(`${name}: the first loss is ${loss}, ours ${firsts[size]}.`, "Compare the formulas");
        checked.add(size);
      }
      return (await ask(size, count)).ms;
    },
    end: () => void child.kill(),
  };
}
