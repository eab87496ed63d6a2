// "Embed…": a form, the page as its readers will see it, and what to paste.
import { copyText } from "../host/clipboard.js";
import { addressOf } from "../host.js";
import { byId, element, say } from "../ui/dom.js";
import { words } from "../words/index.js";
import { embedForm } from "./form.js";
import { snippets } from "./snippets.js";

/** @import {App} from "../model/state.js" */
/** @import {Embedding} from "./snippets.js" */

/** The preview restarts once nothing else has been chosen for this long. */
const PAUSE_MS = 400;

/** @param {App} app @param {HTMLElement} button that opens it */
export function embedDialog(app, button) {
  const said = words.builder;
  const show = (later = true) => {
    const embedding = form.read();
    code.show(embedding);
    preview.show(embedding, later);
  };
  const form = embedForm(app.state, () => show());
  const [preview, code] = [makePreview(), makeCode()];
  const close = element("button", { type: "button", class: "primary" }, said.close);
  const title = element("h2", { id: "embed-title" }, said.title);
  const parts = element("div", { class: "embed-parts" }, form.form, element("div", { class: "embed-result" }, preview.part, code.part));
  const dialog = element("dialog", { id: "embed", "aria-labelledby": title.id }, title, element("p", {}, said.lead), parts, close);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    preview.stop();
    button.focus();
  });
  byId("settings", HTMLDialogElement).after(dialog);
  return {
    open: () => {
      form.begin();
      dialog.showModal();
      show(false);
    },
  };
}

/** The same page in a frame. */
function makePreview() {
  const said = words.builder;
  const place = element("div", { class: "embed-preview", role: "group", tabindex: 0, "aria-label": said.preview });
  const high = element("p", { role: "status", class: "note" });
  /** @type {number | undefined} */ let waits;
  /** @type {AbortController | undefined} */ let listening;
  const stop = () => {
    clearTimeout(waits);
    listening?.abort();
    place.replaceChildren();
  };
  const begin = (/** @type {Embedding} */ { link, width, height, follows }) => {
    stop();
    listening = new AbortController();
    const frame = element("iframe", { src: addressOf(link), title: said.previewTitle, width, height });
    const hear = (/** @type {MessageEvent} */ { source, data }) => {
      if (source !== frame.contentWindow || data?.subject !== "tripletscope" || data.event !== "height") return;
      say(high, said.high(data.height));
      if (follows) frame.height = String(data.height);
    };
    addEventListener("message", hear, { signal: listening.signal });
    place.append(frame);
  };
  let begun = "";
  const show = (/** @type {Embedding} */ embedding, /** @type {boolean} */ later) => {
    const { link, width, height, follows } = embedding;
    const wanted = [link, width, height, follows].join(" ");
    if (later && wanted === begun) return;
    begun = wanted;
    clearTimeout(waits);
    waits = window.setTimeout(() => begin(embedding), later ? PAUSE_MS : 0);
  };
  return { part: element("div", {}, element("h3", {}, said.preview), place, high), show, stop };
}

/** The text to paste, in the form that was chosen. */
function makeCode() {
  const said = words.builder;
  const names = /** @type {(keyof typeof snippets)[]} */ (Object.keys(snippets));
  const form = element("select", { id: "embed-form" }, ...names.map((name) => element("option", { value: name }, said.forms[name])));
  const text = element("textarea", { class: "code", readonly: true, rows: 8, spellcheck: "false", "aria-label": said.code });
  const note = element("p", { class: "note" });
  const status = element("span", { role: "status", class: "note" });
  const copy = element("button", { type: "button", id: "embed-copy" }, said.copy);
  /** @type {Embedding | undefined} */ let shown;
  const write = () => {
    const name = /** @type {keyof typeof snippets} */ (form.value);
    if (shown) text.value = snippets[name](shown);
    say(note, said.notes[name]);
    say(status, "");
  };
  form.addEventListener("change", write);
  copy.addEventListener("click", async () => {
    const copied = await copyText(text.value);
    say(status, copied ? said.copied : said.byHand);
    if (!copied) text.select();
  });
  const choose = element("div", { class: "buttons" }, element("label", { for: form.id }, said.form), form, copy, status);
  const show = (/** @type {Embedding} */ embedding) => {
    shown = embedding;
    write();
  };
  return { part: element("div", {}, choose, text, note), show };
}
