// The page's settings: a flat object by key, from the table in the package; the address holds those that are not default.
import { configsOf, readLink, settings, writeLink } from "../pkg/web/tripletscope.js";

/** @import {BuiltinConfig, LossConfig, Pace, RunConfig, Setting, Values} from "./protocol.js" */

/** @type {Setting[] | undefined} */
let rows;
/** The whole table, fetched once. */
const all = () => {
  rows ??= settings();
  return rows;
};

/** The settings that stand in the settings dialog, in its order; a loss has a panel of its own. */
export const table = () => all().filter((setting) => setting.group !== "" && setting.group !== "loss");

/** @param {string} key @returns {Setting} */
export function settingOf(key) {
  const setting = all().find((entry) => entry.key === key);
  if (!setting) throw new Error(`The table has no setting ${key}.`);
  return setting;
}

/** @param {Values} values @param {LossConfig} loss @returns {RunConfig} */
export const runConfig = (values, loss) => configsOf(values, loss).run;
/** @param {Values} values @param {LossConfig} loss @returns {BuiltinConfig} */
export const builtinConfig = (values, loss) => configsOf(values, loss).data;

/** The settings that a run was made with. @param {Values} values @param {RunConfig} config @returns {Values} */
export function withConfig(values, config) {
  const { model, adam, loss: _, ...top } = config;
  const { seed: __, ...shape } = model;
  const prefixed = (/** @type {string} */ head, /** @type {object} */ fields) =>
    Object.entries(fields).map(([key, value]) => [`${head}.${key}`, value]);
  return { ...values, ...top, ...Object.fromEntries([...prefixed("model", shape), ...prefixed("adam", adam)]) };
}

/** @param {Values} values */
export const paceOf = (values) =>
  /** @type {Pace} */ ({ speed: values["page.speed"], stopAt: values["page.stopAt"], evaluateEvery: values["page.evaluateEvery"] });

/** Throws the sentence of what is not allowed. @param {Values} values @param {LossConfig} loss */
export const check = (values, loss) => void writeLink(values, loss);

/** @param {{values: Values, loss: LossConfig}} a @param {{values: Values, loss: LossConfig}} b */
export const sameSettings = (a, b) => writeLink(a.values, a.loss) === writeLink(b.values, b.loss);

export const readAddress = () => readLink(location.hash);

/** Keeps the address in step; documents without one of their own (srcdoc) go without. @param {Values} values @param {LossConfig} loss */
export function writeAddress(values, loss) {
  const text = writeLink(values, loss);
  try {
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  } catch {
    // The page works the same without it.
  }
}
