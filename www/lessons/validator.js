// What is wrong with a lesson, against its schema: where, what stands there, and what would be allowed.

import { cut, spelled } from "../host/given.js";

/** @import {Schema} from "./schema.js" */
/** @import {Fault, Taken} from "../types/lesson.js" */

/** @type {Record<NonNullable<Schema["type"]>, (value: unknown) => boolean>} */
const types = {
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === "string",
  number: Number.isFinite,
  integer: Number.isInteger,
  boolean: (value) => typeof value === "boolean",
};

/** @param {Schema} schema @returns {Taken} */
function takenBy(schema) {
  const { type, minimum: min, maximum: max } = schema;
  if (schema.oneOf) return { kind: "list", min: 1, max: 2 };
  if (schema.const !== undefined) return { kind: "one-of", names: [schema.const] };
  if (schema.enum) return { kind: "one-of", names: schema.enum };
  if (schema.examples) return { kind: "such", example: schema.examples[0] };
  if (type === "object") return { kind: "object", names: Object.keys(schema.properties ?? {}) };
  if (type === "array") return { kind: "list", min: schema.minItems, max: schema.maxItems ?? schema.prefixItems?.length };
  if (type === "number") return { kind: "number", min, max };
  if (type === "integer") return { kind: "whole", min, max };
  return { kind: type === "boolean" ? "switch" : "text" };
}

/** @param {string} path @param {string} key */
const under = (path, key) => (/^[A-Za-z$][\w$]{0,60}$/.test(key) ? `${path}.${key}` : `${path}[${quoted(key)}]`);

/** A value as a message quotes it, also one that is no plain data. @param {unknown} value */
export const quoted = (value) => (typeof value === "string" ? cut(JSON.stringify(value)) : spelled(value));

/** Does a plain value fit? @param {any} value @param {Schema} schema */
function fits(value, { type, minimum, maximum, minLength = 0, pattern, enum: names, const: only }) {
  if (type && !types[type](value)) return false;
  if (typeof value === "number") return value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity);
  if (names) return names.includes(value);
  if (only !== undefined) return value === only;
  return typeof value !== "string" || (value.length >= minLength && (!pattern || new RegExp(pattern).test(value)));
}

/** @param {unknown} value @param {Schema} schema @param {string} [path] @returns {Fault[]} */
export function faultsOf(value, schema, path = "$") {
  if (schema.oneOf) return faultsOfBranch(value, schema, path);
  if (!fits(value, schema)) return [{ kind: "value", path, value: quoted(value), taken: takenBy(schema) }];
  if (schema.type === "object") return faultsOfObject(/** @type {Record<string, unknown>} */ (value), schema, path);
  if (schema.type === "array") return faultsOfList(/** @type {unknown[]} */ (value), schema, path);
  return [];
}

/** @param {Record<string, unknown>} value @param {Schema} schema @param {string} path @returns {Fault[]} */
function faultsOfObject(value, { properties, required = [] }, path) {
  if (!properties) return [];
  const missing = required.filter((key) => !Object.hasOwn(value, key));
  return [
    ...missing.map((key) => ({ kind: /** @type {const} */ ("missing"), path: under(path, key), value: "", taken: takenBy(properties[key]) })),
    ...Object.entries(value).flatMap(([key, inner]) =>
      Object.hasOwn(properties, key)
        ? faultsOf(inner, properties[key], under(path, key))
        : [{ kind: /** @type {const} */ ("unknown"), path: under(path, key), names: Object.keys(properties) }],
    ),
  ];
}

/** @param {unknown[]} value @param {Schema} schema @param {string} path @returns {Fault[]} */
function faultsOfList(value, schema, path) {
  const { prefixItems = [], items, minItems = 0, maxItems = items === false ? prefixItems.length : Infinity } = schema;
  if (value.length < minItems || value.length > maxItems) return [{ kind: "value", path, value: quoted(value), taken: takenBy(schema) }];
  return value.flatMap((inner, k) => {
    const own = prefixItems[k] ?? items;
    return own ? faultsOf(inner, own, `${path}[${k}]`) : [];
  });
}

/** Of lists that differ in their first entry, the one that begins as this one does. @param {unknown} value @param {Schema} schema @param {string} path @returns {Fault[]} */
function faultsOfBranch(value, schema, path) {
  if (!Array.isArray(value) || value.length === 0) return [{ kind: "value", path, value: quoted(value), taken: takenBy(schema) }];
  const nameOf = (/** @type {Schema} */ branch) => branch.prefixItems?.[0].const ?? "";
  const own = schema.oneOf?.find((branch) => nameOf(branch) === value[0]);
  if (own) return faultsOf(value, own, path);
  return [{ kind: "value", path: `${path}[0]`, value: quoted(value[0]), taken: { kind: "one-of", names: schema.oneOf?.map(nameOf) ?? [] } }];
}

/** What the schema cannot say: of a prediction's choices the last is right when no other is, so it alone has no check.
 * @param {import("./panel.js").Lesson} lesson @returns {Fault[]} */
const faultsOfChoices = ({ pages }) =>
  pages.flatMap(({ predict }, page) =>
    (predict?.choices ?? []).flatMap(({ check }, k, all) =>
      (check === undefined) === (k === all.length - 1)
        ? []
        : [{ kind: /** @type {const} */ ("last-check"), path: `$.pages[${page}].predict.choices[${k}]` }],
    ),
  );

/** Nor this: an answer is one of choices, of which some are right and some are not, or a number that is given or read off, but not both.
 * @param {import("./panel.js").Lesson} lesson @returns {Fault[]} */
const faultsOfAnswers = ({ pages }) =>
  pages.flatMap(({ question }, page) => {
    if (!question) return [];
    const { choices, number } = question;
    const right = choices?.filter((choice) => choice.right).length ?? 0;
    const fits = choices ? !number && right > 0 && right < choices.length : number && (number.right === undefined) !== (number.reads === undefined);
    return fits ? [] : [{ kind: /** @type {const} */ ("answers"), path: `$.pages[${page}].question` }];
  });

/** All that is wrong with a lesson. @param {unknown} lesson @param {Schema} schema */
export function faultsOfLesson(lesson, schema) {
  const faults = faultsOf(lesson, schema);
  const known = /** @type {import("./panel.js").Lesson} */ (lesson);
  return faults.length > 0 ? faults : [...faultsOfChoices(known), ...faultsOfAnswers(known)];
}
