// The batch's unit vectors: on the circle (H = 2), on a sphere that can be turned (H = 3), or in the plane in which they spread most; and how far they have
// collapsed into one.

import { closestOf } from "../../loss/judge.js";
import { element } from "../../ui/dom.js";
import { ASIDE } from "../../ui/memo.js";
import { tipOver } from "../../ui/tip.js";
import { words } from "../../words/index.js";
import { draw as drawVectors } from "./draw.js";
import { Projector } from "./projection.js";
import { angleOf, wedgeOf } from "./wedge.js";

/** @import {App, State} from "../../model/state.js" */
/** @import {Highlight} from "./draw.js" */
/** @import {Point, Projection} from "./projection.js" */
/** @import {Table} from "../../ui/table.js" */
/** @import {View} from "../index.js" */
/** @typedef {{projection: Projection, at: (point: Point) => [number, number]}} Drawn */

const LABEL = "collapse-meter";
/** Radians for a press of an arrow key. */
const NUDGE = 0.12;
/** Pixels within which a pointer finds a vector. */
const NEAR = 20;

/** @type {View} */
export const embeddings = { id: "embeddings", ignores: ASIDE, mount };

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  const canvas = element("canvas", { class: "chart tall vectors", role: "img", tabindex: 0 });
  const spread = element("p", { class: "note", "data-id": "spread" });
  const chosen = element("p", { "data-id": "chosen" });
  const meter = element("meter", { id: LABEL, min: 0, max: 1 });
  const collapse = element("span", { "data-id": "collapse" });
  const tip = tipOver(canvas);
  section.append(
    tip.node,
    element("p", { class: "note" }, words.embeddings.signs),
    spread,
    chosen,
    element("p", { class: "field meter" }, element("label", { for: LABEL }, words.embeddings.collapse), meter, collapse),
  );
  const projector = new Projector();
  /** @type {Drawn | undefined} */
  let drawn;
  listen(canvas, app, projector, () => drawn, tip);

  const draw = (/** @type {State} */ state) => {
    if (!state.report || state.batchSize < 2) return;
    const projection = projector.project(state);
    const size = state.vectors.length / (2 * state.batchSize);
    const highlight = highlightOf(state, projector, size);
    drawn = { projection, at: drawVectors(canvas, projection, highlight) };
    canvas.classList.toggle("turns", projection.kind === "sphere");
    say(spread, words.embeddings.spread[projection.kind](size, projection.share));
    say(chosen, chosenWords(state, highlight));
    meter.value = projection.collapse;
    say(collapse, words.number(projection.collapse));
    canvas.setAttribute("aria-label", `${spread.textContent} ${chosen.textContent} ${words.embeddings.collapse} ${collapse.textContent}`);
  };
  return Object.assign(draw, { table: (/** @type {State} */ state) => pointsOf(state, drawn?.projection.points ?? []) });
}

/** Where each question stands in the picture, and its whole vector. @param {State} state @param {Point[]} points @returns {Table} */
function pointsOf({ vectors, batchSize, texts }, points) {
  const size = batchSize > 0 ? vectors.length / (2 * batchSize) : 0;
  const rows = points.map(([x, y], n) => {
    const [side, pair] = [Math.floor(n / batchSize), n % batchSize];
    return [pair + 1, side + 1, [texts.left, texts.right][side][pair], x, y, ...vectors.subarray(n * size, (n + 1) * size)];
  });
  return { columns: ["pair", "side", "question", "x", "y", ...Array.from({ length: size }, (_, h) => `v${h + 1}`)], rows };
}

/** @param {HTMLElement} node @param {string} text */
function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** @param {State} state @param {Projector} projector @param {number} size @returns {Highlight} */
function highlightOf(state, projector, size) {
  const { similarity, batchSize, selection, loss, vectors } = state;
  const { row } = selection;
  const wedge = wedgeOf(loss, similarity[row * batchSize + row]);
  const cone = (/** @type {number} */ angle) =>
    coneAround(vectors.subarray(row * size, (row + 1) * size), angle).map((point) => projector.view(point));
  return { anchor: row, positive: batchSize + row, negative: batchSize + closestOf(state, "row")[row], wedge, cone };
}

/** Points of the sphere at an angle from one of it. @param {Float32Array} axis @param {number} angle @returns {Point[]} */
function coneAround([x, y, z], angle) {
  const [ux, uy, uz] = Math.abs(z) < 0.9 ? unit([y, -x, 0]) : unit([0, z, -y]);
  const [wx, wy, wz] = [y * uz - z * uy, z * ux - x * uz, x * uy - y * ux];
  const [near, far] = [Math.cos(angle), Math.sin(angle)];
  return Array.from({ length: 72 }, (_, k) => {
    const [c, s] = [far * Math.cos((k * Math.PI) / 36), far * Math.sin((k * Math.PI) / 36)];
    return /** @type {Point} */ ([near * x + c * ux + s * wx, near * y + c * uy + s * wy, near * z + c * uz + s * wz]);
  });
}

/** @param {Point} point @returns {Point} */
const unit = ([x, y, z]) => {
  const norm = Math.hypot(x, y, z) || 1;
  return [x / norm, y / norm, z / norm];
};

/** @param {State} state @param {Highlight} highlight */
function chosenWords({ similarity, batchSize }, { anchor, negative, wedge }) {
  const cosine = (/** @type {number} */ column) => similarity[anchor * batchSize + column];
  const side = (/** @type {number} */ column) => ({ pair: column, cosine: cosine(column), angle: angleOf(cosine(column)) });
  const where = wedge ? words.embeddings.wedge(wedge) : words.embeddings.noWedge;
  return `${words.embeddings.chosen(side(anchor), side(negative - batchSize))} ${where}`;
}

/** Pointing at a vector, or Page up and down, choose a pair; the arrow keys do so too but on the sphere, which they turn, as dragging does.
 * @param {HTMLCanvasElement} canvas @param {App} app @param {Projector} projector @param {() => Drawn | undefined} drawn
 * @param {ReturnType<typeof tipOver>} tip */
function listen(canvas, app, projector, drawn, tip) {
  const select = (/** @type {number} */ pair) => app.select({ row: pair, column: pair });
  const turn = (/** @type {number} */ right, /** @type {number} */ up) => {
    projector.turn(right, up);
    app.select({ ...app.state().selection });
  };
  const isSphere = () => drawn()?.projection.kind === "sphere";
  const look = (/** @type {PointerEvent} */ { offsetX, offsetY }) => {
    const pair = nearest(drawn(), offsetX, offsetY);
    if (pair < 0) return tip.hide();
    select(pair);
    const { texts } = app.state();
    tip.show({ x: offsetX, y: offsetY }, [words.pairOf(pair), texts.left[pair], texts.right[pair]]);
  };
  canvas.addEventListener("pointerdown", (event) => {
    look(event);
    if (isSphere()) canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (canvas.hasPointerCapture(event.pointerId)) return turn(event.movementX / 100, event.movementY / 100);
    look(event);
  });
  canvas.addEventListener("keydown", (event) => {
    const { selection, batchSize } = app.state();
    const turns = { ArrowLeft: [-NUDGE, 0], ArrowRight: [NUDGE, 0], ArrowUp: [0, -NUDGE], ArrowDown: [0, NUDGE] }[event.key];
    const step = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 }[event.key];
    if (!step || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (turns && isSphere()) turn(turns[0], turns[1]);
    else select((selection.row + step + batchSize) % batchSize);
  });
}

/** The pair of the vector at that place, −1 where there is none. @param {Drawn | undefined} drawn @param {number} px @param {number} py */
function nearest(drawn, px, py) {
  let [best, distance] = [-1, NEAR];
  if (!drawn) return best;
  const { points } = drawn.projection;
  for (const [n, point] of points.entries()) {
    const [x, y] = drawn.at(point);
    const d = Math.hypot(x - px, y - py) + (point[2] < 0 ? NEAR / 2 : 0);
    if (d < distance) [best, distance] = [n % (points.length / 2), d];
  }
  return best;
}
