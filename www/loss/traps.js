// Mistakes that people make with this network, as data: how each is made and put right. Which of them a step does, the core reports.

import { namedLosses, presetOf } from "./presets.js";

/** @import {LossConfig, Values} from "../types/run.js" */
/** @typedef {import("../../pkg/web/tripletscope.js").Negative} Negative */
/** @typedef {import("../../pkg/web/tripletscope.js").Mistake} Mistake */
/** @typedef {{values: Values, loss: LossConfig}} Own */
/** @typedef {{values?: Values, loss?: LossConfig}} Edit */
/** `can`: can it be made of every loss? @typedef {{name: Mistake, is: (own: Own) => boolean, can?: (own: Own) => boolean, make: (own: Own) => Edit, right: (own: Own) => Edit}} Trap */

/** A value of a setting, and the one that is right. @param {Mistake} name @param {string} key @param {string} wrong @param {string} right @returns {Trap} */
const ofSetting = (name, key, wrong, right) => ({
  name,
  is: ({ values }) => values[key] === wrong,
  make: () => ({ values: { [key]: wrong } }),
  right: () => ({ values: { [key]: right } }),
});

/** A switch of the loss. @param {Mistake} name @param {"transposed" | "oneHinge"} flag @returns {Trap} */
const ofLoss = (name, flag) => ({
  name,
  is: ({ loss }) => loss.mistakes?.[flag] === true,
  make: ({ loss }) => ({ loss: { ...loss, mistakes: { ...loss.mistakes, [flag]: true } } }),
  right: ({ loss }) => ({ loss: withMistakes(loss, { ...loss.mistakes, [flag]: false }) }),
});

/** @param {LossConfig} loss @param {LossConfig["mistakes"]} mistakes @returns {LossConfig} */
export function withMistakes(loss, mistakes) {
  const { mistakes: _, ...rightly } = loss;
  const made = Object.fromEntries(Object.entries(mistakes ?? {}).filter(([, on]) => on));
  return /** @type {LossConfig} */ (Object.keys(made).length > 0 ? { ...rightly, mistakes: made } : rightly);
}

/** A kind of negative in the place of another, in every term that picks single ones. @param {Mistake} name @param {Negative} wrong @param {Negative} right @returns {Trap} */
function ofNegative(name, wrong, right) {
  const terms = (/** @type {LossConfig} */ loss) => (loss.kind === "triplet" ? loss.terms : []);
  /** @param {LossConfig} loss @param {(negative: Negative) => boolean} which @param {Negative} negative @returns {LossConfig} */
  const turned = (loss, which, negative) =>
    loss.kind === "triplet" ? { ...loss, terms: loss.terms.map((term) => (which(term.negative) ? { ...term, negative } : term)) } : loss;
  return {
    name,
    is: ({ loss }) => terms(loss).some(({ negative }) => negative === wrong),
    make: ({ loss }) => ({ loss: turned(loss, (negative) => negative !== "mean", wrong) }),
    right: ({ loss }) => ({ loss: turned(loss, (negative) => negative === wrong, right) }),
  };
}

/** The named loss of hardest negatives alone. */
const HARDEST = "vse++";
const OTHER = /** @type {const} */ ({ mean: "sum", sum: "mean" });
/** @param {LossConfig} loss @returns {LossConfig} */
const reducedOtherwise = (loss) => ({ ...loss, reduction: OTHER[loss.reduction] });
/** Is it a named loss, but for what is done wrong in it? @param {LossConfig} loss */
const isNamed = (loss) => presetOf(withMistakes(loss, {})) !== undefined;

/** @type {Trap[]} */
export const TRAPS = [
  ofSetting("batch-norm", "model.normalise", "batch", "each"),
  ofSetting("wrong-axis", "model.pooling", "units", "masked-mean"),
  ofLoss("transposed", "transposed"),
  ofLoss("one-hinge", "oneHinge"),
  ofSetting("padding", "model.pooling", "mean", "masked-mean"),
  ofNegative("leak", "semi-hard-course", "semi-hard"),
  {
    name: "cold-start",
    is: ({ loss }) => presetOf(withMistakes(loss, {})) === HARDEST,
    make: ({ loss }) => ({ loss: withMistakes(namedLosses()[HARDEST], loss.mistakes) }),
    right: ({ loss }) => ({ loss: withMistakes(namedLosses().both, loss.mistakes) }),
  },
  {
    name: "reduction",
    // Which of the two is meant, only a named loss says.
    is: ({ loss }) => !isNamed(loss) && isNamed(reducedOtherwise(loss)),
    can: ({ loss }) => isNamed(loss) !== isNamed(reducedOtherwise(loss)),
    make: ({ loss }) => ({ loss: reducedOtherwise(loss) }),
    right: ({ loss }) => ({ loss: reducedOtherwise(loss) }),
  },
];

/** Settings that are nothing but mistakes, and are so from before the first step on. */
const PLAIN = ["batch-norm", "wrong-axis", "transposed", "one-hinge"];

/** The mistakes that are certain by the settings alone. @param {Own} own */
export const plainTraps = (own) => TRAPS.filter((trap) => PLAIN.includes(trap.name) && trap.is(own)).map(({ name }) => name);

/** Those that act: by the settings, and by what the last step has met. @param {Own} own @param {readonly Mistake[]} [met] @returns {Mistake[]} */
export const actingTraps = (own, met = []) => [...new Set([...plainTraps(own), ...met])];

/** Is one hinge over the sum of the terms? @param {LossConfig} loss @returns {loss is Extract<LossConfig, {kind: "triplet"}>} */
export const isOneHinge = (loss) => loss.kind === "triplet" && loss.mistakes?.oneHinge === true;
