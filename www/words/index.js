// The page's words in the language that its address names. Another language is a file beside `en.js`, an entry here, and one in the table.
import { readHash } from "../host.js";
import { words as de } from "./de.js";
import { words as en } from "./en.js";

/** @typedef {typeof en} Words */

/** @type {Record<string, Words>} */
const languages = { en, de };

/** @type {Words} */
export const words = languages[new URLSearchParams(readHash().slice(1)).get("page.language") ?? "en"] ?? en;
