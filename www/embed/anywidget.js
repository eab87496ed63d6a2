// <triplet-scope> in notebooks, as anywidget takes it: traits become attributes, and what the runs report goes back to the kernel.
import "./element.js";
import { plainOf, textIn, tried } from "../host/given.js";
import { attributeOf, propertyOf } from "./names.js";
import { REFUSE } from "./refusals.js";
import { ATTRIBUTES } from "./values.js";

/** @typedef {import("./element.js").TripletScope} TripletScope */
/** What a host hands over; where there is no kernel, its ways back throw.
 * @typedef {object} Model
 * @property {(trait: string) => any} get
 * @property {(trait: string, value: unknown) => void} set
 * @property {(event: string, act: (message: any) => void) => void} on
 * @property {(event: string, act: (message: any) => void) => void} off
 * @property {() => void} save_changes
 * @property {(message: object) => void} send */
/** @typedef {ReturnType<TripletScope["records"]>} Lines */
/** @typedef {import("../types/run.js").Reading} Reading */

/** What the kernel may ask for. */
const ACTS = /** @type {const} */ (["play", "pause", "step", "reset"]);
/** The traits that are attributes of the same name; lists with blanks between. */
const NAMED = ["link", "lesson", "views", "hide", "loss"];

/** Arrays that may stand beside the vectors. */
const BESIDE = ["labels", "left", "right", "split"];

/** What the kernel gives as data: a file of pairs, and how a frame was written; or one of vectors, and the arrays that it holds of those that are taken.
 * @typedef {{kind: "pairs" | "vectors", name: string, bytes: DataView<ArrayBuffer>, reading?: Reading, dim?: number, arrays?: ("v1" | "v2" | "labels" | "left" | "right" | "split")[]}} Given */

/** Throws where there are no bytes. @param {unknown} bytes @param {unknown} name */
function fileOf(bytes, name) {
  if (!(ArrayBuffer.isView(bytes) || bytes instanceof ArrayBuffer) || typeof name !== "string") throw new TypeError("no file");
  return new File([/** @type {DataView<ArrayBuffer>} */ (bytes)], name);
}

/** The same as the page opens it. @param {Given | null} given @param {Reading} [said] what is said of how it is read @returns {import("../types/run.js").Source | undefined} */
function sourceOf(given, said) {
  if (!given) return undefined;
  const { kind, name, bytes, reading, dim = 0, arrays = [] } = given;
  const file = fileOf(bytes, name);
  if (kind === "pairs") return { kind: "file", file, name, reading: { ...reading, ...said } };
  const at = (/** @type {string} */ array) => ({ file: 0, array });
  const there = plainOf(arrays)?.is;
  if (!Array.isArray(there)) throw new TypeError("no names");
  const places = Object.fromEntries(BESIDE.filter((array) => there.includes(array)).map((array) => [array, at(array)]));
  return { kind: "file", file, name, reading: said, vectors: { files: [file], dim, v1: at("v1"), v2: at("v2"), ...places } };
}

/** Hosts without a kernel throw. @param {() => void} act */
function ifPossible(act) {
  try {
    act();
  } catch {
    // Nobody is there to hear it.
  }
}

/** @param {TripletScope} element @param {string} key @param {unknown} value nothing leaves it out */
function give(element, key, value) {
  if (value === undefined || value === null || value === "") element.removeAttribute(attributeOf(key));
  else Reflect.set(element, propertyOf(key), value);
}

/** The view of each model that has spoken last, by its number: two views are two trainings, and records are those of one. @type {WeakMap<Model, number>} */
const speakers = new WeakMap();

/** Tells the kernel what it does not know yet, which is everything unless this view has spoken last. Messages are numbered, for kernels take them in several threads.
 * @param {Model} model @param {TripletScope} element @param {number} by names this view among all that there have been */
function reporter(model, element, by) {
  /** @type {Lines} */
  let last = [];
  let turn = 0;
  return () => {
    const mine = speakers.get(model) === by;
    const from = mine ? (last.at(-1)?.step ?? 0) : 0;
    const lines = element.records(from);
    if (!mine && lines.length === 0) return;
    // A run is reproducible: if it stands where it stood, so does all that was before.
    const stands = last.every((known) => lines.some((line) => line.run === known.run && line.step === known.step && line.loss === known.loss));
    const sameRuns = lines.every(({ run }) => last.some((known) => known.run === run));
    const start = mine && stands && sameRuns ? from : 0;
    const all = start === from ? lines : element.records();
    speakers.set(model, by);
    ifPossible(() => model.send({ records: all, from: start, by, turn: ++turn }));
    const head = Math.max(...all.map(({ step }) => step));
    last = all.filter(({ step }) => step === head);
  };
}

/** Traits that the element follows, by name. @param {Model} model @param {TripletScope} element @returns {Record<string, () => void>} */
function following(model, element) {
  /** @type {Record<string, unknown>} */
  let settings = {};
  /** @type {Record<string, (given: any) => void>} */
  const traits = {
    ...Object.fromEntries(NAMED.map((name) => [name, (/** @type {unknown} */ given) => give(element, name, given)])),
    settings: (given) => {
      const before = settings;
      settings = { ...given };
      for (const key of Object.keys({ ...before, ...settings })) {
        if (ATTRIBUTES.has(attributeOf(key))) give(element, key, settings[key]);
        else element[REFUSE]("settings", { [key]: settings[key] });
      }
    },
    data: (given) => {
      element.data = sourceOf(given, model.get("reading"));
    },
    results: (given) => {
      element.results = given ? fileOf(given.bytes, given.name) : undefined;
    },
    height: (given) => {
      const height = Number(textIn(given ?? 0));
      if (!Number.isFinite(height)) return element[REFUSE]("height", given);
      element.style.blockSize = height > 0 ? `${height}px` : "";
      element.style.overflow = height > 0 ? "auto" : "";
    },
  };
  const show = (/** @type {string} */ trait) => {
    const given = model.get(trait);
    // What throws when it is looked at is refused as it is.
    if (!tried(() => [traits[trait](given)])) element[REFUSE](trait, given);
  };
  return Object.fromEntries(Object.keys(traits).map((trait) => [trait, () => show(trait)]));
}

/** Where the element stands goes into the traits `state` and `step`. @param {Model} model @param {TripletScope} element @param {() => void} report */
function telling(model, element, report) {
  return () => {
    const state = element.getState();
    if (!state) return;
    const { link, step, head, playing, values, loss } = state;
    ifPossible(() => {
      model.set("state", { link, step, head, playing, values, loss });
      model.set("step", step);
      model.save_changes();
    });
    report();
  };
}

/** @param {{model: Model, el: HTMLElement}} host */
function render({ model, el }) {
  const element = /** @type {TripletScope} */ (document.createElement("triplet-scope"));
  const follow = following(model, element);
  const [by] = crypto.getRandomValues(new Uint32Array(1));
  const report = reporter(model, element, by);
  const tell = telling(model, element, report);
  const seek = () => {
    const step = model.get("step") || 0;
    if (step !== element.getState()?.step) element.seek(step);
    return Number.isInteger(step) && step > 0;
  };
  const act = (/** @type {unknown} */ message) => {
    const asked = plainOf(message)?.is ?? {};
    if (asked.act === "report" && asked.by === by) {
      speakers.delete(model);
      report();
    }
    const found = ACTS.find((name) => name === asked.act);
    if (found) element[found]();
  };
  /** @type {Record<string, (message: any) => void>} */
  const heard = {
    ...Object.fromEntries(Object.entries(follow).map(([trait, show]) => [`change:${trait}`, show])),
    "change:reading": follow.data,
    "change:step": seek,
    "msg:custom": act,
  };
  for (const show of Object.values(follow)) show();
  for (const [event, hear] of Object.entries(heard)) model.on(event, hear);
  element.addEventListener("ready", () => (model.get("step") && seek()) || tell());
  for (const event of ["step", "change"]) element.addEventListener(event, tell);
  for (const event of ["answer", "complete"])
    element.addEventListener(event, (said) => ifPossible(() => model.send({ event, .../** @type {CustomEvent} */ (said).detail })));
  // What is typed into it is not for JupyterLab's shortcuts.
  element.dataset.lmSuppressShortcuts = "true";
  el.append(element);
  return () => {
    for (const [event, hear] of Object.entries(heard)) ifPossible(() => model.off(event, hear));
    element.remove();
  };
}

export default { render };
