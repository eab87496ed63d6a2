// The margin plane: each anchor's positive against its negative. On the line y = x − margin the hinge is zero; above it the anchor costs its distance.
import { alongOf, looksAtColumns, looksAtRows } from "../state.js";
import { words } from "../words/index.js";
import { axes, line } from "./axes.js";
import { colour } from "./canvas.js";
import { element } from "./dom.js";

/** @import {App, State} from "../state.js" */
/** @import {View} from "./index.js" */
/** @typedef {{rows: boolean, columns: boolean, margin: number, x: number[], y: number[], active: boolean[]}} Cloud */

/** @type {View} */
export const plane = { id: "plane", mount };

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  const canvas = element("canvas", { class: "chart tall", role: "img", tabindex: 0 });
  const caption = element("p", { class: "note", "data-id": "active" });
  const chosen = element("p", { "data-id": "chosen" });
  section.append(canvas, caption, chosen);
  /** @type {{clouds: Cloud[], at: (x: number, y: number) => [number, number]}} */
  let drawn = { clouds: [], at: () => [0, 0] };
  listen(canvas, app, () => drawn);

  return (/** @type {State} */ state) => {
    const clouds = cloudsOf(state);
    caption.textContent = clouds.length > 0 ? words.plane.active(clouds, state.batchSize) : words.plane.softmax;
    canvas.setAttribute("aria-label", caption.textContent);
    if (clouds.length === 0) return;
    drawn = { clouds, at: draw(canvas, clouds, state.selection.row) };
    chosen.textContent = words.plane.chosen(state.selection.row, clouds);
  };
}

/** A cloud for each term of a triplet loss. @param {State} state @returns {Cloud[]} */
export function cloudsOf({ loss, report, similarity, batchSize }) {
  if (!report || loss.kind !== "triplet" || report.terms.length !== loss.terms.length) return [];
  const x = Array.from({ length: batchSize }, (_, i) => similarity[i * batchSize + i]);
  return loss.terms.map(({ margin }, k) => {
    const along = alongOf(loss, k);
    const y = Array.from(report.terms[k].negative);
    return { rows: looksAtRows(along), columns: looksAtColumns(along), margin, x, y, active: Array.from(report.terms[k].cost, (cost) => cost > 0) };
  });
}

/** From the lowest to the highest value in tenths, so that the frame does not shake. @param {number[]} values @returns {[number, number]} */
function tenths(values) {
  const finite = values.filter(Number.isFinite);
  return [Math.floor(Math.min(0, ...finite) * 10) / 10, Math.ceil(Math.max(0.1, ...finite) * 10) / 10];
}

/** @param {HTMLCanvasElement} canvas @param {Cloud[]} clouds @param {number} selected */
function draw(canvas, clouds, selected) {
  const range = { x: tenths(clouds[0].x), y: tenths(clouds.flatMap((cloud) => cloud.y)) };
  const { context, x, y } = axes(canvas, { ...range, xName: words.plane.positive, yName: words.plane.negative });
  context.save();
  context.beginPath();
  context.rect(x(range.x[0]), y(range.y[1]), x(range.x[1]) - x(range.x[0]), y(range.y[0]) - y(range.y[1]));
  context.clip();
  context.strokeStyle = colour("ink");
  context.setLineDash([5, 4]);
  for (const margin of new Set(clouds.map((cloud) => cloud.margin))) line(context, x(-1), y(-1 - margin), x(1), y(1 - margin));
  context.restore();
  for (const cloud of clouds) {
    for (const [i, p] of cloud.x.entries()) marker(context, cloud, x(p), y(cloud.y[i]), cloud.active[i], i === selected);
  }
  return (/** @type {number} */ u, /** @type {number} */ v) => /** @type {[number, number]} */ ([x(u), y(v)]);
}

/** A horizontal bar for a row's anchor, a vertical one for a column's, a plus for both. @param {CanvasRenderingContext2D} context
 * @param {Cloud} cloud @param {number} x @param {number} y @param {boolean} active @param {boolean} selected */
function marker(context, { rows, columns }, x, y, active, selected) {
  const long = selected ? 8 : 5;
  context.globalAlpha = active || selected ? 1 : 0.35;
  context.lineWidth = selected ? 4 : 2.5;
  if (rows) {
    context.strokeStyle = colour("rows");
    line(context, x - long, y, x + long, y);
  }
  if (columns) {
    context.strokeStyle = colour("columns");
    line(context, x, y - long, x, y + long);
  }
  context.globalAlpha = 1;
}

/** Pointing at a marker, or the arrow keys, choose a pair.
 * @param {HTMLCanvasElement} canvas @param {App} app @param {() => {clouds: Cloud[], at: (x: number, y: number) => [number, number]}} drawn */
function listen(canvas, app, drawn) {
  const select = (/** @type {number} */ i) => app.select({ row: i, column: i });
  canvas.addEventListener("pointermove", ({ offsetX, offsetY }) => {
    const { clouds, at } = drawn();
    let [best, distance] = [-1, 20];
    for (const cloud of clouds) {
      cloud.x.forEach((p, i) => {
        const [x, y] = at(p, cloud.y[i]);
        const d = Math.hypot(x - offsetX, y - offsetY);
        if (d < distance) [best, distance] = [i, d];
      });
    }
    if (best >= 0) select(best);
  });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const { selection, batchSize } = app.state();
    if (!step) return;
    event.preventDefault();
    select((selection.row + step + batchSize) % batchSize);
  });
}
