// Bytes without their zeros: of a run's moments, those of words that it has not met yet are zero, and a snapshot has no need to keep them.

/** Bytes of a block, which is kept or left out as a whole. */
const BLOCK = 512;
const WORDS = BLOCK / 4;

/** `filled`: is the block kept? @typedef {{size: number, filled: Uint8Array, blocks: Uint8Array}} Packed */

/** @param {Uint8Array} bytes @returns {Packed} */
export function pack(bytes) {
  const filled = new Uint8Array(Math.ceil(bytes.length / BLOCK));
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  for (let k = 0; k < filled.length; k++) filled[k] = Number(!isZero(words, k * WORDS));
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

/** @param {Uint32Array} words @param {number} start of a block; one that is not whole counts as filled */
function isZero(words, start) {
  if (start + WORDS > words.length) return false;
  for (let k = start; k < start + WORDS; k++) if (words[k] !== 0) return false;
  return true;
}
