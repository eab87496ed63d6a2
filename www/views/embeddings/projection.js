// Where a batch's unit vectors stand on the page: on the circle, on a sphere that can be turned, or in the plane in which they spread most.
import { meanOf, PrincipalPlane } from "./principal.js";

/** @typedef {[number, number, number]} Point to the right, up, towards the reader */
/** @typedef {{points: Point[], kind: "circle" | "sphere" | "plane", share: number, reach: number, collapse: number}} Projection
 * `reach` is the coordinate at the edge; `collapse` the square of the mean vector's length */

/** While the run goes on, each frame takes the search on by one round; when it stands still the search is ended, within this many multiplications. */
const MULTIPLICATIONS = 6e7;

export class Projector {
  /** Of the sphere: about the vertical axis, then about the horizontal one. */
  #turn = { right: 0.5, up: 0.35 };
  #plane = new PrincipalPlane();
  #run = -1;
  /** @type {Float32Array | undefined} */ #vectors;
  /** @type {Projection | undefined} */ #last;
  #exact = false;

  /** @param {number} right @param {number} up in radians */
  turn(right, up) {
    this.#turn = { right: this.#turn.right + right, up: Math.min(1.5, Math.max(-1.5, this.#turn.up + up)) };
    this.#vectors = undefined;
  }

  /** @param {{vectors: Float32Array, batchSize: number, run: number, playing: boolean}} state @returns {Projection} */
  project({ vectors, batchSize, run, playing }) {
    if (this.#last && vectors === this.#vectors && (playing || this.#exact)) return this.#last;
    if (run !== this.#run) this.#plane.reset();
    this.#run = run;
    this.#vectors = vectors;
    const size = vectors.length / (2 * batchSize);
    const mean = meanOf(vectors, size);
    const collapse = mean.reduce((sum, x) => sum + x * x, 0);
    this.#exact = true;
    if (size <= 2) this.#last = { points: circle(vectors, size), kind: "circle", share: 1, reach: 1, collapse };
    else if (size === 3) this.#last = { points: this.#sphere(vectors), kind: "sphere", share: 1, reach: 1, collapse };
    else this.#last = { ...this.#spread(vectors, mean, playing), collapse };
    return this.#last;
  }

  /** @param {Float32Array} vectors @param {Float64Array} mean @param {boolean} playing */
  #spread(vectors, mean, playing) {
    const rounds = playing ? 1 : Math.min(200, Math.ceil(MULTIPLICATIONS / (8 * vectors.length)));
    const { axes, share, exact } = this.#plane.follow(vectors, mean, rounds);
    this.#exact = exact || !playing;
    const points = rows(vectors, mean.length, (at) => {
      let [x, y] = [0, 0];
      for (let h = 0; h < mean.length; h++) {
        const value = vectors[at + h] - mean[h];
        x += value * axes[0][h];
        y += value * axes[1][h];
      }
      return [x, y, 1];
    });
    const farthest = points.reduce((most, [x, y]) => Math.max(most, Math.abs(x), Math.abs(y)), 0.05);
    return { points, kind: /** @type {const} */ ("plane"), share, reach: Math.ceil(farthest * 10) / 10 };
  }

  /** @param {Float32Array} vectors */
  #sphere = (vectors) => rows(vectors, 3, (at) => this.view([vectors[at], vectors[at + 1], vectors[at + 2]]));

  /** A point of the sphere as it is turned now. @param {Point} point @returns {Point} */
  view([x, y, z]) {
    const [a, b, c, d] = [Math.cos(this.#turn.right), Math.sin(this.#turn.right), Math.cos(this.#turn.up), Math.sin(this.#turn.up)];
    const front = a * z - b * x;
    return [a * x + b * z, c * y - d * front, d * y + c * front];
  }
}

/** @param {Float32Array} vectors @param {number} size @returns {Point[]} */
const circle = (vectors, size) => rows(vectors, size, (at) => [vectors[at], size > 1 ? vectors[at + 1] : 0, 1]);

/** @param {Float32Array} vectors @param {number} size @param {(at: number) => Point} point */
const rows = (vectors, size, point) => Array.from({ length: vectors.length / size }, (_, n) => point(n * size));
