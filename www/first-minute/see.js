// The first card: a matrix of two by two in which the rows are satisfied and a column is not. Every number is the core's.
import { evaluateLoss, heatMap } from "../../pkg/web/tripletscope.js";
import { settingOf } from "../model/settings.js";
import { element, say } from "../ui/dom.js";
import { inkOn } from "../ui/heat.js";
import { words } from "../words/index.js";
import { draggable } from "./drag.js";

/** @import {LossConfig, LossReport} from "../types/run.js" */
/** @import {Along, Seen} from "../types/minute.js" */

const SIZE = 2;
/** Rows are satisfied at the course's margin, column 1 is not; the last but one can be moved. */
const START = [0.9, 0, 0.68, 0.95];
const MOVED = 2;
/** Below this a loss is what rounding to 32 bits leaves. */
const NOTHING = 1e-6;
const LINES = [0, 1];
const ALONG = /** @type {const} */ (["rows", "columns"]);

const margin = () => Number(settingOf("loss.margin").default);
/** One hinge for each line, against its closest negative; summed, so that a single line's loss can be read off. @param {Along} along @returns {LossConfig} */
const lossAlong = (along) => ({ kind: "triplet", terms: [{ negative: "hardest", along, margin: margin(), weight: 1 }], reduction: "sum" });

/** @param {Seen} [kept] */
export function seeCard(kept) {
  const cells = START.with(MOVED, kept?.moved ?? START[MOVED]);
  const said = words.minute.see;
  const boxes = START.map((_, k) => element("div", { class: `minute-cell at-${k}${k % (SIZE + 1) === 0 ? " true-pair" : ""}` }, element("b")));
  const handle = boxes[MOVED];
  draggable(
    handle,
    said.cell(1, 0),
    () => cells[MOVED],
    (value) => {
      cells[MOVED] = value;
      show();
    },
  );
  const verdicts = { rows: LINES.map((k) => verdictOf("rows", k)), columns: LINES.map((k) => verdictOf("columns", k)) };
  const heads = [...LINES.map((k) => head("rows", k, said.left[k])), ...LINES.map((k) => head("columns", k, said.right[k]))];
  const beam = element("div", { class: "minute-beam", "aria-hidden": "true" });
  const losses = { rows: element("output", { class: "minute-loss rows" }), columns: element("output", { class: "minute-loss columns" }) };
  const conclusion = element("p", { class: "minute-conclusion", role: "status" });
  const hint = element("p", { class: "note" });
  const grid = element(
    "div",
    { class: "minute-matrix", role: "group", "aria-label": said.matrix },
    ...[...heads, ...boxes, beam, ...verdicts.rows, ...verdicts.columns],
  );
  const node = element(
    "div",
    { class: "minute-see" },
    element("p", { class: "minute-lead" }, said.lead(margin())),
    grid,
    element("div", { class: "minute-sums" }, losses.rows, losses.columns, conclusion),
    hint,
  );
  /** @type {Along} */
  let phase = "rows";
  const look = element("button", { type: "button", class: "primary" }, said.look);
  const replay = element("button", { type: "button" }, said.replay);

  /** A beam passes along the lines that are looked at. @param {Along} next */
  function enter(next) {
    phase = next;
    node.dataset.phase = phase;
    show();
  }

  function show() {
    const reports = ALONG.map((along) => evaluateLoss(Float32Array.from(cells), SIZE, lossAlong(along)));
    paintCells(boxes, cells);
    for (const [k, along] of ALONG.entries()) {
      for (const line of LINES) showVerdict(verdicts[along][line], cells, line, reports[k]);
      say(losses[along], said.loss[along](reports[k].loss));
      losses[along].classList.toggle("satisfied", reports[k].loss < NOTHING);
    }
    const columnsToo = phase === "columns";
    for (const node of [...verdicts.columns, losses.columns]) node.hidden = !columnsToo;
    handle.classList.toggle("lit", columnsToo);
    boxes[0].classList.toggle("lit", columnsToo && reports[1].terms[0].cost[0] >= NOTHING);
    say(conclusion, columnsToo ? conclude(reports[0].loss, reports[1].loss) : said.only);
    say(hint, columnsToo ? said.drag(cells[MOVED]) : "");
    look.hidden = columnsToo;
    replay.hidden = !columnsToo;
  }

  look.addEventListener("click", () => {
    enter("columns");
    handle.focus();
  });
  replay.addEventListener("click", () => {
    enter("rows");
    look.focus();
  });
  enter(kept?.along ?? "rows");
  const place = () => ({ along: phase, moved: cells[MOVED] });
  return { node, buttons: [replay, look], mayGoOn: () => phase === "columns", enter: () => show(), place };
}

/** @param {Along} along @param {number} line @param {string} question */
function head(along, line, question) {
  const name = words.minute.see.line[along](line);
  return element("p", { class: `minute-question ${along} line-${line}` }, element("small", {}, name), element("span", {}, question));
}

/** @param {Along} along @param {number} line */
const verdictOf = (along, line) =>
  element(
    "p",
    { class: `minute-verdict ${along} line-${line}` },
    element("span", { class: "visually-hidden" }, `${words.minute.see.line[along](line)}: `),
    element("b", { "aria-hidden": "true" }),
    element("span"),
  );

/** @param {HTMLElement} node @param {number[]} cells @param {number} line @param {LossReport} report */
function showVerdict(node, cells, line, report) {
  const [cost, negative] = [report.terms[0].cost[line], report.terms[0].negative[line]];
  const positive = cells[line * SIZE + line];
  const satisfied = cost < NOTHING;
  const said = words.minute.see;
  const [mark, sentence] = /** @type {HTMLElement[]} */ ([...node.children].slice(1));
  say(mark, satisfied ? "✓" : "✗");
  say(sentence, satisfied ? said.satisfied(positive, negative) : said.short(positive, negative, cost));
  node.classList.toggle("satisfied", satisfied);
}

/** @param {HTMLElement[]} boxes @param {number[]} cells */
function paintCells(boxes, cells) {
  const colours = heatMap(Float32Array.from(cells), "sequential", -1, 1);
  for (const [k, box] of boxes.entries()) {
    const [r, g, b] = colours.subarray(4 * k, 4 * k + 3);
    box.style.backgroundColor = `rgb(${r} ${g} ${b})`;
    box.style.color = inkOn(r, g, b);
    say(/** @type {HTMLElement} */ (box.firstElementChild), words.minute.two(cells[k]));
  }
}

/** @param {number} rows @param {number} columns */
function conclude(rows, columns) {
  const { missed, both, neither, columnsMissed } = words.minute.see;
  if (columns >= NOTHING) return rows >= NOTHING ? both : missed;
  return rows >= NOTHING ? columnsMissed : neither;
}
