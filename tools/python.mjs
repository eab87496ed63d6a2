// Python with NumPy, in .tools/python: what the tests run the page's generated code with.
import path from "node:path";
import { findProgram, inCI, outputOf, Problem, run, say, toolsFolder } from "./shell.mjs";

const folder = path.join(toolsFolder, "python");
const python = path.join(folder, ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]));
const NUMPY = "numpy>=1.24,<3";

/** The interpreter with NumPy, or an empty text. */
export const pythonWithNumpy = () => (outputOf(python, ["-c", "import numpy; print(1)"]) === "1" ? python : "");

/** Makes it where it is missing; only CI insists on it. */
export async function installNumpy() {
  if (pythonWithNumpy()) return;
  const system = findProgram(["python3", "python"]);
  const commands = [
    [system ?? "python3", "-m", "venv", folder],
    [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", NUMPY],
  ];
  say("Installing NumPy into .tools/python");
  for (const command of system ? commands : []) if ((await run(command)).code !== 0) break;
  if (pythonWithNumpy()) return;
  const mend = commands.map((command) => command.join(" ")).join(" && ");
  if (inCI) throw new Problem("There is no Python with NumPy.", mend);
  say(`There is no Python with NumPy, so the page's Python code is not run by the tests. To have it: ${mend}`);
}
