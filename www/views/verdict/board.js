// What results say, one group of losses that can be compared at a time.
import { verdictSummary } from "../../../pkg/web/tripletscope.js";
import { whenColoursChange } from "../../ui/canvas.js";
import { element, say } from "../../ui/dom.js";
import { documented, holds, keyOf, ofBothKinds, ROWS, tuned } from "../../verdict/groups.js";
import { words } from "../../words/index.js";
import { courses } from "./courses.js";
import { fillList } from "./list.js";
import { groupIn, nameOf } from "./names.js";
import { runTable } from "./runs.js";

/** @import {Corrected} from "../../types/reference.js" */
/** @import {Group, Pairs, Run} from "../../verdict/protocol.js" */
/** What is looked at: results, what was measured on the way to them, whether their number was fixed beforehand, and how sure they are by the documents.
 * @typedef {{pairs: Pairs, onTheWay: Pairs, fixed: boolean, corrected?: Corrected}} Shown */
/** The data and settings that are open. @typedef {{data?: string, asymmetry: string, settings: string}} Open */

export function boardOf() {
  /** @type {Shown} */
  let shown = { pairs: [], onTheWay: [], fixed: false };
  /** @type {Open} */
  let open = { asymmetry: "", settings: "" };
  let isChosen = false;
  const [baseline, group] = [
    choiceOf("against", () => {
      isChosen = true;
      show(shown);
    }),
    choiceOf("shown", () => show(shown)),
  ];
  const [condition, title] = [element("p", { class: "note", "data-id": "condition" }), element("h3", { "data-id": "group" })];
  const counted = element("p", { class: "note", "data-id": "counted" });
  const way = courses();
  const list = element("ul", { class: "verdict-list" });
  const runs = runTable();
  const test = element("details", {}, element("summary", {}, words.verdict.aboutTest), ...words.verdict.test.map((text) => element("p", {}, text)));
  const some = element(
    "div",
    {},
    element("div", { class: "verdict-choices" }, baseline.field, group.field),
    condition,
    title,
    list,
    counted,
    way.node,
    runs.node,
    test,
  );
  const none = element("p", { class: "note" }, words.verdict.nothing);
  let draw = () => {};

  /** @param {Shown} next @param {Run} [wanted] whose group is to be shown @param {boolean} [anew] is the group chosen anew? */
  function show(next, wanted, anew = false) {
    shown = next;
    const { pairs, onTheWay, fixed, corrected } = shown;
    some.hidden = pairs.length === 0;
    none.hidden = !some.hidden;
    if (some.hidden) return;
    const plain = verdictSummary(pairs, "");
    const isNew = group.offer(plain.map((each) => [keyOf(each), groupIn(each)]));
    const nearest = isNew || anew ? nearestTo(plain, open) : undefined;
    const holding = wanted ? plain.find((each) => holds(each, wanted)) : nearest;
    if (holding) group.choose(keyOf(holding));
    group.field.hidden = plain.length < 2;
    const at = plain.findIndex((each) => keyOf(each) === group.value());
    const losses = plain[at].losses.map(({ loss }) => [loss, nameOf(loss)]);
    const baselines = [...(ofBothKinds(losses.map(([loss]) => loss)) ? [[ROWS, nameOf(ROWS)]] : []), ...losses];
    baseline.offer(baselines);
    // Losses come one after the other; rows alone of each kind are the baseline as soon as they are there, unless somebody has chosen another.
    if (!isChosen) baseline.choose(baselines[0][0]);
    const all = verdictSummary(pairs, baseline.value());
    const told = documented(all[at], corrected);
    const chosen = told ?? all[at];
    say(title, groupIn(chosen, SIZES));
    say(condition, isFor(chosen, open) ? words.verdict.forOpen : words.verdict.forOther);
    const comparisons = all.map(({ losses }) => losses.filter(({ p }) => p !== null).length);
    const here = comparisons[at];
    const others = comparisons.reduce((sum, count) => sum + count, -here);
    const single = here + others < 2;
    say(counted, told && corrected ? words.verdict.documented(corrected.comparisons) : single ? "" : words.verdict.counted(here, others));
    draw = fillList(list, chosen, baseline.value(), fixed);
    draw();
    way.show(onTheWay, chosen, baseline.value());
    runs.show(chosen, baseline.value());
  }

  /** What the page has open: results for it come first. @param {Open} now */
  function about(now) {
    if (now.data === open.data && now.asymmetry === open.asymmetry && now.settings === open.settings) return;
    open = now;
    show(shown, undefined, true);
  }

  // Strips follow the size of their place and the page's colours.
  const again = () => {
    draw();
    way.draw();
  };
  new ResizeObserver(again).observe(list);
  whenColoursChange(again);
  return { node: element("div", { class: "verdict-board" }, none, some), show, about, baseline: baseline.value };
}

/** Always said of a group, at their defaults too: no size of a batch or of the network is every reader's. */
const SIZES = ["batchSize", "model.hiddenDim"];
/** What tells settings apart is how losses are trained, not what is tuned for each. @param {string} part of a link */
const isTold = (part) => part !== "" && !part.startsWith("adam.learningRate=");

/** How many settings one has and the other has not. @param {string} a @param {string} b */
function apart(a, b) {
  const [own, other] = [a, b].map((settings) => settings.split("&").filter(isTold));
  return own.filter((part) => !other.includes(part)).length + other.filter((part) => !own.includes(part)).length;
}

/** How far results are from what is open: data, settings, asymmetry; of results as near, those where each loss has its own learning rate compare best.
 * @param {Group} group @param {Open} open */
const distance = (group, open) => [
  Number(group.data !== (open.data ?? "")),
  apart(group.settings, open.settings),
  group.data === "" ? Math.abs(Number(group.asymmetry) - Number(open.asymmetry)) : 0,
  Number(!tuned(group)),
];

/** @param {Group} group @param {Open} open */
const isFor = (group, open) =>
  distance(group, open)
    .slice(0, 3)
    .every((step) => step === 0);

/** @param {Group[]} groups @param {Open} open */
function nearestTo(groups, open) {
  const ranked = groups.map((group) => ({ group, far: distance(group, open) }));
  const first = (/** @type {number[]} */ a, /** @type {number[]} */ b) => a.map((step, k) => step - b[k]).find((step) => step !== 0) ?? 0;
  return ranked.toSorted((a, b) => first(a.far, b.far))[0]?.group;
}

/** A list to choose one from, which is left alone while it stays the same. @param {"against" | "shown"} name @param {() => void} changed */
function choiceOf(name, changed) {
  const input = element("select", { id: `verdict-${name}` });
  input.addEventListener("change", changed);
  const field = element("div", { class: "field" }, element("label", { for: input.id }, words.verdict[name]), input);
  let offered = "";
  const offer = (/** @type {string[][]} */ options) => {
    const now = JSON.stringify(options);
    if (now === offered) return false;
    const isFirst = offered === "";
    offered = now;
    const { value } = input;
    const unique = [...new Map(/** @type {[string, string][]} */ (options))];
    input.replaceChildren(...unique.map(([own, said]) => element("option", { value: own }, said)));
    choose(value);
    return isFirst;
  };
  const choose = (/** @type {string} */ value) => {
    if ([...input.options].some((option) => option.value === value)) input.value = value;
  };
  return { field, offer, choose, value: () => input.value };
}
