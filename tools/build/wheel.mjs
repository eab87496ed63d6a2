// npm run wheel: the Python package in dist/, with the widget's module and the tables that Python checks its input by.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { installNotebook, pythonWith } from "../setup/python.mjs";
import { setupForPage } from "../setup/setup.mjs";
import { mustRun, Problem, root, runMain, say } from "../shell.mjs";
import { build, withoutPlaces } from "./build.mjs";
import { embed } from "./embed.mjs";

const WASI = "wasm32-wasip1";
const dist = path.join(root, "dist");
const wheels = () => readdirSync(dist).filter((file) => file.endsWith(".whl"));

/** What Python knows of the package. */
async function tables() {
  const { settings, presets } = await import(pathToFileURL(path.join(root, "pkg", "node", "tripletscope.js")).href);
  const lessons = readdirSync(path.join(root, "www", "lessons", "en")).map((file) => file.replace(".json", ""));
  return JSON.stringify({ settings: settings(), losses: presets(), lessons });
}

/** The core that Python trains with, as a WASI module. */
async function outcomes() {
  say("Compiling the core for Python");
  await mustRun(["rustup", "target", "add", WASI], `Rust's target ${WASI} could not be added.`, { quiet: true });
  const cargo = ["cargo", "build", "--release", "--locked", "--example", "outcomes", "--target", WASI, "--config", withoutPlaces(WASI)];
  await mustRun(cargo, "The core does not compile for Python.");
  return path.join(root, "target", WASI, "release", "examples", "outcomes.wasm");
}

/** Makes the wheel of what `embed` has built; gives back its path. */
export async function wheel() {
  const python = pythonWith("notebook");
  if (!python) throw new Problem("There is no Python that can build the wheel.", "npm test -- notebook");
  const folder = path.join(root, "python", "src", "tripletscope", "static");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "tables.json"), await tables());
  await mustRun(["cp", path.join(dist, "anywidget.js"), await outcomes(), folder], "The package's modules could not be put in place.");
  for (const file of wheels()) rmSync(path.join(dist, file));
  const command = [python, "-m", "hatchling", "build", "--target", "wheel", "--directory", dist];
  await mustRun(command, "The wheel could not be built.", { quiet: true, folder: path.join(root, "python") });
  const [file] = wheels();
  say(`dist/${file}`);
  return path.join(dist, file);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    await setupForPage();
    await installNotebook();
    await build();
    await embed();
    await wheel();
  });
}
