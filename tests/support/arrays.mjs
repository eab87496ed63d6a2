// Files of arrays, made as NumPy makes them.
import { crc32 } from "node:zlib";

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

/** An .npz file: its members as they are. @param {{name: string, bytes: Uint8Array}[]} members */
export function npzOf(members) {
  /** @type {[Buffer[], Buffer[]]} */
  const [files, entries] = [[], []];
  let at = 0;
  for (const { name, bytes } of members) {
    const common = Buffer.alloc(26);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), bytes]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from("PK\x01\x02\0\0"), common, place, Buffer.from(name)]));
    files.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, directory, Buffer.from("PK\x05\x06"), end]);
}
