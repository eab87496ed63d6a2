// Canvases in device pixels, and the page's colours for them.

/**
 * Makes the canvas as many device pixels as it covers on the page.
 * @param {HTMLCanvasElement} canvas
 * @returns {{width: number, height: number, scale: number}} in pixels of the page, and device pixels for each
 */
export function fit(canvas) {
  const scale = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  return { width, height, scale };
}

/** A 2d context, which every browser gives. @param {HTMLCanvasElement} canvas */
export function contextOf(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser gives no 2d canvas.");
  return context;
}

/** @param {string} name of a custom property, without the dashes */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
/** The same as 0xrrggbb. @param {string} name */
export const colourNumber = (name) => Number.parseInt(colour(name).slice(1), 16);
export const isDark = () => matchMedia("(prefers-color-scheme: dark)").matches;
