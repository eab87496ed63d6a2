// Bytes without their zeros: of a run's moments, those of words that it has not met yet are zero, and a snapshot has no need to keep them.

/** Bytes of a block, which is kept or left out as a whole. */
const BLOCK = 512;

/** `filled`: is the block kept? @typedef {{size: number, filled: Uint8Array, blocks: Uint8Array}} Packed */

/** @param {Uint8Array} bytes @returns {Packed} */
export function pack(bytes) {
  const filled = new Uint8Array(Math.ceil(bytes.length / BLOCK));
  for (let k = 0; k < filled.length; k++) filled[k] = Number(!isZero(bytes, k * BLOCK));
  const blocks = new Uint8Array(BLOCK * filled.reduce((sum, kept) => sum + kept, 0));
  let at = 0;
  for (let k = 0; k < filled.length; k++) {
    if (!filled[k]) continue;
    blocks.set(bytes.subarray(k * BLOCK, (k + 1) * BLOCK), at);
    at += BLOCK;
  }
  return { size: bytes.length, filled, blocks };
}

/** @param {Packed} packed */
export function unpack({ size, filled, blocks }) {
  const bytes = new Uint8Array(filled.length * BLOCK);
  let at = 0;
  for (let k = 0; k < filled.length; k++) {
    if (!filled[k]) continue;
    bytes.set(blocks.subarray(at, at + BLOCK), k * BLOCK);
    at += BLOCK;
  }
  return bytes.subarray(0, size);
}

/** @param {Uint8Array} bytes @param {number} start of a block */
function isZero(bytes, start) {
  const end = Math.min(start + BLOCK, bytes.length);
  for (let k = start; k < end; k++) if (bytes[k] !== 0) return false;
  return true;
}
