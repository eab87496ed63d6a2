// The margin plane: each anchor's positive against its negative. On the line y = x − margin the hinge is zero; above it the anchor costs its distance.

import { termsOf } from "../loss/judge.js";
import { axes, line } from "../ui/axes.js";
import { colour } from "../ui/canvas.js";
import { element, say } from "../ui/dom.js";
import { ASIDE } from "../ui/memo.js";
import { tipOver } from "../ui/tip.js";
import { words } from "../words/index.js";
import { kindOf } from "./split/parts.js";
import { planeTable } from "./tables.js";

/** @import {App, State} from "../model/state.js" */
/** @import {Direction} from "../loss/judge.js" */
/** @import {View} from "./index.js" */
/** @import {Cloud} from "../types/views.js" */
/** @typedef {Cloud["kind"]} Kind */
/** @typedef {{clouds: Cloud[], x: (value: number) => number, y: (value: number) => number}} Drawn */

/** @type {readonly Kind[]} */
const KINDS = ["closest", "mean"];
/** Of markers: half their length, their width, and how opaque they are. */
const SIZES = {
  satisfied: { half: 5, width: 2.5, alpha: 0.35 },
  active: { half: 5, width: 2.5, alpha: 1 },
  selected: { half: 9, width: 4, alpha: 1 },
};

/** @type {View} */
export const plane = { id: "plane", ignores: ASIDE, mount, table: planeTable };

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  const canvas = element("canvas", { class: "chart tall", role: "img", tabindex: 0 });
  const caption = element("p", { class: "note", "data-id": "active" });
  const chosen = element("p", { "data-id": "chosen", "aria-live": "off" });
  const choice = kindChoice(() => show(app.state()));
  const tip = tipOver(canvas);
  section.append(choice.node, tip.node, chosen, caption);
  /** @type {Drawn} */
  let drawn = { clouds: [], x: () => 0, y: () => 0 };
  listen(canvas, chosen, app, () => drawn, tip);

  function show(/** @type {State} */ state) {
    const all = cloudsOf(state);
    const kind = choice.among(all);
    const clouds = all.filter((cloud) => cloud.kind === kind);
    canvas.hidden = chosen.hidden = clouds.length === 0;
    say(caption, clouds.length > 0 ? words.plane.active(clouds, state.batchSize) : words.plane.softmax);
    if (clouds.length === 0) return;
    drawn = draw(canvas, clouds, state.selection.row);
    say(chosen, words.plane.chosen(state.selection.row, clouds));
    canvas.setAttribute("aria-label", `${words.plane.keys} ${caption.textContent}`);
  }
  return show;
}

/** Closest or mean negatives, where the loss has both. @param {() => void} changed */
function kindChoice(changed) {
  const inputs = KINDS.map((value, k) => element("input", { type: "radio", name: "plane-kind", value, checked: k === 0 }));
  const labels = inputs.map((input, k) => element("label", {}, input, element("span", {}, words.plane.kinds[KINDS[k]])));
  const node = element("fieldset", { class: "segments" }, element("legend", { class: "visually-hidden" }, words.plane.choose), ...labels);
  node.addEventListener("change", changed);
  const among = (/** @type {Cloud[]} */ clouds) => {
    const present = KINDS.filter((kind) => clouds.some((cloud) => cloud.kind === kind));
    node.hidden = present.length < 2;
    return node.hidden ? present[0] : KINDS[inputs.findIndex((input) => input.checked)];
  };
  return { node, among };
}

/** A cloud for each term of a triplet loss. @param {State} state @returns {Cloud[]} */
function cloudsOf({ loss, report, similarity, batchSize }) {
  if (!report || loss.kind !== "triplet" || report.terms.length !== loss.terms.length) return [];
  const x = Array.from({ length: batchSize }, (_, i) => similarity[i * batchSize + i]);
  return loss.terms.map((term, k) => {
    const { cost, negative } = report.terms[k];
    const kind = kindOf(term) === "mean" ? "mean" : "closest";
    return {
      kind,
      along: term.along,
      directions: termsOf(loss)[k].directions,
      margin: term.margin,
      x,
      y: Array.from(negative),
      active: Array.from(cost, (c) => c > 0),
    };
  });
}

/** From the lowest to the highest value in fifths, so that the frame does not shake. @param {number[]} values @returns {[number, number]} */
function fifths(values) {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [-1, 1];
  const high = Math.min(5, Math.ceil(Math.max(...finite) * 5 + 0.1));
  const low = Math.min(high - 2, Math.floor(Math.min(...finite) * 5 - 0.1));
  return [low / 5, high / 5];
}

/** @param {HTMLCanvasElement} canvas @param {Cloud[]} clouds @param {number} selected @returns {Drawn} */
function draw(canvas, clouds, selected) {
  const range = { x: fifths(clouds[0].x), y: fifths(clouds.flatMap((cloud) => cloud.y)) };
  const { context, x, y } = axes(canvas, { ...range, xName: words.plane.positive, yName: words.plane.negative });
  context.save();
  context.beginPath();
  context.rect(x(range.x[0]), y(range.y[1]), x(range.x[1]) - x(range.x[0]), y(range.y[0]) - y(range.y[1]));
  context.clip();
  for (const margin of new Set(clouds.map((cloud) => cloud.margin))) marginLine(context, margin, range, x, y);
  context.restore();
  const colours = { rows: colour("rows"), columns: colour("columns") };
  for (const cloud of clouds) {
    const all = Array.from(cloud.x, (p, i) => ({ px: x(p), py: y(cloud.y[i]), active: cloud.active[i] }));
    for (const active of [false, true]) {
      const own = all.filter((place) => place.active === active);
      markers(context, cloud, colours, own, active ? SIZES.active : SIZES.satisfied);
    }
    if (all[selected]) markers(context, cloud, colours, [all[selected]], SIZES.selected);
  }
  return { clouds, x, y };
}

/** Where the hinge is zero, with its equation written along it. @param {CanvasRenderingContext2D} context @param {number} margin
 * @param {{x: [number, number], y: [number, number]}} range @param {Drawn["x"]} x @param {Drawn["y"]} y */
function marginLine(context, margin, range, x, y) {
  context.strokeStyle = context.fillStyle = colour("ink");
  context.setLineDash([5, 4]);
  line(context, x(-3), y(-3 - margin), x(3), y(3 - margin));
  const start = Math.max(range.x[0], range.y[0] + margin);
  context.save();
  context.translate(x(start), y(start - margin));
  context.rotate(Math.atan2(y(1) - y(0), x(1) - x(0)));
  context.textAlign = "left";
  context.fillText(words.plane.line(margin), 12, -5);
  context.restore();
}

/** Of the bar that stands for a direction: its colour, and where it goes to, in halves of its length. @type {Record<Direction, ["rows" | "columns", number, number]>} */
const BARS = { row: ["rows", 1, 0], column: ["columns", 0, 1], left: ["rows", 0.7, -0.7], right: ["columns", 0.7, 0.7] };

/** Horizontal bars for rows' anchors, vertical ones for columns', pluses for both, slanted ones for one side: one path for each. @param {CanvasRenderingContext2D} context @param {Cloud} cloud
 * @param {{rows: string, columns: string}} colours @param {{px: number, py: number}[]} places @param {{half: number, width: number, alpha: number}} size */
function markers(context, { directions }, colours, places, { half, width, alpha }) {
  context.globalAlpha = alpha;
  context.lineWidth = width;
  const bars = (/** @type {string} */ colour, /** @type {number} */ dx, /** @type {number} */ dy) => {
    context.strokeStyle = colour;
    context.beginPath();
    for (const { px, py } of places) {
      context.moveTo(px - dx, py - dy);
      context.lineTo(px + dx, py + dy);
    }
    context.stroke();
  };
  for (const [name, dx, dy] of directions.map((direction) => BARS[direction])) bars(colours[name], dx * half, dy * half);
  context.globalAlpha = 1;
}

/** Pointing at a marker, or the arrow keys, choose a pair. @param {HTMLCanvasElement} canvas @param {HTMLElement} chosen @param {App} app @param {() => Drawn} drawn
 * @param {ReturnType<typeof tipOver>} tip */
function listen(canvas, chosen, app, drawn, tip) {
  const select = (/** @type {number} */ i) => app.select({ row: i, column: i });
  const nearest = (/** @type {PointerEvent} */ { offsetX, offsetY }) => {
    const { clouds, x, y } = drawn();
    let [best, distance] = [-1, 20];
    for (const cloud of clouds) {
      cloud.x.forEach((p, i) => {
        const d = Math.hypot(x(p) - offsetX, y(cloud.y[i]) - offsetY);
        if (d < distance) [best, distance] = [i, d];
      });
    }
    if (best < 0) return tip.hide();
    select(best);
    const { texts } = app.state();
    tip.show({ x: offsetX, y: offsetY }, [words.pairOf(best), texts.left[best], texts.right[best]]);
  };
  canvas.addEventListener("pointermove", nearest);
  canvas.addEventListener("pointerdown", nearest);
  canvas.addEventListener("focus", () => chosen.setAttribute("aria-live", "polite"));
  canvas.addEventListener("blur", () => chosen.setAttribute("aria-live", "off"));
  canvas.addEventListener("keydown", (event) => {
    const { selection, batchSize } = app.state();
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    select((selection.row + step + batchSize) % batchSize);
  });
}
