// What tells runs side by side apart in every view: a colour, a dash, a letter.
import { colour, contextOf } from "./canvas.js";
import { element } from "./dom.js";

/** @typedef {{colour: string, dash: number}} Look */

/** By run: the name of its colour in the page's style, and the length of its dashes, 0 for an unbroken line. @type {readonly Look[]} */
export const LOOKS = [
  { colour: "run-a", dash: 0 },
  { colour: "run-b", dash: 7 },
  { colour: "run-c", dash: 4 },
  { colour: "run-d", dash: 2 },
];

/** A short piece of a run's line. @param {number} run */
export function swatch(run) {
  const [width, height] = [26, 10];
  const canvas = element("canvas", { width: 2 * width, height: 2 * height, class: "swatch", "aria-hidden": "true" });
  const context = contextOf(canvas);
  context.scale(2, 2);
  context.strokeStyle = colour(LOOKS[run].colour);
  context.lineWidth = 2.5;
  context.setLineDash(LOOKS[run].dash > 0 ? [LOOKS[run].dash, LOOKS[run].dash * 0.7] : []);
  context.beginPath();
  context.moveTo(0, height / 2);
  context.lineTo(width, height / 2);
  context.stroke();
  return canvas;
}
