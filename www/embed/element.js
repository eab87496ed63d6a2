// <triplet-scope>: the whole page in an element of any other page. It asks nobody for anything: its module, workers, style and lessons are in this file.

import { LOSS, SETTINGS } from "tripletscope:parts";
import { plainOf, spelled, textIn } from "../host/given.js";
import { markupOf, sheetOf } from "../host/trusted.js";
import * as page from "../host.js";
import { lessonOf, withLesson } from "../lessons/link.js";
import { neededOf, toldOf, withFile } from "../page/file-link.js";
import { firstRung, workersOn } from "./ladder.js";
import { attributeOf, OWN, propertyOf } from "./names.js";
import { texts, wasmModule } from "./packed.js";
import { openViews, REFUSE, refusesLink, refusesNames, refuseValue, setLoss } from "./refusals.js";
import { programOf } from "./scripts.js";
import { nameParts, putAway } from "./shown.js";
import { recordsOf, standingOf } from "./standing.js";
import { ATTRIBUTES, adoptEarly, FILE, linkOf, namesIn, readValue, resultsIn, sourceIn, stateIn, switchesOf, textOfNames, VIEWS } from "./values.js";

/** @import {Source} from "../types/run.js" */
/** @import {Place, Remote, Rung} from "./place.js" */
/** @import {Texts} from "./packed.js" */
/** @import {Value} from "./values.js" */

/** @type {Promise<Rung> | undefined} */
let rung;
/** @type {Promise<import("./ladder.js").Program> | undefined} for all elements */
let program;

/** Where there is no document, as on a server, the module can be imported and does nothing. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

export class TripletScope extends Base {
  static observedAttributes = [...OWN, ...ATTRIBUTES.keys()];

  /** @type {Remote | undefined} */ #remote;
  /** @type {object | undefined} given as data */ #lesson;
  /** @type {File | undefined} */ #results;
  /** @type {Source | undefined} what it trains on; the built-in questions without */ #data;
  /** @type {AbortController | undefined} */ #life;
  /** @type {(hash: string) => void} has the page go by another address */ #follow = () => {};
  /** What the page would have behind the # of its address. @type {string | undefined} */
  #hash;
  /** @type {Map<string, string>} what could not be taken and is told once there are words for it, by its field */ #refused = new Map();

  connectedCallback() {
    if (this.#life) return;
    adoptEarly(this);
    this.#hash ??= this.#given();
    this.#begin();
  }

  /** An element that is only moved goes on. */
  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.#clear();
    });
  }

  /** A style belongs to one document. */
  adoptedCallback() {
    this.#clear();
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (name === "hide") return this.#hide();
    if (name === "lesson") return this.#openLesson(now ?? "");
    if (!this.#remote) {
      if (this.#hash !== undefined) this.#hash = this.#given();
      return;
    }
    const given = this.#given();
    const isOfFile = FILE.includes(name) && neededOf(given).data;
    // What is there goes on until the file has come.
    if (isOfFile && !this.lesson) this.#follow(given);
    else if (isOfFile || name === "link" || name === "data") this.setState(given);
    else if (name === "views") openViews(this.#remote, this.getAttribute("views"));
    else if (name === "loss") setLoss(this.#remote, now);
    else if (name !== "reading") this.#apply(/** @type {string} */ (ATTRIBUTES.get(name)), now);
  }

  play() {
    this.#remote?.app.play();
  }
  pause() {
    this.#remote?.app.pause();
  }
  step() {
    this.#remote?.app.step();
  }
  reset() {
    this.#remote?.app.reset();
  }
  /** @param {number} step */
  seek(step) {
    this.#remote?.app.seek(typeof step === "number" ? step : /** @type {any} */ (spelled(step)));
  }

  /** A line for each step of each run that was reported or measured, as plain data.
   * @param {number} [from] step @returns {({run: string, step: number} & Record<string, string | number>)[]} */
  records(from) {
    const start = Number(textIn(from ?? 0));
    if (Number.isNaN(start)) this[REFUSE]("from", from);
    return recordsOf(this.#remote, start);
  }

  /** Where it stands, as plain data. */
  getState() {
    return standingOf(this.#remote, this.link, this.lesson);
  }

  /** Restarts with a link and a lesson, such as those of `getState()`; a lesson that is not named stays. @param {string | {link: string, lesson?: string | object}} state */
  setState(state) {
    const given = stateIn(state);
    if (!given) return this[REFUSE]("state", state);
    const { link, lesson = lessonOf(link) } = given;
    if (this.#remote && refusesLink(this.#remote, link)) return;
    this.#end();
    if (lesson !== undefined) this.lesson = lesson;
    this.#hash = link;
    if (this.isConnected) this.#begin();
  }

  /** The picture of a view. @param {string} [view] @returns {Promise<Blob>} */
  async exportPNG(view = "matrix") {
    if (!this.#remote) throw new Error("There is nothing to draw before the event ready.");
    return this.#remote.picture(spelled(view));
  }

  toJSON() {
    const { similarity, ...state } = this.getState() ?? { similarity: undefined };
    return { ...state, similarity: similarity && Array.from(similarity) };
  }

  /** What is on it now. */
  get link() {
    const hash = this.#hash ?? this.#given();
    return this.#remote ? withFile(this.#remote.app.link(), toldOf(neededOf(hash))) : hash;
  }
  set link(link) {
    this.#give("link", textIn(link), link);
  }

  /** The views that are open. @returns {string[]} */
  get views() {
    const values = this.#remote?.app.state().values ?? {
      ...Object.fromEntries(SETTINGS.map((setting) => [setting.key, setting.default])),
      ...switchesOf(this.getAttribute("views")),
    };
    return VIEWS.filter((view) => values[`view.${view}`]);
  }
  set views(views) {
    this.#give("views", textOfNames(views), views);
  }

  /** A name, the address of a file, or the lesson itself as data. @returns {string | object} */
  get lesson() {
    return this.#lesson ?? (this.getAttribute("lesson") || lessonOf(this.#hash ?? this.#given()) || "");
  }
  set lesson(lesson) {
    const given = plainOf(lesson);
    if (!given) this[REFUSE]("lesson", lesson);
    else if (typeof given.is !== "string") this.#openLesson("", given.is);
    else if (this.#lesson && given.is === this.getAttribute("lesson")) this.#openLesson(given.is);
    else this.setAttribute("lesson", given.is);
  }

  /** A file of pairs, or of arrays, that it trains on; the attribute says where a file of pairs lies, on the page's own server. @returns {Source | undefined} */
  get data() {
    return this.#data;
  }
  set data(source) {
    // Frameworks set properties where attributes are documented.
    const address = typeof source === "string" ? source : undefined;
    const given = source && address === undefined ? sourceIn(source) : undefined;
    if (source && address === undefined && !given) this[REFUSE]("data", source);
    else this.#train(given, address);
  }

  /** What that file does not say of how it is read: JSON, or the object itself. @returns {string | object} */
  get reading() {
    return this.getAttribute("reading") ?? "";
  }
  set reading(reading) {
    this.#give("reading", textIn(reading ?? "") ?? JSON.stringify(plainOf(reading)?.is), reading);
  }

  /** Results of a verdict, which its view shows: a file, its text, or a list. @returns {File | undefined} */
  get results() {
    return this.#results;
  }
  set results(results) {
    const given = results ? resultsIn(results) : undefined;
    if (Boolean(results) !== Boolean(given)) this[REFUSE]("results", results);
    else this.#results = given;
    if (given) this.#remote?.app.showResults(given);
  }

  /** Parts that are not shown. */
  get hide() {
    return namesIn(this.getAttribute("hide"));
  }
  set hide(parts) {
    this.#give("hide", textOfNames(parts), parts);
  }

  get loss() {
    const asked = this.#remote?.app.asked();
    const link = this.#remote && asked ? this.#remote.write(asked.values, asked.loss) : this.link;
    return new URLSearchParams(link).get("loss") || LOSS;
  }
  set loss(loss) {
    this.#give("loss", textIn(loss), loss);
  }

  static {
    for (const setting of SETTINGS) {
      const attribute = attributeOf(setting.key);
      Object.defineProperty(TripletScope.prototype, propertyOf(setting.key), {
        get: /** @this {TripletScope} */ function () {
          return this.#remote?.app.asked().values[setting.key] ?? readValue(setting, this.getAttribute(attribute));
        },
        set: /** @this {TripletScope} */ function (/** @type {Value} */ value) {
          this.#give(attribute, textIn(value), value);
        },
        ...{ configurable: true, enumerable: true },
      });
    }
  }

  /** Is it the whole page? Then it has the page's address, and speaks for it to the page around. */
  get #alone() {
    return this.hasAttribute("address");
  }

  /** @param {Source | undefined} source @param {string} [address] */
  #train(source, address) {
    const before = this.#data;
    this.#data = source;
    if (address !== undefined) this.setAttribute("data", address);
    else if (source) this.#remote?.app.open(source);
    else if (before) this.#remote?.app.openBuiltin();
  }

  /** @param {string} attribute @param {string | undefined} text of the value, if it has one @param {unknown} value */
  #give(attribute, text, value) {
    if (text === undefined) this[REFUSE](ATTRIBUTES.get(attribute) ?? attribute, value);
    else this.setAttribute(attribute, text);
  }

  /** @param {string} field @param {unknown} value that it cannot be */
  [REFUSE](field, value) {
    if (this.#remote) refuseValue(this.#remote, field, spelled(value));
    else this.#refused.set(field, spelled(value));
  }

  /** @param {string} key @param {string | null} text */
  #apply(key, text) {
    const setting = /** @type {typeof SETTINGS[number]} */ (SETTINGS.find((entry) => entry.key === key));
    this.#remote?.app.set(key, readValue(setting, text));
  }

  /** The link that the attributes stand for, or the address. */
  #given() {
    const address = this.#alone ? page.readHash().slice(1) : "";
    return address || linkOf(this);
  }

  async #begin() {
    this.#end();
    const life = new AbortController();
    this.#life = life;
    rung ??= firstRung();
    program ??= texts().then((given) => programOf(given.program));
    // What is wrong with the module the page says itself.
    const parts = Promise.all([rung, texts(), program, wasmModule().catch(() => undefined)]);
    const made = await parts.catch((error) => this.#stopped(error));
    if (life.signal.aborted || !made) return;
    const [on, given, run] = made;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheetOf(given.style)];
    if (this.#alone) document.adoptedStyleSheets = [sheetOf("body { margin: 0 } html { scrollbar-gutter: stable }")];
    const frame = document.createElement("div");
    frame.className = "page";
    frame.append(...new DOMParser().parseFromString(markupOf(given.markup), "text/html").body.childNodes);
    root.replaceChildren(frame);
    this.#part();
    this.dataset.worker = on;
    run("page", globalThis, this.#place(root, frame, life.signal, on, given, run));
  }

  /** Says what stops the program, which has the words for everything else. @param {Error} error */
  #stopped(error) {
    this.dispatchEvent(new CustomEvent("error", { detail: { message: error.message }, bubbles: true, composed: true }));
    if (this.childNodes.length === 0) this.textContent = error.message;
  }

  #end() {
    const hash = this.#hash ?? "";
    if (this.#remote) this.#hash = withFile(withLesson(this.#remote.app.link(), lessonOf(hash)), neededOf(hash));
    this.#life?.abort();
    [this.#life, this.#remote] = [undefined, undefined];
  }

  #clear() {
    this.#end();
    this.shadowRoot?.replaceChildren();
  }

  /** The lesson that has been given last holds. @param {string} name @param {object} [lesson] as data */
  #openLesson(name, lesson) {
    this.#lesson = lesson;
    if (lesson || name) this.#remote?.startLesson(lesson ?? name);
  }

  #part() {
    nameParts(this.shadowRoot);
    this.#hide();
  }

  #hide() {
    const known = putAway(this.shadowRoot, this.hide);
    if (this.#remote) refusesNames(this.#remote, "hide", this.hide, known);
  }

  /** @param {ShadowRoot} root @param {HTMLElement} frame @param {AbortSignal} ended @param {Rung} on @param {Texts} given
   * @param {import("./ladder.js").Program} run @returns {Place} */
  #place(root, frame, ended, on, given, run) {
    const alone = this.#alone;
    return {
      ...{ root, frame, ended, wasmModule, rung: () => on },
      startWorker: workersOn(on, run, given.program, ended),
      watchAddress: (act) => {
        this.#follow = (hash) => {
          this.#hash = hash;
          act();
        };
        if (alone) addEventListener("hashchange", () => this.#follow(page.readHash().slice(1)), { signal: ended });
      },
      askBeforeLeaving: (loses) => alone && addEventListener("beforeunload", (event) => loses() && event.preventDefault(), { signal: ended }),
      leave: () => {
        /** @type {HTMLElement | null} */ (root.activeElement)?.blur();
        if (alone) page.leave();
      },
      tellHeight: alone ? page.tellHeight : () => {},
      readLesson: async (language, id) => given.lessons[language][id],
      readReference: async () => given.reference,
      readCorrected: async () => given.corrected,
      readEvidence: async () => given.evidence,
      readLosses: async () => given.losses,
      readData: page.readData,
      readHash: () => this.#hash ?? "",
      writeHash: (text) => {
        if (ended.aborted) return;
        this.#hash = text;
        if (alone) page.writeHash(text);
      },
      addressOf: page.addressOf,
      here: () => page.addressOf(this.#hash ?? ""),
      restart: () => void this.#begin(),
      announce: (name, detail) => {
        if (ended.aborted) return;
        this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
        if (alone) page.announce(name, detail);
      },
      attach: (remote) => {
        this.#remote = remote;
        if (this.#data) remote.app.open(this.#data);
        if (this.#results) remote.app.showResults(this.#results);
        this.#part();
        refusesNames(remote, "views", namesIn(this.getAttribute("views")), VIEWS);
        for (const [field, given] of this.#refused) refuseValue(remote, field, given);
        this.#refused.clear();
        const { lesson } = this;
        if (lesson) remote.startLesson(lesson);
      },
    };
  }
}

if (globalThis.customElements && !customElements.get("triplet-scope")) customElements.define("triplet-scope", TripletScope);
