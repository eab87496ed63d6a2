// The sandbox's numbers: an 8 × 8 square of which the upper left corner is in play, so that a smaller size forgets nothing.
import { evaluateLoss } from "../../../pkg/web/tripletscope.js";

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

/** Cosines, to two digits. @param {number} x */
const rounded = (x) => Math.round(100 * Math.min(1, Math.max(-1, x))) / 100;

export class Square {
  size = 2;
  /** Counts the changes. */
  version = 0;
  #cells = START.flat();

  startAgain() {
    this.#cells = START.flat();
    this.resize(2);
  }

  /** @param {number} size */
  resize(size) {
    this.size = size;
    this.version++;
  }

  /** @param {number} i @param {number} j */
  at = (i, j) => this.#cells[i * LARGEST + j];

  /** @param {number} i @param {number} j @param {number} value */
  set(i, j, value) {
    this.#cells[i * LARGEST + j] = rounded(value);
    this.version++;
  }

  /** Takes as much of another matrix's upper left corner as is in play. @param {Float32Array} s @param {number} size */
  takeCorner(s, size) {
    this.resize(Math.min(this.size, size));
    for (let k = 0; k < this.size ** 2; k++) {
      const [i, j] = [Math.floor(k / this.size), k % this.size];
      this.set(i, j, s[i * size + j]);
    }
  }

  matrix() {
    return Float32Array.from({ length: this.size ** 2 }, (_, k) => this.at(Math.floor(k / this.size), k % this.size));
  }

  /** @param {LossConfig} loss @returns {LossReport} */
  judge = (loss) => evaluateLoss(this.matrix(), this.size, loss);
}
