// The menu at each view's heading: saves the view in four formats. A frame may forbid downloads without anybody hearing of it, so each can be copied too;
// what may not be copied either is shown, to be taken by hand.
import { saveFile } from "../host/files.js";
import { late } from "../host/once.js";
import { ended } from "../host.js";
import { saidOf } from "../model/problems.js";
import { element } from "../ui/dom.js";
import { words } from "../words/index.js";
import { factsOf, nameOf } from "./facts.js";

/** @import {State} from "../model/state.js" */
/** @import {Shown} from "./formats.js" */
/** @typedef {typeof import("./formats.js").formats} Formats */
/** @typedef {keyof Formats} Format */

/** @type {readonly Format[]} */
const FORMATS = ["png", "svg", "csv", "json"];

/** @type {Formats | undefined} what makes them, which comes when a menu is opened: what is copied has to be there at the press */
let formats;
const loaded = late(async () => {
  formats = (await import("./formats.js")).formats;
  return formats;
});

/** A view as a picture, for whoever asks from outside. @param {Shown} view */
export const pictureOf = async (view) => (await loaded()).png.make(view);

/** Puts the menu at the view's heading, and gives back what draws the view and keeps what is to be saved: the state that was drawn last.
 * @param {HTMLElement} section @param {string} title @param {Omit<Shown, "state">} view */
export function withMenu(section, title, view) {
  /** @type {State | undefined} */
  let state;
  addMenu(section, title, () => state && { ...view, state });
  return (/** @type {State} */ drawn) => {
    state = drawn;
    view.draw(drawn);
  };
}

/** @param {HTMLElement} section @param {string} title @param {() => Shown | undefined} shown */
function addMenu(section, title, shown) {
  const said = element("p", { class: "said", "aria-live": "polite" });
  const button = (/** @type {Format} */ format, /** @type {"save" | "copy"} */ what) => {
    const name = format.toUpperCase();
    const text = what === "save" ? name : words.save.copy;
    const node = element("button", { type: "button", [`data-${what}`]: format, "aria-label": words.save[`${what}As`](name) }, text);
    node.addEventListener("click", async () => {
      const view = shown();
      if (!view) return;
      said.textContent = "";
      try {
        const { type, make } = (formats ?? (await loaded()))[format];
        const made = make(view);
        said.textContent = await (what === "save" ? saved(format, view, made) : copied({ format, type }, made, menu));
      } catch (error) {
        said.textContent = words.problem(saidOf(error));
      }
    });
    return node;
  };
  const buttons = FORMATS.flatMap((format) => [button(format, "save"), button(format, "copy")]);
  const summary = element("summary", { "aria-label": words.save.menuOf(title) }, words.save.menu);
  const menu = element("details", { class: "save" }, summary, element("div", { class: "save-menu" }, ...buttons, said));
  const heading = section.querySelector(":scope > h2");
  section.prepend(element("div", { class: heading ? "view-head" : "view-head untitled" }, ...(heading ? [heading] : []), menu));
  closing(menu, summary, said);
}

/** Escape and a press elsewhere close it. @param {HTMLDetailsElement} menu @param {HTMLElement} summary @param {HTMLElement} said */
function closing(menu, summary, said) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open || menu.querySelector("dialog")) return;
    event.stopPropagation();
    menu.open = false;
    summary.focus();
  });
  const outside = (/** @type {PointerEvent} */ event) => {
    if (menu.open && !event.composedPath().includes(menu)) menu.open = false;
  };
  addEventListener("pointerdown", outside, { signal: ended() });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
  });
  menu.addEventListener("toggle", () => {
    said.textContent = "";
    loaded();
  });
}

/** @param {Format} format @param {Shown} view @param {string | Promise<Blob>} made */
async function saved(format, view, made) {
  const name = nameOf(factsOf(view.id, view.state), format);
  saveFile(name, await made);
  return words.save.saved(name);
}

/** @param {{format: Format, type: string}} kind @param {string | Promise<Blob>} made @param {HTMLElement} menu */
async function copied({ format, type }, made, menu) {
  try {
    if (typeof made === "string") await navigator.clipboard.writeText(made);
    // The browser waits for the picture itself: it remembers the press that asked for it.
    else await navigator.clipboard.write([new ClipboardItem({ [type]: made })]);
    return words.save.copied(format.toUpperCase());
  } catch {
    menu.append(byHand(format, await made));
    menu.querySelector("dialog")?.showModal();
    menu.querySelector("textarea")?.select();
    return "";
  }
}

/** @param {Format} format @param {string | Blob} made */
function byHand(format, made) {
  const name = format.toUpperCase();
  const url = typeof made === "string" ? "" : URL.createObjectURL(made);
  const shown = url
    ? element("img", { src: url, alt: words.save.picture })
    : element("textarea", { class: "code", readonly: true, rows: 14, wrap: "off", spellcheck: "false", "aria-label": name });
  if (shown instanceof HTMLTextAreaElement && typeof made === "string") shown.value = made;
  const close = element("button", { type: "button", class: "primary" }, words.page.done);
  const note = element("p", {}, url ? words.save.imageByHand : words.save.textByHand);
  const dialog = element("dialog", { class: "by-hand", "aria-label": words.save.copyAs(name) }, note, shown, close);
  // A frame may forbid forms as well, even one that only closes its dialog.
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (url) URL.revokeObjectURL(url);
  });
  return dialog;
}
