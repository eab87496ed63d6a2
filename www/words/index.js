// The page's words in the language that its address names. Another language is a file beside `en.js`, an entry here and in `embed/words.js`, and one in the table.
import { readHash } from "../host.js";
import { words as en } from "./en.js";

/** @typedef {typeof en} Words */

/** English is always there, and others are made of it where they say the same; they come when they are asked for. @type {Record<string, () => Promise<{words: Words}>>} */
const languages = { de: () => import("./de.js") };

const language = new URLSearchParams(readHash().slice(1)).get("page.language") ?? "en";

/** @type {Words} */
export const words = Object.hasOwn(languages, language) ? (await languages[language]()).words : en;
