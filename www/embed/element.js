// <triplet-scope>: the whole page in an element of any other page. It asks nobody for anything: its module, workers, style and lessons are in this file.

import startPage from "tripletscope:page";
import { KEYS, LESSONS, MARKUP, REFERENCE, STYLE, WASM } from "tripletscope:parts";
import workerMain from "tripletscope:worker";
import * as page from "../host.js";
import { firstRung, startOn } from "./ladder.js";

/** @import {Remote} from "../state.js" */
/** @import {Place} from "./place.js" */

/** The attribute of a setting: `adam.learningRate` as `adam-learning-rate`. @param {string} key */
const attributeOf = (key) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll(".", "-");
/** The property of a setting: `adam.learningRate` as `adamLearningRate`. @param {string} key */
const propertyOf = (key) => key.replace(/\.(.)/g, (_, letter) => letter.toUpperCase());
const ATTRIBUTES = new Map(KEYS.map((key) => [attributeOf(key), key]));

/** @type {Promise<WebAssembly.Module> | undefined} */
let module;
/** The module travels packed. */
const wasmModule = () => {
  module ??= (async () => {
    const packed = Uint8Array.from(atob(WASM), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return WebAssembly.compile(await new Response(stream).arrayBuffer());
  })();
  return module;
};

/** @type {ReturnType<typeof firstRung> | undefined} */
let rung;

export class TripletScope extends HTMLElement {
  static observedAttributes = ["link", "lesson", "views", "hide", ...ATTRIBUTES.keys()];

  /** @type {Remote | undefined} */ #remote;
  /** @type {AbortController | undefined} */ #life;
  /** @type {Worker[]} */ #workers = [];
  /** What the page would have behind the # of its address. */
  #hash = "";

  connectedCallback() {
    this.#hash = this.#given();
    this.#begin();
  }

  disconnectedCallback() {
    this.#end();
    this.shadowRoot?.replaceChildren();
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (!this.#remote || before === now) return;
    if (name === "lesson" && now) this.#remote.startLesson(now);
    else if (name === "hide") this.#hide();
    else this.setState(this.#given());
  }

  play() {
    this.#remote?.play();
  }
  pause() {
    this.#remote?.pause();
  }
  step() {
    this.#remote?.step();
  }
  reset() {
    this.#remote?.reset();
  }
  /** @param {number} step */
  seek(step) {
    this.#remote?.app.seek(step);
  }

  /** Where it stands, as plain data. */
  getState() {
    const state = this.#remote?.app.state();
    if (!state) return undefined;
    const { step, head, playing, values, loss, shown, history, similarity, batchSize } = state;
    return {
      link: this.#remote?.link() ?? "",
      step,
      head,
      playing,
      shown,
      values,
      loss,
      report: history.last,
      measured: history.measured,
      similarity,
      batchSize,
    };
  }

  /** Begins anew with a link, such as `getState().link`. @param {string | {link: string}} state */
  setState(state) {
    this.#hash = typeof state === "string" ? state : state.link;
    this.#begin();
  }

  /** The picture of a view. @param {string} [view] @returns {Promise<Blob>} */
  exportPNG(view = "matrix") {
    if (!this.#remote) throw new Error("There is nothing to draw before the event ready.");
    return this.#remote.picture(view);
  }

  toJSON() {
    const { similarity, ...state } = this.getState() ?? { similarity: undefined };
    return { ...state, similarity: similarity && Array.from(similarity) };
  }

  /** Is it the whole page? Then it has the page's address, and speaks for it to the page around. */
  get #alone() {
    return this.hasAttribute("address");
  }

  /** The link that the attributes stand for, or the address. */
  #given() {
    const address = this.#alone ? page.readHash().slice(1) : "";
    if (address) return address;
    const own = [...ATTRIBUTES].filter(([name]) => this.hasAttribute(name)).map(([name, key]) => `${key}=${this.getAttribute(name)}`);
    const views = this.getAttribute("views")?.split(/\s+/);
    const open = views
      ? KEYS.filter((key) => key.startsWith("view.") && key !== "view.sort").map((key) => `${key}=${views.includes(key.slice(5))}`)
      : [];
    return [this.getAttribute("link") || "v=1", ...own, ...open].join("&");
  }

  async #begin() {
    this.#end();
    const life = new AbortController();
    this.#life = life;
    rung ??= firstRung();
    const [on] = await Promise.all([rung, wasmModule().catch(() => undefined)]);
    if (life.signal.aborted) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    const frame = document.createElement("div");
    frame.className = "page";
    frame.append(...new DOMParser().parseFromString(MARKUP, "text/html").body.childNodes);
    root.replaceChildren(frame);
    for (const part of root.querySelectorAll("section, header, nav, footer")) part.setAttribute("part", part.id || part.localName);
    this.#hide();
    this.dataset.worker = on;
    startPage(this.#place(root, frame, life.signal, on));
  }

  #end() {
    this.#life?.abort();
    for (const worker of this.#workers.splice(0)) worker.terminate();
    this.#remote = undefined;
  }

  #hide() {
    const hidden = this.getAttribute("hide")?.split(/\s+/) ?? [];
    for (const part of this.shadowRoot?.querySelectorAll("[part]") ?? [])
      part.classList.toggle("put-away", hidden.includes(part.getAttribute("part") ?? ""));
  }

  /** @param {ShadowRoot} root @param {HTMLElement} frame @param {AbortSignal} ended @param {import("./ladder.js").Rung} on @returns {Place} */
  #place(root, frame, ended, on) {
    const startWorker = (/** @type {string} */ name) => {
      const worker = startOn(on, workerMain, name);
      this.#workers.push(worker);
      return worker;
    };
    return {
      ...{ root, frame, ended, wasmModule, startWorker },
      watchAddress: this.#alone ? page.watchAddress : () => {},
      tellHeight: this.#alone ? page.tellHeight : () => {},
      readLesson: async (language, id) => LESSONS[language][id],
      readReference: async () => REFERENCE,
      readHash: () => this.#hash,
      writeHash: (text) => {
        this.#hash = text;
        if (this.#alone) page.writeHash(text);
      },
      addressOf: page.addressOf,
      here: () => page.addressOf(this.#hash),
      restart: () => void this.#begin(),
      announce: (name, detail) => {
        this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
        if (this.#alone) page.announce(name, detail);
      },
      attach: (remote) => {
        this.#remote = remote;
        const lesson = this.getAttribute("lesson");
        if (lesson) remote.startLesson(lesson);
      },
    };
  }
}

for (const key of KEYS) {
  const attribute = attributeOf(key);
  Object.defineProperty(TripletScope.prototype, propertyOf(key), {
    get: /** @this {TripletScope} */ function () {
      return this.getState()?.values[key] ?? this.getAttribute(attribute);
    },
    set: /** @this {TripletScope} */ function (/** @type {unknown} */ value) {
      this.setAttribute(attribute, String(value));
    },
    configurable: true,
  });
}
if (!customElements.get("triplet-scope")) customElements.define("triplet-scope", TripletScope);
