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
