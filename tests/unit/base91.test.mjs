// Bytes as letters: what an element carries its module in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase91, toBase91 } from "../../www/embed/base91.js";

/** Bytes of every value, from a small generator. @param {number} length */
const bytesOf = (length) => Uint8Array.from({ length }, (_, k) => (Math.imul(k + 1, 2654435761) ^ (length << 13)) >>> 11);

test("Bytes of any number come back from their letters, no more and no fewer", () => {
  for (let length = 0; length < 300; length++) {
    for (const bytes of [bytesOf(length), new Uint8Array(length), new Uint8Array(length).fill(255)]) {
      assert.deepEqual(fromBase91(toBase91(bytes)), bytes);
    }
  }
});

test("The letters need no escape in a string and take 16 for 13 bytes", () => {
  const text = toBase91(bytesOf(13_000));
  assert.match(text, /^[#-[\]-~]+$/);
  assert.equal(text.length, 16_000);
});
