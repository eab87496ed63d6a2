// What tuning has found, apart from the results: of each loss the mean recall@1 at each learning rate, over seeds that the comparison does not use.
import { verdictRates } from "../../../pkg/web/tripletscope.js";
import { element } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { nameOf } from "./names.js";

/** @import {Pairs, Run} from "../../verdict/protocol.js" */

/** The learning rate that a run's settings name. @param {Run | undefined} run */
const rateOf = (run) => Number(/adam\.learningRate=([^&]+)/.exec(run?.settings ?? "")?.[1]);

export function tuningTable() {
  const body = element("div", { class: "sideways" });
  const about = element("p", { class: "note" }, words.verdict.aboutTuning);
  const node = element("details", { "data-id": "tuning", open: true }, element("summary", {}, words.verdict.tuned), about, body);
  node.hidden = true;
  let before = "";
  /** @param {Pairs} pairs of the grid @param {Run[] | null} chosen the runs that it tunes, once it is whole */
  const show = (pairs, chosen) => {
    node.hidden = pairs.length === 0;
    const now = JSON.stringify([pairs.length, pairs[0], chosen?.length]);
    if (now === before || node.hidden) return;
    before = now;
    body.replaceChildren(tableOf(pairs, chosen ?? []));
  };
  return { node, show };
}

/** @param {Pairs} pairs @param {Run[]} chosen */
function tableOf(pairs, chosen) {
  const grids = verdictRates(pairs);
  const rates = [...new Set(grids.flatMap(([, grid]) => grid.map(([rate]) => rate)))].sort((a, b) => a - b);
  const head = [words.verdict.loss, ...rates.map((rate) => words.decimal(String(rate)))].map((text) => element("th", { scope: "col" }, text));
  const rows = grids.map(([[, loss], grid]) => {
    const best = rateOf(chosen.find((run) => run.loss === loss));
    const recalls = new Map(grid);
    const mark = [grid[0], grid[grid.length - 1]].some(([end]) => end === best) ? " †" : "";
    const cells = rates.map((rate) => {
      const recall = recalls.get(rate);
      const text = recall === undefined ? "–" : words.tenths(recall);
      return element("td", {}, rate === best ? element("strong", {}, text + mark) : text);
    });
    return element("tr", {}, element("th", { scope: "row" }, nameOf(loss)), ...cells);
  });
  const caption = element("caption", { class: "note" }, words.verdict.tuningCaption);
  return element("table", { class: "verdict-runs" }, caption, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
}
