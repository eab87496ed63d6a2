// Where a batch's unit vectors stand on the page: on the circle, on a sphere that can be turned, or in the plane in which they spread most.
import { PrincipalPlane } from "../../../pkg/web/tripletscope.js";

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
    if (run !== this.#run) this.#plane = new PrincipalPlane();
    this.#run = run;
    this.#vectors = vectors;
    const size = vectors.length / (2 * batchSize);
    const rounds = size <= 3 ? 0 : playing ? 1 : Math.min(200, Math.ceil(MULTIPLICATIONS / (8 * vectors.length)));
    const { points, share, exact, collapse } = this.#plane.follow(vectors, size, rounds);
    this.#exact = exact || !playing || size <= 3;
    if (size <= 2) this.#last = { points: circle(vectors, size), kind: "circle", share: 1, reach: 1, collapse };
    else if (size === 3) this.#last = { points: this.#sphere(vectors), kind: "sphere", share: 1, reach: 1, collapse };
    else this.#last = { points: rows(points, 2, (at) => [points[at], points[at + 1], 1]), kind: "plane", share, reach: reachOf(points), collapse };
    return this.#last;
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

/** In tenths. @param {Float64Array} points */
const reachOf = (points) => Math.ceil(points.reduce((most, x) => Math.max(most, Math.abs(x)), 0.05) * 10) / 10;

/** @param {Float32Array} vectors @param {number} size @returns {Point[]} */
const circle = (vectors, size) => rows(vectors, size, (at) => [vectors[at], size > 1 ? vectors[at + 1] : 0, 1]);

/** @param {ArrayLike<number>} numbers @param {number} size @param {(at: number) => Point} point */
const rows = (numbers, size, point) => Array.from({ length: numbers.length / size }, (_, n) => point(n * size));
