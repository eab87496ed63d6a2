// Bytes as printable ASCII, thirteen or fourteen bits in two letters: a thirteenth smaller than base64. The letters need no escape in a string between quotation marks.

const RADIX = 93;
const BITS = 13;
const MASK = (1 << BITS) - 1;
/** Pairs of letters beyond those that thirteen bits need: each lets one value of thirteen bits have a fourteenth. */
const SPARE = RADIX * RADIX - (1 << BITS);
/** From the space to ~, without the quotation mark and the backslash. */
const LETTERS = Array.from({ length: 95 }, (_, k) => String.fromCharCode(32 + k))
  .filter((letter) => letter !== '"' && letter !== "\\")
  .join("");

/** How many bits a pair of letters holds. @param {number} value */
const bitsOf = (value) => ((value & MASK) < SPARE ? BITS + 1 : BITS);

/** @param {Uint8Array} bytes */
export function toBase93(bytes) {
  const letters = [];
  let [held, bits] = [0, 0];
  for (const byte of bytes) {
    held |= byte << bits;
    bits += 8;
    if (bits <= BITS) continue;
    const taken = bitsOf(held);
    const value = held & ((1 << taken) - 1);
    letters.push(LETTERS[value % RADIX], LETTERS[Math.floor(value / RADIX)]);
    held >>= taken;
    bits -= taken;
  }
  if (bits > 0) letters.push(LETTERS[held % RADIX]);
  if (bits >= 8 || held >= RADIX) letters.push(LETTERS[Math.floor(held / RADIX)]);
  return letters.join("");
}

/** @param {string} text */
export function fromBase93(text) {
  const digits = new Uint8Array(128);
  for (let k = 0; k < RADIX; k++) digits[LETTERS.charCodeAt(k)] = k;
  const bytes = new Uint8Array((text.length * (BITS + 1)) >> 4);
  let [held, bits, at] = [0, 0, 0];
  for (let k = 0; k + 1 < text.length; k += 2) {
    const value = digits[text.charCodeAt(k)] + digits[text.charCodeAt(k + 1)] * RADIX;
    held |= value << bits;
    for (bits += bitsOf(value); bits >= 8; bits -= 8) {
      bytes[at++] = held & 255;
      held >>= 8;
    }
  }
  if (text.length % 2 === 1) bytes[at++] = (held | (digits[text.charCodeAt(text.length - 1)] << bits)) & 255;
  return bytes.subarray(0, at);
}
