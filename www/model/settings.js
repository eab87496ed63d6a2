// The page's settings: a flat object by key, from the table in the package; the address holds those that are not default.

import { configsOf, readLink, settings, writeLink } from "../../pkg/web/tripletscope.js";
import { readHash } from "../host.js";

/** @import {BuiltinConfig, LossConfig, Pace, RunConfig, Setting, Source, Values} from "../types/run.js" */
/** @import {Experiment} from "./experiment.js" */

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

/** How a file is read where an edition of the course says so. @param {Values} values @param {LossConfig} loss */
export const readingOf = (values, loss) => configsOf(values, loss).reading;

/** The settings that a run was made with. @param {Values} values @param {RunConfig} config @returns {Values} */
export function withConfig(values, config) {
  const { model, adam, loss: _, ...top } = config;
  const { seed: __, ...shape } = model;
  const prefixed = (/** @type {string} */ head, /** @type {object} */ fields) =>
    Object.entries(fields).map(([key, value]) => [`${head}.${key}`, value]);
  // What a configuration may leave out is then as the table says.
  const leftOut = all().filter(({ key, optional, scope, group }) => optional && scope !== "page" && group !== "loss" && !key.startsWith("data."));
  const defaults = leftOut.map(({ key, default: value }) => [key, value]);
  return { ...values, ...Object.fromEntries(defaults), ...top, ...Object.fromEntries([...prefixed("model", shape), ...prefixed("adam", adam)]) };
}

/** What of the network's settings has to change where the data are of another kind: words want the LSTM, vectors a linear head, which starts as the identity.
 * @param {Source} source @param {Values} values @returns {Values} */
export function encoderFor(source, values) {
  const vectors = source.kind === "file" && source.vectors;
  if (vectors) return { "model.encoder": "linear", "model.initialisation": "identity", "model.hiddenDim": vectors.dim };
  if (values["model.encoder"] !== "linear") return {};
  const keys = ["model.encoder", "model.initialisation", "model.embeddingDim", "model.hiddenDim"];
  return Object.fromEntries(keys.map((key) => [key, settingOf(key).default]));
}

/** An experiment that does not say itself that a linear head is trained, where the data are vectors. @param {Source} source @param {Experiment} experiment @returns {Experiment} */
export function fittedTo(source, experiment) {
  const { values } = experiment;
  const isOther = source.kind === "file" && source.vectors && values["model.encoder"] !== "linear";
  return isOther ? { ...experiment, values: { ...values, ...encoderFor(source, values) } } : experiment;
}

/** What a verdict and a link call the data: its negatives count where the runs use them. @param {Values} values @param {import("../types/run.js").DatasetReport} [data] */
export const calledBy = (values, data) => (Number(values.negatives) > 0 ? data?.calledWithNegatives : data?.called);

/** @param {Values} values */
export const paceOf = (values) =>
  /** @type {Pace} */ ({
    speed: values["page.speed"],
    stopAt: values["page.stopAt"],
    evaluateEvery: values["page.evaluateEvery"],
    extent: "sample",
    workers: values["page.workers"],
    lastStep: settingOf("page.stopAt").max,
  });

/** The link of an experiment that stands at a step; throws the sentence of what is not allowed in it.
 * @param {Experiment} experiment @param {number} [step] @param {number} [shown] which of the runs is looked at */
export const linkOf = ({ values, loss, runs }, step = 0, shown = 0) => writeLink(values, loss, { runs, step, shown });

/** What a link says: its experiment, and where that stands. @param {string} link */
export function readPlan(link) {
  const { values, loss, runs, step, shown, problems } = readLink(link);
  return { experiment: { values, loss, runs }, standing: { step, shown }, problems };
}

export const readAddress = () => readPlan(readHash());
