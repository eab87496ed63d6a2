// Which views are on the page: a switch for each, from the table; a view that is not open is not drawn.
import { formats } from "../export/formats.js";
import { withMenu } from "../export/menu.js";
import { root } from "../host.js";
import { table } from "../model/settings.js";
import { byId, element } from "../ui/dom.js";
import { whenNeeded } from "../ui/redraw.js";
import { views } from "../views/index.js";
import { words } from "../words/index.js";
import { inWords } from "../words/table.js";
import { closeRanks } from "./masonry.js";

/** @import {App, State} from "../model/state.js" */

/** The matrix is always there: everything else is about it. @param {State} state @param {string} id */
export const isOpen = (state, id) => state.values[`view.${id}`] !== false;

/** Fills each view's section, and makes those that the page's file does not have. @param {App} app @param {Pick<ReturnType<typeof import("../ui/redraw.js").slices>, "inSlices">} drawing */
export function mountViews(app, { inSlices }) {
  const titles = /** @type {Record<string, string>} */ (words.views);
  const mounted = views.map(({ id, ignores, mount, table }) => {
    if (!root().getElementById(id)) {
      const title = element("h2", { id: `${id}-title` }, titles[id]);
      byId("more", HTMLElement).append(element("section", { id, class: "view", "aria-labelledby": title.id }, title));
    }
    const section = byId(id, HTMLElement);
    const drawView = guarded(mount(section, app), section);
    const numbers = drawView.table ?? table;
    const shown = { id, section, draw: drawView, table: numbers ?? (() => ({ columns: [], rows: [] })) };
    const draw = numbers ? withMenu(section, titles[id] ?? words.page.matrix, shown) : drawView;
    return {
      id,
      picture: () => formats.png.make({ ...shown, state: app.state() }),
      draw: inSlices(() => isOpen(app.state(), id), ignores ? whenNeeded(draw, ignores, section, app) : draw, app),
    };
  });
  closeRanks(byId("more", HTMLElement));
  return mounted;
}

/** A view that fails says so in its own place, and holds nothing else up. @template {{(state: State): void, table?: unknown}} D @param {D} draw @param {HTMLElement} section @returns {D} */
function guarded(draw, section) {
  const fault = element("p", { class: "problem", role: "alert", "data-id": "fault" });
  const safe = (/** @type {State} */ state) => {
    try {
      draw(state);
      fault.remove();
    } catch (error) {
      fault.textContent = words.notice.view(error instanceof Error ? error.message : String(error));
      section.append(fault);
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
