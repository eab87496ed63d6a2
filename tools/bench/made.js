// What the benchmark works on, made from a seed: the same numbers in every engine and in Node.

/** @typedef {{batch: number, steps: number, vocabulary: number, dim: number}} Size */

/** The sizes of a training step: pairs, tokens of a question, words, and D = H. @type {Record<"small" | "medium" | "course", Size>} */
export const sizes = {
  small: { batch: 16, steps: 16, vocabulary: 1000, dim: 32 },
  medium: { batch: 64, steps: 32, vocabulary: 8000, dim: 64 },
  course: { batch: 256, steps: 64, vocabulary: 41_700, dim: 128 },
};

const PADDING = 1;
/** Tokens below are special. */
const FIRST_WORD = 2;

/** Mulberry32: numbers from 0 up to 1. @param {number} seed */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Draws ranks from 0 on, the k-th with a chance of one over (k + 1) to the power of 17/16, much as words are in a language. Only operations that are
 * exact everywhere: a power would not be.
 * @param {number} count
 * @param {() => number} next
 */
export function zipf(count, next) {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let k = 0; k < count; k++) {
    sum += 1 / ((k + 1) * Math.sqrt(Math.sqrt(Math.sqrt(Math.sqrt(k + 1)))));
    sums[k] = sum;
  }
  return () => {
    const wanted = next() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/**
 * Token ids of both sides, [B, T] each: words as frequent as in a language, questions of an eighth of T up to seven of them, padded on the right.
 * @param {Size} size
 * @param {number} seed
 */
export function tokens({ batch, steps, vocabulary }, seed) {
  const next = random(seed);
  const word = zipf(vocabulary - FIRST_WORD, next);
  const eighth = steps / 8;
  const side = () => {
    const ids = new Uint32Array(batch * steps).fill(PADDING);
    for (let n = 0; n < batch; n++) {
      const length = eighth + Math.floor(next() * (6 * eighth + 1));
      for (let t = 0; t < length; t++) ids[n * steps + t] = FIRST_WORD + word();
    }
    return ids;
  };
  return { left: side(), right: side() };
}

const SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va"];
const WORDS = 90_000;
/** A question is new this often; otherwise it has been asked before. */
const NEW = 2 / 3;

/** A word of its own for each rank; frequent words are short. @param {number} rank */
function wordOf(rank) {
  let [word, rest] = ["", rank];
  do {
    word += SYLLABLES[rest % 16];
    rest = Math.floor(rest / 16);
  } while (rest > 0);
  return word;
}

/** The text of a question, which depends on its number only. @param {number} id @param {string[]} words @param {Float64Array} wanted ranks by chance */
function questionOf(id, words, wanted) {
  const next = random(id);
  const length = 4 + Math.floor(next() * 18);
  const text = Array.from({ length }, () => words[wanted[Math.floor(next() * wanted.length)]]);
  return `${text[0][0].toUpperCase()}${text.join(" ").slice(1)}?`;
}

/**
 * A file of question pairs in Quora's format, in pieces of text of whole rows.
 * @param {number} rows
 * @param {number} seed
 * @param {number} pieceLength characters that a piece has at least, but for the last
 */
export function* quora(rows, seed, pieceLength = 1 << 20) {
  const next = random(seed);
  const words = Array.from({ length: WORDS }, (_, rank) => wordOf(rank));
  const rank = zipf(WORDS, next);
  const drawn = Float64Array.from({ length: 1 << 20 }, rank);
  let asked = 0;
  const question = () => (asked === 0 || next() < NEW ? ++asked : 1 + Math.floor(next() * asked));
  let piece = '"id","qid1","qid2","question1","question2","is_duplicate"\n';
  for (let row = 0; row < rows; row++) {
    const [a, b] = [question(), question()];
    const label = next() < 0.37 ? 1 : 0;
    piece += `"${row}","${a}","${b}","${questionOf(a, words, drawn)}","${questionOf(b, words, drawn)}","${label}"\n`;
    if (piece.length >= pieceLength) {
      yield piece;
      piece = "";
    }
  }
  if (piece) yield piece;
}

/** Vectors as NumPy saves them: a header, and little-endian float32. @param {number} rows @param {number} dim @param {number} seed */
export function npy(rows, dim, seed) {
  const dict = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${dim}), }`;
  const header = new TextEncoder().encode(`\x93NUMPY\x01\x00v\x00${dict.padEnd(117)}\n`.slice(1));
  const file = new Uint8Array(128 + 4 * rows * dim);
  file[0] = 0x93;
  file.set(header, 1);
  const next = random(seed);
  new Float32Array(file.buffer, 128).set(Float32Array.from({ length: rows * dim }, () => next() - 0.5));
  return file;
}
