// What an author chooses: a form of fields, most of them made from the table of settings, and what it says.
import { readLink } from "../../pkg/web/tripletscope.js";
import { addressOf, here } from "../host.js";
import { withLesson } from "../lessons/link.js";
import { lessonOptions } from "../lessons/panel.js";
import { linkOf, settingOf, table } from "../model/settings.js";
import { element } from "../ui/dom.js";
import { words } from "../words/index.js";
import { inWords } from "../words/table.js";

/** @import {State} from "../model/state.js" */
/** @import {Embedding} from "./snippets.js" */

const OWN = "own";

/** @param {string} id @param {string} label @param {HTMLInputElement | HTMLSelectElement} input @param {string} [help] */
function field(id, label, input, help) {
  input.id = `embed-${id}`;
  const note = help ? [element("small", { id: `embed-${id}-help` }, help)] : [];
  if (help) input.setAttribute("aria-describedby", `embed-${id}-help`);
  return element("div", { class: "embed-field" }, element("label", { for: input.id }, label), input, ...note);
}

/** @param {string} label @param {HTMLInputElement} input @param {string} [help] */
const ticked = (label, input, help) => element("label", { class: "embed-tick", title: help }, input, label);

/** @param {string} legend @param {string} prefix of the settings that are switches here */
function switches(legend, prefix) {
  const titles = /** @type {Record<string, string>} */ (words.views);
  const rows = table().filter(({ key, kind }) => key.startsWith(prefix) && kind === "switch");
  const boxes = rows.map((row) => {
    const { key, label, help } = inWords(row);
    const input = element("input", { type: "checkbox", "data-key": key });
    return { key, input, row: ticked(titles[key.slice("view.".length)] ?? label, input, help) };
  });
  return { boxes, fieldset: element("fieldset", { class: "ticks" }, element("legend", {}, legend), ...boxes.map(({ row }) => row)) };
}

const choiceOfLessons = () =>
  element(
    "select",
    {},
    element("option", { value: "" }, words.builder.noLesson),
    ...lessonOptions(),
    element("option", { value: OWN }, words.builder.ownLesson),
  );

const choiceOfLanguages = () =>
  element("select", {}, ...(settingOf("page.language").choices ?? []).map(({ value, label }) => element("option", { value }, label)));

/** Everything that the form has. */
function fields() {
  return {
    lesson: choiceOfLessons(),
    file: element("input", { type: "text", placeholder: "lessons/my-lesson.json" }),
    language: choiceOfLanguages(),
    asNow: element("input", { type: "checkbox", checked: true }),
    width: element("input", { type: "text", value: "100%", pattern: "[0-9]+%?" }),
    height: element("input", { type: "number", min: 100, max: 10000, value: 900 }),
    follows: element("input", { type: "checkbox", checked: true }),
    address: element("input", { type: "text", inputmode: "url", value: addressOf("") }),
  };
}

/** @param {() => State} state @param {() => void} changed */
export function embedForm(state, changed) {
  const own = fields();
  const [views, hidden] = [switches(words.builder.views, "view."), switches(words.builder.hidden, "hide.")];
  const said = words.builder;
  const fileRow = field("file", said.lessonAddress, own.file);
  const form = element(
    "div",
    { class: "embed-form" },
    field("lesson", said.lesson, own.lesson),
    fileRow,
    field("language", said.language, own.language),
    ticked(said.asNow, own.asNow, said.asNowHelp),
    ...[views.fieldset, hidden.fieldset],
    element(
      "fieldset",
      {},
      element("legend", {}, said.size),
      field("width", said.width, own.width),
      field("height", said.height, own.height),
      ticked(said.follows, own.follows),
    ),
    field("address", said.address, own.address, said.addressHelp),
  );
  const boxes = [...views.boxes, ...hidden.boxes];
  const lesson = () => (own.lesson.value === OWN ? own.file.value.trim() : own.lesson.value);
  const look = () => {
    fileRow.hidden = own.lesson.value !== OWN;
    own.asNow.disabled = own.lesson.value !== "";
  };
  form.addEventListener("input", () => {
    look();
    changed();
  });
  return {
    form,
    /** Begins with what is on the page. */
    begin: () => {
      const { values } = state().experiment;
      for (const { key, input } of boxes) input.checked = values[key] === true;
      own.language.value = words.language;
      look();
    },
    /** @returns {Embedding} */
    read: () => ({
      address: URL.canParse(own.address.value, here()) ? new URL(own.address.value, here()).href : addressOf(""),
      link: linkFrom(state(), {
        lesson: lesson(),
        asNow: own.asNow.checked && !lesson(),
        values: { "page.language": own.language.value, ...Object.fromEntries(boxes.map(({ key, input }) => [key, input.checked])) },
      }),
      title: lesson() ? said.frameTitleOf(own.lesson.selectedOptions[0].label) : said.frameTitle,
      width: own.width.validity.valid && own.width.value ? own.width.value : "100%",
      height: own.height.validity.valid && own.height.value ? own.height.valueAsNumber : 900,
      follows: own.follows.checked,
    }),
  };
}

/** @param {State} state @param {{lesson: string, asNow: boolean, values: Record<string, string | boolean>}} chosen */
function linkFrom({ experiment, step, playing }, { lesson, asNow, values }) {
  const { step: none, problems: _, ...plain } = readLink("");
  const base = asNow ? experiment : plain;
  return withLesson(linkOf({ ...base, values: { ...base.values, ...values } }, asNow && !playing ? step : none), lesson || undefined);
}
