// A view's picture with its caption under it: the view's title, the run, and the link that opens it.
import { frame } from "../host.js";
import { colour } from "../ui/canvas.js";
import { EDGE, filled } from "./scene.js";
import { measured } from "./texts.js";

/** @import {Facts} from "./facts.js" */
/** @import {Font, Item} from "./recorder.js" */
/** @import {Scene} from "./scene.js" */

const LINE_HEIGHT = 1.4;

/** @param {Scene} scene @param {Facts} facts @returns {Scene} */
export function framed({ items, width, height }, { title, caption, link }) {
  const family = getComputedStyle(frame()).fontFamily;
  const font = (/** @type {number} */ size, weight = "400") => ({ style: "normal", weight, size, family });
  const room = width - 2 * EDGE;
  const lines = [
    ...wrapped(title, font(15, "650"), room, "ink"),
    ...wrapped(caption, font(13), room, "ink"),
    ...wrapped(link, font(11), room, "soft"),
  ];
  let y = height;
  const texts = lines.map(({ text, font, name }) => {
    y += font.size * LINE_HEIGHT;
    return /** @type {Item} */ ({
      kind: "text",
      text,
      x: EDGE,
      y,
      font,
      align: "start",
      fill: colour(name),
      matrix: [1, 0, 0, 1, 0, 0],
      clips: [],
      alpha: 1,
    });
  });
  const whole = y + EDGE;
  const ground = filled(colour("surface"), [0, 0, width, whole], []);
  return { items: [ground, filled(colour("line"), [EDGE, height, room, 1], []), ...items, ...texts], width, height: whole };
}

/** Broken behind a space or, in a link, behind a sign that parts it; where there is none, anywhere.
 * @param {string} text @param {Font} font @param {number} room @param {string} name of the colour */
function wrapped(text, font, room, name) {
  const fits = (/** @type {string} */ line) => measured(line.trimEnd(), font).width <= room;
  const pieces = (text.match(/[^\s&,/]*[\s&,/]?/g) ?? []).flatMap((piece) => (fits(piece) ? [piece] : [...piece]));
  /** @type {string[]} */
  const lines = [""];
  for (const piece of pieces) {
    const longer = (lines.at(-1) ?? "") + piece;
    if (fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.map((line) => ({ text: line.trim(), font, name }));
}
