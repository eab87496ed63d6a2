// The page's words in German; what is not translated is said in English.
import { words as en } from "./en.js";

/** @type {import("./index.js").Words} */
export const words = {
  ...en,
  language: "de",
};
