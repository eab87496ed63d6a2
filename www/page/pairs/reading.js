// What a person says about a file, and what is found in it: which column is what, and what the label's values mean. Plain data in, plain data out.

/** @import {Counted, Inspection} from "../../../pkg/web/tripletscope.js" */
/** @import {Reading} from "../../types/run.js" */
/** @typedef {"question1" | "question2" | "label" | "negative" | "split"} Role */
/** A value of a label: duplicates, different questions, or rows that are skipped; empty as long as nobody has said. @typedef {"duplicate" | "different" | "skip" | ""} Sense */

/** @type {Role[]} */
export const ROLES = ["question1", "question2", "label", "negative", "split"];
/** More different numbers than these are scores. */
const MOST_VALUES = 12;

/** The first row where it names the columns. @param {Inspection} inspection @returns {string[] | undefined} */
export function headersOf({ reading, rows }) {
  const named = reading.header ?? (reading.format !== "csv" && typeof reading.question1 === "string");
  return named ? rows[0] : undefined;
}

/** The rows below the header. @param {Inspection} inspection */
export const bodyOf = (inspection) => (headersOf(inspection) ? inspection.rows.slice(1) : inspection.rows);

/** Columns of the widest row. @param {Inspection} inspection */
export const widthOf = ({ rows }) => Math.max(0, ...rows.map((row) => row.length));

/** A column as a reading names it: by its header if no other has the same, otherwise by its number from 1. @param {Inspection} inspection @param {number} place */
export function columnAt(inspection, place) {
  const headers = headersOf(inspection) ?? [];
  const header = headers[place];
  return header && headers.filter((other) => other === header).length === 1 ? header : place + 1;
}

/** Where a column stands that a reading names. @param {Inspection} inspection @param {string | number | null | undefined} column */
export const placeOf = (inspection, column) => (typeof column === "number" ? column - 1 : (headersOf(inspection) ?? []).indexOf(String(column)));

/** What each column is taken for. @param {Inspection} inspection @returns {(Role | "")[]} */
export function rolesOf(inspection) {
  const { reading, doubts } = inspection;
  /** @type {(Role | "")[]} */
  const roles = Array(widthOf(inspection)).fill("");
  for (const role of ROLES)
    for (const column of [reading[role]].flat()) {
      if (typeof column !== "string" && typeof column !== "number") continue;
      const place = placeOf(inspection, column);
      if (place in roles) roles[place] = role;
    }
  const asked = doubts[0]?.problem.kind === "doubt" ? doubts[0].column : null;
  if (!roles.includes("label") && asked !== null && roles[placeOf(inspection, asked)] === "") roles[placeOf(inspection, asked)] = "label";
  return roles;
}

/** What is said once a column is taken for something else. @param {Reading} given @param {Inspection} inspection @param {number} place @param {Role | ""} role @returns {Reading} */
export function withRole(given, inspection, place, role) {
  const before = rolesOf(inspection)[place];
  const column = columnAt(inspection, place);
  /** @type {Reading} */
  const next = { ...given };
  if (before && before !== role) delete next[before];
  if (before === "negative" || role === "negative") next.negative = negativesOf(inspection, place, role);
  if (before === "label" || role === "label") {
    delete next.duplicate;
    delete next.different;
  }
  // That it is none has to be said: its header or its values say otherwise.
  if (before === "label" && role === "") next.label = null;
  if (before === "split" && role !== "split") next.split = null;
  if (role === "" || role === "negative") return next;
  const holder = rolesOf(inspection).indexOf(role);
  // The two questions change places; the other one stays where it is.
  if ((role === "question1" || role === "question2") && (before === "question1" || before === "question2") && holder >= 0)
    next[before] = columnAt(inspection, holder);
  const other = role === "question1" ? "question2" : "question1";
  const otherPlace = rolesOf(inspection).indexOf(other);
  if ((role === "question1" || role === "question2") && next[other] === undefined && otherPlace >= 0 && otherPlace !== place)
    next[other] = columnAt(inspection, otherPlace);
  next[role] = column;
  return next;
}

/** The columns of texts that are different from question 1, once one is taken for something else. @param {Inspection} inspection @param {number} place @param {Role | ""} role @returns {Reading["negative"]} */
function negativesOf(inspection, place, role) {
  const roles = rolesOf(inspection).map((other, at) => (at === place ? role : other));
  const columns = roles.flatMap((other, at) => (other === "negative" ? [columnAt(inspection, at)] : []));
  return columns.length > 1 ? columns : (columns[0] ?? null);
}

/** The label's values with their counts, rows without one too: all that there are where that is asked, otherwise those of the first rows, and what is said
 * of others. @param {Inspection} inspection @returns {Counted[]} */
export function valuesOf({ doubts: [doubt], labels, reading: { duplicate, different }, whole }) {
  if (doubt?.problem.kind === "doubt") return doubt.values;
  const listed = whole ? [] : [duplicate, different].flatMap((list) => (Array.isArray(list) ? list : []));
  const others = listed.filter((value) => !labels.some((known) => sameValue(known.value, value)));
  return labels.length === 0 ? labels : [...labels, ...others.map((value) => ({ value, count: 0 }))];
}

/** @param {Counted} counted */
const isFilled = ({ value }) => value.trim() !== "";

const numberOf = (/** @type {string} */ value) =>
  /^\s*[+−–－-]?[\d.,]/.test(value)
    ? Number(
        value
          .replace(/^\s*[−–－]/, "-")
          .replace(",", ".")
          .replace(/\s*%\s*$/, ""),
      )
    : Number.NaN;

/** The numbers that values are. @param {readonly Counted[]} values */
export const numbersOf = (values) => values.filter(isFilled).map(({ value }) => numberOf(value));

/** Are these values numbers on a scale? @param {readonly Counted[]} values */
export const areNumbers = (values) => values.some(isFilled) && numbersOf(values).every(Number.isFinite);
/** Are there more of them than one would judge one by one? @param {readonly Counted[]} values */
export const areScores = (values) =>
  areNumbers(values) && (values.length > MOST_VALUES || (values.length > 3 && !numbersOf(values).every(Number.isInteger)));

const sameValue = (/** @type {string} */ one, /** @type {string} */ other) =>
  one.trim().toLowerCase() === other.trim().toLowerCase() || numberOf(one) === numberOf(other);

/** What a value of the label means by a reading. @param {Reading} reading @param {string} value @returns {Sense} */
export function senseOf({ duplicate, different }, value) {
  if (!duplicate && !different) return "";
  const isIn = (/** @type {Reading["duplicate"] | Reading["different"]} */ list) => Array.isArray(list) && list.some((one) => sameValue(one, value));
  const x = numberOf(value);
  if (isIn(duplicate) || (duplicate && "from" in duplicate && x >= duplicate.from)) return "duplicate";
  if (isIn(different) || (different && "below" in different && x < different.below)) return "different";
  // Where only one kind is named, the other values are the other one; but not rows without any.
  if (duplicate && different) return "skip";
  if (value.trim() === "") return "skip";
  return different ? "duplicate" : "different";
}

/** What somebody has said of values, and not of all of them yet. @typedef {ReadonlyMap<string, Sense>} Senses */

/** What each value means: as somebody has just said, or by the reading. @param {Inspection} inspection @param {Senses} [said] @returns {Map<string, Sense>} */
export const sensesOf = (inspection, said) =>
  new Map(valuesOf(inspection).map(({ value }) => [value, said?.get(value) ?? senseOf(inspection.reading, value)]));

/** Rows of each sense. @param {Inspection} inspection @param {Senses} [said] */
export function countsOf(inspection, said) {
  const counts = { duplicate: 0, different: 0, skip: 0, "": 0 };
  const senses = sensesOf(inspection, said);
  for (const { value, count } of valuesOf(inspection)) counts[senses.get(value) ?? ""] += count;
  return counts;
}

/** What is said once all values have a meaning. @param {Reading} given @param {Inspection} inspection @param {Senses} senses @returns {Reading} */
export function withSenses(given, inspection, senses) {
  const all = (/** @type {Sense} */ wanted) => [...senses].filter(([, sense]) => sense === wanted).map(([value]) => value);
  return { ...labelled(given, inspection), duplicate: all("duplicate"), different: all("different") };
}

/** What is said once scores from one on are duplicates and those below another different. @param {Reading} given @param {Inspection} inspection @param {number} from @param {number} below @returns {Reading} */
export const withScores = (given, inspection, from, below) => ({ ...labelled(given, inspection), duplicate: { from }, different: { below } });

/** With the column that the meaning is of. @param {Reading} given @param {Inspection} inspection @returns {Reading} */
function labelled(given, inspection) {
  const place = rolesOf(inspection).indexOf("label");
  const [doubt] = inspection.doubts;
  // A key that only later rows have stands in no column of the first ones.
  const column = place >= 0 ? columnAt(inspection, place) : doubt?.problem.kind === "doubt" ? doubt.column : null;
  return column === null ? given : { ...given, label: column };
}

/** Where scales of scores usually end. */
const SCALES = [1, 5, 10, 100];

/** Bounds that suit scores: duplicates in the uppermost fifth of the scale, different ones in the lower two. @param {readonly Counted[]} values */
export function boundsOf(values) {
  const numbers = numbersOf(values);
  const [low, highest] = [Math.min(0, ...numbers), Math.max(...numbers)];
  const high = SCALES.find((end) => highest <= end && highest >= 0.8 * end) ?? highest;
  const at = (/** @type {number} */ share) => Number((low + share * (high - low)).toPrecision(2));
  return { from: at(0.8), below: at(0.4) };
}

/** The file to train on and the one to test with, as far as their names tell. @param {readonly {name: string}[]} files @returns {{train: number, test: number}} `test` −1: none */
export function partsOf(files) {
  const named = (/** @type {RegExp} */ words) => files.findIndex(({ name }) => words.test(name));
  const tests = [named(/(^|[^a-z])(test|held.?out)/i), named(/(^|[^a-z])(dev|valid|val|eval)/i)];
  const [train, test = -1] = [named(/(^|[^a-z])train/i), ...tests.filter((place) => place >= 0)];
  const other = (/** @type {number} */ taken) => files.findIndex((_, k) => k !== taken);
  if (files.length < 2 || (train < 0 && test < 0)) return { train: 0, test: -1 };
  return train < 0 || train === test ? { train: other(test), test } : { train, test: test < 0 && files.length === 2 ? 1 - train : test };
}
