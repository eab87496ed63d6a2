// Shapes, texts and images as a file that stands alone: the title and the caption are in it, and nothing refers to anywhere.
import { short } from "./recorder.js";

/** @import {Clip, Item, Matrix} from "./recorder.js" */
/** @import {Scene} from "./scene.js" */

/** @param {Scene} scene @param {string} title @param {string} description */
export function svgOf({ items, width, height }, title, description) {
  /** @type {Map<string, string>} */
  const clips = new Map();
  const body = items.map((item) => clipped(markup(item), item.clips, clips));
  const size = { width: short(width), height: short(height), viewBox: `0 0 ${short(width)} ${short(height)}` };
  return [
    tag("svg", { xmlns: "http://www.w3.org/2000/svg", ...size, role: "img" }, false),
    `${tag("title", {})}${escaped(title)}</title>`,
    `${tag("desc", {})}${escaped(description)}</desc>`,
    ...(clips.size > 0 ? [`<defs>${[...clips.values()].join("")}</defs>`] : []),
    ...body,
    "</svg>",
    "",
  ].join("\n");
}

/** What XML may hold. @param {string} text */
const escaped = (text) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** @param {string} name @param {Record<string, string | number | undefined>} attributes @param {boolean} [closed] */
function tag(name, attributes, closed = false) {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escaped(String(value))}"`]));
  return `<${name}${written.join("")}${closed ? "/" : ""}>`;
}

/** @param {Matrix} matrix */
const transform = (matrix) =>
  matrix.join() === "1,0,0,1,0,0" ? undefined : `matrix(${matrix.map((x) => String(Math.round(x * 1e5) / 1e5)).join(" ")})`;

/** @param {Item} item */
function markup(item) {
  const placed = { transform: transform(item.matrix), opacity: item.alpha === 1 ? undefined : short(item.alpha) };
  if (item.kind === "image") {
    const { x, y, width, height, smooth, source } = item;
    const look = smooth ? {} : { "image-rendering": "pixelated", preserveAspectRatio: "none" };
    return tag("image", { x: short(x), y: short(y), width: short(width), height: short(height), ...look, href: source.toDataURL(), ...placed }, true);
  }
  if (item.kind === "text") {
    const { style, weight, size, family } = item.font;
    const font = { "font-family": family, "font-size": short(size), "font-weight": weight, "font-style": style === "normal" ? undefined : style };
    const anchor = item.align === "start" ? undefined : item.align;
    return `${tag("text", { x: short(item.x), y: short(item.y), ...font, "text-anchor": anchor, ...painted("fill", item.fill), ...placed })}${escaped(item.text)}</text>`;
  }
  const { d, fill, stroke, width, dash = [] } = item;
  const line = stroke ? { ...painted("stroke", stroke), "stroke-width": short(width ?? 1), "stroke-dasharray": dash.join(" ") || undefined } : {};
  return tag("path", { d, ...(fill ? painted("fill", fill) : { fill: "none" }), ...line, ...placed }, true);
}

/** A colour without its opacity, and that. @param {"fill" | "stroke"} what @param {string} colour */
function painted(what, colour) {
  const [, channels, opacity] = /^rgba\((.*),\s*([0-9.]+)\)$/.exec(colour) ?? [];
  return channels ? { [what]: `rgb(${channels})`, [`${what}-opacity`]: opacity } : { [what]: colour };
}

/** @param {string} content @param {Clip[]} own @param {Map<string, string>} known by what they are */
function clipped(content, own, known) {
  return own.reduceRight((inside, { d, matrix }) => {
    const shape = tag("path", { d, transform: transform(matrix) }, true);
    if (!known.has(shape)) known.set(shape, `<clipPath id="clip${known.size}">${shape}</clipPath>`);
    const id = [...known.keys()].indexOf(shape);
    return `<g clip-path="url(#clip${id})">${inside}</g>`;
  }, content);
}
