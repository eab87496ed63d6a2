// What `words/index.js` is to the page, for one inside an element, which has all languages with it and waits for none.
import { readHash } from "../host.js";
import { words as de } from "../words/de.js";
import { words as en } from "../words/en.js";

/** @type {Record<string, import("../words/index.js").Words>} */
const languages = { en, de };

export const words = languages[new URLSearchParams(readHash().slice(1)).get("page.language") ?? "en"] ?? en;
