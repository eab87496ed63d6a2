// Shapes, texts and images on a canvas of twice as many pixels, for print.
import { cssOf } from "./texts.js";

/** @import {Item} from "./recorder.js" */
/** @import {Scene} from "./scene.js" */

export const SCALE = 2;

/** @param {Scene} scene @returns {Promise<Blob>} */
export function pngOf({ items, width, height }) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(width * SCALE), Math.round(height * SCALE)];
  const context = canvas.getContext("2d");
  for (const item of context ? items : []) paint(/** @type {CanvasRenderingContext2D} */ (context), item);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("This browser makes no PNG of a canvas."))), "image/png");
  });
}

/** @param {CanvasRenderingContext2D} context @param {Item} item */
function paint(context, item) {
  context.save();
  for (const { d, matrix } of item.clips) {
    context.setTransform(SCALE, 0, 0, SCALE, 0, 0);
    context.transform(...matrix);
    context.clip(new Path2D(d));
  }
  context.setTransform(SCALE, 0, 0, SCALE, 0, 0);
  context.transform(...item.matrix);
  context.globalAlpha = item.alpha;
  if (item.kind === "image") {
    context.imageSmoothingEnabled = item.smooth;
    context.drawImage(item.source, item.x, item.y, item.width, item.height);
  } else if (item.kind === "text") {
    context.font = cssOf(item.font);
    context.textAlign = item.align === "middle" ? "center" : item.align;
    context.fillStyle = item.fill;
    context.fillText(item.text, item.x, item.y);
  } else paintPath(context, item);
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {Extract<Item, {kind: "path"}>} path */
function paintPath(context, { d, fill, stroke, width = 1, dash = [] }) {
  const path = new Path2D(d);
  if (fill) {
    context.fillStyle = fill;
    context.fill(path);
  }
  if (!stroke) return;
  context.strokeStyle = stroke;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.stroke(path);
}
