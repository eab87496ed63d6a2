// The wheel, built and installed for these tests.
import { embed } from "../../tools/build/embed.mjs";
import { wheel } from "../../tools/build/wheel.mjs";
import { pythonWith } from "../../tools/setup/python.mjs";
import { inCI, mustRun } from "../../tools/shell.mjs";

export const python = pythonWith("notebook");
/** Why there is nothing to test, if so. */
export const skip = python === "" && !inCI ? "there is no Python with JupyterLab" : false;

/** Puts the wheel where the interpreter finds it. */
export async function install() {
  await embed();
  const pip = [python, "-m", "pip", "--disable-pip-version-check"];
  await mustRun([...pip, "install", "--quiet", "--force-reinstall", "--no-deps", await wheel()], "The wheel cannot be installed.");
  await mustRun([...pip, "check"], "The wheel asks for what is not there.", { quiet: true });
}
