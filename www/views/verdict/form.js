// The form of a verdict: a table of losses to choose from, each also with swapped sides, and the numbers of seeds and steps.
import { presets } from "../../../pkg/web/tripletscope.js";
import { presetTitle } from "../../loss/titles.js";
import { settingOf } from "../../model/settings.js";
import { element } from "../../ui/dom.js";
import { SWAP, textOf } from "../../verdict/plan.js";
import { words } from "../../words/index.js";

/** @import {LossConfig} from "../../types/run.js" */
/** @import {Choice} from "../../verdict/plan.js" */

const MOST_SEEDS = 1000;
/** Chosen at first, the baseline before the others. */
const FIRST = ["course-2020", "columns", "both"];
/** Learning rates that are tried where somebody tunes, and over how many seeds. */
const [RATES, TUNE_SEEDS] = ["0.003 0.006 0.012 0.025 0.05", 5];
/** Stands for the loss on the page where it has no name. */
const OWN = "own";

/** @param {() => void} changed */
export function formOf(changed) {
  const names = Object.keys(presets());
  const rows = [...names, OWN].map(rowOf);
  const own = rows[names.length];
  const head = [words.verdict.loss, words.verdict.asIs, words.verdict.swapped].map((text) => element("th", { scope: "col" }, text));
  const table = element(
    "table",
    { class: "verdict-choice" },
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows.map(({ row }) => row)),
  );
  const inputs = {
    seeds: numberField("seeds", { value: 10, min: 1, max: MOST_SEEDS }),
    first: numberField("first", { value: 1, min: 0, max: Number(settingOf("seed").max) + 1 - MOST_SEEDS }),
    steps: numberField("steps", { value: 300, min: 1, max: Number(settingOf("page.stopAt").max) }),
  };
  const ticks = { stop: tickField("stop", true), courses: tickField("courses", true), tune: tickField("tune", false) };
  const rates = ratesField();
  const tuneSeeds = numberField("tuneSeeds", { value: TUNE_SEEDS, min: 1, max: MOST_SEEDS });
  const losses = element("fieldset", { class: "plain" }, element("legend", { class: "visually-hidden" }, words.verdict.losses), table);
  const numbers = element("fieldset", { class: "plain" }, ...[...Object.values(inputs), ...Object.values(ticks)].map(({ field }) => field));
  numbers.append(rates.field, tuneSeeds.field);
  for (const fields of [losses, numbers]) fields.addEventListener("input", changed);

  /** @param {LossConfig} loss the page's @returns {Choice} */
  const choice = (loss) => {
    const chosen = rows.filter(({ row }) => !row.hidden).flatMap(({ boxes }) => boxes.filter((box) => box.checked));
    const { seeds, first, steps } = inputs;
    return {
      losses: chosen.map(({ value }) => value.replace(OWN, textOf(loss))),
      seeds: seeds.input.valueAsNumber,
      first: first.input.valueAsNumber,
      steps: steps.input.valueAsNumber,
      rates: ticks.tune.input.checked ? ratesIn(rates.input.value) : [],
      tuneSeeds: tuneSeeds.input.valueAsNumber,
      courses: ticks.courses.input.checked,
    };
  };
  const valid = () => [...Object.values(inputs), rates, tuneSeeds].every(({ field, input }) => field.hidden || input.validity.valid);
  const show = (/** @type {LossConfig} */ loss, /** @type {boolean} */ busy) => {
    own.row.hidden = textOf(loss) in presets();
    losses.disabled = numbers.disabled = busy;
    rates.field.hidden = tuneSeeds.field.hidden = !ticks.tune.input.checked;
    rates.input.setCustomValidity(ratesIn(rates.input.value).length === 0 ? words.verdict.badRates : "");
  };
  return { losses, numbers, choice, valid, show, stops: () => ticks.stop.input.checked };
}

/** @param {string} name */
function rowOf(name) {
  const said = name === OWN ? words.verdict.own : presetTitle(name);
  const boxes = ["", SWAP].map((swap) =>
    element("input", {
      type: "checkbox",
      name: "loss",
      value: name + swap,
      checked: FIRST.includes(name + swap),
      "aria-label": swap ? words.verdict.withSwap(said) : said,
    }),
  );
  const row = element("tr", {}, element("th", { scope: "row" }, said), ...boxes.map((box) => element("td", {}, box)));
  return { row, boxes };
}

/** Numbers that can be learning rates, with decimal commas or, between numbers with points, commas; none where anything else stands there. @param {string} text */
function ratesIn(text) {
  const { min = 0, max = 1 } = settingOf("adam.learningRate");
  const rates = text
    .split(text.includes(".") ? /[\s;,]+/ : /[\s;]+/)
    .filter(Boolean)
    .map((part) => Number(part.replace(",", ".")));
  return rates.every((rate) => rate >= min && rate <= max) ? [...new Set(rates)].sort((a, b) => a - b) : [];
}

function ratesField() {
  const input = element("input", { type: "text", id: "verdict-rates", value: words.decimal(RATES), inputmode: "decimal", autocomplete: "off" });
  return { input, field: element("div", { class: "field" }, element("label", { for: input.id }, words.verdict.rates), input) };
}

/** @param {"stop" | "courses" | "tune"} name @param {boolean} checked */
function tickField(name, checked) {
  const input = element("input", { type: "checkbox", id: `verdict-${name}`, checked });
  return { input, field: element("p", { class: "tick" }, input, " ", element("label", { for: input.id }, words.verdict[name])) };
}

/** @param {"seeds" | "first" | "steps" | "tuneSeeds"} name @param {{value: number, min: number, max: number}} limits */
function numberField(name, limits) {
  const input = element("input", { type: "number", id: `verdict-${name}`, required: true, step: 1, ...limits });
  return { input, field: element("div", { class: "field" }, element("label", { for: input.id }, words.verdict[name]), input) };
}
