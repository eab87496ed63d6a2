// What the page says to those who embed it and who write lessons.

/** @import {Fault, Taken} from "../types/lesson.js" */

/** @param {{min?: number, max?: number}} range */
const range = ({ min, max }) => (max === undefined ? `of at least ${min ?? 0}` : `from ${min} to ${max}`);

/** @param {Taken} taken */
function allowed(taken) {
  if (taken.kind === "object") return `an object with the fields ${taken.names.join(", ")}`;
  if (taken.kind === "one-of") return `one of ${taken.names.map((name) => `"${name}"`).join(", ")}`;
  if (taken.kind === "list")
    return `a list of ${taken.min === taken.max ? "exactly " : ""}${taken.min ?? 0}${ending(taken)} ${taken.max === 1 ? "entry" : "entries"}`;
  if (taken.kind === "number") return `a number ${range(taken)}`;
  if (taken.kind === "whole") return `a whole number ${range(taken)}`;
  if (taken.kind === "such") return `a text such as "${taken.example}"`;
  return taken.kind === "switch" ? "true or false" : "a text that is not empty";
}
/** @param {{min?: number, max?: number}} range */
const ending = ({ min, max }) => (max === undefined ? " or more" : max === min ? "" : ` to ${max}`);

export const authors = {
  lessonFile: {
    inline: "given here",
    noLesson: (/** @type {string} */ name, /** @type {string} */ names) =>
      `lesson is "${name}", but it must be one of ${names}, or the address of a JSON file.`,
    noPage: (/** @type {string} */ page, /** @type {number} */ count) => `page is "${page}", but it must be a whole number from 1 to ${count}.`,
    elsewhere: (/** @type {string} */ address, /** @type {string} */ origin) =>
      `lesson is "${address}", but a lesson's file must be an address at ${origin}, where this page comes from.`,
    unread: (/** @type {string} */ address, /** @type {number | undefined} */ status) =>
      `The lesson ${address} cannot be read${status ? ` (the server answers ${status})` : ""}.`,
    noJson: (/** @type {string} */ address, /** @type {string} */ why) => `The lesson ${address} is not JSON: ${why}.`,
    refused: (/** @type {string} */ name) => `The lesson ${name} cannot be used.`,
    more: (/** @type {number} */ count) => `And ${count} more.`,
    fault: (/** @type {Fault} */ fault, called = "") => {
      if (fault.kind === "value")
        return `${called ? `“${called}” (${fault.path})` : fault.path} is ${fault.value}, but it must be ${allowed(fault.taken)}.`;
      if (fault.kind === "missing") return `${fault.path} is missing; it must be ${allowed(fault.taken)}.`;
      if (fault.kind === "unknown") return `${fault.path} is not a known field; allowed here: ${fault.names.join(", ")}.`;
      if (fault.kind === "answers")
        return `${fault.path} needs choices, of which at least one is right and one is not, or a number with right or reads, and not both.`;
      return `${fault.path}: every choice but the last needs a check, and the last must have none, for it is right when no other is.`;
    },
  },
  element: {
    unknown: (/** @type {string} */ field, /** @type {string} */ given, /** @type {readonly string[]} */ allowed) =>
      `${field} is "${given}", but it must be of ${allowed.join(", ")}.`,
    noValue: (/** @type {string} */ field, /** @type {string} */ given, /** @type {string} */ allowed) =>
      `${field} is ${given}, but it must be ${allowed}.`,
    takes: {
      link: "a text",
      views: "names, as a text or a list",
      hide: "names, as a text or a list",
      lesson: "a name, an address, or a lesson as plain data",
      data: "an address, or an object with kind, name and file",
      reading: "an object or its JSON",
      results: "a file, its text, or the list in it",
      from: "the number of a step",
      settings: "an object of settings by their names",
      height: "a number of pixels",
    },
    noStep: (/** @type {string} */ given, /** @type {number} */ last) => `The step is ${given}, but it must be a whole number from 0 to ${last}.`,
    noState: (/** @type {string} */ given) =>
      `The state is ${given}, but it must be a link, or an object with a link as getState gives it, and a lesson if you like.`,
  },
  builder: {
    title: "Embed this page",
    lead: "Choose what the embedded page shows. The link decides everything, and nothing is trained before somebody presses Run.",
    lesson: "Lesson",
    noLesson: "none",
    ownLesson: "a file of your own",
    lessonAddress: "Address of its JSON file",
    language: "Language",
    asNow: "Settings, loss and runs as they are now",
    asNowHelp: "A lesson begins with settings of its own.",
    views: "Open views",
    hidden: "Left out",
    size: "Size",
    width: "Width",
    height: "Height in pixels",
    follows: "The height follows the page",
    address: "Address of the page",
    addressHelp: "Where your readers will find it.",
    preview: "Preview",
    previewTitle: "Preview of the embedded page",
    high: (/** @type {number} */ height) => `At this width the page is ${height} pixels high.`,
    form: "Embed as",
    forms: { iframe: "Frame", element: "Element", markdown: "Markdown", myst: "MyST", widget: "Notebook: widget", notebook: "Notebook: frame" },
    notes: {
      iframe: "The script gives the frame the page’s height and notes a completed lesson in the frame’s data-completed.",
      element: "element.js lies beside the page; the element brings everything else with it. Where there are no scripts, it is a link to the page.",
      markdown: "Save a picture of the matrix as tripletscope.png beside your text; where only plain Markdown is allowed, it leads to the page.",
      myst: "For MyST and Jupyter Book 2; Jupyter Book 1 takes the frame as it is.",
      widget: "Needs the Python package where the notebook runs; no address is needed, and the numbers come back to Python.",
      notebook: "Needs no package: it shows the page from its address.",
    },
    code: "What to paste",
    copy: "Copy",
    copied: "Copied.",
    byHand: "Copying is not allowed here: the text is selected, copy it by hand.",
    close: "Close",
    frameTitle: "Tripletscope: rows and columns of the similarity matrix",
    frameTitleOf: (/** @type {string} */ lesson) => `Tripletscope, lesson ${lesson}`,
  },
};
