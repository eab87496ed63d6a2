// Colours by numbers: contrast as WCAG has it, distance in OKLab (Ottosson 2020), and how they look to people who lack one kind of cone
// (Machado, Oliveira and Fernandes 2009, severity 1).

/** @typedef {[number, number, number]} Triple */

/** By the kind of cone that is lacking, on linear RGB. @type {Record<string, [Triple, Triple, Triple] | undefined>} */
export const SIGHTS = {
  all: undefined,
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** @param {readonly Triple[]} matrix @param {Triple} v @returns {Triple} */
const times = (matrix, v) => /** @type {Triple} */ (matrix.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]));

/** Linear RGB of #rrggbb. @param {string} hex @returns {Triple} */
export function linear(hex) {
  const bytes = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return /** @type {Triple} */ (bytes.map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)));
}

/** @param {Triple} rgb @param {string} sight @returns {Triple} */
export function seen(rgb, sight) {
  const matrix = SIGHTS[sight];
  return matrix ? /** @type {Triple} */ (times(matrix, rgb).map((x) => Math.min(1, Math.max(0, x)))) : rgb;
}

/** @param {Triple} rgb linear @returns {Triple} */
export function oklab(rgb) {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    /** @type {Triple} */ (cones.map(Math.cbrt)),
  );
}

/** @param {Triple} a linear RGB @param {Triple} b @param {string} sight */
export function distance(a, b, sight) {
  const [u, v] = [oklab(seen(a, sight)), oklab(seen(b, sight))];
  return Math.hypot(u[0] - v[0], u[1] - v[1], u[2] - v[2]);
}

/** @param {Triple} rgb linear */
const luminance = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** @param {Triple} a linear RGB @param {Triple} b */
export function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}
