// Further texts of a batch, which are candidates of its rows: S [B, B + K] is kept as S [B, B] and what stands behind it, [B, K]. Pure functions.

/** The first B columns of a matrix [B, B + K], and the others. @template {Float32Array | Uint8Array} T @param {T} matrix @param {number} rows B @returns {[T, T]} */
export function parted(matrix, rows) {
  const columns = rows > 0 ? matrix.length / rows : 0;
  const copy = (/** @type {number} */ from, /** @type {number} */ width) => {
    const part = /** @type {T} */ (new /** @type {any} */ (matrix.constructor)(rows * width));
    for (let i = 0; i < rows; i++) part.set(matrix.subarray(i * columns + from, i * columns + from + width), i * width);
    return part;
  };
  return columns === rows ? [matrix, copy(0, 0)] : [copy(0, rows), copy(rows, columns - rows)];
}

/** The vectors of B pairs, [2B, H], and those of K further texts behind them. @param {Float32Array<ArrayBuffer>} all [2B + K, H] @param {number} pairs B @param {number} further K */
export function partedVectors(all, pairs, further) {
  if (further === 0) return [all, new Float32Array()];
  const own = (all.length / (2 * pairs + further)) * 2 * pairs;
  return [all.slice(0, own), all.slice(own)];
}

/** The two side by side. @param {Float32Array} square [B, B] @param {Float32Array | undefined} further [B, K] @param {number} rows B */
export function joined(square, further, rows) {
  if (!further?.length) return square;
  const more = further.length / rows;
  const all = new Float32Array(square.length + further.length);
  for (let i = 0; i < rows; i++) {
    all.set(square.subarray(i * rows, (i + 1) * rows), i * (rows + more));
    all.set(further.subarray(i * more, (i + 1) * more), i * (rows + more) + rows);
  }
  return all;
}
