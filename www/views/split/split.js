// dL/dS, part by part: small matrices on one scale that add up to the whole, cell by cell.

import { element, say } from "../../ui/dom.js";
import { diverging, largest, paint, signedRoots } from "../../ui/heat.js";
import { ASIDE, memory } from "../../ui/memo.js";
import { termsOf } from "../../ui/terms.js";
import { words } from "../../words/index.js";
import { whenMoved } from "../matrix/keys.js";
import { arranged } from "../matrix/layout.js";
import { drawTile, labelTile, layoutOfTiles, tileOf } from "../matrix/tile.js";
import { splitTable } from "../tables.js";
import { partsOf } from "./parts.js";

/** @import {App, State} from "../../model/state.js" */
/** @import {Layout} from "../matrix/layout.js" */
/** @import {View} from "../index.js" */
/** @typedef {import("./parts.js").Part["along"]} Along */
/** `of`: the matrix by which it is the derivative; the whole has no direction.
 * @typedef {{id: string, along?: Along, of: "S" | "A" | "C", name: string, gradient: Float32Array, sum: number}} Part */
/** @typedef {ReturnType<typeof figureOf>} PartTile */

/** @type {View} */
export const split = { id: "split", ignores: ASIDE, mount, table: splitTable };

/** By which matrix a part is the derivative: those by A and C are no part of dL/dS. @type {Record<Along, Part["of"]>} */
const OF = { rows: "S", columns: "S", left: "A", right: "C" };

/** What its parts are named by. @type {readonly import("../../words/glossary-en.js").Term[]} */
const TERMS = ["gradient", "rows", "columns", "sides", "left", "right", "share"];

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  const group = element("div", { class: "tiles", role: "group", tabindex: 0, "aria-label": words.split.group });
  const chosen = element("p", { "data-id": "chosen", "aria-live": "off" });
  const bar = element("canvas", { class: "colour-bar", "aria-hidden": "true" });
  const [low, high] = [element("span"), element("span")];
  const note = element("p", { class: "note" });
  section.append(group, chosen, element("div", { class: "scale" }, low, bar, high), note, termsOf("split", TERMS));
  listen(group, chosen, app);
  /** @type {PartTile[]} */
  let tiles = [];
  const remember = memory();

  return (/** @type {State} */ state) => {
    const { similarity, loss, report, selection, batchSize } = state;
    if (!report) return;
    const further = state.texts.extra.length;
    const [map, layout] = [diverging(), layoutOfTiles(state)];
    remember([similarity, loss, state.values["view.sort"], map], () => {
      const parts = allParts(state, report.gradient);
      if (tiles.map(({ id }) => id).join() !== parts.map(({ id }) => id).join()) {
        tiles = parts.map((part) => figureOf(part, app));
        group.replaceChildren(...tiles.map(({ figure }) => figure));
      }
      const end = Math.max(...parts.map(({ gradient }) => largest(gradient)));
      parts.forEach((part, k) => {
        tiles[k].part = part;
        paint(tiles[k].tile.pixels, signedRoots(arranged(part.gradient, layout)), batchSize, map, Math.sqrt(end));
      });
      paint(bar, RAMP, RAMP.length, map, 1);
      say(low, words.number(-end));
      say(high, words.number(end));
    });
    for (const tile of tiles) drawPart(tile, state, layout);
    const cell = selection.row * batchSize + selection.column;
    const added = tiles.flatMap(({ part }) => (part.of === "S" ? [part.gradient[cell]] : []));
    say(chosen, words.split.chosen(selection.row, selection.column, added.slice(0, -1), added.at(-1) ?? 0));
    const sides = added.length < tiles.length ? [words.split.sides] : [];
    say(note, [words.split.note, ...sides, ...(further > 0 ? [words.split.further(further)] : [])].join(" "));
  };
}

const RAMP = Float32Array.from({ length: 256 }, (_, k) => k / 127.5 - 1);

/** The parts, and at the end the whole. @param {State} state @param {Float32Array} whole @returns {Part[]} */
function allParts(state, whole) {
  const parts = partsOf(state, state.loss).map(({ kind, along, gradient }) => {
    return { id: `${along}-${kind}`, along, of: OF[along], name: words.split.parts[kind][along], gradient, sum: sizeOf(gradient) };
  });
  return [...parts, { id: "total", of: "S", name: words.split.total, gradient: whole, sum: sizeOf(whole) }];
}

/** @param {Float32Array} gradient */
function sizeOf(gradient) {
  let sum = 0;
  for (let k = 0; k < gradient.length; k++) sum += Math.abs(gradient[k]);
  return sum;
}

/** @param {Part} part @param {App} app */
function figureOf(part, app) {
  const tile = tileOf(app);
  const [sum, here] = ["sum", "here"].map((what) => element("span", { "data-id": `${part.id}-${what}` }));
  const signs = { rows: "row-sign", columns: "column-sign", left: "row-sign", right: "column-sign" };
  const name = element("figcaption", {}, element("b", { class: part.along && signs[part.along] }, part.name));
  return { id: part.id, part, tile, sum, here, figure: element("figure", {}, name, tile.canvas, sum, here) };
}

/** @param {PartTile} shown @param {State} state @param {Layout} layout */
function drawPart({ part, tile, sum, here }, state, layout) {
  const { batchSize: size, selection } = state;
  const { row, column } = selection;
  drawTile(tile, state, layout, ["rows", "columns"]);
  say(sum, words.split.sum(part.of, part.sum));
  say(here, words.split.here(row, column, part.gradient[row * size + column]));
  labelTile(tile, `${part.name}: ${sum.textContent}, ${here.textContent}`);
}

/** The keys choose a cell, as in the large matrix; it is read out while somebody is here. @param {HTMLElement} group @param {HTMLElement} chosen @param {App} app */
function listen(group, chosen, app) {
  group.addEventListener("focus", () => chosen.setAttribute("aria-live", "polite"));
  group.addEventListener("blur", () => chosen.setAttribute("aria-live", "off"));
  whenMoved(group, () => ({ layout: layoutOfTiles(app.state()), selection: app.state().selection }), app.select);
}
