// What stands above a map: what it shows, how it is laid out, search, lasso, zoom, and how far a search has come.
import { rung } from "../../host.js";
import { element } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { STEP, zoomBy } from "./zoom.js";

/** @import {Shown} from "./map.js" */

/** @typedef {"principal" | "neighbours"} Plane */

/** @param {HTMLCanvasElement} canvas @param {Shown} shown @param {() => void} show */
export function toolsOf(canvas, shown, show) {
  const kinds = choice("map-kind", words.map.choose, words.map.kinds);
  const planes = choice("map-plane", words.map.choosePlane, words.map.planes);
  // Where there is no worker, its search would hold the page up.
  planes.node.hidden = rung() === "page";
  const search = element("input", { type: "search", id: "map-search", autocomplete: "off" });
  const lasso = element("input", { type: "checkbox", id: "map-lasso" });
  const clear = element("button", { type: "button", class: "quiet" }, words.map.clear);
  const bar = progress();
  const field = element("span", { class: "map-search" }, element("label", { for: search.id }, words.map.search), " ", search);
  const catches = element("label", {}, lasso, ` ${words.map.lasso}`);
  const node = element("div", { class: "map-tools" }, kinds.node, planes.node, field, catches, zooms(canvas, shown, show), clear, bar.node);
  return { node, kinds, planes, search, lasso, clear, bar };
}

/** One of some. @template {string} K @param {string} name @param {string} legend @param {Record<K, string>} labels */
function choice(name, legend, labels) {
  const keys = /** @type {K[]} */ (Object.keys(labels));
  const inputs = keys.map((value, k) => element("input", { type: "radio", name, value, checked: k === 0 }));
  const options = inputs.map((input, k) => element("label", {}, input, element("span", {}, labels[keys[k]])));
  const node = element("fieldset", { class: "segments" }, element("legend", { class: "visually-hidden" }, legend), ...options);
  const choose = (/** @type {K} */ key) => {
    inputs[keys.indexOf(key)].checked = true;
  };
  return { node, choose, value: () => keys[inputs.findIndex((input) => input.checked)] };
}

/** How far the search has come, with what gives it up; its place is kept. */
function progress() {
  const bar = element("progress", { "aria-label": words.map.progress });
  const stop = element("button", { type: "button", class: "quiet" }, words.map.stop);
  const node = element("span", { class: "map-progress waits" }, bar, stop);
  /** @param {number} [round] none: nothing is searched @param {number} [rounds] */
  const show = (round, rounds = 1) => {
    node.classList.toggle("waits", round === undefined);
    if (round) [bar.max, bar.value] = [rounds, round];
    else bar.removeAttribute("value");
  };
  return { node, stop, show };
}

/** Two buttons that zoom. @param {HTMLCanvasElement} canvas @param {Shown} shown @param {() => void} show */
function zooms(canvas, shown, show) {
  const buttons = /** @type {const} */ (["nearer", "further"]).map((way) => {
    const button = element("button", { type: "button", "aria-label": words.map[way], title: words.map[way] }, way === "nearer" ? "+" : "−");
    button.addEventListener("click", () => {
      zoomBy(canvas, shown, way === "nearer" ? STEP : 1 / STEP);
      show();
    });
    return button;
  });
  return element("span", { class: "buttons" }, ...buttons);
}
