// A SimHash of 64 bits of what was typed: rules/sketches.py makes the same one.

import { blake2b } from "../noble-hashes/blake2.js";

const WIDTH = 4;
const FEWEST = 80;
const BYTES = 8;

/** Eight bytes, or null when it is too short to compare. */
export function sketch(text) {
  const plain = text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const letters = [...plain];
  const count = letters.length - WIDTH + 1;
  if (count < FEWEST) return null;
  const ones = new Array(8 * BYTES).fill(0);
  const encoder = new TextEncoder();
  for (let n = 0; n < count; n += 1) {
    const feature = encoder.encode(letters.slice(n, n + WIDTH).join(""));
    const digest = blake2b(feature, { dkLen: BYTES });
    for (let bit = 0; bit < ones.length; bit += 1) {
      ones[bit] += (digest[bit >> 3] >> (7 - (bit & 7))) & 1;
    }
  }
  const found = new Uint8Array(BYTES);
  ones.forEach((sum, bit) => {
    if (sum > count / 2) found[bit >> 3] |= 1 << (7 - (bit & 7));
  });
  return found;
}
