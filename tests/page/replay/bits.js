/** All bits of S in one number, and the loss of the step's batch. @param {Float32Array<ArrayBuffer>} similarity @param {number | undefined} loss */
export function bitsOf(similarity, loss) {
  const hash = new Uint32Array(similarity.buffer).reduce((sum, bits) => Math.imul(sum ^ bits, 16_777_619), 2_166_136_261);
  return { hash, loss: String(loss) };
}
