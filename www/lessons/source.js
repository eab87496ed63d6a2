// Where a lesson comes from: the page's own by its name, a file of the same origin by its address, or the lesson itself.
import { presets, settings } from "../../pkg/web/tripletscope.js";
import { once } from "../host/once.js";
import { here, readLesson } from "../host.js";
import { words } from "../words/index.js";
import { inWords } from "../words/table.js";

/** @import {Lesson} from "./panel.js" */

export const IDS = [
  "what-s-is",
  "rows",
  "columns",
  "symmetric",
  "course-losses",
  "collapse",
  "below-zero",
  "semi-hard",
  "mean-negative",
  "choose-margin",
  "at-the-margin",
  "padding",
  "threshold",
  "only-duplicates",
  "batch-size",
  "other-sides",
  "find-the-bug",
];
/** So many of them are the course; what comes after answers single questions. */
export const COURSE = 6;
/** So many faults are said at once. */
const SAID = 3;

/** A path or an address, not a name. @param {string} given */
const isAddress = (given) => /[/.]/.test(given);

/** A lesson, and the address beside which its data lies. @typedef {{id: string, lesson: Lesson, base: string}} Found */

/** @param {string | object} given @returns {Promise<Found>} throws the sentence of what is wrong with it */
export async function findLesson(given) {
  if (typeof given !== "string") return checked(given, words.lessonFile.inline, here());
  if (IDS.includes(given)) return { id: given, lesson: /** @type {Lesson} */ (await readLesson(words.language, given)), base: here() };
  if (!isAddress(given)) throw new Error(words.lessonFile.noLesson(given, IDS.join(", ")));
  const { lesson, base } = await readFile(given);
  return checked(lesson, given, base);
}

/** @param {string} given @returns {Promise<{lesson: unknown, base: string}>} */
async function readFile(given) {
  const address = URL.canParse(given, here()) ? new URL(given, here()) : undefined;
  if (!address || address.origin !== new URL(here()).origin) throw new Error(words.lessonFile.elsewhere(given, new URL(here()).origin));
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok) throw new Error(words.lessonFile.unread(given, response?.status));
  const text = await response.text();
  try {
    return { lesson: JSON.parse(text), base: address.href };
  } catch (error) {
    throw new Error(words.lessonFile.noJson(given, error instanceof Error ? error.message : String(error)));
  }
}

/** What the page calls the setting whose value stands there, if it is one. @param {string} path */
function calledAt(path) {
  const [, plain, quoted] = /\.values(?:\.(\w+)|\["(.+)"\])$/.exec(path) ?? [];
  const setting = settings().find(({ key }) => key === (plain ?? quoted));
  return setting && inWords(setting).label;
}

const schema = once(() => import("./schema.js"));
const validator = once(() => import("./validator.js"));

/** What checks a lesson comes with one that is not ours. @param {unknown} lesson @param {string} name @param {string} base @returns {Promise<Found>} */
async function checked(lesson, name, base) {
  const [{ lessonSchema }, { faultsOfLesson }] = await Promise.all([schema(), validator()]);
  const faults = faultsOfLesson(lesson, lessonSchema(settings(), Object.keys(presets())));
  if (faults.length > 0) {
    const said = faults.slice(0, SAID).map((fault) => words.lessonFile.fault(fault, calledAt(fault.path)));
    throw new Error(
      [words.lessonFile.refused(name), ...said, ...(faults.length > SAID ? [words.lessonFile.more(faults.length - SAID)] : [])].join(" "),
    );
  }
  const known = /** @type {Lesson} */ (lesson);
  return { id: known.id ?? name, lesson: known, base };
}
