// Formulas of lessons: a small part of TeX, made into MathML. What it knows stands in the tables here, and nothing else is allowed.
import { math } from "../views/formula/mathml.js";

/** Names and signs. @type {Record<string, string>} */
const SIGNS = {
  ...{ cdot: "·", times: "×", le: "≤", ge: "≥", ne: "≠", approx: "≈", in: "∈", top: "⊤" },
  ...{ alpha: "α", beta: "β", lambda: "λ", tau: "τ", theta: "θ" },
  ...{ log: "log", exp: "exp", cos: "cos" },
};
/** Operators with what they run over below them. @type {Record<string, string>} */
const OVER = { sum: "∑", max: "max", min: "min" };
/** All that may stand after a backslash. */
export const COMMANDS = [...Object.keys(SIGNS), ...Object.keys(OVER), "frac", "sqrt", "text"];

const TOKEN = /\\[a-z]+|[0-9]+(?:[.,][0-9]+)?|\s+|./gu;

/** @param {string} source without the dollar signs */
export function formulaOf(source) {
  const tokens = (source.match(TOKEN) ?? []).filter((token) => token.trim() !== "");
  return math("math", {}, ...rowOf(tokens));
}

/** Up to the closing brace, or the end. @param {string[]} tokens taken from the front @returns {Element[]} */
function rowOf(tokens) {
  /** @type {Element[]} */
  const row = [];
  while (tokens.length > 0 && tokens[0] !== "}") row.push(scripted(tokens));
  tokens.shift();
  return row;
}

/** A part with its index and power. @param {string[]} tokens */
function scripted(tokens) {
  const isOver = tokens[0].slice(1) in OVER;
  const base = atom(tokens);
  /** @type {{_?: Element, "^"?: Element}} */
  const scripts = {};
  while (tokens[0] === "_" || tokens[0] === "^") {
    const which = /** @type {"_" | "^"} */ (tokens.shift());
    scripts[which] = atom(tokens);
  }
  const { _: below, "^": above } = scripts;
  if (below && above) return math(isOver ? "munderover" : "msubsup", {}, base, below, above);
  if (below) return math(isOver ? "munder" : "msub", {}, base, below);
  return above ? math(isOver ? "mover" : "msup", {}, base, above) : base;
}

/** @param {string[]} tokens @returns {Element} */
function atom(tokens) {
  const token = tokens.shift() ?? "";
  if (token === "{") return math("mrow", {}, ...rowOf(tokens));
  const command = token.startsWith("\\") ? token.slice(1) : "";
  if (command === "frac") return math("mfrac", {}, atom(tokens), atom(tokens));
  if (command === "sqrt") return math("msqrt", {}, atom(tokens));
  if (command === "text") return math("mtext", {}, atom(tokens).textContent ?? "");
  if (command in OVER) return math("mo", {}, OVER[command]);
  if (command) return math(/^\p{L}/u.test(SIGNS[command] ?? "") ? "mi" : "mo", {}, SIGNS[command] ?? token);
  if (/^[0-9]/.test(token)) return math("mn", {}, token);
  return math(/^\p{L}/u.test(token) ? "mi" : "mo", /^[()[\]]$/.test(token) ? { stretchy: "false" } : {}, token === "-" ? "−" : token);
}
