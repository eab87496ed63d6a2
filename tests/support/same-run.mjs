// The run that a link opens on the page, made with the package in Node: the same link gives the same bits.
import { configsOf, Dataset, readLink, Trainer } from "../../pkg/node/tripletscope.js";

/**
 * @param {string} link what stands behind the # of the address
 * @param {number} steps
 * @param {Dataset} [own] instead of what the page brings along
 */
export function sameRun(link, steps, own) {
  const { values, loss } = readLink(link);
  const { run, data } = configsOf(values, loss);
  const trainer = new Trainer(own ?? Dataset.builtin(data.set ?? "questions", data), run);
  if (steps === 0) trainer.preview();
  for (let k = 0; k < steps; k++) trainer.step();
  return trainer;
}
