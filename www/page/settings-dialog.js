// The settings behind one click, made from the table. What takes effect at once does; what restarts the run waits for a button, and then goes together.

import { sameLoss } from "../loss/form.js";
import { SIZES } from "../model/advice.js";
import { choosing, EDITION, setByEditions } from "../model/editions.js";
import { table } from "../model/settings.js";
import { byId, element, say } from "../ui/dom.js";
import { whenSent } from "../ui/fields.js";
import { words } from "../words/index.js";
import { closeRanks } from "./masonry.js";
import { fieldOf } from "./settings-field.js";
import { trapSettings } from "./traps.js";

/** @import {App, State} from "../model/state.js" */
/** @import {Values} from "../types/run.js" */

/** Fills the dialog; gives back what shows a state in it. @param {App} app */
export function settingsDialog(app) {
  const dialog = byId("settings", HTMLDialogElement);
  const settings = table().filter((setting) => setting.group !== "views");
  /** @type {Values} what waits for the button */
  let draft = {};
  /** @type {import("../types/run.js").LossConfig | undefined} that waits too: an edition has one */
  let loss;
  const fields = settings.map((setting) => {
    const waits = () => setting.restarts || setting.key in draft;
    if (setting.key === EDITION) return fieldOf(setting, app, choose);
    return fieldOf(setting, app, (value) => (waits() ? put({ [setting.key]: value }) : app.set(setting.key, value)));
  });
  const bar = barOf(
    app,
    (values) => put(values),
    () => {
      const edit = { values: draft, loss };
      [draft, loss] = [{}, undefined];
      app.apply(edit);
      show(app.state());
    },
  );

  const traps = trapSettings(app, (edit) => {
    // The loss of an edition that waits is the one that is meant.
    if (edit.loss && loss) loss = edit.loss;
    else if (edit.loss) app.setLoss(edit.loss);
    put(edit.values ?? {});
  });

  /** A value as it is in force waits no longer. @param {Values} values */
  function put(values) {
    const now = app.state().values;
    draft = Object.fromEntries(Object.entries({ ...draft, ...values }).filter(([key, value]) => value !== now[key]));
    if (loss && sameLoss(loss, app.state().loss)) loss = undefined;
    show(app.state());
  }

  /** Another edition, with all that it sets, in the place of the one before. @param {Values[string]} name */
  function choose(name) {
    const edition = choosing(name);
    const others = setByEditions();
    draft = Object.fromEntries(Object.entries(draft).filter(([key]) => !others.has(key)));
    loss = edition.loss;
    put({ [EDITION]: app.state().values[EDITION], ...edition.values });
  }

  const done = byId("settings-done", HTMLButtonElement);
  byId("settings-groups", HTMLElement).append(bar.sizes, ...groupsOf(fields), traps.node);
  closeRanks(byId("settings-groups", HTMLElement), 12);
  done.replaceWith(bar.foot);
  bar.foot.append(done);
  byId("open-settings", HTMLButtonElement).addEventListener("click", () => {
    [draft, loss] = [{}, undefined];
    for (const field of fields) field.forget();
    show(app.state());
    dialog.showModal();
  });
  whenSent(byId("settings-form", HTMLFormElement), done, () => dialog.close());

  function show(/** @type {State} */ { values, source, data, loss: now, experiment }) {
    /** Why a field is not to be changed; what is in force can always be taken back. */
    const lockOf = (/** @type {typeof fields[number]} */ { key, group }) => {
      if (group === "data" && source?.kind === "file") return words.settings.onlyBuiltin;
      return key === "negatives" && data?.negatives === 0 && values.negatives === 0 ? words.settings.noNegatives : "";
    };
    traps.show({ values: { ...values, ...draft }, loss: loss ?? now }, Boolean(values["hide.mistakes"]), experiment.runs.length);
    for (const field of fields) field.show(draft[field.key] ?? values[field.key], field.key in draft, lockOf(field));
    const waiting = Object.keys(draft);
    bar.show(
      waiting.length + Number(loss !== undefined),
      waiting.some((key) => settings.find((setting) => setting.key === key)?.restarts),
    );
  }
  return show;
}

/** @param {ReturnType<typeof fieldOf>[]} fields */
function groupsOf(fields) {
  return [...new Set(fields.map(({ group }) => group))].map((group) => {
    const rows = fields.filter((field) => field.group === group).map(({ row }) => row);
    return element("fieldset", {}, element("legend", {}, words.settings.groups[group] ?? group), ...rows);
  });
}

/** Presets of sizes above the settings, and below them what applies what waits. @param {App} app @param {(values: Values) => void} put @param {() => void} apply */
function barOf(app, put, apply) {
  const sizes = Object.entries(SIZES).map(([name, values]) => {
    const said = words.settings.sizes[/** @type {keyof typeof SIZES} */ (name)];
    return buttonOf(said, () => put(values));
  });
  const defaults = buttonOf(words.settings.defaults, () => {
    // In which language somebody reads is no setting of what is read.
    const shown = table().filter(({ key, group }) => group !== "views" && key !== "page.language" && app.state().values[key] !== undefined);
    put(Object.fromEntries(shown.map(({ key, default: value }) => [key, value])));
  });
  defaults.id = "settings-defaults";
  const button = buttonOf(words.settings.apply(0, false), apply);
  button.id = "settings-apply";
  button.className = "primary";
  const show = (/** @type {number} */ count, /** @type {boolean} */ restarts) => {
    say(button, words.settings.apply(count, restarts));
    button.disabled = count === 0;
  };
  return {
    sizes: element("div", { class: "buttons settings-sizes" }, element("span", {}, words.settings.sizesAre), ...sizes, defaults),
    foot: element("div", { class: "buttons settings-foot" }, button),
    show,
  };
}

/** @param {string} text @param {() => void} act */
function buttonOf(text, act) {
  const button = element("button", { type: "button" }, text);
  button.addEventListener("click", act);
  return button;
}
