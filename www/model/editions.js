// The course's editions: what each sets at once, and what of it has been changed since.
import { editions } from "../../pkg/web/tripletscope.js";
import { sameLoss } from "../loss/form.js";
import { memory } from "../ui/memo.js";
import { logOf } from "./experiment.js";

/** @import {LossConfig, Values} from "../types/run.js" */
/** @import {Edit, Experiment} from "./experiment.js" */
/** @typedef {import("../../pkg/web/tripletscope.js").Edition} Edition */

export const EDITION = "data.edition";

/** @type {Edition[] | undefined} */
let known;
const all = () => {
  known ??= editions();
  return known;
};

/** @param {Values} values @returns {Edition | undefined} */
export const editionOf = (values) => all().find(({ name }) => name === values[EDITION]);

/** The keys that an edition sets. */
export const setByEditions = () => new Set(all().flatMap(({ values }) => Object.keys(values)));

/** All of an edition, or none from now on. @param {Values[string]} name @returns {Edit & {values: Values}} */
export function choosing(name) {
  const edition = editionOf({ [EDITION]: name });
  return { values: { ...edition?.values, [EDITION]: name }, loss: edition?.run.loss };
}

/** What is not as the edition sets it. @param {Edition} edition @param {Values} values @param {LossConfig} loss @returns {string[]} keys, and `loss` */
export function changedSince({ values: set, run }, values, loss) {
  const keys = Object.keys(set).filter((key) => values[key] !== set[key]);
  return sameLoss(run.loss, loss) ? keys : [...keys, "loss"];
}

/** The values with the edition that has set all of them, if one has. @param {Values} values @param {LossConfig} loss @returns {Values} */
export function withEdition(values, loss) {
  const found = all().find((edition) => changedSince(edition, values, loss).length === 0);
  return { ...values, [EDITION]: found?.name ?? values[EDITION] };
}

const remember = memory();
/** Where a step stands among the passes over the training pairs: which epoch, which step of it, and of how many.
 * @param {Experiment} experiment @param {number} step @param {number} pairs to train on */
export function epochAt(experiment, step, pairs) {
  const log = remember([experiment], () => logOf(experiment, 0));
  const sizeOf = (/** @type {(typeof log)[number]} */ { config }) => Math.min(config.batchSize, pairs);
  const taken = Math.max(0, step - 1);
  const until = (/** @type {number} */ k) => Math.min(taken, log[k + 1]?.step ?? taken);
  const before = log.reduce((sum, entry, k) => sum + sizeOf(entry) * Math.max(0, until(k) - entry.step), 0);
  const size = sizeOf(/** @type {(typeof log)[number]} */ (log.findLast((entry) => entry.step <= taken)));
  const within = step === 0 ? 0 : Math.floor((before % pairs) / size) + 1;
  const of = Math.ceil(pairs / size);
  return { epoch: Math.floor(before / pairs) + 1, within: Math.min(within, of), of };
}
