// Draws a batch's vectors: question 1 a blue horizontal bar, question 2 an orange vertical one, a thin chord between the two of a pair.
import { colour, contextOf, fit } from "../../ui/canvas.js";
import { words } from "../../words/index.js";

/** @import {Point, Projection} from "./projection.js" */
/** @import {Wedge} from "../../types/views.js" */
/** @typedef {{anchor: number, positive: number, negative: number, wedge: Wedge | undefined, cone: (angle: number) => Point[]}} Highlight
 * rows of the vectors; `cone` gives the sphere's points at that angle from the anchor */

const FONT = "12px sans-serif";
/** Room around the figure. */
const EDGE = 14;
const FAINT = 0.3;

/** @param {HTMLCanvasElement} canvas @param {Projection} projection @param {Highlight} highlight @returns {(point: Point) => [number, number]} */
export function draw(canvas, projection, highlight) {
  const { width, height, scale } = fit(canvas);
  const context = contextOf(canvas);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const unit = (Math.min(width, height) / 2 - EDGE) / projection.reach;
  const at = (/** @type {Point} */ [x, y]) => /** @type {[number, number]} */ ([width / 2 + x * unit, height / 2 - y * unit]);
  frame(context, projection, at, unit);
  if (highlight.wedge && projection.kind === "circle") sector(context, projection.points[highlight.anchor], at, unit, highlight.wedge);
  if (highlight.wedge && projection.kind === "sphere") {
    for (const angle of [highlight.wedge.from, highlight.wedge.to]) if (angle > 0) ring(context, highlight.cone(angle), at);
  }
  chords(context, projection.points, at);
  bars(context, projection, at);
  emphasise(context, projection.points, at, highlight);
  if (projection.kind === "plane") axisNames(context, projection, at, unit);
  return at;
}

/** @param {CanvasRenderingContext2D} context @param {Projection} projection @param {(point: Point) => [number, number]} at @param {number} unit */
function frame(context, { kind, reach }, at, unit) {
  const [x, y] = at([0, 0, 0]);
  context.lineWidth = 1;
  context.strokeStyle = colour("line");
  context.beginPath();
  if (kind !== "plane") context.arc(x, y, unit, 0, 2 * Math.PI);
  if (kind !== "sphere") {
    trace(context, [at([-reach, 0, 0]), at([reach, 0, 0])]);
    trace(context, [at([0, -reach, 0]), at([0, reach, 0])]);
  }
  context.stroke();
}

/** What the axes are and how far they reach, over what lies below, on the ground's colour. @param {CanvasRenderingContext2D} context @param {Projection} projection
 * @param {(point: Point) => [number, number]} at @param {number} unit */
function axisNames(context, { reach }, at, unit) {
  const [x, y] = at([0, 0, 0]);
  const far = words.decimal(String(Number(reach.toFixed(2))));
  context.font = FONT;
  context.fillStyle = colour("soft");
  context.strokeStyle = colour("surface");
  context.lineWidth = 4;
  const [most, next] = words.embeddings.axes;
  for (const [text, side, px, py] of /** @type {[string, CanvasTextAlign, number, number][]} */ ([
    [`${most} →`, "right", context.canvas.clientWidth - 2, y - 6],
    [`${next} ↑`, "left", x + 8, y - reach * unit + 2],
    [far, "left", x + reach * unit + 4, y + 14],
    [far, "right", x - 6, y - reach * unit + 2],
  ])) {
    context.textAlign = side;
    context.strokeText(text, px, py);
    context.fillText(text, px, py);
  }
}

/** @param {CanvasRenderingContext2D} context @param {[number, number][]} line */
function trace(context, line) {
  for (const [k, [x, y]] of line.entries()) {
    if (k === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}

/** Where on the circle a negative would cost. @param {CanvasRenderingContext2D} context @param {Point} anchor @param {(point: Point) => [number, number]} at
 * @param {number} unit @param {Wedge} wedge */
function sector(context, [ax, ay], at, unit, { from, to }) {
  const middle = Math.atan2(-ay, ax);
  const [x, y] = at([0, 0, 0]);
  context.fillStyle = colour("ink");
  context.globalAlpha = 0.12;
  for (const sign of [-1, 1]) {
    context.beginPath();
    context.moveTo(x, y);
    context.arc(x, y, unit, middle + sign * from, middle + sign * to, sign < 0);
    context.fill();
  }
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {Point[]} points @param {(point: Point) => [number, number]} at */
function ring(context, points, at) {
  context.strokeStyle = colour("ink");
  context.setLineDash([4, 4]);
  points.forEach((point, k) => {
    const next = points[(k + 1) % points.length];
    context.globalAlpha = point[2] < 0 ? 0.25 : 0.8;
    context.beginPath();
    trace(context, [at(point), at(next)]);
    context.stroke();
  });
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {Point[]} points @param {(point: Point) => [number, number]} at */
function chords(context, points, at) {
  const size = points.length / 2;
  context.strokeStyle = colour("soft");
  context.globalAlpha = 0.35;
  context.beginPath();
  for (let i = 0; i < size; i++) trace(context, [at(points[i]), at(points[size + i])]);
  context.stroke();
  context.globalAlpha = 1;
}

/** One path for each side, and for what lies behind. @param {CanvasRenderingContext2D} context @param {Projection} projection @param {(point: Point) => [number, number]} at */
function bars(context, { points }, at) {
  const size = points.length / 2;
  context.lineWidth = 2.5;
  for (const behind of [true, false]) {
    context.globalAlpha = behind ? FAINT : 0.9;
    for (const side of [0, 1]) {
      context.strokeStyle = colour(side === 0 ? "rows" : "columns");
      context.beginPath();
      for (let n = side * size; n < (side + 1) * size; n++) if (points[n][2] < 0 === behind) bar(context, at(points[n]), side, 4);
      context.stroke();
    }
  }
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {[number, number]} place @param {number} side @param {number} half */
function bar(context, [x, y], side, half) {
  const [dx, dy] = side === 0 ? [half, 0] : [0, half];
  trace(context, [
    [x - dx, y - dy],
    [x + dx, y + dy],
  ]);
}

/** The anchor, its positive in an outline, and its closest negative on a dashed line. @param {CanvasRenderingContext2D} context @param {Point[]} points
 * @param {(point: Point) => [number, number]} at @param {Highlight} highlight */
function emphasise(context, points, at, { anchor, positive, negative }) {
  const [a, p, n] = [anchor, positive, negative].map((k) => at(points[k]));
  context.strokeStyle = colour("ink");
  context.lineWidth = 1.5;
  for (const [end, dash] of /** @type {[[number, number], number[]][]} */ ([
    [p, []],
    [n, [4, 3]],
  ])) {
    context.setLineDash(dash);
    context.beginPath();
    trace(context, [a, end]);
    context.stroke();
  }
  context.setLineDash([]);
  context.strokeRect(p[0] - 9, p[1] - 9, 18, 18);
  for (const [place, side] of /** @type {[[number, number], number][]} */ ([
    [p, 1],
    [n, 1],
    [a, 0],
  ])) {
    for (const [width, name] of /** @type {[number, string][]} */ ([
      [8, "surface"],
      [5, side === 0 ? "rows" : "columns"],
    ])) {
      context.strokeStyle = colour(name);
      context.lineWidth = width;
      context.beginPath();
      bar(context, place, side, width === 8 ? 9.5 : 8);
      context.stroke();
    }
  }
}
