// How the page looks and how fast it runs: language, colours and speed, chosen on the page itself.
import { settingOf } from "../model/settings.js";
import { setTheme } from "../ui/canvas.js";
import { byId, element } from "../ui/dom.js";
import { inWords } from "../words/table.js";

/** @import {App, State} from "../model/state.js" */

const KEYS = /** @type {const} */ ({ language: "page.language", theme: "page.theme", speed: "page.speed" });

/** @param {App} app */
export function appearance(app) {
  const choices = Object.entries(KEYS).map(([id, key]) => {
    const select = byId(id, HTMLSelectElement);
    const { choices = [] } = inWords(settingOf(key));
    select.replaceChildren(...choices.map(({ value, label }) => element("option", { value }, label)));
    select.addEventListener("change", () => app.set(key, select.value));
    return { key, select };
  });
  return (/** @type {State} */ { values }) => {
    for (const { key, select } of choices) select.value = String(values[key]);
    setTheme(String(values[KEYS.theme]));
  };
}
