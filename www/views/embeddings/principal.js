// The plane in which vectors spread most (PCA), followed from batch to batch: C is the covariance, Q an orthonormal basis that the iteration
// Q ← orth(C·Q) turns towards C's largest eigenvectors. Each batch starts from the basis of the one before, so that few rounds are enough; within the
// basis the eigenvectors are found exactly (Rayleigh–Ritz). The two axes are then turned, within their plane, to lie as those before did.

/** Directions that are followed: more than two, so that the second is found soon even where the third is as large. */
const WIDTH = 4;
/** The variance on the axes changes by less than this share of it from round to round: they are found. */
const PRECISE = 1e-10;

/** @typedef {{axes: Float64Array[], share: number, exact: boolean}} Plane `share` of the variance, 0 where there is none */

export class PrincipalPlane {
  /** @type {Float64Array[]} */ #basis = [];
  /** @type {Float64Array[]} */ #axes = [];
  #centred = new Float64Array();

  /** Forgets what came before. */
  reset() {
    [this.#basis, this.#axes] = [[], []];
  }

  /** @param {Float32Array} vectors [N, H] @param {Float64Array} mean [H] @param {number} rounds at most @returns {Plane} */
  follow(vectors, mean, rounds) {
    const size = mean.length;
    if (this.#basis[0]?.length !== size) {
      this.reset();
      this.#basis = orthonormal(
        Array.from({ length: Math.min(WIDTH, size) }, (_, k) => Float64Array.from(mean, (_, h) => Math.sin(1 + k + h * (2 * k + 1)))),
      );
    }
    const total = this.#centre(vectors, mean);
    if (total === 0) return { axes: this.#aligned(this.#basis.slice(0, 2)), share: 0, exact: true };
    let [held, exact] = [0, false];
    /** @type {Float64Array[]} */
    let found = [];
    for (let k = 0; k < rounds && !exact; k++) {
      const images = this.#basis.map((q) => this.#times(q));
      const { values, vectors: turn } = eigen(this.#basis.map((q) => images.map((y) => dot(q, y))));
      found = turn.map((w) => combine(this.#basis, w));
      const now = values[0] + values[1];
      exact = Math.abs(now - held) <= PRECISE * total;
      held = now;
      this.#basis = orthonormal(turn.map((w) => combine(images, w)));
    }
    return { axes: this.#aligned(found.slice(0, 2)), share: held / total, exact };
  }

  /** Subtracts the mean; gives the sum of all squares. @param {Float32Array} vectors @param {Float64Array} mean */
  #centre(vectors, mean) {
    if (this.#centred.length !== vectors.length) this.#centred = new Float64Array(vectors.length);
    let total = 0;
    for (let n = 0; n < vectors.length; n += mean.length) {
      for (let h = 0; h < mean.length; h++) {
        const x = (this.#centred[n + h] = vectors[n + h] - mean[h]);
        total += x * x;
      }
    }
    return total;
  }

  /** C·q, but for the factor 1/N. @param {Float64Array} q */
  #times(q) {
    const [x, image] = [this.#centred, new Float64Array(q.length)];
    for (let n = 0; n < x.length; n += q.length) {
      let along = 0;
      for (let h = 0; h < q.length; h++) along += x[n + h] * q[h];
      for (let h = 0; h < q.length; h++) image[h] += along * x[n + h];
    }
    return image;
  }

  /** The same plane with its axes turned, or mirrored, as close as can be to those before. @param {Float64Array[]} fresh */
  #aligned([u, v]) {
    const before = this.#axes.length === 2 ? this.#axes : [u, v];
    const [[a, b], [c, d]] = before.map((axis) => [dot(axis, u), dot(axis, v)]);
    const mirrored = Math.hypot(a - d, b + c) > Math.hypot(a + d, b - c);
    const sign = mirrored ? -1 : 1;
    const angle = Math.atan2(b - sign * c, a + sign * d);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.#axes = [combine([u, v], [cos, sin]), combine([u, v], [-sign * sin, sign * cos])];
    return this.#axes;
  }
}

/** The mean of all rows. @param {Float32Array} vectors [N, H] @param {number} size */
export function meanOf(vectors, size) {
  const mean = new Float64Array(size);
  for (let n = 0; n < vectors.length; n += size) for (let h = 0; h < size; h++) mean[h] += vectors[n + h];
  return mean.map((x) => (x * size) / Math.max(1, vectors.length));
}

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
export function dot(a, b) {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

/** @param {Float64Array[]} list @param {number[]} weights */
const combine = (list, weights) => list[0].map((_, h) => weights.reduce((sum, w, k) => sum + w * list[k][h], 0));

/** Gram–Schmidt, twice to be exact; a direction that the others already hold is replaced by one of the coordinates'. @param {Float64Array[]} list */
function orthonormal(list) {
  /** @type {Float64Array[]} */
  const done = [];
  const rest = (/** @type {Float64Array} */ x) => done.reduce((left, q) => combine([left, q], [1, -dot(left, q)]), x);
  const unit = (/** @type {Float64Array} */ x) => {
    const left = rest(rest(x));
    const norm = Math.sqrt(dot(left, left));
    return norm > 1e-9 * Math.sqrt(dot(x, x)) ? left.map((value) => value / norm) : undefined;
  };
  for (const x of list) {
    let next = unit(x);
    for (let h = 0; !next && h < x.length; h++) next = unit(x.map((_, k) => Number(k === h)));
    if (next) done.push(next);
  }
  return done;
}

/** Eigenvalues, largest first, and eigenvectors of a small symmetric matrix, by Jacobi's rotations. @param {number[][]} matrix */
export function eigen(matrix) {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = a.map((_, i) => a.map((_, j) => Number(i === j)));
  for (let sweep = 0; sweep < 12; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, p, q);
  }
  const order = a.map((_, k) => k).sort((i, j) => a[j][j] - a[i][i]);
  return { values: order.map((k) => a[k][k]), vectors: order.map((k) => v.map((row) => row[k])) };
}

/** Makes a[p][q] zero. @param {number[][]} a @param {number[][]} v @param {number} p @param {number} q */
function rotate(a, v, p, q) {
  if (a[p][q] === 0) return;
  const angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const mix = (/** @type {number[]} */ row) => ([row[p], row[q]] = [c * row[p] - s * row[q], s * row[p] + c * row[q]]);
  a.forEach(mix);
  [a[p], a[q]] = [a[p].map((x, k) => c * x - s * a[q][k]), a[p].map((x, k) => s * x + c * a[q][k])];
  v.forEach(mix);
}
