// The tables of docs/embedding.md, made from what the element's manifest is made from.
import { test } from "node:test";
import { presets, settings } from "../../pkg/node/tripletscope.js";
import { referenceOf } from "../../tools/build/manifest.mjs";
import { words } from "../../www/words/en.js";
import { holdBlock, markdown } from "../support/blocks.mjs";

const DOCS = "docs/embedding.md";
const table = settings().filter(({ group }) => group !== "" && group !== "loss");
const reference = referenceOf(table);
const code = (/** @type {string} */ text) => `\`${text}\``;

/** @type {Record<string, string>} */
const blocks = {
  presets: markdown(
    ["preset", ""],
    Object.keys(presets()).map((name) => [code(name), words.presets[name]]),
  ),
  settings: markdown(
    ["attribute", "property", "type", "default", ""],
    reference.settings.map(({ attribute, name, type, default: value, description }) => [
      ...[code(attribute), code(name), code(type)],
      ...[value === undefined ? "" : code(value), description],
    ]),
  ),
  methods: markdown(
    ["method", "gives", ""],
    reference.methods.map(({ name, parameters, type, description }) => [
      ...[code(`${name}(${parameters.map((parameter) => parameter.name).join(", ")})`), type === "void" ? "" : code(type), description],
    ]),
  ),
  events: markdown(
    ["event", "type", ""],
    reference.events.map(({ name, type, description }) => [code(name), code(type), description]),
  ),
  parts: markdown(
    ["part", ""],
    reference.parts.map(({ name, description }) => [code(name), description]),
  ),
  properties: markdown(
    ["custom property", ""],
    reference.properties.map(({ name, description }) => [code(name), description]),
  ),
};

for (const [name, made] of Object.entries(blocks)) test(`The table of ${name} is what the element has`, () => holdBlock(DOCS, name, made));
