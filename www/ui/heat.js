// Matrices as images: all cells at once, and the colour maps that say which quantity it is.
import { heatMap } from "../../pkg/web/tripletscope.js";
import { contextOf, isDark, sized } from "./canvas.js";

/** @typedef {Parameters<typeof heatMap>[1]} Map */

/** For gradients and differences. @returns {Map} */
export const diverging = () => (isDark() ? "diverging-dark" : "diverging-light");

/** @param {Float32Array} cells */
export function largest(cells) {
  let most = 1e-9;
  for (let k = 0; k < cells.length; k++) most = Math.max(most, Math.abs(cells[k]));
  return most;
}

/** Makes the mean negatives' part visible beside the closest one's, which is B − 1 times as large. @param {number} x */
export const signedRoot = (x) => Math.sign(x) * Math.sqrt(Math.abs(x));

/** @param {Float32Array} cells */
export function signedRoots(cells) {
  const roots = new Float32Array(cells.length);
  for (let k = 0; k < cells.length; k++) roots[k] = signedRoot(cells[k]);
  return roots;
}

/**
 * A pixel for each cell, for values from −end to end.
 * @param {HTMLCanvasElement} pixels
 * @param {Float32Array} values
 * @param {number} size cells in a row
 * @param {Map} map
 * @param {number} end
 */
export function paint(pixels, values, size, map, end) {
  if (size === 0) return;
  sized(pixels, size, values.length / size);
  const bytes = heatMap(values, map, -end, end);
  contextOf(pixels).putImageData(new ImageData(new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.length), size), 0, 0);
}

/** Black or white, whichever stands out more on a colour (WCAG's relative luminance). @param {number[]} channels from 0 to 255 */
export function inkOn(...channels) {
  const [r, g, b] = channels.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000000" : "#ffffff";
}
