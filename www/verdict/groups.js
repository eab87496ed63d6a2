// Which runs can be compared, which comparisons are settled, and how losses came to where they are.
import { verdictSummary } from "../../pkg/web/tripletscope.js";

/** @import {Corrected} from "../types/reference.js" */
/** @import {Compared, Group, Pairs, Run} from "./protocol.js" */

/** A loss over the steps: the median and the band at each, rising.
 * @typedef {{loss: string, settings: string, points: {steps: number, median: number, low: number, high: number}[]}} Course */

/** Stands for rows alone of each loss's own kind. */
export const ROWS = "rows";
/** Rows alone of either kind. */
const KINDS = ["course-2020", "softmax-rows"];

/** Are there rows alone of either kind, so that each loss has a baseline of its own kind? @param {string[]} losses */
export const ofBothKinds = (losses) => KINDS.every((rows) => losses.includes(rows));

/** Parts of links in one order. @param {string[]} texts */
const parts = (...texts) =>
  texts
    .flatMap((text) => text.split("&"))
    .filter(Boolean)
    .sort()
    .join("&");

/** Losses with learning rates of their own are a group by themselves. @param {Group} group */
export const tuned = ({ losses }) => losses.some(({ settings }) => settings !== "");

/** @param {Group} group */
export const keyOf = (group) => JSON.stringify([group.data, group.asymmetry, group.steps, group.settings, tuned(group)]);

/** @param {Group} group @param {Run} run */
export function holds(group, run) {
  const own = (/** @type {Compared} */ { loss, seeds, settings }) =>
    loss === run.loss && seeds.includes(run.seed) && parts(group.settings, settings) === parts(run.settings);
  return group.data === (run.data ?? "") && Number(group.asymmetry) === Number(run.asymmetry) && group.steps === run.steps && group.losses.some(own);
}

/** The same group, each p as the documents correct it; undefined where they compare otherwise. @param {Group} group @param {Corrected | undefined} known
 * @returns {Group | undefined} */
export function documented(group, known) {
  const losses = group.losses.map((own) => {
    if (own.baseline === null) return own;
    const settings = parts(group.settings, own.settings);
    const same = known?.corrected.find(
      (each) =>
        each.loss === own.loss &&
        each.baseline === own.baseline &&
        (each.data ?? "") === group.data &&
        each.asymmetry === group.asymmetry &&
        each.steps === group.steps &&
        parts(each.settings) === settings,
    );
    return same && { ...own, adjustedP: same.p };
  });
  return losses.includes(undefined) ? undefined : { ...group, losses: /** @type {Compared[]} */ (losses) };
}

/** What a loss is compared with: the baseline with the same settings of its own, or the only one; undefined for a baseline itself.
 * @param {readonly Compared[]} losses @param {Compared} compared */
export function baseOf(losses, { baseline, settings }) {
  const bases = losses.filter(({ loss }) => loss === baseline);
  return bases.find((base) => base.settings === settings) ?? (bases.length === 1 ? bases[0] : undefined);
}

/** Can nothing change any more? Each loss of the plan is then shown to differ from the baseline, or the seeds that are left could not show it.
 * @param {Pairs} pairs @param {Run[]} plan @param {string} baseline */
export function settled(pairs, plan, baseline) {
  const seeds = [...new Set(plan.map(({ seed }) => seed))];
  const losses = new Set(plan.map(({ loss }) => loss));
  const group = verdictSummary(pairs, baseline).find((each) => plan.some((run) => holds(each, run)));
  const planned = group?.losses.filter(({ loss }) => losses.has(loss)) ?? [];
  const started = (/** @type {Compared} */ own) => planned.find(({ loss }) => loss === own.baseline)?.seeds ?? [];
  // Seeds of the plan that have no difference yet; others may have been compared before.
  const left = (/** @type {Compared} */ own) => seeds.filter((seed) => !own.seeds.includes(seed) || !started(own).includes(seed)).length;
  const open = (/** @type {Compared} */ own) => own.atLeast === null || (own.atLeast > 0 && own.atLeast <= left(own));
  const compared = planned.filter((own) => own.baseline !== null);
  return compared.length > 0 && planned.length === losses.size && compared.every((own) => losses.has(String(own.baseline)) && !open(own));
}

/** How the losses of a group came to where they are. @param {Pairs} courses measured on the way @param {Group} group @returns {Course[]} */
export function coursesOf(courses, group) {
  const before = verdictSummary(courses, "").filter(
    (each) => each.steps < group.steps && keyOf({ ...each, steps: 0 }) === keyOf({ ...group, steps: 0 }),
  );
  const all = [...before, group].sort((a, b) => a.steps - b.steps);
  return group.losses.map(({ loss, settings }) => ({
    ...{ loss, settings },
    points: all.flatMap((each) =>
      each.losses.filter((own) => own.loss === loss && own.settings === settings).map((own) => ({ steps: each.steps, ...own })),
    ),
  }));
}
