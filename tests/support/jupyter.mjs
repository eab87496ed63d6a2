// JupyterLab on a free port, with a folder of notebooks that goes when it ends.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** @typedef {{url: string, folder: string, addressOf: (notebook: string) => string, close: () => Promise<void>}} Jupyter */

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Where the server says it is. @param {string} runtime @returns {{url: string} | undefined} */
function serverIn(runtime) {
  try {
    const file = readdirSync(runtime).find((name) => /^jpserver-\d+\.json$/.test(name));
    return file ? JSON.parse(readFileSync(path.join(runtime, file), "utf8")) : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} python @returns {Promise<Jupyter>} */
export async function startJupyter(python) {
  const home = mkdtempSync(path.join(tmpdir(), "tripletscope-jupyter-"));
  const folder = mkdtempSync(path.join(home, "notebooks-"));
  const at = (/** @type {string} */ name) => path.join(home, name);
  const env = {
    ...process.env,
    JUPYTER_RUNTIME_DIR: at("runtime"),
    JUPYTER_CONFIG_DIR: at("config"),
    JUPYTER_DATA_DIR: at("data"),
    IPYTHONDIR: at("ipython"),
  };
  const token = randomBytes(16).toString("hex");
  const flags = ["--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0", `--IdentityProvider.token=${token}`, `--ServerApp.root_dir=${folder}`];
  const server = spawn(python, ["-m", "jupyterlab", ...flags], { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  server.stderr.setEncoding("utf8").on("data", (text) => (said += text));
  const ended = new Promise((resolve) => server.on("close", resolve));
  const close = async () => {
    server.kill("SIGTERM");
    await Promise.race([ended, pause(10_000)]);
    server.kill("SIGKILL");
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  for (let wait = 0; wait < 300 && server.exitCode === null; wait++) {
    const url = serverIn(at("runtime"))?.url;
    if (url) return { url, folder, addressOf: (notebook) => `${url}doc/tree/${notebook}?token=${token}`, close };
    await pause(200);
  }
  await close();
  throw new Error(`JupyterLab did not start:\n${said}`);
}

/** @param {string} file @param {string[]} cells code */
export function writeNotebook(file, cells) {
  const notebook = {
    cells: cells.map((source, k) => ({ cell_type: "code", id: `cell-${k}`, execution_count: null, metadata: {}, outputs: [], source })),
    metadata: { kernelspec: { name: "python3", display_name: "Python 3", language: "python" } },
    ...{ nbformat: 4, nbformat_minor: 5 },
  };
  writeFileSync(file, JSON.stringify(notebook));
}
