// Files of arrays, made as NumPy makes them.

/** A .npy file. @param {number[]} shape @param {Float32Array | Uint8Array} values @param {string} [type] */
export function npyOf(shape, values, type = "<f4") {
  const extents = `${shape.join(", ")}${shape.length === 1 ? "," : ""}`;
  const dict = `{'descr': '${type}', 'fortran_order': False, 'shape': (${extents}), }`;
  const length = Math.ceil((10 + dict.length + 1) / 64) * 64;
  const head = Buffer.alloc(10);
  head.write("\x93NUMPY\x01\x00", "latin1");
  head.writeUInt16LE(length - 10, 8);
  return Buffer.concat([head, Buffer.from(`${dict.padEnd(length - 11)}\n`), Buffer.from(values.buffer, values.byteOffset, values.byteLength)]);
}
