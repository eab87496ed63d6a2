// Which views are on the page: a switch for each, from the table; a view that is not open is not drawn.

import { pictureOf, withMenu } from "../export/menu.js";
import { late, once } from "../host/once.js";
import { root } from "../host.js";
import { saidOf } from "../model/problems.js";
import { table } from "../model/settings.js";
import { byId, element } from "../ui/dom.js";
import { whenNeeded, whereSeen } from "../ui/redraw.js";
import { views } from "../views/index.js";
import { words } from "../words/index.js";
import { inWords } from "../words/table.js";
import { closeRanks } from "./masonry.js";

/** @import {App, State} from "../model/state.js" */
/** @import {Later, View} from "../views/index.js" */
/** @typedef {{draw: (state: State) => void, picture: () => Promise<string | Blob>}} Mounted */

/** Without the network, say, a view that does not come is asked for again after so long. */
const AGAIN_MS = 5000;

/** The matrix is always there: everything else is about it. @param {State} state @param {string} id */
export const isOpen = (state, id) => state.values[`view.${id}`] !== false;

/** Fills each view's section, and makes those that the page's file does not have. @param {App} app @param {Pick<ReturnType<typeof import("../ui/redraw.js").slices>, "inSlices">} drawing */
export function mountViews(app, { inSlices }) {
  const titles = /** @type {Record<string, string>} */ (words.views);
  /** @param {View} view @param {HTMLElement} section */
  const mounted = ({ id, ignores, mount, table }, section) => {
    const drawView = guarded(mount(section, app), section);
    const numbers = drawView.table ?? table;
    const shown = { id, section, draw: drawView, table: numbers ?? (() => ({ columns: [], rows: [] })) };
    const draw = numbers ? withMenu(section, titles[id] ?? words.page.matrix, shown) : drawView;
    const needed = ignores ? whenNeeded(draw, ignores, section, app) : draw;
    return {
      picture: () => pictureOf({ ...shown, state: app.state() }),
      draw: whereSeen(
        inSlices(() => isOpen(app.state(), id), needed, app),
        section,
        app,
      ),
    };
  };
  const all = views.map((view) => {
    const section = sectionOf(view.id, titles[view.id]);
    const own = "load" in view ? mountedLater(view, section, (there) => mounted(there, section), app) : mounted(view, section);
    return { id: view.id, ...own };
  });
  closeRanks(byId("more", HTMLElement), 20);
  return all;
}

/** A view's section, which is made where the page's file does not have it. @param {string} id @param {string} name */
function sectionOf(id, name) {
  if (!root().getElementById(id)) {
    const title = element("h2", { id: `${id}-title` }, name);
    byId("more", HTMLElement).append(element("section", { id, class: "view", "aria-labelledby": title.id }, title));
  }
  return byId(id, HTMLElement);
}

/** Says in its own place what has failed. @param {HTMLElement} section */
function faultOf(section) {
  const fault = element("p", { class: "problem", role: "alert", "data-id": "fault" });
  /** @param {unknown} error */
  const tell = (error) => {
    const said = saidOf(error);
    fault.textContent = said.unfetched ? words.problem(said) : words.notice.view(said.sentence);
    section.append(fault);
  };
  return { tell, clear: () => fault.remove() };
}

/** A view that comes when it is drawn for the first time.
 * @param {Later} later @param {HTMLElement} section @param {(view: View) => Mounted} mount @param {App} app @returns {Mounted} */
function mountedLater({ id, load }, section, mount, app) {
  /** @type {Mounted | undefined} */
  let there;
  let asked = Number.NEGATIVE_INFINITY;
  const fault = faultOf(section);
  const fetched = late(load);
  const come = once(() => fetched().then(mount));
  const begin = async () => {
    section.setAttribute("aria-busy", "true");
    try {
      there = await come();
      fault.clear();
      if (isOpen(app.state(), id)) there.draw(app.state());
    } catch (error) {
      fault.tell(error);
    }
    section.removeAttribute("aria-busy");
  };
  return {
    picture: async () => (await come()).picture(),
    draw: (state) => {
      if (there) return there.draw(state);
      if (performance.now() - asked < AGAIN_MS) return;
      asked = performance.now();
      begin();
    },
  };
}

/** A view that fails says so in its own place, and holds nothing else up. @template {{(state: State): void, table?: unknown}} D @param {D} draw @param {HTMLElement} section @returns {D} */
function guarded(draw, section) {
  const fault = faultOf(section);
  const safe = (/** @type {State} */ state) => {
    try {
      draw(state);
      fault.clear();
    } catch (error) {
      fault.tell(error);
      console.warn(error);
    }
  };
  return Object.assign(safe, draw);
}

/** @param {App} app */
export function viewBar(app) {
  const titles = /** @type {Record<string, string>} */ (words.views);
  const ids = new Set(views.map((view) => view.id));
  const switches = table()
    .map((setting) => inWords(setting))
    .filter(({ key }) => key.startsWith("view.") && ids.has(key.slice("view.".length)));
  const buttons = switches.map(({ key, help }) => {
    const button = element("button", { type: "button", title: help }, titles[key.slice("view.".length)]);
    button.addEventListener("click", () => app.set(key, button.getAttribute("aria-pressed") !== "true"));
    return { key, button };
  });
  byId("view-bar", HTMLElement).append(...buttons.map(({ button }) => button));
  return (/** @type {State} */ state) => {
    for (const { key, button } of buttons) {
      const open = Boolean(state.values[key]);
      button.setAttribute("aria-pressed", String(open));
      byId(key.slice("view.".length), HTMLElement).hidden = !open;
    }
  };
}
