// The sandbox's numbers: an 8 × 8 square of which the upper left corner is in play, so that a smaller size forgets nothing.
import { judge, sidesOf } from "../../loss/judge.js";

/** @import {LossConfig, LossReport} from "../../types/run.js" */

export const SIZES = [2, 3, 4, 5, 6, 7, 8];
const LARGEST = 8;
/** Both rows of the first four cells are satisfied, column 1 is not. */
const START = [
  [0.9, 0, 0.31, -0.22, 0.14, 0.05, -0.4, 0.27],
  [0.68, 0.95, -0.12, 0.44, 0.08, -0.31, 0.19, 0.02],
  [0.05, 0.42, 0.88, 0.16, -0.27, 0.51, 0.33, -0.09],
  [-0.18, 0.36, 0.57, 0.79, 0.21, 0.03, -0.15, 0.48],
  [0.24, -0.05, 0.11, 0.62, 0.83, 0.39, 0.07, -0.33],
  [0.46, 0.13, -0.36, 0.28, 0.53, 0.72, 0.66, 0.1],
  [-0.07, 0.29, 0.2, -0.14, 0.37, 0.41, 0.91, 0.55],
  [0.34, -0.25, 0.49, 0.01, -0.1, 0.17, 0.6, 0.86],
];

/** Above the diagonals of A and C: the questions 1 of the first two pairs are close to each other, which only a loss on that side sees. */
const SIDES = {
  left: [
    [0.8, 0.12, -0.2, 0.31, 0.05, 0.22, -0.1],
    [0.4, 0.15, -0.05, 0.27, 0.6, 0.01],
    [0.33, 0.09, 0.46, -0.14, 0.2],
    [0.52, 0.18, -0.3, 0.07],
    [0.64, 0.11, 0.25],
    [0.36, -0.08],
    [0.5],
  ],
  right: [
    [0.1, 0.24, -0.06, 0.42, 0.17, -0.25, 0.3],
    [0.35, 0.02, 0.28, -0.12, 0.08, 0.19],
    [0.57, 0.14, 0.21, 0.39, -0.02],
    [0.26, 0.44, 0.03, 0.13],
    [-0.18, 0.32, 0.6],
    [0.23, 0.41],
    [0.16],
  ],
};

/** @param {number[][]} above the diagonal */
const symmetric = (above) =>
  Array.from({ length: LARGEST ** 2 }, (_, k) => {
    const [i, j] = [Math.floor(k / LARGEST), k % LARGEST].sort((a, b) => a - b);
    return i === j ? 1 : above[i][j - i - 1];
  });
const start = () => ({ similarity: START.flat(), left: symmetric(SIDES.left), right: symmetric(SIDES.right) });

/** S, or the similarities of one side with itself: symmetric, with ones on the diagonal. @typedef {"similarity" | "left" | "right"} Which */

/** Cosines, to two digits. @param {number} x */
const rounded = (x) => Math.round(100 * Math.min(1, Math.max(-1, x))) / 100;

export class Square {
  size = 2;
  /** Counts the changes. */
  version = 0;
  #cells = start();

  startAgain() {
    this.#cells = start();
    this.resize(2);
  }

  /** @param {number} size */
  resize(size) {
    this.size = size;
    this.version++;
  }

  /** @param {number} i @param {number} j @param {Which} [of] */
  at = (i, j, of = "similarity") => this.#cells[of][i * LARGEST + j];

  /** @param {number} i @param {number} j @param {number} value @param {Which} [of] */
  set(i, j, value, of = "similarity") {
    this.#cells[of][i * LARGEST + j] = rounded(value);
    if (of !== "similarity") this.#cells[of][j * LARGEST + i] = rounded(value);
    this.version++;
  }

  /** Takes as much of a batch's upper left corners as is in play. @param {import("../../loss/judge.js").Batch} batch */
  takeCorner(batch) {
    this.resize(Math.min(this.size, batch.batchSize));
    const from = { similarity: batch.similarity, ...sidesOf(batch) };
    for (let k = 0; k < this.size ** 2; k++) {
      const [i, j] = [Math.floor(k / this.size), k % this.size];
      this.set(i, j, from.similarity[i * batch.batchSize + j]);
      if (i < j) for (const side of /** @type {const} */ (["left", "right"])) this.set(i, j, from[side][i * batch.batchSize + j], side);
    }
  }

  /** @param {Which} [of] */
  matrix(of = "similarity") {
    return Float32Array.from({ length: this.size ** 2 }, (_, k) => this.at(Math.floor(k / this.size), k % this.size, of));
  }

  /** @returns {import("../../loss/judge.js").Batch} */
  batch = () => ({ similarity: this.matrix(), batchSize: this.size, left: this.matrix("left"), right: this.matrix("right") });

  /** @param {LossConfig} loss @returns {LossReport} */
  judge = (loss) => judge(this.batch(), loss);
}
