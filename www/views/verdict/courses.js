// How each loss came to where it is: its median and its band over the steps, over the baseline's.
import { axes } from "../../ui/axes.js";
import { colour } from "../../ui/canvas.js";
import { element } from "../../ui/dom.js";
import { coursesOf } from "../../verdict/groups.js";
import { words } from "../../words/index.js";
import { nameOf } from "./names.js";
import { rangeOf } from "./strips.js";

/** @import {Group, Pairs} from "../../verdict/protocol.js" */
/** @import {Course} from "../../verdict/groups.js" */
/** @typedef {ReturnType<typeof axes>} Chart */

/** Shown only while something was measured on the way. */
export function courses() {
  const charts = element("div", { class: "verdict-courses" });
  const note = element("p", { class: "note" });
  const node = element("section", { "data-id": "courses" }, element("h4", {}, words.verdict.courseTitle), note, charts);
  let draw = () => {};
  /** @param {Pairs} onTheWay @param {Group} group @param {string} baseline */
  const show = (onTheWay, group, baseline) => {
    const all = coursesOf(onTheWay, group);
    node.hidden = all.every(({ points }) => points.length < 2);
    if (node.hidden) return;
    note.textContent = words.verdict.aboutCourses(nameOf(baseline));
    const baseOf = (/** @type {Course} */ { loss }) => {
      const own = group.losses.find((each) => each.loss === loss)?.baseline;
      return all.find((other) => other.loss === own);
    };
    const range = rangeOf(all.flatMap(({ points }) => points.flatMap(({ low, high }) => [low, high])));
    const drawn = all.map((course) => chartOf(course, baseOf(course), range, group.steps));
    charts.replaceChildren(...drawn.map(({ figure }) => figure));
    draw = () => {
      for (const each of drawn) each.draw();
    };
    draw();
  };
  return { node, show, draw: () => draw() };
}

/** @param {Course} course @param {Course | undefined} base @param {[number, number]} range @param {number} steps */
function chartOf(course, base, range, steps) {
  const name = nameOf(course.loss, course.settings);
  const canvas = element("canvas", { role: "img", "aria-label": words.verdict.course(course.points) });
  const draw = () => {
    const [low, high] = range.map((share) => 100 * share);
    const chart = axes(canvas, { x: [0, steps], y: [low, high], xName: words.verdict.steps, yName: words.verdict.courseScale });
    if (base) curve(chart, base, "soft", [5, 4]);
    curve(chart, course, "accent", []);
  };
  return { figure: element("figure", {}, element("figcaption", {}, name), canvas), draw };
}

/** @param {Chart} chart @param {Course} course @param {string} hue @param {number[]} dash */
function curve({ context, x, y }, { points }, hue, dash) {
  const path = (/** @type {[number, number][]} */ places) => {
    context.beginPath();
    for (const [steps, share] of places) context.lineTo(x(steps), y(100 * share));
  };
  context.save();
  context.fillStyle = context.strokeStyle = colour(hue);
  context.globalAlpha = 0.2;
  path([...points.map(({ steps, low }) => pair(steps, low)), ...points.map(({ steps, high }) => pair(steps, high)).reverse()]);
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 2;
  context.setLineDash(dash);
  path(points.map(({ steps, median }) => pair(steps, median)));
  context.stroke();
  context.restore();
}

/** @param {number} steps @param {number} share @returns {[number, number]} */
const pair = (steps, share) => [steps, share];
