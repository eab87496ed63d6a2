// One chart, two lines: the share of held-out questions that find their partner, over the steps, each line with its number at its end.
import { axes } from "../ui/axes.js";
import { colour } from "../ui/canvas.js";
import { words } from "../words/index.js";

/** The scale is as it is from the start, unless a run finds more; in percent. */
const [TOP, UNIT] = [50, 10];
const LINES = /** @type {const} */ ([
  { name: "rows", hue: "rows" },
  { name: "both", hue: "columns" },
]);
/** Pixels between the numbers at the ends of the lines, and for them. */
const [APART, ROOM] = [15, 56];

/** @param {HTMLCanvasElement} canvas @param {number[][]} curves x, y, x, y, … of each run @param {number} last step */
export function drawRecalls(canvas, curves, last) {
  if (canvas.clientWidth < 2 * ROOM) return;
  const said = words.minute.race;
  const heights = curves.flatMap((curve) => curve.filter((_, k) => k % 2 === 1));
  const top = Math.max(TOP, UNIT * Math.ceil(Math.max(0, ...heights) / UNIT));
  // To the right of the last step is room for the numbers at the ends.
  const stretch = canvas.clientWidth / (canvas.clientWidth - ROOM);
  const { context, x, y } = axes(canvas, { x: [0, last * stretch], y: [0, top], xName: said.step, yName: said.percent });
  context.lineJoin = "round";
  context.lineWidth = 3;
  const ends = curves.map((curve, k) => {
    context.strokeStyle = context.fillStyle = colour(LINES[k].hue);
    context.beginPath();
    for (let at = 0; at < curve.length; at += 2) context.lineTo(x(curve[at]), y(curve[at + 1]));
    context.stroke();
    if (curve.length === 0) return undefined;
    const [px, py] = [x(curve[curve.length - 2]), y(curve[curve.length - 1])];
    context.beginPath();
    context.arc(px, py, 4.5, 0, 2 * Math.PI);
    context.fill();
    return { px, py, share: curve[curve.length - 1] / 100, hue: LINES[k].hue };
  });
  label(context, ends);
  const spoken = curves.map((curve, k) => `${said[LINES[k].name]} ${curve.length > 0 ? words.percent(curve[curve.length - 1] / 100) : words.none}`);
  canvas.setAttribute("aria-label", `${said.chart}: ${spoken.join(", ")}`);
}

/** The larger number stands above the smaller one, and neither on the other. @param {CanvasRenderingContext2D} context
 * @param {({px: number, py: number, share: number, hue: string} | undefined)[]} ends */
function label(context, ends) {
  const [lower, upper] = ends.filter((end) => end !== undefined).sort((a, b) => a.share - b.share);
  if (!lower) return;
  const near = upper ? Math.max(0, APART - (lower.py - upper.py)) / 2 : 0;
  context.font = "600 14px sans-serif";
  context.textAlign = "left";
  for (const [end, shift] of /** @type {const} */ ([
    [lower, near],
    [upper, -near],
  ])) {
    if (!end) continue;
    context.fillStyle = colour(end.hue);
    context.fillText(words.percent(end.share), end.px + 9, end.py + 5 + shift);
  }
}
