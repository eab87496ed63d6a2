// What describes the element to editors, catalogues and TypeScript: made from the table of settings and the lists below; docs/embedding.md has its tables from here too.
import { attributeOf, isView, propertyOf } from "../../www/embed/names.js";

/** @typedef {import("../../pkg/node/tripletscope.js").Setting} Setting */
/** @typedef {{name: string, type: string, description: string}} Entry */
/** @typedef {Entry & {parameters: Entry[]}} Method */

/** @type {Entry[]} attributes and properties beside the settings */
const OWN = [
  {
    name: "link",
    type: "string",
    description:
      "A link of the page, without its #: all settings, runs, the step, and which run is looked at. The property gives what is on it now; setting it restarts.",
  },
  {
    name: "lesson",
    type: "string | object",
    description: "The lesson: its name or the address of its file; as a property also the lesson itself, as an object. What was given last holds.",
  },
  {
    name: "data",
    type: "string | object",
    description:
      "Where a file of pairs lies, on the page's own server; as a property also a source of data, as the notebook's widget gives it. Without it: the built-in questions.",
  },
  {
    name: "reading",
    type: "string | object",
    description:
      "How the file at the address in `data` is read, where it does not say all itself: the keys of a reading, as JSON; as a property also as an object.",
  },
  {
    name: "views",
    type: "string[]",
    description: "The views that are open, by name; as an attribute with spaces between them. The matrix is always there.",
  },
  { name: "hide", type: "string[]", description: "Parts that are not shown, by the names of `::part`; as an attribute with spaces between them." },
  {
    name: "loss",
    type: "string",
    description: "The loss: the name of a preset, or its terms as in a link. Takes effect at the next step.",
  },
];

/** @type {Entry[]} properties that are no attributes */
const PROPERTIES = [
  {
    name: "results",
    type: "File | string | object | undefined",
    description: "Results of a verdict, as a file, its text or the list in it: the page's verdict opens and shows them.",
  },
];

/** @type {Method[]} */
const METHODS = [
  { name: "play", type: "void", parameters: [], description: "Trains on." },
  { name: "pause", type: "void", parameters: [], description: "Stands still." },
  { name: "step", type: "void", parameters: [], description: "One step." },
  { name: "reset", type: "void", parameters: [], description: "Goes back to the same start." },
  { name: "seek", type: "void", parameters: [{ name: "step", type: "number", description: "" }], description: "Goes back or on to a step." },
  {
    name: "records",
    type: "({ run: string; step: number } & Record<string, string | number>)[]",
    parameters: [{ name: "from", type: "number", description: "" }],
    description: "A line for each step of each run that was reported or measured, from a step on.",
  },
  { name: "getState", type: "TripletScopeState | undefined", parameters: [], description: "Where it stands; undefined before `ready`." },
  {
    name: "setState",
    type: "void",
    parameters: [{ name: "state", type: "string | { link: string; lesson?: string | object }", description: "" }],
    description:
      "Restarts from a link, from a link and a lesson, or from what getState gave. Where no lesson is named the one that was given begins again.",
  },
  {
    name: "exportPNG",
    type: "Promise<Blob>",
    parameters: [{ name: "view", type: "string", description: "" }],
    description: "The picture of an open view (of the matrix, if none is named), with its caption.",
  },
  { name: "toJSON", type: "object", parameters: [], description: "getState with plain arrays, for JSON.stringify." },
];

/** @type {Entry[]} */
const EVENTS = [
  { name: "ready", type: "CustomEvent", description: "The first batch is there: methods work from now on." },
  { name: "step", type: "CustomEvent<{ step: number; playing: boolean }>", description: "Where the run stands; at most four times a second." },
  { name: "change", type: "CustomEvent<{ link: string }>", description: "A setting or the loss has been changed." },
  {
    name: "answer",
    type: "CustomEvent<{ lesson: string; page: number; choice: number; right: boolean }>",
    description: "A prediction of a lesson has been judged.",
  },
  { name: "complete", type: "CustomEvent<{ lesson: string }>", description: "A lesson is done." },
  {
    name: "error",
    type: "CustomEvent<{ message: string }>",
    description: "Something was refused or went wrong: the sentence that the element shows, in its language; of data that was opened only that.",
  },
];

/** Parts that are always there; each view is one too. */
const PARTS = {
  header: "The question and what to do.",
  "lesson-bar": "The choice of a lesson.",
  lesson: "The lesson that is under way.",
  main: "All between header and footer.",
  controls: "Run and loss.",
  data: "The data and files.",
  matrix: "The similarity matrix.",
  views: "The switches of views.",
  footer: "What leaves the page: nothing; and where the training runs.",
  settings: "The dialog of settings.",
};

/** Colours: each with its own value in the dark. */
const COLOURS = {
  ground: "behind everything",
  surface: "of panels",
  ink: "of text",
  soft: "of notes",
  line: "of borders",
  accent: "of what can be pressed",
  "on-accent": "of text on the accent",
  rows: "of what looks along rows",
  columns: "of what looks along columns",
  warning: "of what went wrong",
};

/** @param {Setting} setting */
function typeOf({ kind, choices }) {
  if (kind === "choice") return (choices ?? []).map(({ value }) => JSON.stringify(value)).join(" | ");
  return kind === "switch" ? "boolean" : "number";
}

/** What a setting allows, and when it takes effect. @param {Setting} setting */
function helpOf({ help, kind, min, max, restarts, group }) {
  const range = kind === "number" || kind === "integer" ? ` From ${min} to ${max}.` : "";
  const when = restarts ? " Restarts the run." : group === "page" || group === "views" ? "" : " Takes effect at the next step.";
  return `${help}${range}${when}`;
}

/** Everything about the element. @param {Setting[]} settings */
export function referenceOf(settings) {
  const own = OWN.map((entry) => ({ ...entry, attribute: entry.name, default: undefined }));
  const fromTable = settings.map((setting) => ({
    name: propertyOf(setting.key),
    attribute: attributeOf(setting.key),
    type: typeOf(setting),
    default: String(setting.default),
    description: helpOf(setting),
  }));
  const views = settings.filter(isView).map(({ key, help }) => [key.slice("view.".length), help]);
  const named = (/** @type {[string, string][]} */ entries) => entries.map(([name, description]) => ({ name, description }));
  return {
    settings: [...own, ...fromTable],
    methods: METHODS,
    events: EVENTS,
    parts: named([...Object.entries(PARTS), .../** @type {[string, string][]} */ (views)]),
    properties: named(Object.entries(COLOURS).map(([name, what]) => [`--${name}`, `The colour ${what}.`])),
  };
}

/** The custom-elements manifest. @param {Setting[]} settings */
export function manifestOf(settings) {
  const { settings: all, methods, events, parts, properties } = referenceOf(settings);
  const text = (/** @type {string} */ type) => ({ text: type });
  const declaration = {
    ...{ kind: "class", name: "TripletScope", tagName: "triplet-scope", customElement: true, superclass: { name: "HTMLElement" } },
    description: "Trains a Siamese network and shows what a triplet loss sees along the rows and the columns of the similarity matrix.",
    attributes: all.map(({ attribute, name, type, default: value, description }) => ({
      name: attribute,
      fieldName: name,
      type: text(type),
      default: value,
      description,
    })),
    members: [
      ...all.map(({ attribute, name, type, default: value, description }) => ({
        kind: "field",
        name,
        attribute,
        type: text(type),
        default: value,
        description,
      })),
      ...methods.map(({ name, type, parameters, description }) => ({
        ...{ kind: "method", name, description, return: { type: text(type) } },
        parameters: parameters.map((parameter) => ({ name: parameter.name, type: text(parameter.type) })),
      })),
    ],
    events: events.map(({ name, type, description }) => ({ name, type: text(type), description })),
    slots: [{ name: "", description: "What stands here before the script runs, and where there is none." }],
    cssParts: parts,
    cssProperties: properties,
  };
  const module = "element.js";
  const exports = [
    { kind: "js", name: "TripletScope", declaration: { name: "TripletScope", module } },
    { kind: "custom-element-definition", name: "triplet-scope", declaration: { name: "TripletScope", module } },
  ];
  return {
    schemaVersion: "1.0.0",
    readme: "README.md",
    modules: [{ kind: "javascript-module", path: module, declarations: [declaration], exports }],
  };
}

/** The types of the module for notebooks, as anywidget takes it. */
export const WIDGET_TYPES = `declare const widget: { render(host: { model: any; el: HTMLElement }): () => void };
export default widget;
`;

/** The module's types. @param {Setting[]} settings */
export function typesOf(settings) {
  const { settings: all, methods, events } = referenceOf(settings);
  const fields = [...all, ...PROPERTIES].map(({ name, type, description }) => `  /** ${description} */\n  ${name}: ${type};`);
  const calls = methods.map(({ name, type, parameters, description }) => {
    const list = parameters.map((parameter) => `${parameter.name}${parameter.name === "view" ? "?" : ""}: ${parameter.type}`).join(", ");
    return `  /** ${description} */\n  ${name}(${list}): ${type};`;
  });
  const types = events.map(({ name, type }) => `  ${name}: ${type};`);
  return `import type { Evaluation, LossConfig, StepReport, Values } from "./web/tripletscope.js";

export interface TripletScopeState {
  link: string; lesson: string | object; step: number; head: number; playing: boolean; shown: number; values: Values; loss: LossConfig;
  report: StepReport | undefined; measured: { step: number; evaluation: Evaluation } | undefined; similarity: Float32Array; batchSize: number;
}
export interface TripletScopeEvents {
${types.join("\n")}
}
export declare class TripletScope extends HTMLElement {
${[...fields, ...calls].join("\n")}
  addEventListener<K extends keyof TripletScopeEvents>(type: K, listener: (event: TripletScopeEvents[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}
declare global {
  interface HTMLElementTagNameMap { "triplet-scope": TripletScope }
}
`;
}
