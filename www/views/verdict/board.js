// What results say, one group of losses that can be compared at a time.
import { verdictSummary } from "../../../pkg/web/tripletscope.js";
import { whenColoursChange } from "../../ui/canvas.js";
import { element, say } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { fillList } from "./list.js";
import { groupIn, nameOf } from "./names.js";
import { runTable } from "./runs.js";

/** @import {Compared, Group, Pairs, Run} from "../../verdict/protocol.js" */

export function boardOf() {
  /** @type {Pairs} */
  let pairs = [];
  const [baseline, group] = [choiceOf("against", () => show(pairs)), choiceOf("shown", () => show(pairs))];
  const title = element("h3", { "data-id": "group" });
  const list = element("ul", { class: "verdict-list" });
  const runs = runTable();
  const test = element("details", {}, element("summary", {}, words.verdict.aboutTest), ...words.verdict.test.map((text) => element("p", {}, text)));
  const some = element("div", {}, element("div", { class: "verdict-choices" }, baseline.field, group.field), title, list, runs.node, test);
  const none = element("p", { class: "note" }, words.verdict.nothing);
  let draw = () => {};

  /** @param {Pairs} next @param {Run} [wanted] whose group is to be shown */
  function show(next, wanted) {
    pairs = next;
    some.hidden = pairs.length === 0;
    none.hidden = !some.hidden;
    if (some.hidden) return;
    const plain = verdictSummary(pairs, "");
    group.offer(plain.map((each) => [keyOf(each), groupIn(each)]));
    const holding = wanted && plain.find((each) => holds(each, wanted));
    if (holding) group.choose(keyOf(holding));
    group.field.hidden = plain.length < 2;
    const at = plain.findIndex((each) => keyOf(each) === group.value());
    baseline.offer(plain[at].losses.map(({ loss }) => [loss, nameOf(loss)]));
    const chosen = verdictSummary(pairs, baseline.value())[at];
    say(title, groupIn(chosen));
    draw = fillList(list, chosen, baseline.value());
    draw();
    runs.show(chosen, baseline.value());
  }

  // Strips follow the size of their place and the page's colours.
  new ResizeObserver(() => draw()).observe(list);
  whenColoursChange(() => draw());
  return { node: element("div", { class: "verdict-board" }, none, some), show };
}

/** Losses with learning rates of their own are a group by themselves. @param {Group} group */
const keyOf = ({ data, asymmetry, steps, settings, losses }) =>
  JSON.stringify([data, asymmetry, steps, settings, losses.some((each) => each.settings !== "")]);

/** @param {Group} group @param {Run} run */
function holds(group, run) {
  const parts = (/** @type {string[]} */ ...texts) =>
    texts
      .flatMap((text) => text.split("&"))
      .filter(Boolean)
      .sort()
      .join("&");
  const own = (/** @type {Compared} */ { loss, seeds, settings }) =>
    loss === run.loss && seeds.includes(run.seed) && parts(group.settings, settings) === parts(run.settings);
  return group.data === (run.data ?? "") && Number(group.asymmetry) === Number(run.asymmetry) && group.steps === run.steps && group.losses.some(own);
}

/** A list to choose one from, which is left alone while it stays the same. @param {"against" | "shown"} name @param {() => void} changed */
function choiceOf(name, changed) {
  const input = element("select", { id: `verdict-${name}` });
  input.addEventListener("change", changed);
  const field = element("div", { class: "field" }, element("label", { for: input.id }, words.verdict[name]), input);
  let offered = "";
  const offer = (/** @type {string[][]} */ options) => {
    const now = JSON.stringify(options);
    if (now === offered) return;
    offered = now;
    const { value } = input;
    const unique = [...new Map(/** @type {[string, string][]} */ (options))];
    input.replaceChildren(...unique.map(([own, said]) => element("option", { value: own }, said)));
    choose(value);
  };
  const choose = (/** @type {string} */ value) => {
    if ([...input.options].some((option) => option.value === value)) input.value = value;
  };
  return { field, offer, choose, value: () => input.value };
}
