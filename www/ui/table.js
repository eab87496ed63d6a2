// A view's numbers as lines under named columns, and as files. Rows, columns and pairs count from 1, as they do on the page.

/** What each line says of its run, and each file of itself. @typedef {{run: string | null, seed: number, step: number, [fact: string]: unknown}} Facts */
/** @typedef {number | string | boolean | null | undefined} Value what is not there, or no number, is left empty */
/** @typedef {{columns: readonly string[], rows: readonly (readonly Value[])[]}} Table */

/** The same columns for each record. @template {object} T @param {readonly string[]} columns @param {readonly T[]} records @returns {Table} */
export const tableOf = (columns, records) => ({
  columns,
  rows: records.map((record) => columns.map((name) => /** @type {Record<string, Value>} */ (record)[name])),
});

/** The run's name (if there are several), seed and step stand in each line, so that files of several runs can be joined; there is no other line than the header's and the data's.
 * @param {Table} table @param {Facts} facts */
export function csvOf({ columns, rows }, { run, seed, step }) {
  const front = Object.entries({ ...(run ? { run } : {}), seed, step }).filter(([name]) => !columns.includes(name));
  const [names, own] = [front.map(([name]) => name), front.map(([, value]) => value)];
  return csvText([[...names, ...columns], ...rows.map((row) => [...own, ...row])]);
}

/** @param {Value[][]} rows with the header */
export const csvText = (rows) => rows.map((row) => `${row.map(field).join(",")}\r\n`).join("");

/** A text that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** As RFC 4180 has it; a text that begins like a formula has an apostrophe before it, so that no spreadsheet reckons with it. @param {Value} value */
function field(value) {
  const text = (typeof value === "string" && FORMULA.test(value) ? "'" : "") + String(there(value) ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {Table} table @param {Facts} facts */
export function jsonOf({ columns, rows }, facts) {
  const data = rows.map((row) => Object.fromEntries(columns.map((name, k) => [name, there(row[k])])));
  return `${JSON.stringify({ tripletscope: 1, ...facts, data }, null, 1)}\n`;
}

/** @param {Value} value */
const there = (value) => (value === undefined || (typeof value === "number" && !Number.isFinite(value)) ? null : value);
