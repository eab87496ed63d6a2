// Python for the tests, in .tools: with NumPy, to run the page's generated code, and with JupyterLab, Sphinx and Jupyter Book, to open the widget and the books.
import path from "node:path";
import { findProgram, inCI, outputOf, Problem, root, run, say, toolsFolder } from "../shell.mjs";

/** @typedef {{title: string, folder: string, packages: string[], imports: string, without: string}} Environment */

/** @type {Record<"numpy" | "notebook" | "interop", Environment>} */
const environments = {
  numpy: {
    title: "NumPy and NLTK",
    folder: path.join(toolsFolder, "python"),
    packages: ["numpy>=1.24,<3", "nltk>=3.8"],
    imports: "nltk, numpy",
    without: "the page's Python code is not run by the tests",
  },
  notebook: {
    title: "JupyterLab and Jupyter Book",
    folder: path.join(toolsFolder, "notebook"),
    packages: ["--requirement", path.join("python", "requirements-test.txt")],
    imports: "anywidget, distributed, hatchling, jupyterlab, jupyter_book, pandas, safetensors, sphinx, wasmtime",
    without: "the widget is not opened in a notebook and no book is built",
  },
  interop: {
    title: "Keras, JAX and PyTorch",
    folder: path.join(toolsFolder, "python-interop"),
    packages: ["numpy", "keras>=3", "jax", "torch", "safetensors"],
    // Keras looks for TensorFlow unless it is told otherwise.
    imports: "os; os.environ['KERAS_BACKEND'] = 'jax'; import jax, keras, safetensors, torch",
    without: "no model is exchanged with these libraries",
  },
};

/** @param {Environment} environment */
const interpreter = ({ folder }) => path.join(folder, ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]));

/** The interpreter with what the environment imports, or an empty text. @param {keyof typeof environments} name */
export function pythonWith(name) {
  const python = interpreter(environments[name]);
  return outputOf(python, ["-c", `import ${environments[name].imports}; print(1)`]) === "1" ? python : "";
}

export const pythonWithNumpy = () => pythonWith("numpy");

/** Makes it where it is missing; only CI insists on it. @param {keyof typeof environments} name */
async function install(name) {
  if (pythonWith(name)) return;
  const { title, folder, packages, without } = environments[name];
  const system = findProgram(["python3", "python"]);
  const commands = [
    [system ?? "python3", "-m", "venv", folder],
    [interpreter(environments[name]), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages],
  ];
  say(`Installing ${title} into ${path.relative(root, folder)}`);
  for (const command of system ? commands : []) if ((await run(command)).code !== 0) break;
  if (pythonWith(name)) return;
  const mend = commands.map((command) => command.join(" ")).join(" && ");
  if (inCI) throw new Problem(`There is no Python with ${title}.`, mend);
  say(`There is no Python with ${title}, so ${without}. To have it: ${mend}`);
}

export const installNumpy = () => install("numpy");
export const installNotebook = () => install("notebook");
export const installInterop = () => install("interop");
