// What a lesson may say, as a JSON schema made from the table of settings and the presets; docs/lesson.schema.json is the same as a file.

import { ALLOWED } from "./markup.js";

/** @typedef {Pick<import("../../pkg/web/tripletscope.js").Setting, "key" | "group" | "kind"> & {min?: number, max?: number, choices?: {value: string}[]}} Row */
/** The part of JSON Schema that lessons need.
 * @typedef {object} Schema
 * @property {"object" | "array" | "string" | "number" | "integer" | "boolean"} [type]
 * @property {string} [description]
 * @property {Record<string, Schema>} [properties] a key that is not among them is not allowed
 * @property {string[]} [required]
 * @property {false} [additionalProperties]
 * @property {Schema | false} [items]
 * @property {Schema[]} [prefixItems]
 * @property {number} [minItems]
 * @property {number} [maxItems]
 * @property {number} [minLength]
 * @property {string} [pattern]
 * @property {string[]} [examples]
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {string[]} [enum]
 * @property {string} [const]
 * @property {Schema[]} [oneOf] lists that differ in their first entry
 */

export const QUANTITIES = ["similarity", "transposed", "difference", "left", "right", "gradient"];
/** What a number can be read off. */
export const READINGS = ["loss", "cosine", "mean-closest", "mean-positive", "step"];
/** @param {Record<string, Schema>} properties @param {string[]} required @returns {Schema} */
const object = (properties, required) => ({ type: "object", properties, required, additionalProperties: false });
/** @param {string[]} names @returns {Schema} */
const oneOf = (names) => ({ type: "string", enum: names });
/** @returns {Schema} */
const text = (description = "", minLength = 1) => ({ type: "string", minLength, ...(description && { description }) });

/** A text with what `text.js` reads in it. @returns {Schema} */
const markedText = (description = "") => ({
  ...text(description),
  pattern: ALLOWED,
  examples: ["with *emphasis*, `code`, $S_{ij}$, [a link](#curves) or ![a row of S](row)"],
});

/** A value of each kind of setting. @type {Record<Row["kind"], (row: Row) => Schema>} */
const kinds = {
  number: ({ min, max }) => ({ type: "number", minimum: min, maximum: max }),
  integer: ({ min, max }) => ({ type: "integer", minimum: min, maximum: max }),
  choice: ({ choices = [] }) => oneOf(choices.map(({ value }) => value)),
  switch: () => ({ type: "boolean" }),
};

/** The largest value of a setting. @param {Row[]} table @param {string} key */
const most = (table, key) => Number(table.find((row) => row.key === key)?.max);

/** Each check's argument, if it has one. @param {Row[]} table @param {string[]} losses @returns {Record<string, Schema | undefined>} */
export const checkArguments = (table, losses) => ({
  step: { type: "integer", minimum: 0, maximum: most(table, "page.stopAt") },
  quantity: oneOf(QUANTITIES),
  loss: oneOf(losses),
  "off-diagonal": undefined,
  "on-diagonal": undefined,
  "looks-at": oneOf(["rows", "columns", "left", "right"]),
  "looks-only-at": oneOf(["rows", "columns", "left", "right"]),
  "row-is-closest": undefined,
  "column-is-closest": undefined,
  asymmetric: undefined,
  "loss-below": { type: "number", minimum: 0 },
  "positives-stand-out": { type: "number", minimum: -2, maximum: 2 },
  "closest-below-zero": { type: "integer", minimum: 0, maximum: most(table, "batchSize") },
  "closer-than-positive": { type: "integer", minimum: 0, maximum: most(table, "batchSize") },
  "mean-closest-above": { type: "number", minimum: -1, maximum: 1 },
  "mean-negative-above": { type: "number", minimum: -1, maximum: 1 },
  margin: { type: "number", minimum: 0, maximum: most(table, "loss.margin") },
  threshold: { type: "number", minimum: 0, maximum: 2 },
  setting: { type: "string", pattern: "^[a-zA-Z.]+ [a-z0-9.-]+$", examples: ["model.pooling mean"] },
  "presets-differ": { type: "string", pattern: pairOf(losses), examples: ["course-2020 both"] },
});

/** @param {string[]} names */
function pairOf(names) {
  const any = `(${names.map((name) => name.replaceAll("+", "\\+")).join("|")})`;
  return `^${any} ${any}$`;
}

/** @param {Row[]} table @param {string[]} losses @returns {Schema} */
function check(table, losses) {
  const branches = Object.entries(checkArguments(table, losses)).map(([name, argument]) => {
    const parts = [{ const: name }, ...(argument ? [argument] : [])];
    return { type: /** @type {const} */ ("array"), prefixItems: parts, items: /** @type {const} */ (false), minItems: parts.length };
  });
  return { oneOf: branches, description: "What must hold on the page: the name of a check and its argument." };
}

/** A file of pairs, and how it is read. @param {string} what happens @returns {Record<string, Schema>} */
const dataOf = (what) => ({
  data: { ...text(`${what}: the address of a file, from where the lesson lies and on the same server.`), examples: ["pairs.csv"] },
  reading: { type: "object", description: "How the file is read, where it does not say so itself: as in a link." },
});

/** @param {Row[]} table @param {string[]} losses @returns {Schema} */
function setup(table, losses) {
  const settings = table.filter(({ group }) => group !== "" && group !== "loss").map((row) => [row.key, kinds[row.kind](row)]);
  // Rows and columns are counted from 0.
  const cell = { type: /** @type {const} */ ("integer"), minimum: 0, maximum: most(table, "batchSize") - 1 };
  return {
    ...object(
      {
        restart: { type: "boolean", description: "Restart on the lesson's data, or on the built-in questions." },
        ...dataOf("Restart on these pairs"),
        values: { ...object(Object.fromEntries(settings), []), description: "Settings, by their keys in a link." },
        loss: oneOf(losses),
        quantity: { ...oneOf(QUANTITIES), description: "What the matrix shows." },
        select: { type: "array", items: cell, minItems: 2, maxItems: 2, description: "Row and column of a cell, counted from 0." },
      },
      [],
    ),
    description: "What the page sets before it is read.",
  };
}

/** @param {Row[]} table @param {string[]} losses @returns {Schema} */
function predict(table, losses) {
  const because = text("Why, shown when this choice was the right one.", 0);
  const choice = object({ say: markedText(), check: check(table, losses), because }, ["say", "because"]);
  return {
    ...object({ ask: markedText(), choices: { type: "array", items: choice, minItems: 2, maxItems: 8 } }, ["ask", "choices"]),
    description: "A question before the task. Of the choices the first whose check holds is right; the last has no check.",
  };
}

/** @returns {Schema} */
function question() {
  const choice = object({ say: markedText(), right: { type: "boolean" } }, ["say"]);
  const number = object(
    {
      right: { type: "number", description: "The right number." },
      reads: { ...oneOf(READINGS), description: "Or what it is read off, as it is on the page then." },
      within: { type: "number", minimum: 0, description: "How far an answer may be off." },
    },
    ["within"],
  );
  return {
    ...object(
      {
        ask: markedText(),
        choices: { type: "array", items: choice, minItems: 2, maxItems: 8 },
        number,
        because: markedText("Why, shown with the right answer."),
      },
      ["ask", "because"],
    ),
    description: "A question after the task: with choices, of which one is right or several are, or with a number as its answer.",
  };
}

/** @param {Row[]} table @param {string[]} losses @returns {Schema} */
export function lessonSchema(table, losses) {
  const page = object(
    {
      text: {
        type: "array",
        items: markedText(),
        minItems: 1,
        maxItems: 20,
        description:
          "Paragraphs, with *emphasis*, `code`, $formulas$, [links](#curves) to parts of the page and ![pictures](row); or code between lines of ```.",
      },
      setup: setup(table, losses),
      predict: predict(table, losses),
      task: {
        ...object({ say: markedText(), check: check(table, losses) }, ["say", "check"]),
        description: "What is to be done before the page is.",
      },
      question: question(),
    },
    ["text"],
  );
  const pages = { type: /** @type {const} */ ("array"), items: page, minItems: 1, maxItems: 50 };
  const id = { type: /** @type {const} */ ("string"), pattern: "^[a-z0-9-]{1,64}$", examples: ["my-lesson"], description: "Its name in events." };
  return object({ $schema: text("The address of this schema."), id, title: text(), ...dataOf("Begin on these pairs"), pages }, ["title", "pages"]);
}
