// Bytes as printable ASCII, thirteen bits in two letters: a thirteenth smaller than base64. The letters need no escape in a string between quotation marks.

const RADIX = 91;
const BITS = 13;
/** What one letter holds, where the last has no other. */
const HALF = 6;
/** From # to ~, without the backslash. */
const FIRST = 35;
const LEFT_OUT = 92;

/** @param {number} digit */
const letterOf = (digit) => String.fromCharCode(FIRST + digit + (FIRST + digit >= LEFT_OUT ? 1 : 0));
/** @param {number} code */
const digitOf = (code) => code - FIRST - (code > LEFT_OUT ? 1 : 0);

/** @param {Uint8Array} bytes */
export function toBase91(bytes) {
  const letters = [];
  let [held, bits] = [0, 0];
  for (const byte of bytes) {
    held |= byte << bits;
    bits += 8;
    if (bits < BITS) continue;
    const value = held & ((1 << BITS) - 1);
    letters.push(letterOf(value % RADIX), letterOf(Math.floor(value / RADIX)));
    held >>= BITS;
    bits -= BITS;
  }
  if (bits > 0) letters.push(letterOf(held % RADIX));
  if (bits > HALF) letters.push(letterOf(Math.floor(held / RADIX)));
  return letters.join("");
}

/** @param {string} text */
export function fromBase91(text) {
  const pairs = Math.floor(text.length / 2);
  const bytes = new Uint8Array((BITS * pairs + HALF * (text.length % 2)) >> 3);
  let [held, bits, at] = [0, 0, 0];
  for (let k = 0; k < text.length; k += 2) {
    const alone = k + 1 === text.length;
    held |= (digitOf(text.charCodeAt(k)) + (alone ? 0 : digitOf(text.charCodeAt(k + 1)) * RADIX)) << bits;
    for (bits += alone ? HALF : BITS; bits >= 8; bits -= 8) {
      bytes[at++] = held & 255;
      held >>= 8;
    }
  }
  return bytes;
}
