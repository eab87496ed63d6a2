// The map: the held-out questions, or the words of the vocabulary, in the plane in which their vectors spread most, or in one in which each stands beside those that
// are nearest to it. A press shows what is nearest; a search and a lasso pick some out.
import { nearestVectors } from "../../../pkg/web/tripletscope.js";
import { element, say } from "../../ui/dom.js";
import { tipOver } from "../../ui/tip.js";
import { words } from "../../words/index.js";
import { draw as drawPoints } from "./draw.js";
import { listen } from "./listen.js";
import { planeOf } from "./planes.js";
import { toolsOf } from "./tools.js";

/** @import {App, State} from "../../model/state.js" */
/** @import {Mapped} from "../../types/run.js" */
/** @import {View} from "../index.js" */
/** @import {Found} from "./planes.js" */

/** What the view shows: points x, y, … and what is said of their plane, what is picked out, the one that is chosen with what is nearest to it, how far it is zoomed, and what
 * stands in its middle.
 * @typedef {{mapped: Mapped | undefined, picked: Set<number>, chosen: number, near: Near[], zoom: number, centre: [number, number], lasso: [number, number][]} & Found} Shown */
/** @typedef {{index: number, cosine: number}} Near */

/** So many nearest ones, and so many of a list of those that are picked out. */
const [NEAR, LISTED] = [8, 12];

/** @type {View} */
export const map = { id: "map", ignores: ["selection", "quantity", "threshold", "answer", "explanation", "ghost"], mount };

/** @returns {Shown} */
const nothing = () => ({
  ...{ mapped: undefined, points: new Float64Array(), said: { plane: "principal", share: 0, problem: "" } },
  ...{ picked: new Set(), chosen: -1, near: [], zoom: 1, centre: [0, 0], lasso: [] },
});

/** @param {HTMLElement} section @param {App} app */
function mount(section, app) {
  const shown = nothing();
  const canvas = element("canvas", { class: "chart map", role: "img", tabindex: 0 });
  const tip = tipOver(canvas);
  const [note, said] = [element("p", { class: "note" }), element("div", { role: "status", class: "map-said" })];
  const show = () => {
    drawPoints(canvas, shown);
    canvas.classList.toggle("zoomed", shown.zoom > 1);
    say(note, noteOf(shown));
    canvas.setAttribute("aria-label", [words.map.keys, note.textContent].join(" "));
  };
  const tools = toolsOf(canvas, shown, show);
  const { kinds, planes, search, lasso, clear } = tools;
  section.append(tools.node, element("div", { class: "map-body" }, tip.node, element("div", {}, note, said)));

  const lay = planeOf(tools, (found) => {
    Object.assign(shown, found);
    show();
  });
  const pick = (/** @type {Iterable<number>} */ picked) => {
    Object.assign(shown, { picked: new Set(picked), chosen: -1, near: [] });
    said.replaceChildren(...listOf(shown));
    show();
  };
  const choose = (/** @type {number} */ k) => {
    const { mapped } = shown;
    if (!mapped || mapped.texts.length === 0) return;
    shown.chosen = k < 0 ? -1 : Math.min(k, mapped.texts.length - 1);
    shown.near = shown.chosen < 0 ? [] : nearTo(mapped, shown.chosen);
    shown.picked = new Set();
    said.replaceChildren(...listOf(shown));
    show();
  };
  listen(canvas, { shown, tip, isLasso: () => lasso.checked, pick, choose, show });
  kinds.node.addEventListener("change", () => ask(app.state()));
  planes.node.addEventListener("change", () => {
    Object.assign(shown, { zoom: 1, centre: [0, 0], lasso: [] });
    if (shown.mapped) lay(shown.mapped);
  });
  lasso.addEventListener("change", () => canvas.classList.toggle("catches", lasso.checked));
  search.addEventListener("input", () => pick(found(shown.mapped, search.value)));
  clear.addEventListener("click", () => {
    search.value = "";
    Object.assign(shown, { zoom: 1, centre: [0, 0], lasso: [] });
    choose(-1);
  });
  let asked = "";
  /** The map of the network as it stands, once it rests. */
  const ask = (/** @type {State} */ { run, step, key, playing, batchSize }) => {
    const wanted = [run, step, key, kinds.value()].join();
    if (playing || batchSize === 0 || wanted === asked) return;
    asked = wanted;
    app.map(kinds.value());
  };
  const draw = (/** @type {State} */ state) => {
    ask(state);
    const { mapped } = state;
    if (mapped && mapped !== shown.mapped && mapped.what === kinds.value()) {
      // The same questions stay chosen from step to step.
      const before = shown.mapped;
      const same = before?.what === mapped.what && before.texts.length === mapped.texts.length;
      Object.assign(shown, { mapped, lasso: [], ...(same ? {} : { chosen: -1, picked: new Set(), zoom: 1, centre: [0, 0] }) });
      shown.near = shown.chosen < 0 ? [] : nearTo(mapped, shown.chosen);
      said.replaceChildren(...listOf(shown));
      lay(mapped);
    } else if (mapped) show();
  };
  return Object.assign(draw, { table: () => tableOf(shown) });
}

/** @param {Mapped} mapped @param {number} of @returns {Near[]} */
function nearTo({ vectors, size }, of) {
  const flat = nearestVectors(vectors, size, of, NEAR);
  return Array.from({ length: flat.length / 2 }, (_, k) => ({ index: flat[2 * k], cosine: flat[2 * k + 1] }));
}

/** @param {Mapped | undefined} mapped @param {string} wanted */
function found(mapped, wanted) {
  const text = wanted.trim().toLowerCase();
  return text === "" ? [] : (mapped?.texts ?? []).flatMap((own, k) => (own.toLowerCase().includes(text) ? [k] : []));
}

/** @param {Shown} shown */
function noteOf({ mapped, said }) {
  if (!mapped) return words.map.later;
  if (mapped.texts.length === 0) return words.map.none;
  const { note, plane } = words.map;
  return `${note(mapped.texts.length, mapped.step, mapped.what)} ${plane(said)}${mapped.what === "words" ? "" : ` ${words.map.ties}`}`;
}

/** What is nearest to the chosen one, or what is picked out. @param {Shown} shown */
function listOf({ mapped, chosen, near, picked }) {
  if (!mapped) return [];
  const { texts } = mapped;
  const item = (/** @type {string[]} */ ...parts) => element("li", {}, parts.join(" "));
  if (chosen >= 0) {
    const list = near.map(({ index, cosine }) => item(words.number(cosine), texts[index]));
    return [element("h3", {}, words.map.nearest(texts[chosen])), element("ol", { class: "nearest" }, ...list)];
  }
  if (picked.size === 0) return [];
  const list = [...picked].slice(0, LISTED).map((k) => item(texts[k]));
  return [element("h3", {}, words.map.picked(picked.size, Math.min(picked.size, LISTED))), element("ul", { class: "nearest" }, ...list)];
}

/** @param {Shown} shown @returns {import("../../ui/table.js").Table} */
function tableOf({ mapped, points }) {
  const rows = (mapped?.texts ?? []).map((text, k) => [k + 1, text, mapped?.clusters[k] ?? 0, points[2 * k], points[2 * k + 1]]);
  return { columns: ["place", "text", "cluster", "x", "y"], rows };
}
