// The settings behind one click, made from the table.

import { table } from "../model/settings.js";
import { controlOf } from "../ui/controls.js";
import { byId, element, whenSent } from "../ui/dom.js";
import { words } from "../words/index.js";

/** @import {App, State} from "../model/state.js" */

/** Fills the dialog; gives back what shows a state in it. @param {App} app */
export function settingsDialog(app) {
  const dialog = byId("settings", HTMLDialogElement);
  byId("open-settings", HTMLButtonElement).addEventListener("click", () => dialog.showModal());
  const done = byId("settings-done", HTMLButtonElement);
  whenSent(byId("settings-form", HTMLFormElement), done, () => dialog.close());
  const settings = table().filter((setting) => setting.group !== "views");
  /** @type {{key: string, group: string, control: ReturnType<typeof controlOf>}[]} */
  const controls = [];
  for (const group of new Set(settings.map((setting) => setting.group))) {
    const rows = settings
      .filter((setting) => setting.group === group)
      .map((setting) => {
        const control = controlOf(setting, (value) => app.set(setting.key, value));
        controls.push({ key: setting.key, group, control });
        return control.row;
      });
    byId("settings-groups", HTMLElement).append(element("fieldset", {}, element("legend", {}, words.settings.groups[group] ?? group), ...rows));
  }
  return (/** @type {State} */ { values, source }) => {
    for (const { key, group, control } of controls) {
      control.show(values[key]);
      control.input.disabled = group === "data" && source?.kind === "file";
      control.input.title = control.input.disabled ? words.settings.onlyBuiltin : "";
    }
  };
}
