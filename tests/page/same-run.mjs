// The run that a link opens on the page, made with the package in Node: the same link gives the same bits.
import { Dataset, readLink, Trainer } from "../../pkg/node/tripletscope.js";
import { builtinConfig, runConfig } from "../../www/settings.js";

/**
 * @param {string} link what stands behind the # of the address
 * @param {number} steps
 */
export function sameRun(link, steps) {
  const { values, loss } = readLink(link);
  const trainer = new Trainer(Dataset.builtin("questions", builtinConfig(values)), runConfig(values, loss));
  if (steps === 0) trainer.preview();
  for (let k = 0; k < steps; k++) trainer.step();
  return trainer;
}
