// How a file's bytes become rows, what is held out of them, and what a word is: found, and to be changed.
import { settingOf } from "../../model/settings.js";
import { chooser, element } from "../../ui/dom.js";
import { isAllowed, labelled } from "../../ui/fields.js";
import { words } from "../../words/index.js";

/** @import {Inspection} from "../../../pkg/web/tripletscope.js" */
/** @import {Reading} from "../../types/run.js" */
/** @typedef {(patch: Reading, layout?: boolean) => void} Change `layout`: columns are others then, so what was said of them is found again */

const ENCODINGS = { "utf-8": "UTF-8", "utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE", "windows-1252": "Windows-1252" };
const FORMATS = { csv: "CSV", jsonl: "JSON Lines", json: "JSON" };
const TOKENIZERS = /** @type {const} */ (["words", "symbols", "course", "course-tensorflow"]);
/** Rows in the course's order: so many to train on, and so many to test with. */
const COURSE_ROWS = { train: 300_000, test: 10_240 };
/** What is held out where nobody says, as a share of the clusters. */
const SHARE = 0.1;

/** @param {string} key of a setting @returns {{min: number, max: number}} */
const limitsOf = (key) => ({ min: Number(settingOf(key).min), max: Number(settingOf(key).max) });

/** @param {string} id @param {number} value @param {{min: number, max?: number, step?: string}} limits @param {(value: number) => void} change */
function numberField(id, value, limits, change) {
  const input = element("input", { type: "number", id, required: true, step: "1", ...limits });
  input.value = String(value);
  input.addEventListener("change", () => isAllowed(input) && change(input.valueAsNumber));
  return input;
}

/** @param {string} id @param {string} label @param {boolean} on @param {(on: boolean) => void} change */
export function tick(id, label, on, change) {
  const input = element("input", { type: "checkbox", id });
  input.checked = on;
  input.addEventListener("change", () => change(input.checked));
  return element("div", { class: "labelled pairs-tick" }, input, element("label", { for: id }, label));
}

/** Format, encoding, delimiter, quotes, header and first line. @param {Inspection} inspection @param {Change} change @param {boolean} open */
export function formatPart({ reading }, change, open) {
  const said = words.pairs;
  const { format = "csv", encoding = "utf-8", delimiter = ",", quotes = true, header = false, firstLine = 1 } = reading;
  const delimiters = { ...said.delimiters, ...(delimiter in said.delimiters ? {} : { [delimiter]: delimiter }) };
  const lines = [
    labelled(
      said.format,
      chooser("pairs-format", FORMATS, format, (value) => change({ format: /** @type {Reading["format"]} */ (value) }, true)),
    ),
    labelled(
      said.encoding,
      chooser("pairs-encoding", ENCODINGS, encoding, (value) => change({ encoding: /** @type {Reading["encoding"]} */ (value) }, true)),
    ),
    ...(format === "csv"
      ? [
          labelled(
            said.delimiter,
            chooser("pairs-delimiter", delimiters, delimiter, (value) => change({ delimiter: value }, true)),
          ),
          labelled(
            said.firstLine,
            numberField("pairs-first", firstLine, { min: 1 }, (value) => change({ firstLine: value }, true)),
          ),
          tick("pairs-header", said.header, header, (on) => change({ header: on }, true)),
          tick("pairs-quotes", said.quotes, quotes, (on) => change({ quotes: on }, true)),
        ]
      : []),
  ];
  const summary = said.readAs(
    FORMATS[format],
    ENCODINGS[encoding],
    format === "csv" ? { delimiter: delimiters[delimiter], header, firstLine } : undefined,
  );
  return element("details", { id: "pairs-file", open }, element("summary", {}, summary), element("div", { class: "pairs-fields" }, ...lines));
}

/** What is held out, unless a column or a test file says so, and what a word is. @param {Inspection} inspection @param {Change} change @param {string | undefined} test name of the test file */
export function heldOutPart({ reading }, change, test) {
  const said = words.pairs;
  const { split, tokenizer = "words" } = reading;
  const rule = chooser("pairs-tokenizer", Object.fromEntries(TOKENIZERS.map((name) => [name, said.tokenizers[name]])), tokenizer, (value) =>
    change({ tokenizer: /** @type {Reading["tokenizer"]} */ (value) }),
  );
  const held =
    test || typeof split === "string" || typeof split === "number"
      ? [element("p", {}, said.heldBy(test, split ?? undefined))]
      : splitFields(split, change);
  return element("div", { class: "pairs-fields" }, ...held, labelled(said.tokenizer, rule));
}

/** @param {Exclude<Reading["split"], string | number>} split @param {Change} change */
export function splitFields(split, change) {
  const said = words.pairs;
  const kind = !split ? "default" : "train" in split ? "order" : "share";
  const starts = { default: null, share: { heldOut: SHARE, seed: 1 }, order: COURSE_ROWS };
  const select = chooser("pairs-split", said.splits, kind, (value) => change({ split: starts[/** @type {keyof typeof starts} */ (value)] }));
  const own = [labelled(said.split, select)];
  if (split && "train" in split) {
    const { train, test } = split;
    own.push(
      labelled(
        said.trainRows,
        numberField("pairs-train", train, { min: 1 }, (value) => change({ split: { ...split, train: value } })),
      ),
    );
    own.push(
      labelled(
        said.testRows,
        numberField("pairs-test", test, { min: 1 }, (value) => change({ split: { ...split, test: value } })),
      ),
    );
  } else if (split) {
    const { heldOut, seed = 1 } = split;
    const share = numberField("pairs-share", Math.round(100 * heldOut), { min: 1, max: 33 }, (value) =>
      change({ split: { ...split, heldOut: value / 100 } }),
    );
    own.push(labelled(said.share, share));
    own.push(
      labelled(
        said.seed,
        numberField("pairs-seed", seed, limitsOf("data.seed"), (value) => change({ split: { ...split, seed: value } })),
      ),
    );
  }
  return own;
}
