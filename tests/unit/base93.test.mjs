// Bytes as letters: what an element carries its module in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase93, toBase93 } from "../../www/embed/base93.js";

/** Bytes of every value, from a small generator. @param {number} length */
const bytesOf = (length) => Uint8Array.from({ length }, (_, k) => (Math.imul(k + 1, 2654435761) ^ (length << 13)) >>> 11);

test("Bytes of any number come back from their letters, no more and no fewer", () => {
  for (let length = 0; length < 300; length++) {
    for (const bytes of [bytesOf(length), new Uint8Array(length), new Uint8Array(length).fill(255)]) {
      assert.deepEqual(fromBase93(toBase93(bytes)), bytes);
    }
  }
});

test("The letters need no escape in a string and take a good 16 for 13 bytes of what is packed", () => {
  let state = 1;
  const text = toBase93(Uint8Array.from({ length: 13_000 }, () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24));
  assert.match(text, /^[ !#-[\]-~]+$/);
  assert.ok(text.length <= 15_940 && text.length >= 15_900, String(text.length));
});
