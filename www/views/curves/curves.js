// Curves over the steps of the run: the loss, how well held-out partners are found, and the similarities that the margin is about.
import { Curves } from "../../../pkg/web/tripletscope.js";
import { flagsOf } from "../../model/flags.js";
import { fit } from "../../ui/canvas.js";
import { element, say } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { curvesTable } from "../tables.js";
import { charts, ghostLines, LEFT, linesOf, rightOf, specOf, stepsOf, titleOf, valueAt } from "./charts.js";
import { crossOver } from "./crosshair.js";
import { give } from "./growing.js";
import { toolsOf } from "./tools.js";

/** @import {App, State} from "../../model/state.js" */
/** @import {View} from "../index.js" */
/** @import {Chart, Line} from "./charts.js" */
/** @import {Given} from "./growing.js" */

/** What no curve shows, but is saved. */
const FURTHER = [
  ...["activeEither", "meanNegative", "samePartner", "asymmetry", "collapse", "alignment", "uniformity"],
  ...["accuracyAt07", "bestThreshold", "bestAccuracy", "auc", "mrr.forward", "mrr.backward"],
  ...["sample.pairs", "sample.of"],
];
const FIELDS = [...charts.flatMap((chart) => chart.series.map((series) => series.field)), ...FURTHER];
/** A chart that is narrower is not drawn. */
const NARROWEST = 140;

/** @type {View} */
export const curves = {
  id: "curves",
  fields: FIELDS,
  ignores: ["selection", "quantity", "threshold", "answer", "explanation", "mapped"],
  mount,
  table: curvesTable(FIELDS),
};

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  const panels = charts.map(panelOf);
  /** @type {{cross: number | undefined, range: [number, number] | undefined}} the step under the crosshair, and the steps that somebody has zoomed to */
  const chosen = { cross: undefined, range: undefined };
  /** @type {State | undefined} */
  let last;
  const again = () => last && draw(last);
  const tools = toolsOf(app, () => {
    chosen.range = undefined;
    again();
  });
  section.append(tools.node, ...panels.map(({ figure }) => figure));
  for (const [k, panel] of panels.entries())
    crossOver(panel, k === 0, {
      scale: () => (last ? scaleOf(panel, last, chosen.range) : undefined),
      point: (step) => {
        chosen.cross = step;
        if (last) showCross(panels, last, chosen);
      },
      zoom: (range) => {
        chosen.range = range;
        again();
      },
      chosen: () => chosen,
    });
  let several = false;

  function draw(/** @type {State} */ state) {
    last = state;
    // What can be compared comes first: losses of different terms have different scales.
    if (several !== state.runs.length > 1) {
      several = !several;
      section.insertBefore(panels[0].figure, several ? null : panels[1].figure);
    }
    tools.show(state, chosen.range !== undefined);
    const flags = flagsOf(state.experiment).map(({ step, text }) => ({ label: words.flags.at(text, step), x: step }));
    for (const panel of panels) drawPanel(panel, state, { range: chosen.range, flags });
    showCross(panels, state, chosen);
  }
  return draw;
}

/** A chart with its title, what its lines are at a step, and its canvas. @param {Chart} chart */
function panelOf(chart) {
  const canvas = element("canvas", { class: "chart", role: "img" });
  const [title, values] = [element("span", { class: "chart-title" }), element("span", { class: "readout" })];
  const box = element("div", { class: "chart-box" }, canvas);
  const figure = element("figure", {}, element("figcaption", { class: "chart-head" }, title, values), box);
  const drawn = { lines: /** @type {Line[]} */ ([]), pale: /** @type {Line[]} */ ([]), curves: new Curves(), given: /** @type {Given[]} */ ([]) };
  return { chart, canvas, title, values, box, figure, ...drawn };
}
/** @typedef {ReturnType<typeof panelOf>} Panel */

/** @param {Panel} panel @param {State} state @param {Parameters<typeof specOf>[4]} shown */
function drawPanel(panel, state, shown) {
  const { chart, canvas, title } = panel;
  const lines = linesOf(chart, state);
  const pale = ghostLines(lines, state);
  [panel.lines, panel.pale] = [lines, pale];
  say(title, titleOf(chart, state));
  if (fit(canvas).width < NARROWEST) return;
  canvas.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
  const all = [...pale, ...lines];
  try {
    give(panel.curves, panel.given, all);
    panel.curves.draw(canvas, specOf(chart, canvas, state, all, shown));
  } catch (error) {
    // What has thrown while the core drew stays in use there: the next picture begins with all points.
    [panel.curves, panel.given] = [new Curves(), []];
    throw error;
  }
  const latest = lines.map(({ name, points }) => `${name} ${points.length > 0 ? words.number(points.at(-1) ?? 0) : words.none}`);
  canvas.setAttribute("aria-label", `${titleOf(chart, state)}: ${latest.join(", ")}`);
}

/** Where steps stand on a chart, in pixels from its left. @param {Panel} panel @param {State} state @param {[number, number] | undefined} range */
function scaleOf({ canvas, lines, pale }, state, range) {
  const [from, to] = range ?? stepsOf([...lines, ...pale]);
  const width = fit(canvas).width - LEFT - rightOf(state);
  return {
    ...{ from, to, head: stepsOf([...lines, ...pale])[1] },
    x: (/** @type {number} */ step) => LEFT + ((step - from) / (to - from)) * width,
    step: (/** @type {number} */ x) => Math.round(Math.min(to, Math.max(from, from + ((x - LEFT) / width) * (to - from)))),
  };
}
/** @typedef {ReturnType<typeof scaleOf>} Scale */

/** One crosshair over all charts; without one, the values of the step that is shown. @param {Panel[]} panels @param {State} state
 * @param {{cross: number | undefined, range: [number, number] | undefined}} chosen */
function showCross(panels, state, { cross, range }) {
  const step = cross ?? state.step;
  for (const panel of panels) {
    const { from, to, x } = scaleOf(panel, state, range);
    const line = /** @type {HTMLElement | null} */ (panel.box.querySelector(".cross-line"));
    if (line) {
      line.hidden = cross === undefined || cross < from || cross > to;
      line.style.transform = `translateX(${x(step)}px)`;
    }
    const values = panel.lines.map((own, k) => ({ name: own.name, value: valueAt(own, step), pale: panel.pale[k] && valueAt(panel.pale[k], step) }));
    say(panel.values, values.some(({ value }) => value !== undefined) ? words.curves.readout(step, values) : "");
  }
  const slider = panels[0].box.querySelector("[role=slider]");
  const spoken = panels.map(({ title, values }) => `${title.textContent}: ${values.textContent}`).join("; ");
  slider?.setAttribute("aria-valuenow", String(step));
  slider?.setAttribute("aria-valuetext", spoken);
}
