// What a lesson's text may name: pictures of ours, and the commands of formulas.
import { FIGURE_NAMES } from "./figures.js";
import { COMMANDS } from "./formula.js";

const figures = `(?![\\s\\S]*!\\[[^\\]]*\\]\\((?!(?:${FIGURE_NAMES.join("|")})\\)))`;
const commands = `(?![\\s\\S]*\\\\(?!(?:${COMMANDS.join("|")})(?![a-z]))[a-z])`;
/** A text with no others, as a regular expression. */
export const ALLOWED = `^${figures}${commands}[\\s\\S]+$`;
